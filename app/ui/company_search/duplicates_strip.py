"""How many similar companies there are, in a button beside the name, and which, in a list beneath it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, QUrl, Signal, SignalInstance, Slot
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QVBoxLayout, QWidget

from app.controller.questions.similar_companies import DuplicateSearch
from app.model.company_search.similar_companies import CompanyDetails, SimilarCompany, count_text
from app.model.web_client_links import company_link
from app.translation import _
from app.ui.common.announcing import announce
from app.ui.common.fitting import LOW_WINDOW
from app.ui.common.plain_text import PlainLabel
from app.ui.company_search.company_table import CompanyTable
from app.ui.inputs.keys import is_another_key

_COLUMNS = (_("Name"), _("Department"), _("City"), _("VAT No."), _("Our contact"), _("Why"))
_MOST_ROWS = 5
_OF_A_LOW_WINDOW = 7
"""In a low window the rows have so large a part of its height: a seventh."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ALT = Qt.KeyboardModifier.AltModifier
_HINT = _(
    "Enter adds to the company, Space proposes its values for yours, Ctrl+D makes yours another branch "
    "of it, Alt+Enter opens it in SuperOffice, Del leaves out one that is not the same, Esc goes on with "
    "yours."
)
_OF_PEOPLE = _(
    "Your people are known at these companies. Enter adds to one of them instead, Alt+Enter opens it in "
    "SuperOffice, Esc goes on with yours."
)
_ELSEWHERE = _(
    "It is in another register ({identifier}), not in your SuperOffice. Enter takes its name, "
    "Del leaves it out, Esc goes on with yours."
)


