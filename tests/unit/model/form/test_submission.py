import json
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import Person, PersonEntity
from app.model.carriers.reading import read_as
from app.model.entry import FieldMessage
from app.model.form.choices import FILLED_BY, LAST_EDITED, NOT_SAME, UNRESOLVED
from app.model.form.people import PersonName, as_entity, display_name
from app.model.form.submission import (
    InvalidEntity,
    body_to_post,
    copy_of,
    entity_from_form,
    form_from_body,
    parse_entity,
)
from tests.helpers.data.vendor import sample


def body(given: dict[str, Any], default: dict[str, Any] | None = None) -> dict[str, Any]:
    laid_over = read_as(ContactEntity, default) if default is not None else None
    return body_to_post(read_as(ContactEntity, given), laid_over).to_json_object()


def test_absent_null_and_empty_take_the_default() -> None:
    default = {
        "Category": {"Id": 2, "Value": "Customer"},
        "Country": {"CountryId": 578},
        "Department": "Sales",
    }
    given = {"Name": "Fjell AS", "Category": None, "Department": "", "Country": {"CountryId": 826}}
    assert body(given, default) == {
        "ContactId": 0,
        "Name": "Fjell AS",
        "Category": {"Id": 2},
        "Country": {"CountryId": 826},
        "Department": "Sales",
    }


def test_the_proposed_number_is_left_to_the_server() -> None:
    assert "Number2" not in body({"Name": "A"}, {"Number2": "10014"})
    assert body({"Name": "A", "Number2": "77"}, {"Number2": "10014"})["Number2"] == "77"


def test_the_id_is_always_zero_and_server_set_values_stay_home() -> None:
    given = {"ContactId": 568, "Name": "A", "Deleted": 291, "CreatedDate": "2020-04-01T12:15:26"}
    assert body(given) == {"ContactId": 0, "Name": "A"}


def test_deprecated_dictionaries_are_written_as_custom_fields() -> None:
    given = {
        "Name": "A",
        "UserDefinedFields": {"SuperOffice:1": "old", "SuperOffice:2": "[I:1]"},
        "ExtraFields": {"x_note": "hi"},
        "CustomFields": {"SuperOffice:1": "new", "SuperOffice:2:DisplayText": "One"},
    }
    custom = body(given)["CustomFields"]
    assert custom == {"SuperOffice:1": "new", "SuperOffice:2": "[I:1]", "x_note": "hi"}


def test_a_localized_address_never_contradicts_the_structured_one() -> None:
    default = {
        "Address": {"LocalizedAddress": [[{"Name": "StreetCity", "Value": ""}]], "Street": {"City": ""}}
    }
    given = {"Name": "A", "Address": {"Street": {"City": "Oslo"}}}
    assert body(given, default)["Address"] == {"Street": {"City": "Oslo"}}


def test_a_false_is_a_value() -> None:
    assert body({"Name": "A", "NoMailing": False}, {"NoMailing": True})["NoMailing"] is False


def test_the_reference_pages_sample_becomes_a_body() -> None:
    sent = body(sample("Sample request"))
    assert sent["ContactId"] == 0
    assert sent["Persons"][0]["Firstname"] == "Terrence"
    assert "PersonId" not in sent["Persons"][0]
    assert sent["CustomFields"].keys() >= {"SuperOffice:1", "ExtraFields1", "CustomFields1"}


@pytest.mark.parametrize(
    ("text", "path", "words"),
    [
        ("{", "", "line 1, column 2"),
        (b'{"Name": "\xe5"}', "", "UTF-8"),
        ("[" * 100_000, "", "not JSON"),
        ('{"Source": ' + "1" * 5000 + "}", "", "not JSON"),
        ("[1]", "", "one company"),
        ('{"Name": 5}', "Name", "text"),
        ('{"ContactId": "5"}', "ContactId", "whole number"),
        ('{"Emails": [{"Value": "a"}, {"Value": true}]}', "Emails[1].Value", "text"),
        ('{"Emails": "a@b.no"}', "Emails", "list"),
        ('{"Category": 2}', "Category", "object"),
        ('{"DbiLastModified": "soon"}', "DbiLastModified", "date and time"),
        ('{"CustomFields": {"SuperOffice:1": 7}}', "CustomFields.SuperOffice:1", "text"),
    ],
)
def test_what_is_no_entity(text: str | bytes, path: str, words: str) -> None:
    with pytest.raises(InvalidEntity) as caught:
        parse_entity(text)
    assert [problem.path for problem in caught.value.problems] == [path]
    assert words in caught.value.problems[0].message


def test_people_are_told_apart_by_name() -> None:
    assert PersonName.normalized("ola ", "NORDMANN") == PersonName.normalized("Ola", "Nordmann")
    assert PersonName.normalized("Ola", None) != PersonName.normalized("Ola", "Nordmann")
    assert display_name(Person(lastname=" Hansen ")) == "Hansen"


def test_a_person_is_laid_over_the_defaults() -> None:
    light = Person(
        firstname="Kari", email="kari@fjell.no", direct_phone="22 86 54 00", position="Boss", retired=0
    )
    defaults = read_as(PersonEntity, {"PersonNumber": "20001", "Consents": [{"LegalBaseKey": "STORE"}]})
    entity = as_entity(light, 15, defaults=defaults, positions={"Boss": 4}, token="t")
    assert entity.to_create_body() == {
        "Firstname": "Kari",
        "Contact": {"ContactId": 15},
        "Emails": [{"Value": "kari@fjell.no"}],
        "OfficePhones": [{"Value": "22 86 54 00"}],
        "Position": {"Id": 4},
        "PersonNumber": "20001",
        "Consents": [{"LegalBaseKey": "STORE"}],
        "DbiKey": "t",
    }


