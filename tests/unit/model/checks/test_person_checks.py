from datetime import date, timedelta
from typing import Any

import pytest

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.carriers.person import Person, PersonEntity
from app.model.carriers.reading import read_as
from app.model.checks import person_checks
from app.model.checks.person_checks import check_people, person_rules, used_list_names
from app.model.checks.problem import Severity
from app.model.checks.rules import FieldRule, Rules

NORWAY = Rules(region="NO", regions={578: "NO", 826: "GB"})
KARI = {"Firstname": "Kari"}


def found(wire: dict[str, Any], rules: Rules = NORWAY) -> list[tuple[str, Severity]]:
    people = [read_as(Person, one) for one in ({"Firstname": "First"}, wire)]
    problems = list(check_people(people, rules))
    assert all(problem.message for problem in problems)
    second = [problem for problem in problems if problem.path.startswith("Persons[1].")]
    return [(problem.path.removeprefix("Persons[1]."), problem.severity) for problem in second]


@pytest.mark.parametrize(
    "wire",
    [
        {"Lastname": "Nordmann"},
        KARI | {"BirthDate": "1980-12-24T00:00:00"},
        KARI | {"BirthDate": "0002-12-24T00:00:00"},
        KARI | {"MobilePhone": "99 88 77 66", "Emails": [{"Value": "a@a.no"}]},
        KARI | {"ChatEmails": [{"Value": "kari"}], "InternetPhones": [{"Value": "kari"}]},
        KARI | {"Country": {"CountryId": 826}, "DirectPhone": "020 7946 0958"},
        KARI | {"CountryId": 826, "DirectPhone": "020 7946 0958"},
    ],
)
def test_all_is_well(wire: dict[str, Any]) -> None:
    assert found(wire) == []


@pytest.mark.parametrize(
    ("wire", "path"),
    [
        ({"Title": "CEO"}, "Firstname"),
        ({"MiddleName": "Ås"}, "Firstname"),
        (KARI | {"Lastname": "N" * 100}, "Lastname"),
        (KARI | {"Kanafname": "N" * 100}, "Kanafname"),
        (KARI | {"Salutation": "N" * 240}, "Salutation"),
        (KARI | {"PersonNumber": "1" * 50}, "PersonNumber"),
        (KARI | {"Address": {"Street": {"Zipcode": "0" * 12}}}, "Address.Street.Zipcode"),
        (KARI | {"PrivatePhones": [{"Description": "D" * 100}]}, "PrivatePhones[0].Description"),
        (KARI | {"Salutation": 5}, "Salutation"),
        (KARI | {"NoMailing": "yes"}, "NoMailing"),
        (KARI | {"BirthDate": "someday"}, "BirthDate"),
        (KARI | {"Urls": "a.no"}, "Urls"),
    ],
)
def test_errors(wire: dict[str, Any], path: str) -> None:
    assert found(wire, Rules()) == [(path, Severity.ERROR)]


def test_a_birth_date_is_quoted_as_it_was_typed() -> None:
    (problem,) = check_people([read_as(Person, KARI | {"BirthDate": "someday"})], Rules())
    assert problem.message == "“someday” is not a date such as 1980-11-24."
    assert found(KARI | {"BirthDate": "1980-11-24"}, Rules()) == []  # what is asked for is taken


@pytest.mark.parametrize(
    ("wire", "path"),
    [
        ({"Email": "kari@"}, "Email"),
        ({"MobilePhone": "12"}, "MobilePhone"),
        ({"DirectPhone": "x"}, "DirectPhone"),
        ({"FaxPhone": "12"}, "FaxPhone"),
        ({"PrivatePhones": [{"Value": "12"}]}, "PrivatePhones[0].Value"),
        ({"OtherPhones": [{"Value": "22865400"}, {"Value": "12"}]}, "OtherPhones[1].Value"),
        ({"Email": "a@a.no", "Emails": [{"Value": "a@a.no"}, {"Value": "b@"}]}, "Emails[1].Value"),
        ({"Urls": [{"Value": "not a site"}]}, "Urls[0].Value"),
        ({"BirthDate": "2999-12-24T00:00:00"}, "BirthDate"),
        ({"BirthDate": "1604-12-24T00:00:00"}, "BirthDate"),
        ({"BirthDate": "1845-12-24T00:00:00"}, "BirthDate"),
    ],
)
def test_warnings(wire: dict[str, Any], path: str) -> None:
    assert found(KARI | wire) == [(path, Severity.WARNING)]


