"""What a record proposes for another company: all but people, custom fields and what is its own."""

from typing import Any

from app.model.carriers.lists import Choice
from app.model.form.choices import Choices
from app.recognition import FormContext, found_in_record, merge, review

LISTS = FormContext(
    choices={
        "category": Choices([Choice(1, "Customer"), Choice(2, "Lead")]),
        "contint": Choices([Choice(7, "Fishing"), Choice(8, "Hunting")]),
    }
)
RECORD: dict[str, Any] = {
    "Name": "Fjell AS",
    "Number1": "FJELL",
    "DbiKey": "x",
    "NoMailing": True,
    "Xstop": False,
    "Category": {"Id": 2},
    "Business": {"Id": 0},
    "Phones": [{"Value": "22 33 44 55"}, {"Value": ""}, "damaged"],
    "Address": {"Street": {"City": "Oslo", "Address1": None}, "Postal": "damaged"},
    "Interests": [{"Id": 7, "Selected": True}, {"Id": 8, "Selected": False}],
    "Persons": [{"Firstname": "Kari"}],
    "CustomFields": {"SuperOffice:1": "x"},
}


def test_values_are_shown_by_name_and_go_in_by_id() -> None:
    found = found_in_record(RECORD, "Fjell AS")
    lines = review({}, found, LISTS)
    assert {line.label: (line.begins_ticked, line.value) for line in lines} == {
        "Company name": (True, "Fjell AS"),
        "Phone": (True, "22 33 44 55"),
        "Address": (True, "Oslo"),
        "Category": (True, "Lead"),
        "No Mailings": (True, "Yes"),
        "Interests": (True, "Fishing"),
    }
    assert merge({}, found, {line.key for line in lines}, LISTS) == {
        "Name": "Fjell AS",
        "Phones": [{"Value": "22 33 44 55"}],
        "Address": {"Street": {"City": "Oslo"}},
        "Category": {"Id": 2},
        "NoMailing": True,
        "Interests": [{"Id": 7, "Selected": True}],
    }


def test_what_stands_there_is_shown_by_name_and_stays() -> None:
    form = {"Category": {"Id": 1}, "Interests": [{"Id": 7, "Selected": True}]}
    lines = {line.label: line for line in review(form, found_in_record(RECORD, ""), LISTS)}
    assert (lines["Category"].current, lines["Category"].begins_ticked) == ("Customer", False)
    assert lines["Interests"].reason == "Already there."


def test_what_nobody_chose_gives_way() -> None:
    proposed = FormContext(proposed={"Category": {"Id": 1}}, choices=LISTS.choices)
    form = {"Category": {"Id": 1}}
    (line,) = review(form, found_in_record({"Category": {"Id": 2}}, ""), proposed)
    assert line.begins_ticked
    assert line.note == "Instead of Customer, which nobody chose."


def test_a_damaged_record_proposes_what_can_be_read() -> None:
    damaged = {path: value for path in RECORD for value in ([7],)}
    assert not found_in_record(damaged, "")
