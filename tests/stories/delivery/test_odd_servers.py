"""Additions to servers that tell times otherwise, refuse what they have written, or keep records oddly."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.sandbox import Options, SandboxServer
from app.service.delivery.deliverer import new_addition
from tests.helpers.fakes.delivery import KARI, Desk, states
from tests.helpers.faults.faulty_server import FaultyServer, Handler, Request, Response, forward_to

COMPANY = 2
PHONE = {"Value": "+47 22 33 44 55", "Description": "Switchboard"}
_FOLLOWS = {"UpdatedDate", "UpdatedBy", "UserDefinedFields"}
Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "sandbox.db", Options()) as server:
        yield server


@pytest.fixture
def desk(tmp_path: Path, sandbox: SandboxServer) -> Iterator[Desk]:
    with Desk(tmp_path, sandbox.url, send_persons=False) as desk:
        yield desk


def add(desk: Desk, **given: Any) -> Entry:
    body = read_as(ContactEntity, {"ContactId": COMPANY, "Name": "Nordlys Bakeri", **given})
    return desk.outbox.add(new_addition(body, desk.profile, "addition", desk.clock()))


def is_of_record(request: Request, method: str) -> bool:
    return request.method == method and request.path.rstrip("/").endswith(f"/Contact/{COMPANY}")


def telling(url: str, change: Change) -> Handler:
    """Answers as the sandbox at `url`, with the company's record changed."""
    behind = forward_to(url)

    def handle(request: Request) -> Response:
        answer = behind(request)
        if not is_of_record(request, "GET"):
            return answer
        record = json.loads(answer.raw)
        change(record)
        return Response(answer.status, record)

    return handle


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    return {name for name in after if before[name] != after[name]} - _FOLLOWS


def refusing(url: str, status: int, *, writes: bool) -> Handler:
    behind = forward_to(url)
    error = {"Error": True, "ErrorType": "SoInvalidArgumentException", "ErrorMessage": "Phones: not now"}

    def handle(request: Request) -> Response:
        if not is_of_record(request, "PUT"):
            return behind(request)
        if writes:
            behind(request)
        return Response(status, error)

    return handle


@pytest.mark.parametrize(
    "times",
    [
        {"UpdatedDate": None},
        {"UpdatedDate": "0001-01-01T00:00:00"},
        {"UpdatedDate": "2025-03-01T08:00:00Z"},
        {"UpdatedDate": "2025-03-01T08:00"},
        {"UpdatedDate": "2025-03-01T09:00:00+01:00"},
        {"UpdatedDate": "2025-03-01T08:00:00.1234567"},
    ],
)
def test_however_times_are_told_what_is_added_is_there_once(
    desk: Desk, sandbox: SandboxServer, times: dict[str, Any]
) -> None:
    before = desk.api().contact_record(COMPANY)
    with FaultyServer(handle=telling(sandbox.url, lambda record: record.update(times))) as server:
        desk.turn_to(server.url)
        entry = desk.deliver(add(desk, Phones=[PHONE], Persons=[KARI.to_json_object()]))
        assert states(entry) == [State.SAVED] * 2, entry.message
    desk.turn_to(sandbox.url)
    after = desk.api().contact_record(COMPANY)
    assert changes(before, after) == {"Phones"}
    assert [row["Value"] for row in after["Phones"]].count(PHONE["Value"]) == 1


@pytest.mark.parametrize("status", [400, 403, 404, 409, 412, 413, 500, 503])
@pytest.mark.parametrize("writes", [True, False])
def test_what_was_written_is_not_called_refused(
    desk: Desk, sandbox: SandboxServer, status: int, writes: bool
) -> None:
    before = desk.api().contact_record(COMPANY)
    with FaultyServer(handle=refusing(sandbox.url, status, writes=writes)) as server:
        desk.turn_to(server.url)
        entry = add(desk, Phones=[PHONE])
        for _round in range(12):
            desk.advance(entry)
            entry = desk.stored(entry)
            if entry.state in (State.SAVED, State.REJECTED):
                break
            desk.clock.forward(minutes=30)
    desk.turn_to(sandbox.url)
    after = desk.api().contact_record(COMPANY)
    assert changes(before, after) == ({"Phones"} if writes else set())
    assert (entry.state is State.SAVED) is writes, entry.message
    assert not (writes and entry.problems)


def test_a_company_that_was_merged_is_told_and_nothing_is_added(desk: Desk, sandbox: SandboxServer) -> None:
    with FaultyServer(handle=telling(sandbox.url, lambda record: record.update(ContactId=3))) as server:
        desk.turn_to(server.url)
        entry = desk.advance(add(desk, Phones=[PHONE], Persons=[KARI.to_json_object()])).entry
    assert entry.state is State.REJECTED, entry.message
    assert "another company" in entry.message
    assert not any(request.method in ("PUT", "POST") for request in sandbox.requests)


@pytest.mark.long
def test_five_hundred_phones_are_all_written_back(desk: Desk) -> None:
    many = [{"Value": f"+47 900 {number:05}", "Description": f"Line {number}"} for number in range(500)]
    desk.deliver(add(desk, Phones=many))
    desk.clock.forward(minutes=1)
    before = desk.api().contact_record(COMPANY)
    body = read_as(
        ContactEntity, {"ContactId": COMPANY, "Name": "Nordlys Bakeri", "Phones": [many[7], PHONE]}
    )
    desk.deliver(desk.outbox.add(new_addition(body, desk.profile, "again", desk.clock())))
    after = desk.api().contact_record(COMPANY)
    assert changes(before, after) == {"Phones"}
    assert after["Phones"][:-1] == before["Phones"]
    assert (len(after["Phones"]), after["Phones"][-1]["Value"]) == (len(before["Phones"]) + 1, PHONE["Value"])


@pytest.mark.parametrize(
    "given",
    [
        {"Phones": [{"Value": "22334455"}, {"Value": "0047 22-33-44-55"}, {"Value": "(+47) 22 33 44 55"}]},
        {"Emails": [{"Value": "POST@Fjord.EXAMPLE"}, {"Value": " post@fjord.example "}]},
        {"Urls": [{"Value": "HTTPS://fjord.example"}]},
        {"Domains": ["FJORD.example"]},
        {"CustomFields": {"SuperOffice:2": "42"}},
        {"CustomFields": {"SuperOffice:2": "[I:42]"}},
        {"Interests": [{"Id": 1, "Selected": True}]},
    ],
)
def test_what_is_there_in_another_form_is_not_added_again(desk: Desk, given: dict[str, Any]) -> None:
    first = {
        "Phones": [PHONE],
        "Emails": [{"Value": "post@fjord.example"}],
        "Urls": [{"Value": "https://fjord.example"}],
        "Domains": ["fjord.example"],
        "CustomFields": {"SuperOffice:2": "[I:42]"},
        "Interests": [{"Id": 1, "Selected": True}],
    }
    desk.deliver(add(desk, **first))
    desk.clock.forward(minutes=1)
    before = desk.api().contact_record(COMPANY)
    body = read_as(ContactEntity, {"ContactId": COMPANY, "Name": "Nordlys Bakeri", **given})
    entry = desk.deliver(desk.outbox.add(new_addition(body, desk.profile, "again", desk.clock())))
    assert entry.state is State.SAVED, entry.message
    assert desk.api().contact_record(COMPANY) == before
