from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.model.carriers.contact import ContactEntity, ContactEntityWithLinks
from app.model.carriers.wire import DateTimeText
from app.model.entry import Step, StepKind
from app.service.search.result import (
    Ambiguous,
    Match,
    NoMatch,
    Reader,
    best_match,
    has_key,
    has_token,
    is_by_key_anothers,
    key_of,
    may_have_become,
    newest_first,
    with_unread,
)
from app.webapi.errors import NotFoundError, Verdict, WebApiError

MINE = ContactEntityWithLinks(name="Fjord AS")


def test_a_record_is_read_once_and_one_that_is_gone_is_left_out() -> None:
    asked: list[int] = []

    def read(remote_id: int) -> ContactEntityWithLinks:
        asked.append(remote_id)
        if remote_id == 2:
            raise NotFoundError("crm.example", said="")
        return MINE

    reader = Reader(read)
    assert not reader.has_read(3)
    for _ in range(2):
        assert list(reader.records([3, 2, 1])) == [(3, MINE), (1, MINE)]
    assert asked == [3, 2, 1]
    assert reader.has_read(2)


def test_the_newest_come_first_each_once() -> None:
    assert newest_first([1, 3, 1, 2]) == [3, 2, 1]


def test_a_token_is_compared_without_case_and_none_proves_nothing() -> None:
    assert has_token(ContactEntity(dbi_key="TOKEN"), "token")
    assert not has_token(ContactEntity(), "")
    assert not has_token(ContactEntity(dbi_key="other"), "token")


def test_without_a_token_one_equal_record_is_it_unless_it_may_be_anothers() -> None:
    def match(token: str, *ids: int, may_be_anothers: bool = False) -> object:
        step = Step(0, StepKind.COMPANY, "Fjord AS", token=token)
        return best_match(step, MINE, [(each, MINE) for each in ids], lambda _: may_be_anothers)

    assert match("") == NoMatch()
    assert match("", 7) == Match(7, MINE)
    assert match("", 7, may_be_anothers=True) == Ambiguous((7,))
    assert match("", 7, 8) == Ambiguous((7, 8))
    assert match("token", 7) == Ambiguous((7,))


def test_the_key_of_another_or_of_what_was_there_before_tells_a_record_from_ours() -> None:
    now = datetime.now(UTC)
    step = Step(0, StepKind.COMPANY, "Fjord AS", token="token", sent=now)

    def is_anothers(key: str, days: float = 0, sent: datetime | None = now) -> bool:
        made = DateTimeText.from_datetime(now - timedelta(days=days))
        record = ContactEntityWithLinks(dbi_key=key, created_date=made)
        return is_by_key_anothers(record, replace(step, sent=sent), ("theirs",))

    assert is_anothers("THEIRS")
    assert is_anothers("ERP-7", days=2)
    assert not is_anothers("ERP-7"), "servers have keys of their own"
    assert not is_anothers("ERP-7", days=2, sent=None)
    assert not is_anothers("Token", days=2)
    assert not is_anothers("", days=2)


def test_what_is_found_and_what_is_not_given_stand_side_by_side() -> None:
    mine = ContactEntityWithLinks(name="Fjord AS", dbi_key="token")
    assert with_unread(Match(7, mine), (), "") == Match(7, mine)
    assert with_unread(Match(7, mine), (8,), "token") == Match(7, mine), "an equal token is certain"
    assert with_unread(Match(7, mine), (8, 7), "") == Ambiguous((7, 8), has_unread=True)
    assert with_unread(Ambiguous((7, 9)), (8, 9), "") == Ambiguous((7, 9, 8), has_unread=True)
    assert with_unread(NoMatch(), (8,), "token") == Ambiguous((8,), has_unread=True)


def test_two_searches_are_joined_to_ten_at_most() -> None:
    one = Ambiguous((1, 2), has_unread=True)
    assert one.with_more(NoMatch()) is one
    assert one.with_more(Ambiguous((2, 3))) == Ambiguous((1, 2, 3), has_unread=True)
    assert Ambiguous((1,)).with_more(Ambiguous((2,), has_unread=True)).has_unread
    assert not Ambiguous((1,)).with_more(Ambiguous((2,))).has_unread
    assert Ambiguous((1, 2)).with_more(Ambiguous(tuple(range(2, 20)))).ids == tuple(range(1, 11))


