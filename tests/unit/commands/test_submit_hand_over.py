"""``submit`` beside an open window that does not say whether it took a company: found out, not doubled."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from app.commands.main import run
from app.model.entry import State
from app.sandbox import SandboxServer
from app.service.running_window import address_of
from app.storage.files.file_lock import FileLock
from app.storage.files.paths import AppPaths, private_folder
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.row_format import entry_from_row
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import as_saved
from tests.helpers.processes.submitting import NOBODY, written

Printed = pytest.CaptureFixture[str]
Rows = list[Sequence[Any]]

pytestmark = pytest.mark.needs("unix sockets")


@pytest.fixture
def paths(program_home: Path) -> AppPaths:
    paths = AppPaths.of(program_home)
    private_folder(paths.data)
    return paths


@contextmanager
def silent_window(paths: AppPaths) -> Iterator[Rows]:
    """A window that has the store open, is asked by commands and answers nothing; the rows that it got."""
    rows: Rows = []
    locks = FileLock(paths.data / "window"), FileLock(paths.store)
    assert all(lock.acquire() for lock in locks)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        listening.bind(address_of(paths.data))
        listening.listen()

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    with connection, connection.makefile("rb") as opened:
                        rows.append(json.loads(opened.readline())["submit"])

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield rows
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(5)
    Path(address_of(paths.data)).unlink()
    for lock in locks:
        lock.release()


def submitted(file: Path, capsys: Printed) -> tuple[int, Any]:
    """The exit code, and the object that is printed."""
    code = run(["submit", str(file), "--json"])
    return code, json.loads(capsys.readouterr().out.splitlines()[-1])


def posts(server: SandboxServer) -> int:
    return sum(one.method == "POST" and one.path.endswith("/Contact") for one in server.requests)


@pytest.mark.usefixtures("connected")
def test_the_second_submit_is_the_same_entry(paths: AppPaths, tmp_path: Path, capsys: Printed) -> None:
    file = written(tmp_path, NOBODY)
    with silent_window(paths) as rows:
        first, second = submitted(file, capsys), submitted(file, capsys)
        another = submitted(written(tmp_path, {**NOBODY, "Name": "Another AS"}), capsys)
    assert (first[0], second[0]) == (6, 6)
    assert first[1]["id"] == second[1]["id"] == rows[0][0] == rows[1][0]
    assert another[1]["id"] != first[1]["id"]


@pytest.mark.parametrize("state", [State.QUEUED, State.SAVED])
def test_what_the_window_took_is_found_once_it_is_closed(
    connected: SandboxServer, paths: AppPaths, tmp_path: Path, capsys: Printed, state: State
) -> None:
    file = written(tmp_path, NOBODY)
    with silent_window(paths) as rows:
        submitted(file, capsys)
    with Store.open(paths.store) as store:
        taken = Outbox(store).add(entry_from_row(rows[0]))
        if state is State.SAVED:
            Outbox(store).update(as_saved(taken, 77), expected=State.QUEUED)
    code, told = submitted(file, capsys)
    assert (code, told["id"], told["state"]) == (0, taken.id, "saved")
    assert posts(connected) == (0 if state is State.SAVED else 1)
    with Store.open(paths.store) as store:
        assert [one.id for one in Outbox(store).list()] == [taken.id]


def test_what_the_window_did_not_take_is_sent_and_then_it_is_another_company(
    connected: SandboxServer, paths: AppPaths, tmp_path: Path, capsys: Printed
) -> None:
    file = written(tmp_path, NOBODY)
    with silent_window(paths):
        _, lost = submitted(file, capsys)
    first, second = submitted(file, capsys), submitted(file, capsys)
    assert first[1]["id"] == lost["id"] != second[1]["id"]
    assert (first[0], second[0], posts(connected)) == (0, 0, 2)


@pytest.mark.usefixtures("connected")
def test_a_command_that_is_ended_while_it_asks_has_noted_the_company(
    paths: AppPaths, tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, NOBODY)
    with silent_window(paths) as rows:
        submitted(file, capsys)
        with monkeypatch.context() as ending:
            ending.setattr(
                "app.commands.submit.submit_to_running", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)
            )
            assert run(["submit", str(file)]) == 130
        capsys.readouterr()
        _, told = submitted(file, capsys)
    assert {told["id"], *(row[0] for row in rows)} == {rows[0][0]}
