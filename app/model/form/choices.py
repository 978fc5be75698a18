"""The lines of a combo box, prepared for searching while the user types.

Names are normalized once, on the worker thread that loads the list. Searching ten thousand of them then takes
a few milliseconds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import overload

from app.model.carriers.lists import Choice, KeyedListItem, MDOListItem, choices_of
from app.model.text_normalization import displayable, normalize_for_search

# Characters: of what is shown, and of what goes into the path of a request.
_LONGEST_NAME, _LONGEST_TIP, _LONGEST_KEY = 300, 1000, 100
UNRESOLVED = "Unresolved"
"""Name in a draft's form of what was typed into lists and names no entry: texts by path. It is never sent."""
LAST_EDITED = "LastEdited"
"""Name in a draft's form of the path at which was typed last. It is never sent."""
NOT_SAME = "NotTheSame"
"""Name in a draft's form of the companies that it is not: their ids, or identifiers. It is never sent."""
TARGET = "Target"
"""Name in a draft's form of the company that is there to which it adds (`app.model.additions.target`)."""
FILLED_BY = "FilledBy"
"""Name in a draft's form of what a register has filled (`app.recognition.filling.filled_by`); never sent."""
ORIGIN = "Origin"
"""Name in a draft's form of where it came from (`app.model.history.origin`); it is never sent."""
OF_DRAFT = (UNRESOLVED, LAST_EDITED, NOT_SAME, TARGET, FILLED_BY, ORIGIN)
"""What a draft's form holds for the window alone."""


@dataclass(frozen=True)
class Matches:
    """The `rows` that match a text, headings included, and the `best` of them."""

    rows: Sequence[int] = ()
    best: int | None = None


class Choices(Sequence[Choice]):
    """Lines in the order of the list. Immutable.

    `removed` holds the names, by id, of entries that are no longer offered but may still be in use.
    """

    def __init__(self, lines: Iterable[Choice] = (), removed: Mapping[int | str, str] | None = None) -> None:
        self._lines = tuple(lines)
        # Headings are not searched: they are shown with their entries.
        self._searched = tuple(
            "" if line.is_heading else normalize_for_search(line.name) for line in self._lines
        )
        # All names in one text, so that prefixes are found by a single search.
        self._text = "".join(f"\n{name}" for name in self._searched)
        self._starts = (0, *accumulate(len(name) + 1 for name in self._searched))
        self._headings = _headings_above(self._lines)
        self._names = dict(removed or {})
        self._row_by_id: dict[int | str, int] = {}
        self._row_by_name: dict[str, int] = {}
        for row, line in enumerate(self._lines):
            if not line.is_heading:
                self._names[line.id] = line.name
                self._row_by_id.setdefault(line.id, row)
                self._row_by_name.setdefault(self._searched[row], row)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Choices):
            return NotImplemented
        return self._lines == other._lines and self._names == other._names

    __hash__ = None  # type: ignore[assignment]  # lists of thousands are compared, never keys

    @overload
    def __getitem__(self, index: int) -> Choice: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Choice]: ...
    def __getitem__(self, index: int | slice) -> Choice | Sequence[Choice]:
        return self._lines[index]

    def __len__(self) -> int:
        return len(self._lines)

    def row_of_id(self, number: int | str | None) -> int | None:
        """Returns the row of an entry by id; None for a heading or an unknown id."""
        return None if number is None else self._row_by_id.get(number)

    def row_of_name(self, name: str) -> int | None:
        """Returns the first row with that name, without regard to case and accents."""
        return self._row_by_name.get(normalize_for_search(name))

    def name_of(self, number: int | str | None) -> str:
        """Returns the name of an entry, offered or not; empty for an unknown id."""
        return "" if number is None else self._names.get(number, "")

    def find(self, typed: str) -> Matches:
        """Finds the entries whose names contain every typed word, each with the headings above it.

        Case and accents do not count; an empty text matches everything. The best match is the entry with
        exactly that name, else the first that begins with the text, else the first.
        """
        wanted = normalize_for_search(typed)
        rows = self._rows_with(wanted)
        if not rows or not wanted:
            return Matches(rows if wanted else range(len(self._lines)))
        best = self._row_by_name.get(wanted)
        if best is None:
            best = self._first_beginning(wanted)
        shown = self._with_headings(rows) if self._headings else rows
        return Matches(shown, rows[0] if best is None else best)

    def unambiguous_match(self, typed: str) -> int | None:
        """Returns the one row that the text can mean; None where several fit equally well, or none."""
        wanted = normalize_for_search(typed)
        rows = self._rows_with(wanted)
        closest = self._closest(wanted, rows) if rows else []
        return closest[0] if len({self._lines[row].id for row in closest}) == 1 else None

    def _rows_with(self, wanted: str) -> list[int]:
        words = wanted.split()
        if not words:
            return []
        rows = [row for row, name in enumerate(self._searched) if words[0] in name]
        for word in words[1:]:
            rows = [row for row in rows if word in self._searched[row]]
        return rows

    def _first_beginning(self, wanted: str) -> int | None:
        start = self._text.find(f"\n{wanted}")
        return None if start < 0 else bisect_right(self._starts, start) - 1

    def _closest(self, wanted: str, rows: list[int]) -> list[int]:
        if wanted in self._row_by_name:
            return [row for row in rows if self._searched[row] == wanted]
        return [row for row in rows if self._searched[row].startswith(wanted)] or rows

    def _with_headings(self, rows: list[int]) -> list[int]:
        shown: list[int] = []
        last: tuple[int, ...] = ()
        for row in rows:
            above = self._headings[row]
            if above != last:
                shown += [heading for heading in above if heading not in last]
                last = above
            shown.append(row)
        return shown


def choices_from_list(items: Iterable[MDOListItem]) -> Choices:
    """Makes the choices of a list, including the names of entries that are no longer offered."""
    items = tuple(items)
    removed: dict[int | str, str] = {}

    def collect(nodes: Iterable[MDOListItem]) -> None:
        for node in nodes:
            if node.deleted and node.id is not None and not node.child_items:
                removed[node.id] = node.name or node.full_name or ""
            collect(node.child_items or ())

    collect(items)
    return Choices(choices_of(items), removed)


def choices_from_keyed(items: Iterable[KeyedListItem]) -> Choices:
    """Makes the choices of a list whose entries are known by keys, of those that have a key and a name."""
    offered: list[Choice] = []
    removed: dict[int | str, str] = {}
    for item in items:
        key, name = item.key or "", displayable(item.name or "", _LONGEST_NAME).strip()
        if not name or not 0 < len(key) <= _LONGEST_KEY:
            continue
        if item.is_offered:
            offered.append(Choice(key, name, tooltip=displayable(item.tooltip or "", _LONGEST_TIP)))
        else:
            removed[key] = name
    return Choices(offered, removed)


def _headings_above(lines: Sequence[Choice]) -> tuple[tuple[int, ...], ...]:
    """Returns for each line the rows of its headings, outermost first; empty for a list without headings."""
    if not any(line.is_heading for line in lines):
        return ()
    found: list[tuple[int, ...]] = []
    open_headings: list[int] = []
    for row, line in enumerate(lines):
        open_headings = [heading for heading in open_headings if lines[heading].level < line.level]
        found.append(tuple(open_headings))
        if line.is_heading:
            open_headings.append(row)
    return tuple(found)
