"""A next step, and the two reasons for which one is not done now.

What it takes is asked for first (`prepare`); then it is done by one request (`send`), which returns the id of
what was made. `find` returns that id for what is there already, 0 for what is not; `find_rewritten` tells
what may be it although the server has written it in its own way.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any

from app.model.entry import Step
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

    @abstractmethod
    def prepare(self) -> None:
        """Asks what it takes, for `step`. Raises CannotBeDone, WaitsForTheRecord, WebApiError."""

    @abstractmethod
    def send(self) -> int:
        """Does it. Raises WaitsForTheRecord, WebApiError."""

    @abstractmethod
    def find(self) -> int:
        """Looks for it. Raises WebApiError."""

    def find_rewritten(self) -> SearchResult[Any]:
        """Looks for what the server may have made of it, where `find` has just found nothing."""
        return NoMatch()

    @property
    def unread(self) -> tuple[int, ...]:
        """What `find` was not given of what its list has: each of these may be it."""
        return ()

    def _put(self, **values: Any) -> None:
        self.step = replace(self.step, content={**self.step.content, **values})
