"""A next step, and the two reasons for which one is not done now.

What it takes is asked for first (`prepare`); then it is done by one request (`send`), which returns the id of
what was made. `find` returns that id for what is there already, 0 for what is not; `find_rewritten` tells
what may be it although the server has written it in its own way.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from app.model.additions.lost_values import lost_values
from app.model.entry import Step
from app.model.next_steps.named import Named
from app.service.delivery import next_step_sentences as sentences
from app.service.delivery.search_times import UNPROVEN_SEARCH_DELAYS
from app.service.delivery.sentences import not_kept
from app.service.delivery.working_copy import WorkingCopy
from app.service.search.result import NoMatch, SearchResult


class CannotBeDone(Exception):
    """A next step that its user has to correct; the text is the sentence."""


class WaitsForTheRecord(Exception):
    """A record was changed within this second: it is left alone for a moment."""


class NextStep(ABC):
    """A next step, and how it is done and found."""

    def __init__(self, copy: WorkingCopy, step: Step, person_id: int) -> None:
        """`person_id` is whom it is about, 0 for the company alone."""
        self._copy = copy
        self._contact_id = copy.entry.contact_id
        self._person_id = person_id
        self.step = step
        self.note = ""
        """What is told of it once `send` has done it."""

    @abstractmethod
    def prepare(self) -> None:
        """Asks what it takes, for `step`. Raises CannotBeDone, WaitsForTheRecord, WebApiError."""

    @abstractmethod
    def send(self) -> int:
        """Does it. Raises WaitsForTheRecord, WebApiError."""

    @abstractmethod
    def find(self) -> int:
        """Looks for it. Raises CannotBeDone where others have decided since, WebApiError."""

    def find_refused(self) -> int:
        """Looks for what the server may have done although it has just refused it. Raises WebApiError."""
        return self.find()

    def find_rewritten(self) -> SearchResult[Any]:
        """Looks for what the server may have made of it, where `find` has just found nothing."""
        return NoMatch()

    @property
    def _since(self) -> datetime:
        """When Save was pressed, by whichever clock is behind: what was made for it is not older."""
        saved = self._copy.entry.created
        return min(saved, saved + self._copy.api.server_clock.ahead)

    @property
    def unread(self) -> tuple[int, ...]:
        """What `find` was not given of what its list has: each of these may be it."""
        return ()

    def _note_lost(self, answer: Mapping[str, Any]) -> None:
        """Notes what was typed of a new record and the answer has nothing for."""
        if lost := lost_values(self.step.content, answer):
            self.note = not_kept(lost)

    def _put(self, **values: Any) -> None:
        self.step = replace(self.step, content={**self.step.content, **values})


class NamedStep(NextStep):
    """What is added to a record of the server that is known by its name."""

    def find(self) -> int:
        return self._listed() or self._just_made()

    @abstractmethod
    def _listed(self) -> int:
        """Looks for it in the server's list."""

    def _just_made(self) -> int:
        """Returns the number of the same membership where another entry has just made it.

        Lists may lack it as long as they lag; later it may have been taken back.
        """
        copy, entry = self._copy, self._copy.entry
        lag = UNPROVEN_SEARCH_DELAYS * copy.second_search_delay
        known = copy.outbox.server_traits.memberships_of(entry.profile, entry.contact_id, without=entry.id)
        mine = (self.step.kind, self._id, self._person_id)
        same = (one for one in known if (one.kind, one.record_id, one.person_id) == mine)
        return next((one.remote_id for one in same if abs(copy.clock() - one.sent) < lag), 0)

    def _find_by_name(self, list_named: Callable[[str], Sequence[Named]]) -> None:
        given = self.step.content
        if "Id" in given:
            return
        found = list_named(given["Name"])
        if len(found) != 1:
            words = sentences.several if found else sentences.no_such
            raise CannotBeDone(words(self.step.kind, given["Name"]))
        self._put(Id=found[0].id)

    @property
    def _id(self) -> int:
        return int(self.step.content["Id"])
