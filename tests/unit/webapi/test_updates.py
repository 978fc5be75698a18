from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.webapi.errors import UnexpectedAnswerError
from app.webapi.http.answer_limits import MOST_ITEMS
from app.webapi.updates import last_changed, record_call, update_call, whole_record

NEVER = "0001-01-01T00:00:00"


@pytest.mark.parametrize(
    ("updated", "created", "expected"),
    [
        (
            "2026-11-29T10:15:22.7748922",
            "2020-01-01T00:00:00",
            datetime(2026, 11, 29, 10, 15, 22, 774892, UTC),
        ),
        (NEVER, "2020-01-01T00:00:00", datetime(2020, 1, 1, tzinfo=UTC)),
        (None, "2020-01-01T02:00:00+02:00", datetime(2020, 1, 1, tzinfo=UTC)),
        ("2026-11-29T10:15:22Z", None, datetime(2026, 11, 29, 10, 15, 22, tzinfo=UTC)),
    ],
)
def test_a_record_was_last_changed_when_it_was_updated_or_else_made(
    updated: str | None, created: str | None, expected: datetime
) -> None:
    assert last_changed({"UpdatedDate": updated, "CreatedDate": created}) == expected


@pytest.mark.parametrize("record", [{}, {"UpdatedDate": NEVER, "CreatedDate": None}, {"UpdatedDate": "soon"}])
def test_a_server_that_tells_no_time_is_an_error(record: dict[str, object]) -> None:
    with pytest.raises(ValueError):  # whatever the reader of dates says
        last_changed(record)


def test_the_condition_is_in_the_words_of_http() -> None:
    since = datetime(2026, 11, 29, 12, 15, 22, 774892, timezone(timedelta(hours=2)))
    call = update_call(6, {"Name": "Fjord AS"}, since)
    assert call.headers == (("If-Unmodified-Since", "Sun, 29 Nov 2026 10:15:23 GMT"),), "parts of a second"
    whole = update_call(6, {}, since.replace(microsecond=0))
    assert whole.headers == (("If-Unmodified-Since", "Sun, 29 Nov 2026 10:15:22 GMT"),)
    assert (call.method, call.path, call.body) == ("PUT", "/v1/Contact/6", {"Name": "Fjord AS"})
    assert (record_call(6).method, record_call(6).label) == ("GET", "/v1/Contact/{id}")


def test_a_record_that_may_have_been_cut_is_never_written_back() -> None:
    whole = {"Phones": [{"Value": "1"}] * 300, "Nested": [{"Deep": ["x" * 30_000]}]}
    assert whole_record(whole, "crm.example") is whole
    answers: tuple[object, ...] = (
        None,
        [],
        "text",
        {"Phones": [1] * MOST_ITEMS},
        {"A": [{"B": [1] * MOST_ITEMS}]},
    )
    for answer in answers:
        with pytest.raises(UnexpectedAnswerError):
            whole_record(answer, "crm.example")
