"""What a search on the server can find, and how records are compared with what was sent.

An equal token in DbiKey proves that a record is ours. Without one, every field that was sent is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Final, Generic, TypeVar

from app.model.carriers.contact import ContactEntity, ContactEntityWithLinks, CreatedContact
from app.model.carriers.person import PersonEntity, PersonEntityWithLinks
from app.model.checks.same_record import is_same_key, is_same_record, may_be
from app.model.entry import Step
from app.webapi.errors import UnexpectedAnswerError, Verdict, WebApiError

REFUSED: Final = {Verdict.REJECTED, Verdict.SEARCH_THEN_REJECT}
"""The server's own word on a question that it does not answer."""
# Perhaps the server can give no other record either: the next try tells.
_IS_WAITED_FOR: Final = {Verdict.SEARCH_THEN_LATER, Verdict.UNKNOWN}
# So many deliveries that came to nothing show that it is this record alone.
_MOST_TRIES: Final = 3
# A server may tell its own time as if it were UTC.
_ANY_ZONE: Final = timedelta(hours=26)
# Longer than a POST may take.
_JUST_THEN: Final = timedelta(minutes=5)
_MOST_TWINS: Final = 3
MOST_CANDIDATES: Final = 10
"""How many a person is shown to decide about."""

Record = TypeVar("Record", ContactEntityWithLinks, PersonEntityWithLinks)


@dataclass(frozen=True)
class Match(Generic[Record]):
    """A record on the server is certainly ours; `twins` are newer ones with the same key, if there are any.

    Something in between has repeated the request then, and the server has taken each.
    """

    remote_id: int
    record: Record
    twins: tuple[Record, ...] = ()


@dataclass(frozen=True)
class NoMatch:
    """No record on the server is ours, as far as one search tells."""


@dataclass(frozen=True)
class Ambiguous:
    """One of these records may be ours; only a person can tell.

    `has_unread` says that the server has not given one of them, so that it may tell by itself before long.
    """

    ids: tuple[int, ...]
    has_unread: bool = False

    def with_more(self, other: Ambiguous | NoMatch) -> Ambiguous:
        """Returns what this search and another one have found, MOST_CANDIDATES at most."""
        if isinstance(other, NoMatch):
            return self
        ids = tuple(dict.fromkeys((*self.ids, *other.ids)))[:MOST_CANDIDATES]
        return Ambiguous(ids, self.has_unread or other.has_unread)


SearchResult = Match[Record] | NoMatch | Ambiguous


class Reader(Generic[Record]):
    """Reads records of the server, each of them once.

    One that lists name and that the server does not give may be ours all the same: another replica may have
    answered, or the right to read it may be missing. It is never taken for one that has been deleted.
    """

    _read: Callable[[int], Record]

    def __init__(self, read: Callable[[int], Record], tries: int = 0) -> None:
        """`read` raises WebApiError; `tries` is how many deliveries of the entry have come to nothing."""
        self._read = read
        self._not_given = REFUSED | (_IS_WAITED_FOR if tries > _MOST_TRIES else set())
        self._found: dict[int, Record | None] = {}

    def has_read(self, remote_id: int) -> bool:
        """Returns True if that record has been asked for."""
        return remote_id in self._found

    def records(self, ids: Iterable[int]) -> Iterator[tuple[int, Record]]:
        """Reads the records in that order; leaves out those that the server does not give (`unread`)."""
        for each in ids:
            if each not in self._found:
                self._found[each] = self._record(each)
            if (record := self._found[each]) is not None:
                yield each, record

    def unread(self, ids: Iterable[int]) -> tuple[int, ...]:
        """Returns which of these the server has been asked for and has not given."""
        return tuple(each for each in ids if self._found.get(each, self) is None)

    def _record(self, remote_id: int) -> Record | None:
        try:
            return self._read(remote_id)
        except WebApiError as error:
            if error.verdict not in self._not_given:
                raise
            return None


def whole(record: Record, names: Collection[str], *, by_token: bool, host: str) -> Record:
    """Returns a record that has all that tells whether it is ours; raises UnexpectedAnswerError for another.

    That is its key where a token was sent, and without one what is compared instead: `names`. The server
    gives every property, be it as null: what is absent was lost on the way, and not known to be empty.
    """
    needed = {"dbi_key", *names} if by_token else names
    if not (by_token and record.dbi_key) and not record.given.issuperset(needed):
        raise UnexpectedAnswerError(host, detail="200 with a part of the record", status=200)
    return record


def with_unread(found: SearchResult[Record], unread: Iterable[int], token: str) -> SearchResult[Record]:
    """Adds records that the server does not give to what a search has found: each of them may be ours.

    Only an equal token is certain beside them.
    """
    unread = tuple(unread)
    if not unread or (isinstance(found, Match) and has_token(found.record, token)):
        return found
    known: tuple[int, ...] = ()
    if isinstance(found, Match):
        known = (found.remote_id,)
    elif isinstance(found, Ambiguous):
        known = found.ids
    return Ambiguous(tuple(dict.fromkeys((*known, *unread))), has_unread=True)


