"""The program as a whole: what it is made of, what happens after the first paint, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap.options import WindowOptions
from app.bootstrap.program import Program
from app.controller.connection.status import ConnectionState
from app.storage.files.paths import AppPaths
from app.storage.sqlite.store import Store

PATIENCE_MS = 30_000

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def paths(tmp_path: Path) -> AppPaths:
    return AppPaths.of(tmp_path / "home")


def test_nothing_is_opened_before_the_window_is_shown(paths: AppPaths) -> None:
    program = Program(WindowOptions(paths))
    QApplication.processEvents()
    assert program.store is None
    assert not paths.store.exists()
    assert program.connections.status.state is ConnectionState.NONE
    assert program.close()


def test_the_store_is_opened_after_the_first_paint_and_closed_in_the_end(
    qtbot: QtBot, paths: AppPaths
) -> None:
    program = Program(WindowOptions(paths))
    with qtbot.waitSignal(program.ready, timeout=PATIENCE_MS):
        program.show()
    assert program.close()
    with Store.open(paths.store) as store:
        assert store.notices == ()


def test_a_store_that_a_command_has_open_is_told_of_once_and_opened_when_it_is_free(
    qtbot: QtBot, paths: AppPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.bootstrap.program._OPEN_AGAIN_MS", 20)
    program, told = Program(WindowOptions(paths)), list[str]()
    program.entry.problem_reported.connect(told.append)
    with Store.open(paths.store):
        program.show()
        qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE_MS)
        assert program.window.notice.text == told[0]
    with qtbot.waitSignal(program.ready, timeout=PATIENCE_MS):
        pass
    assert len(told) == 1
    assert program.window.notice.text == ""
    assert program.close()


def test_files_are_read_also_where_the_store_cannot_be_opened(
    qtbot: QtBot, paths: AppPaths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths.store.mkdir(parents=True)
    files, given = (tmp_path / "a.vcf",), list[tuple[Path, ...]]()
    program = Program(WindowOptions(paths, files=files))
    monkeypatch.setattr(program.window.pasting, "open_files", given.append)
    program.show()
    qtbot.waitUntil(lambda: bool(given), timeout=PATIENCE_MS)
    assert given == [files]
    assert program.close()
