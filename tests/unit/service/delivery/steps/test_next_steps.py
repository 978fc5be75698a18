"""More of it in tests/stories/delivery/test_next_steps.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.service.delivery.deliverer import new_addition
from app.service.delivery.search_times import UNDECIDED_RECHECK_DELAY
from app.webapi.errors import ChangedMeanwhileError, Verdict, WebApiError
from tests.helpers.fakes.delivery import KARI, Desk, states
from tests.helpers.kill.next_steps import APPOINTMENT, CONSENT, PROJECT, SELECTION, there


class Calls:
    """What is asked of the server for next steps, and what fails of it."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[str] = []
        self.failures: dict[str, list[Verdict]] = {}
        self.changed_meanwhile: set[str] = set()
        self.is_done_first = False
        self.meanwhile: Callable[[], object] = lambda: None
        calls = desk.api().next_steps
        for name in ("selections", "add_selection_member", "is_selection_member", "create_appointment"):
            monkeypatch.setattr(calls, name, self._noting(name, getattr(calls, name)))

    def _noting(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*values: Any) -> Any:
            self.asked.append(name)
            if name == "add_selection_member":
                self.meanwhile()
            if self.failures.get(name):
                if self.is_done_first:
                    call(*values)
                verdict = self.failures[name].pop(0)
                is_given_way = name in self.changed_meanwhile
                raise (ChangedMeanwhileError if is_given_way else WebApiError)("crm.example", verdict=verdict)
            return call(*values)

        return noted


