"""Checks the credentials of requests.

The sandbox accepts one scheme (``Options.scheme``) and refuses all others. Sources: reference page
"POST Contact", headers Authorization, X-XSRF-TOKEN and SO-AppToken; RFC 7617; RFC 6750.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Callable, Mapping
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING

from app.sandbox.data.users import USERS, User
from app.sandbox.options import Options

if TYPE_CHECKING:
    # Not loaded at run time: only the scheme "online" needs its cryptography.
    from app.sandbox.http.identity_provider import IdentityProvider

_REALM = 'realm="SuperOffice sandbox"'
_CHALLENGES = {"basic": "Basic", "ticket": "SOTicket", "bearer": "Bearer", "online": "Bearer", "xsrf": "XSRF"}


def challenge(options: Options) -> str:
    """Returns the WWW-Authenticate header of a 401."""
    return f"{_CHALLENGES[options.scheme]} {_REALM}"


def signed_in_user(
    headers: Mapping[str, str], options: Options, identity: IdentityProvider | None
) -> User | None:
    """Returns the signed-in user; None for missing, unknown or wrong credentials."""
    if options.app_token and not _equals(headers.get("so-apptoken", ""), options.app_token):
        return None
    if options.scheme == "xsrf":
        return USERS[0] if _has_session(headers, options) else None
    scheme, _, credentials = headers.get("authorization", "").partition(" ")
    check = _SCHEMES.get((options.scheme, scheme.lower()))
    return USERS[0] if check and check(credentials.strip(), options, identity) else None


def _basic(credentials: str, options: Options, _identity: IdentityProvider | None) -> bool:
    try:
        sent = base64.b64decode(credentials, validate=True)
    except (binascii.Error, ValueError):
        return False
    return secrets.compare_digest(sent, f"{options.user}:{options.password}".encode())


def _ticket(credentials: str, options: Options, _identity: IdentityProvider | None) -> bool:
    return _equals(credentials, options.ticket)


def _bearer(credentials: str, options: Options, _identity: IdentityProvider | None) -> bool:
    return _equals(credentials, options.bearer)


def _online(credentials: str, _options: Options, identity: IdentityProvider | None) -> bool:
    return identity is not None and identity.accepts(credentials)


def _has_session(headers: Mapping[str, str], options: Options) -> bool:
    """Returns True for a session of the web client: one token in header and cookie, no other credentials."""
    try:
        cookies = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return False
    cookie = cookies["XSRF-TOKEN"].value if "XSRF-TOKEN" in cookies else ""
    sent = headers.get("x-xsrf-token", "")
    return "authorization" not in headers and _equals(sent, options.xsrf) and _equals(cookie, options.xsrf)


def _equals(sent: str, expected: str) -> bool:
    return secrets.compare_digest(sent.encode(), expected.encode())


_SCHEMES: dict[tuple[str, str], Callable[[str, Options, IdentityProvider | None], bool]] = {
    ("basic", "basic"): _basic,
    ("ticket", "soticket"): _ticket,
    ("bearer", "bearer"): _bearer,
    ("online", "bearer"): _online,
}
