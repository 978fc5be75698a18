"""PRH/YTJ: names with an end, towns in two languages, hits that are not ordered."""

from typing import Any

import pytest

from app.model.registers.record import CompanyState
from app.webapi.registers.finland import Finland
from tests.helpers.registers.stand_in import question_to


def company(number: str, name: str, **more: Any) -> dict[str, Any]:
    names = [
        {"name": "VANHA NIMI OY", "type": "1", "endDate": "2001-01-01"},
        {"name": name, "type": "1"},
        {"name": "Aputoiminimi", "type": "3"},
    ]
    return {"businessId": {"value": number}, "names": names, **more}


STREET = {
    "type": 1,
    "street": "Keilasatama",
    "buildingNumber": "5",
    "postCode": "02150",
    "postOffices": [{"city": "ESBO", "languageCode": "2"}, {"city": "ESPOO", "languageCode": "1"}],
}
POSTAL = {"type": 2, "postOfficeBox": "7", "postCode": "00501", "postOffices": [{"city": "HELSINKI"}]}
FULL = company(
    "0112038-9",
    "REVONTULI OYJ",
    addresses=[STREET, POSTAL],
    website={"url": "www.revontuli.example"},
    mainBusinessLine={"type": "62010"},
)


def test_a_company_by_its_number() -> None:
    answer = {"totalResults": 1, "companies": [FULL]}
    with question_to(Finland(), {"GET /companies?businessId=0112038-9": answer}) as (_server, question):
        (found,) = Finland().by_number(question, "0112038-9")
    assert found.name == "Revontuli Oyj"
    assert found.industry == "62010"
    assert found.values == {
        "Name": "Revontuli Oyj",
        "OrgNr": "0112038-9",
        "Country": "FI",
        "Address.Street.Address1": "Keilasatama 5",
        "Address.Street.Zipcode": "02150",
        "Address.Street.City": "Espoo",
        "Address.Postal.Address1": "PL 7",
        "Address.Postal.Zipcode": "00501",
        "Address.Postal.City": "Helsinki",
        "Urls[0].Value": "www.revontuli.example",
    }


def test_hits_with_the_words_in_their_names_come_first() -> None:
    companies = [company("0100000-1", "Urheiluseura Veto"), company("0112038-9", "Tallink Oy"), {"names": []}]
    with question_to(Finland(), {"GET /companies?name=tallink": {"companies": companies}}) as (
        _server,
        question,
    ):
        assert [one.name for one in Finland().by_name(question, "tallink")] == [
            "Tallink Oy",
            "Urheiluseura Veto",
        ]


@pytest.mark.parametrize("answer", [{"totalResults": 0, "companies": []}, {}, [], None, "odd"])
def test_nothing_found(answer: Any) -> None:
    with question_to(Finland(), {"GET /companies": answer}) as (_server, question):
        assert not Finland().by_number(question, "0112038-9")
        assert not Finland().by_name(question, "Nobody")


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({"companySituations": [{"type": "KONK"}]}, CompanyState.BANKRUPT),
        ({"companySituations": [{"type": "KONK", "endDate": "2020-01-01"}]}, CompanyState.ACTIVE),
        ({"companySituations": [{"type": "SELTILA"}]}, CompanyState.DISSOLVING),
        ({"companySituations": [{"type": "SANE"}]}, CompanyState.ACTIVE),
        ({"endDate": "2020-01-01"}, CompanyState.DELETED),
    ],
)
def test_the_state_of_a_company(more: dict[str, Any], state: CompanyState) -> None:
    answer = {"companies": [FULL | more]}
    with question_to(Finland(), {"GET /companies": answer}) as (_server, question):
        (found,) = Finland().by_number(question, "0112038-9")
    assert found.state is state


def test_what_is_a_number() -> None:
    texts = ("0112038-9", "FI01120389", "01120389", "0112038-1", "131052-308T")
    assert [Finland().number_in(text) for text in texts] == ["0112038-9"] * 3 + ["", ""]
