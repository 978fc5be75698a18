"""Texts for people that are kept: stored, handed on and printed as JSON as a code with its values.

What is kept under one language is read in another: the text is put together anew wherever it is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Any, Final, Self

from app.translation.catalogue import _, ngettext

_MARK: Final = "\x1e"
"""What a stored message begins with; no text that is shown begins so."""
_DEEPEST, _MOST_PARTS, _MOST_VALUES, _LONGEST = 4, 500, 30, 100_000

Value = str | int


class Message(str):
    """A text in the language of the program that knows its code and its values.

    `template` is English, with named places, as it stands in the code (`N_`); a pair of them is for one and
    for several, by the value `count`. `parts` are the messages and texts that a joined one consists of.
    """

    __slots__ = ("code", "parts", "template", "values")

    code: str
    template: str | tuple[str, str]
    values: Mapping[str, Value]
    parts: tuple[str, ...]

    def __new__(cls, code: str, template: str | tuple[str, str], /, **values: Value) -> Self:
        """Returns the text of a template. `code` is stable, since scripts rely on it."""
        shown = _(template) if isinstance(template, str) else _form(*template, int(values["count"]))
        made = super().__new__(cls, shown.format(**values))
        made.code, made.template, made.values, made.parts = code, template, values, ()
        return made

    @classmethod
    def joined(cls, parts: Iterable[str]) -> Self:
        """Returns messages and other texts, one after the other; empty ones are left out."""
        kept = tuple(part for part in parts if part)
        made = super().__new__(cls, " ".join(kept))
        made.code, made.template, made.values, made.parts = "", "", {}, kept
        return made

    def __reduce__(self) -> tuple[object, ...]:
        """Returns how a copy is made."""
        return text_of_stored, (stored_text(self),)


def _form(one: str, many: str, count: int) -> str:
    """Returns the form for a number of things; the two may stand in the catalogue as texts of their own."""
    form = ngettext(one, many, count)
    return _(form) if form in (one, many) else form


def stored_text(text: str) -> str:
    """Returns what is stored for a text: a message as its code and values, another text as it is."""
    if not isinstance(text, Message):
        return text
    return _MARK + json.dumps(_plain_of(text), ensure_ascii=False, separators=(",", ":"))


def text_of_stored(stored: str) -> str:
    """Returns the text of what `stored_text` returned, in the language of now. Never raises.

    What an older program has stored is a text, and returned as it is; so is what is no message.
    """
    if not stored.startswith(_MARK):
        return stored
    try:
        return _message_of(json.loads(stored[1:]), _DEEPEST)
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, OverflowError):
        return stored[1:]


def has_value(text: str, value: str) -> bool:
    """Returns True if a message has that value in it; of a text that is no message, if it quotes it."""
    if not isinstance(text, Message):
        return f"“{value}”" in text
    values = text.parts or tuple(one for one in text.values.values() if isinstance(one, str))
    return any(one == value or has_value(one, value) for one in values)


def codes_of(text: str) -> list[dict[str, Any]]:
    """Returns the codes of a text with their values, for scripts; none for a text that is no message."""
    if not isinstance(text, Message):
        return []
    if text.parts:
        return [code for part in text.parts for code in codes_of(part)]
    inner = [code for value in text.values.values() if isinstance(value, str) for code in codes_of(value)]
    return [
        {"code": text.code, "values": {name: _bare(value) for name, value in text.values.items()}},
        *inner,
    ]


def _bare(value: Value) -> Value:
    """Returns a value for scripts; a message in it has codes of its own beside it."""
    return value.code if isinstance(value, Message) and value.code else value


def _plain_of(text: Value) -> Any:
    if not isinstance(text, Message):
        return text
    if text.parts:
        return {"parts": [_plain_of(part) for part in text.parts]}
    values = {name: _plain_of(value) for name, value in text.values.items()}
    return {"code": text.code, "text": text.template, "values": values}


def _message_of(stored: Any, depth: int) -> str:
    """Returns the text of a stored message. Raises ValueError, TypeError or KeyError for what is none."""
    if isinstance(stored, str):
        if len(stored) > _LONGEST:
            raise ValueError("a text beyond all bounds")
        return stored
    if not depth or not isinstance(stored, dict) or len(stored) > _MOST_VALUES:
        raise ValueError("nested too deep, or too much")
    if "parts" in stored:
        if len(stored["parts"]) > _MOST_PARTS:
            raise ValueError("too many parts")
        return Message.joined([_message_of(part, depth - 1) for part in stored["parts"]])
    template, given = stored["text"], stored["values"]
    if not isinstance(given, dict) or len(given) > _MOST_VALUES or not isinstance(stored["code"], str):
        raise ValueError("too many values, or no code")
    values = {
        name: value if type(value) is int else _message_of(value, depth - 1) for name, value in given.items()
    }
    forms = (template,) if isinstance(template, str) else tuple(template)
    for form in forms:
        _check(form, values)
    return Message(stored["code"], forms[0] if isinstance(template, str) else (forms[0], forms[1]), **values)


def _check(template: str, values: Mapping[str, Value]) -> None:
    """Raises ValueError for a template with a place that is more than a name, or has no value."""
    for _text, name, form, conversion in Formatter().parse(template):
        if name is not None and (name not in values or not name.isidentifier() or form or conversion):
            raise ValueError("not a template of ours")
