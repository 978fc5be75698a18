"""Finds out whether the server's lists have caught up with what was posted: an index may lag behind.

That a search does not find a record proves that it is not there only if the search would find it by now. What
was posted later and is listed proves that; what was posted and is not listed proves that the lists lag. It is
the same list that has to have it: for another one, another replica may have answered, or a moment later.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Final, TypeVar

from app.model.entry import Entry, SavedCompany, State, Step, StepKind
from app.service.search.result import REFUSED
from app.storage.sqlite.list_cache import ServerTraits
from app.webapi import archive
from app.webapi.archive import PersonRow
from app.webapi.errors import WebApiError

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.client import WebApi

LATELY: Final = timedelta(days=1)
"""So long a server may be behind. Nothing waits longer for lists that lag, either."""
_MOST_ASKED: Final = 3
_IN_A_ROW: Final = 3
READS_OF_PROVEN: Final = 2
"""How often a list is read, one answer added to the other, that another list has proven to be up to date."""

_LISTS: Final = {
    StepKind.COMPANY: {archive.COMPANIES},
    StepKind.PERSON: {archive.PEOPLE},
    StepKind.APPOINTMENT: {archive.APPOINTMENTS, archive.ACTIVITIES},
    StepKind.SELECTION: {archive.SELECTION_MEMBERS},
    StepKind.PROJECT: {archive.PROJECT_MEMBERS},
}
"""Where each is looked for."""

Answer = TypeVar("Answer")


class ListLag:
    """What one delivery knows of the lists of its server; each company is asked for once.

    Every method raises WebApiError where the server cannot be asked.
    """

    def __init__(self, api: WebApi, traits: ServerTraits, entry: Entry) -> None:
        self._api = api
        self._traits = traits
        self._profile, self._entry_id = entry.profile, entry.id
        self._listed: dict[int, bool | None] = {}
        self._people: dict[int, frozenset[int] | None] = {}
        self._newest: frozenset[int] = frozenset()
        self._with_later_people: list[SavedCompany] = []
        self._is_alone_listed = False
        self._unlisted: list[Step] = []
        self._latest: list[tuple[int, datetime]] = []
        api.archives.doubts.labels.clear()

    def is_doubtful(self, step: Step) -> bool:
        """Returns True if the list in which `step` was looked for was not what was asked for, nor whole."""
        return not _LISTS.get(step.kind, set()).isdisjoint(self._api.archives.doubts.labels)

    def note_companies(self, contact_ids: frozenset[int]) -> None:
        """Notes which companies the list has in which the entry's company was searched for."""
        self._newest = contact_ids

    def ask_for_later_people(self, sent: datetime, now: datetime) -> bool:
        """Asks which companies list somebody who was posted after `sent`, of a few; returns True if any do.

        Each is asked for several times: where replicas take turns, all of them have to list that one. Up to
        four do if the list that it is to prove is then read `READS_OF_PROVEN` times.
        """
        later = (one for one in self._later_companies if one.posted_person and sent <= one.sent <= now)
        self._with_later_people = [
            one
            for one in islice(later, _MOST_ASKED)
            if all(one.posted_person in (self._ask_people(one.contact_id) or ()) for _ in range(_IN_A_ROW))
        ]
        return bool(self._with_later_people)

    def note_people(self, rows: Iterable[PersonRow], people: Sequence[Step], now: datetime) -> None:
        """Notes which of the entry's people the list of the company's people has."""
        listed = {row.person_id for row in rows}
        alone = [one for one in people if one.remote_id and not one.matched_by_name]
        self._is_alone_listed = any(one.remote_id in listed for one in alone)
        self._unlisted = [one for one in alone if one.remote_id not in listed]
        self._latest = []
        # Of each number, when the latest was posted of those who follow it.
        for one in reversed(people):
            if one.remote_id in listed and one.sent is not None and one.sent <= now:
                latest = max(one.sent, self._latest[-1][1]) if self._latest else one.sent
                self._latest.append((-one.number, latest))

    def have_caught_up(self, step: Step, company: Step, now: datetime) -> bool:
        """Returns True if something is listed that was posted together with `step`, or later.

        `company` is the step of its company. Later counts only what follows in the order of Save, too: the
        clock may have been set.
        """
        if step.sent is None:
            return False  # an older version did not note it
        if step.is_next_step:
            return (
                False  # each kind has lists of its own: those of companies and people prove nothing of them
            )
        later = [one for one in self._later_companies if step.sent <= one.sent <= now]
        if step.kind is StepKind.COMPANY or company.state is not State.SAVED:
            return any(one.contact_id in self._newest for one in later)
        # Lists of people may lag where the list of companies does not. Whoever was posted alone was posted
        # after those who went inside the company.
        is_later_listed = self._is_later_person_listed(step.number, step.sent)
        if self._is_alone_listed if step.matched_by_name else is_later_listed:
            return True
        return any(one in self._with_later_people for one in later)

    def _is_later_person_listed(self, number: int, sent: datetime) -> bool:
        end = bisect_left(self._latest, -number, key=itemgetter(0))
        return end > 0 and self._latest[end - 1][1] >= sent

    def newest_before(self, sent: datetime) -> int:
        """Returns the largest id of a company of ours that was posted before; 0 if there is none.

        Before counts only what precedes in the order of Save, too: the clock may have been set.
        """
        number = self._traits.number_of(self._entry_id)
        before = (one for one in self._companies if one.number < number and one.sent < sent)
        return max((one.contact_id for one in before), default=0)

    def is_certain(self, step: Step, now: datetime) -> bool:
        """Returns True if the last company is on the server and not listed; of a person, also if people are.

        One that was saved lately is there unless the server calls it deleted: an answer that there is none
        of that number may be that of a replica, which is behind in records as well.
        """
        lacks_people = step.kind is StepKind.PERSON and self._lacks_people(now)
        return lacks_people or self._lacks_a_company(now)

    def _lacks_a_company(self, now: datetime) -> bool:
        for one in self._companies[:_MOST_ASKED]:
            if self._is_listed(one.contact_id) is not False:
                return False
            record = _told(self._api.contact, one.contact_id)
            if now - one.sent < LATELY if record is None else not record.deleted:
                return True
        return self._lacks_a_deleted_one()

    def _lacks_a_deleted_one(self) -> bool:
        """Returns True if the server has the last company whose entry is deleted here, and does not list it.

        What else was saved may have been deleted here as well, as the history of a day is.
        """
        for contact_id in self._traits.last_deleted(self._profile):
            if self._is_listed(contact_id) is not False:
                return False
            record = _told(self._api.contact, contact_id)
            if record is not None and not record.deleted:
                return True
        return False

    def _lacks_people(self, now: datetime) -> bool:
        if any(one.sent is not None and now - one.sent < LATELY for one in self._unlisted):
            return True
        lately = (one for one in self._companies if one.posted_person and now - one.sent < LATELY)
        return any(self._has_nobody_listed(one.contact_id) for one in islice(lately, _MOST_ASKED))

    def _has_nobody_listed(self, contact_id: int) -> bool:
        """Returns True if the company's list of people has nobody; False if the server does not say."""
        listed = self._people[contact_id] if contact_id in self._people else self._ask_people(contact_id)
        return listed is not None and not listed

    def _ask_people(self, contact_id: int) -> frozenset[int] | None:
        """Returns whom the company's list of people has; None if the server does not say."""
        rows = _told(self._api.contact_persons, contact_id)
        listed = None if rows is None else frozenset(row.person_id for row in rows)
        self._people[contact_id] = listed
        return listed

    def _is_listed(self, contact_id: int) -> bool | None:
        """Returns whether the list of companies has that one; None if the server does not say."""
        if contact_id not in self._listed:
            self._listed[contact_id] = _told(self._api.is_contact_listed, contact_id)
        return self._listed[contact_id]

    @cached_property
    def _later_companies(self) -> list[SavedCompany]:
        number = self._traits.number_of(self._entry_id)
        return [one for one in self._companies if one.number > number]

    @cached_property
    def _companies(self) -> Sequence[SavedCompany]:
        return self._traits.saved_companies(self._profile)


def _told(ask: Callable[[int], Answer], contact_id: int) -> Answer | None:
    """Returns the answer about that company, None where the server says that it has none."""
    try:
        return ask(contact_id)
    except WebApiError as error:
        if error.verdict in REFUSED:
            return None
        raise
