"""A next step, and the two reasons for which one is not done now.

What it takes is asked for first (`prepare`); then it is done by one request (`send`), which returns the id of
what was made. `find` returns that id for what is there already, 0 for what is not; `find_rewritten` tells
what may be it although the server has written it in its own way. `chosen` and `signed_in` are what more than
one kind may ask for.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.model.additions.lost_values import lost_values
from app.model.entry import Step
from app.model.next_steps.named import Named
from app.model.text_normalization import equal_ignoring_case
from app.service.delivery import next_step_sentences as sentences
from app.service.delivery.search_times import UNPROVEN_SEARCH_DELAYS
from app.service.delivery.sentences import not_kept
from app.service.delivery.working_copy import WorkingCopy
from app.service.search.result import REFUSED, NoMatch, SearchResult
from app.webapi.errors import WebApiError

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.client import WebApi


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


def signed_in(api: WebApi) -> int:
    """Returns whose appointments are that name no owner; 0 where the server does not say."""
    try:
        return api.current_principal().associate_id or 0
    except WebApiError as error:
        if error.verdict not in REFUSED:
            raise
        return 0


def chosen(api: WebApi, list_name: str, given: str | Mapping[str, int], id_name: str) -> int:
    """Returns the id of what was chosen of a list, by its id or its name. Raises CannotBeDone."""
    if not isinstance(given, str):
        return given[id_name]
    found = {
        item.id
        for item in api.mdo_list(list_name, flat=True)
        if item.id and any(equal_ignoring_case(given, name or "") for name in (item.name, item.full_name))
    }
    if len(found) != 1:
        raise CannotBeDone(sentences.no_such_choice(given))
    return found.pop()
