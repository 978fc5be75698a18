"""Ctrl+F: a line to type into, and the companies and people that are found beneath it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.controller.questions.company_search import CompanySearch
from app.model.company_search.hits import CompanyHit, SearchState
from app.model.web_client_links import company_link
from app.translation import _, ngettext
from app.ui.common.announcing import announce
from app.ui.common.fitting import FittingDialog
from app.ui.common.plain_text import PlainLabel
from app.ui.company_search.company_table import CompanyTable
from app.ui.inputs.keys import STEPS, is_another_key, is_enter
from app.ui.inputs.line import SearchLine

_COLUMNS = (_("Company"), _("Person"), _("City"), _("Our contact"), _("VAT No."), _("Contacts"))
_PERSON_COLUMN = 1
_PAGE_ROWS = 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HINT = _(
    "Enter chooses a company, Ctrl+D begins another branch of it, Ctrl+Enter opens it in SuperOffice, "
    "Esc goes back."
)
_SEARCHING = _("Searching …")
_HIDDEN = _("This person is at a company that you may not see. Ask your SuperOffice administrator.")


class CompanySearchDialog(FittingDialog):
    """Searches while somebody types; the focus stays in the line, arrows and pages move in the list."""

    def __init__(self, search: CompanySearch, parent: QWidget | None = None, text: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("companySearch")
        self.setWindowTitle(_("Find a company"))
        self._search = search
        self._hits: Sequence[CompanyHit] = ()
        self._line = SearchLine("companySearch.text", _("Company or person"))
        self._line.setPlaceholderText(
            _("Name, number, VAT number, domain, e-mail, phone or city of a company or person")
        )
        self._line.setMaximumWidth(16_777_215)
        self._note = PlainLabel()
        self._note.setObjectName("companySearch.note")
        self._note.setProperty("role", "hint")
        self._note.setWordWrap(True)
        self._table = CompanyTable("companySearch.hits", _("Companies found"), _COLUMNS)
        self._table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        self._line.textChanged.connect(search.typed)
        self._table.doubleClicked.connect(self._on_double_clicked)
        search.changed.connect(self._on_changed)
        self.finished.connect(search.cancel)
        search.typed(text)
        self._line.setText(text)
        self._on_changed(SearchState())

    @property
    def note(self) -> str:
        """Returns the sentence beneath the list."""
        return self._note.text()

    def _lay_out(self) -> None:
        hint = PlainLabel(_HINT)
        hint.setProperty("role", "hint")
        hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.addWidget(self._line)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._note)
        layout.addWidget(hint)
        self.resize(960, 420)

    def _on_changed(self, state: SearchState) -> None:
        before, self._hits = self._hits, state.hits
        self._table.show_rows([_cells(hit) for hit in state.hits])
        self._table.setColumnHidden(_PERSON_COLUMN, not any(hit.person for hit in state.hits))
        if not before and state.hits:
            self._table.setCurrentCell(0, 0)
        note = _SEARCHING if state.is_busy else state.note
        if note != self._note.text():
            self._note.setText(note)
        if not state.is_busy and state.text:
            found = ngettext("{count} found", "{count} found", len(state.hits)).format(count=len(state.hits))
            announce(self._line, " ".join(filter(None, (found if state.hits else "", state.note))))

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self._table.setCurrentCell(index.row(), 0)
        self._choose()

    def _current(self) -> CompanyHit | None:
        """Returns the hit in the current row; None where what is shown is not of what was typed."""
        row = self._table.currentRow()
        return self._hits[row] if self._search.is_current and 0 <= row < len(self._hits) else None

    def _choose(self) -> None:
        self._leave_with(self._search.choose)

    def _leave_with(self, take: Callable[[CompanyHit], None]) -> None:
        """Hands the company of the current row over, if it may be seen."""
        hit = self._current()
        if hit is None:
            self._search.search_now()
        elif not hit.name and hit.person:
            self._note.setText(_HIDDEN)
            announce(self._line, _HIDDEN, is_urgent=True)
        else:
            # Closed first: a dialog gives the focus back to where it was.
            self.accept()
            take(hit)

    def _open(self) -> None:
        hit, site = self._current(), self._search.site
        if hit is not None and site:
            QDesktopServices.openUrl(QUrl(company_link(site, hit.contact_id)))

    def _step(self, by: int) -> None:
        rows = self._table.rowCount()
        if rows:
            row = max(0, min(self._table.currentRow() + by, rows - 1))
            self._table.setCurrentCell(row, 0)
            announce(self._line, " · ".join(filter(None, _cells(self._hits[row]))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_open = event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if is_open:
            self._open()
        elif is_another_key(event):
            self._leave_with(self._search.begin_branch)
        elif is_enter(event):
            self._choose()
        elif event.key() in STEPS:
            paging = event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
            self._step(STEPS[event.key()] * (_PAGE_ROWS if paging else 1))
        else:
            super().keyPressEvent(event)


def _cells(hit: CompanyHit) -> tuple[str, ...]:
    person = " · ".join(filter(None, (hit.person, hit.person_reach)))
    people = "" if hit.people is None else str(hit.people)
    return hit.full_name or "–", person, hit.city, hit.owner, hit.org_nr, people
