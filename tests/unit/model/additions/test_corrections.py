"""What a company of a table has that the one which was imported before has not."""

from typing import Any

import pytest

from app.model.additions.corrections import covers, new_values, told_shortly

STORED: dict[str, Any] = {
    "Name": "Fjell AS",
    "OrgNr": "974760673",
    "Country": {"CountryId": 578},
    "Category": {"Id": 2},
    "Address": {"Street": {"Address1": "Storgata 1", "Zipcode": "221 00", "City": "Oslo"}},
    "Urls": [{"Value": "https://www.fjell.example/"}],
    "Phones": [{"Value": "+47 22 33 44 55"}],
    "Description": "Met at the fair\nring 77 11 22 33",
    "Persons": [
        {"Firstname": "Kari", "Lastname": "Moe", "Emails": [{"Value": "kari@fjell.example"}]},
        {"Firstname": "Ola", "Lastname": "Li", "Title": "Sales"},
    ],
}


@pytest.mark.parametrize(
    "form",
    [
        {"Name": "FJELL A/S", "Phones": [{"Value": "22334455"}]},
        {"Phones": [{"Value": "0047 22 33 44 55"}, {"Value": "77112233"}], "Country": {"CountryId": 578}},
        {"Urls": [{"Value": "fjell.example"}], "Address": {"Street": {"Zipcode": "22100", "City": "OSLO"}}},
        {"Description": "met at  the fair"},
        {"Description": "22 33 44 55"},
        {"Persons": [{"Firstname": "Kari", "Lastname": "Moe", "Email": "Kari@Fjell.example"}]},
        {"Persons": [{"Lastname": "Ola Li", "MobilePhone": "22334455", "Title": "sales"}]},
        {"Emails": [{"Value": "kari@fjell.example"}], "Unresolved": {"Country": "Narnia"}},
    ],
)
def test_nothing_new(form: dict[str, Any]) -> None:
    assert new_values(form, STORED) == ()


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ({"OrgNr": "974760674"}, "VAT No. “974760674”"),
        ({"Country": {"CountryId": 752}}, "Country"),
        ({"Category": {"Id": 578}}, "Category"),
        ({"Phones": [{"Value": "+46 22 33 44 55"}]}, "Phone “+46 22 33 44 55”"),
        ({"Phones": [{"Value": "922334455"}]}, "Phone “922334455”"),
        ({"Emails": [{"Value": "karifjell.example"}]}, "E-mail “karifjell.example”"),
        ({"Address": {"Street": {"Address1": "Storgata 1-3"}}}, "Address “Storgata 1-3”"),
        ({"Description": "Met at the"}, ""),
        ({"Description": "Met at the fa"}, "Note “Met at the fa”"),
        (
            {"Persons": [{"Firstname": "Ola", "Lastname": "Li", "Email": "kari@fjell.example"}]},
            "E-mail “kari@fjell.example” (Ola Li)",
        ),
    ],
)
def test_each_new_value_is_named(form: dict[str, Any], wanted: str) -> None:
    assert ", ".join(new_values(form, STORED)) == wanted


def test_letter_case_counts_where_it_is_asked_for() -> None:
    form = {"Name": "Fjell As", "Persons": [{"Firstname": "KARI", "Lastname": "Moe"}]}
    assert new_values(form, STORED) == ()
    assert new_values(form, STORED, is_exact=True) == ("Company name “Fjell As”", "“KARI Moe”")


def test_one_form_covers_another_that_has_nothing_else() -> None:
    assert covers(STORED, {"OrgNr": "1", "Persons": [{"Firstname": "Kari", "Lastname": "Moe"}]})
    assert not covers({"OrgNr": "1"}, {"OrgNr": "1", "Phones": [{"Value": "22334455"}]})
    assert not covers({}, {"Persons": [{"Lastname": "Moe"}]})


def test_a_few_are_told() -> None:
    assert told_shortly(("a", "b", "c")) == "a, b, c"
    assert told_shortly(("a", "b", "c", "d")) == "a, b, c …"
