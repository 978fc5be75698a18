"""What similar companies are searched by, and what makes two the same."""

from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.company_search.similar_companies import (
    CompanyDetails,
    SearchKeys,
    SimilarCompany,
    begun_with,
    count_text,
    is_not_same,
    is_whole_phone,
    name_matches,
    phone_digits,
    search_keys_of,
    with_not_same,
)
from app.model.form.choices import NOT_SAME, TARGET


@pytest.mark.parametrize(
    ("number", "region", "digits"),
    [
        ("+47 22 00 00 10", "", "22000010"),
        ("22 00 00 10", "NO", "22000010"),
        ("0047 22000010", "NO", "22000010"),
        ("(031) 12 34 56", "SE", "31123456"),
        ("22 00 00 10", "", "22000010"),
        ("call me", "NO", ""),
    ],
)
def test_the_digits_that_two_spellings_share(number: str, region: str, digits: str) -> None:
    assert phone_digits(number, region) == digits


def test_the_search_keys_of_a_form() -> None:
    form = {
        "Name": " Fjell AS ",
        "Emails": [
            {"Value": "a@fjell.no"},
            {"Value": "b@fjell.no"},
            {"Value": "c@gmail.com"},
            {"Value": None},
        ],
        "Urls": [{"Value": "https://fjell.se"}],
        "Phones": [{"Value": "22 00 00 10"}, {"Value": "123"}],
        "Department": 7,
    }
    assert search_keys_of(form, "NO") == SearchKeys(
        "Fjell AS", "", ("fjell.no", "fjell.se"), ("22000010",), region="NO", emails=("c@gmail.com",)
    )


def test_the_search_keys_of_the_people_in_a_form() -> None:
    people = [
        {"Firstname": "Kari", "Lastname": "Hansen", "Email": "kari@fjell.no", "MobilePhone": "900 00 021"},
        {"Firstname": "Ola"},
        {"Lastname": "Berg", "Email": "o@", "Emails": [{"Value": "o@"}, {"Value": "ola@fjell.no"}]},
        "garbage",
    ]
    keys = search_keys_of({"Name": "Fjell", "OrgNr": "999 888 771", "Persons": people}, "NO")
    assert keys.people == (("Kari", "Hansen"), ("", "Berg"))
    assert keys.person_emails == ("kari@fjell.no", "ola@fjell.no")
    assert (keys.person_phones, keys.org_nr) == (("90000021",), "999 888 771")


def test_of_many_people_those_typed_last_are_searched_for() -> None:
    people = [{"Lastname": f"Berg {number}"} for number in range(2000)]
    assert [last for _first, last in search_keys_of({"Persons": people}, "").people] == [
        f"Berg {number}" for number in range(1995, 2000)
    ]


def test_a_number_that_is_still_being_typed_is_not_searched_for() -> None:
    assert search_keys_of({"OrgNr": "999 8"}, "NO").org_nr == ""
    assert search_keys_of({"Emails": "nonsense"}, "").is_empty


@pytest.mark.parametrize(
    ("name", "department", "same"),
    [
        ("FJELL  as", "salg", True),
        ("Fjell AS", "", False),
        ("Fjell", "Salg", False),
    ],
)
def test_the_same_company(name: str, department: str, same: bool) -> None:
    assert (
        CompanyDetails(name="Fjell AS", department="Salg").is_same_company(SearchKeys(name, department))
        is same
    )


def test_the_city_is_taken_from_where_it_is() -> None:
    entity = read_as(
        ContactEntity,
        {
            "Name": "Fjell AS",
            "Address": {"Street": {"City": ""}, "Postal": {"City": "Oslo"}},
            "Associate": {"AssociateId": 5, "Name": "IS", "FullName": "Ingrid Solberg"},
        },
    )
    assert CompanyDetails.from_entity(entity) == CompanyDetails("Fjell AS", "", "Oslo", "", "Ingrid Solberg")
    assert CompanyDetails.from_entity(ContactEntity()) == CompanyDetails()


def test_of_thousands_of_rows_some_are_searched_by() -> None:
    form = {
        "Phones": [{"Value": f"+47 22 00 {n:04}"} for n in range(3_000)],
        "Emails": [{"Value": f"post@fjell{n}.no"} for n in range(3_000)],
    }
    keys = search_keys_of(form, "NO")
    assert (len(keys.phones), len(keys.domains)) == (20, 20), "each is a request"
    assert (keys.phones[0], keys.domains[0]) == ("22000000", "fjell0.no")


