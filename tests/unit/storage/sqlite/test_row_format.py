from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from app.model.entry import Entry, State, Step, StepKind
from app.model.form.choices import LAST_EDITED
from app.storage.files.errors import ClockWrong
from app.storage.sqlite.row_format import (
    UNREADABLE,
    draft_from_row,
    draft_row,
    entry_from_row,
    entry_row,
    id_from,
    json_text,
    moment_from,
    normalized,
    number_from,
    search_text,
    step_from,
    stored_step,
    time_text,
)
from tests.helpers.data.store_builders import NOW, draft, entry

STEPS = 13
"""The index of the steps in the row of an entry."""


def test_an_entry_becomes_a_row_and_an_entry_again() -> None:
    undecided = replace(
        entry().company,
        state=State.UNKNOWN,
        first_not_found_at=NOW,
        state_if_not_found=State.REJECTED,
        candidates=(7, 8),
        sent=NOW,
        matched_by_name=True,
    )
    for before in (
        entry(),
        entry(answer={"Name": "Æ", "Persons": []}, next_try=NOW, contact_id=7, tries=3, problems=()),
        entry(steps=(undecided, *entry().people), state=State.UNKNOWN),
    ):
        assert entry_from_row(entry_row(before)) == before
    assert draft_from_row(draft_row(draft())) == draft()


@pytest.mark.parametrize(
    ("contact_id", "records"),
    [(77, (100, 0, 0)), (0, (100, 0, 0)), (100, (0, 0, 0)), (0, (0, 0, 0)), (100, (100, 8, 8))],
)
def test_records_that_contradict_each_other_are_damage(contact_id: int, records: tuple[int, ...]) -> None:
    def of_records(contact_id: int, records: tuple[int, ...]) -> Entry:
        company, *people = (
            replace(step, remote_id=number, state=State.SAVED if number else State.QUEUED)
            for step, number in zip(entry().steps, records, strict=True)
        )
        steps = (replace(company, state=State.SAVED), *people)
        return entry(state=State.QUEUED, contact_id=contact_id, steps=steps)

    whole = of_records(100, (100, 8, 9))
    assert entry_from_row(entry_row(whole)) == whole
    with pytest.raises(UNREADABLE):
        entry_from_row(entry_row(of_records(contact_id, records)))


def test_a_draft_knows_where_was_typed_last() -> None:
    before = draft(last_edited="Persons[0].Lastname")
    row = draft_row(before)
    assert json.loads(row[4])[LAST_EDITED] == "Persons[0].Lastname"
    assert draft_from_row(row) == before
    assert draft_from_row(draft_row(draft())).last_edited == "", "as in the rows of older programs"
    for garbage in (7, None, ["Name"], {"Name": "Name"}):
        damaged = json_text(before.form | {LAST_EDITED: garbage})
        assert draft_from_row((*row[:4], damaged)) == draft()


def test_a_row_counts_its_steps() -> None:
    done = replace(entry().company, state=State.SAVED)
    assert entry_row(entry(steps=(done, *entry().people)))[11:STEPS] == (1, 3)


def test_a_step_is_stored_by_the_names_of_version_1() -> None:
    """The store keeps its format, whatever the program calls the properties."""
    before = replace(entry().company, first_not_found_at=NOW, state_if_not_found=State.REJECTED)
    stored = json.loads(entry_row(entry(steps=(before,)))[STEPS])
    assert stored == [
        {
            "number": 0,
            "kind": "company",
            "name": "Bakery 1",
            "state": "queued",
            "remote_id": 0,
            "token": "token-1",
            "message": "",
            "first_absent": "2026-03-01T12:00:00.123456+00:00",
            "if_absent": "rejected",
            "candidates": [],
            "sent": None,
            "by_name": False,
        }
    ]
    assert stored_step(before).keys() == stored[0].keys()


def with_steps(before: Entry, *steps: dict[str, Any]) -> Entry:
    row = list(entry_row(before))
    row[STEPS] = json.dumps(steps)
    return entry_from_row(row)


