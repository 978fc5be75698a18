"""Consent is asked for once and kept as a setting; a policy and the practice server come first."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.controller.registers.consent import Consent
from app.storage.files.paths import AppPaths
from app.storage.settings.managed_settings import ManagedSettings
from app.storage.settings.settings_file import Settings, SettingsFile
from tests.helpers.fakes.controllers import PATIENCE_MS, WORK, Office


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(AppPaths.of(tmp_path).settings)


def consent_in(office: Office, file: SettingsFile) -> Consent:
    return Consent(office.connections, file, office.disk, office)


def test_a_decision_counts_at_once_and_is_kept(office: Office, file: SettingsFile) -> None:
    consent = consent_in(office, file)
    assert (consent.may_ask, consent.may_be_asked_for) == (False, True)
    consent.decide(allowed=True)
    assert (consent.may_ask, consent.may_be_asked_for) == (True, False)
    assert office.disk.wait(PATIENCE_MS)
    assert file.load().registers == "no, dk, fi, fr, cz, vies, gleif"
    consent.decide(allowed=False)
    assert (consent.may_ask, consent.may_be_asked_for) == (False, False)
    assert consent.why_not.startswith("No register may be asked on this computer.")
    assert office.disk.wait(PATIENCE_MS)
    assert file.load().registers == "none"


def test_the_sentence_names_what_is_asked_and_that_it_leaves_the_computer(
    office: Office, file: SettingsFile
) -> None:
    sentence = consent_in(office, file).sentence()
    assert "leaves this computer" in sentence
    for name in ("Brønnøysundregistrene", "CVR (cvrapi.dk)", "VIES", "GLEIF"):
        assert name in sentence
    assert "Companies House" not in sentence  # it needs a key


def test_a_policy_comes_first_and_says_so(
    office: Office, file: SettingsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    consent = consent_in(office, file)
    monkeypatch.setattr(ManagedSettings, "reason", lambda _self, key: f"A policy sets {key}.")
    assert not consent.may_be_asked_for
    assert consent.why_not == "A policy sets registers."


def test_what_the_settings_say_counts_once_they_are_read(office: Office, file: SettingsFile) -> None:
    consent = consent_in(office, file)
    settings = Settings(registers="no", register_urls="no=https://gateway.example")
    office.connections.open(settings, ManagedSettings())
    assert consent.settings.allowed == ("no",)
    assert consent.settings.addresses == {"no": "https://gateway.example"}


def test_practice_has_a_sentence_of_its_own(office: Office, file: SettingsFile) -> None:
    consent = consent_in(office, file)
    assert "Type more of the name" in consent.why_nobody
    office.connections._temporary = (WORK,)
    office.sign_in()
    assert "while you practise" in consent.why_nobody


def test_a_decision_that_cannot_be_kept_is_told_and_holds_until_the_end(
    qtbot: QtBot, office: Office, file: SettingsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_self: SettingsFile, _edit: object) -> None:
        raise OSError

    monkeypatch.setattr(SettingsFile, "change", fail)
    consent = consent_in(office, file)
    with qtbot.waitSignal(consent.problem_reported, timeout=PATIENCE_MS) as told:
        consent.decide(allowed=True)
    assert told.args == ["This could not be kept as a setting, so it is asked again after the next start."]
    assert consent.may_ask
