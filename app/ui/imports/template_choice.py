"""The template that every company of a table begins with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.model.templates.telling import NameOf, told_value
from app.translation import _
from app.ui.common.announcing import announce
from app.ui.common.plain_choice import PlainChoice
from app.ui.common.plain_text import PlainLabel, plain_line


class TemplateChoice(QWidget):
    """A list of the templates there are; hidden where there is none."""

    chosen = Signal(object, str)  # values by path, empty for none; and its name

    def __init__(
        self,
        templates: Mapping[str, Mapping[str, str]],
        name_of: NameOf,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name_of = name_of
        self._templates = templates
        self._list = PlainChoice()
        self._list.setObjectName("import.template")
        self._list.setAccessibleName(_("For all companies: {field}").format(field=_("Template")))
        self._list.addItem(_("No template"), "")
        for name in sorted(templates, key=str.casefold):
            self._list.addItem(plain_line(name), name)
        self._list.currentIndexChanged.connect(self._on_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        label = PlainLabel(_("&Template"), role="label")
        label.setBuddy(self._list)
        column.addWidget(label)
        column.addWidget(self._list)
        self._message = PlainLabel(name="import.template.message", role="message")
        self._message.setWordWrap(True)
        self._message.hide()
        self._message.setProperty("severity", "warning")
        column.addWidget(self._message)
        self.setVisible(bool(templates))

    def told(self) -> dict[str, str]:
        """Returns in words, by path, what the template that is chosen holds."""
        values = self._templates.get(self._list.currentData(), {})
        return {path: told_value(path, text, self._name_of) for path, text in values.items()}

    def show_unknown(self, sentences: Sequence[str]) -> None:
        """Tells at the list what the template names and the server does not have."""
        text = " ".join(sentences)
        if text != self._message.text():
            self._message.setText(text)
            self._message.setVisible(bool(text))
            if text:
                announce(self._list, text)

    def _on_chosen(self) -> None:
        name = self._list.currentData()
        self.chosen.emit(self._templates.get(name, {}), name)
