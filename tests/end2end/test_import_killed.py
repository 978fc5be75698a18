"""``contact-entry import``, killed again and again: each company is on the server once, with its people."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from app.model.entry import State
from app.sandbox import Options, SandboxServer
from app.storage.files.paths import AppPaths
from tests.helpers.fakes.delivery import Desk
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to, is_new_company
from tests.helpers.processes.command import Program
from tests.helpers.processes.connected import connect
from tests.helpers.processes.killing import kill
from tests.helpers.processes.submitting import ask, names_at
from tests.helpers.secrets.shared_keyring import KeyringServer

NAMES = tuple(f"{word} Verft AS" for word in ("Fjell", "Vann", "Sand", "Elv", "Skog", "Myr", "Hav"))


class Killer:
    """Ends the process that asks, at one request: before the server has it, or before its answer comes."""

    def __init__(self, behind: str) -> None:
        self._forward = forward_to(behind)
        self.process = self.left = 0
        self.is_saved = True

    def handle(self, request: Request) -> Response:
        is_meant = request.method == "POST"
        self.left -= is_meant
        if not is_meant or self.left:
            return self._forward(request)
        answer = self._forward(request) if self.is_saved or not is_new_company(request) else Response(500)
        kill(self.process)
        return answer


@pytest.fixture
def table(tmp_path: Path) -> Path:
    rows = (f"{name};Kari Moe;Oslo;Norge\n{name};Ola {name.split()[0]};Oslo;Norge" for name in NAMES)
    file = tmp_path / "fair.csv"
    file.write_text("\n".join(("Firma;Navn;Sted;Land", *rows, "")), encoding="utf-8")
    return file


@pytest.mark.long
@pytest.mark.timeout(300)
def test_killed_at_any_request_nothing_is_lost_or_doubled(
    tmp_path: Path, program_home: Path, keyring: KeyringServer, table: Path
) -> None:
    program = Program.at(program_home, **keyring.environment)
    with SandboxServer(tmp_path / "server.sqlite3", Options(companies=False)) as sandbox:
        killer = Killer(sandbox.url)
        with FaultyServer(handle=killer.handle) as server:
            connect(program, keyring, server.url, send_persons=False)
            # The requests that write or check: of one company the check, itself, each of its people.
            for requests, is_saved in ((1, True), (2, False), (2, True), (3, True), (4, True), (7, True)):
                killer.left, killer.is_saved = requests, is_saved
                with program.started("import", table) as process:
                    killer.process = process.pid
                    process.communicate(timeout=100)
                    assert process.returncode not in (0, None), "it was not killed"
            killer.left = 0
            assert "Traceback" not in program.run("import", table).err
            _deliver(program, server.url)
            again = program.run("import", table, "--json")
            assert {one["state"] for one in again.json["companies"]} == {"done"}
        records = ask(sandbox.url, "Contact?$select=contactId,name")["value"]
        companies = [one for one in records if "Verft" in one["name"]]
        found = Counter(one["name"] for one in companies)
        people = {one["name"]: sorted(names_at(sandbox.url, one["contactId"])) for one in companies}
    assert found == dict.fromkeys(NAMES, 1)
    assert people == {name: [("Kari", "Moe"), ("Ola", name.split()[0])] for name in NAMES}


def _deliver(program: Program, url: str) -> None:
    """Delivers what waits, with a clock that has not to be waited for."""
    with Desk(AppPaths.of(program.home).store.parent, url, send_persons=False) as desk:
        desk.outbox.recover()
        for entry in desk.outbox.list():
            if entry.state is not State.SAVED:
                assert desk.deliver(entry).state is State.SAVED, entry.message
