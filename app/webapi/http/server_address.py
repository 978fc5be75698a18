"""Normalises the address of a server, as users type or paste it."""

from __future__ import annotations

import ipaddress
import re

import httpx

from app.model.web_address import is_loopback
from app.webapi.errors import BadAddressError, PlainHttpError, SecretInAddressError

# Labels of the Domain Name System (RFC 1035, 2.3.4): getaddrinfo fails in odd ways on anything else.
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"(?=.{{1,253}}$){_LABEL}(?:\.{_LABEL})*\.?", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
# As in https:/crm, which would otherwise be a server called https.
_SCHEME_WITHOUT_HOST = re.compile(r"https?:(?!//|\d)", re.IGNORECASE)
_LONGEST_QUOTED = 200
# Where the site ends and the API, or a page of the web client, begins.
_PATH_BELOW_SITE = re.compile(r"/(?:api(?:/.*)?|[^/]*\.aspx(?:/.*)?)$", re.IGNORECASE)


def api_base(url: str, *, allow_plain_http: bool = False) -> str:
    """Returns the root of the API, ``https://crm.example.com/api``, for any address of the same site.

    Accepts the bare host, the site, the API with or without version, and a page of the web client. The
    default scheme is https, or http for this computer itself. `allow_plain_http` says that the user knows
    that this server has no encryption. Raises BadAddressError.
    """
    text = url.strip()
    parsed = _parse(text)
    host = _host_and_port(parsed)
    if parsed.userinfo:
        raise SecretInAddressError(host)
    if parsed.scheme == "http" and not (allow_plain_http or is_loopback(parsed.host)):
        raise PlainHttpError(host)
    site = _PATH_BELOW_SITE.sub("", parsed.path.rstrip("/")).rstrip("/")
    return f"{parsed.scheme}://{host}{site}/api"


def host_of(base: str) -> str:
    """Returns the server's name for messages, with its port unless that is the default one."""
    return _host_and_port(httpx.URL(base))


def _parse(text: str) -> httpx.URL:
    if _SCHEME_WITHOUT_HOST.match(text):
        raise BadAddressError(_as_quoted(text))
    try:
        parsed = httpx.URL(text if _SCHEME.match(text) else f"https://{text}")
        if not _SCHEME.match(text) and is_loopback(parsed.host):
            parsed = httpx.URL(f"http://{text}")
        is_valid = parsed.scheme in {"http", "https"} and _is_valid_host(parsed.raw_host.decode())
        is_valid = is_valid and 0 < (parsed.port or 443) < 65536
    except (httpx.InvalidURL, UnicodeError):
        is_valid = False
    if not is_valid:
        raise BadAddressError(_as_quoted(text))
    return parsed


def _as_quoted(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTED else f"{text[:_LONGEST_QUOTED]}…"


def _is_valid_host(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return bool(_HOST.fullmatch(host))
    return True


def _host_and_port(url: httpx.URL) -> str:
    host = f"[{url.host}]" if ":" in url.host else url.host
    return host if url.port is None else f"{host}:{url.port}"
