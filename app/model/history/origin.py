"""Where an entry came from: the templates that were filled in, and the table that it was a row of.

Of a table's draft it also has which company was there already when the table was read.

A form has it under `ORIGIN`, as drafts and undo have it; an entry has it in the content of its company's
step. Both can come from an older store or another process, so what is no name is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from app.model.entry import Draft, Entry
from app.model.form.choices import ORIGIN
from app.model.text_normalization import shortened

MOST_TEMPLATES: Final = 10
"""As many are kept of one form, the latest."""
_LONGEST_NAME: Final = 120
_LONGEST_SENTENCE: Final = 500


@dataclass(frozen=True, slots=True)
class Origin:
    """The names of `templates` in the order in which they were filled in, and of the file of the `table`.

    `same` is the company's name in the table, and the sentence that one of that name is there already.
    """

    templates: tuple[str, ...] = ()
    table: str = ""
    same: tuple[str, str] = ("", "")

    @property
    def content(self) -> dict[str, Any]:
        """What is kept of it: empty for what was typed alone."""
        kept: dict[str, Any] = {}
        if self.templates:
            kept["templates"] = list(self.templates)
        if self.table:
            kept["table"] = self.table
        if all(self.same):
            kept["same"] = list(self.same)
        return {ORIGIN: kept} if kept else {}


def origin_in(kept: Mapping[str, Any]) -> Origin:
    """Reads what a form, or the content of a company's step, has of it."""
    given = kept.get(ORIGIN)
    if not isinstance(given, Mapping):
        return Origin()
    names, table = given.get("templates"), given.get("table")
    templates = [one for one in names[:MOST_TEMPLATES] if _is_name(one)] if isinstance(names, list) else []
    table = str(table) if _is_name(table) else ""
    return Origin(tuple(dict.fromkeys(templates)), table, _same_in(given.get("same")))


def origin_of(entry: Entry) -> Origin:
    """Returns where an entry came from."""
    return origin_in(entry.steps[0].content) if entry.steps else Origin()


def is_untouched(draft: Draft) -> bool:
    """Returns True for a draft that is as a table has left it: nobody has typed in it."""
    return draft.created == draft.updated and bool(origin_in(draft.form).table)


def with_origin(entry: Entry, origin: Origin) -> Entry:
    """Returns an entry that knows where it came from; what was there then was for whoever saved it."""
    origin = replace(origin, same=("", ""))
    if not origin.content:
        return entry
    company = replace(entry.company, content=origin.content)
    return replace(entry, steps=(company, *entry.steps[1:]))


def with_template(form: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Returns a form that a template has been filled into."""
    before, name = origin_in(form), _name_of(name)
    others = [one for one in before.templates if one != name]
    templates = tuple(filter(None, (*others, name)))[-MOST_TEMPLATES:]
    return {**form, **replace(before, templates=templates).content}


def with_table(form: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Returns a form that is a row of the table of that name."""
    return {**form, **replace(origin_in(form), table=_name_of(name)).content}


def with_same(form: Mapping[str, Any], told: str) -> dict[str, Any]:
    """Returns the form of a table's draft of whose name a company is there already, as is `told`."""
    same = str(form.get("Name") or "").strip(), _line_of(told, _LONGEST_SENTENCE)
    return {**form, **replace(origin_in(form), same=same).content}


def same_told(form: Mapping[str, Any]) -> str:
    """Returns the sentence of `with_same` for as long as the form has that name; else an empty text."""
    name, told = origin_in(form).same
    return told if name == str(form.get("Name") or "").strip() else ""


def _same_in(given: object) -> tuple[str, str]:
    if not isinstance(given, list) or len(given) != len(("name", "told")):
        return "", ""
    name, told = given
    is_told = isinstance(told, str) and told == _line_of(told, _LONGEST_SENTENCE)
    return (name, told) if isinstance(name, str) and is_told else ("", "")


def _name_of(text: str) -> str:
    return _line_of(text, _LONGEST_NAME)


def _line_of(text: str, longest: int) -> str:
    """Returns a text as one line that can be shown, cut where it is long."""
    begun = text[: 4 * longest]
    line = " ".join("".join(one if one.isprintable() else " " for one in begun).split())
    return shortened(line, longest)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and value != "" and value == _name_of(value)
