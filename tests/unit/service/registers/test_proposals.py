"""What a register says becomes values to accept, with a warning and the law against advertising."""

import pytest

from app.model.registers.record import CompanyState, RegisterRecord
from app.recognition import FoundValue
from app.service.registers.proposals import proposals_of

RECORD = RegisterRecord(
    "dk",
    "DK",
    "24256790",
    "Havn A/S",
    values={"Name": "Havn A/S", "OrgNr": "24256790"},
    persons=({"Firstname": "Mette", "Lastname": "Bruun"}, {"Lastname": "Holk"}),
)


def test_values_name_their_register_and_people_are_offered() -> None:
    found = proposals_of(RECORD, "CVR")
    assert found.company == (FoundValue("Name", "Havn A/S", "CVR"), FoundValue("OrgNr", "24256790", "CVR"))
    assert [one.path for one in found.doubtful] == [
        "Persons[0].Firstname",
        "Persons[0].Lastname",
        "Persons[1].Lastname",
    ]
    assert (found.source, found.message, found.persons) == ("CVR", "", ())


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (CompanyState.BANKRUPT, "Havn A/S is bankrupt, says CVR."),
        (CompanyState.DISSOLVING, "Havn A/S is being dissolved, says CVR."),
        (CompanyState.DELETED, "Havn A/S is deleted from the register, says CVR."),
    ],
)
def test_a_company_that_is_not_active_is_warned_of(state: CompanyState, words: str) -> None:
    record = RegisterRecord("dk", "DK", "24256790", "Havn A/S", state=state)
    assert proposals_of(record, "CVR").message == words


@pytest.mark.parametrize(
    ("country", "law"), [("DK", "Danish act"), ("SE", "Swedish ordinance"), ("NL", "register")]
)
def test_who_wants_no_advertising_gets_no_mailings(country: str, law: str) -> None:
    record = RegisterRecord("dk", country, "1", "Havn", refuses_advertising=True)
    (found,) = proposals_of(record, "CVR").company
    assert (found.path, found.value) == ("NoMailing", "true")
    assert law in found.snippet


def test_the_industry_is_proposed_as_the_business_it_is_in_the_words_of_the_register() -> None:
    record = RegisterRecord("dk", "DK", "1", "Havn", industry="Fishing")
    assert proposals_of(record, "CVR").company == (FoundValue("Business", "Fishing", "CVR"),)
