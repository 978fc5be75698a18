"""Knows the rows of those who do not come, are no longer there, or are private: "Avmeldt", "Left company"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from app.model.text_normalization import shortened
from app.recognition.odd_rows.private_rows import private_rows
from app.recognition.odd_rows.remark_rows import group_rows, is_total, says_absent, word_of_absent_group
from app.recognition.sheets.sheet import Row, Sheet, column_letters
from app.recognition.values.headings import heading_words, normal
from app.translation import _

_SAYS: Final = _("The list says “{text}” of this row.")
_LONGEST: Final = 60
_MOST_WORDS: Final = 8
_AS_A_VALUE: Final = ("Description", "Person.Title")
"""Fields in which such a word alone says it, too, whatever the column is called."""
Told = tuple[str, str]
"""The letters of a column, none where a row above says it, and a sentence."""


def absent_rows(
    columns: Iterable[tuple[int, str, str]], at: int, sheet: Sheet
) -> Mapping[int, tuple[Told, ...]]:
    """Returns what the table says of the rows of those who do not come or are private, by their numbers.

    `columns` are place, heading and field of each, `at` is the number of the row of headings.
    """
    rows = [row for row in sheet.rows if row.number > at]
    columns = [*columns]
    found = dict(private_rows(columns, rows))
    found |= _below_groups(sheet, at, rows)
    for place, heading, field in columns:
        name = normal(heading)
        if name in heading_words("absent", "flags"):
            found |= _flagged(rows, place, heading)
            continue
        if name in heading_words("absent", "asked"):
            found |= _answered(rows, place, heading)
        is_state = _is_state(name)
        if not is_state and field not in _AS_A_VALUE:
            continue
        for row in rows:
            text = row.cell(place)
            if text and (_says_absent(text) if is_state else _is_word(text)):
                found[row.number] = (
                    column_letters(place),
                    _SAYS.format(text=shortened(" ".join(text.split()))),
                )
        if name in heading_words("absent", "asked"):
            found |= _answered(rows, place, heading)
    return {number: (told,) for number, told in found.items()}


def _flagged(rows: Sequence[Row], place: int, heading: str) -> Iterator[tuple[int, Told]]:
    """Yields the rows that have a mark, a day or a yes in a column that is called "Cancelled"."""
    nothing = heading_words("absent", "no") | heading_words("absent", "nothing")
    for row in rows:
        text = row.cell(place)
        if normal(text) and normal(text) not in nothing:
            yield (
                row.number,
                (column_letters(place), _SAYS.format(text=shortened(f"{heading.strip(' :?')}: {text}"))),
            )


def _answered(rows: Sequence[Row], place: int, heading: str) -> Iterator[tuple[int, Told]]:
    """Yields the rows that say no to "Attending?", unless all do: then nobody has been asked yet."""
    no = heading_words("absent", "no")
    texts = {normal(row.cell(place)) for row in rows if row.cell(place)}
    for row in rows if texts - no else ():
        if normal(text := row.cell(place)) in no:
            yield (
                row.number,
                (column_letters(place), _SAYS.format(text=shortened(f"{heading.strip(' :?')}: {text}"))),
            )


def _below_groups(sheet: Sheet, at: int, rows: Sequence[Row]) -> Iterator[tuple[int, Told]]:
    """Yields the rows below a text that stands alone, such as "Avmeldt:", up to the next group or sum."""
    alone = [row for row in (*sheet.rows, *sheet.of_headings) if len(row.cells) - row.cells.count("") == 1]
    words = {row.number: word for row in alone if (word := word_of_absent_group("".join(row.cells)))}
    if not words:
        return
    titles = {row.number for row in sheet.of_headings}
    present = heading_words("absent", "present")
    ends = {
        row.number
        for row in alone
        if row.number < at or row.number in titles or is_total(row) or normal("".join(row.cells)) in present
    } | group_rows(rows, ())
    last = ""
    numbers = {row.number for row in rows if any(row.cells)}
    for number in sorted(numbers | ends | words.keys()):
        if number in words or number in ends:
            last = words.get(number, "")
        elif last:
            yield number, ("", _SAYS.format(text=last))


def _is_state(name: str) -> bool:
    """Returns True for the heading of a column that says what became of each row: "Order status"."""
    words = {*name.split()}
    if words & heading_words("absent", "others"):
        return False
    return name.endswith("status") or bool(words & heading_words("absent", "headings"))


@lru_cache(maxsize=1024)
def _says_absent(text: str) -> bool:
    """Returns True for "Avmeldt 3. mai", False for "Not cancelled"."""
    words = normal(text).split()
    return len(text) <= _LONGEST and len(words) <= _MOST_WORDS and says_absent(words)


@lru_cache(maxsize=1024)
def _is_word(text: str) -> bool:
    return len(text) <= _LONGEST and normal(text) in heading_words("absent", "words")
