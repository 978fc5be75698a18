"""Checks the password store: writes a secret, reads it back, compares and deletes it."""

from __future__ import annotations

import secrets
from typing import Final

from app.model.text_normalization import capitalized
from app.self_test.check import Check, Outcome, result_within
from app.storage.settings.password_store import SecretStore, account
from app.translation import _

_TIMEOUT: Final = 20.0  # seconds
_WAITING: Final = _(
    "The password store of this computer does not answer: it may be waiting for somebody to unlock it. "
    "Until then a password is kept until you close Contact Entry."
)


def check() -> Check:
    """Checks the password store. Without one the result is a note: secrets are then kept until the end."""
    return result_within(_TIMEOUT, "keyring", _check_round_trip) or Check("keyring", Outcome.NOTE, _WAITING)


def _check_round_trip() -> Check:
    name, secret = account(f"self-test-{secrets.token_hex(8)}"), secrets.token_urlsafe(24)
    writing, reading = SecretStore(), SecretStore()
    backend = writing.backend_name()
    location = writing.set(name, secret)
    if not location.lasting:
        return Check("keyring", Outcome.NOTE, location.sentence, backend)
    found = reading.get(name)
    is_deleted = writing.delete(name) and reading.get(name) is None
    if found != secret:
        return Check(
            "keyring",
            Outcome.FAILED,
            _("{capital} gave back another password.").format(capital=capitalized(location.name)),
            backend,
        )
    if not is_deleted:
        sentence = _("{capital} does not delete what it is told to.").format(
            capital=capitalized(location.name)
        )
        return Check("keyring", Outcome.FAILED, sentence, backend)
    return Check(
        "keyring", Outcome.OK, _("Passwords are kept in {name}.").format(name=location.name), backend
    )
