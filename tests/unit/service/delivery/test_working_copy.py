from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from app.model.carriers.contact import ContactEntityWithLinks
from app.model.entry import FieldMessage, State
from app.service.delivery.search_times import (
    SECOND_SEARCH_DELAY,
    UNDECIDED_RECHECK_DELAY,
    UNPROVEN_SEARCH_DELAYS,
)
from app.service.delivery.working_copy import DeliveryStopped, WorkingCopy
from app.service.search.list_lag import ListLag
from app.service.search.result import Ambiguous, Match, NoMatch, SearchResult
from app.storage.files.errors import StaleEntry
from app.webapi.errors import Verdict, WebApiError
from tests.helpers.fakes.delivery import KARI, OLA, Desk, states

SECOND = timedelta(seconds=1)
Result = SearchResult[ContactEntityWithLinks]


@pytest.fixture
def copy(desk: Desk) -> WorkingCopy:
    """A company with two people, of whom the first was sent inside it."""
    entry = desk.enter(name="Fjord AS", persons=(KARI, OLA))
    company = replace(entry.company, posted_by=desk.api().signed_in_as())
    steps = (company, replace(entry.people[0], matched_by_name=True), entry.people[1])
    copy = WorkingCopy(replace(entry, steps=steps), desk.outbox, desk.clock, uptime=desk.clock.uptime)
    copy.connect_to(desk.profile, desk.api())
    return copy


def failing(verdict: Verdict) -> WebApiError:
    return WebApiError("crm.example", verdict=verdict)


def unexpected(*_: object) -> None:
    pytest.fail("there was no match")


def test_changes_are_in_the_store_after_the_commit_only(desk: Desk, copy: WorkingCopy) -> None:
    before = desk.stored(copy.entry)
    copy.set(message="Changed", tries=3)
    copy.put(replace(copy.entry.company, state=State.SENDING))
    assert desk.stored(copy.entry) == before
    copy.commit(State.SENDING)
    assert desk.stored(copy.entry) == copy.entry
    assert (copy.entry.message, copy.entry.tries, copy.stored_state) == ("Changed", 3, State.SENDING)


def test_an_entry_that_was_changed_elsewhere_is_not_overwritten(desk: Desk, copy: WorkingCopy) -> None:
    desk.outbox.update(replace(copy.entry, state=State.REJECTED), expected=State.QUEUED)
    with pytest.raises(StaleEntry, match="“Refused” now"):
        copy.commit(State.SENDING)


def test_what_is_wrong_with_people_is_stored_while_the_entry_is_being_sent(
    desk: Desk, copy: WorkingCopy
) -> None:
    copy.put(replace(copy.steps[0], state=State.SENDING))
    copy.commit(State.SENDING)
    told = [FieldMessage(f"Persons[{number}].Email", "Odd.") for number in range(3)]
    for one in (told[:2], told[2:]):
        copy.add_problems(one)
    copy.commit(State.SENDING)
    assert desk.stored(copy.entry).problems == copy.entry.problems == tuple(told)


def test_the_records_of_people_are_known_as_steps_change(copy: WorkingCopy) -> None:
    assert copy.people_ids == set()
    copy.put(replace(copy.steps[1], message="Nobody yet."))
    assert copy.people_ids == set()
    kari = replace(copy.steps[1], remote_id=7)
    copy.put(replace(copy.steps[0], remote_id=5))
    copy.put(kari)
    assert copy.people_ids == {7}
    copy.put(replace(kari, remote_id=8))
    assert copy.people_ids == {8}
    copy.commit(State.SENDING)
    assert copy.people_ids == {8}


def test_the_company_alone_has_no_people(copy: WorkingCopy) -> None:
    assert copy.company_alone.persons is None
    assert copy.company_alone.name == copy.typed_company.name == "Fjord AS"
    assert copy.typed_person(2).lastname == "Li"


def test_a_refused_record_does_not_stop_the_delivery(copy: WorkingCopy) -> None:
    copy.record_failure(copy.entry.company, failing(Verdict.REJECTED))
    assert states(copy.entry) == [State.REJECTED, State.QUEUED, State.QUEUED]


