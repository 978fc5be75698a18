"""Which fields a register has filled: they say so, and when, until they are edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.model.form.paths import value_at
from app.translation import _
from app.ui.common.moments import full_moment_text
from app.ui.common.plain_text import ORIGIN, set_description, set_field_tip
from app.ui.common.theme import restyle
from app.ui.form.form import ContactForm
from app.ui.form.undo_history import FormHistory


class Origins(QObject):
    """Marks the fields of the entry in the form that hold what a register has said.

    A step of undo or redo that brings such a value back brings its mark back, too.
    """

    def __init__(self, form: ContactForm, history: FormHistory) -> None:
        super().__init__(form)
        self._form = form
        self._filled: dict[str, tuple[Any, str]] = {}  # value and sentence by path
        self._marked: set[str] = set()
        history.edited.connect(self._refresh)

    def begin(self) -> None:
        """Forgets all of them: another entry is in the form."""
        self._filled.clear()
        self._refresh(self._form.value())

    def note(
        self, before: Mapping[str, Any], after: Mapping[str, Any], register: str, when: datetime
    ) -> None:
        """Marks what differs in `after`: the register has said so at that time."""
        sentence = _("From {register}, {when}").format(register=register, when=full_moment_text(when))
        for path, value in _values(after, ""):
            if value not in (None, "") and value_at(before, path) != value:
                self._filled[path] = value, sentence
        self._refresh(self._form.value())

    def sentence_at(self, path: str) -> str:
        """Returns what the field at `path` says; empty where it is of no register."""
        return self._filled[path][1] if path in self._marked else ""

    def _refresh(self, form: dict[str, Any]) -> None:
        if not self._filled and not self._marked:
            return
        marked = {path for path, (value, _text) in self._filled.items() if value_at(form, path) == value}
        for path in self._marked ^ marked:
            self._mark(path, self._filled[path][1] if path in marked else "")
        self._marked = marked

    def _mark(self, path: str, sentence: str) -> None:
        widget = self._form.findChild(QWidget, path) or self._form.findChild(QWidget, path.rpartition(".")[0])
        if widget is not None:
            widget.setProperty(ORIGIN, sentence)
            set_field_tip(widget)
            set_description(widget)
            restyle(widget, origin="register" if sentence else "")


def _values(found: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Yields the single values of the company's part of a form, with their paths."""
    if isinstance(found, dict):
        for name, value in found.items():
            if path or name != "Persons":
                yield from _values(value, f"{path}.{name}" if path else name)
    elif isinstance(found, list):
        for index, value in enumerate(found):
            yield from _values(value, f"{path}[{index}]")
    else:
        yield path, found
