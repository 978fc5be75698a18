"""What waits and was sent before is found by its key, whatever the server has made of its name and details.

A store is restored from an older copy, or the server has taken what it answered with "not now". The key is
ours, or one that its user has filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import Person
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.sandbox import SandboxServer
from tests.helpers.fakes.delivery import Desk, Switch, is_new_person, rows
from tests.helpers.faults.faults import ANSWERS
from tests.helpers.faults.faulty_server import (
    Fault,
    FaultyServer,
    Handler,
    Request,
    Response,
    forward_to,
    is_new_company,
)
from tests.helpers.faults.renaming_server import COMPANY_NAME, RENAMINGS, renaming

Applies = Callable[[Request], bool]
# A company under quite another name is looked for only after a lost answer: that costs a request for each.
ALIKE: Final = [named for named in RENAMINGS if named != "replaced"]
COMPANY: Final = ContactEntity(name=COMPANY_NAME)
KARI: Final = Person(firstname="Kari", lastname=COMPANY_NAME[:40], mobile_phone="+47 911 22 333 ext. 5")
FJORD: Final[dict[str, Any]] = {"Name": "Fjord AS", "OrgNr": "914 778 271", "DbiKey": "ERP-4711"}
OWN_KEY: Final = read_as(Person, {"Firstname": "Kari", "MobilePhone": "91122333 x5", "DbiKey": "ERP-P1"})


@pytest.fixture
def desk(tmp_path: Path, sandbox: SandboxServer) -> Iterator[Desk]:
    with Desk(tmp_path, sandbox.url, send_persons=False) as desk:
        yield desk


def taking_first(behind: Handler, applies: Applies, answer: Response) -> Handler:
    """Returns a handler that takes the first of these requests and answers that it has not."""
    is_over = False

    def handle(request: Request) -> Response:
        nonlocal is_over
        taken = behind(request)
        if is_over or not applies(request):
            return taken
        is_over = True
        return answer

    return handle


def not_now(desk: Desk, server: Switch, applies: Applies, entry: Entry) -> Entry:
    server.handle = taking_first(server.handle, applies, ANSWERS[Fault.BUSY_429_SECONDS])
    return desk.deliver(entry)


def restored(desk: Desk, _server: Switch, _applies: Applies, entry: Entry) -> Entry:
    kept = desk.copy_store()
    assert desk.deliver(entry).state is State.SAVED
    desk.restore_store(kept)
    desk.clock.forward(hours=1)
    return desk.deliver(entry)


WAYS: Final = pytest.mark.parametrize("way", [not_now, restored])


@WAYS
@pytest.mark.parametrize("named", ALIKE)
def test_a_company_is_found_under_a_name_of_the_servers(
    desk: Desk, sandbox: SandboxServer, named: str, way: Callable[..., Entry]
) -> None:
    rename = RENAMINGS[named]
    behind = renaming(forward_to(sandbox.url), lambda body: body | {"Name": rename(body["Name"])}, "Contact")
    switch = Switch(behind)
    with FaultyServer(handle=switch) as server:
        desk.turn_to(server.url)
        assert way(desk, switch, is_new_company, desk.enter(COMPANY)).state is State.SAVED
        assert sum(map(is_new_company, server.requests)) == 1


@WAYS
@pytest.mark.parametrize("named", RENAMINGS)
def test_a_person_is_found_under_any_name(
    desk: Desk, sandbox: SandboxServer, named: str, way: Callable[..., Entry]
) -> None:
    rename = RENAMINGS[named]
    behind = forward_to(sandbox.url)
    switch = Switch(renaming(behind, lambda body: body | {"Lastname": rename(body["Lastname"])}, "Person"))
    with FaultyServer(handle=switch) as server:
        desk.turn_to(server.url)
        entry = way(desk, switch, is_new_person, desk.enter(name="Fjord AS", persons=(KARI,)))
        assert entry.state is State.SAVED
        assert sum(map(is_new_person, server.requests)) == 1
        assert [row.person_id for row in rows(desk, entry)] == [entry.people[0].remote_id]


def lost(desk: Desk, server: Switch, applies: Applies, entry: Entry) -> Entry:
    server.handle = taking_first(server.handle, applies, Response(wire=b""))
    return desk.deliver(entry)


def rewritten(body: dict[str, Any]) -> dict[str, Any]:
    phones = [{**row, "Value": row["Value"].split(" x")[0]} for row in body.get("MobilePhones") or []]
    return body | {"OrgNr": str(body.get("OrgNr")).replace(" ", ""), "MobilePhones": phones}


@pytest.mark.parametrize("way", [lost, not_now, restored])
@pytest.mark.parametrize(("kind", "applies"), [("Contact", is_new_company), ("Person", is_new_person)])
def test_a_key_that_the_user_filled_in_is_proof(
    desk: Desk, sandbox: SandboxServer, kind: str, applies: Applies, way: Callable[..., Entry]
) -> None:
    def change(body: dict[str, Any]) -> dict[str, Any]:
        return rewritten(body) | {"Description": "written by the server"}

    switch = Switch(renaming(forward_to(sandbox.url), change, kind))
    with FaultyServer(handle=switch) as server:
        desk.turn_to(server.url)
        entry = way(
            desk, switch, applies, desk.enter(read_as(ContactEntity, FJORD).with_changes(persons=(OWN_KEY,)))
        )
        assert entry.state is State.SAVED
        assert [sum(map(each, server.requests)) for each in (is_new_company, is_new_person)] == [1, 1]
        assert desk.api().person(entry.people[0].remote_id).dbi_key == "ERP-P1"


@pytest.mark.parametrize("key", ["ERP-471", "erp-4711", "ERP-4711-2", None])
def test_another_key_of_a_user_is_no_proof(desk: Desk, key: str | None) -> None:
    theirs = desk.api().create_contact(ContactEntity(name="Fjord AS", dbi_key=key)).contact_id
    entry = desk.enter(read_as(ContactEntity, FJORD))
    desk.clock.forward(hours=1)
    entry = desk.deliver(entry)
    assert entry.state is State.SAVED
    assert entry.contact_id != theirs


def test_what_is_sent_at_once_is_looked_for_nowhere(desk: Desk, sandbox: SandboxServer) -> None:
    desk.deliver(desk.enter(read_as(ContactEntity, FJORD)))
    desk.deliver(desk.enter(COMPANY, persons=(KARI,)))
    searched = [one for one in sandbox.requests if one.method == "GET" and "filter" in one.path]
    assert searched == []
