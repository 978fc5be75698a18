"""What stands in the place of somebody's name and says that there is nobody: ``None``, ``Ukjent navn``."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from app.recognition.cells.cell_values import Cells
from app.recognition.cells.repairs import nothing_words
from app.recognition.values.headings import ANY_NAME, field_of_heading

_PARTS: Final = ("Person.Firstname", "Person.MiddleName", "Person.Lastname")
_NOUGHTS: Final = re.compile(r"[0\W_]*")
_OF_COMPANY: Final = ("Name", "Phones", "Phone", "Email", "Emails", ANY_NAME)


def without_nobody(person: Cells) -> None:
    """Takes names away that are none, be it over two cells: ``Ukjent``, ``Navn``.

    Beside another, those that are names as well stay: ``Kari Null``.
    """
    whole = person.first("Person.Name")
    if whole and stands_for_nobody(whole):
        del person.cells["Person.Name"]
    parts = {field: text for field in _PARTS if (text := person.first(field))}
    if len(parts) > 1 and not person.first("Person.Name") and _say_it_together(list(parts.values())):
        for field in parts:
            del person.cells[field]
        return
    said = [field for field, text in parts.items() if stands_for_nobody(text)]
    is_nobody = len(said) == len(parts) and not person.first("Person.Name")
    for field in said:
        if is_nobody or not _may_be_name(parts[field]):
            del person.cells[field]


def _say_it_together(parts: list[str]) -> bool:
    """Returns True for a phrase over several cells, in either order: ``keine``, ``Angabe``."""
    phrases = (" ".join(parts).casefold(), " ".join(reversed(parts)).casefold())
    return any(one in _words() or _begins_with_negation(one) for one in phrases)


@cache
def _words() -> frozenset[str]:
    return nothing_words("nothing", "words") | nothing_words("nobody", "words")


def stands_for_nobody(text: str) -> bool:
    """Returns True for words, signs or noughts that say that there is no name."""
    if _NOUGHTS.fullmatch(text):
        return True
    words = _words()
    plain = " ".join(text.casefold().split())
    parts = plain.split()
    if plain in words or all(part in words or _NOUGHTS.fullmatch(part) for part in parts):
        return True
    return _begins_with_negation(plain)


def _begins_with_negation(plain: str) -> bool:
    """Returns True for a phrase that says that there is none of what a column may be called."""
    before, blank, named = plain.partition(" ")
    if not blank or before not in nothing_words("nobody", "negations"):
        return False
    field = field_of_heading(named) or ""
    return field.startswith("Person.") or field in _OF_COMPANY


def _may_be_name(text: str) -> bool:
    return (
        text[:1].isupper()
        and not text[1:].isupper()
        and text.casefold() in nothing_words("nobody", "surnames")
    )
