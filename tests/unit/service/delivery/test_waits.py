from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.model.entry import Entry, State, Step, StepKind
from app.service.delivery.waits import named_wait, pauses_connection
from app.webapi.errors import ChangedMeanwhileError, Verdict, WebApiError

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY, FIVE_MINUTES, SIX_TRIES = 24 * 60 * 60, 300, 6


def entry(tries: int, *, company: State = State.SAVED, body: dict[str, int] | None = None) -> Entry:
    step = Step(0, StepKind.COMPANY, "Fjord AS", state=company)
    made = Entry("entry", "Work", "Fjord AS", body or {}, NOW, NOW, steps=(step,))
    return replace(made, tries=tries)


def error(verdict: Verdict = Verdict.SEARCH_THEN_LATER, **more: float) -> WebApiError:
    return WebApiError("crm.example", verdict=verdict, **more)  # type: ignore[arg-type]  # one of several kinds


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        (None, 0),
        (error(), 0),
        (error(retry_after=90), 90),
        (error(retry_after=2 * DAY), DAY),
        (error(retry_after=2 * DAY, intercepted=True), FIVE_MINUTES),
    ],
)
def test_a_server_may_ask_for_a_day_and_whoever_is_in_between_for_five_minutes(
    given: WebApiError | None, seconds: float
) -> None:
    assert named_wait(given) == seconds


@pytest.mark.parametrize("verdict", Verdict)
def test_trouble_of_server_or_network_pauses_the_connection(verdict: Verdict) -> None:
    of_the_entry = (Verdict.REJECTED, Verdict.SEARCH_THEN_REJECT, Verdict.UNKNOWN)
    assert pauses_connection(entry(1), error(verdict), searching=False) is (verdict not in of_the_entry)
    assert pauses_connection(entry(1), error(verdict, intercepted=True), searching=False)


def test_somebody_who_changes_one_record_pauses_no_other() -> None:
    meanwhile = ChangedMeanwhileError("crm.example", verdict=Verdict.LATER)
    assert not pauses_connection(entry(1), meanwhile, searching=False)


@pytest.mark.parametrize(
    ("failed", "searching"),
    [
        (entry(SIX_TRIES), False),
        (entry(SIX_TRIES, company=State.QUEUED, body={"ContactId": 7}), False),
        (entry(SIX_TRIES, company=State.UNKNOWN), True),
    ],
)
@pytest.mark.parametrize("late", [error(), error(Verdict.UNKNOWN, intercepted=True)])
def test_what_alone_fails_again_and_again_stops_no_other(
    failed: Entry, searching: bool, late: WebApiError
) -> None:
    assert not pauses_connection(failed, late, searching=searching)
    assert pauses_connection(replace(failed, tries=SIX_TRIES - 1), late, searching=searching)


@pytest.mark.parametrize(
    ("failed", "late"),
    [
        (entry(SIX_TRIES, company=State.QUEUED), error()),
        (entry(SIX_TRIES), error(retry_after=30)),
        (entry(SIX_TRIES), error(Verdict.NOT_SENT)),
        (entry(SIX_TRIES), error(Verdict.SIGN_IN)),
    ],
)
def test_trouble_that_others_have_as_well_pauses_the_connection_however_often(
    failed: Entry, late: WebApiError
) -> None:
    assert pauses_connection(failed, late, searching=False)
