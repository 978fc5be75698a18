"""Ctrl+G: goes to a field by a part of its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.translation import _
from app.ui.common.fitting import FittingDialog
from app.ui.common.plain_text import plain_line
from app.ui.form.form import ContactForm
from app.ui.inputs.keys import STEPS, is_enter
from app.ui.parts.field_box import FieldBox
from app.ui.parts.part import PREFIX

_PATH = Qt.ItemDataRole.UserRole


def find_fields(fields: Sequence[tuple[str, str]], text: str) -> list[tuple[str, str]]:
    """Returns the fields (name, path) that have every word of `text` in their names.

    First come those whose name begins with it, then those of which a word does, each in the form's order.
    """
    wanted = text.casefold().split()

    def rank(name: str) -> int:
        whole = name.casefold()
        if whole.startswith(" ".join(wanted)):
            return 0
        return 1 if any(word.startswith(wanted[0]) for word in whole.split()) else 2

    found = [field for field in fields if all(word in field[0].casefold() for word in wanted)]
    return sorted(found, key=lambda field: rank(field[0])) if wanted else found


def fields_of(form: ContactForm) -> list[tuple[str, str]]:
    """Returns name and path of the fields that can be gone to, in the order of the pages."""
    boxes = [
        box
        for box in form.findChildren(FieldBox)
        if box.is_shown and box.widget.isEnabled() and not box.path.startswith(PREFIX)
    ]
    pages = [*form.pages]

    def page_of(box: QWidget) -> int:
        return next((number for number, page in enumerate(pages) if page.isAncestorOf(box)), -1)

    return [(box.widget.accessibleName(), box.path) for box in sorted(boxes, key=page_of)]


class FieldFinder(FittingDialog):
    """A line to type into, and the fields that have it in their names; Enter goes to the one chosen."""

    def __init__(self, form: ContactForm, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("fieldFinder")
        self.setWindowTitle(_("Go to a field"))
        self._form = form
        self._fields = fields_of(form)
        self._line = QLineEdit()
        self._line.setObjectName("fieldFinder.name")
        self._line.setAccessibleName(_("Part of the field's name"))
        self._line.setPlaceholderText(_("Type a part of the field's name"))
        self._list = QListWidget()
        self._list.setObjectName("fieldFinder.fields")
        self._list.setAccessibleName(_("Fields"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        layout = QVBoxLayout(self)
        layout.addWidget(self._line)
        layout.addWidget(self._list)
        self.resize(420, 320)
        self._line.textChanged.connect(self._on_text_changed)
        self._list.itemClicked.connect(self._go)
        self._on_text_changed("")

    def _on_text_changed(self, text: str) -> None:
        self._list.clear()
        for name, path in find_fields(self._fields, text):
            item = QListWidgetItem(plain_line(name), self._list)
            item.setData(_PATH, path)
        self._list.setCurrentRow(0)

    def _go(self) -> None:
        chosen = self._list.selectedItems()
        if not chosen:
            return
        path = chosen[0].data(_PATH)
        # Closed first: a dialog gives the focus back to where it was.
        self.accept()
        self._form.focus_path(path)
        _select_all(self._form.window().focusWidget())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self._go()
        elif event.key() in STEPS:
            row = self._list.currentRow() + STEPS[event.key()]
            self._list.setCurrentRow(max(0, min(row, self._list.count() - 1)))
        else:
            super().keyPressEvent(event)


def _select_all(place: QWidget | None) -> None:
    """Selects what is in a line, as Tab does: what is typed next takes its place."""
    line = place.lineEdit() if isinstance(place, QComboBox) else place
    if isinstance(line, QLineEdit):
        line.selectAll()
