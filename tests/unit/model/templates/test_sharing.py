"""What a company shares with the next one: nothing that is its own alone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.carriers.wire import DateTimeText
from app.model.templates.sharing import as_saved, shared

TODAY = date(2026, 11, 29)


def field(number: int, kind: str, list_name: str = "", *, read_only: bool = False) -> UserDefinedFieldInfo:
    return UserDefinedFieldInfo(
        prog_id=f"SuperOffice:{number}", field_type=kind, mdo_list_name=list_name, is_read_only=read_only
    )


def at(day: int, hour: int = 9, month: int = 12) -> str:
    return str(DateTimeText.from_datetime(datetime(2026, month, day, hour).astimezone()))


def test_lists_and_the_source_go_on_and_texts_and_ticks_of_its_own_do_not() -> None:
    form: dict[str, Any] = {
        "Name": "Fjell AS",
        "Category": {"Id": 2},
        "Country": {"CountryId": 578},
        "Interests": [{"Id": 1, "Selected": True}],
        "Source": 7,
        "NoMailing": True,
        "Xstop": True,
        "Phones": [{"Value": "22 33 44 55"}],
        "DbiAgentId": 3,
    }
    assert shared(form, (), TODAY) == {
        name: form[name] for name in ("Category", "Country", "Interests", "Source")
    }


@pytest.mark.parametrize(
    ("kind", "text", "is_shared"),
    [
        ("List", "[I:2]", True),
        ("MdoList", "[I:2]", True),
        ("Checkbox", "[I:1]", True),
        ("Checkbox", "[I:0]", False),  # a tick that is not set says nothing
        ("List", "[I:0]", False),
        ("List", "odd", False),
        ("ShortText", "K-2026-17", False),
        ("LongText", "Ask for Kari", False),
        ("Number", "[I:42]", False),
        ("Decimal", "[F:12.5]", False),
        ("Date", "[D:11/24/2026]", False),
        ("UnlimitedDate", "[D:11/24/2026]", False),
        ("TimeSpan", "[I:5]", False),
        ("Later", "[I:1]", False),
    ],
)
def test_custom_lists_and_ticks_alone_go_on(kind: str, text: str, is_shared: bool) -> None:
    layout = (field(1, kind, "udlist28" if "List" in kind else ""),)
    found = shared({"CustomFields": {"SuperOffice:1": text, "SuperOffice:2": "[I:1]"}}, layout, TODAY)
    assert found == ({"CustomFields": {"SuperOffice:1": text}} if is_shared else {})


def test_what_nobody_can_choose_does_not_go_on() -> None:
    layout = (field(1, "Checkbox", read_only=True), field(2, "List"))
    assert shared({"CustomFields": {"SuperOffice:1": "[I:1]", "SuperOffice:2": "[I:3]"}}, layout, TODAY) == {}
    assert shared({"CustomFields": "odd", "NextSteps": "odd"}, layout, TODAY) == {}


def test_what_follows_goes_on_without_whom_it_is_about() -> None:
    steps = [
        {"Kind": "Appointment", "Title": "Call", "StartDate": at(2), "Task": {"Id": 1}, "Person": 1},
        {"Kind": "Selection", "Name": "Fair 2026", "Id": 12},
        {"Kind": "Project", "Name": "Boats"},
        {"Kind": "SupportPerson", "Person": 1},
        {"Kind": "Consent", "Purpose": "STORE", "Person": 1},
        {"Kind": "Move", "Name": "Kari Moe", "PersonId": 5, "From": 6},
    ]
    assert shared({"NextSteps": steps}, (), TODAY)["NextSteps"] == [
        {"Kind": "Appointment", "Title": "Call", "StartDate": at(2), "Task": {"Id": 1}},
        {"Kind": "Selection", "Name": "Fair 2026", "Id": 12},
        {"Kind": "Project", "Name": "Boats"},
        {"Kind": "SupportPerson"},
    ]


@pytest.mark.parametrize(
    ("start", "is_kept"),
    [(at(29, 8, 11), True), (at(30, 8, 11), True), (at(28, 23, 11), False), (at(1, 9, 1), False)],
)
def test_a_day_that_is_past_is_none(start: str, is_kept: bool) -> None:
    steps = [{"Kind": "Appointment", "Title": "Call", "StartDate": start}]
    (step,) = shared({"NextSteps": steps}, (), TODAY)["NextSteps"]
    assert ("StartDate" in step) is is_kept
    assert step["Title"] == "Call"


def test_a_past_day_alone_is_no_next_step() -> None:
    steps = [{"Kind": "Appointment", "StartDate": at(1, 9, 1)}]
    assert shared({"NextSteps": steps}, (), TODAY) == {}


def test_what_no_list_names_goes_on_by_its_number() -> None:
    steps = [
        {"Kind": "Appointment", "Title": "Call", "Task": {"Id": 1}},
        {"Kind": "Selection", "Name": "Fair", "Id": 12},
    ]
    before = {"Category": {"Id": 2}, "CustomFields": {"SuperOffice:1": "[I:3]"}, "NextSteps": steps}
    values = {"NextSteps": [{"Kind": "Appointment", "Title": "Call"}, {"Kind": "Selection", "Name": "Fair"}]}
    assert as_saved(values, before, ["Category", "CustomFields.SuperOffice:1", "NextSteps.Task"]) == before
    assert as_saved({}, before, ["Category"]) == {"Category": {"Id": 2}}, "and nothing else"
    only_task = [{"Kind": "Appointment", "Task": {"Id": 1}}]
    assert as_saved({}, {"NextSteps": only_task}, ["NextSteps.Task"]) == {"NextSteps": only_task}
