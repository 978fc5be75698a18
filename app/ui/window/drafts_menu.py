"""Menu of the drafts: entries that were started and not saved yet."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.controller.form.entry import EntryController
from app.model.entry import Draft
from app.model.text_normalization import displayable
from app.ui.common.moments import moment_text
from app.ui.common.plain_text import without_mnemonic

_MOST = 30
_LONGEST_TITLE = 60


class DraftsMenu(QMenu):
    """Lists the drafts, most recent first, marks the one in the form, and opens the one chosen."""

    def __init__(self, entry: EntryController, parent: QWidget | None = None) -> None:
        super().__init__("D&rafts", parent)
        self.setObjectName("drafts")
        self._entry = entry
        self._drafts: tuple[Draft, ...] = ()
        self._group = QActionGroup(self)
        entry.drafts_changed.connect(self._on_drafts_changed)
        self.aboutToShow.connect(self._fill)
        self._group.triggered.connect(self._on_draft_chosen)
        self._fill()

    def _on_drafts_changed(self, drafts: tuple[Draft, ...]) -> None:
        self._drafts = drafts
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        self.clear()
        now = datetime.now(UTC)
        for draft in self._drafts[:_MOST]:
            # What stands behind a tab is shown at the right, as keys are.
            action = QAction(f"{_title(draft)}\t{moment_text(draft.updated, now)}", self)
            action.setData(draft.id)
            action.setCheckable(True)
            action.setChecked(draft.id == self._entry.draft_id)
            self._group.addAction(action)
            self.addAction(action)
        if len(self._drafts) > _MOST:
            self._say(f"And {len(self._drafts) - _MOST} older ones")
        if not self._drafts:
            self._say("Nothing is waiting to be finished")

    def _say(self, text: str) -> None:
        self.addAction(text).setEnabled(False)

    def _on_draft_chosen(self, action: QAction) -> None:
        draft = next((one for one in self._drafts if one.id == action.data()), None)
        if draft is not None and draft.id != self._entry.draft_id:
            self._entry.open_draft(draft)


def _title(draft: Draft) -> str:
    return without_mnemonic(displayable(draft.title, _LONGEST_TITLE)).replace("\t", " ")
