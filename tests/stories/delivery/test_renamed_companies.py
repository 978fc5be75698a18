"""A server that saves a company under another name than it was sent: it is never posted again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from app.model.carriers.common import Phone
from app.model.carriers.contact import ContactEntity
from app.model.entry import State
from app.sandbox import SandboxServer
from tests.helpers.fakes.delivery import Desk, posts
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Request, Response, forward_to
from tests.helpers.faults.renaming_server import COMPANY_NAME, RENAMINGS, renaming, without_keys


@contextmanager
def losing_the_answer(
    desk: Desk, sandbox: SandboxServer, named: str, *, forgets_keys: bool = False
) -> Iterator[FaultyServer]:
    """The desk sends to a server that saves under another name, and whose first answer is lost."""
    behind = forward_to(sandbox.url)
    rename = RENAMINGS[named]
    handle = renaming(behind, lambda body: body | {"Name": rename(body["Name"])}, "Contact")
    handle = without_keys(handle) if forgets_keys else handle
    with FaultyServer(Fault.READ_THEN_CLOSE, handle, save_first=handle, times=1) as server:
        desk.turn_to(server.url)
        yield server


@pytest.mark.parametrize("named", RENAMINGS)
def test_the_token_proves_what_the_name_does_not(desk: Desk, sandbox: SandboxServer, named: str) -> None:
    with losing_the_answer(desk, sandbox, named) as server:
        entry = desk.deliver(desk.enter(name=COMPANY_NAME))
        assert (entry.state, posts(server.requests)) == (State.SAVED, 1)
        assert len(desk.api().recent_contacts(None)) == 1


@pytest.mark.parametrize("named", [named for named in RENAMINGS if named != "replaced"])
def test_without_a_readable_token_a_person_is_asked(desk: Desk, sandbox: SandboxServer, named: str) -> None:
    with losing_the_answer(desk, sandbox, named, forgets_keys=True) as server:
        entry = desk.deliver(desk.enter(name=COMPANY_NAME))
        (only,) = desk.api().recent_contacts(None)
        assert (entry.state, entry.company.candidates) == (State.UNKNOWN, (only.contact_id,))
        assert posts(server.requests) == 1
        assert desk.decide(entry, only.contact_id).state is State.SAVED


@pytest.mark.parametrize("key", [None, "ERP-7"])
@pytest.mark.parametrize("named", ["blanks collapsed", "escaped"])
def test_without_a_token_of_ours_a_person_is_asked(
    desk: Desk, sandbox: SandboxServer, named: str, key: str | None
) -> None:
    with losing_the_answer(desk, sandbox, named) as server:
        desk.turn_to(server.url, use_dbi_key=False)
        entry = desk.deliver(desk.enter(name=COMPANY_NAME, dbi_key=key))
        assert (entry.state, len(entry.company.candidates)) == (State.UNKNOWN, 1)
        assert posts(server.requests) == 1


def test_what_is_the_same_in_everything_but_a_replaced_name_is_shown(
    desk: Desk, sandbox: SandboxServer
) -> None:
    with losing_the_answer(desk, sandbox, "replaced", forgets_keys=True) as server:
        entry = desk.deliver(desk.enter(name=COMPANY_NAME, phones=(Phone(value="22 11 00 00"),)))
        assert (entry.state, len(entry.company.candidates)) == (State.UNKNOWN, 1)
        assert posts(server.requests) == 1


def test_ours_is_found_by_its_token_though_another_has_the_name(desk: Desk, sandbox: SandboxServer) -> None:
    desk.api().create_contact(ContactEntity(name="Fjord AS"))
    with losing_the_answer(desk, sandbox, "with a dot") as server:
        entry = desk.deliver(desk.enter(name="Fjord AS"))
        assert (entry.state, entry.name) == (State.SAVED, "Fjord AS.")
        assert posts(server.requests) == 1


def test_companies_of_other_entries_are_not_read(desk: Desk, sandbox: SandboxServer) -> None:
    for _ in range(3):
        desk.deliver(desk.enter(name="Fjord AS"))
    with losing_the_answer(desk, sandbox, "with a dot") as server:
        entry = desk.deliver(desk.enter(name="Fjord AS"))
        read = [one.path for one in server.requests if one.method == "GET" and one.path[-1].isdigit()]
        assert read == [f"/api/v1/Contact/{entry.contact_id}"]


def test_a_company_that_was_there_before_and_is_not_given_holds_up_no_other(
    desk: Desk, sandbox: SandboxServer
) -> None:
    odd = desk.api().create_contact(ContactEntity(name="Bakke AS")).contact_id
    desk.deliver(desk.enter(name="Haug AS"))  # is newer, so that the odd one was there before
    behind = forward_to(sandbox.url)
    refusal = Response(500, {"Error": True, "ErrorType": "SoX", "ErrorMessage": "a broken record"})

    def handle(request: Request) -> Response:
        return refusal if request.path.endswith(f"/Contact/{odd}") else behind(request)

    with FaultyServer(Fault.READ_THEN_CLOSE, handle, times=1) as server:
        desk.turn_to(server.url)
        entry = desk.deliver(desk.enter(name="Fjord AS"))
        assert (entry.state, posts(server.requests)) == (State.SAVED, 2)
        assert f"/api/v1/Contact/{odd}" in [request.path for request in server.requests]
