"""The state machine over outbox and delivery, with people who are added to a company that is there."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Final

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.service.delivery.deliverer import new_addition
from tests.helpers.fakes.following_states import FOLLOWING, FollowingStates
from tests.helpers.faults.model_server import Record

_COMPANY: Final = 7
_NAME: Final = "Vik AS"
_WAS_THERE: Final = "who was there"
_LAST_NAMES: Final = ("Aas", "Berg", "Dahl", "Li")


class AdditionStates(FollowingStates):
    """Whoever is added is in that company once, and so is what follows."""

    @rule(
        people=st.lists(st.sampled_from(_LAST_NAMES), min_size=1, unique=True),
        steps=st.lists(st.sampled_from(tuple(FOLLOWING)), unique=True),
    )
    def add_people(self, people: list[str], steps: list[str]) -> None:
        """Nobody else has their names: somebody of that name would not be added."""
        number = len(self._accepted)
        if _COMPANY not in self.server.companies:
            body, long_ago = {"Name": _NAME}, datetime(2020, 1, 1, tzinfo=UTC)
            self.server.companies[_COMPANY] = Record(_COMPANY, body, _WAS_THERE, long_ago, long_ago)
        given = {
            "ContactId": _COMPANY,
            "Name": _NAME,
            "Persons": [{"Firstname": "Bo", "Lastname": f"{one} {number}"} for one in people],
            "NextSteps": [FOLLOWING[one] | {"Person": 1} for one in steps],
        }
        self.tally.happened["people added"] += len(people)
        company = read_as(ContactEntity, given)
        entry = new_addition(company, self.desk.profile, f"addition-{number}", self.desk.clock())
        self.desk.clock.forward(milliseconds=1)
        added = self.desk.outbox.add(entry)
        self._accepted[added.id] = company
        self._following[added.id] = Counter(steps)

    def _company_of(self, entry_id: str) -> str:
        return _WAS_THERE if entry_id.startswith("addition") else super()._company_of(entry_id)
