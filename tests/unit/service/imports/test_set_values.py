"""Constants and names of list entries."""

from datetime import datetime, timedelta

import pytest

from app.model.carriers.lists import MDOListItem
from app.model.carriers.reading import read_as
from app.model.form.choices import UNRESOLVED, Choices, choices_from_list
from app.service.imports.set_values import why_unknown, with_choices, with_ids
from app.webapi.errors import UnreachableError

CATEGORIES = choices_from_list(
    read_as(MDOListItem, {"Id": number, "Name": name}) for number, name in ((1, "Customer"), (2, "Prospect"))
)


def choices(name: str) -> Choices:
    if name == "business":
        raise UnreachableError("crm.example")
    return CATEGORIES


def test_names_and_numbers_of_list_entries() -> None:
    form, unknown = with_choices({}, {"Category": "prospect"}, (), choices)
    assert (form, unknown) == ({"Category": {"Id": 2}}, [])
    assert with_choices({}, {}, [("Category", "1")], choices)[0] == {"Category": {"Id": 1}}


def test_a_number_behind_the_name_counts_where_the_list_has_no_such_name() -> None:
    given = [("Category", "Interessent [1]")]
    assert with_choices({}, {}, given, choices) == ({"Category": {"Id": 1}}, [])
    assert with_choices({}, {}, [("Category", "Prospect [1]")], choices) == (
        with_choices({}, {}, [("Category", "Prospect")], choices)
    )
    form, unknown = with_choices({}, {}, [("Category", "Interessent [99]")], choices)
    assert "Category" not in form
    assert unknown
    # In a cell it may be anything, such as the code of an industry.
    form, unknown = with_choices({}, {"Category": "Interessent [1]"}, (), choices)
    assert "Category" not in form
    assert unknown


def test_the_table_comes_before_a_constant() -> None:
    form, _unknown = with_choices({}, {"Category": "Customer"}, [("Category", "Prospect")], choices)
    assert form == {"Category": {"Id": 1}}
    form, _unknown = with_choices({"Department": "Oslo"}, {}, [("Department", "Bergen")], choices)
    assert form == {"Department": "Oslo"}


def test_what_is_not_in_a_list_is_told() -> None:
    form, unknown = with_choices({}, {"Category": "Friend"}, (), choices)
    assert form == {UNRESOLVED: {"Category": "Friend"}}, "as if it was typed into the field"
    assert unknown[0].startswith("“Friend” is not in the list")
    assert "crm.example" in with_choices({}, {"Business": "IT"}, (), choices)[1][0]


def test_what_the_field_takes_for_it_is_told_with_it() -> None:
    (told,) = with_choices({}, {"Category": "prosp"}, (), choices)[1]
    assert told == "“prosp” is not in the list Category of your SuperOffice. Similar: Prospect."


def test_constants_of_other_kinds() -> None:
    given = [
        ("NoMailing", "yes"),
        ("Source", "7"),
        ("Domains", "a.no, b.no"),
        ("Phones", "22 33 44 55"),
        ("Address.Street.City", "Oslo"),
        ("CustomFields.SuperOffice:1", "42"),
    ]
    form, unknown = with_choices({}, {}, given, choices)
    assert unknown == []
    assert form == {
        "NoMailing": True,
        "Source": 7,
        "Domains": ["a.no", "b.no"],
        "Phones": [{"Value": "22 33 44 55"}],
        "Address": {"Street": {"City": "Oslo"}},
        "CustomFields": {"SuperOffice:1": "42"},
    }


def test_digits_are_a_number_where_one_belongs_and_nowhere_else() -> None:
    given = [("Source", "seven"), ("Department", "2024"), ("Number2", "-7")]
    form, unknown = with_choices({}, {}, given, choices)
    assert (form, unknown) == ({"Source": "seven", "Department": "2024", "Number2": "-7"}, [])


@pytest.mark.parametrize("path", ["Name", "Category", "Address.Street.City", "CustomFields.SuperOffice:1"])
def test_known_paths(path: str) -> None:
    assert why_unknown(path) == ""


@pytest.mark.parametrize("path", ["Nane", "Address", "Name.First", "", "Persons[0].Email"])
def test_unknown_paths(path: str) -> None:
    assert "is no field of a company" in why_unknown(path)


