"""The state machine over outbox and delivery, with what follows companies, and their people."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, Step, StepKind
from app.service.delivery.deliverer import new_entry
from tests.helpers.fakes.outbox_states import NAMES, PEOPLE
from tests.helpers.fakes.restored_states import RestoredStates
from tests.helpers.faults.following_server import STEP, Following, FollowingServer
from tests.helpers.faults.model_server import COMPANY, PERSON, READ
from tests.helpers.faults.server_kinds import troubles_of

_CALL: Final = {"Kind": "Appointment", "Title": "Call", "StartDate": "2026-12-01T09:00:00+01:00"}
# Two that differ by the title alone.
FOLLOWING: Final[dict[str, dict[str, Any]]] = {
    "Call": _CALL,
    "Offer": {**_CALL, "Title": "Offer"},
    "Selection": {"Kind": "Selection", "Name": "Fair Oslo", "Id": 7},
    "ProjectMember": {"Kind": "Project", "Name": "Energy day", "Id": 8},
}


class FollowingStates(RestoredStates):
    """What follows is on the server once, of its own company and person."""

    model = FollowingServer
    server: FollowingServer

    def __init__(self) -> None:
        super().__init__()
        self._following: dict[str, Counter[str]] = {}

    @rule(
        name=st.sampled_from(NAMES),
        people=st.lists(st.sampled_from(tuple(PEOPLE)), max_size=2),
        steps=st.lists(st.sampled_from(tuple(FOLLOWING)), min_size=1, unique=True),
        is_about_person=st.booleans(),
    )
    def save_with_steps(self, name: str, people: list[str], steps: list[str], is_about_person: bool) -> None:
        about = {"Person": 1} if people and is_about_person else {}
        given = {
            "Name": name,
            "Persons": [PEOPLE[one].to_json_object() for one in people],
            "NextSteps": [FOLLOWING[one] | about for one in steps],
        }
        number = len(self._accepted)
        self.tally.entries += 1
        self.tally.people += len(people)
        self.tally.happened["next steps"] += len(steps)
        company = read_as(ContactEntity, given)
        entry = new_entry(company, self.desk.profile, f"entry-{number}", self.desk.clock())
        self.desk.clock.forward(milliseconds=1)
        added = self.desk.outbox.add(entry)
        self._accepted[added.id] = company
        self._following[added.id] = Counter(steps)

    @rule(
        times=st.integers(1, 9),
        troubles=troubles_of(COMPANY, PERSON, STEP, STEP, STEP, STEP, READ),
        waits=st.booleans(),
    )
    def send_with_steps(self, times: int, troubles: list[tuple[str, str]], waits: bool) -> None:
        self.send(times=times, troubles=troubles, waits=waits)

    @invariant()
    def nothing_follows_twice(self) -> None:
        there = self._following_there()
        for entry_id, found in there.items():
            too_many = found - self._following.get(entry_id, Counter())
            assert not too_many, f"doubled next steps of {entry_id}: {too_many}"
        for one in self.server.following.values():
            company = self.server.companies[one.contact_id].entry
            assert company == self._company_of(one.entry), "of another company"
            assert not one.person_id or self.server.people[one.person_id].entry == one.entry, (
                "of another person"
            )

    def _bring_to_an_end(self) -> None:
        super()._bring_to_an_end()
        self.nothing_follows_twice()
        there = self._following_there()
        for entry in self._entries():
            wanted = self._following.get(entry.id, Counter())
            assert there.get(entry.id, Counter()) == wanted, f"lost next steps of {entry.id}"

    def _save_what_is_copied(self, name: str, people: list[str]) -> None:
        # Of two that are equal in all, nobody knows afterwards whose next step it was.
        different = list(dict.fromkeys(people))
        self.save_with_steps(name=name, people=different, steps=list(FOLLOWING), is_about_person=True)

    def _following_there(self) -> dict[str, Counter[str]]:
        there: dict[str, Counter[str]] = {}
        for one in self.server.following.values():
            there.setdefault(one.entry, Counter())[one.what] += 1
        return there

    def _truth(self, entry: Entry, step: Step) -> int | None:
        if not step.is_next_step:
            return super()._truth(entry, step)
        ours = self._of_step(entry, step)
        return next((one.number for one in ours if one.number in step.candidates), None)

    def _is_there(self, entry: Entry, step: Step) -> bool:
        return bool(self._of_step(entry, step)) if step.is_next_step else super()._is_there(entry, step)

    def _of_step(self, entry: Entry, step: Step) -> list[Following]:
        """Returns what the server has of that step, and of no other one that is known."""
        what = next(name for name, one in FOLLOWING.items() if one["Kind"] == step.content["Kind"])
        if step.kind is StepKind.APPOINTMENT:
            what = step.name
        taken = {one.remote_id for one in entry.next_steps if one.kind is StepKind.APPOINTMENT}
        found = (one for one in self.server.following.values() if one.number not in taken)
        return [one for one in found if (one.entry, one.what) == (entry.id, what)]
