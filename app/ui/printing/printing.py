"""Prints what is in view: the company that is typed, the one chosen in the outbox, or the outbox's list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.controller.form.entry import EntryController
from app.controller.outbox.outbox import OutboxController
from app.model.sheets.sheet import Sheet
from app.model.sheets.words import Words
from app.translation import _
from app.ui.common.banner import Banner, Tone
from app.ui.form.form import ContactForm
from app.ui.reading.dates import date_text

if TYPE_CHECKING:
    from app.ui.printing.sheet_dialog import SheetDialog

_OUTBOX = "outbox"
_NOTHING = _("There is nothing to print yet. Type a company, or choose one in the outbox (Ctrl+O).")


class Printing(QObject):
    """Has a sheet made, and shows it as soon as it is there."""

    chosen_asked = Signal()
    """The keys are the outbox's: its chosen entry is to be printed."""

    def __init__(
        self,
        window: QWidget,
        form: ContactForm,
        entry: EntryController,
        outbox: OutboxController,
        notice: Banner,
    ) -> None:
        super().__init__(window)
        self._window, self._form, self._entry, self._outbox = window, form, entry, outbox
        self._notice = notice
        outbox.sheets.ready.connect(self._show)
        outbox.sheets.problem_reported.connect(self._on_problem_reported)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Returns what the actions of printing do, by their names."""
        return {"action.print": self.print_in_view, "action.printOutbox": self._outbox.print_list}

    def print_entry(self, entry_id: str) -> None:
        """Has the sheet made of an entry of the outbox."""
        self._outbox.sheets.show_entry(entry_id, self._words())

    def print_in_view(self) -> None:
        """Has the sheet made of what the keys are in: the chosen entry of the outbox, or the form."""
        focused = QApplication.focusWidget()
        panel = self._window.findChild(QWidget, _OUTBOX)
        if panel is not None and focused is not None and panel.isAncestorOf(focused):
            self.chosen_asked.emit()
        elif self._entry.is_blank:
            self._notice.show_message(_NOTHING)
        else:
            self._form.commit_pending_text()
            self._outbox.sheets.show_typed(self._form.value(), self._words())

    def _words(self) -> Words:
        context = self._form.context
        fields = (tuple(context.custom_fields), tuple(context.person_custom_fields))
        return Words(context.choices, *fields, date_text)

    def _show(self, sheet: Sheet) -> None:
        sheets = self._outbox.sheets
        sheets.run(_load_dialog, lambda dialog: dialog(sheet, sheets, self._window).open())

    def _on_problem_reported(self, sentence: str) -> None:
        if QApplication.activeModalWidget() is None:  # else the dialog tells
            self._notice.show_message(sentence, Tone.REFUSED)


def _load_dialog() -> type[SheetDialog]:
    """Loads the dialog on a worker: a window that prints nothing has none of it."""
    from app.ui.printing.sheet_dialog import SheetDialog

    return SheetDialog
