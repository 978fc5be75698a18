"""VIES: errors with status 200, what is not told, addresses in one text, numbers of persons."""

import json
from typing import Any

import pytest

from app.webapi.registers.asking import (
    RegisterAnswerError,
    RegisterBusyError,
    RegisterError,
    RegisterNotReachedError,
)
from app.webapi.registers.vies import Vies
from tests.helpers.registers.stand_in import HTML, question_to

ASKED = "POST /check-vat-number"


def found_for(answer: Any) -> Any:
    with question_to(Vies(), {ASKED: answer}) as (server, question):
        found = Vies().by_number(question, "NL004495445B01")
    assert json.loads(server.requests[0].body) == {"countryCode": "NL", "vatNumber": "004495445B01"}
    return found


def valid(name: str, address: str) -> dict[str, Any]:
    return {"countryCode": "NL", "vatNumber": "004495445B01", "valid": True, "name": name, "address": address}


@pytest.mark.parametrize(
    ("address", "lines", "postcode", "city"),
    [
        ("\nBEZUIDENHOUTSEWEG 00273\n2594AN 'S-GRAVENHAGE\n", ["Bezuidenhoutseweg 00273"], "2594AN", ""),
        ("Rue de la Loi 16\n1000 Bruxelles", ["Rue de la Loi 16"], "1000", "Bruxelles"),
        ("Landstrasser Hauptstr. 1a\nAT-1030 Wien", ["Landstrasser Hauptstr. 1a"], "1030", "Wien"),
        ("BOX 117, 721 04 VÄSTERÅS", ["Box 117"], "721 04", "Västerås"),
        ("UL. PROSTA 51, 00-838 WARSZAWA", ["Ul. Prosta 51"], "00-838", "Warszawa"),
        ("Somewhere without a code", ["Somewhere without a code"], "", ""),
    ],
)
def test_an_address_in_one_text(address: str, lines: list[str], postcode: str, city: str) -> None:
    (found,) = found_for(valid("MOLEN B.V.", address))
    assert found.name == "Molen B.V."
    assert found.values["OrgNr"] == "NL004495445B01"
    assert [found.values[f"Address.Street.Address{place + 1}"] for place in range(len(lines))] == lines
    assert found.values.get("Address.Street.Zipcode", "") == postcode
    if city:
        assert found.values["Address.Street.City"] == city


def test_what_germany_and_spain_do_not_tell() -> None:
    (found,) = found_for(valid("---", "---"))
    assert found.values == {"OrgNr": "NL004495445B01", "Country": "NL"}
    assert found.name == "NL004495445B01"


@pytest.mark.parametrize(
    "answer",
    [
        {"valid": False},
        {"valid": False, "userError": "INVALID"},
        {"errorWrappers": [{"error": "INVALID_INPUT"}]},
    ],
)
def test_an_invalid_number(answer: Any) -> None:
    assert not found_for(answer)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"actionSucceed": False, "errorWrappers": [{"error": "MS_UNAVAILABLE"}]}, RegisterNotReachedError),
        ({"errorWrappers": [{"error": "TIMEOUT"}]}, RegisterNotReachedError),
        ({"errorWrappers": [{"error": "MS_MAX_CONCURRENT_REQ_TIME"}]}, RegisterBusyError),
        ({"userError": "GLOBAL_MAX_CONCURRENT_REQ"}, RegisterBusyError),
        ({"errorWrappers": [{"error": "IP_BLOCKED"}]}, RegisterBusyError),
        ([], RegisterAnswerError),
        (HTML, RegisterError),
    ],
)
def test_no_error_means_invalid(answer: Any, error: type[RegisterError]) -> None:
    with pytest.raises(error):
        found_for(answer)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("NL 0044.95.445.B01", "NL004495445B01"),
        ("ATU13585627", "ATU13585627"),
        ("GR 094259216", "EL094259216"),
        ("EL094259216", "EL094259216"),
        ("NL810462215B02", ""),
        ("004495445B01", ""),
        ("NO923609016MVA", ""),
        ("ES54362315K", ""),  # a person's
        ("CZ7103192745", ""),  # a person's
        ("SK7103192745", ""),
        ("SE811218987601", ""),
        ("PT123456789", ""),
        ("BG7523169263", ""),
        ("ESX2482300W", ""),
    ],
)
def test_what_is_a_number(text: str, number: str) -> None:
    assert Vies().number_in(text) == number
