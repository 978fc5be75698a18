"""Who has a number, and who has a longer one with it inside."""

from __future__ import annotations

from typing import cast

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import PersonEntity
from app.model.carriers.reading import read_as
from app.model.company_search.hits import CompanyHit
from app.model.company_search.questions import Criterion, Question
from app.service.company_search.whole_phones import of_whole_phone
from app.webapi.client import WebApi
from app.webapi.errors import MaintenanceError, RejectedError, WebApiError

OF_PERSON = Question(Criterion.PERSON_PHONE, ("9001122",), is_whole=True)
OF_COMPANY = Question(Criterion.PHONE, ("51000071",), is_whole=True)


class Server:
    """A client whose server has these numbers behind the first ones."""

    def __init__(self, *phones: str, error: WebApiError | None = None) -> None:
        self._rows = [{"Value": one} for one in phones]
        self._error = error
        self.read: list[int] = []

    def person(self, number: int) -> PersonEntity:
        self._read(number)
        return read_as(PersonEntity, {"OtherPhones": self._rows})

    def contact(self, number: int) -> ContactEntity:
        self._read(number)
        return read_as(ContactEntity, {"Phones": self._rows})

    def _read(self, number: int) -> None:
        self.read.append(number)
        if self._error:
            raise self._error


def somebody(number: int, *phones: str) -> CompanyHit:
    return CompanyHit(2, "Bakery", person="Liv Fjell", person_id=number, phones=phones)


def kept(server: Server, question: Question, *hits: CompanyHit) -> list[CompanyHit]:
    return list(of_whole_phone(cast("WebApi", server), question, hits, "NO"))


def test_who_has_a_longer_number_is_another_and_is_not_read() -> None:
    server = Server()
    own = somebody(8, "22 00 00 00", "+47 900 11 22")
    assert kept(server, OF_PERSON, somebody(7, "900 11 223"), own) == [own]
    assert server.read == []


def test_a_number_that_the_list_does_not_tell_is_read_of_a_few() -> None:
    server = Server("900 11 22")
    hits = [somebody(number, "22 00 00 00") for number in range(1, 6)]
    assert kept(server, OF_PERSON, *hits) == hits[:3]
    assert server.read == [1, 2, 3]
    company = CompanyHit(5, "Havbris", phones=("51000070",))
    assert kept(Server("51000070", "51 00 00 71"), OF_COMPANY, company) == [company]
    assert kept(Server("510000712"), OF_COMPANY, company) == []


def test_a_record_that_is_not_shown_has_no_number_and_a_server_that_is_away_says_so() -> None:
    refused = RejectedError("crm.example", said="no", status=403)
    assert kept(Server(error=refused), OF_PERSON, somebody(1)) == []
    with pytest.raises(MaintenanceError):
        kept(Server(error=MaintenanceError("crm.example", status=503)), OF_PERSON, somebody(1))