def test_a_name_with_its_department_matches() -> None:
    assert name_matches("Fjell AS, Salg", SearchKeys("fjell as"))
    assert not name_matches("Berg AS", SearchKeys("fjell as"))
    assert not name_matches("Berg AS", SearchKeys())


def test_the_count_is_a_text() -> None:
    assert [count_text(1), count_text(3)] == ["1 similar company", "3 similar companies"]


def test_what_a_company_is_not_stands_in_the_form() -> None:
    ours, other = SimilarCompany(7, "Fjell", ""), SimilarCompany(0, "Fjell", "", "REG-1")
    form = with_not_same(with_not_same({"Name": "Fjell"}, ours), other)
    assert form == {"Name": "Fjell", NOT_SAME: [7, "REG-1"]}
    assert is_not_same(form, ours)
    assert is_not_same(form, other)
    assert not is_not_same(form, SimilarCompany(8, "Fjell", ""))
    assert not is_not_same({NOT_SAME: "7"}, ours)


def test_only_so_many_are_kept() -> None:
    form: dict[str, Any] = {}
    for number in range(1, 200):
        form = with_not_same(form, SimilarCompany(number, "Fjell", ""))
    assert (len(form[NOT_SAME]), form[NOT_SAME][-1]) == (100, 199)


def test_what_adds_to_a_company_is_searched_for_by_its_people() -> None:
    people = [{"Lastname": "Hansen", "Email": "kari@fjell.no"}]
    form = {"Name": "Fjell", "OrgNr": "999888771", "Persons": people, TARGET: {"contact_id": 7}}
    keys = search_keys_of(form, "NO")
    assert (keys.name, keys.org_nr, keys.person_emails) == ("", "", ("kari@fjell.no",))
    assert is_not_same(form, SimilarCompany(7, "Fjell", ""))
    assert not is_not_same(form, SimilarCompany(8, "Mill", ""))
    assert search_keys_of({**form, "Persons": []}, "NO").is_empty


def test_how_many_there_are() -> None:
    assert [count_text(count) for count in (1, 2)] == ["1 similar company", "2 similar companies"]
    assert count_text(1, of_people=True) == "Known at 1 other company"
    assert count_text(2, of_people=True) == "Known at 2 other companies"


@pytest.mark.parametrize(
    ("name", "department", "expected"),
    [
        ("Mill AS", "", "Mill AS"),
        ("Mill AS, Oslo", "oslo", "Mill AS"),
        ("Mill AS, Oslo", "", "Mill AS, Oslo"),
        ("Mill AS", "Oslo", "Mill AS"),
    ],
)
def test_a_name_of_another_register_is_taken_without_the_department(
    name: str, department: str, expected: str
) -> None:
    elsewhere = SimilarCompany(0, name, "", "REG-1")
    form = begun_with({"Name": "mill", "Department": department, "Phones": [1]}, elsewhere)
    assert (form["Name"], form["Phones"]) == (expected, [1])
    assert is_not_same(form, elsewhere)


def test_companies_of_other_registers_are_told_apart_by_their_names_where_they_have_nothing_else() -> None:
    mill, weir = SimilarCompany(0, "Mill", ""), SimilarCompany(0, "Weir", "")
    form = with_not_same({}, mill)
    assert (is_not_same(form, mill), is_not_same(form, weir)) == (True, False)


@pytest.mark.parametrize(
    ("there", "digits", "region", "is_whole"),
    [
        ("+47 900 11 223", "90011223", "NO", True),
        ("4790011223", "90011223", "NO", True),
        ("4790011223", "90011223", "", True),
        ("90011223", "90011223", "", True),
        ("070-123 45 67", "701234567", "SE", True),
        ("0046701234567", "701234567", "NO", True),
        ("22 33 44 55 ext. 12", "22334455", "NO", True),
        ("90011223", "9001122", "NO", False),
        ("+47 900 11 223", "9001122", "NO", False),
        ("90011223", "0011223", "NO", False),
        ("91122333", "1122333", "NO", False),
        ("91122333", "1122333", "", False),
        ("0711 123456", "123456", "DE", False),
        ("0171 2345678", "234567", "DE", False),
        ("", "90011223", "NO", False),
    ],
)
def test_a_number_is_the_same_only_as_a_whole(
    there: str, digits: str, region: str, *, is_whole: bool
) -> None:
    assert is_whole_phone(there, digits, region) is is_whole
