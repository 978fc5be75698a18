"""Addresses that the program asks: encrypted, or on this computer."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this computer itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def safe_address(text: str) -> str:
    """An absolute https address without user and password; http is for this computer alone.

    Raises ValueError with a sentence.
    """
    address = text.strip()
    parts = urlsplit(address)
    host = parts.hostname or ""
    if not host or parts.port == 0 or not address.isprintable() or " " in address:
        raise ValueError("This is not a web address.")
    if parts.username is not None or parts.password is not None:
        raise ValueError("An address must not hold a user name or a password.")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
        raise ValueError("The address must begin with https://.")
    return address
