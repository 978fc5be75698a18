"""Who is added to a company that is there, and was taken before the store knows it, is found by the key.

A store is restored from an older copy, or the server has taken what it answered with "not now".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import Person
from app.model.entry import Entry, State
from app.model.form.people import as_entity
from app.sandbox import SandboxServer
from app.service.delivery.deliverer import new_addition
from tests.helpers.fakes.delivery import KARI, Desk, Switch, is_new_person, rows
from tests.helpers.faults.faults import ANSWERS
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Handler, Request, Response, forward_to
from tests.helpers.faults.renaming_server import COMPANY_NAME, RENAMINGS, renaming

LONG: Final = Person(firstname="Kari", lastname=COMPANY_NAME[:40], email="kari.as@fjord.example")


@pytest.fixture
def desk(tmp_path: Path, sandbox: SandboxServer) -> Iterator[Desk]:
    with Desk(tmp_path, sandbox.url, send_persons=False) as desk:
        yield desk


@pytest.fixture
def company(desk: Desk) -> int:
    """The number of a company that was saved a minute ago."""
    saved = desk.advance(desk.enter(name="Fjord AS")).entry
    desk.clock.forward(minutes=1)
    return saved.contact_id


def addition(desk: Desk, company: int, *people: Person) -> Entry:
    body = ContactEntity(contact_id=company, name="Fjord AS", persons=people)
    return desk.outbox.add(new_addition(body, desk.profile, "addition", desk.clock()))


def taking_first(behind: Handler, answer: Response) -> Handler:
    """Returns a handler that takes the first person and answers that it has not."""
    is_over = False

    def handle(request: Request) -> Response:
        nonlocal is_over
        taken = behind(request)
        if is_over or not is_new_person(request):
            return taken
        is_over = True
        return answer

    return handle


def not_now(desk: Desk, server: Switch, entry: Entry) -> Entry:
    server.handle = taking_first(server.handle, ANSWERS[Fault.BUSY_429_SECONDS])
    return desk.deliver(entry)


def restored(desk: Desk, _server: Switch, entry: Entry) -> Entry:
    kept = desk.copy_store()
    assert desk.deliver(entry).state is State.SAVED
    desk.restore_store(kept)
    desk.clock.forward(hours=1)
    return desk.deliver(entry)


@pytest.mark.parametrize("way", [not_now, restored])
@pytest.mark.parametrize("named", [None, *(named for named in RENAMINGS if named != "replaced")])
def test_who_was_taken_is_there_once_under_whatever_name(
    desk: Desk, sandbox: SandboxServer, company: int, named: str | None, way: Callable[..., Entry]
) -> None:
    rename = RENAMINGS[named] if named else str
    behind = forward_to(sandbox.url)
    switch = Switch(
        renaming(
            behind,
            lambda body: (
                body | {"Lastname": rename(body["Lastname"]), "Emails": [{"Value": "kari.as@fjord"}]}
            ),
            "Person",
        )
    )
    with FaultyServer(handle=switch) as server:
        desk.turn_to(server.url)
        entry = way(desk, switch, addition(desk, company, LONG))
        assert entry.state is State.SAVED
        assert sum(map(is_new_person, server.requests)) == 1
        assert [row.person_id for row in rows(desk, entry)] == [entry.people[0].remote_id]


def test_somebody_of_the_name_without_the_key_is_told(desk: Desk, company: int) -> None:
    entry = addition(desk, company, KARI)
    desk.api().create_person(as_entity(KARI, company))
    desk.clock.forward(hours=1)
    told = desk.deliver(entry)
    assert told.state is State.REJECTED
    assert "somebody who was typed is in this company already" in told.message


def test_who_is_added_at_once_is_looked_for_in_one_list(
    desk: Desk, sandbox: SandboxServer, company: int
) -> None:
    desk.deliver(addition(desk, company, KARI))
    lists = [one.path for one in sandbox.requests if one.path.partition("?")[0].endswith("/Persons")]
    assert len(lists) == 1
