"""What a search on the server can find, and how records are compared with what was sent.

An equal token in DbiKey proves that a record is ours. Without one, every field that was sent is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from app.model.carriers.contact import ContactEntity, ContactEntityWithLinks
from app.model.carriers.person import PersonEntity, PersonEntityWithLinks
from app.model.checks.same_record import is_same_record
from app.model.text_normalization import equal_ignoring_case
from app.webapi.errors import NotFoundError, Verdict

REFUSED: Final = {Verdict.REJECTED, Verdict.SEARCH_THEN_REJECT}
"""The server's own word on a question that it does not answer."""
MOST_CANDIDATES: Final = 10
"""How many a person is shown to decide about."""

Record = TypeVar("Record", ContactEntityWithLinks, PersonEntityWithLinks)


@dataclass(frozen=True)
class Match(Generic[Record]):
    """Exactly one record on the server is certainly ours."""

    remote_id: int
    record: Record


@dataclass(frozen=True)
class NoMatch:
    """No record on the server is ours, as far as one search tells."""


@dataclass(frozen=True)
class Ambiguous:
    """One of these records may be ours; only a person can tell."""

    ids: tuple[int, ...]


SearchResult = Match[Record] | NoMatch | Ambiguous


class Reader(Generic[Record]):
    """Reads records of the server, each of them once."""

    _read: Callable[[int], Record]

    def __init__(self, read: Callable[[int], Record]) -> None:
        """`read` raises NotFoundError for a record that is not there."""
        self._read = read
        self._found: dict[int, Record | None] = {}

    def has_read(self, remote_id: int) -> bool:
        """Returns True if that record has been asked for."""
        return remote_id in self._found

    def records(self, ids: Iterable[int]) -> Iterator[tuple[int, Record]]:
        """Reads the records in that order; leaves out those that have been deleted in the meantime."""
        for each in ids:
            if each not in self._found:
                self._found[each] = self._record(each)
            if (record := self._found[each]) is not None:
                yield each, record

    def _record(self, remote_id: int) -> Record | None:
        try:
            return self._read(remote_id)
        except NotFoundError:
            return None


def newest_first(ids: Iterable[int]) -> list[int]:
    """Returns the ids, each once: ours are not older than the others."""
    return sorted(set(ids), reverse=True)


def has_token(record: ContactEntity | PersonEntity, token: str) -> bool:
    """Returns True if the record is the one that was sent with that token; never where none was sent."""
    return bool(token) and equal_ignoring_case(record.dbi_key or "", token)


def best_match(
    token: str,
    sent: ContactEntity | PersonEntity,
    candidates: Iterable[tuple[int, Record]],
    may_be_anothers: Callable[[Record], bool],
) -> SearchResult[Record]:
    """Compares candidates: an equal token is certain; without one, a single equal record that is ours alone.

    `may_be_anothers` tells of a record whether something else that was sent can have become it.
    """
    alike: list[tuple[int, Record]] = []
    for remote_id, record in candidates:
        if has_token(record, token):
            return Match(remote_id, record)
        if not (token and record.dbi_key) and is_same_record(sent, record):
            alike.append((remote_id, record))
    if len(alike) == 1 and not token and not may_be_anothers(alike[0][1]):
        return Match(*alike[0])
    return Ambiguous(tuple(remote_id for remote_id, _ in alike)) if alike else NoMatch()
