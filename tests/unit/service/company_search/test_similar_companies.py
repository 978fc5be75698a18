"""The search for similar companies: by name, by domain and by phone; each company once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import DuplicateEntry
from app.model.carriers.reading import read_as
from app.model.company_search.hits import CompanyHit
from app.model.company_search.questions import Criterion, Question
from app.model.company_search.similar_companies import SearchKeys
from app.model.profile import Profile
from app.sandbox import PASSWORD, USER, Options, SandboxServer
from app.service.company_search.recent_answers import RecentAnswers
from app.service.company_search.similar_companies import search_similar
from app.webapi.client import WebApi
from app.webapi.company_finder import FoundHits
from app.webapi.errors import MaintenanceError, RejectedError

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

    def find_companies(self, question: Question, _most: int) -> FoundHits:
        if self._by_domain is None or question.criterion is not Criterion.DOMAIN:
            raise MaintenanceError("crm.example", status=503)
        hits = (CompanyHit(one.so_primary_key or 0, one.entry_name or "") for one in self._by_domain)
        return FoundHits(tuple(hits))

    def contact(self, number: int) -> ContactEntity:
        self.fetched.append(number)
        return read_as(ContactEntity, {"ContactId": number, "Name": f"Bakery {number}"})


def api(server: Server) -> WebApi:
    return cast("WebApi", server)


def test_a_company_that_is_found_twice_is_listed_once_with_both_reasons() -> None:
    found = search_similar(
        api(Server([match(5, "Bakery")], [match(5, "Bakery"), match(6, "Mill")])), KEYS
    ).found
    assert [(one.contact_id, one.why) for one in found] == [
        (5, "Same name · Same domain: bakery.example"),
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
    result = search_similar(api(Server([match(5, "Bakery")])), replace(KEYS, phones=("220010",)))
    assert len(result.found) == 1
    assert result.unchecked == "domains, phone numbers"


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


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebApi]:
    """A practice server with people, for all that only search it."""
    folder = tmp_path_factory.mktemp("sandbox")
    with SandboxServer(folder / "sandbox.db", Options(people=True)) as server:
        profile = Profile(name="Sandbox", url=server.url, user=USER, language="en")
        with WebApi(profile, lambda: PASSWORD) as client:
            yield client


NORDLYS = "Nordlys Bakeri AS, Tromsø"


@pytest.mark.parametrize(
    ("keys", "name", "why"),
    [
        (SearchKeys("nordlys bakeri as"), NORDLYS, "Similar name"),
        (SearchKeys("Nordlys Bakeri AS", "tromsø"), NORDLYS, "Same name and department"),
        (SearchKeys(domains=("nordlys-bakeri.example",)), NORDLYS, "Same domain: nordlys-bakeri.example"),
        (SearchKeys(org_nr="999888771", region="NO"), NORDLYS, "Same VAT or organisation number"),
        (SearchKeys(phones=("77000020",)), NORDLYS, "Same phone number"),
        (
            SearchKeys(emails=("Vestergaard.Cykler@mail.dk",)),
            "Vestergaard Cykler ApS",
            "Same e-mail address",
        ),
        (
            SearchKeys(person_emails=("kari.hansen@nordlys-bakeri.example",)),
            NORDLYS,
            "Kari Hansen works there already: same e-mail address",
        ),
        (
            SearchKeys(person_phones=("90000021",)),
            NORDLYS,
            "Kari Hansen works there already: same phone number",
        ),
    ],
)
def test_each_criterion_finds_the_company_and_says_why(
    standing: WebApi, keys: SearchKeys, name: str, why: str
) -> None:
    result = search_similar(standing, keys)
    assert [(one.name, one.why) for one in result.found] == [(name, why)]
    assert result.unchecked == ""
    (details,) = result.details.values()
    assert details.city in ("Tromsø", "Aarhus C")


@pytest.mark.parametrize(
    "keys",
    [
        SearchKeys(emails=("vestergaard.cykler@mail",)),
        SearchKeys(person_emails=("kari.hansen@nordlys",)),
        SearchKeys(org_nr="9998887", region="NO"),
        SearchKeys(phones=("7700002",), region="NO"),
        SearchKeys(phones=("7000020",), region="NO"),
        SearchKeys(person_phones=("9000002",), region="NO"),
        SearchKeys(person_phones=("0000021",), region="NO"),
    ],
    ids=["e-mail", "of a person", "VAT", "phone", "end of it", "mobile", "end of it as well"],
)
def test_what_begins_like_it_is_not_the_same(standing: WebApi, keys: SearchKeys) -> None:
    assert search_similar(standing, keys).found == ()


def test_who_is_there_already_is_told_where_that_was_asked_for(standing: WebApi) -> None:
    address = "kari.hansen@nordlys-bakeri.example"
    (found,) = search_similar(standing, SearchKeys(person_emails=(address,))).found
    assert [(one.name, one.company, one.reach) for one in found.people] == [("Kari Hansen", NORDLYS, address)]
    (found,) = search_similar(standing, SearchKeys(domains=("nordlys-bakeri.example",))).found
    assert found.people == ()


def test_a_number_beside_the_first_one_is_found_as_well(standing: WebApi) -> None:
    (found,) = search_similar(standing, SearchKeys(phones=("51000071",), region="NO")).found
    assert (found.name, found.why) == ("Havbris Sjømat AS, Stavanger", "Same phone number")


def test_who_has_a_first_name_that_begins_alike_is_another(standing: WebApi) -> None:
    keys = SearchKeys("Havbris Sjømat AS", people=(("Mart", "Strand"),))
    assert not any("Strand" in one.why for one in search_similar(standing, keys).found)


def test_somebody_of_the_same_name_in_the_same_company_is_told(standing: WebApi) -> None:
    keys = SearchKeys("Havbris Sjømat AS", people=(("Marte", "Strand"), ("Kari", "Hansen")))
    whys = {one.name: one.why.partition(" · ")[2] for one in search_similar(standing, keys).found}
    assert whys == {
        "Havbris Sjømat AS, Bodø": "Marte Strand works there already",
        "Havbris Sjømat AS, Stavanger": "",
    }


BY_NAME = ("GET Contact/Duplicates/{name}", "POST Agents/Contact/GetNameDepartmentDuplicates")
EVERYTHING = SearchKeys(
    "Nordlys Bakeri AS",
    "Tromsø",
    ("nordlys-bakeri.example",),
    ("77000020",),
    "999888771",
    "NO",
    ("nordlys@mail.example",),
    (("Kari", "Hansen"),),
    ("kari.hansen@nordlys-bakeri.example",),
    ("90000021",),
)
OF_COMPANY = "VAT numbers, e-mail addresses, phone numbers"
REACH = "people’s e-mail addresses, people’s phone numbers"


@pytest.mark.parametrize(
    ("lacks", "found", "unchecked"),
    [
        ((), True, ""),
        (BY_NAME, True, "similar names"),
        (("GET Contact/DuplicateDomains/{domain}",), True, "domains"),
        (("GET Person",), True, f"{REACH}, people’s names"),
        (("GET Contact",), True, OF_COMPANY),
        ((*BY_NAME, "GET Contact"), True, f"similar names, names, {OF_COMPANY}"),
        (
            (*BY_NAME, "GET Contact", "GET Contact/DuplicateDomains/{domain}", "GET Person"),
            False,
            f"similar names, names, VAT numbers, domains, e-mail addresses, phone numbers, {REACH}",
        ),
    ],
)
def test_what_a_server_lacks_is_named(
    tmp_path: Path, lacks: tuple[str, ...], found: bool, unchecked: str
) -> None:
    with SandboxServer(tmp_path / "sandbox.db", Options(lacks=lacks, people=True)) as server:
        profile = Profile(name="Sandbox", url=server.url, user=USER, language="en")
        with WebApi(profile, lambda: PASSWORD) as client:
            recent = RecentAnswers()
            result = search_similar(client, EVERYTHING, recent)
            known = len(server.requests)
            assert search_similar(client, EVERYTHING, recent) == result
        again = [f"{one.method} {one.path.removeprefix('/api/v1/')}" for one in server.requests[known:]]
    assert [one.name for one in result.found] == [NORDLYS] * found
    assert result.unchecked == unchecked
    refused = [re.escape(name).replace(r"\{name\}", ".+").replace(r"\{domain\}", ".+") for name in lacks]
    assert not [one for one in again if any(re.fullmatch(each, one.partition("?")[0]) for each in refused)]


def test_names_that_begin_alike_are_found_where_the_server_has_no_rules(tmp_path: Path) -> None:
    with SandboxServer(tmp_path / "sandbox.db", Options(lacks=BY_NAME, people=True)) as server:
        profile = Profile(name="Sandbox", url=server.url, user=USER, language="en")
        with WebApi(profile, lambda: PASSWORD) as client:
            for keys, why in (
                (SearchKeys("nordlys bakeri as", "TROMSØ"), "Same name and department"),
                (SearchKeys("Nordlys Bakeri AS"), "Same name"),
                (SearchKeys("Nordlys Bak"), "Similar name"),
            ):
                assert [(one.name, one.why) for one in search_similar(client, keys).found] == [(NORDLYS, why)]


def test_who_is_in_a_company_of_another_spelling_is_told(tmp_path: Path) -> None:
    with SandboxServer(tmp_path / "sandbox.db", Options(people=True)) as server:
        profile = Profile(name="Sandbox", url=server.url, user=USER, language="en")
        with WebApi(profile, lambda: PASSWORD) as client:
            keys = SearchKeys("NORDLYS BAKERI A/S", people=(("Kari", "Hansen"),))
            (found,) = (one for one in search_similar(client, keys).found if one.name == NORDLYS)
    assert found.why.endswith("Kari Hansen works there already")


def test_a_server_that_refuses_one_name_is_asked_for_the_next() -> None:
    class Choosy(Server):
        def duplicates(self, name: str, department: str) -> tuple[DuplicateEntry, ...]:
            if name == "Bakery?":
                raise RejectedError("crm.example", status=400, said="")
            return super().duplicates(name, department)

        def find_companies(self, question: Question, most: int) -> FoundHits:
            return (
                FoundHits()
                if question.criterion is Criterion.NAME
                else super().find_companies(question, most)
            )

    server, recent = Choosy([match(5, "Bakery")]), RecentAnswers()
    odd = search_similar(api(server), SearchKeys("Bakery?"), recent)
    assert (odd.found, odd.unchecked) == ((), "similar names")
    assert [one.contact_id for one in search_similar(api(server), SearchKeys("Bakery"), recent).found] == [5]


def test_twenty_are_shown_with_names_that_fit_into_a_table() -> None:
    long = "Bakery " + "x" * 400
    found = search_similar(api(Server([match(number, long) for number in range(1, 30)], [])), KEYS).found
    assert [one.contact_id for one in found] == list(range(1, 21))
    assert {len(one.name) for one in found} == {300}


def test_without_a_name_it_is_searched_for_by_the_rest() -> None:
    server = Server([match(5, "Bakery")], [match(6, "Mill")])
    found = search_similar(api(server), SearchKeys("", "", ("bakery.example",))).found
    assert [one.contact_id for one in found] == [6]


def test_a_company_without_a_number_is_none_to_fetch() -> None:
    nameless = read_as(DuplicateEntry, {"EntryName": "Bakery"})
    server = Server([match(0, "Bakery", EntryIdentifier="NO999"), nameless], [])
    result = search_similar(api(server), KEYS)
    assert [(one.contact_id, one.identifier) for one in result.found] == [(0, "NO999"), (0, "")]
    assert server.fetched == []


def test_the_reason_is_that_of_the_servers_rule_but_for_the_same_name() -> None:
    names = (("Bakery AS", "Same start"), ("Bakery", "Same start"))
    by_name = [match(number, name, RuleDisplayName=rule) for number, (name, rule) in enumerate(names, 1)]
    found = search_similar(api(Server(by_name, [])), KEYS).found
    assert [one.why for one in found] == ["Same start", "Same name"]


def test_the_same_reason_is_given_once(standing: WebApi) -> None:
    found = search_similar(standing, SearchKeys(phones=("51000070", "51000071"))).found
    assert [one.why for one in found] == ["Same phone number"]
