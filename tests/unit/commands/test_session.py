"""Language, secrets and the sentences about them, without a terminal."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from app.commands import session as cli_session
from app.commands.exit_codes import CommandFailed
from app.commands.session import open_session
from app.storage.files.errors import StoreBusy, StoreProblem
from app.storage.files.file_lock import FileLock
from app.storage.files.paths import AppPaths
from app.storage.sqlite.store import Store


@pytest.mark.parametrize("error", [OSError(28, "full"), StoreProblem("The disk is full."), ValueError("odd")])
def test_what_goes_wrong_while_tidying_up_replaces_no_outcome(program_home: Path, error: Exception) -> None:
    def fail() -> None:
        raise error

    with open_session(program_home) as session:
        session._ending.callback(fail)
    with pytest.raises(CommandFailed, match="the outcome"), open_session(program_home) as session:
        session._ending.callback(fail)
        raise CommandFailed("the outcome")


def test_a_command_waits_for_its_turn(program_home: Path) -> None:
    held = Store.open(AppPaths.of(program_home).store)
    timer = threading.Timer(0.3, held.close)
    timer.start()
    with open_session(program_home) as session:
        assert session.open_outbox().list() == ()
    timer.join()


def test_a_command_that_has_no_turn_names_what_holds_the_store(
    program_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli_session, "_PATIENCE", 0.2)
    with Store.open(AppPaths.of(program_home).store), open_session(program_home) as session:
        with pytest.raises(StoreBusy, match="another command"):
            session.open_outbox()
        window = FileLock(AppPaths.of(program_home).data / "window")
        assert window.acquire()
        with pytest.raises(StoreBusy, match="Use that window"):
            session.open_outbox()
        window.release()
