"""Which registers may be asked is decided in the preferences: consent given and withdrawn, keys kept."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from app.model.registers.settings import CODES, RegisterSettings
from app.service.registers.keys import register_account
from app.storage.files.paths import AppPaths
from app.storage.settings.password_store import SecretStore
from app.storage.settings.settings_file import SettingsFile
from app.ui.preferences.dialog import PreferencesDialog
from app.ui.preferences.registers_box import RegistersBox
from tests.helpers.ui.window import Typist, wait_until


def listed(box: RegistersBox) -> QListWidget:
    found = box.findChild(QListWidget, "preferences.registers")
    assert isinstance(found, QListWidget)
    return found


def test_what_is_allowed_is_ticked_and_a_policy_locks_the_list(qtbot: QtBot) -> None:
    box = RegistersBox(RegisterSettings.of("no, gb", ""), "Your administrator has decided this.")
    qtbot.addWidget(box)
    assert box.allowed() == ("no", "gb")
    assert not box.is_changed
    assert not listed(box).isEnabled()
    names = [listed(box).item(row).text() for row in range(listed(box).count())]
    assert len(names) == len(CODES)
    assert names[0] == "Brønnøysundregistrene"
    assert "Companies House (needs a key)" in names


def test_a_key_is_typed_unseen_and_an_empty_one_changes_nothing(qtbot: QtBot) -> None:
    box = RegistersBox(RegisterSettings(), "")
    qtbot.addWidget(box)
    field = box.findChild(QLineEdit, "preferences.registerKey.gb")
    assert isinstance(field, QLineEdit)
    assert field.echoMode() is QLineEdit.EchoMode.Password
    assert box.keys() == {}
    field.setText(" secret ")
    assert box.keys() == {"gb": "secret"}
    assert box.is_changed
    assert not box.is_decided_anew


@pytest.mark.long
@pytest.mark.parametrize("before", ["no, dk", "none"])
def test_the_window_keeps_what_is_decided(typist: Typist, program_home: Path, before: str) -> None:
    typist.program.registers.consent.settings = RegisterSettings.of(before, "no=http://127.0.0.1:1")
    typist.window.preferences.open_dialog()
    dialog = typist.window.findChild(PreferencesDialog)
    assert isinstance(dialog, PreferencesDialog)
    first = listed(dialog.registers).item(0)
    is_allowed = first.checkState() is Qt.CheckState.Checked
    assert is_allowed is (before != "none")
    first.setCheckState(Qt.CheckState.Unchecked if is_allowed else Qt.CheckState.Checked)
    field = dialog.findChild(QLineEdit, "preferences.registerKey.se")
    assert isinstance(field, QLineEdit)
    field.setText("client:secret")
    dialog.accept()
    kept = "dk" if is_allowed else "no"
    assert typist.program.registers.consent.settings.allowed == (kept,)
    assert typist.program.registers.consent.settings.addresses == {"no": "http://127.0.0.1:1"}
    secrets = typist.program._secrets
    assert isinstance(secrets, SecretStore)
    wait_until(lambda: secrets.get(register_account("se")) == "client:secret")
    typist.wait_for_disk()
    assert SettingsFile(AppPaths.of(program_home).settings).load().registers == kept