@pytest.mark.parametrize(
    ("verdict", "tries", "is_left_out"),
    [
        (Verdict.REJECTED, 0, True),
        (Verdict.SEARCH_THEN_REJECT, 0, True),
        (Verdict.UNKNOWN, 3, False),
        (Verdict.UNKNOWN, 4, True),
        (Verdict.SEARCH_THEN_LATER, 4, True),
        (Verdict.NOT_SENT, 9, False),
    ],
)
def test_a_record_is_left_out_where_the_server_does_not_give_it_again_and_again(
    verdict: Verdict, tries: int, is_left_out: bool
) -> None:
    def fail(_remote_id: int) -> ContactEntityWithLinks:
        raise WebApiError("crm.example", verdict=verdict)

    reader = Reader(fail, tries)
    if is_left_out:
        assert list(reader.records([5])) == []
        assert reader.unread([5, 6]) == (5,), "who was not asked for is none of them"
    else:
        with pytest.raises(WebApiError):
            list(reader.records([5]))


@pytest.mark.parametrize(("hours", "is_anothers"), [(26, False), (26.1, True), (-26, False), (-26.1, True)])
def test_a_server_may_tell_its_own_time_as_if_it_were_utc(hours: float, is_anothers: bool) -> None:
    now = datetime(2026, 7, 1, 12, tzinfo=UTC)
    step = Step(0, StepKind.COMPANY, "Fjord AS", token="token", sent=now)
    made = DateTimeText.from_datetime(now + timedelta(hours=hours))
    record = ContactEntityWithLinks(dbi_key="ERP-7", created_date=made)
    assert is_by_key_anothers(record, step, ()) is is_anothers
    without_time = ContactEntityWithLinks(dbi_key="ERP-7")
    assert not is_by_key_anothers(without_time, step, ())
    assert not is_by_key_anothers(record, replace(step, token=""), ("ERP-7",))


OWN = ContactEntity(name="Fjord AS", dbi_key=" ERP-7 ", org_nr="914 778 271")


def test_a_key_that_the_user_filled_in_proves_what_a_token_does_and_is_compared_sign_by_sign() -> None:
    step = Step(0, StepKind.COMPANY, "Fjord AS")
    there = ContactEntityWithLinks(name="Fjord AS", dbi_key="ERP-7")
    other = there.with_changes(dbi_key="erp-7")
    assert (key_of(step, OWN), key_of(replace(step, token="token"), OWN)) == ("ERP-7", "token")
    assert key_of(step, ContactEntity()) == ""
    assert has_key(there, step, OWN)
    assert not has_key(other, step, OWN)
    assert not has_key(there, replace(step, token="token"), OWN)
    assert not has_key(ContactEntity(), step, ContactEntity())
    assert best_match(step, OWN, [(8, other), (7, there)], lambda _: True) == Match(7, there)
    twice = best_match(step, OWN, [(8, there), (7, there)], lambda _: False)
    assert twice == Ambiguous((8, 7)), "it cannot be both"


def test_what_is_otherwise_may_be_ours_if_it_was_made_when_ours_was_sent() -> None:
    now = datetime(2026, 7, 1, 12, tzinfo=UTC)
    step = Step(0, StepKind.COMPANY, "Fjord AS", token="token", sent=now)
    sent = ContactEntity(name="Fjord AS", org_nr="914 778 271", description="Note")

    def found(hours: float | None = 0, **changes: object) -> list[int]:
        made = None if hours is None else DateTimeText.from_datetime(now + timedelta(hours=hours))
        record = ContactEntityWithLinks(name="Fjord AS", created_date=made, org_nr="914778271")
        return may_have_become(step, sent, [(7, record.with_changes(**changes))], ("theirs",), ahead)

    ahead = timedelta()
    assert found() == found(None) == found(-26) == found(26) == [7]
    assert found(dbi_key="ERP-1") == [7], "servers have keys of their own"
    assert found(-26.1) == found(26.1) == found(dbi_key="theirs") == found(org_nr="914778272") == []
    assert found(description="Note") == [], "it is the same: that is no question of this kind"
    ahead = timedelta(days=30)
    assert found(30 * 24) == found() == [7], "the clock of this computer is wrong, or was"
