"""Whether this computer keeps passwords: a secret is written, read back, compared and deleted."""

from __future__ import annotations

import secrets
from typing import Final

from app.self_test.check import Check, Outcome, within
from app.storage.settings.password_store import SecretStore, account

_PATIENCE: Final = 20.0  # seconds
_WAITING: Final = (
    "The password store of this computer does not answer: it may be waiting for somebody to unlock it. "
    "Until then a password is kept until you close Contact Entry."
)


def check() -> Check:
    """A note where there is no store: the program then keeps secrets until it is closed."""
    return within(_PATIENCE, "keyring", _try_out) or Check("keyring", Outcome.NOTE, _WAITING)


def _try_out() -> Check:
    name, secret = account(f"self-test-{secrets.token_hex(8)}"), secrets.token_urlsafe(24)
    writing, reading = SecretStore(), SecretStore()
    backend = writing.backend_name()
    place = writing.set(name, secret)
    if not place.lasting:
        return Check("keyring", Outcome.NOTE, place.sentence, backend)
    found = reading.get(name)
    is_deleted = writing.delete(name) and reading.get(name) is None
    if found != secret:
        return Check(
            "keyring", Outcome.FAILED, f"{_capital(place.name)} gave back another password.", backend
        )
    if not is_deleted:
        sentence = f"{_capital(place.name)} does not delete what it is told to."
        return Check("keyring", Outcome.FAILED, sentence, backend)
    return Check("keyring", Outcome.OK, f"Passwords are kept in {place.name}.", backend)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
