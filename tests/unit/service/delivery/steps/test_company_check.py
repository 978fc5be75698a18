"""A server that is restored from a backup gives numbers a second time: nobody is put into another company."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.model.carriers.contact import CreatedContact
from app.model.carriers.person import Person
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State, Step, StepKind
from app.service.delivery.steps.company_check import check_answer
from app.webapi.errors import (
    OtherRecordError,
)
from tests.helpers.fakes.delivery import Clock, Desk
from tests.helpers.faults.model_server import PERSON, TROUBLES, ModelServer

KARI, OLA = Person(firstname="Kari", lastname="Li"), Person(firstname="Ola", lastname="Ås")
YESTERDAY, TODAY = "2026-11-28T09:00:00.1234567Z", "2026-11-29T09:00:00Z"


@pytest.fixture
def server() -> Iterator[ModelServer]:
    server = ModelServer(Clock().true_time, takes_people=True, gives_addresses=True)
    with server.in_place_of_sockets():
        yield server


@pytest.fixture
def desk(tmp_path: Path, server: ModelServer) -> Iterator[Desk]:
    with Desk(tmp_path, "http://127.0.0.1:9", send_persons=False, use_dbi_key=False) as desk:
        server.clock = desk.clock.true_time
        yield desk


def half_saved(desk: Desk, server: ModelServer, created: str = "") -> Entry:
    """A company that is saved, with two people of whom the server has none; it says when it was created."""
    kept = server._kept
    made = {"CreatedDate": created} if created else {}
    server._kept = lambda body: kept(body) | ({} if "Lastname" in body else made)  # type: ignore[method-assign]  # a server that tells more
    server.troubles[PERSON].append(TROUBLES["no connection"])
    entry = desk.advance(desk.enter(name="Fjord AS", persons=(KARI, OLA))).entry
    assert (entry.company.state, entry.state) == (State.SAVED, State.QUEUED)
    return entry


def goes_on(desk: Desk, entry: Entry) -> Entry:
    desk.clock.forward(hours=1)
    return desk.advance(desk.outbox.existing(entry.id)).entry


@pytest.mark.parametrize(
    ("created", "now"),
    [
        ("", {"Name": "Vidda Kraftlag"}),
        (YESTERDAY, {"Name": "Vidda Kraftlag", "CreatedDate": TODAY}),
        (YESTERDAY, {"Name": "Fjord AS", "CreatedDate": TODAY}),
        (TODAY, {"Name": "Fjord AS", "CreatedDate": "2026-11-29T09:00:03Z"}),
    ],
    ids=["by its name", "by both", "by when it was created", "by seconds"],
)
def test_nobody_is_added_to_the_company_that_has_the_number_now(
    desk: Desk, server: ModelServer, created: str, now: dict[str, str]
) -> None:
    entry = half_saved(desk, server, created)
    server.companies[entry.contact_id].body = now
    for _again in range(2):
        refused = goes_on(desk, entry)
        assert refused.state is State.REJECTED
        assert [step.state for step in refused.steps] == [State.SAVED, State.REJECTED, State.REJECTED]
        assert f"number {entry.contact_id} is in SuperOffice now" in refused.people[0].message
        assert not server.people
        desk.deliverer.retry(entry.id)


@pytest.mark.parametrize(
    ("created", "now"),
    [
        ("", {"Name": "FJORD AS."}),
        (YESTERDAY, {"Name": "Vidda Kraftlag", "CreatedDate": "2026-11-28T09:00:00"}),
        ("no time", {"Name": "Fjord AS", "CreatedDate": TODAY}),
        ("0001-01-01T00:00:00", {"Name": "Fjord AS", "CreatedDate": TODAY}),
        (TODAY, {"Name": "Vidda Kraftlag", "CreatedDate": "2026-11-29T09:00:02Z"}),
    ],
    ids=["written in capitals", "renamed since", "no time", "no date", "stored seconds later"],
)
def test_people_are_added_to_a_company_that_was_changed_meanwhile(
    desk: Desk, server: ModelServer, created: str, now: dict[str, str]
) -> None:
    entry = half_saved(desk, server, created)
    server.companies[entry.contact_id].body = now
    assert goes_on(desk, entry).state is State.SAVED
    assert sorted(one.name for one in server.people.values()) == ["Kari Li", "Ola Ås"]


def test_our_key_tells_the_company_whatever_else_has_changed(desk: Desk, server: ModelServer) -> None:
    desk.turn_to(desk.profile.url, use_dbi_key=True)
    entry = half_saved(desk, server, YESTERDAY)
    server.companies[entry.contact_id].body = {
        "Name": "Vidda Kraftlag",
        "CreatedDate": TODAY,
        "DbiKey": entry.company.token,
    }
    assert goes_on(desk, entry).state is State.SAVED


def test_a_company_that_is_not_given_proves_nothing(desk: Desk, server: ModelServer) -> None:
    """A replica may be behind; what is gone, the server refuses itself."""
    entry = half_saved(desk, server)
    server.troubles["GET"].append(TROUBLES["not given"])
    assert goes_on(desk, entry).state is State.SAVED


def test_without_an_answer_people_wait(desk: Desk, server: ModelServer) -> None:
    entry = half_saved(desk, server)
    server.troubles["GET"].extend([TROUBLES["no connection"]] * 5)
    waiting = goes_on(desk, entry)
    server.heal()
    assert (waiting.state, len(server.people)) == (State.QUEUED, 0)
    assert goes_on(desk, waiting).state is State.SAVED


def answered(told: dict[str, object]) -> CreatedContact:
    return read_as(CreatedContact, {"Name": "Fjord AS", **told})


@pytest.mark.parametrize(("is_anothers", "asked_about"), [(True, 0), (False, 7)])
def test_only_an_older_company_that_no_entry_is_may_be_asked_about(
    is_anothers: bool, asked_about: int
) -> None:
    """That another entry is a company is known: nobody has to be asked whether it is this one."""
    clock = SimpleNamespace(now=datetime(2026, 11, 30, tzinfo=UTC))
    copy: Any = SimpleNamespace(
        steps=(Step(0, StepKind.COMPANY, "Fjord AS"),), api=SimpleNamespace(host="crm", server_clock=clock)
    )
    answer = answered({"ContactId": 7, "CreatedDate": "2019-03-01T09:00:00Z"})
    with pytest.raises(OtherRecordError) as refused:
        check_answer(copy, answer, lambda number: is_anothers and number == 7)
    assert refused.value.remote_id == asked_about
