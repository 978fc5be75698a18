from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.model.entry import Step, StepKind
from app.service.delivery.sentences import sentence_for
from app.service.delivery.steps.earlier_posts import ask_first, may_be_there, may_company_be_there
from app.service.delivery.working_copy import DeliveryStopped, WorkingCopy
from app.webapi.errors import (
    MaintenanceError,
    NoRightError,
    NotFoundError,
    ServerFailedError,
    UnreachableError,
    Verdict,
    WebApiError,
)
from tests.helpers.fakes.delivery import Desk

KARI = Step(1, StepKind.PERSON, "Kari Li", token="of Kari")
LONG, SHORT = timedelta(minutes=10), timedelta(minutes=9, seconds=59)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path, "http://127.0.0.1:9") as desk:
        yield desk


def test_what_was_posted_or_has_waited_for_long_may_be_there(desk: Desk) -> None:
    entry = desk.enter()
    company = entry.company
    assert not may_be_there(entry, company, entry.created + SHORT)
    assert may_be_there(entry, company, entry.created + LONG)
    assert may_be_there(entry, company, entry.created - LONG), "the clock was set back"
    assert may_be_there(entry, replace(company, sent=entry.created), entry.created)


def test_people_wait_since_their_company_was_posted(desk: Desk) -> None:
    entry = desk.enter()
    posted = entry.created + 2 * LONG
    company = replace(entry.company, sent=posted)
    assert not may_be_there(replace(entry, steps=(company, KARI)), KARI, posted + SHORT)
    assert may_be_there(replace(entry, steps=(company, KARI)), KARI, posted + LONG)
    assert may_be_there(replace(entry, steps=(entry.company, KARI)), KARI, posted)


def test_a_company_without_a_key_is_not_looked_for(desk: Desk) -> None:
    entry = desk.enter()
    assert may_company_be_there(entry, entry.created + LONG)
    with_own_key = replace(entry, steps=(replace(entry.company, token=""),))
    assert may_company_be_there(with_own_key, entry.created + LONG)
    without = replace(with_own_key, body={"Name": entry.name})
    assert not may_company_be_there(without, entry.created + LONG)


@pytest.mark.parametrize(
    ("verdict", "tries", "before", "is_over"),
    [
        (Verdict.REJECTED, 0, None, False),
        (Verdict.REJECTED, 2, NoRightError, False),
        (Verdict.REJECTED, 3, NoRightError, True),
        (Verdict.REJECTED, 9, None, False),
        (Verdict.REJECTED, 9, MaintenanceError, False),
        (Verdict.REJECTED, 9, UnreachableError, False),
        (Verdict.SEARCH_THEN_REJECT, 3, ServerFailedError, True),
        (Verdict.SEARCH_THEN_REJECT, 3, NotFoundError, True),
        (Verdict.LATER, 9, NoRightError, False),
        (Verdict.NOT_SENT, 9, NoRightError, False),
        (Verdict.UNKNOWN, 9, NoRightError, False),
    ],
)
def test_a_look_that_fails_is_repeated_until_it_is_surely_refused(
    desk: Desk, verdict: Verdict, tries: int, before: type[WebApiError] | None, is_over: bool
) -> None:
    entry = replace(desk.enter(), tries=tries)
    if before:
        entry = replace(entry, message=sentence_for(entry, before("test", said=""), searching=True))
    copy = WorkingCopy(entry, desk.outbox, desk.clock)
    looks = 0

    def look() -> int:
        nonlocal looks
        looks += 1
        raise WebApiError("test", verdict=verdict)

    if is_over:
        assert ask_first(copy, look) is None
    else:
        with pytest.raises(DeliveryStopped) as stopped:
            ask_first(copy, look)
        assert stopped.value.searching
    assert looks == (3 if is_over else 1)
    assert ask_first(copy, lambda: 5) == 5


@pytest.mark.parametrize("refusals", [1, 2])
def test_one_of_three_looks_is_enough(desk: Desk, refusals: int) -> None:
    entry = replace(desk.enter(), tries=9)
    entry = replace(entry, message=sentence_for(entry, NoRightError("test", said="")))
    answers = [NoRightError("test", said="")] * refusals

    def look() -> int:
        if answers:
            raise answers.pop()
        return 5

    assert ask_first(WorkingCopy(entry, desk.outbox, desk.clock), look) == 5
