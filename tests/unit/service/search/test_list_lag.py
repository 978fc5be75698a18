from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from app.model.entry import Entry, State, Step, StepKind
from app.service.search.list_lag import LATELY, ListLag
from app.webapi.archive import PersonRow
from app.webapi.errors import WebApiError
from tests.helpers.fakes.delivery import KARI, OLA, Desk
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to

SECOND = timedelta(seconds=1)


@pytest.fixture
def lost(desk: Desk) -> Entry:
    """An entry whose company may be on the server, and whose number is before that of every other."""
    entry = desk.enter(persons=(KARI, OLA))
    step = replace(entry.company, state=State.UNKNOWN, sent=desk.clock())
    return desk.outbox.update(
        replace(entry, state=State.UNKNOWN, steps=(step, *entry.people)), expected=State.QUEUED
    )


def lag(desk: Desk, entry: Entry) -> ListLag:
    return ListLag(desk.api(), desk.outbox.server_traits, entry)


def have_caught_up(desk: Desk, entry: Entry) -> bool:
    known = lag(desk, entry)
    known.note_companies(frozenset(row.contact_id for row in desk.api().recent_contacts(None)))
    return known.have_caught_up(entry.company, entry.company, desk.clock())


def saved(desk: Desk) -> Entry:
    return desk.advance(desk.enter()).entry


def moved(desk: Desk, entry: Entry, contact_id: int) -> None:
    """Has the entry be another company, of which the server knows nothing."""
    step = replace(entry.company, remote_id=contact_id)
    desk.outbox.update(replace(entry, contact_id=contact_id, steps=(step,)), expected=State.SAVED)


def test_a_company_that_was_posted_later_and_is_listed_proves_it(desk: Desk, lost: Entry) -> None:
    assert not have_caught_up(desk, lost)
    saved(desk)
    assert have_caught_up(desk, lost)
    assert not lag(desk, lost).is_certain(lost.company, desk.clock())


def test_another_list_than_that_of_the_search_proves_nothing(desk: Desk, lost: Entry) -> None:
    saved(desk)
    known = lag(desk, lost)
    assert not known.have_caught_up(lost.company, lost.company, desk.clock()), "it is listed elsewhere"


def test_a_company_that_is_not_listed_proves_nothing(desk: Desk, lost: Entry) -> None:
    moved(desk, saved(desk), 4711)
    assert not have_caught_up(desk, lost)
    desk.clock.forward(seconds=LATELY.total_seconds())
    assert not lag(desk, lost).is_certain(lost.company, desk.clock()), "it is not there at all any more"


@pytest.mark.parametrize("seconds", [-86_400, 0, 600, LATELY.total_seconds() - 1])
def test_one_that_was_saved_lately_and_is_not_there_at_all_proves_that_the_server_is_behind(
    desk: Desk, lost: Entry, seconds: float
) -> None:
    saved(desk)
    moved(desk, saved(desk), 4711)
    desk.clock.forward(seconds=seconds)
    assert lag(desk, lost).is_certain(lost.company, desk.clock())


def test_a_time_of_a_clock_that_was_set_since_proves_nothing(desk: Desk, lost: Entry) -> None:
    desk.clock.forward(days=1)
    saved(desk)
    desk.clock.forward(days=-1)
    assert not have_caught_up(desk, lost)


def test_an_entry_that_was_saved_before_proves_nothing(desk: Desk) -> None:
    saved(desk)
    entry = desk.enter()
    later = replace(entry.company, sent=desk.clock() - timedelta(hours=1))
    assert not have_caught_up(desk, replace(entry, steps=(later,)))


def test_a_later_person_of_the_company_proves_it(desk: Desk, lost: Entry) -> None:
    first, second = (replace(one, sent=desk.clock()) for one in lost.people)
    there = replace(second, sent=desk.clock() + SECOND, state=State.SAVED, remote_id=9)
    company = replace(lost.company, state=State.SAVED)
    known = lag(desk, lost)
    assert not known.have_caught_up(first, company, desk.clock())
    known.note_people([PersonRow(9)], (first, there), desk.clock())
    assert not known.have_caught_up(first, company, desk.clock()), "posted after now: the clock was set"
    desk.clock.forward(seconds=2)
    known.note_people([PersonRow(9)], (first, there), desk.clock())
    assert known.have_caught_up(first, company, desk.clock())
    assert not known.have_caught_up(there, company, desk.clock()), "it is no later than itself"
    late = replace(first, sent=desk.clock())
    assert not known.have_caught_up(late, company, desk.clock())


