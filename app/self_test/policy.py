"""Checks that what an administrator has decided for this computer can be used."""

from __future__ import annotations

from app.self_test.check import Check, Outcome
from app.storage.settings.managed_settings import load_managed_settings
from app.translation import _


def check() -> Check:
    """Reads the policy and the environment variables; whatever cannot be used fails the check."""
    managed = load_managed_settings({})
    if managed.notices:
        return Check("policy", Outcome.FAILED, " ".join(managed.notices))
    places = sorted({layer.where for layer in managed.layers if layer.values or layer.profiles})
    if not places:
        return Check("policy", Outcome.OK, _("Nothing is set by an administrator."))
    return Check("policy", Outcome.OK, _("What is set by an administrator can be used."), ", ".join(places))
