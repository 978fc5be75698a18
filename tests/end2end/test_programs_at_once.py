"""Window, ``submit`` and ``outbox send`` at once, in one home: each company is on the server once."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.controller.process.single_instance import SingleInstance
from app.model.entry import State
from app.sandbox import SandboxServer
from app.storage.files.paths import AppPaths
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.processes.command import Program
from tests.helpers.processes.connected import connect
from tests.helpers.processes.submitting import COMPANY, ask, names_at
from tests.helpers.secrets.shared_keyring import KeyringServer
from tests.helpers.ui.company import type_communication, type_company, type_custom_fields
from tests.helpers.ui.window import connect_to, running, wait_until

NAMES = [f"Fjord {number} AS" for number in range(4)]


def _written(path: Path, name: str) -> Path:
    path.write_text(json.dumps({**COMPANY, "Name": name}), encoding="utf-8")
    return path


@pytest.mark.long
@pytest.mark.timeout(300)
@pytest.mark.parametrize("closes", [False, True], ids=["the window stays", "the window closes meanwhile"])
def test_each_company_is_there_once(  # noqa: PLR0917  # fixtures
    qapp: QApplication,
    server: SandboxServer,
    program_home: Path,
    tmp_path: Path,
    signed_in: Program,
    keyring: KeyringServer,
    closes: bool,
) -> None:
    assert qapp is not None
    connect_to(server.url, program_home, name="Work")
    connect(signed_in, keyring, server.url)
    files = [_written(tmp_path / f"{number}.json", name) for number, name in enumerate(NAMES)]
    with ExitStack() as commands:
        with running(program_home) as typist:
            instance = SingleInstance(AppPaths.of(program_home))
            assert instance.claim()
            typist.program.serve(instance)
            typist.wait_until_signed_in()
            type_company(typist)
            type_communication(typist)
            type_custom_fields(typist)
            typed = str(typist.window.form.value()["Name"])
            calls = [("submit", "--json", file) for file in files] + [("outbox", "send")] * 2
            started = [commands.enter_context(signed_in.started(*call)) for call in calls]
            typist.save()
            if closes:
                QTimer.singleShot(300, typist.window.close)
            else:
                wait_until(lambda: all(one.poll() is not None for one in started))
                wait_until(lambda: not typist.program.entry.is_saving)
            instance.release()
        ended = [one.communicate(timeout=120) for one in started]
    # Whoever was not taken said so, and gives it once more.
    for process, (out, _err), file in zip(started, ended, files, strict=False):
        if process.returncode not in (0, 6):
            assert not out or json.loads(out)["state"] is None, out
            assert signed_in.run("submit", "--json", file).code in (0, 6)
    assert signed_in.run("outbox", "send").code == 0
    with Store.open(AppPaths.of(program_home).store) as store:
        kept = Outbox(store).list()
    assert {one.state for one in kept} == {State.SAVED}
    rows = ask(server.url, "Contact?$select=contactId,name")["value"]
    there = Counter(row["name"] for row in rows if row["name"] in (*NAMES, typed))
    assert there == Counter([*NAMES, typed])
    for row in rows:
        if row["name"] in NAMES:
            assert sorted(names_at(server.url, row["contactId"])) == [("Kari", "Nordmann"), ("Ola", "Hansen")]
