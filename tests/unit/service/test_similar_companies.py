"""The search for similar companies: by name, by domain and by phone; each company once."""

from __future__ import annotations

from typing import Any, cast

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import DuplicateEntry
from app.model.carriers.reading import read_as
from app.model.checks.similar_companies import SearchKeys
from app.service.similar_companies import search_similar
from app.webapi.client import WebApi
from app.webapi.errors import MaintenanceError

KEYS = SearchKeys("Bakery", "", ("bakery.example",))


def match(number: int, name: str, **values: str) -> DuplicateEntry:
    return read_as(DuplicateEntry, {"SoPrimaryKey": number, "EntryName": name, **values})


class Server:
    """A client whose server knows these companies."""

    def __init__(self, by_name: list[DuplicateEntry], by_domain: list[DuplicateEntry] | None = None) -> None:
        self._by_name = by_name
        self._by_domain = by_domain
        self.fetched: list[int] = []

    def duplicates(self, _name: str, _department: str) -> tuple[DuplicateEntry, ...]:
        return tuple(self._by_name)

    def duplicate_domains(self, _domain: str) -> tuple[DuplicateEntry, ...]:
        if self._by_domain is None:
            raise MaintenanceError("crm.example", status=503)
        return tuple(self._by_domain)

    def contact(self, number: int) -> ContactEntity:
        self.fetched.append(number)
        return read_as(ContactEntity, {"ContactId": number, "Name": f"Bakery {number}"})


def api(server: Server) -> WebApi:
    return cast("WebApi", server)


def test_a_company_that_is_found_twice_is_listed_once_for_its_first_reason() -> None:
    found = search_similar(
        api(Server([match(5, "Bakery")], [match(5, "Bakery"), match(6, "Mill")])), KEYS
    ).found
    assert [(one.contact_id, one.why) for one in found] == [
        (5, "Same name"),
        (6, "Same domain: bakery.example"),
    ]


def test_a_name_is_called_the_same_only_where_it_is() -> None:
    names = ["BAKERY ", "Bakery AS", "Bakery, Oslo"]
    found = search_similar(
        api(Server([match(number, name) for number, name in enumerate(names, 1)])), KEYS
    ).found
    assert [one.why for one in found] == ["Same name", "Similar name", "Similar name"]


def test_a_company_of_another_register_has_its_identifier() -> None:
    (found,) = search_similar(api(Server([match(0, "Bakery", EntryIdentifier="NO999")], [])), KEYS).found
    assert (found.contact_id, found.identifier) == (0, "NO999")


def test_a_server_without_the_search_by_domain_still_answers_by_name() -> None:
    assert len(search_similar(api(Server([match(5, "Bakery")])), KEYS).found) == 1


def test_details_are_fetched_of_the_few_that_may_be_the_same() -> None:
    server = Server([match(number, "Bakery AS") for number in range(1, 6)] + [match(9, "Old Bakery")], [])
    details = search_similar(api(server), KEYS).details
    assert list(details) == server.fetched == [1, 2, 3]
    assert details[1].name == "Bakery 1"


def test_a_failure_of_the_search_by_name_is_raised() -> None:
    class Away(Server):
        def duplicates(self, *_arguments: Any) -> tuple[DuplicateEntry, ...]:
            raise MaintenanceError("crm.example", status=503)

    with pytest.raises(MaintenanceError):
        search_similar(api(Away([])), KEYS)
