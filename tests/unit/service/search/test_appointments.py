"""By what an appointment on the server is known to be the one that was sent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.service.search.appointments import (
    OfWhom,
    id_in,
    is_appointment,
    is_clock_wrong,
    is_same_start,
    may_be_appointment,
    same_text,
)

COMPANY, KARI, OLA = 7, 70, 4
CALL = {"Title": "Call", "StartDate": "2026-12-01T09:00:00+01:00", "Task": {"Id": 3}}
THERE = {
    "Title": "Call",
    "Description": None,
    "StartDate": "2026-12-01T08:00:00Z",
    "Contact": {"ContactId": COMPANY},
    "Person": {"PersonId": KARI},
    "Task": {"TaskListItemId": 3},
    "Associate": {"AssociateId": OLA},
}


@pytest.mark.parametrize(
    ("there", "is_same"),
    [
        ("2026-12-01T08:00:00Z", True),
        ("2026-12-01T09:00:00+01:00", True),
        ("2026-12-01T09:00:00Z", False),
        ("2026-12-01T09:00:00", True),  # in a zone of the server's own
        ("2026-12-01T13:45:00", True),
        ("2026-12-01T22:00:00", True),  # the furthest zone
        ("2026-12-01T22:15:00", False),
        ("2026-12-01T09:07:00", False),
        ("2026-12-02T08:00:00", False),
        (None, False),
        ("soon", False),
    ],
)
def test_a_start_is_the_same_moment_or_one_without_its_zone(there: object, is_same: bool) -> None:
    assert is_same_start(there, "2026-12-01T09:00:00+01:00") is is_same


def is_it(given: dict[str, Any] = CALL, owner: int = OLA, **there: Any) -> bool:
    return is_appointment(THERE | there, given, OfWhom(COMPANY, KARI, owner))


def test_it_is_known_by_all_that_was_typed() -> None:
    assert is_it()
    assert is_it(Title=" CALL ", Description=" ", Contact=None)
    assert is_it({**CALL, "Description": "Why"}, Description="WHY\n")


SAVED = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "made", "owner", "is_ours"),
    [
        ("2026-12-01T08:00:00Z", "2026-09-01T08:00:00", OLA, True),  # the very same
        ("2026-12-01T08:00:00Z", "2026-09-01T08:00:00", 0, False),
        ("2026-12-01T09:00:00", "2026-09-01T08:00:00", OLA, False),
        ("2026-12-01T15:00:00", "2026-11-20T11:58:59", OLA, False),
        ("2026-12-01T15:00:00", "2026-11-20T11:59:00", OLA, True),
        ("2026-12-01T09:00:00", "2026-11-20T12:00:05Z", 0, True),
        ("2026-12-01T09:00:00", None, OLA, False),
        ("2026-12-01T09:00:00", "lately", OLA, False),
    ],
)
def test_without_zone_or_owner_one_that_was_made_before_save_is_not_ours(
    start: str, made: str | None, owner: int, is_ours: bool
) -> None:
    record, of = THERE | {"StartDate": start, "CreatedDate": made}, OfWhom(COMPANY, KARI, owner)
    assert is_appointment(record, CALL, of, SAVED) is is_ours
    if owner:
        told = may_be_appointment(record, CALL, of, None, since=SAVED)
        assert told is (True if is_ours else None)


@pytest.mark.parametrize(
    "there",
    [
        {"Title": "Other"},
        {"Title": None},
        {"Description": "Why"},
        {"StartDate": "2026-12-01T09:00:00Z"},
        {"Contact": {"ContactId": 8}},
        {"Person": {"PersonId": 71}},
        {"Person": None},
        {"Task": {"TaskListItemId": 9}},
        {"Task": None},
        {"Associate": {"AssociateId": 9}},
        {"Associate": None},
    ],
)
def test_what_has_anything_else_is_another(there: dict[str, Any]) -> None:
    assert not is_it(**there)


@pytest.mark.parametrize("task", [None, "Phone", {}])
def test_a_type_that_was_not_chosen_or_by_name_alone_may_be_any(task: object) -> None:
    assert is_it({**CALL, "Task": task}, Task={"TaskListItemId": 9})
    assert is_it({**CALL, "Task": task}, Task=None)


def test_an_owner_who_is_not_known_may_be_anybody() -> None:
    assert is_it(owner=0, Associate={"AssociateId": 9})


def test_an_id_is_a_number_of_a_record_within() -> None:
    assert id_in(THERE, "Person", "PersonId") == KARI
    for there in ({}, {"Person": None}, {"Person": "x"}, {"Person": {"PersonId": True}}):
        assert id_in(there, "Person", "PersonId") == 0


def test_texts_are_the_same_but_for_blanks_and_case() -> None:
    assert same_text("A  b\nC", " a b c ")
    assert same_text(None, "")
    assert not same_text("As", "Ås")


SENT = datetime(2026, 11, 20, 12, tzinfo=UTC)
OFFER = {**CALL, "Title": "Call about the offer ☎", "Description": "What they think of it"}
WRITTEN = THERE | {
    "Title": "Call about the offer ☎",
    "Description": "What they think of it",
    "CreatedDate": "2026-11-20T12:00:05Z",
}


def may_be(
    given: dict[str, Any] = OFFER, owner: int = OLA, sent: datetime | None = SENT, **there: Any
) -> bool | None:
    return may_be_appointment(WRITTEN | there, given, OfWhom(COMPANY, KARI, owner), sent)


@pytest.mark.parametrize(
    "there",
    [
        {},
        {"Title": "Call about the offer ?"},
        {"Title": "Call about the offer"},
        {"Title": "CALL ABOUT THE OFFER."},
        {"Description": None},
        {"Description": "What"},
        {"Description": "WHAT they think of it?"},
        {"StartDate": "2026-12-01T08:15:00Z"},
        {"StartDate": "2026-12-01T07:30:00Z"},
        {"StartDate": "2026-12-01T22:30:00"},
        {"Contact": None},
        {"CreatedDate": None},
        {"CreatedDate": "lately"},
        {"CreatedDate": "2026-11-21T14:00:00Z"},
    ],
)
def test_what_a_server_has_written_in_its_own_way_is_it(there: dict[str, Any]) -> None:
    assert may_be(**there) is True


@pytest.mark.parametrize(
    "there",
    [
        {"Title": "Visit"},
        {"Title": " "},
        {"StartDate": "2026-12-01T08:31:00Z"},
        {"StartDate": "2026-12-02T10:00:00Z"},
        {"StartDate": "2026-12-02T00:00:00"},
        {"Description": "Of another thing"},
        {"Person": None},
        {"Associate": None},
        {"Task": {"TaskListItemId": 9}},
    ],
)
def test_what_is_less_alike_is_for_a_person_to_say(there: dict[str, Any]) -> None:
    assert may_be(**there) is None


@pytest.mark.parametrize(
    "there",
    [
        {"Contact": {"ContactId": 8}},
        {"Person": {"PersonId": 71}},
        {"Associate": {"AssociateId": 9}},
        {"StartDate": "2026-12-02T10:00:01Z"},
        {"StartDate": "soon"},
        {"StartDate": None},
        {"Title": "Visit", "StartDate": "2026-12-01T08:31:00Z"},
        {"CreatedDate": "2026-11-21T14:00:01Z"},
        {"CreatedDate": "2026-11-19T09:59:59Z"},
    ],
)
def test_what_is_of_others_or_of_another_time_is_not(there: dict[str, Any]) -> None:
    assert may_be(**there) is False


def test_where_no_owner_is_known_a_person_says_and_a_note_is_not_made_of_nothing() -> None:
    assert may_be(owner=0) is None
    assert may_be({**OFFER, "Description": ""}, Description="Why") is None
    assert may_be({**OFFER, "Description": ""}, Description="") is True


def test_when_it_was_sent_may_not_be_known() -> None:
    assert may_be(sent=None) is True
    assert may_be(sent=SENT + timedelta(days=3)) is False


NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
DAYS = timedelta(days=3)


@pytest.mark.parametrize(
    ("sent", "now", "ahead", "is_wrong"),
    [
        (NOON, NOON + timedelta(minutes=5), timedelta(), False),
        (NOON, NOON + timedelta(minutes=5), timedelta(minutes=20), False),
        (NOON, NOON + DAYS, -DAYS, True),
        (NOON, NOON, timedelta(hours=2), True),
        (NOON + DAYS, NOON, timedelta(), True),
        (NOON + timedelta(minutes=20), NOON, timedelta(), False),
        (None, NOON, timedelta(), False),
    ],
)
def test_a_clock_that_is_or_was_wrong_is_seen(
    sent: datetime | None, now: datetime, ahead: timedelta, is_wrong: bool
) -> None:
    assert is_clock_wrong(sent, now, ahead) is is_wrong


def test_where_nobody_knows_when_it_was_sent_no_time_shows_that_it_is_another() -> None:
    given, whom = CALL, OfWhom(COMPANY, KARI, OLA)
    made = THERE | {"Title": "CALL.", "CreatedDate": f"{NOON:%Y-%m-%dT%H:%M:%S}Z"}
    assert may_be_appointment(made, given, whom, NOON) is True
    assert may_be_appointment(made, given, whom, NOON + DAYS) is False
    asked = may_be_appointment(made, given, whom, NOON + DAYS, -DAYS * 2, is_sent_known=False)
    assert asked is None, "its user has to say"
    other = made | {"Title": "Lunch", "StartDate": "2026-12-02T08:00:00Z"}
    assert may_be_appointment(other, given, whom, NOON + DAYS, is_sent_known=False) is False
