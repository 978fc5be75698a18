"""Checks that what an administrator has decided for this computer can be used."""

from __future__ import annotations

from app.self_test.check import Check, Outcome
from app.storage.settings.managed_settings import load_managed_settings
from app.translation import _, pgettext


def check() -> Check:
    """Reads the policy and the environment variables; whatever cannot be used fails the check."""
    managed = load_managed_settings({})
    if managed.notices:
        return Check("policy", Outcome.FAILED, " ".join(managed.notices))
    variables = pgettext("where a setting comes from", "environment")
    used = (layer for layer in managed.layers if layer.values or layer.profiles)
    places = sorted({variables if layer.source == "environment" else layer.where for layer in used})
    if not places:
        return Check("policy", Outcome.OK, _("Nothing is set by an administrator."))
    return Check("policy", Outcome.OK, _("What is set by an administrator can be used."), ", ".join(places))
