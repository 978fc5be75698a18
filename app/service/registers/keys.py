"""Where the keys of registers are in the password store."""

from __future__ import annotations

from app.storage.settings.password_store import account


def register_account(code: str) -> str:
    """Returns the account of a register's key; no connection can have its name."""
    return account(f"\N{BULLET} register {code}", "key")
