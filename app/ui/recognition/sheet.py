"""The one sheet in which proposed values are accepted, wherever they come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMainWindow

from app.controller.form.recognition import RecognitionController
from app.recognition import FormContext, RecognitionResult, ReviewLine, merge, review, side_by_side
from app.recognition.filling.filled_by import with_filled
from app.translation import ngettext
from app.ui.form.form import ContactForm
from app.ui.form.pages import label_in
from app.ui.form.undo_history import FormHistory
from app.ui.recognition.review_dialog import RecognitionDialog

_OF_A_COUNTRY = "OrgNr"
"""The field that countries have words of their own for."""


@dataclass(frozen=True)
class Proposed:
    """Values that can go into the form: `lines` of what was `found`, as `context` allows them.

    `step` names the step of undo, `title` the sheet. `done` is told how many values went in. `import_rows`
    leads to the list that there is beside them, where there is one.
    """

    found: RecognitionResult
    lines: tuple[ReviewLine, ...]
    context: FormContext
    step: str
    title: str = ""
    done: Callable[[int], object] = lambda _count: None
    import_rows: Callable[[], object] | None = None


class ProposalSheet(QObject):
    """Puts in what is accepted, as one step of undo.

    What another source proposes while the sheet is open stands beside what is shown, and where the two differ
    one of them is chosen.
    """

    def __init__(
        self,
        window: QMainWindow,
        form: ContactForm,
        history: FormHistory,
        recognition: RecognitionController,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._form = form
        self.history = history
        self._recognition = recognition
        self._dialog: RecognitionDialog | None = None
        self._shown: tuple[Proposed, ...] = ()

    @property
    def is_open(self) -> bool:
        return self._dialog is not None

    def ask(self, proposed: Proposed) -> bool:
        """Shows what is proposed; returns False, and does nothing, where another dialog is open."""
        if self._dialog is not None:
            self._join(proposed)
            return True
        if QApplication.activeModalWidget() is not None:
            return False
        self._shown = (proposed,)
        found = proposed.found
        dialog = self._dialog = RecognitionDialog(
            self._called_as_in_form(proposed.lines),
            found.message,
            self._window,
            title=proposed.title,
            picture=found.picture,
        )
        dialog.finished.connect(self._on_finished)
        if proposed.import_rows is not None:
            dialog.offer_rows(len(found.rows) - 1, proposed.import_rows)
        open_sheet(self._window, dialog, self._on_accepted)
        return True

    def take(self, found: RecognitionResult, step: str) -> int:
        """Puts in what would be ticked, unasked; returns how many values: their user wants just these."""
        context, form = self._recognition.form_context, self._form.value()
        lines = review(form, found, context)
        keys = frozenset(line.key for line in lines if line.begins_ticked)
        if keys:
            self._put_in(Proposed(found, lines, context, step), keys)
        return len(keys)

    def propose(self, found: RecognitionResult, step: str, title: str, done: Callable[[int], object]) -> bool:
        """Shows few values, which are looked through at once; returns False where nothing can go in."""
        context = self._recognition.form_context
        lines = review(self._form.value(), found, context)
        can_go_in = any(not line.reason for line in lines)
        return can_go_in and self.ask(Proposed(found, lines, context, step, title, done))

    def leave(self) -> bool:
        """Closes the sheet and puts nothing in; returns False where none is open."""
        if self._dialog is None:
            return False
        self._dialog.reject()
        return True

    def _join(self, proposed: Proposed) -> None:
        """Shows another source beside what is shown, once it has been compared on a worker."""
        first = self._shown[0]
        asked = first.context.asked or proposed.context.asked
        found = side_by_side(first.found, proposed.found)
        joined = replace(first, found=found, context=replace(first.context, asked=asked))
        self._shown = (joined, *self._shown[1:], proposed)
        dialog, form = self._dialog, self._form.value()

        def show(lines: tuple[ReviewLine, ...]) -> None:
            if dialog is not None and dialog is self._dialog and self._shown[0] is joined:
                self._shown = (replace(joined, lines=lines), *self._shown[1:])
                dialog.renew(self._called_as_in_form(lines), found.message)

        self._recognition.list_lines(form, found, joined.context, show)

    def _called_as_in_form(self, lines: Sequence[ReviewLine]) -> list[ReviewLine]:
        """Returns the lines with what the form calls their fields; another country may have another word."""
        is_of_another = any(line.key == "Country" and not line.reason for line in lines)
        name = "" if is_of_another else label_in(self._form.parts_by_path, _OF_A_COUNTRY)
        return [replace(line, label=name) if name and line.key == _OF_A_COUNTRY else line for line in lines]

    def _on_finished(self) -> None:
        self._dialog = None

    def _on_accepted(self, accepted: frozenset[str]) -> None:
        first, *others = self._shown
        self._put_in(first, accepted)
        for proposed in (first, *others):
            proposed.done(len(accepted))

    def _put_in(self, proposed: Proposed, accepted: frozenset[str]) -> None:
        before, found, context = self._form.value(), proposed.found, proposed.context
        merged = merge(before, found, accepted, context)
        by_source = {
            source: merge(
                before, found, {one.key for one in proposed.lines if one.source == source} & accepted, context
            )
            for source in dict.fromkeys(one.source for one in proposed.lines if one.source)
        }
        after = with_filled(merged, before, by_source, datetime.now().astimezone())
        self.history.apply(after, proposed.step)


def told_count(count: int) -> str:
    """Returns the sentence about values that have gone in."""
    return ngettext(
        "{count} value was put in. Ctrl+Z takes it back.",
        "{count} values were put in. Ctrl+Z takes all of it back.",
        count,
    ).format(count=count)


def open_sheet(
    window: QMainWindow, dialog: RecognitionDialog, put_in: Callable[[frozenset[str]], object]
) -> None:
    """Opens the dialog over the window; `put_in` gets the keys of what was accepted.

    Where its user has saved with the same keys, that follows once the form is the active window's again.
    """
    dialog.accepted.connect(lambda: put_in(dialog.accepted_keys()))
    save = window.findChild(QAction, "action.save")
    if save is not None:
        dialog.accepted.connect(lambda: save.trigger() if dialog.saves else None)
    # Typing goes on where it was, whatever the window manager thinks.
    dialog.finished.connect(window.activateWindow)
    dialog.open()
