"""The texts of a record as they go out: in one line or several, without what nobody can see.

This is the one gate, whatever a text came from: typed, pasted, read from a card, a file of the command line,
a draft of an older version. A control character stays: it is no slip of a keyboard, and what is checked next
refuses it by its number (`app.model.checks.possible_values`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import Any

from app.model.visible_text import one_line, several_lines, visible_code, visible_line, visible_lines
from app.translation import _

OnTidied = Callable[[str, str], None]
"""Is told the path of a text that lost more than blanks, and a sentence about it."""

_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
JOINED = _("Several lines became one.")
_LEFT_OUT = _("Characters that nobody can see were left out.")


class TextForm(Enum):
    """How a text is written: in one line, in several, or as a number, address or code."""

    LINE = auto()
    LINES = auto()
    CODE = auto()


Forms = Mapping[str, TextForm]
"""How the text below each property is written. What is not named may have several lines."""


def ignore_tidied(_path: str, _sentence: str) -> None:
    """Takes note of nothing: where what was left out is seen, as in a window."""


def with_visible_texts(
    given: Mapping[str, Any], forms: Forms, people: Forms, on_tidied: OnTidied = ignore_tidied
) -> dict[str, Any]:
    """Returns the JSON object of a company with its texts as they go out; `people` is for its Persons."""
    return _Walk(people, on_tidied).object_of(given, "", forms)


class _Walk:
    """Goes through a record, down to its texts."""

    def __init__(self, people: Forms, on_tidied: OnTidied) -> None:
        self._people_forms = people
        self._on_tidied = on_tidied

    def object_of(self, given: Mapping[str, Any], prefix: str, forms: Forms) -> dict[str, Any]:
        return {
            name: self._people(value)
            if name == "Persons" and not prefix
            else self._value(value, f"{prefix}{name}", forms.get(name, TextForm.LINES))
            for name, value in given.items()
        }

    def _people(self, value: Any) -> Any:
        if not isinstance(value, list | tuple):
            return value
        return [
            self.object_of(one, f"Persons[{index}].", self._people_forms) if isinstance(one, Mapping) else one
            for index, one in enumerate(value)
        ]

    def _value(self, value: Any, path: str, form: TextForm) -> Any:
        if isinstance(value, str):
            return self._text(value, path, form)
        if isinstance(value, list | tuple):
            return [self._value(one, f"{path}[{index}]", form) for index, one in enumerate(value)]
        if isinstance(value, Mapping):
            return {
                name: self._value(one, f"{path}.{name}", _form_of(str(name), form))
                for name, one in value.items()
            }
        return value

    def _text(self, text: str, path: str, form: TextForm) -> str:
        if text.isascii() and text.isprintable():
            return text.strip()
        if _CONTROL.search(text):
            return text
        line = several_lines(text, is_whole=True) if form is TextForm.LINES else one_line(text, is_whole=True)
        if line.split() != text.split():
            self._on_tidied(path, _LEFT_OUT)
        elif form is not TextForm.LINES and len(text.strip().splitlines()) > 1:
            self._on_tidied(path, JOINED)
        if form is TextForm.LINES:
            return visible_lines(text)
        return visible_code(text) if form is TextForm.CODE else visible_line(text)


def _form_of(name: str, around: TextForm) -> TextForm:
    """Returns how a property within another is written: rows have notes and ranks beside their values."""
    if around is TextForm.LINES:
        return around
    if name == "Zipcode" or (around is TextForm.CODE and name == "Value"):
        return TextForm.CODE
    return TextForm.LINE
