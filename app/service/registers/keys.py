"""Where the keys of registers are in the password store, and what their proxy is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.model.profile import Profile, SecretKind
from app.storage.settings.password_store import account

if TYPE_CHECKING:
    from app.webapi.http.proxy_sign_in import SharedRefusals
    from app.webapi.registers.asking import ProxyAccess


def register_account(code: str) -> str:
    """Returns the account of a register's key; no connection can have its name."""
    return account(f"\N{BULLET} register {code}", "key")


def proxy_access(
    profile: Profile | None, secret: Callable[[str, SecretKind], str | None], refusals: SharedRefusals | None
) -> ProxyAccess:
    """Returns how registers get through the proxy of a connection; `secret` returns one of its secrets."""
    from app.webapi.registers.asking import ProxyAccess  # here: a window at rest has none of the registers

    def password() -> str | None:
        return secret(profile.name, SecretKind.PROXY_PASSWORD) if profile else None

    return ProxyAccess(password, refusals)
