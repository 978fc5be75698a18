"""How many similar companies there are, in a button beside the name, and which, in a list beneath it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.controller.form.similar_companies import DuplicateSearch
from app.model.checks.similar_companies import CompanyDetails, SimilarCompany, count_text
from app.model.web_client_links import company_link
from app.translation import _
from app.ui.common.announcing import announce
from app.ui.common.plain_text import PlainLabel, set_tip

_COLUMNS = (_("Name"), _("Department"), _("City"), _("VAT No."), _("Our contact"), _("Why"))
_MOST_ROWS = 5
_ELSEWHERE = _("It is in another register ({identifier}), not in your SuperOffice.")


class DuplicatesStrip(QFrame):
    """Counts similar companies in `count`; opened, it lists them, and Enter opens one in SuperOffice."""

    def __init__(self, duplicates: DuplicateSearch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("duplicates")
        self._duplicates = duplicates
        self._similar: Sequence[SimilarCompany] = ()
        self._came_from: QWidget | None = None
        self.count = QPushButton()
        self.count.setObjectName("button.duplicates")
        self.count.setProperty("role", "link")
        set_tip(self.count, _("Show them (Ctrl+J)"))
        # Tab goes through what is typed; Ctrl+J leads here.
        self.count.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._hint = PlainLabel(_("Enter opens a company in SuperOffice, Esc goes on with yours."))
        self._hint.setProperty("role", "hint")
        self._table = _Table(self)
        self._lay_out()
        self._close()
        self.count.hide()
        self.count.clicked.connect(self.toggle)
        self._table.activated.connect(self._on_company_activated)
        duplicates.similar_changed.connect(self._on_similar_changed)
        duplicates.details_changed.connect(self._on_details_changed)

    @property
    def text(self) -> str:
        """Returns what the strip says; empty while it is hidden."""
        return "" if self.count.isHidden() else self.count.text()

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
        for widget in (self._table, self._hint):
            widget.show()
        self._table.setCurrentCell(0, 0)
        self._table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._duplicates.load_details()

    def _close(self) -> None:
        self._came_from = None
        for widget in (self._table, self._hint):
            widget.hide()

    def _on_similar_changed(self, similar: Sequence[SimilarCompany]) -> None:
        had_focus = self._table.hasFocus()
        self._similar = similar
        text = count_text(len(similar))
        if similar and text != self.text:
            announce(self, text)
        self.count.setText(text)
        self._table.show_lines(similar)
        self.count.setVisible(bool(similar))
        if not similar and had_focus:
            self.carry_on()
        elif not similar:
            self._close()
        elif not self._table.isHidden():
            self._duplicates.load_details()

    def _on_details_changed(self, contact_id: int, details: CompanyDetails) -> None:
        for row, similar in enumerate(self._similar):
            if similar.contact_id == contact_id:
                self._table.show_particulars(row, details)

    def _on_company_activated(self, index: QModelIndex) -> None:
        similar = self._similar[index.row()]
        if similar.contact_id:
            link = company_link(self._duplicates.site, similar.contact_id)
            QDesktopServices.openUrl(QUrl(link))
        else:
            self._hint.setText(_ELSEWHERE.format(identifier=similar.identifier or similar.why))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._table.isHidden():
            self.carry_on()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self._hint)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self._table)


class _Table(QTableWidget):
    """Table of the similar companies, one row for each."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(0, len(_COLUMNS), parent)
        self.setObjectName("duplicates.list")
        self.setAccessibleName(_("Similar companies"))
        self.setHorizontalHeaderLabels(list(_COLUMNS))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        last = len(_COLUMNS) - 1
        self.horizontalHeader().setSectionResizeMode(last, QHeaderView.ResizeMode.Stretch)

    def show_lines(self, similar: Sequence[SimilarCompany]) -> None:
        self.setRowCount(len(similar))
        for row, one in enumerate(similar):
            cells = (one.name, "", "", "", "", one.why)
            for column, text in enumerate(cells):
                self.setItem(row, column, QTableWidgetItem(text))
        heights = sum(self.rowHeight(row) for row in range(min(len(similar), _MOST_ROWS)))
        frame = 2 * self.frameWidth()
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + heights + frame)

    def show_particulars(self, row: int, told: CompanyDetails) -> None:
        cells = (told.name, told.department, told.city, told.org_nr, told.owner)
        for column, text in enumerate(cells):
            item = self.item(row, column)
            if item is not None:
                item.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers:
            self.activated.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
