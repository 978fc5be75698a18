"""Which input each kind of field has, and the text in one whose value cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from app.model.form.fields import Field, Kind
from app.model.text_normalization import displayable
from app.ui.common.plain_text import set_description
from app.ui.inputs.choice import ChoiceInput
from app.ui.inputs.plain import CheckInput, NoteInput, TextInput

_PLAIN: dict[Kind, Callable[[Field], QWidget]] = {
    Kind.TEXT: TextInput,
    Kind.NOTE: NoteInput,
    Kind.CHECK: CheckInput,
    Kind.CHOICE: ChoiceInput,
}
_TYPED = (Kind.NUMBER, Kind.WORDS, Kind.MOMENT, Kind.DATE)
_LONGEST_SHOWN = 200
_HINT = "hint"
INPUTS = (*_PLAIN, *_TYPED)
"""The kinds of field that have one input."""


def make_input(field: Field) -> QWidget:
    """Returns the input of a field's kind. Those that read what is typed are no part of the first picture."""
    if field.kind not in _TYPED:
        return _PLAIN[field.kind](field)
    from app.ui.inputs.typed import DateInput, MomentInput, NumberInput, WordsInput

    typed: dict[Kind, Callable[[Field], QWidget]] = {
        Kind.NUMBER: NumberInput,
        Kind.WORDS: WordsInput,
        Kind.MOMENT: MomentInput,
        Kind.DATE: DateInput,
    }
    return typed[field.kind](field)


def show_beneath(widget: QWidget, text: str) -> None:
    """Shows `text` quietly where the input is empty; an empty one brings back what stood there before."""
    line = widget.lineEdit() if isinstance(widget, ChoiceInput) else widget
    if not isinstance(line, QLineEdit | NoteInput):
        return
    hint = line.property(_HINT)
    if text and hint is None:
        line.setProperty(_HINT, line.placeholderText())
    if text or hint is not None:
        line.setPlaceholderText(displayable(text, _LONGEST_SHOWN) or hint)
    if not text:
        line.setProperty(_HINT, None)
    set_description(widget)  # in which the placeholder counts


def bare_text(widget: QWidget) -> Any:
    """Returns the text in an input whose value cannot be read. Raises ValueError for one without text."""
    if isinstance(widget, QLineEdit):
        return QLineEdit.text(widget) or None
    if isinstance(widget, NoteInput):
        return widget.toPlainText() or None
    raise ValueError("not a text")