@pytest.mark.parametrize(
    ("name", "value"), [("interceptions", 1), ("first_not_found_uptime", 77.5), ("not_it", (7, 8))]
)
def test_what_older_programs_do_not_know_is_stored_only_where_it_says_something(
    name: str, value: object
) -> None:
    step = Step(0, StepKind.COMPANY, "Fjord AS")
    assert name not in stored_step(step)
    changed = replace(step, **{name: value})  # type: ignore[arg-type]  # by name
    assert stored_step(changed)[name] == value
    assert step_from(json.loads(json.dumps(stored_step(changed)))) == changed


def test_steps_of_earlier_programs_are_read() -> None:
    least = {"number": 1, "kind": "person", "name": "Kari", "state": "queued"}
    company = least | {"number": 0, "kind": "company"}
    steps = (replace(entry().company, name="Kari", token=""), replace(entry().people[0], name="Kari"))
    row = list(entry_row(entry(steps=steps)))
    row[STEPS] = json.dumps([company, least | {"embedded": True}])
    step = entry_from_row(row).people[0]
    assert (step.matched_by_name, step.state_if_not_found, step.candidates) == (True, State.QUEUED, ())


@pytest.mark.parametrize(
    "broken",
    [
        {"number": 0, "kind": "company", "name": "A", "state": "unknown", "first_not_found_uptime": -1},
        {"number": 0, "kind": "company", "name": "A", "state": "unknown", "first_not_found_uptime": "9"},
        {"number": 0, "kind": "company", "name": "A", "state": "unknown", "not_it": ["7"]},
        {"number": 1, "kind": "person", "name": "Kari", "state": "lost"},
        {"number": 1, "kind": "person", "name": "Kari", "state": "queued", "colour": "red"},
        {"number": 1, "name": "Kari", "state": "queued"},
    ],
)
def test_a_damaged_step_is_unreadable(broken: dict[str, Any]) -> None:
    with pytest.raises(UNREADABLE):
        with_steps(entry(), broken)


@pytest.mark.parametrize(("name", "most"), [("candidates", 100), ("not_it", 10_000)])
def test_a_step_has_no_more_ids_than_searches_find(name: str, most: int) -> None:
    stored = {"number": 0, "kind": "company", "name": "A", "state": "unknown"}
    step = step_from({**stored, name: [*range(1, most + 1)]})
    assert len(getattr(step, name)) == most
    with pytest.raises(ValueError, match="more ids"):
        step_from({**stored, name: [*range(1, most + 2)]})


def test_a_form_that_is_no_object_is_unreadable() -> None:
    with pytest.raises(UNREADABLE):
        draft_from_row((*draft_row(draft())[:4], "[]"))


def test_texts_sort_as_their_times_do() -> None:
    zone = timezone(timedelta(hours=2))
    times = [datetime(2026, 3, 1, 1, tzinfo=zone), datetime(2026, 3, 1, tzinfo=UTC), NOW]
    texts = [time_text(moment) for moment in times]
    assert texts == sorted(texts)
    assert {len(text) for text in texts} == {32}
    assert [moment_from(text) for text in texts] == times
    with pytest.raises(ValueError, match="zone"):
        time_text(NOW.replace(tzinfo=None))


@pytest.mark.parametrize("year", [1, 1969, 3000, 9999])
def test_a_time_that_could_not_be_read_again_is_not_written(year: int) -> None:
    with pytest.raises(ClockWrong, match=f"it says {year}"):
        time_text(NOW.replace(year=year))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-03-01T12:00:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "1969-12-31T23:59:59Z",
    ],
)
def test_a_time_that_not_every_system_can_show_in_the_users_zone_is_none(text: str) -> None:
    with pytest.raises(ValueError):
        moment_from(text)


@pytest.mark.parametrize("text", ["", " ", "a\nb", "a\x00", "a\ufffd", "a" * 201])
def test_an_id_by_which_a_row_is_not_found_again_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="not an id"):
        id_from(text)


@pytest.mark.parametrize(("typed", "stored"), [("STRASSE", "Straße"), ("a\u030as", "ÅS"), ("æ", "Æ")])
def test_case_and_composed_accents_do_not_matter_in_a_search(typed: str, stored: str) -> None:
    assert normalized(typed) == normalized(stored)


