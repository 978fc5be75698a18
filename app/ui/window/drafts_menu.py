"""The drafts, entries that were started and not saved yet: their menu, and what is said of them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QDateTime, QLocale, QObject
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from app.controller.form.damaged_drafts import DamagedDrafts
from app.controller.form.entry import EntryController
from app.model.entry import Draft, UnreadableDraft
from app.model.form.choices import UNRESOLVED
from app.model.history.draft_titles import title_of
from app.model.history.origin import is_untouched
from app.model.text_normalization import displayable, shortened
from app.translation import _
from app.ui.common.banner import OF_FORM, Banner, Tone
from app.ui.common.moments import moment_text
from app.ui.common.plain_text import PlainMessageBox, plain_line, without_mnemonic
from app.ui.form.form import ContactForm
from app.ui.form.last_edited import with_last_edited

_MOST = 30
_LONGEST_TITLE = 60
_LEFT = _("left unsaved")
_ASIDE = "put aside"


class DraftsMenu(QMenu):
    """Lists the drafts, most recent first, marks the one in the form, and opens the one chosen."""

    def __init__(
        self,
        entry: EntryController,
        damaged: DamagedDrafts,
        notice: Banner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("D&rafts"), parent)
        self.setObjectName("drafts")
        self._entry = entry
        self._drafts: tuple[Draft, ...] = ()
        self._damaged: tuple[UnreadableDraft, ...] = ()
        self._damaged_drafts = damaged
        self._notice = notice
        self._group = QActionGroup(self)
        entry.drafts_changed.connect(self._on_drafts_changed)
        damaged.listed.connect(self._on_damaged_listed)
        damaged.discarded.connect(self._on_damaged_discarded)
        damaged.problem_reported.connect(self._on_problem_reported)
        self.aboutToShow.connect(self._on_about_to_show)
        self._group.triggered.connect(self._on_draft_chosen)
        self._fill()
        damaged.list_drafts()

    def _on_about_to_show(self) -> None:
        self._fill()
        self._damaged_drafts.list_drafts()

    def _on_drafts_changed(self, drafts: tuple[Draft, ...]) -> None:
        self._drafts = drafts
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        self.clear()
        now = datetime.now(UTC)
        for draft in self._drafts[:_MOST]:
            # What stands behind a tab is shown at the right, as keys are.
            action = QAction(f"{plain_line(_title(draft))}\t{moment_text(draft.updated, now)}", self)
            action.setData(draft.id)
            action.setCheckable(True)
            action.setChecked(draft.id == self._entry.draft_id)
            self._group.addAction(action)
            self.addAction(action)
        if len(self._drafts) > _MOST:
            self._say(_("And {count} older ones").format(count=len(self._drafts) - _MOST))
        for damaged in self._damaged[:_MOST]:
            action = self.addAction(plain_line(damaged.message.partition(":")[0]))
            action.triggered.connect(lambda *_, one=damaged: self._tell(one))
        if not self._drafts and not self._damaged:
            self._say(_("Nothing is waiting to be finished"))

    def _say(self, text: str) -> None:
        self.addAction(plain_line(text)).setEnabled(False)

    def _on_damaged_listed(self, damaged: tuple[UnreadableDraft, ...]) -> None:
        if damaged != self._damaged:
            self._damaged = damaged
            if self.isVisible():
                self._fill()

    def _tell(self, damaged: UnreadableDraft) -> None:
        """Says that a draft cannot be read, with what can be done about it."""
        self._notice.show_message(
            damaged.message,
            Tone.REFUSED,
            actions={
                _("Copy what is stored"): lambda: self._copy(damaged),
                _("Discard"): lambda: self._damaged_drafts.discard(damaged),
            },
        )

    def _copy(self, damaged: UnreadableDraft) -> None:
        QGuiApplication.clipboard().setText(json.dumps(damaged.raw, ensure_ascii=False, indent=2))
        self._notice.show_message(
            _("What is stored of it is on the clipboard: paste it where you need it."),
            actions={_("Discard"): lambda: self._damaged_drafts.discard(damaged)},
        )

    def _on_damaged_discarded(self, damaged: UnreadableDraft) -> None:
        text = _("The draft that cannot be read is discarded.")
        self._notice.show_message(text, actions={_("Undo"): lambda: self._restore(damaged)})

    def _restore(self, damaged: UnreadableDraft) -> None:
        self._notice.dismiss()
        self._damaged_drafts.restore(damaged)

    def _on_problem_reported(self, sentence: str) -> None:
        self._notice.show_message(sentence, Tone.REFUSED)

    def _on_draft_chosen(self, action: QAction) -> None:
        self.open_draft(action.data())

    def open_draft(self, draft_id: str) -> None:
        """Opens a draft as it is by now; does nothing if there is none of that id, or it is open."""
        draft = next((one for one in self._drafts if one.id == draft_id), None)
        if draft is not None and draft.id != self._entry.draft_id:
            self._entry.open_draft(draft)


class DraftNotices(QObject):
    """Says what has become of a draft, with what can be done about it."""

    def __init__(self, entry: EntryController, form: ContactForm, notice: Banner, menu: DraftsMenu) -> None:
        super().__init__(menu)
        self._entry = entry
        self._form = form
        self._notice = notice
        self._menu = menu
        self._left, self._shown = "", entry.draft_id
        self._asks = False
        self._discarded: dict[str, Any] | None = None
        entry.draft_restored.connect(self._on_draft_restored)
        entry.left_unsaved.connect(self._on_left_unsaved)
        entry.put_aside.connect(self._on_put_aside)
        entry.form_changed.connect(self._on_form_changed)
        entry.committed.connect(self._on_committed)

    def discard(self) -> None:
        """Discards what is being typed, and offers to bring it back; asks before, where it is to."""
        self._entry.after_save(self._ask if self._asks else self._discard, goes_on=False)

    def ask_before(self, is_asked: bool) -> None:
        """Has `discard` ask first, or not."""
        self._asks = is_asked

    def _ask(self) -> None:
        self._form.commit_pending_text()
        if self._entry.is_blank and not self._form.unresolved():
            return
        box = PlainMessageBox(
            self._form.window(), "discard.question", _("Discard"), _("Discard what is typed?")
        )
        box.setIcon(PlainMessageBox.Icon.Question)
        discard = box.addButton(_("Discard"), PlainMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(PlainMessageBox.StandardButton.Cancel))
        discard.clicked.connect(self._discard)
        box.open()

    def _discard(self) -> None:
        self._form.commit_pending_text()
        if self._entry.is_blank and not self._form.unresolved():
            return
        unresolved = self._form.unresolved()
        form = self._form.value() | ({UNRESOLVED: unresolved} if unresolved else {})
        form = with_last_edited(form, self._form)
        self._entry.discard_draft()
        self._discarded = form
        text = _("What was typed is discarded. Ctrl+Z brings it back.")
        self._notice.show_message(text, actions={_("Undo"): lambda: self._bring_back(form)})

    def undo_discard(self) -> None:
        """Brings back what was discarded, unless something else is being typed by now."""
        if self._discarded is not None and self._entry.is_blank:
            self._bring_back(self._discarded)

    def _bring_back(self, form: dict[str, Any]) -> None:
        self._notice.dismiss()
        self._entry.new(form)
        self._entry.edited(form)

    def _on_draft_restored(self, draft: Draft) -> None:
        if is_untouched(draft):
            return  # nothing was typed, and the walk says where it is from
        when = QDateTime.fromSecsSinceEpoch(int(draft.updated.timestamp()))
        text = QLocale().toString(when, QLocale.FormatType.ShortFormat)
        self._notice.show_message(
            _("This is what you were typing at {text}.").format(text=text),
            topic=f"{OF_FORM}restored",
            actions={_("Discard"): self.discard},
        )

    def _on_left_unsaved(self, draft: Draft, why: str) -> None:
        self._left = draft.id
        name = shortened(title_of(draft))
        text = _("“{name}” is not saved. You have typed on, so it waits among the drafts. {why}").format(
            name=name, why=why
        )
        self._notice.show_message(
            text, Tone.WAITING, topic=_LEFT, actions={_("Go back to it"): self._go_back}
        )

    def _on_put_aside(self, draft: Draft) -> None:
        if draft.id == self._entry.draft_id:
            return  # it is shown again, as it is on the disk
        self._left = draft.id
        text = _("“{name}” waits among the drafts.").format(name=shortened(title_of(draft)))
        self._notice.show_message(text, topic=_ASIDE, actions={_("Go back to it"): self._go_back})

    def _go_back(self) -> None:
        self._menu.open_draft(self._left)

    def _on_form_changed(self) -> None:
        self._discarded = None
        self._notice.dismiss(_ASIDE)
        before, self._shown = self._shown, self._entry.draft_id
        if self._shown != before and self._notice.topic.startswith(OF_FORM):
            self._notice.dismiss()
        if self._entry.draft_id == self._left:
            self._notice.dismiss(_LEFT)

    def _on_committed(self) -> None:
        if self._notice.topic != _LEFT:  # that one is about another company
            self._notice.dismiss()


def _title(draft: Draft) -> str:
    return without_mnemonic(displayable(title_of(draft), _LONGEST_TITLE)).replace("\t", " ")
