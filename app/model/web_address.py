"""Rules for addresses that the program connects to: encrypted, or on this computer."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from app.translation import _


def is_loopback(host: str) -> bool:
    """Returns True if a host name or address means this computer itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def safe_address(text: str) -> str:
    """Returns a stripped, absolute https address; http is accepted only for this computer.

    Raises ValueError with a sentence for anything else, and for a user name or password in the address.
    """
    address = text.strip()
    parts = urlsplit(address)
    host = parts.hostname or ""
    if not host or parts.port == 0 or not address.isprintable() or " " in address:
        raise ValueError(_("This is not a web address."))
    if parts.username is not None or parts.password is not None:
        raise ValueError(_("An address must not hold a user name or a password."))
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
        raise ValueError(_("The address must begin with https://."))
    return address