def test_any_of_the_later_people_proves_it(desk: Desk, lost: Entry) -> None:
    now = desk.clock()
    people = [
        replace(lost.people[0], number=number, sent=now - seconds * SECOND, remote_id=100 + number)
        for number, seconds in enumerate((9, 3, 5, 1, 7), start=1)
    ]
    known, company = lag(desk, lost), replace(lost.company, state=State.SAVED)
    known.note_people([PersonRow(102), PersonRow(103), PersonRow(105)], people, now)
    for number in range(6):
        for seconds in range(11):
            step = replace(lost.people[0], number=number, sent=now - seconds * SECOND)
            proofs = [one for one in (people[1], people[2], people[4]) if one.number > number]
            expected = any(one.sent is not None and one.sent >= now - seconds * SECOND for one in proofs)
            assert known.have_caught_up(step, company, now) is expected


@pytest.fixture
def inside(desk: Desk, lost: Entry) -> Step:
    """Somebody who was sent inside a company that is saved."""
    return replace(lost.people[0], matched_by_name=True, state=State.UNKNOWN, sent=desk.clock())


def posted(desk: Desk) -> Entry:
    """An entry with a company that is listed, and somebody who was added to it by a POST of her own."""
    desk.turn_to(desk.profile.url, send_persons=False)
    return desk.advance(desk.enter(persons=(OLA,))).entry


def test_a_company_proves_nothing_of_people(desk: Desk, lost: Entry, inside: Step) -> None:
    company = replace(saved(desk).company, sent=desk.clock())
    for step in (inside, replace(inside, matched_by_name=False)):
        assert not lag(desk, lost).have_caught_up(step, company, desk.clock()), (
            "it and a later one are listed"
        )


def test_whoever_was_posted_alone_proves_it_of_those_who_went_inside(
    desk: Desk, lost: Entry, inside: Step
) -> None:
    company = replace(lost.company, state=State.SAVED)
    alone = replace(lost.people[1], number=0, remote_id=9, state=State.SAVED, sent=desk.clock())
    known = lag(desk, lost)
    known.note_people([PersonRow(9)], (alone, inside), desk.clock())
    assert known.have_caught_up(inside, company, desk.clock())
    assert not known.is_certain(inside, desk.clock())
    known.note_people([PersonRow(8)], (alone, inside), desk.clock())
    assert not known.have_caught_up(inside, company, desk.clock())
    assert known.is_certain(inside, desk.clock()), "the list surely lags"
    assert not known.is_certain(lost.company, desk.clock()), "it says nothing about companies"
    assert not known.is_certain(inside, desk.clock() + LATELY)


@pytest.mark.parametrize("lags", [True, False])
def test_people_of_a_company_that_was_posted_later_tell(
    desk: Desk, lost: Entry, inside: Step, lags: bool
) -> None:
    later, company = posted(desk), replace(lost.company, state=State.SAVED)

    def handle(request: Request) -> Response:
        is_list = lags and request.path.endswith(f"/Contact/{later.contact_id}/Persons")
        return Response(200, {"value": []}) if is_list else forward_to(url)(request)

    url = desk.profile.url
    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        for step in (inside, replace(inside, matched_by_name=False)):
            known = lag(desk, lost)
            known.ask_for_later_people(desk.clock(), desk.clock())
            assert known.have_caught_up(step, company, desk.clock()) is not lags
            assert known.is_certain(step, desk.clock()) is lags
        asked = [one for one in server.requests if one.path.endswith("/Persons")]
        times = 1 if lags else 3
        assert len(asked) == 2 * times, "each delivery asks once, and again only where it is listed"


@pytest.mark.parametrize("kind", [kind for kind in StepKind if Step(2, kind, "It").is_next_step])
def test_lists_of_companies_and_people_prove_nothing_of_other_lists(
    desk: Desk, lost: Entry, inside: Step, kind: StepKind
) -> None:
    posted(desk)
    company = replace(lost.company, state=State.SAVED)
    alone = replace(lost.people[1], number=9, remote_id=9, state=State.SAVED, sent=desk.clock())
    step = replace(inside, number=2, kind=kind, matched_by_name=False)
    known = lag(desk, lost)
    assert known.ask_for_later_people(desk.clock(), desk.clock())
    known.note_people([PersonRow(9)], (alone,), desk.clock())
    assert known.have_caught_up(replace(inside, number=2), company, desk.clock())
    assert not known.have_caught_up(step, company, desk.clock())


