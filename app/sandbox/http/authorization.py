"""Who is asking: the one place where a sign-in is checked.

The sandbox asks for one scheme at a time (``Options.scheme``) and refuses all others. Sources: reference page
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
    # Its cryptography is for the scheme "online" alone.
    from app.sandbox.http.identity_provider import IdentityProvider

_REALM = 'realm="SuperOffice sandbox"'
_CHALLENGES = {"basic": "Basic", "ticket": "SOTicket", "bearer": "Bearer", "online": "Bearer", "xsrf": "XSRF"}


def challenge(options: Options) -> str:
    """What a refusal asks for."""
    return f"{_CHALLENGES[options.scheme]} {_REALM}"


def user(headers: Mapping[str, str], options: Options, identity: IdentityProvider | None) -> User | None:
    """The signed-in user, or None for no, unknown or wrong credentials."""
    if options.app_token and not _same(headers.get("so-apptoken", ""), options.app_token):
        return None
    if options.scheme == "xsrf":
        return USERS[0] if _session(headers, options) else None
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
    return _same(credentials, options.ticket)


def _bearer(credentials: str, options: Options, _identity: IdentityProvider | None) -> bool:
    return _same(credentials, options.bearer)


def _online(credentials: str, _options: Options, identity: IdentityProvider | None) -> bool:
    return identity is not None and identity.accepts(credentials)


def _session(headers: Mapping[str, str], options: Options) -> bool:
    """A session of the web client: the same token in header and cookie, and no other sign-in."""
    try:
        cookies = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return False
    cookie = cookies["XSRF-TOKEN"].value if "XSRF-TOKEN" in cookies else ""
    sent = headers.get("x-xsrf-token", "")
    return "authorization" not in headers and _same(sent, options.xsrf) and _same(cookie, options.xsrf)


def _same(sent: str, expected: str) -> bool:
    return secrets.compare_digest(sent.encode(), expected.encode())


_SCHEMES: dict[tuple[str, str], Callable[[str, Options, IdentityProvider | None], bool]] = {
    ("basic", "basic"): _basic,
    ("ticket", "soticket"): _ticket,
    ("bearer", "bearer"): _bearer,
    ("online", "bearer"): _online,
}
