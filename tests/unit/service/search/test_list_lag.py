from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.model.entry import Entry, State
from app.service.search.list_lag import ListLag
from app.webapi.archive import PersonRow
from app.webapi.errors import WebApiError
from tests.helpers.fakes.delivery import KARI, OLA, Desk

SECOND = timedelta(seconds=1)


@pytest.fixture
def lost(desk: Desk) -> Entry:
    """An entry whose company may be on the server, and whose number is before that of every other."""
    entry = desk.enter(persons=(KARI, OLA))
    step = replace(entry.company, state=State.UNKNOWN, sent=desk.clock())
    return desk.outbox.update(
        replace(entry, state=State.UNKNOWN, steps=(step, *entry.people)), expected=State.QUEUED
    )


def lag(desk: Desk) -> ListLag:
    return ListLag(desk.api(), desk.outbox.server_traits, desk.profile.name)


def have_caught_up(desk: Desk, entry: Entry) -> bool:
    return lag(desk).have_caught_up(entry, entry.company, desk.clock())


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
    assert not lag(desk).is_certain()


def test_a_company_that_is_not_listed_proves_nothing(desk: Desk, lost: Entry) -> None:
    moved(desk, saved(desk), 4711)
    assert not have_caught_up(desk, lost)
    assert not lag(desk).is_certain(), "it is not there at all"


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
    entry = replace(lost, steps=(replace(lost.company, state=State.SAVED), first, there))
    desk.clock.forward(seconds=2)
    known = lag(desk)
    assert not known.have_caught_up(entry, first, desk.clock())
    known.note_people([PersonRow(9)])
    assert known.have_caught_up(entry, first, desk.clock())
    assert not known.have_caught_up(entry, there, desk.clock()), "it is no later than itself"


def test_the_company_proves_it_of_those_who_went_inside(desk: Desk) -> None:
    entry = saved(desk)
    inside = replace(desk.enter(persons=(KARI,)).people[0], matched_by_name=True)
    known = lag(desk)
    assert known.have_caught_up(replace(entry, steps=(entry.company, inside)), inside, desk.clock())
    moved(desk, entry, 4711)
    elsewhere = replace(entry, contact_id=4711, steps=(entry.company, inside))
    assert not known.have_caught_up(elsewhere, inside, desk.clock())


def test_a_server_that_cannot_be_reached_is_an_error(desk: Desk, lost: Entry) -> None:
    saved(desk)
    desk.turn_to("http://127.0.0.1:1")
    with pytest.raises(WebApiError):
        have_caught_up(desk, lost)
