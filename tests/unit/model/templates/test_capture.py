"""What of a card a template keeps."""

from datetime import date, datetime
from typing import Any

from app.model.carriers.lists import MDOListItem
from app.model.carriers.reading import read_as
from app.model.carriers.wire import DateTimeText
from app.model.form.choices import Choices, choices_from_list
from app.model.templates.capture import captured

TODAY = date(2026, 11, 29)


def entries(*names: str) -> Choices:
    return choices_from_list(
        read_as(MDOListItem, {"Id": number, "Name": name}) for number, name in enumerate(names, 1)
    )


LISTS = {
    "category": entries("Customer", "Partner"),
    "contint": entries("Golf", "Food, wine", "Golf"),
    "task": entries("Phone call"),
}


def test_lists_ticks_and_numbers_by_their_names() -> None:
    form: dict[str, Any] = {
        "Name": "Fjell AS",
        "Category": {"Id": 2},
        "Interests": [
            {"Id": 1, "Selected": True},
            {"Id": 2, "Selected": True},
            {"Id": 3, "Selected": True},
            {"Id": 4, "Selected": False},
        ],
        "NoMailing": True,
        "Source": 7,
        "Phones": [{"Value": "22 33 44 55"}],
        "CustomFields": {"SuperOffice:1": "Fair", "SuperOffice:2": ""},
        "DbiAgentId": 3,
    }
    assert captured(form, LISTS, TODAY) == {
        "Category": "Partner",
        "Interests": "Golf, 2, 3",  # a comma or a second one of the name: its number leads back to it
        "NoMailing": "true",
        "Source": "7",
        "CustomFields.SuperOffice:1": "Fair",
    }


def test_what_follows_with_its_day_from_today() -> None:
    start = DateTimeText.from_datetime(datetime(2026, 12, 2, 13, 30).astimezone())
    steps = [
        {"Kind": "Appointment", "Title": "Call", "StartDate": str(start), "Task": {"Id": 1}},
        {"Kind": "Selection", "Name": "Fair 2026"},
        {"Kind": "SupportPerson"},
    ]
    assert captured({"NextSteps": steps}, LISTS, TODAY) == {
        "NextSteps.Title": "Call",
        "NextSteps.StartDate": "+3 13:30",
        "NextSteps.Task": "Phone call",
        "NextSteps.Selection": "Fair 2026",
        "NextSteps.SupportPerson": "true",
    }


def test_a_card_with_nothing_of_the_kind() -> None:
    assert captured({"Name": "Fjell AS", "Category": {"Id": 0}, "NextSteps": "x"}, {}, TODAY) == {}
    assert captured({"Category": {"Id": 9}}, {}, TODAY) == {"Category": "9"}
