"""Answers for what follows a company that are about another one: nothing is missed by them, nor doubled."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.service.delivery.deliverer import new_addition
from tests.helpers.fakes.delivery import KARI, Desk, Switch, is_next_step, states
from tests.helpers.faults.faults import ANSWERS
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Handler, Request, Response
from tests.helpers.kill.next_steps import APPOINTMENT, CONSENT, PROJECT, SELECTION, there

VISIT = {**APPOINTMENT, "Title": "Visit", "StartDate": "2026-12-05T09:00:00+01:00"}
PROJECTS = (PROJECT, {"Kind": "Project", "Name": "Harbour lights"})
SELECTIONS = (SELECTION, {"Kind": "Selection", "Name": "Newsletter spring"})
POSTED = {
    "another day": (APPOINTMENT, VISIT),
    "the same title": (APPOINTMENT, {**VISIT, "Title": "Call"}),
    "just the same": (APPOINTMENT, APPOINTMENT),
    "the company's own": (APPOINTMENT, {**APPOINTMENT, "Person": 0}),
    "another project": PROJECTS,
    "the company itself": (PROJECT, {**PROJECT, "Person": 0}),
}

APPOINTMENTS = ("/Appointments", "/Activities")


@pytest.fixture
def desk(tmp_path: Path, switch: Switch) -> Iterator[Desk]:
    with FaultyServer(handle=switch) as server, Desk(tmp_path, server.url, send_persons=False) as desk:
        yield desk


class Repeating:
    """Answers the second of the requests that it `applies` to with the answer to the first."""

    def __init__(self, behind: Handler, applies: Callable[[Request], bool]) -> None:
        self._behind, self._applies = behind, applies
        self._first: Response | None = None
        self.repeated = 0

    def __call__(self, request: Request) -> Response:
        if not self._applies(request):
            return self._behind(request)
        if self._first is None:
            self._first = self._behind(request)
            return self._first
        if self.repeated:
            return self._behind(request)
        self.repeated += 1
        return self._first


def counts(desk: Desk, entry: Entry) -> list[int]:
    return [sum(1 for _one in there(desk, entry, step)) for step in entry.next_steps]


def on_the_server(desk: Desk, entry: Entry) -> int:
    """Counts what the company and its person have, of whatever step."""
    calls = desk.api().next_steps
    whom = (0, *(person.remote_id for person in entry.people))
    projects = {step.content["Id"] for step in entry.next_steps if "Id" in step.content}
    found = [calls.project_member(each, entry.contact_id, one) for each in projects for one in whom]
    return len(calls.appointments(entry.contact_id)) + sum(map(bool, found))


@pytest.mark.parametrize("case", POSTED)
def test_the_answer_to_the_post_before_does_not_have_the_second_done(
    desk: Desk, switch: Switch, case: str
) -> None:
    switch.handle = repeating = Repeating(switch.handle, is_next_step)
    entry = desk.enter(persons=(KARI,), NextSteps=list(POSTED[case]))
    entry = desk.deliver(entry)
    first, second = entry.next_steps
    assert repeating.repeated == 1
    assert (first.state, second.state, second.is_left_to_user) == (State.SAVED, State.UNKNOWN, True)
    assert on_the_server(desk, entry) == 1
    assert "cannot be seen on the server" in entry.message
    desk.decide(entry, None)
    entry = desk.deliver(entry)
    assert states(entry)[2:] == [State.SAVED] * 2
    assert on_the_server(desk, entry) == 2


@pytest.mark.parametrize("step", [APPOINTMENT, PROJECT], ids=lambda step: step["Kind"])
def test_nor_does_the_answer_to_another_companys(desk: Desk, switch: Switch, step: dict[str, Any]) -> None:
    switch.handle = Repeating(switch.handle, is_next_step)
    first, second = (desk.deliver(desk.enter(NextSteps=[step])) for _ in range(2))
    assert first.state is State.SAVED
    assert (second.state, second.undecided) == (State.UNKNOWN, second.next_steps[0])
    desk.decide(second, None)
    second = desk.deliver(second)
    assert second.state is State.SAVED
    assert second.next_steps[0].remote_id != first.next_steps[0].remote_id


@pytest.mark.parametrize("step", [APPOINTMENT, PROJECT], ids=lambda step: step["Kind"])
def test_what_was_taken_is_found_behind_the_answer_of_another(
    desk: Desk, switch: Switch, step: dict[str, Any]
) -> None:
    behind, answers = switch.handle, list[Response]()

    def handle(request: Request) -> Response:
        answer = behind(request)
        if is_next_step(request):
            answers.append(answer)
            return answers[0]
        return answer

    switch.handle = handle
    first, second = (desk.deliver(desk.enter(NextSteps=[step])) for _ in range(2))
    assert (first.state, second.state, len(answers)) == (State.SAVED, State.SAVED, 2)
    assert second.next_steps[0].remote_id != first.next_steps[0].remote_id


@pytest.mark.parametrize("lacks", ["Contact", "Person", "ContactId", "ProjectId"])
def test_an_answer_that_does_not_say_whose_it_is_has_it_looked_for(
    desk: Desk, switch: Switch, lacks: str
) -> None:
    behind, posted = switch.handle, list[Request]()

    def handle(request: Request) -> Response:
        answer = behind(request)
        if not is_next_step(request):
            return answer
        posted.append(request)
        return Response(200, {name: value for name, value in json.loads(answer.raw).items() if name != lacks})

    switch.handle = handle
    step = PROJECT if lacks.endswith("Id") else APPOINTMENT
    entry = desk.deliver(desk.enter(persons=(KARI,), NextSteps=[step]))
    assert (entry.state, len(posted), counts(desk, entry)) == (State.SAVED, 1, [1])


def added(desk: Desk, contact_id: int, *steps: dict[str, Any]) -> Entry:
    body = read_as(ContactEntity, {"ContactId": contact_id, "Name": "Fjord", "NextSteps": list(steps)})
    return desk.outbox.add(new_addition(body, desk.profile, "addition", desk.clock()))


def is_list(request: Request) -> bool:
    return request.method == "GET" and bool(re.search("/(ProjectMember|Members)$", request.path))


@pytest.mark.parametrize("is_there", [True, False])
@pytest.mark.parametrize("pair", [PROJECTS, SELECTIONS], ids=lambda pair: pair[0]["Kind"])
def test_the_list_of_another_does_not_have_a_membership_done_nor_doubled(
    desk: Desk, switch: Switch, pair: tuple[dict[str, Any], ...], is_there: bool
) -> None:
    company = desk.deliver(desk.enter(NextSteps=list(pair[: 1 + is_there])))
    switch.handle = repeating = Repeating(switch.handle, is_list)
    entry = desk.deliver(added(desk, company.contact_id, *pair))
    assert (entry.state, repeating.repeated) == (State.SAVED, 1)
    assert counts(desk, entry) == [1, 1]


@pytest.mark.parametrize("step", [APPOINTMENT, PROJECT], ids=lambda step: step["Kind"])
def test_a_list_that_is_always_anothers_is_left_to_the_user(
    desk: Desk, switch: Switch, step: dict[str, Any]
) -> None:
    """Somebody in between keeps one answer for all that is asked of a kind."""
    kind = APPOINTMENTS if step is APPOINTMENT else "/ProjectMember"
    behind, kept, lost = switch.handle, list[Response](), list[Request]()

    def handle(request: Request) -> Response:
        if request.method == "GET" and request.path.endswith(kind):
            kept.append(kept[0] if kept else behind(request))
            return kept[0]
        answer = behind(request)
        if kept and is_next_step(request) and not lost:
            lost.append(request)
            return Response(wire=b"")
        return answer

    first = desk.deliver(desk.enter(persons=(KARI,), NextSteps=[step]))
    switch.handle = handle
    assert counts(desk, first) == [1]
    entry = desk.deliver(desk.enter(persons=(KARI,), NextSteps=[step]))
    assert (entry.state, entry.undecided, len(lost)) == (State.UNKNOWN, entry.next_steps[0], 1)
    switch.handle = behind
    entry = desk.advance(entry).entry
    assert (entry.state, counts(desk, entry)) == (State.SAVED, [1])


@pytest.mark.parametrize("step", [APPOINTMENT, PROJECT], ids=lambda step: step["Kind"])
def test_such_a_list_does_not_hold_up_what_has_only_waited(
    desk: Desk, switch: Switch, step: dict[str, Any]
) -> None:
    kind = APPOINTMENTS if step is APPOINTMENT else "/ProjectMember"
    first = desk.deliver(desk.enter(persons=(KARI,), NextSteps=[step]))
    behind, kept = switch.handle, list[Response]()

    def handle(request: Request) -> Response:
        if request.method == "GET" and request.path.endswith(kind):
            kept.append(kept[0] if kept else behind(request))
            return kept[0]
        is_down = request.path.endswith(("/Appointment/default", "/Project")) and desk.clock() < back
        return ANSWERS[Fault.UNAVAILABLE_503] if is_down else behind(request)

    switch.handle = handle
    assert counts(desk, first) == [1]
    back = desk.clock() + timedelta(hours=1)
    entry = desk.enter(persons=(KARI,), NextSteps=[step])
    assert desk.advance(entry).entry.state is State.QUEUED
    desk.clock.now = back
    assert desk.deliver(entry).state is State.SAVED
    switch.handle = behind
    assert counts(desk, desk.stored(entry)) == [1]


def test_the_consents_of_another_person_do_not_have_it_given(desk: Desk, switch: Switch) -> None:
    behind, lists, lost = switch.handle, list[Response](), list[Request]()

    def handle(request: Request) -> Response:
        if request.method == "GET" and request.path.endswith("/Consent"):
            lists.append(behind(request))
            return lists[0] if len(lists) == 2 else lists[-1]
        if lists and is_next_step(request) and not lost:
            lost.append(request)
            return Response(wire=b"")
        return behind(request)

    first = desk.deliver(desk.enter(persons=(KARI,), NextSteps=[CONSENT]))
    switch.handle = handle
    assert counts(desk, first) == [1]
    entry = desk.deliver(desk.enter(persons=(KARI,), NextSteps=[CONSENT]))
    assert (entry.state, len(lost), counts(desk, entry)) == (State.SAVED, 1, [1])