@pytest.mark.parametrize(
    ("verdict", "company", "inside"),
    [
        (Verdict.NOT_SENT, State.QUEUED, State.QUEUED),
        (Verdict.UNKNOWN, State.UNKNOWN, State.UNKNOWN),
        (Verdict.SEARCH_THEN_LATER, State.UNKNOWN, State.UNKNOWN),
    ],
)
def test_people_inside_a_failed_company_share_its_state(
    copy: WorkingCopy, verdict: Verdict, company: State, inside: State
) -> None:
    with pytest.raises(DeliveryStopped):
        copy.record_failure(copy.entry.company, failing(verdict))
    assert states(copy.entry) == [company, inside, State.QUEUED]


def test_a_question_without_an_answer_stops_the_delivery(copy: WorkingCopy) -> None:
    def fail() -> None:
        raise failing(Verdict.LATER)

    with pytest.raises(DeliveryStopped) as stopped:
        copy.ask(fail, searching=True)
    assert (stopped.value.searching, stopped.value.error.verdict) == (True, Verdict.LATER)
    assert copy.ask(lambda: 7, searching=False) == 7


def resolve(
    copy: WorkingCopy, result: Result, on_match: Callable[[Match[ContactEntityWithLinks]], None]
) -> None:
    copy.put(replace(copy.entry.company, state=State.UNKNOWN))
    copy.set_embedded(State.UNKNOWN)
    copy.resolve(copy.entry.company, lambda: result, on_match)


def test_a_match_is_handed_on(copy: WorkingCopy) -> None:
    found: list[int] = []
    resolve(copy, Match(7, ContactEntityWithLinks()), lambda match: found.append(match.remote_id))
    assert found == [7]
    assert copy.waits == []


def test_candidates_are_kept_for_the_user_and_searched_for_again_after_a_day(
    desk: Desk, copy: WorkingCopy
) -> None:
    resolve(copy, Ambiguous((8, 9)), unexpected)
    assert copy.entry.undecided == copy.entry.company
    assert copy.entry.company.candidates == (8, 9)
    assert copy.waits == [desk.clock() + UNDECIDED_RECHECK_DELAY]


def test_what_is_left_to_the_user_is_a_question_like_others_once_there_are_candidates(
    desk: Desk, copy: WorkingCopy
) -> None:
    copy.put(replace(copy.entry.people[0], state=State.UNKNOWN, first_not_found_at=desk.clock()))
    desk.clock.now += SECOND_SEARCH_DELAY
    copy.record_not_found(copy.steps[1])
    assert copy.steps[1].is_left_to_user, "it is not known who has sent it"
    copy.record_not_found(copy.steps[1], (7,))
    assert (copy.steps[1].candidates, copy.steps[1].is_left_to_user) == ((7,), False)


def test_a_missing_company_is_queued_with_the_people_inside_it_after_the_last_search(
    desk: Desk, copy: WorkingCopy
) -> None:
    resolve(copy, NoMatch(), unexpected)
    assert states(copy.entry) == [State.UNKNOWN, State.UNKNOWN, State.QUEUED]
    assert copy.waits == [desk.clock() + SECOND_SEARCH_DELAY]
    desk.clock.now += SECOND_SEARCH_DELAY + SECOND
    copy.record_not_found(copy.entry.company)
    assert states(copy.entry) == [State.UNKNOWN, State.UNKNOWN, State.QUEUED]
    assert copy.waits_for_lists
    assert copy.waits[-1] == desk.clock() + (UNPROVEN_SEARCH_DELAYS - 1) * SECOND_SEARCH_DELAY - SECOND
    desk.clock.now = copy.waits[-1]
    copy.record_not_found(copy.entry.company)
    assert states(copy.entry) == [State.QUEUED] * 3
    assert not copy.waits_for_lists


