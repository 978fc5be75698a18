"""A server that has no keys and writes a detail its own way: after a lost answer nothing is posted again.

What it has made of a value is known; where it may be another's as well, its user is asked. A namesake is
neither taken for ours nor asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import Person, PersonEntity
from app.model.carriers.reading import read_as
from app.model.entry import State
from app.sandbox import SandboxServer
from tests.helpers.fakes.delivery import Desk, is_new_person, posts, rows
from tests.helpers.faults.faulty_server import (
    Fault,
    FaultyServer,
    Handler,
    Request,
    Response,
    forward_to,
    is_new_company,
)
from tests.helpers.faults.renaming_server import renaming, without_keys

Change = Callable[[dict[str, Any]], object]
STREET: Final = {"Address1": "Storgata 1", "City": "Oslo", "Zipcode": "0155"}
COMPANY: Final[dict[str, Any]] = {
    "Name": "Fjord AS",
    "OrgNr": "914 778 271",
    "Description": "Kunde siden «1999» \u260e",
    "Phones": [{"Value": "+47 22 33 44 55 ext. 12", "Description": "Switchboard"}],
    "Emails": [{"Value": "Post.Long@fjord-og-fjell.example"}],
    "Urls": [{"Value": "https://fjord.example/"}],
    "Address": {"Street": STREET},
}
KARI: Final = Person(
    firstname="Kari",
    lastname="Ås",
    title="Salgssjef «nord»",
    email="Kari.As@fjord.example",
    mobile_phone="+47 911 22 333 ext. 5",
)


def rewriting(name: str, rewrite: Callable[[str], str]) -> Change:
    def change(body: dict[str, Any]) -> None:
        if isinstance(value := body.get(name), list):
            body[name] = [{**row, "Value": rewrite(row["Value"])} for row in value]
        else:
            body[name] = rewrite(value or "")

    return change


def in_latin(text: str) -> str:
    return text.encode("ascii", "replace").decode()


def dropping(name: str) -> Change:
    return lambda body: body.pop(name, None)


def moved(body: dict[str, Any]) -> None:
    body["Address"]["Street"] |= {"Address1": "Storgt. 1", "City": "OSLO"}


def all_at_once(body: dict[str, Any]) -> None:
    for name, change in OF_COMPANIES.items():
        if change is not all_at_once and "dropped" not in name:
            change(body)


OF_COMPANIES: Final[Mapping[str, Change]] = {
    "phone without extension": rewriting("Phones", lambda text: text.split(" ext")[0]),
    "phone in digits": rewriting("Phones", lambda text: "".join(filter(str.isdigit, text))),
    "phones dropped": dropping("Phones"),
    "e-mail cut": rewriting("Emails", lambda text: text[:20]),
    "e-mail in small letters": rewriting("Emails", str.lower),
    "note in another alphabet": rewriting("Description", in_latin),
    "note cut": rewriting("Description", lambda text: text[:12]),
    "note dropped": dropping("Description"),
    "number without blanks": rewriting("OrgNr", lambda text: text.replace(" ", "")),
    "number dropped": dropping("OrgNr"),
    "www": rewriting("Urls", lambda text: text.replace("//", "//www.")),
    "bare web address": rewriting("Urls", lambda text: text.split("//")[1].strip("/")),
    "street": moved,
    "all at once": all_at_once,
}
OF_PEOPLE: Final[Mapping[str, Change]] = {
    "mobile without extension": rewriting("MobilePhones", lambda text: text.split(" ext")[0]),
    "e-mail cut": rewriting("Emails", lambda text: text[:10]),
    "title in another alphabet": rewriting("Title", in_latin),
    "title dropped": dropping("Title"),
    "mobile dropped": dropping("MobilePhones"),
}
KEYS: Final = pytest.mark.parametrize("use_dbi_key", [True, False], ids=["forgotten key", "no key"])


@pytest.fixture
def desk(tmp_path: Path, sandbox: SandboxServer) -> Iterator[Desk]:
    with Desk(tmp_path, sandbox.url, send_persons=False) as desk:
        yield desk


@contextmanager
def losing(
    desk: Desk, sandbox: SandboxServer, change: Change, kind: str = "Contact", *, saves: bool = True
) -> Iterator[FaultyServer]:
    """The desk sends to a server that has no keys and changes what it saves; its first answer is lost."""

    def rewritten(body: dict[str, Any]) -> dict[str, Any]:
        change(body)
        return body | {"DbiKey": ""}

    handle: Handler = without_keys(renaming(forward_to(sandbox.url), rewritten, kind))
    applies = is_new_company if kind == "Contact" else is_new_person
    with FaultyServer(
        Fault.READ_THEN_CLOSE, handle, applies=applies, save_first=handle if saves else None, times=1
    ) as server:
        desk.turn_to(server.url)
        yield server


def companies(desk: Desk) -> list[int]:
    return sorted(desk.api().find_contacts("Fjord AS", None))


@KEYS
@pytest.mark.parametrize("named", OF_COMPANIES)
def test_a_company_is_there_once(desk: Desk, sandbox: SandboxServer, named: str, use_dbi_key: bool) -> None:
    with losing(desk, sandbox, OF_COMPANIES[named]) as server:
        desk.turn_to(server.url, use_dbi_key=use_dbi_key)
        entry = desk.deliver(desk.enter(read_as(ContactEntity, COMPANY)))
        (only,) = companies(desk)
        assert posts(server.requests) == 1
        if entry.state is State.UNKNOWN:
            assert entry.company.candidates == (only,), "its user is asked about the one that is there"
            entry = desk.decide(entry, only)
        assert (entry.state, entry.contact_id) == (State.SAVED, only)


@KEYS
@pytest.mark.parametrize("named", OF_PEOPLE)
def test_a_person_is_there_once(desk: Desk, sandbox: SandboxServer, named: str, use_dbi_key: bool) -> None:
    with losing(desk, sandbox, OF_PEOPLE[named], "Person") as server:
        desk.turn_to(server.url, use_dbi_key=use_dbi_key)
        entry = desk.deliver(desk.enter(persons=(KARI,)))
        (only,) = rows(desk, entry)
        assert sum(map(is_new_person, server.requests)) == 1
        if entry.state is State.UNKNOWN:
            assert entry.people[0].candidates == (only.person_id,)
            entry = desk.decide(entry, only.person_id)
        assert (entry.state, entry.people[0].remote_id) == (State.SAVED, only.person_id)


@KEYS
def test_so_it_is_under_a_name_of_the_servers(desk: Desk, sandbox: SandboxServer, use_dbi_key: bool) -> None:
    def change(body: dict[str, Any]) -> None:
        body["Name"] += "."
        del body["Description"]

    with losing(desk, sandbox, change) as server:
        desk.turn_to(server.url, use_dbi_key=use_dbi_key)
        entry = desk.deliver(desk.enter(read_as(ContactEntity, COMPANY)))
        (only,) = desk.api().recent_contacts(None)
        assert (entry.state, entry.company.candidates) == (State.UNKNOWN, (only.contact_id,))
        assert posts(server.requests) == 1


@KEYS
def test_so_is_a_person(desk: Desk, sandbox: SandboxServer, use_dbi_key: bool) -> None:
    def change(body: dict[str, Any]) -> None:
        body["Lastname"] += "."
        del body["Title"]

    with losing(desk, sandbox, change, "Person") as server:
        desk.turn_to(server.url, use_dbi_key=use_dbi_key)
        entry = desk.deliver(desk.enter(persons=(KARI,)))
        (only,) = rows(desk, entry)
        assert (entry.state, entry.people[0].candidates) == (State.UNKNOWN, (only.person_id,))
        assert sum(map(is_new_person, server.requests)) == 1


@KEYS
@pytest.mark.parametrize(
    "theirs",
    [
        {"OrgNr": "914 778 272"},
        {"Department": "Bergen"},
        {"Address": {"Street": STREET | {"City": "Bergen"}}},
        {"Phones": [{"Value": "55 66 77 88"}]},
        {"Emails": [{"Value": "another@fjord-og-fjell.example"}]},
    ],
    ids=lambda one: next(iter(one)),
)
def test_a_namesake_is_not_taken_for_it(
    desk: Desk, sandbox: SandboxServer, theirs: dict[str, Any], use_dbi_key: bool
) -> None:
    namesake = desk.api().create_contact(read_as(ContactEntity, COMPANY | theirs)).contact_id
    with losing(desk, sandbox, lambda _body: None, saves=False) as server:
        desk.turn_to(server.url, use_dbi_key=use_dbi_key)
        typed = COMPANY | ({"Department": "Oslo"} if "Department" in theirs else {})
        entry = desk.deliver(desk.enter(read_as(ContactEntity, typed)))
        assert (entry.state, posts(server.requests)) == (State.SAVED, 2)
        assert companies(desk) == [namesake, entry.contact_id]


def test_a_person_of_the_same_name_is_not_taken_for_the_one_who_was_sent(
    desk: Desk, sandbox: SandboxServer
) -> None:
    with losing(desk, sandbox, lambda _body: None, "Person", saves=False) as server:
        desk.turn_to(server.url, use_dbi_key=False)
        entry = desk.advance(desk.enter(persons=(KARI,))).entry
        other: dict[str, Any] = {
            "Firstname": "Kari",
            "Lastname": "Ås",
            "Contact": {"ContactId": entry.contact_id},
        }
        other |= {"Emails": [{"Value": "kari.two@fjord.example"}]}
        desk.turn_to(sandbox.url)
        theirs = desk.api().create_person(read_as(PersonEntity, other)).person_id
        desk.turn_to(server.url)
        entry = desk.deliver(entry)
        assert (entry.state, sum(map(is_new_person, server.requests))) == (State.SAVED, 2)
        assert [row.person_id for row in rows(desk, entry)] == [theirs, entry.people[0].remote_id]


@pytest.mark.parametrize("named", ["number without blanks", "note dropped", "all at once"])
def test_what_another_entry_is_asked_about_is_not_taken(
    desk: Desk, sandbox: SandboxServer, named: str
) -> None:
    """Of two whose answers were lost, the one that is not there has a name alone: any namesake has that."""
    typed: tuple[dict[str, Any], ...] = (COMPANY, {"Name": "Fjord AS"})
    change, behind = OF_COMPANIES[named], forward_to(sandbox.url)
    handle = without_keys(renaming(behind, lambda body: (change(body), body)[1], "Contact"))

    def save(request: Request) -> Response:
        return handle(request) if "OrgNr" in request.json else Response(200, {})

    with FaultyServer(
        Fault.READ_THEN_CLOSE, handle, applies=is_new_company, save_first=save, times=2
    ) as server:
        desk.turn_to(server.url, use_dbi_key=False)
        first, bare = (desk.enter(read_as(ContactEntity, one)) for one in typed)
        for entry in (first, bare):
            desk.advance(entry)
        (only,) = companies(desk)
        first = desk.deliver(first)
        assert (first.contact_id, first.company.candidates) in ((only, ()), (0, (only,)))
        bare = desk.deliver(bare) if first.contact_id else desk.advance(bare).entry
        assert bare.contact_id != only, "it is the first one, or nobody knows"
