"""Two programs, each with a home of its own, that add to one company at the same moment."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from app.model.additions.merging import with_children
from app.sandbox import SandboxServer
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to
from tests.helpers.processes.command import Program
from tests.helpers.processes.connected import connect
from tests.helpers.processes.submitting import ask, names_at
from tests.helpers.secrets.shared_keyring import KeyringServer

COMPANY = 2
ANNE = {
    "Phones": [{"Value": "815 00 001"}],
    "Emails": [{"Value": "anne@nordlys-bakeri.example"}],
    "Interests": [{"Id": 1, "Selected": True}],
    "CustomFields": {"SuperOffice:1": "K-1"},
    "Persons": [{"Firstname": "Anne", "Lastname": "Ås"}],
}
BERIT = {
    "Phones": [{"Value": "815 00 002"}],
    "Emails": [{"Value": "berit@nordlys-bakeri.example"}],
    "Interests": [{"Id": 2, "Selected": True}],
    "CustomFields": {"x_nickname": "Bakery"},
    "Persons": [{"Firstname": "Berit", "Lastname": "Berg"}],
}


class _Gate(FaultyServer):
    """Lets the first PUT of each program pass once both have read the company and want to write it."""

    def __init__(self, url: str) -> None:
        self._behind = forward_to(url)
        self._both = Barrier(2)
        self.begun = 0
        super().__init__(handle=self._pass)

    def _pass(self, request: Request) -> Response:
        if request.method == "PUT" and self.begun < 2:
            self.begun += 1
            self._both.wait(timeout=100)
            answer = self._behind(request)
            # Who has looked before the other wrote cannot know that the other has replaced it.
            self._both.wait(timeout=100)
            return answer
        return self._behind(request)


@pytest.fixture
def gate(server: SandboxServer) -> Iterator[_Gate]:
    with _Gate(server.url) as gate:
        yield gate


@pytest.fixture
def programs(
    signed_in: Program, keyring: KeyringServer, gate: _Gate, tmp_path: Path
) -> tuple[Program, Program]:
    """Two programs that know nothing of each other."""
    home = tmp_path / "another home"
    other = replace(
        signed_in, home=home, environment={**signed_in.environment, "CONTACT_ENTRY_HOME": str(home)}
    )
    home.mkdir()
    for one in (signed_in, other):
        connect(one, keyring, gate.url, send_persons=False)
    return signed_in, other


def add_at_once(programs: tuple[Program, Program], folder: Path, *given: dict[str, Any]) -> list[Any]:
    """Returns what each has said in the end, whoever was first."""
    said = []
    with ExitStack() as running:
        started = []
        for number, (program, what) in enumerate(zip(programs, given, strict=True)):
            file = folder / f"{number}.json"
            file.write_text(json.dumps({"ContactId": COMPANY, **what}), encoding="utf-8")
            started.append(running.enter_context(program.started("submit", "--add", "--json", file)))
        for process in started:
            out, err = process.communicate(timeout=110)
            assert "Traceback" not in err, err
            said.append(json.loads(out.splitlines()[-1]))
    return said


def _send_what_is_left(programs: tuple[Program, Program]) -> None:
    for program in programs:
        for _ in range(100):
            if program.run("outbox", "send").code == 0:
                break


@pytest.mark.long
@pytest.mark.timeout(240)
def test_what_both_add_is_there(
    programs: tuple[Program, Program], gate: _Gate, server: SandboxServer, tmp_path: Path
) -> None:
    before = ask(server.url, f"Contact/{COMPANY}")
    add_at_once(programs, tmp_path, ANNE, BERIT)
    assert gate.begun == 2, "each had read the company before the other wrote it"
    _send_what_is_left(programs)
    after = ask(server.url, f"Contact/{COMPANY}")
    for name, first, second in (("Phones", *_values("Phones")), ("Emails", *_values("Emails"))):
        values = [row["Value"] for row in after[name]]
        assert sorted(values) == sorted([*(row["Value"] for row in before[name]), first, second])
    assert {1, 2} <= {one["Id"] for one in with_children(after["Interests"]) if one["Selected"]}
    assert after["CustomFields"]["SuperOffice:1"] == "K-1"
    assert after["CustomFields"]["x_nickname"] == "Bakery"
    people = names_at(server.url, COMPANY)
    assert [people.count(name) for name in (("Anne", "Ås"), ("Berit", "Berg"))] == [1, 1]
    expected = {"Phones", "Emails", "Interests", "ActiveInterests", "CustomFields", "UserDefinedFields"}
    changed = {name for name in after if after[name] != before[name]}
    assert changed - {"ExtraFields"} == expected | {"UpdatedDate", "UpdatedBy"}


def _values(name: str) -> tuple[Any, Any]:
    return ANNE[name][0]["Value"], BERIT[name][0]["Value"]  # type: ignore[index]  # lists of objects


@pytest.mark.long
@pytest.mark.timeout(240)
def test_where_both_fill_the_same_field_the_second_is_given_back(
    programs: tuple[Program, Program], server: SandboxServer, tmp_path: Path
) -> None:
    given = [{"CustomFields": {"SuperOffice:1": text}, "Phones": []} for text in ("K-1", "K-2")]
    first = add_at_once(programs, tmp_path, *given)
    _send_what_is_left(programs)
    there = ask(server.url, f"Contact/{COMPANY}")["CustomFields"]["SuperOffice:1"]
    states = {text: one["state"] for text, one in zip(("K-1", "K-2"), first, strict=True)}
    assert states[there] == "saved"
    (other,) = set(states) - {there}
    kept = json.loads(programs[other == "K-2"].run("outbox", "list", "--json").out)
    assert [one["state"] for one in kept] == ["rejected"]
