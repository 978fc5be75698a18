"""The user's preferences: kept in the settings file, and told to whoever follows them."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.controller.connection.connections import Connections
from app.controller.process.failures import sentence_for
from app.controller.process.workers import WorkerPool
from app.model.preferences import Preferences
from app.storage.settings.settings_file import SettingsFile
from app.translation import _

_NOT_KEPT = _("The preferences could not be kept, so they hold until the window is closed.")
_MANAGED = ("language", "history_days")
"""What a policy may decide as well; the user's own value stays in the file then."""


class PreferencesController(QObject):
    """Holds the preferences in use, and writes what is changed on the thread of the disk."""

    changed = Signal(object)  # Preferences
    own_defaults_changed = Signal(object)  # by field, what new companies of the connection in use begin with
    problem_reported = Signal(str)  # sentence

    def __init__(
        self, file: SettingsFile, connections: Connections, disk: WorkerPool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._file = file
        self._connections = connections
        self._disk = disk
        self.preferences = Preferences()
        connections.opened.connect(self._on_opened)
        connections.used.connect(self._on_used)

    @property
    def connection(self) -> str:
        """The name of the connection in use, empty for none; own defaults are kept by it."""
        profile = self._connections.status.profile
        return profile.name if profile else ""

    def why_managed(self, name: str) -> str:
        """Returns why the user cannot change a preference; empty if they can."""
        return self._connections.managed.reason(name) if name in _MANAGED else ""

    def change(self, preferences: Preferences) -> None:
        """Follows these preferences from now on, and keeps them."""
        self._follow(preferences)
        mine = asdict(preferences)
        for name in _MANAGED:
            if self.why_managed(name):
                del mine[name]
        self._disk.run(
            partial(self._file.change, lambda now: now.with_changes(**mine)), None, self._on_not_kept
        )

    def _follow(self, preferences: Preferences) -> None:
        self.preferences = preferences
        self.changed.emit(preferences)
        self._tell_own_defaults()

    def _tell_own_defaults(self) -> None:
        self.own_defaults_changed.emit(self.preferences.defaults_for(self.connection))

    def _on_opened(self) -> None:
        self._follow(self._connections.settings.preferences())

    def _on_used(self, _profile: str, _language: str) -> None:
        self._tell_own_defaults()

    def _on_not_kept(self, error: Exception) -> None:
        self.problem_reported.emit(sentence_for(error) or _NOT_KEPT)
