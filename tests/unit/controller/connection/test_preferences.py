"""Preferences are followed at once and kept on the disk; what a policy decides is not written."""

from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from app.controller.connection.preferences import PreferencesController
from app.controller.process.workers import WorkerPool
from app.model.preferences import Preferences
from app.storage.settings.managed_settings import ManagedSettings
from app.storage.settings.policy_sources import SettingsLayer
from app.storage.settings.settings_file import Settings, SettingsFile

POLICY = SettingsLayer({"language": "de"}, {"language": "Set by your administrator."})
PATIENCE_MS = 10_000


class Connections(QObject):
    """As much of the connections as preferences ask for."""

    opened = Signal()
    used = Signal(str, str)

    def __init__(self, managed: ManagedSettings, settings: Settings) -> None:
        super().__init__()
        self.managed = managed
        self.settings = managed.apply(settings)
        self.status = Mock()
        self.status.profile.name = "Work"


def controller(
    tmp_path: Path, settings: Settings, managed: ManagedSettings | None = None
) -> tuple[PreferencesController, SettingsFile, WorkerPool, Any]:
    file, disk = SettingsFile(tmp_path / "settings.json"), WorkerPool(1)
    file.save(settings)
    connections = Connections(managed or ManagedSettings(), settings)
    made = PreferencesController(file, connections, disk)  # type: ignore[arg-type]
    return made, file, disk, connections


def test_they_are_told_once_the_settings_are_read_and_with_each_change(qtbot: QtBot, tmp_path: Path) -> None:
    made, file, disk, connections = controller(tmp_path, Settings(theme="dark", history_days=30))
    told, defaults = Mock(), Mock()
    made.changed.connect(told)
    made.own_defaults_changed.connect(defaults)
    connections.opened.emit()
    told.assert_called_with(Preferences(theme="dark", history_days=30))
    made.change(Preferences(theme="light", own_defaults={"Work": {"Category": {"Id": 3}}}))
    assert made.preferences.theme == "light"
    defaults.assert_called_with({"Category": {"Id": 3}})
    assert disk.wait(PATIENCE_MS)
    assert file.load().preferences() == made.preferences
    assert qtbot is not None


def test_what_a_policy_decides_stays_in_the_file_as_the_user_had_it(qtbot: QtBot, tmp_path: Path) -> None:
    made, file, disk, connections = controller(tmp_path, Settings(language="nb"), ManagedSettings((POLICY,)))
    connections.opened.emit()
    assert (made.preferences.language, made.why_managed("language")) == ("de", "Set by your administrator.")
    assert not made.why_managed("theme")
    made.change(Preferences(language="de", theme="dark"))
    assert disk.wait(PATIENCE_MS)
    assert (file.load().language, file.load().theme) == ("nb", "dark")
    assert qtbot is not None


def test_a_disk_that_takes_nothing_is_told(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, file, _disk, connections = controller(tmp_path, Settings())
    connections.opened.emit()
    monkeypatch.setattr(file, "change", Mock(side_effect=OSError(28, "No space left on device")))
    with qtbot.waitSignal(made.problem_reported, timeout=PATIENCE_MS):
        made.change(Preferences(theme="dark"))
    assert made.preferences.theme == "dark", "it holds until the window is closed"