class DuplicatesStrip(QFrame):
    """Counts similar companies in `count`; opened, it lists them with the reasons.

    Enter adds what is typed to one, or takes the name of one in another register, the space bar asks for its
    values, Ctrl+D makes a branch of it, Alt+Enter opens it in SuperOffice, Del says that it is not the
    company that is being typed.
    """

    not_same_said = Signal(object)  # SimilarCompany
    company_chosen = Signal(object, str)
    """The form is to add to that company: contact id (no C int: it is the server's), name."""
    values_asked = Signal(object, str)
    """What that company has is to be proposed for the one being typed: contact id, name."""
    branch_asked = Signal(object, str)
    """What is typed is to be another branch of that company: contact id, name."""
    opening = Signal()
    """The list is about to be shown."""
    name_taken = Signal(object)
    """The form is to begin with the name of that SimilarCompany, which is in another register."""

    def __init__(
        self, duplicates: DuplicateSearch, count: QPushButton, parent: QWidget | None = None
    ) -> None:
        """Shows what `duplicates` finds; `count` is shown while there is something to count."""
        super().__init__(parent)
        self.setObjectName("duplicates")
        self._duplicates = duplicates
        self._similar: Sequence[SimilarCompany] = ()
        self._came_from: QWidget | None = None
        self.count = count
        self._hint = PlainLabel(_HINT)
        self._hint.setProperty("role", "hint")
        self._unchecked = PlainLabel()
        self._unchecked.setObjectName("duplicates.unchecked")
        self._unchecked.setProperty("role", "hint")
        self._table = CompanyTable("duplicates.list", _("Similar companies"), _COLUMNS, self)
        self._lay_out()
        self._close()
        self.count.clicked.connect(self.toggle)
        self._table.activated.connect(self._on_company_activated)
        self._table.currentCellChanged.connect(self._show_hint)
        # Not from within the header, whose other rows may follow.
        self._table.verticalHeader().sectionResized.connect(self._fit, Qt.ConnectionType.QueuedConnection)
        duplicates.similar_changed.connect(self._on_similar_changed)
        duplicates.details_changed.connect(self._on_details_changed)

    @property
    def text(self) -> str:
        """Returns what the strip says; empty while it is hidden."""
        return "" if self.count.isHidden() else self.count.text()

    def slots(self) -> dict[str, Callable[[], None]]:
        """Returns what the actions do that are about similar companies."""
        return {"action.similar": self.toggle, "action.addToSame": self.add_to_same}

    def answers(self) -> dict[str, Callable[[], None]]:
        """Returns what can be done instead of saving a company that is there already."""
        return {_("Add to it (Ctrl+Shift+Enter)"): self.add_to_same} if self._duplicates.same else {}

    def add_to_same(self) -> None:
        """Has the form add to the company that is the same; where none surely is, shows the similar ones."""
        if (same := self._duplicates.same) is not None:
            self.company_chosen.emit(same.contact_id, same.name)
        elif self._table.isHidden():
            self.toggle()

    def toggle(self) -> None:
        """Opens the list and moves the focus there, or closes it and returns the focus."""
        if self._table.isHidden():
            self._open()
        else:
            self.carry_on()

    def carry_on(self) -> None:
        """Closes the list and returns the focus to the widget that had it."""
        came_from = self._came_from
        self._close()
        if came_from is not None:
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self) -> None:
        if not self._similar:
            return
        self._came_from = QApplication.focusWidget()
        self.opening.emit()
        self._fit()
        for widget in (self._table, self._hint, self):
            widget.show()
        self._unchecked.setVisible(bool(self._duplicates.unchecked))
        self._table.setCurrentCell(0, 0)
        self._table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._duplicates.load_details()

    def close_list(self) -> None:
        """Closes the list; the focus is left to whoever wants its room."""
        self._close()

    def _close(self) -> None:
        self._came_from = None
        for widget in (self, self._table, self._hint, self._unchecked):
            widget.hide()

    def _on_similar_changed(self, similar: Sequence[SimilarCompany]) -> None:
        had_focus = self._table.hasFocus()
        self._similar = similar
        text = count_text(len(similar), of_people=self._duplicates.is_of_people)
        unchecked = self._duplicates.unchecked
        missing = _("Not checked: {what}").format(what=unchecked) if unchecked else ""
        if similar and text != self.text:
            announce(self, text)
        self.count.setText(text if similar else missing)
        self._unchecked.setText(missing)
        self._unchecked.setVisible(bool(missing) and not self._table.isHidden())
        self._table.show_rows([(one.name, "", "", "", "", one.why) for one in similar])
        self._show_hint(self._table.currentRow())
        self._fit()
        self.count.setVisible(bool(similar or missing))
        if not similar and had_focus:
            self.carry_on()
        elif not similar:
            self._close()
        elif not self._table.isHidden():
            self._duplicates.load_details()

    @Slot()
    def _fit(self) -> None:
        window, row = self.window().height(), max(1, self._table.rowHeight(0))
        rows = _MOST_ROWS if window >= LOW_WINDOW else max(1, window // _OF_A_LOW_WINDOW // row)
        self._table.setFixedHeight(self._table.height_of(min(rows, _MOST_ROWS)))

    def _on_details_changed(self, contact_id: int, details: CompanyDetails) -> None:
        for row, similar in enumerate(self._similar):
            if similar.contact_id == contact_id:
                self._table.show_cells(row, _particulars(details))

    def _on_company_activated(self, index: QModelIndex) -> None:
        similar = self._similar_at(index.row())
        if similar is not None and similar.contact_id:
            # Its people may be known at others, which would be listed: one more Enter is not to choose those.
            self.carry_on()
            self.company_chosen.emit(similar.contact_id, similar.name)
        elif similar is not None and similar.name:
            self.name_taken.emit(similar)

    def _open_in_superoffice(self, row: int) -> None:
        similar = self._similar_at(row)
        if similar is not None and similar.contact_id:
            QDesktopServices.openUrl(QUrl(company_link(self._duplicates.site, similar.contact_id)))

    def _ask(self, row: int, asked: SignalInstance) -> None:
        """Closes the list and emits a signal with the company of a row."""
        similar = self._similar_at(row)
        if similar is not None and similar.contact_id:
            self.carry_on()
            asked.emit(similar.contact_id, similar.name)

    def _similar_at(self, row: int) -> SimilarCompany | None:
        return self._similar[row] if 0 <= row < len(self._similar) else None

    def _show_hint(self, row: int) -> None:
        """Says what keys do with the company of a row."""
        similar = self._similar_at(row)
        is_elsewhere = similar is not None and not similar.contact_id
        where = (similar.identifier or similar.why) if similar else ""
        usual = _OF_PEOPLE if self._duplicates.is_of_people else _HINT
        self._hint.setText(_ELSEWHERE.format(identifier=where) if is_elsewhere else usual)

    def _set_aside(self, row: int) -> None:
        if 0 <= row < len(self._similar):
            self.not_same_said.emit(self._similar[row])
            if self._similar:
                self._table.setCurrentCell(min(row, len(self._similar) - 1), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._table.isHidden():
            self.carry_on()
        elif event.key() == Qt.Key.Key_Delete and self._table.hasFocus():
            self._set_aside(self._table.currentRow())
        elif event.key() in _ENTER and event.modifiers() & _ALT and self._table.hasFocus():
            self._open_in_superoffice(self._table.currentRow())
        elif event.key() == Qt.Key.Key_Space and self._table.hasFocus():
            self._ask(self._table.currentRow(), self.values_asked)
        elif is_another_key(event) and self._table.hasFocus():
            self._ask(self._table.currentRow(), self.branch_asked)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for label in (self._hint, self._unchecked):
            label.setWordWrap(True)  # else the window would be as wide as both
            layout.addWidget(label)
        layout.addWidget(self._table)


def _particulars(told: CompanyDetails) -> tuple[str, ...]:
    return told.name, told.department, told.city, told.org_nr, told.owner
