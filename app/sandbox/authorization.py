"""Who is asking: the one place where a sign-in is checked.

Basic (RFC 7617) for now. A further scheme is one more function in ``_SCHEMES``.
"""

import base64
import binascii
import secrets
from collections.abc import Callable, Mapping

from app.sandbox.data.users import USERS, User
from app.sandbox.options import Options

CHALLENGE = 'Basic realm="SuperOffice sandbox"'


def _basic(credentials: str, options: Options) -> User | None:
    try:
        sent = base64.b64decode(credentials, validate=True)
    except (binascii.Error, ValueError):
        return None
    expected = f"{options.user}:{options.password}".encode()
    return USERS[0] if secrets.compare_digest(sent, expected) else None


_SCHEMES: dict[str, Callable[[str, Options], User | None]] = {"basic": _basic}


def user(headers: Mapping[str, str], options: Options) -> User | None:
    """The signed-in user, or None for no, unknown or wrong credentials."""
    scheme, _, credentials = headers.get("authorization", "").partition(" ")
    check = _SCHEMES.get(scheme.lower())
    return check(credentials.strip(), options) if check else None
