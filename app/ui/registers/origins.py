"""Which fields a register has filled: they say so, and when, until they are edited; a draft keeps it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.model.text_normalization import displayable
from app.recognition.filling.filled_by import filled_in
from app.translation import _
from app.ui.common.moments import full_moment_text
from app.ui.common.plain_text import ORIGIN, set_description, set_field_tip
from app.ui.common.theme import restyle
from app.ui.form.form import ContactForm
from app.ui.form.undo_history import FormHistory

_LONGEST = 80


class Origins(QObject):
    """Marks the fields of the entry in the form that hold what a register has said.

    A step of undo or redo that brings such a value back brings its mark back, too.
    """

    def __init__(self, form: ContactForm, history: FormHistory) -> None:
        super().__init__(form)
        self._form = form
        self._marked: dict[str, str] = {}  # sentence by path
        history.edited.connect(self._refresh)

    def begin(self) -> None:
        """Marks what is filled of the entry that is in the form now."""
        self._refresh(self._form.known_value())

    def sentence_at(self, path: str) -> str:
        """Returns what the field at `path` says; empty where it is of no register."""
        return self._marked.get(path, "")

    def _refresh(self, form: dict[str, Any]) -> None:
        marked = {
            path: _("From {register}, {when}").format(
                register=displayable(source, _LONGEST), when=full_moment_text(when)
            )
            for path, (source, when) in filled_in(form).items()
        }
        for path in marked.keys() | self._marked.keys():
            if marked.get(path) != self._marked.get(path):
                self._mark(path, marked.get(path, ""))
        self._marked = marked

    def _mark(self, path: str, sentence: str) -> None:
        widget = self._form.findChild(QWidget, path) or self._form.findChild(QWidget, path.rpartition(".")[0])
        if widget is not None:
            widget.setProperty(ORIGIN, sentence)
            set_field_tip(widget)
            set_description(widget)
            restyle(widget, origin="register" if sentence else "")