def test_who_went_with_others_that_were_added_is_asked_about_after_the_last_search(
    desk: Desk, copy: WorkingCopy
) -> None:
    """Its lists may never have the person: only whoever is asked knows who is missing."""
    user = copy.steps[0].posted_by
    copy.put(replace(copy.steps[0], state=State.SAVED, remote_id=5))
    copy.put(replace(copy.steps[1], state=State.SAVED, remote_id=7, matched_by_name=True))
    copy.put(replace(copy.steps[2], state=State.UNKNOWN, matched_by_name=True, posted_by=user))
    for delay, is_left in ((0, False), (1, False), (UNPROVEN_SEARCH_DELAYS - 2, False), (1, True)):
        desk.clock.now += delay * SECOND_SEARCH_DELAY
        copy.record_not_found(copy.steps[2])
        assert (copy.steps[2].state, copy.steps[2].is_left_to_user) == (State.UNKNOWN, is_left)


@pytest.mark.parametrize(("posted_by", "is_theirs"), [("", False), ("somebody else", False), (None, True)])
def test_a_step_is_theirs_who_are_known_to_have_posted_it(
    copy: WorkingCopy, posted_by: str | None, is_theirs: bool
) -> None:
    mine = copy.entry.company.posted_by
    step = replace(copy.entry.company, posted_by=mine if posted_by is None else posted_by)
    assert copy.is_posted_by_user(step) is is_theirs


@pytest.mark.parametrize("question", ["have_caught_up", "is_certain"])
def test_proof_that_cannot_be_asked_for_stops_a_search(
    desk: Desk, copy: WorkingCopy, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    resolve(copy, NoMatch(), unexpected)
    desk.clock.now += UNPROVEN_SEARCH_DELAYS * SECOND_SEARCH_DELAY

    def fail(*_: object) -> bool:
        raise failing(Verdict.LATER)

    monkeypatch.setattr(ListLag, question, fail)
    with pytest.raises(DeliveryStopped) as stopped:
        copy.record_not_found(copy.entry.company)
    assert stopped.value.searching


def test_what_only_tells_how_it_goes_leaves_the_row_as_it_is(
    desk: Desk, copy: WorkingCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy.put(replace(copy.steps[0], state=State.SENDING))
    copy.commit(State.SENDING)
    monkeypatch.setattr(desk.outbox, "update", unexpected)
    copy.set(message="On its way.", tries=2, next_try=None)
    copy.commit(State.SENDING)
    stored = desk.stored(copy.entry)
    assert (stored.message, stored.tries) == ("On its way.", 2)


def test_of_what_was_perhaps_saved_it_is_told_while_it_is_looked_for(copy: WorkingCopy) -> None:
    copy.record_failure(copy.entry.company, failing(Verdict.SEARCH_THEN_REJECT))
    assert "“Fjord AS” may have been saved all the same" in copy.entry.message


def test_other_names_are_looked_at_in_the_last_search_alone(desk: Desk, copy: WorkingCopy) -> None:
    asked: list[int] = []

    def renamed() -> Result:
        asked.append(1)
        return Ambiguous((8,))

    copy.put(replace(copy.entry.company, state=State.UNKNOWN))
    for delays, times in ((0, 0), (1, 0), (UNPROVEN_SEARCH_DELAYS, 1)):
        desk.clock.now += delays * SECOND_SEARCH_DELAY
        copy.resolve(copy.steps[0], NoMatch, unexpected, last_search=renamed)
        assert len(asked) == times
    assert copy.steps[0].candidates == (8,)


@pytest.mark.parametrize("is_about_names", [True, False])
def test_a_last_search_that_cannot_be_made_is_a_search_that_stopped(
    desk: Desk, copy: WorkingCopy, monkeypatch: pytest.MonkeyPatch, is_about_names: bool
) -> None:
    def fail(*_: object) -> Result:
        raise failing(Verdict.LATER)

    resolve(copy, NoMatch(), unexpected)
    desk.clock.now += UNPROVEN_SEARCH_DELAYS * SECOND_SEARCH_DELAY
    if not is_about_names:
        monkeypatch.setattr(copy.api, "signed_in_as", fail)
    with pytest.raises(DeliveryStopped) as stopped:
        copy.resolve(copy.steps[0], NoMatch, unexpected, last_search=fail)
    assert stopped.value.searching
