"""The templates, found by a part of their names: Enter fills one in; they are renamed and deleted here."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.controller.form.templates import TemplatesController
from app.model.templates.like_last import LAST, LIKE_LAST
from app.model.templates.telling import NameOf, told_value
from app.model.text_normalization import shortened
from app.translation import _
from app.ui.common.announcing import announce
from app.ui.common.fitting import FittingDialog
from app.ui.common.plain_text import PlainLabel, plain_line, set_tip
from app.ui.common.theme import restyle
from app.ui.inputs.keys import STEPS, is_enter
from app.ui.templates.naming import NameDialog
from app.ui.ways.field_finder import find_fields

_KEY: Final = Qt.ItemDataRole.UserRole
_AS_LAST = _("As “{name}”: {values}")
_NO_SUCH = _("No template has “{text}” in its name.")
_NONE = _("There are no templates yet. “Insert, Keep the card as a template …” makes one of what is typed.")


class TemplateChooser(FittingDialog):
    """A line to type into, and the templates that have it in their names."""

    chosen = Signal(str)  # name of a template, or LAST

    def __init__(self, templates: TemplatesController, name_of: NameOf, parent: QWidget) -> None:
        """`name_of` is what a custom field is called."""
        super().__init__(parent)
        self._name_of = name_of
        self.setObjectName("templates")
        self.setWindowTitle(_("Templates"))
        self._templates = templates
        self._asked = ""  # the name that is deleted when it is asked for once more
        self._line = QLineEdit()
        self._line.setObjectName("templates.name")
        self._line.setAccessibleName(_("Part of the template’s name"))
        self._line.setPlaceholderText(_("Type a part of the template’s name"))
        self._list = QListWidget()
        self._list.setObjectName("templates.list")
        self._list.setAccessibleName(_("Templates"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._holds = PlainLabel(name="templates.holds", role="hint")
        self._holds.setWordWrap(True)
        self._message = PlainLabel(name="templates.message", role="message")
        self._message.setWordWrap(True)
        self._fill = self._button(_("&Fill in"), "templates.fill", self._choose)
        self._rename = self._button(_("&Rename …"), "templates.rename", self._on_rename)
        self._delete = self._button(_("&Delete"), "templates.delete", self._on_delete)
        self._fill.setProperty("role", "primary")
        set_tip(self._rename, "F2")
        self._lay_out()
        self._line.textChanged.connect(self._show_names)
        self._list.currentRowChanged.connect(self._on_row_changed)
        self._list.itemDoubleClicked.connect(self._choose)
        self._show_names()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in STEPS:
            row = self._list.currentRow() + STEPS[event.key()]
            self._list.setCurrentRow(max(0, min(row, self._list.count() - 1)))
        elif is_enter(event) and not isinstance(self.focusWidget(), QPushButton):
            self._choose()
        elif event.key() == Qt.Key.Key_F2:
            self._on_rename()
        else:
            super().keyPressEvent(event)

    def _button(self, text: str, name: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._rename)
        buttons.addWidget(self._delete)
        buttons.addStretch(1)
        buttons.addWidget(self._fill)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(self._line)
        column.addWidget(self._list, 1)
        column.addWidget(self._holds)
        column.addWidget(self._message)
        column.addLayout(buttons)
        self.resize(480, 400)

    def _show_names(self, text: str = "") -> None:
        names = [(one, one) for one in sorted(self._templates.templates, key=str.casefold)]
        if self._templates.last:
            names.insert(0, (LIKE_LAST, LAST))
        self._list.clear()
        for shown, key in find_fields(names, text):
            QListWidgetItem(plain_line(shown), self._list).setData(_KEY, key)
        self._list.setCurrentRow(0)
        self._on_row_changed()
        if not names:
            self._say(_NONE, severity="")
        elif not self._list.count():
            self._say(_NO_SUCH.format(text=shortened(text.strip())), severity="")

    def _current(self) -> str:
        row = self._list.currentRow()
        return str(self._list.item(row).data(_KEY)) if row >= 0 else ""

    def _on_row_changed(self, _row: int = 0) -> None:
        name = self._current()
        given = self._templates.why_given(name)
        values = self._templates.values_of(name)
        held = "; ".join(told_value(*one, self._name_of) for one in values.items())
        if name == LAST and (last := self._templates.last):
            held = _AS_LAST.format(name=shortened(last.name), values=held) if held else last.name
        self._holds.setText(held)
        self._holds.setVisible(bool(held))  # an empty line would leave a gap
        is_own = bool(name) and name != LAST and not given
        self._fill.setEnabled(bool(name))
        self._rename.setEnabled(is_own)
        self._delete.setEnabled(is_own)
        self._asked = ""
        self._say(given, severity="")

    def _choose(self) -> None:
        if name := self._current():
            # Closed first: a dialog gives the focus back to where it was.
            self.accept()
            self.chosen.emit(name)

    def _on_rename(self) -> None:
        if not self._rename.isEnabled():
            return
        name = self._current()
        dialog = NameDialog(_("Rename the template"), name, {}, self)

        def take(new: str, _values: object) -> None:
            try:
                self._templates.rename(name, new)
            except ValueError as error:
                self._say(str(error))
            else:
                self._line.clear()
                self._show_names()
                self._go_to(new.strip())

        dialog.named.connect(take)
        dialog.open()

    def _on_delete(self) -> None:
        name = self._current()
        if self._asked != name:
            self._asked = name
            self._say(_("Once more deletes “{name}”.").format(name=name))
            return
        self._templates.remove(name)
        self._show_names(self._line.text())
        self._line.setFocus()

    def _go_to(self, name: str) -> None:
        for row in range(self._list.count()):
            if self._list.item(row).data(_KEY) == name:
                self._list.setCurrentRow(row)

    def _say(self, text: str, *, severity: str = "warning") -> None:
        self._message.setText(text)
        self._message.setVisible(bool(text))
        restyle(self._message, severity=severity)
        if text:
            announce(self, text)