def test_replicas_that_take_turns_prove_nothing_of_people(desk: Desk, lost: Entry, inside: Step) -> None:
    later, company = posted(desk), replace(lost.company, state=State.SAVED)
    url, turns = desk.profile.url, count()

    def handle(request: Request) -> Response:
        is_behind = request.path.endswith("/Persons") and next(turns) % 2
        return Response(200, {"value": []}) if is_behind else forward_to(url)(request)

    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        known = lag(desk, lost)
        known.ask_for_later_people(desk.clock(), desk.clock())
        assert later.people[0].remote_id
        assert not known.have_caught_up(inside, company, desk.clock())


def test_others_who_are_listed_prove_nothing_of_people(desk: Desk, lost: Entry, inside: Step) -> None:
    posted(desk)
    company, url = replace(lost.company, state=State.SAVED), desk.profile.url

    def handle(request: Request) -> Response:
        row = {"personId": 4711, "firstName": "Somebody", "lastName": "Else"}
        is_list = request.path.endswith("/Persons")
        return Response(200, {"value": [row]}) if is_list else forward_to(url)(request)

    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        known = lag(desk, lost)
        known.ask_for_later_people(desk.clock(), desk.clock())
        assert not known.have_caught_up(inside, company, desk.clock())


def test_a_list_of_people_that_is_not_given_tells_nothing(desk: Desk, lost: Entry, inside: Step) -> None:
    later, company = posted(desk), replace(lost.company, state=State.SAVED)
    denied = Response(403, {"Error": True, "ErrorType": "X", "ErrorMessage": "no"})
    url = desk.profile.url

    def handle(request: Request) -> Response:
        return denied if request.path.endswith("/Persons") else forward_to(url)(request)

    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        known = lag(desk, lost)
        known.ask_for_later_people(desk.clock(), desk.clock())
        assert later.people[0].remote_id
        assert not known.have_caught_up(inside, company, desk.clock())
        assert not known.is_certain(inside, desk.clock())


def test_where_it_is_not_known_when_it_was_posted_nothing_proves_it(desk: Desk, lost: Entry) -> None:
    saved(desk)
    step = replace(lost.company, sent=None)
    assert not lag(desk, lost).have_caught_up(step, step, desk.clock())


def test_a_server_that_cannot_be_reached_is_an_error(desk: Desk, lost: Entry) -> None:
    saved(desk)
    desk.turn_to("http://127.0.0.1:1")
    with pytest.raises(WebApiError):
        lag(desk, lost).is_certain(lost.company, desk.clock())


def test_a_server_is_behind_for_a_day_at_most(desk: Desk, lost: Entry) -> None:
    moved(desk, saved(desk), 4711)
    desk.clock.forward(days=1, seconds=-1)
    assert lag(desk, lost).is_certain(lost.company, desk.clock())
    desk.clock.forward(seconds=1)
    assert not lag(desk, lost).is_certain(lost.company, desk.clock())


def test_only_who_was_posted_since_and_not_after_now_tells_of_people(desk: Desk, lost: Entry) -> None:
    own = posted(desk)
    (later,) = desk.outbox.server_traits.saved_companies(desk.profile.name)
    moments = [later.sent + seconds * SECOND for seconds in (-1, 0, 1)]
    assert [lag(desk, lost).ask_for_later_people(since, moments[2]) for since in moments] == [
        True,
        True,
        False,
    ]
    assert not lag(desk, lost).ask_for_later_people(moments[0], moments[0]), "the clock was set"
    assert not lag(desk, own).ask_for_later_people(moments[0], moments[2]), "it is no later than itself"


def test_the_newest_before_is_one_that_precedes_in_the_order_of_save_and_by_its_time(desk: Desk) -> None:
    earlier = [saved(desk) for _again in range(2)]
    entry = desk.enter()
    later = saved(desk)
    known = lag(desk, entry)
    assert later.contact_id > earlier[1].contact_id > earlier[0].contact_id
    assert known.newest_before(later.created + SECOND) == earlier[1].contact_id, (
        "the later one follows in the order"
    )
    assert known.newest_before(earlier[1].created) == earlier[0].contact_id
    assert known.newest_before(earlier[0].created) == 0
