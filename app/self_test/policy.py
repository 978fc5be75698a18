"""Checks that what an administrator has decided for this computer can be used."""

from __future__ import annotations

from collections.abc import Iterator

from app.self_test.check import Check, Outcome
from app.storage.settings.managed_settings import ManagedSettings, load_managed_settings
from app.storage.settings.policy_sources import CONNECTION
from app.storage.settings.settings_file import Settings
from app.translation import _, pgettext


def check() -> Check:
    """Reads the policy and the environment variables; whatever cannot be used fails the check."""
    managed = load_managed_settings({})
    if wrong := problems(managed):
        return Check("policy", Outcome.FAILED, " ".join(wrong))
    variables = pgettext("where a setting comes from", "environment")
    used = (layer for layer in managed.layers if layer.values or layer.profiles)
    places = sorted({variables if layer.source == "environment" else layer.where for layer in used})
    if not places:
        return Check("policy", Outcome.OK, _("Nothing is set by an administrator."))
    return Check("policy", Outcome.OK, _("What is set by an administrator can be used."), ", ".join(places))


def problems(managed: ManagedSettings) -> list[str]:
    """Returns what of it cannot be used, each as a sentence; files of certificates are read for that."""
    return [*managed.notices, *_unusable_files(managed)]


def _unusable_files(managed: ManagedSettings) -> Iterator[str]:
    from app.webapi.errors import CaFileError
    from app.webapi.http.trust import ssl_context

    for file, reason in _certificate_files(managed).items():
        try:
            ssl_context(file, "")
        except CaFileError as error:
            told = _("The certificate file {file} {why}.").format(file=file, why=error.why)
            yield f"{told} {reason}"


def _certificate_files(managed: ManagedSettings) -> dict[str, str]:
    """Returns each file that a policy or the environment names, with the sentence of who has decided it."""
    key = f"{CONNECTION}ca_file"
    files = {managed.value(key): managed.reason(key)} if managed.source(key) else {}
    for profile in managed.apply(Settings()).profiles:
        where = managed.profile_source(profile.name)[1]
        reason = _("Set by your administrator in {path}.").format(path=where)
        files.setdefault(profile.ca_file, reason)
    files.pop("", None)
    return files