def test_what_follows_every_company() -> None:
    given = [
        *(
            ("NextSteps.Title", "Call"),
            ("NextSteps.StartDate", "2026-12-01"),
            ("NextSteps.Task", "Phone call"),
        ),
        *(("NextSteps.Selection", "Fair 2026"), ("NextSteps.SupportPerson", "yes")),
    ]
    people = {"Persons": [{"Firstname": "Kari"}]}
    appointment, selection, support = with_choices(people, {}, given, choices)[0]["NextSteps"]
    assert (appointment["Kind"], appointment["Title"], appointment["Task"]) == (
        *("Appointment", "Call", "Phone call"),
    )
    assert appointment["StartDate"].startswith("2026-12-01T09:00:00")
    assert (selection, support) == ({"Kind": "Selection", "Name": "Fair 2026"}, {"Kind": "SupportPerson"})
    assert len(with_choices({}, {}, given, choices)[0]["NextSteps"]) == 2, "nobody is there to be that person"
    own = {"NextSteps": [{"Kind": "Project", "Name": "Energy day"}]}
    assert with_choices(own, {}, given, choices)[0] == own


@pytest.mark.parametrize(
    ("path", "text", "is_known"),
    [
        ("NextSteps.Selection", "Fair", True),
        ("NextSteps.StartDate", "2026-12-01T13:00", True),
        ("NextSteps.StartDate", "tomorrow", False),
        ("NextSteps.StartDate", "+7", True),
        ("NextSteps.StartDate", "+7 14:30", True),
        ("NextSteps.StartDate", "+x", False),
        ("NextSteps.StartDate", "+99999999999", False),
        ("NextSteps.Nothing", "x", False),
        ("NextSteps", "x", False),
    ],
)
def test_what_may_follow(path: str, text: str, is_known: bool) -> None:
    assert (why_unknown(path, text) == "") is is_known


def test_interests_by_their_names() -> None:
    interests = choices_from_list(
        read_as(MDOListItem, {"Id": number, "Name": name})
        for number, name in ((1, "Golf"), (2, "Food, wine"), (3, "Ski"))
    )

    def selected(text: str) -> tuple[object, list[str]]:
        form, unknown = with_choices({}, {}, [("Interests", text)], lambda _name: interests)
        return form.get("Interests"), unknown

    def ids(*numbers: int) -> list[dict[str, object]]:
        return [{"Id": number, "Selected": True} for number in numbers]

    assert selected("golf, Ski, 3") == (ids(1, 3), [])
    assert selected("Food, wine") == (ids(2), [])
    assert selected("Golf, 2") == (ids(1, 2), [])
    there, unknown = selected("Golf, Chess")
    assert there == ids(1), "what is told of one keeps no other out"
    assert [one.startswith("“Chess” is not in the list Interests") for one in unknown] == [True]
    assert selected("Chess, Go")[0] is None


def test_a_day_from_today() -> None:
    given = [("NextSteps.Title", "Call"), ("NextSteps.StartDate", "+7 14:30")]
    (appointment,) = with_choices({}, {}, given, choices)[0]["NextSteps"]
    now = datetime.now().astimezone()
    ahead = datetime.fromisoformat(appointment["StartDate"]) - now
    assert timedelta(days=5) < ahead < timedelta(days=9)
    assert datetime.fromisoformat(appointment["StartDate"]).astimezone().strftime("%H:%M") == "14:30"


def test_entries_that_next_steps_name() -> None:
    steps = [{"Kind": "Appointment", "Task": "customer", "Associate": "Nobody"}, {"Kind": "SupportPerson"}]
    made, unknown = with_ids(steps, choices)
    assert made == [{"Kind": "Appointment", "Task": {"Id": 1}}, {"Kind": "SupportPerson"}]
    assert unknown == ["“Nobody” is not in the list For of your SuperOffice."]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("Our contact", "“Our contact” is no field of a company: it is called Associate here."),
        ("company name", "“company name” is no field of a company: it is called Name here."),
    ],
)
def test_what_the_window_calls_a_field_is_told_by_its_path(path: str, told: str) -> None:
    assert why_unknown(path) == told


def test_what_is_no_field_is_told_with_those_that_there_are() -> None:
    told = why_unknown("Nane")
    assert "These there are: Name, Department, " in told
    assert told.endswith("NextSteps.SupportPerson.")
