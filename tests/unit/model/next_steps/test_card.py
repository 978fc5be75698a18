from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from app.model.next_steps.card import card_of, past_moment, picked_of, summary, with_card, with_usual_hour
from tests.helpers.kill.next_steps import APPOINTMENT, CONSENT, PROJECT, SELECTION

SECOND = {**SELECTION, "Name": "Newsletter spring"}


def test_a_card_that_is_not_changed_changes_nothing() -> None:
    steps = [{**APPOINTMENT, "Person": 1}, SELECTION, SECOND, CONSENT, {"Kind": "SupportPerson"}]
    assert with_card(steps, card_of(steps)) == steps


def test_the_first_of_each_kind_is_edited_and_the_rest_stays() -> None:
    steps = [SELECTION, SECOND, CONSENT]
    assert with_card(steps, {"Selection": "Fair", "Project": "Harbour lights"}) == [
        {"Kind": "Selection", "Name": "Fair"},
        SECOND,
        CONSENT,
        {"Kind": "Project", "Name": "Harbour lights"},
    ]
    assert with_card(steps, {}) == [SECOND, CONSENT]


def test_another_name_forgets_the_number_and_another_start_the_end() -> None:
    named = {**PROJECT, "Id": 2}
    assert with_card([named], {"Project": PROJECT["Name"]}) == [named]
    assert with_card([named], {"Project": "Other"}) == [{"Kind": "Project", "Name": "Other"}]
    ended = {**APPOINTMENT, "EndDate": "2026-12-01T10:00:00+01:00"}
    (moved,) = with_card([ended], {**card_of([ended]), "StartDate": "2026-12-02T08:00:00Z"})
    assert "EndDate" not in moved


def test_what_was_picked_keeps_its_number() -> None:
    named = {**SELECTION, "Id": 1, "Person": 2}
    assert picked_of([named, PROJECT]) == {
        "Selection": {"Id": 1, "Name": "Fair Oslo 2026"},
        "Project": {"Name": "Energy day 2026"},
    }
    steps = [named, {**PROJECT, "Comment": "Met"}]
    assert with_card(steps, picked_of(steps)) == steps
    picked = with_card(steps, {"Selection": {"Id": 4, "Name": "Cards"}, "Project": {**PROJECT, "Id": 2}})
    assert picked == [{"Kind": "Selection", "Name": "Cards", "Id": 4}, {**PROJECT, "Comment": "Met", "Id": 2}]


@pytest.mark.parametrize("steps", [None, "x", 5, [5, None, {"Kind": ["x"]}, {"Kind": "Appointment"}]])
def test_what_is_no_step_is_nothing(steps: Any) -> None:
    assert card_of(steps) == picked_of(steps) == {}
    assert list(summary(steps)) == []


def test_the_summary_has_names_and_when() -> None:
    told = list(summary([APPOINTMENT, SELECTION, {"Kind": "SupportPerson"}]))
    assert (told[0], told[2]) == ("Call", "Fair Oslo 2026")
    assert told[1] == datetime.fromisoformat("2026-12-01T09:00:00+01:00")
    consents = [CONSENT, {**CONSENT, "Name": "Kari Li"}]
    assert list(summary(consents)) == ["EMARKETING", "Consent of Kari Li"]
    names = {"EMARKETING": "E-marketing"}
    assert list(summary(consents[:1], names.__getitem__)) == ["E-marketing"]
    assert told[3:] == ["Support person"], "a row that says that nothing follows would be wrong"


@pytest.mark.parametrize(("typed", "hour"), [((0, 0), 9), ((0, 5), 0), ((14, 0), 14)])
def test_a_day_without_a_time_begins_at_nine(typed: tuple[int, int], hour: int) -> None:
    start = datetime(2026, 12, 1, *typed).astimezone()
    assert datetime.fromisoformat(with_usual_hour(start.isoformat())).astimezone().hour == hour
    assert with_usual_hour("soon") == "soon"


NOW = datetime(2026, 11, 30, 23, 59, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "is_past"),
    [
        ("2026-11-30T14:30:00Z", True),
        ("2026-11-29T09:00:00Z", True),
        ("2026-11-30T23:58:00Z", True),
        ("2026-11-30T23:59:00Z", False),
        ("2026-11-30T09:00:00Z", False),
        ("2026-11-30T09:01:00Z", True),
        ("2026-12-01T00:00:00Z", False),
        ("0001-01-01T00:00:00", False),
        ("tomorrow", False),
        ("", False),
        (None, False),
        (7, False),
    ],
)
def test_a_time_is_past_but_not_the_hour_that_a_day_alone_means(start: object, is_past: bool) -> None:
    assert (past_moment(start, NOW) is not None) is is_past
