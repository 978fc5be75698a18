from typing import Any

import pytest

from app.model.form.submission import InvalidEntity, entity_from_form, parse_entity


def tidied(**form: Any) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    told: list[tuple[str, str]] = []
    entity = entity_from_form({"Name": "Fjell AS", **form}, lambda path, said: told.append((path, said)))
    return entity.to_json_object(), told


LEFT_OUT = "Characters that nobody can see were left out."
JOINED = "Several lines became one."


@pytest.mark.parametrize(
    ("form", "kept", "told"),
    [
        ({"Name": "\u200b"}, {"Name": ""}, [("Name", LEFT_OUT)]),
        ({"Name": "Fjell\nStorgata 1\tOslo"}, {"Name": "Fjell Storgata 1 Oslo"}, [("Name", JOINED)]),
        ({"Name": " A\u030akerø "}, {"Name": "Åkerø"}, []),
        ({"Description": "a\nb\u200b"}, {"Description": "a\nb"}, [("Description", LEFT_OUT)]),
        ({"OrgNr": "987\u00a0654\u202f321"}, {"OrgNr": "987 654 321"}, []),
        (
            {"Phones": [{"Value": "\u202d22\u00a033\u202c", "Description": "a\nb"}]},
            {"Phones": [{"Value": "22 33", "Description": "a b"}]},
            [("Phones[0].Value", LEFT_OUT), ("Phones[0].Description", JOINED)],
        ),
        (
            {"Address": {"Street": {"Zipcode": "０１５５\u200b", "City": "Os\u200blo"}}},
            {"Address": {"Street": {"Zipcode": "0155", "City": "Oslo"}}},
            [("Address.Street.Zipcode", LEFT_OUT), ("Address.Street.City", LEFT_OUT)],
        ),
        (
            {"Address": {"LocalizedAddress": [[{"Name": "City", "Value": "a\nb"}]]}},
            {"Address": {"LocalizedAddress": [[{"Name": "City", "Value": "a b"}]]}},
            [("Address.LocalizedAddress[0][0].Value", JOINED)],
        ),
        (
            {"CustomFields": {"SuperOffice:1": "a\nb\ufeff"}},
            {"CustomFields": {"SuperOffice:1": "a\nb"}},
            [("CustomFields.SuperOffice:1", LEFT_OUT)],
        ),
        (
            {"Persons": [{"Firstname": "Ka\u200bri", "MobilePhone": "911\u00a022"}]},
            {"Persons": [{"Firstname": "Kari", "MobilePhone": "911 22"}]},
            [("Persons[0].Firstname", LEFT_OUT)],
        ),
        ({"Domains": ["fjell\u200b.no"]}, {"Domains": ["fjell.no"]}, [("Domains[0]", LEFT_OUT)]),
        ({"Name": "👩\u200d💻 Fjell", "Source": 3}, {"Name": "👩\u200d💻 Fjell", "Source": 3}, []),
    ],
)
def test_every_text_goes_out_as_it_can_be_seen(
    form: dict[str, Any], kept: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    found, said = tidied(**form)
    assert {name: found[name] for name in kept} == kept
    assert said == told


def test_a_control_character_is_left_for_the_check_that_names_it() -> None:
    found, said = tidied(Name="Fjell\x07")
    assert (found["Name"], said) == ("Fjell\x07", [])


@pytest.mark.parametrize("form", [{"Persons": {"a": "b\n"}}, {"Name": ["a\n"]}, {"Address": ["\u200b"]}])
def test_a_wrong_shape_is_told_as_ever(form: dict[str, Any]) -> None:
    with pytest.raises(InvalidEntity):
        entity_from_form(form)


def test_a_file_tells_what_was_left_out() -> None:
    told: list[str] = []
    parse_entity('{"Name": "a\\u200b"}', lambda path, _said: told.append(path))
    assert told == ["Name"]
