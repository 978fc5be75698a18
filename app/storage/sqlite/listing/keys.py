"""Whose key is whose: by its key a record is found again, so no two entries may be sent with the same one.

The program makes a key for each entry. Another program can hand over one that is there, and a row can be
copied by hand. What is known is a hash of each key with the number of its row: before anybody is told
anything the rows are read. All rows are read once, as soon as somebody asks; later ones are added to that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from threading import Lock
from typing import Any, Final

from app.model.entry import Entry, State
from app.storage.files.errors import EntryFrozen, EntryUnreadable
from app.storage.sqlite.database import Database
from app.storage.sqlite.progress import READ_OUTBOX
from app.storage.sqlite.row_format import STEPS, Row
from app.storage.sqlite.unreadable_rows import entry_of
from app.translation import _

_TOKEN: Final = re.compile(r'"token":\s*"((?:[^"\\]|\\.)+)"')
"""Finds the keys in steps as they are stored, damaged or not; in a text within them each quote is escaped."""
_READ_STEPS: Final = "SELECT number, steps FROM entries WHERE number > ? ORDER BY number LIMIT 1000"
_MOST_ROWS: Final = 20
"""Of a key that more rows have, none is sent: reading all of them each time would take for ever."""
_ANOTHERS: Final = _(
    "“{name}” has the key of another entry, by which that one is found in SuperOffice: "
    "it needs a key of its own, or none."
)
# The company that may be there goes first, whichever row is the copy.
_RANKS: Final = {State.SAVED: 0, State.QUEUED: 2}
_MAY_BE_THERE: Final = 1


class Keys:
    """The keys of the entries of a store. Any thread; raises StoreProblem on disk errors."""

    def __init__(self, store: Database) -> None:
        self._store = store
        self._lock = Lock()
        self._first: dict[int, int] = {}
        self._shared: dict[int, set[int]] = {}
        self._last = _NONE
        self._is_read = False

    def note(self, written: tuple[int, object] | None) -> None:
        """Notes the keys of a row that was just written: its number may be that of one that is gone."""
        with self._lock:
            if self._is_read and written is not None:
                self._note(*written)

    def refuse_anothers(self, entry: Entry, *, is_given: bool) -> None:
        """Raises EntryFrozen for an entry to be added that has a key of another one.

        Keys that were typed are looked at, and those that were made too if another program gave the entry.
        """
        keys = {*_typed_keys(entry), *(_tokens_of(entry) if is_given else ())}
        if keys and any(True for _number, row in self._others(keys, first=True) if row[0] != entry.id):
            raise EntryFrozen(_ANOTHERS.format(name=entry.name))

    def is_sent_with_another(self, entry: Entry) -> bool:
        """Returns True if another entry has a key of this one and goes first.

        That is the one whose company is, or may be, on the server; else the first that was stored.
        """
        own, others = 0, []
        for number, row in self._others(set(_tokens_of(entry)), first=False):
            if row is _TOO_MANY:
                return True
            if row[0] == entry.id:
                own = number
            else:
                others.append((_rank(row), number))
        rank = _RANKS.get(entry.company.state, _MAY_BE_THERE)
        return any(other < (rank, own) for other in others)

    def _others(self, keys: set[str], *, first: bool) -> Iterator[tuple[int, Row]]:
        """Yields the rows that have one of these keys; those of one row alone if the `first` count, too."""
        for number in sorted(self._numbers(keys, first=first)):
            if number == _NONE:
                yield number, _TOO_MANY
                return
            for row in self._store.read(READ_OUTBOX + "WHERE number = ?", (number,)):
                if not keys.isdisjoint(_tokens_in(row[STEPS])):
                    yield number, row

    def _numbers(self, keys: set[str], *, first: bool) -> set[int]:
        with self._lock:
            while rows := self._store.read(_READ_STEPS, (self._last,)):
                for number, steps in rows:
                    self._note(number, steps)
            self._is_read = True
            hashes = [hash(key) for key in keys]
            numbers = set().union(*(self._shared.get(one, ()) for one in hashes))
            if first:
                numbers |= {self._first[one] for one in hashes if one in self._first}
        return numbers if len(numbers) <= _MOST_ROWS else {_NONE}

    def _note(self, number: int, steps: object) -> None:
        self._last = max(self._last, number)
        for token in _tokens_in(steps):
            key = hash(token)
            first = self._first.setdefault(key, number)
            if first != number:
                self._shared.setdefault(key, {first}).add(number)


_NONE: Final = -(2**63)  # SQLite's least number of a row
_TOO_MANY: Final[Row] = ("",) * (STEPS + 1)


def _tokens_of(entry: Entry) -> Iterator[str]:
    return (_stored(step.token) for step in entry.steps if step.token)


def _typed_keys(entry: Entry) -> Iterator[str]:
    """Yields the keys of a new company and of people that are not ours."""
    records: list[Any] = list(entry.body.get("Persons") or ())
    if not entry.is_addition and not entry.company.token:
        records.append(entry.body)
    for record in records:
        key = record.get("DbiKey") if isinstance(record, dict) else None
        if isinstance(key, str) and key:
            yield _stored(key)


def _stored(token: str) -> str:
    """Returns a key as the text of a row has it, without differences of case: a server may make none."""
    return json.dumps(token)[1:-1].casefold()


def _tokens_in(steps: object) -> list[str]:
    return [one.casefold() for one in _TOKEN.findall(steps)] if isinstance(steps, str) else []


def _rank(row: Row) -> int:
    try:
        return _RANKS.get(entry_of(row).company.state, _MAY_BE_THERE)
    except EntryUnreadable:
        return 0
