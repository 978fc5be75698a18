"""Searches the server for a company that may have been saved there: it is never posted blindly.

Candidates are found by name, and among the newest companies by whatever name they have there: servers change
names. They are read whole and compared. Every method raises WebApiError where the server cannot be asked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date, timedelta
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final

from app.model.carriers.contact import ContactEntity, ContactEntityWithLinks
from app.model.carriers.reading import read_as
from app.model.checks import renamed
from app.model.checks.same_record import compared, has_become
from app.model.entry import Entry, State
from app.service.search.recent import recent_companies
from app.service.search.result import (
    MOST_CANDIDATES,
    REFUSED,
    Ambiguous,
    Match,
    NoMatch,
    Reader,
    SearchResult,
    best_match,
    has_key,
    has_token,
    is_by_key_anothers,
    key_of,
    made_just_then,
    may_have_become,
    newest_first,
    oldest_with_key,
    whole,
    with_unread,
)
from app.webapi.archive import MOST_RECENT, CompanyRow
from app.webapi.errors import WebApiError

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.client import WebApi

# As many of the newest companies are read whole, each a request: of names that can be ours, and of any name.
_MOST_ALIKE: Final = 100
_MOST_UNLIKE: Final = 30
# What was refused is there seldom, and many of a table may be refused.
_MOST_REFUSED: Final = 3
# What tells one company from another, beside its name; countries and categories are everybody's.
_DETAILS: Final = ("org_nr", "emails", "phones", "faxes", "urls", "domains", "description")


class CompanySearch:
    """One search for the company that `sent` became."""

    def __init__(
        self,
        api: WebApi,
        entry: Entry,
        sent: ContactEntity,
        is_taken: Callable[[int], bool],
        may_be_anothers: Callable[[ContactEntityWithLinks], bool] = lambda _record: False,
        *,
        is_by_user: bool = True,
        newest_before: int = 0,
        keys: Collection[str] = (),
        ahead: timedelta = timedelta(),
    ) -> None:
        """`is_taken` tells ids that another entry holds, `may_be_anothers` records that it may hold.

        An entry whose answer was lost as well may hold a record. `is_by_user` is False where another user
        may have posted it than is signed in now. `newest_before` is the id of a company that was there before
        it was posted, 0 if none is known; `keys` are those that other entries were sent with. The server's
        clock is `ahead` of this computer's.
        """
        self._ahead = ahead
        self._ids_named: set[int] = set()
        self._keys = keys
        self._newest_before = newest_before
        self._is_by_user = is_by_user
        self._api = api
        self._step = entry.company
        self._name = sent.name or ""
        self._mine = sent.with_changes(dbi_key=None) if self._step.token else sent
        self._key = key_of(self._step, self._mine)
        self._unnamed = self._mine.with_changes(name=None)
        self._day = (self._step.sent or entry.created).date()
        self._is_first = self._step.first_not_found_at is None
        self._is_taken: Callable[[int], bool] = lambda each: each in entry.company.not_it or is_taken(each)
        self._may_be_anothers = may_be_anothers
        self._compared = compared(self._mine)
        self._reader = Reader(self._read, entry.tries)
        self.newest: frozenset[int] = frozenset()
        """The ids of the companies in the lists in which it was searched for by any name."""

    def find(self) -> SearchResult[ContactEntityWithLinks]:
        """Searches for it under its name, then under names that a server can have made of it.

        Under another name, only a token proves that it is ours; without one, a person has to tell.
        """
        found = self._find_named()
        if isinstance(found, Match) or (isinstance(found, Ambiguous) and not self._step.token):
            return found
        alike = [row.contact_id for row in self._recent if renamed.may_have_become(self._name, row.name)]
        self._ids_named.update(alike[:_MOST_ALIKE])
        others = self._find_among([*self._step.candidates, *alike[:_MOST_ALIKE]], self._is_same)
        if isinstance(found, Ambiguous) and not isinstance(others, Match):
            return found.with_more(others)
        return others

    def find_by_key(self) -> SearchResult[ContactEntityWithLinks]:
        """Searches for it by its key alone, before a first POST.

        That is under its name, then under those that a server can have made of it, where a key of its user
        proves nothing. One that is listed and not given may be this one, where none of the others is.
        """
        named = newest_first(each for each in self._api.find_contacts(self._name, None))
        found = self._with_key(named)
        if isinstance(found, Match) or not self._step.token:
            return found
        try:
            rows = recent_companies(self._api, was_sent=self._step.sent is not None)
        except WebApiError as error:
            if isinstance(found, NoMatch) or error.verdict not in REFUSED:
                raise
            return found
        self.newest = frozenset(row.contact_id for row in rows)
        alike = (row.contact_id for row in rows if renamed.may_have_become(self._name, row.name))
        others = self._with_key(newest_first(set(alike).difference(named)))
        return (
            found.with_more(others)
            if isinstance(found, Ambiguous) and not isinstance(others, Match)
            else others
        )

    def find_refused(self) -> Match[ContactEntityWithLinks] | None:
        """Searches the newest of its name, once its POST was refused: it may have been taken all the same.

        Our key tells; without one, it is as it was sent, and the same user has made it at that moment.
        """
        token = self._step.token
        named = newest_first(self._api.find_contacts(self._name, None if token else self._day))
        if token:
            found = self._with_key(named[:_MOST_REFUSED])
            return found if isinstance(found, Match) else None
        ids = [each for each in named[:_MOST_REFUSED] if not self._is_taken(each)]
        records = self._reader.records(ids)
        alike = best_match(self._step, self._mine, records, self._may_be_anothers)
        return made_just_then(alike, self._step, self._ahead)

    def _with_key(self, ids: Iterable[int]) -> SearchResult[ContactEntityWithLinks]:
        asked = list(islice((each for each in ids if not self._is_taken(each)), _MOST_ALIKE))
        records = self._reader.records(asked)
        for one in records:
            if has_key(one[1], self._step, self._mine):
                return oldest_with_key(one, records, self._step.token)
        return _ambiguous(self._reader.unread(asked), has_unread=True)

    def find_renamed(self) -> SearchResult[ContactEntityWithLinks]:
        """Searches for it under any name, among the newest: what it takes to say that it is missing.

        One that the server does not give may be it, unless it was there before. So may be one of its name,
        or of one that a server can have made of it, that has something otherwise.
        """
        left = [row.contact_id for row in self._recent if not self._reader.has_read(row.contact_id)]
        found = self._find_among(left[:_MOST_UNLIKE], self._is_same_in_detail, self._newest_before)
        if isinstance(found, Match):
            return found
        ids = (each for each in newest_first(self._ids_named) if each > self._newest_before)
        records = self._reader.records(each for each in ids if not self._is_taken(each))
        named = may_have_become(self._step, self._unnamed, records, self._keys, self._ahead)
        return Ambiguous(tuple(named)[:MOST_CANDIDATES]).with_more(found) if named else found

    def _read(self, contact_id: int) -> ContactEntityWithLinks:
        record = self._api.contact(contact_id)
        return whole(record, self._compared, by_token=bool(self._key), host=self._api.host)

    def _find_named(self) -> SearchResult[ContactEntityWithLinks]:
        """Searches for it under its name.

        Every search after the first asks for every day, too: this computer's clock may be wrong. Of a company
        of another day only a token proves that it is ours; without one, a person has to tell, and so has one
        if the record may be another entry's.
        """
        if not self._is_first and self._step.token:
            return self._named(None)
        found = self._named(self._day)
        if self._is_first or not isinstance(found, NoMatch):
            return found
        found = self._named(None)
        return Ambiguous((found.remote_id,)) if isinstance(found, Match) else found

    def _named(self, day: date | None) -> SearchResult[ContactEntityWithLinks]:
        ids = [each for each in self._api.find_contacts(self._name, day) if not self._is_taken(each)]
        self._ids_named.update(ids)
        records = self._reader.records(newest_first(ids))
        found = best_match(
            self._step, self._mine, records, self._may_be_anothers, self._keys, ahead=self._ahead
        )
        return with_unread(found, self._reader.unread(newest_first(ids))[:MOST_CANDIDATES], self._key)

    @cached_property
    def _recent(self) -> list[CompanyRow]:
        """The newest companies that the user registered, of that day and, after the first search, of any.

        Where it may have been another user, those of every user of that day, too.
        """
        rows = self._api.recent_contacts(self._day if self._is_first else None)
        if not self._is_by_user:
            rows = (*rows, *self._api.recent_contacts(self._day, by_anybody=True))
        if not self._is_first and len(rows) >= MOST_RECENT:
            rows = (*rows, *self._api.recent_contacts(self._day))
        self.newest = frozenset(row.contact_id for row in rows)
        by_id = {row.contact_id: row for row in rows if not self._is_taken(row.contact_id)}
        return [by_id[each] for each in newest_first(by_id)]

    def _find_among(
        self,
        ids: Iterable[int],
        is_doubtful: Callable[[int, ContactEntityWithLinks], bool],
        newest_before: int = 0,
    ) -> SearchResult[ContactEntityWithLinks]:
        """Searches these by the token; `is_doubtful` tells of one without a key whether it may be ours.

        So may be one that lists name, is newer than `newest_before`, and is not given.
        """
        doubtful: list[int] = []
        ids = [each for each in ids if not self._is_taken(each)]
        records = self._reader.records(ids)
        for each, record in records:
            if has_token(record, self._step.token):
                return oldest_with_key((each, record), records, self._step.token)
            if not is_by_key_anothers(record, self._step, self._keys, self._ahead) and is_doubtful(
                each, record
            ):
                doubtful.append(each)
        listed = {row.contact_id for row in self._recent if row.contact_id > newest_before}
        unread = [each for each in self._reader.unread(ids) if each in listed]
        return _ambiguous([*doubtful, *unread], has_unread=bool(unread))

    def _is_same(self, contact_id: int, record: ContactEntityWithLinks) -> bool:
        """Returns True if all but its name is as it was sent, or if a person is being asked about it."""
        return contact_id in self._step.candidates or has_become(self._unnamed, record)

    def _is_same_in_detail(self, _contact_id: int, record: ContactEntityWithLinks) -> bool:
        has_details = any(getattr(self._unnamed, detail) for detail in _DETAILS)
        return has_details and has_become(self._unnamed, record)


def _ambiguous(ids: Iterable[int], *, has_unread: bool = False) -> Ambiguous | NoMatch:
    chosen = tuple(dict.fromkeys(ids))[:MOST_CANDIDATES]
    return Ambiguous(chosen, has_unread) if chosen else NoMatch()


def is_like(entry: Entry, record: ContactEntityWithLinks) -> bool:
    """Returns True if the company of `entry` was sent, may be on the server, and can have become `record`."""
    step = entry.company
    if step.state is not State.UNKNOWN and step.state_if_not_found is not State.REJECTED:
        return False
    try:
        sent = read_as(ContactEntity, {**entry.body, "Persons": None})
    except ValueError:
        return True
    return has_become(sent.with_changes(dbi_key=None) if step.token else sent, record)