def newest_first(ids: Iterable[int]) -> list[int]:
    """Returns the ids, each once: ours are not older than the others."""
    return sorted(set(ids), reverse=True)


def has_token(record: ContactEntity | PersonEntity | CreatedContact, token: str) -> bool:
    """Returns True if the record is the one that was sent with that token; never where none was sent."""
    return bool(token) and is_same_key(token, record.dbi_key or "")


def key_of(step: Step, sent: ContactEntity | PersonEntity) -> str:
    """Returns the key that a record was sent with: our token, or what its user has filled in; "" for none."""
    return step.token or (sent.dbi_key or "").strip()


def has_key(record: ContactEntity | PersonEntity, step: Step, sent: ContactEntity | PersonEntity) -> bool:
    """Returns True if a record of our name has the key that was sent.

    A token is known as servers leave it; what users fill in is short, and compared sign by sign.
    """
    if step.token:
        return has_token(record, step.token)
    key = key_of(step, sent)
    return bool(key) and key == (record.dbi_key or "").strip()


def is_by_key_anothers(
    record: ContactEntity | PersonEntity,
    step: Step,
    keys: Collection[str],
    ahead: timedelta = timedelta(),
) -> bool:
    """Returns True if the key of a record shows that it is not what `step` has sent, with a token.

    So does one of the `keys` that others of ours were sent with, and any key of a record that was there
    before. With another one that was made when the step was sent, the server may have keys of its own. Its
    clock is `ahead` of this computer's.
    """
    if not step.token or not record.dbi_key or has_token(record, step.token):
        return False
    if any(is_same_key(key, record.dbi_key) for key in keys):
        return True
    return not _is_made_about(record, step, ahead)


def oldest_with_key(
    first: tuple[int, Record], others: Iterable[tuple[int, Record]], token: str
) -> Match[Record]:
    """Returns the match with `first`, which has our key, or the oldest of the next few that have it as well.

    They are made at the same moment: of one name, nobody's is between them. What else is there is good to
    know; where it cannot be read, the first is ours all the same. Keys that users fill in are not compared.
    """
    same = [first]
    with suppress(WebApiError):
        for one in islice(others, _MOST_TWINS):
            same += [one] if has_token(one[1], token) else []
    same.sort(key=lambda one: one[0])
    return Match(*same[0], twins=tuple(one[1] for one in same[1:]))


def best_match(
    step: Step,
    sent: ContactEntity | PersonEntity,
    candidates: Iterable[tuple[int, Record]],
    may_be_anothers: Callable[[Record], bool],
    keys: Collection[str] = (),
    *,
    ahead: timedelta = timedelta(),
) -> SearchResult[Record]:
    """Compares candidates: an equal key is certain; without one, a single equal record that is ours alone.

    `may_be_anothers` tells of a record whether something else that was sent can have become it; `keys` are
    those that others of ours were sent with. The server's clock is `ahead` of this computer's.
    """
    keyed: list[tuple[int, Record]] = []
    alike: list[tuple[int, Record]] = []
    left = iter(candidates)
    for remote_id, record in left:
        if has_token(record, step.token):
            return oldest_with_key((remote_id, record), left, step.token)
        if has_key(record, step, sent):
            keyed.append((remote_id, record))
        if not is_by_key_anothers(record, step, keys, ahead) and is_same_record(sent, record):
            alike.append((remote_id, record))
    if len(keyed) == 1:
        return Match(*keyed[0])
    if len(alike) == 1 and not step.token and not may_be_anothers(alike[0][1]):
        return Match(*alike[0])
    ids = tuple(remote_id for remote_id, _ in keyed or alike)
    return Ambiguous(ids) if ids else NoMatch()


def may_have_become(
    step: Step,
    sent: ContactEntity | PersonEntity,
    candidates: Iterable[tuple[int, Record]],
    keys: Collection[str] = (),
    ahead: timedelta = timedelta(),
) -> list[int]:
    """Returns which records of our name may be ours, though they have something otherwise than was sent.

    They were made about when the step was sent, or nobody knows when; the server's clock is `ahead` of this
    computer's. Only a person can tell.
    """
    return [
        remote_id
        for remote_id, record in candidates
        if not is_by_key_anothers(record, step, keys, ahead)
        and _is_made_about(record, step, ahead)
        and not is_same_record(sent, record)
        and may_be(sent, record)
    ]


def made_just_then(found: SearchResult[Record], step: Step, ahead: timedelta) -> Match[Record] | None:
    """Returns the match if its record was made while the step was being sent, and not before."""
    if not isinstance(found, Match):
        return None
    since = _since_sent(found.record, step, ahead)
    return found if since is not None and since <= _JUST_THEN else None


def _is_made_about(record: ContactEntity | PersonEntity, step: Step, ahead: timedelta) -> bool:
    since = _since_sent(record, step, ahead)
    return since is None or since <= _ANY_ZONE


def _since_sent(record: ContactEntity | PersonEntity, step: Step, ahead: timedelta) -> timedelta | None:
    made = record.created_date.moment if record.created_date else None
    if made is None or step.sent is None:
        return None
    since = made - step.sent
    # The clock of this computer may have been set since.
    return min(abs(since), abs(since - ahead))