def test_an_entry_is_searched_by_its_names_and_its_number() -> None:
    before = entry(body={"Number2": "10001"})
    assert search_text(before).splitlines() == ["bakery 1", "åse ødegård", "jens strasse", "10001"]
    assert search_text(replace(before, answer={"Number2": "20002"})).endswith("20002")
    assert not search_text(entry(body={})).endswith("\n")


def test_a_wait_that_the_server_named_is_kept_without_a_column() -> None:
    named = replace(entry(), named_wait=90.5)
    assert entry_from_row(entry_row(named)) == named
    assert "named_wait" not in entry_row(entry())[STEPS]


def test_an_answer_that_only_damage_can_leave_is_written_again() -> None:
    damaged = replace(entry(), answer={"Name": "\ud800", "Deep": [[[1]]]})
    assert entry_from_row(entry_row(damaged)).answer == damaged.answer


def test_ids_numbers_and_times_are_read_to_their_bounds() -> None:
    assert id_from("a" * 200) == "a" * 200
    assert [moment_from(f"{year}-01-02T00:00:00Z").year for year in (1970, 2999)] == [1970, 2999]
    assert [number_from(number) for number in (0, 2**31 - 1)] == [0, 2**31 - 1]
    for number in (-1, 2**31, True, 1.0, "1", None):
        with pytest.raises(TypeError):
            number_from(number)


@pytest.mark.parametrize(
    ("seconds", "is_read"), [(0, True), (2**31 - 1, True), (-0.1, False), (2**31, False)]
)
def test_seconds_are_a_number_that_a_clock_shows(seconds: float, is_read: bool) -> None:
    stored = {"number": 0, "kind": "company", "name": "A", "state": "unknown"}
    stored |= {"first_not_found_uptime": seconds}
    with nullcontext() if is_read else pytest.raises(TypeError):
        step = step_from(stored)
        assert (step.first_not_found_uptime, type(step.first_not_found_uptime)) == (seconds, float)


@pytest.mark.parametrize(
    "broken",
    [
        {"sent": 7},
        {"sent": ""},
        {"matched_by_name": 1},
        {"is_left_to_user": "no"},
        {"useless_looks": "1"},
        {"useless_looks": -1},
        {"sent_again": "1"},
        {"sent_again": -1},
        {"useless_since": 7},
        {"useless_since": ""},
        {"useless_since": "yesterday"},
        {"remote_id": -1},
        {"interceptions": "1"},
        {"number": 1.0},
        {"token": None},
        {"posted_by": 7},
        {"name": 7},
        {"message": 7},
        {"candidates": 7},
        {"if_absent": "lost"},
        {"first_absent": "yesterday"},
        {"first_absent": 0},
        {"first_absent": ""},
        {"sent": False},
        {"useless_since": []},
        {"first_not_found_uptime": True},
    ],
    ids=str,
)
def test_each_value_of_a_step_has_its_type(broken: dict[str, Any]) -> None:
    stored = {"number": 0, "kind": "company", "name": "A", "state": "unknown"}
    assert step_from({**stored, "sent": None, "first_absent": None}) == step_from(stored)
    with pytest.raises((ValueError, TypeError)):
        step_from({**stored, **broken})


@pytest.mark.parametrize("place", range(17))
def test_each_column_has_its_type(place: int) -> None:
    row = list(entry_row(entry(answer={"Name": "A"}, next_try=NOW)))
    assert entry_from_row(row).answer == {"Name": "A"}
    row[place] = b"7"
    with pytest.raises(UNREADABLE):
        entry_from_row(row)


def test_steps_are_a_company_and_its_people_in_their_order() -> None:
    company, *people = entry().steps
    assert entry_from_row(entry_row(entry(steps=(company, *people)))).steps == (company, *people)
    for steps in (
        (),
        people,
        (company, company, *people[1:]),
        (company, people[1], people[0]),
        (replace(company, number=1), *people),
        (company, *people, replace(people[1], number=4)),
    ):
        with pytest.raises(UNREADABLE):
            entry_from_row(entry_row(entry(steps=tuple(steps))))