@pytest.fixture
def calls(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Calls:
    return Calls(desk, monkeypatch)


def count(desk: Desk, entry: Entry) -> int:
    return sum(1 for _one in there(desk, entry, entry.next_steps[0]))


def addition(desk: Desk, contact_id: int, *steps: dict[str, Any], entry_id: str = "addition") -> Entry:
    body = read_as(ContactEntity, {"ContactId": contact_id, "Name": "Fjord AS", "NextSteps": list(steps)})
    return desk.outbox.add(new_addition(body, desk.profile, entry_id, desk.clock()))


def test_each_is_committed_before_it_is_sent(desk: Desk, calls: Calls) -> None:
    seen: list[Entry] = []
    entry = desk.enter(NextSteps=[SELECTION, PROJECT])
    calls.meanwhile = lambda: seen.append(desk.stored(entry))
    saved = desk.deliver(entry)
    assert (saved.state, saved.tries) == (State.SAVED, 0)
    assert states(seen[0]) == [State.SAVED, State.SENDING, State.QUEUED]
    assert (seen[0].state, seen[0].next_try) == (State.SENDING, None)
    assert seen[0].message == "“Fair Oslo 2026” is being sent."
    assert seen[0].next_steps[0].sent == desk.clock()
    assert calls.asked == ["selections", "add_selection_member"]


@pytest.mark.parametrize("is_done", [True, False])
def test_what_was_refused_is_looked_for_before_it_is_sent_again(
    desk: Desk, calls: Calls, is_done: bool
) -> None:
    calls.failures["add_selection_member"] = [Verdict.REJECTED]
    calls.is_done_first = is_done
    entry = desk.deliver(desk.enter(NextSteps=[SELECTION]))
    assert states(entry) == [State.SAVED, State.REJECTED]
    calls.asked.clear()
    desk.deliverer.retry(entry.id)
    entry = desk.deliver(entry)
    assert (entry.state, count(desk, entry)) == (State.SAVED, 1)
    assert calls.asked[0] == "is_selection_member"
    assert ("add_selection_member" in calls.asked) is not is_done


def test_where_nobody_may_look_first_it_is_sent_and_where_nobody_can_it_waits(
    desk: Desk, calls: Calls
) -> None:
    company = desk.deliver(desk.enter()).contact_id
    calls.failures["is_selection_member"] = [Verdict.REJECTED]
    entry = desk.deliver(addition(desk, company, SELECTION))
    assert (entry.state, count(desk, entry)) == (State.SAVED, 1)
    calls.failures["is_selection_member"] = [Verdict.LATER]
    calls.asked.clear()
    waiting = desk.advance(addition(desk, company, SELECTION, entry_id="other"))
    assert (waiting.entry.state, states(waiting.entry)[1]) == (State.QUEUED, State.QUEUED)
    assert waiting.error is not None
    assert calls.asked == ["selections", "is_selection_member"]
    assert desk.deliver(waiting.entry).state is State.SAVED
    assert count(desk, entry) == 1, "it was there"


def test_an_appointment_of_an_addition_is_not_looked_for_since_two_may_be_alike(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = desk.deliver(desk.enter()).contact_id
    monkeypatch.setattr(desk.api().next_steps, "appointments", lambda *_: pytest.fail("it was looked for"))
    assert desk.deliver(addition(desk, company, APPOINTMENT)).state is State.SAVED


def test_what_is_wrong_with_the_name_stops_it_before_it_is_looked_for(desk: Desk, calls: Calls) -> None:
    company = desk.deliver(desk.enter()).contact_id
    entry = desk.deliver(addition(desk, company, {**SELECTION, "Name": "Fair Bergen"}))
    assert (entry.next_steps[0].state, entry.contact_id) == (State.REJECTED, company)
    assert calls.asked == ["selections"]


@pytest.mark.parametrize(("verdict", "state"), [(Verdict.REJECTED, "rejected"), (Verdict.LATER, "queued")])
def test_what_it_takes_is_refused_or_waited_for(
    desk: Desk, calls: Calls, verdict: Verdict, state: str
) -> None:
    calls.failures["selections"] = [verdict]
    result = desk.advance(desk.enter(NextSteps=[SELECTION]))
    (step,) = result.entry.next_steps
    assert step.state is State(state)
    assert (result.error is None) is (verdict is Verdict.REJECTED)
    assert calls.asked == ["selections"]
    if verdict is Verdict.REJECTED:
        assert step.message == "crm.example could not be asked."
        assert (result.entry.tries, result.entry.next_try) == (0, None)


@pytest.mark.parametrize("is_done", [True, False])
def test_after_an_error_of_the_servers_own_it_is_looked_for_at_once(
    desk: Desk, calls: Calls, is_done: bool
) -> None:
    calls.failures["add_selection_member"] = [Verdict.SEARCH_THEN_REJECT]
    calls.is_done_first = is_done
    entry = desk.advance(desk.enter(NextSteps=[SELECTION])).entry
    assert calls.asked == ["selections", "add_selection_member", "is_selection_member"]
    assert entry.next_steps[0].state is (State.SAVED if is_done else State.UNKNOWN)
    entry = desk.deliver(entry)
    assert entry.state is (State.SAVED if is_done else State.REJECTED)
    assert entry.tries == 0


def test_after_a_lost_answer_it_is_looked_for_until_the_server_answers(desk: Desk, calls: Calls) -> None:
    calls.failures["add_selection_member"] = [Verdict.UNKNOWN]
    calls.is_done_first = True
    entry = desk.advance(desk.enter(NextSteps=[SELECTION])).entry
    calls.is_done_first = False
    calls.failures["is_selection_member"] = [Verdict.LATER]
    desk.clock.now = entry.next_try or desk.clock.now
    result = desk.advance(entry)
    assert (result.error is not None, result.entry.tries) == (True, 2)
    assert result.entry.next_steps[0].state is State.UNKNOWN
    entry = desk.deliver(result.entry)
    assert (entry.state, entry.tries, count(desk, entry)) == (State.SAVED, 0, 1)
    assert calls.asked.count("add_selection_member") == 1


def test_while_others_change_the_record_it_waits_longer_each_time(desk: Desk, calls: Calls) -> None:
    calls.failures["add_selection_member"] = [Verdict.LATER] * 2
    calls.changed_meanwhile.add("add_selection_member")
    entry, waits = desk.enter(NextSteps=[SELECTION]), list[timedelta]()
    for _again in range(2):
        entry = desk.advance(entry).entry
        assert (entry.state, entry.next_steps[0].state) == (State.QUEUED, State.QUEUED)
        assert entry.next_try is not None
        waits.append(entry.next_try - desk.clock())
        desk.clock.now = entry.next_try
    assert waits == [timedelta(seconds=3), timedelta(seconds=6)]
    entry = desk.advance(entry).entry
    assert (entry.state, count(desk, entry)) == (State.SAVED, 1)


def test_where_others_are_never_done_it_is_refused_and_tried_as_often_again(desk: Desk, calls: Calls) -> None:
    calls.failures["add_selection_member"] = [Verdict.LATER] * 9
    calls.changed_meanwhile.add("add_selection_member")
    entry = desk.deliver(desk.enter(NextSteps=[SELECTION]))
    assert (entry.state, calls.asked.count("add_selection_member")) == (State.REJECTED, 8)
    assert "others were changing the company each time" in entry.next_steps[0].message
    desk.deliverer.retry(entry.id)
    entry = desk.advance(entry).entry
    assert (entry.state, entry.next_steps[0].interceptions) == (State.QUEUED, 1)
    entry = desk.deliver(entry)
    assert (entry.state, count(desk, entry)) == (State.SAVED, 1)


def test_where_nobody_may_look_its_user_is_asked_and_it_is_looked_for_now_and_then(
    desk: Desk, calls: Calls
) -> None:
    calls.failures |= {"add_selection_member": [Verdict.UNKNOWN], "is_selection_member": [Verdict.REJECTED]}
    entry = desk.advance(desk.enter(NextSteps=[SELECTION])).entry
    desk.clock.now = entry.next_try or desk.clock.now
    entry = desk.advance(entry).entry
    assert entry.undecided == entry.next_steps[0]
    assert entry.next_try == desk.clock() + UNDECIDED_RECHECK_DELAY


def test_what_may_be_done_and_cannot_be_prepared_any_more_is_not_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    api, lost = desk.api(), [True]
    update, read = api.update_contact, api.contact_record

    def losing(*values: Any) -> None:
        update(*values)
        if lost and lost.pop():
            monkeypatch.setattr(api, "contact_record", denied)
            raise WebApiError("crm.example", verdict=Verdict.UNKNOWN)

    def denied(*_values: Any) -> Any:
        raise WebApiError("crm.example", verdict=Verdict.REJECTED)

    monkeypatch.setattr(api, "update_contact", losing)
    entry = desk.deliver(desk.enter(persons=(KARI,), NextSteps=[{"Kind": "SupportPerson"}]))
    assert (entry.state, entry.undecided) == (State.UNKNOWN, entry.next_steps[0])
    assert "say whether to send it again" in entry.message
    monkeypatch.setattr(api, "contact_record", read)
    assert desk.advance(entry).entry.state is State.SAVED


def test_a_step_of_the_company_alone_waits_for_nobody(desk: Desk, calls: Calls) -> None:
    entry = desk.enter(persons=(KARI,), NextSteps=[{**SELECTION, "Person": 0}, SELECTION])
    company, kari, _first, _second = entry.steps
    lost = (
        replace(company, state=State.SAVED, remote_id=7),
        replace(kari, state=State.REJECTED),
        *entry.steps[2:],
    )
    refused = desk.outbox.update(replace(entry, contact_id=7, steps=lost), expected=State.QUEUED)
    done = desk.advance(refused).entry
    alone, of_kari = done.next_steps
    assert of_kari.state is State.REJECTED
    assert of_kari.message == "Kari Ås is not saved, so this was not done."
    assert calls.asked[0] == "selections"
    assert calls.asked.count("add_selection_member") == 1
    assert alone.state is State.REJECTED, "the practice server has no company 7"


def test_what_is_about_somebody_who_is_looked_for_waits(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.turn_to(desk.profile.url, send_persons=False)
    create, failures = (
        desk.api().create_person,
        [WebApiError("crm.example", verdict=Verdict.SEARCH_THEN_REJECT)],
    )

    def failing(person: Any) -> Any:
        if failures:
            raise failures.pop()
        return create(person)

    monkeypatch.setattr(desk.api(), "create_person", failing)
    entry = desk.advance(desk.enter(persons=(KARI,), NextSteps=[CONSENT, {**SELECTION, "Person": 0}])).entry
    assert states(entry) == [State.SAVED, State.UNKNOWN, State.QUEUED, State.SAVED]
    entry = desk.deliver(entry)
    assert states(entry) == [State.SAVED, State.REJECTED, State.REJECTED, State.SAVED]


def test_what_may_have_been_done_for_somebody_who_is_refused_was_not(desk: Desk, calls: Calls) -> None:
    entry = desk.enter(persons=(KARI,), NextSteps=[SELECTION])
    company, kari, step = entry.steps
    steps = (
        replace(company, state=State.SAVED, remote_id=7),
        replace(kari, state=State.REJECTED),
        replace(step, state=State.UNKNOWN, sent=desk.clock()),  # as a damaged line of progress leaves it
    )
    unknown = replace(entry, state=State.UNKNOWN, contact_id=7, steps=steps)
    desk.outbox.update(unknown, expected=State.QUEUED)
    done = desk.advance(entry).entry
    assert (done.state, states(done)[2]) == (State.REJECTED, State.REJECTED), "it is not asked about for ever"
    assert done.next_steps[0].message == "Kari Ås is not saved, so this was not done."
    assert calls.asked == []


def test_what_is_done_ends_what_came_to_nothing(desk: Desk, calls: Calls) -> None:
    calls.failures["add_selection_member"] = [Verdict.LATER, Verdict.LATER]
    calls.failures["create_appointment"] = [Verdict.LATER]
    entry = desk.enter(NextSteps=[SELECTION, APPOINTMENT])
    tries = []
    for _ in range(4):
        entry = desk.advance(entry).entry
        tries.append(entry.tries)
        desk.clock.forward(minutes=10)
    assert (tries, entry.state) == ([1, 2, 1, 0], State.SAVED)
