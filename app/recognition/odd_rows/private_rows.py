"""Knows the rows of private persons, of whom lists of customers make companies: "Kundetype: Privat"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from app.model.text_normalization import shortened
from app.recognition.language.country_evidence import evidence_of_form
from app.recognition.sheets.sheet import Row, column_letters
from app.recognition.values.headings import IGNORED, heading_words, normal
from app.translation import _

_SAYS: Final = _("The list says “{text}” of this row: see whether it is a company.")
_SURNAME: Final = _("“{text}” may be the surname of “{first}”: see whether it is a company.")
_PERSON: Final = _("“{text}” looks like the name of a person: see whether it is a company.")
_TURNED: Final = re.compile(r"([^\W\d_][\w'’-]+), ([^\W\d_][\w’'-]+(?: [^\W\d_][\w.’'-]*)?)")
_SURNAMES: Final = frozenset(("Person.Lastname", "Person.Name"))


def private_rows(
    columns: Sequence[tuple[int, str, str]], rows: Sequence[Row]
) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yields the numbers of rows of private persons, with the letters of a column and a sentence.

    `columns` are place, heading and field of each.
    """
    for place, heading, field in columns:
        if field == IGNORED and (words := _words_of(normal(heading))):
            is_flag = words is not heading_words("private", "words")
            for row in rows:
                if normal(text := row.cell(place)) in words:
                    said = f"{heading.strip(' :?')}: {text}" if is_flag else text
                    yield row.number, (column_letters(place), _SAYS.format(text=shortened(said)))
        if field == "Name":
            yield from _turned_names(rows, place)
    yield from _with_first_name_alone(columns, rows)


def _turned_names(rows: Sequence[Row], place: int) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yields the rows whose company is called as people are in lists: ``Johansson, Erik``."""
    from app.recognition.language.names import parse_name
    from app.recognition.language.postcodes import is_place_name

    for row in rows:
        if (text := row.cell(place)).count(",") == 1 and (turned := _TURNED.fullmatch(text)):
            last, first = turned.groups()
            if parse_name(f"{first} {last}") and not is_place_name(first) and not evidence_of_form(text):
                yield row.number, (column_letters(place), _PERSON.format(text=shortened(text)))


def _words_of(heading: str) -> frozenset[str]:
    """Returns what a column of that heading says of a private person; nothing for another column."""
    if heading in heading_words("private", "flags"):
        return heading_words("private", "yes")
    if heading in heading_words("private", "companies"):
        return heading_words("private", "no")
    return heading_words("private", "words") if heading in heading_words("private", "types") else frozenset()


def _with_first_name_alone(
    columns: Sequence[tuple[int, str, str]], rows: Sequence[Row]
) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yields the rows below "Firma / Name" that have a first name, and no legal form."""
    places = {field: place for place, _heading, field in reversed(columns)}
    heading = next((normal(one) for _place, one, field in columns if field == "Name"), "")
    is_either = not heading_words("private", "names").isdisjoint(heading.split()) and " " in heading
    if not is_either or "Person.Firstname" not in places or not _SURNAMES.isdisjoint(places):
        return
    for row in rows:
        first, text = row.cell(places["Person.Firstname"]), row.cell(places["Name"])
        if first and text and evidence_of_form(text) is None:
            told = _SURNAME.format(text=shortened(text), first=shortened(first))
            yield row.number, (column_letters(places["Name"]), told)