def test_a_birth_date_is_past_by_the_users_calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    class Auckland(date):
        """A place where it is tomorrow already."""

        @classmethod
        def today(cls) -> "Auckland":
            return cls(*(date.today() + timedelta(days=1)).timetuple()[:3])  # noqa: DTZ011  # a day, no moment

    monkeypatch.setattr(person_checks, "date", Auckland)
    for days, severities in ((0, []), (1, [Severity.WARNING])):
        born = Auckland.today() + timedelta(days=days)
        assert [one[1] for one in found(KARI | {"BirthDate": f"{born}T00:00:00"})] == severities


def test_a_row_that_is_too_long_is_said_once() -> None:
    long = "a" * 240
    wire = KARI | {"MobilePhone": long, "MobilePhones": [{"Value": long}, {"Value": "1"}]}
    assert found(wire, Rules()).count(("MobilePhone", Severity.ERROR)) == 1
    assert ("MobilePhones[0].Value", Severity.ERROR) not in found(wire, Rules())


def test_the_tenants_length_is_shorter() -> None:
    rules = Rules(person_fields={"title": FieldRule(limit=3), "address.city": FieldRule(limit=2)})
    wire = KARI | {"Title": "Boss", "Address": {"Street": {"City": "Oslo"}}}
    assert found(wire, rules) == [("Title", Severity.ERROR), ("Address.Street.City", Severity.ERROR)]


@pytest.mark.parametrize(
    ("wire", "path"),
    [
        ({"Position": "Bosses", "PositionId": 64}, "Position"),
        ({"TicketPriority": {"Id": 64}}, "TicketPriority"),
        ({"Interests": [{"Id": 1, "Selected": True}, {"Id": 64, "Selected": True}]}, "Interests"),
    ],
)
def test_a_heading_is_no_value(wire: dict[str, Any], path: str) -> None:
    lists = ("perspos", "ticketpriority", "persint")
    rules = Rules(headings=dict.fromkeys(lists, frozenset({64})))
    assert found(KARI | wire, rules) == [(path, Severity.ERROR)]


def test_what_the_tenant_calls_mandatory() -> None:
    names = ("firstname", "lastname", "title", "emails", "position", "address.city", "salutation")
    mandatory = dict.fromkeys(names, FieldRule(mandatory=True))
    hidden = {"country": FieldRule(mandatory=True, hidden=True)}
    rules = Rules(person_fields=mandatory | hidden)
    paths = ["Title", "Email", "Position", "Salutation", "Address.Street.City"]
    assert found(KARI, rules) == [(path, Severity.MANDATORY) for path in paths]
    full = {
        "Title": "CEO",
        "Email": "a@a.no",
        "Position": "CEO",
        "Salutation": "Dr.",
        "Address": {"Street": {"City": "Oslo"}},
    }
    assert found(KARI | full, rules) == []
    told = [one.message.partition(" ")[0] for one in check_people([read_as(Person, KARI)], rules)]
    assert told == ["Fill", "Fill", "Choose", "Choose", "Fill"], "what is chosen of a list is not filled in"


def test_the_lists_that_people_refer_to_are_named() -> None:
    people = [{"PositionId": 3}, {"TicketPriority": {"Id": 4}, "Interests": [{"Id": 1, "Selected": False}]}]
    assert used_list_names(read_as(Person, one) for one in people) == {"perspos", "ticketpriority"}
    assert used_list_names([]) == set()


def test_custom_fields_are_checked_by_the_layout_of_people() -> None:
    layout = (
        UserDefinedFieldInfo(prog_id="x_a", field_label="A", field_type="Integer", is_mandatory=True),
        UserDefinedFieldInfo(prog_id="x_b", field_label="B", field_type="ShortText", text_length=2),
    )
    rules = Rules(person_layout=layout)
    assert found(KARI, rules) == [("CustomFields.x_a", Severity.MANDATORY)]
    wire = KARI | {"CustomFields": {"x_a": "[I:abc]", "x_b": "abc"}}
    paths = ("CustomFields.x_a", "CustomFields.x_b")
    assert found(wire, rules) == [(path, Severity.ERROR) for path in paths]


@pytest.mark.parametrize(("proposed", "mandatory"), [("10014", False), ("", True), (None, True)])
def test_a_number_that_the_server_gives_need_not_be_typed(proposed: str | None, mandatory: bool) -> None:
    said = {"FieldRight": {"Mask": "Update, UIHintMandatory"}}
    rights = {"PersonNumber": said, "Title": said}
    default = read_as(PersonEntity, {"PersonNumber": proposed, "FieldProperties": rights})
    rules = person_rules(default)
    assert rules["personnumber"].mandatory is mandatory
    assert rules["title"].mandatory
