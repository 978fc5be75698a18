"""A company that belongs to another connection than the one in use: Save asks before it goes there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject

from app.controller.connection.connections import Connections
from app.controller.form.entry import EntryController
from app.controller.outbox.reopening import Reopening
from app.model.checks.form_problems import StickyProblem
from app.model.checks.problem import Problem, Severity
from app.model.entry import Entry
from app.model.form.choices import TARGET
from app.translation import _

_OTHER = _(
    "This company is for the connection “{profile}”. Choose that connection again, or press Save once more: "
    "then it goes to “{other}”."
)


class OtherConnection(QObject):
    """Knows for which connection the company in the form was taken back, or Save was pressed.

    What adds to a company that is there says so itself: its number is that of one connection.
    """

    def __init__(
        self,
        entries: EntryController,
        reopening: Reopening,
        connections: Connections,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._entries = entries
        self._connections = connections
        self._form: Mapping[str, Any] = {}
        self._taken_back: dict[str, str] = {}  # connections by the ids of entries
        self._pressed = "", ""  # id, and the connection for which Save was pressed first
        reopening.reopened.connect(self._on_reopened)
        entries.saving_changed.connect(self._on_saving_changed)
        entries.typed.connect(self._on_typed)
        connections.status_changed.connect(self._look)

    @property
    def _name(self) -> str:
        profile = self._connections.status.profile
        return profile.name if profile else ""

    def _on_reopened(self, entry: Entry) -> None:
        self._taken_back[entry.id] = entry.profile
        self._look()

    def _on_saving_changed(self, is_saving: bool) -> None:
        # While one is on its way, what is saved is meant for that.
        is_first = self._pressed[0] != self._entries.draft_id
        if is_saving and is_first and not self._connections.is_setting_up:
            self._pressed = self._entries.draft_id, self._name

    def _on_typed(self, form: Mapping[str, Any]) -> None:
        self._form = form
        self._look()

    def _look(self, _status: object = None) -> None:
        draft_id, now = self._entries.draft_id, self._name
        pressed = self._pressed[1] if self._pressed[0] == draft_id else ""
        wanted = self._taken_back.get(draft_id) or pressed
        is_other = now not in ("", wanted) and self._connections.has_profile(wanted)
        told = Problem("", _OTHER.format(profile=wanted, other=now), Severity.WARNING)
        found = (StickyProblem(told, self._form),) if is_other and TARGET not in self._form else ()
        self._entries.problems.set_external("connection", found)
