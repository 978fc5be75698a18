"""The dialog that gives a template its name, and lets leave out of it what the card has besides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.model.templates.reading import why_no_name
from app.translation import _
from app.ui.common.announcing import announce
from app.ui.common.fitting import FittingDialog
from app.ui.common.plain_text import PlainLabel, plain_line
from app.ui.common.theme import restyle
from app.ui.inputs.composition import commit_composition

_KEY: Final = Qt.ItemDataRole.UserRole
_NOTHING = _("Nothing is ticked that the template could hold.")


class NameDialog(FittingDialog):
    """A name, and the values by path that can be unticked; `named` is emitted with OK."""

    named = Signal(str, object)  # name, and the paths that stay ticked

    def __init__(
        self,
        title: str,
        name: str,
        values: Mapping[str, str],
        parent: QWidget,
        why_not: Callable[[str], tuple[str, bool]] = lambda _name: ("", False),
    ) -> None:
        """`values` are what is told of each path.

        `why_not` returns what is to be known of a name, and whether it cannot be used.
        """
        super().__init__(parent)
        self.setObjectName("templateName")
        self.setWindowTitle(plain_line(title))
        self._why_not = why_not
        self._line = QLineEdit(name)
        self._line.setObjectName("templateName.name")
        self._line.selectAll()
        label = PlainLabel(_("&Name:"), role="label")
        label.setBuddy(self._line)
        self._list = QListWidget()
        self._list.setObjectName("templateName.values")
        self._list.setAccessibleName(_("What the template holds"))
        for path, told in values.items():
            item = QListWidgetItem(plain_line(told), self._list)
            item.setData(_KEY, path)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
        if values:
            self._list.setCurrentRow(0)
        self._list.setVisible(bool(values))
        self._message = PlainLabel(name="templateName.message", role="message")
        self._message.setWordWrap(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        for widget in (label, self._line, self._list, self._message, buttons):
            column.addWidget(widget)
        self._message.hide()
        self._line.textChanged.connect(self._on_text_changed)
        self.resize(460, 360 if values else 150)

    def _on_text_changed(self, text: str) -> None:
        told, stops = self._why_not(text)
        self._say(told, "error" if stops else "warning")

    def _on_accepted(self) -> None:
        commit_composition(inside=self)  # a click does not take the focus on every system
        name = self._line.text().strip()
        told, stops = self._why_not(name)
        wrong = why_no_name(name) or (told if stops else "")
        items = [self._list.item(row) for row in range(self._list.count())]
        ticked = [str(one.data(_KEY)) for one in items if one.checkState() is Qt.CheckState.Checked]
        if wrong or (items and not ticked):
            self._say(wrong or _NOTHING, "error")
            (self._line if wrong else self._list).setFocus()
            return
        self.accept()
        self.named.emit(name, ticked)

    def _say(self, text: str, severity: str) -> None:
        self._message.setText(text)
        self._message.setVisible(bool(text))
        restyle(self._message, severity=severity)
        if text:
            announce(self, text, is_urgent=severity == "error")
