from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.model.entry import Step, StepKind
from app.service.delivery.steps.earlier_posts import ask_first, may_be_there, may_company_be_there
from app.service.delivery.working_copy import DeliveryStopped, WorkingCopy
from app.webapi.errors import Verdict, WebApiError
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
    ("verdict", "tries", "is_over"),
    [
        (Verdict.REJECTED, 0, False),
        (Verdict.REJECTED, 2, False),
        (Verdict.REJECTED, 3, True),
        (Verdict.SEARCH_THEN_REJECT, 3, True),
        (Verdict.LATER, 9, False),
        (Verdict.NOT_SENT, 9, False),
        (Verdict.UNKNOWN, 9, False),
    ],
)
def test_a_look_that_fails_is_repeated_until_it_is_surely_refused(
    desk: Desk, verdict: Verdict, tries: int, is_over: bool
) -> None:
    copy = WorkingCopy(replace(desk.enter(), tries=tries), desk.outbox, desk.clock)

    def look() -> int:
        raise WebApiError("test", verdict=verdict)

    if is_over:
        assert ask_first(copy, look) is None
    else:
        with pytest.raises(DeliveryStopped) as stopped:
            ask_first(copy, look)
        assert stopped.value.searching
    assert ask_first(copy, lambda: 5) == 5