def _nested(levels: int) -> str:
    return '{"Name": "A", "X": ' + "[" * (levels - 1) + "]" * (levels - 1) + "}"


@pytest.mark.parametrize("levels", [51, 100, 900, 5_000])
def test_what_is_nested_too_deep_is_no_company(levels: int) -> None:
    with pytest.raises(InvalidEntity) as caught:
        parse_entity(_nested(levels))
    (problem,) = caught.value.problems
    assert "levels deep" in problem.message or "not JSON that a company can be in" in problem.message
    assert parse_entity(_nested(49)).name == "A"


@pytest.mark.parametrize("count", [21, 1_000, 50_000])
def test_problems_are_counted_after_twenty(count: int) -> None:
    with pytest.raises(InvalidEntity) as caught:
        parse_entity(json.dumps({"Emails": [1] * count}))
    *told, last = caught.value.problems
    assert len(told) == 20
    assert last.message == f"There are {count - 20:,} more problems of this kind."


@pytest.mark.parametrize("given", [{"Emails": [1] * 1_000_000}, {str(key): 1 for key in range(60_000)}])
def test_what_has_far_too_many_parts_is_one_sentence(given: dict[str, Any]) -> None:
    with pytest.raises(InvalidEntity) as caught:
        parse_entity(json.dumps(given))
    (problem,) = caught.value.problems
    assert "more than 50,000 parts" in problem.message


def test_what_a_draft_holds_for_the_window_is_not_sent() -> None:
    ours = {UNRESOLVED: {"Category": "zzz"}, LAST_EDITED: "Category", NOT_SAME: [7, "REG-1"], FILLED_BY: {}}
    entity = entity_from_form({"Name": "Fjell AS", **ours})
    assert entity.to_json_object() == entity_from_form({"Name": "Fjell AS"}).to_json_object()


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('{"Name": "A", "Name": "B"}', "Name"),
        ('{"Name": "A", "name": "B"}', "name"),
        ('{"Name": "A", "Persons": [{"Email": "a", "Email": "a"}]}', "Email"),
    ],
)
def test_a_name_that_comes_twice_is_refused(text: str, path: str) -> None:
    with pytest.raises(InvalidEntity) as caught:
        parse_entity(text)
    assert [(one.path, one.message) for one in caught.value.problems] == [
        (path, "This is there twice. Keep one of them.")
    ]


@pytest.mark.parametrize("value", ['"59.9"', "true", "[]"])
def test_what_is_no_coordinate_is_told_once_at_its_property(value: str) -> None:
    with pytest.raises(InvalidEntity) as raised:
        parse_entity(f'{{"Name": "A", "Address": {{"Wgs84Latitude": {value}}}}}')
    assert raised.value.problems == (
        FieldMessage("Address.Wgs84Latitude", "This must be a number without quotes."),
    )


def names_in(value: Any) -> set[str]:
    """All names of a JSON value, at every depth."""
    if isinstance(value, dict):
        return set(value).union(*(names_in(inner) for inner in value.values()))
    return set().union(*(names_in(inner) for inner in value)) if isinstance(value, list) else set()


RIGHTS: dict[str, Any] = {
    "TableRight": {"Mask": "Select"},
    "FieldProperties": {"x": {"FieldType": "System.String"}},
}


@pytest.mark.parametrize(
    "default",
    [
        sample("Sample response"),
        {"Address": {"Street": {"City": "Oslo", **RIGHTS}, **RIGHTS}},
        {"Address": {"LocalizedAddress": [[{"Name": "City", **RIGHTS}]], **RIGHTS}},
        {"Newer": {"Inner": [{"Deep": [RIGHTS, {"Kept": 1}]}]}},
        {"Country": RIGHTS | {"CountryId": 578}, "Phones": [{"Value": "1", **RIGHTS, "New": RIGHTS}]},
    ],
)
def test_what_the_server_tells_of_rights_is_sent_at_no_depth(default: dict[str, Any]) -> None:
    typed: dict[str, Any] = {
        "Name": "Fjell AS",
        "Persons": [{"Firstname": "Kari", **RIGHTS, "Newer": {"Inner": RIGHTS}}],
    }
    for sent in (body(typed, default), body({**default, **typed})):
        assert not names_in(sent) & RIGHTS.keys()
    assert "Kept" in names_in(body(typed, {"Newer": {"Inner": [{"Deep": [RIGHTS, {"Kept": 1}]}]}}))


def test_a_copy_has_nothing_that_is_of_one_company_alone() -> None:
    shared = {
        "Name": "Fjell AS",
        "Category": {"Id": 2},
        "Country": {"CountryId": 578},
        "Phones": [{"Value": "1"}],
    }
    own = {"ContactId": 7, "DbiKey": "token", "Number2": "10017", "Number1": "FJE", "DbiAgentId": 4}
    assert copy_of({**shared, **own, "Persons": [{"Firstname": "Kari"}]}) == shared
    assert copy_of({**shared, "Source": 0}) == form_from_body({**shared, "Source": 0}, "") == shared
    assert copy_of({**shared, "Source": 4})["Source"] == 4


def test_a_copy_of_another_server_has_nothing_of_its_lists() -> None:
    body = {
        "Name": "Fjell AS",
        "Category": {"Id": 2},
        "Interests": [{"Id": 3}],
        "Country": {"CountryId": 578},
        "CustomFields": {"SuperOffice:1": "K-1"},
    }
    assert copy_of(body, keeps_lists=False) == {"Name": "Fjell AS", "Country": {"CountryId": 578}}
