from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from app.model.carriers.contact import ContactEntity, ContactEntityWithLinks
from app.model.carriers.wire import DateTimeText
from app.model.entry import Step, StepKind
from app.service.search.result import (
    Ambiguous,
    Match,
    NoMatch,
    Reader,
    best_match,
    has_token,
    is_by_key_anothers,
    newest_first,
)
from app.webapi.errors import NotFoundError

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
