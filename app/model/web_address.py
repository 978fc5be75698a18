"""Rules for addresses that the program connects to: encrypted, or on this computer, or a proxy."""

from __future__ import annotations

import ipaddress
import re
from typing import Final
from urllib.parse import urlsplit

from app.translation import _

_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_SCHEMES_OF_PROXIES: Final = ("http", "https")
# Host, port, and what a proxy has no use for; without a scheme, "http:/proxy" would be a host called http.
_PLACE: Final = re.compile(r"(\[[^\]/?#]+\]|[^:/?#\[\]\s;,]+)(?::(\d*))?([/?#].*)?")
_LAST_PORT: Final = 65535


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


def proxy_parts(address: str) -> tuple[str, str, str]:
    """Returns the scheme of a proxy's address as it was set, its credentials, and its host with the port.

    The credentials may hold any sign. Raises ValueError, in words for the log, for what is no HTTP proxy.
    """
    scheme, has_scheme, rest = address.partition("://") if _SCHEME.match(address) else ("http", "", address)
    if scheme.lower() not in _SCHEMES_OF_PROXIES:
        raise ValueError("no kind of proxy that can be used")
    credentials, _at, place = rest.rpartition("@")
    found = _PLACE.fullmatch(place)
    if not found or (not has_scheme and found[3] not in (None, "/")):
        raise ValueError("no address of a proxy")
    port = int(found[2] or 0)
    if port > _LAST_PORT or found[2] == "0":
        raise ValueError("no port")
    return scheme.lower(), credentials, found[1] + (f":{port}" if port else "")
