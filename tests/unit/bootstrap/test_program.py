"""The program as a whole: what it is made of, what happens after the first paint, and how it ends."""

from __future__ import annotations

import sys
from pathlib import Path
from unittest.mock import Mock

import pytest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from app.bootstrap.options import WindowOptions
from app.bootstrap.program import Program
from app.controller.connection.status import ConnectionState
from app.controller.process.reachability import Reachability
from app.storage.files.paths import AppPaths
from app.storage.sqlite.store import Store

PATIENCE_MS = 30_000

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def paths(tmp_path: Path) -> AppPaths:
    return AppPaths.of(tmp_path / "home")


@pytest.mark.long
def test_nothing_is_opened_before_the_window_is_shown(paths: AppPaths) -> None:
    program = Program(WindowOptions(paths))
    QApplication.processEvents()
    assert program.store is None
    assert not paths.store.exists()
    assert program.connections.status.state is ConnectionState.NONE
    assert program.close()


@pytest.mark.long
def test_the_store_is_opened_after_the_first_paint_and_closed_in_the_end(
    qtbot: QtBot, paths: AppPaths
) -> None:
    program = Program(WindowOptions(paths))
    with qtbot.waitSignal(program.ready, timeout=PATIENCE_MS):
        program.show()
    assert program.close()
    with Store.open(paths.store) as store:
        assert store.notices == ()


@pytest.mark.long
def test_a_file_that_does_not_end_is_told_when_the_program_ends(
    paths: AppPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = Program(WindowOptions(paths))
    monkeypatch.setattr(program.recognition, "close", lambda: False)
    assert not program.close()


@pytest.mark.long
def test_a_store_that_a_command_has_open_is_told_of_once_and_opened_when_it_is_free(
    qtbot: QtBot, paths: AppPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.bootstrap.program._OPEN_AGAIN_MS", 20)
    program = Program(WindowOptions(paths))
    with Store.open(paths.store):
        program.show()
        qtbot.waitUntil(lambda: "is running already" in program.window.notice.text, timeout=PATIENCE_MS)
        told = program.window.notice.text
        program.entry.problem_reported.emit("Something else.")
        assert program.window.notice.text == f"{told}\nSomething else."
        program.window.notice.dismiss()
        assert program.window.notice.text == told
    with qtbot.waitSignal(program.ready, timeout=PATIENCE_MS):
        pass
    assert program.window.notice.text == ""
    assert program.close()


@pytest.mark.long
def test_what_is_wrong_with_the_settings_stays_until_it_was_read(qtbot: QtBot, paths: AppPaths) -> None:
    paths.config.mkdir(parents=True)
    paths.settings.write_text("{damaged", encoding="utf-8")
    program = Program(WindowOptions(paths))
    with qtbot.waitSignal(program.ready, timeout=PATIENCE_MS):
        program.show()
    notice = program.window.notice
    told = notice.text
    assert "settings" in told
    program.window.keep_after_fault("Something went wrong.")
    assert notice.text == f"{told}\nSomething went wrong."
    notice.findChildren(QToolButton)[0].click()
    assert (notice.text, notice.isVisible()) == ("", False)
    assert program.close()


@pytest.mark.long
def test_what_checks_is_loaded_with_the_first_key(
    qtbot: QtBot, paths: AppPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = Mock()
    monkeypatch.setattr("app.bootstrap.checks_loading.load_libraries", loaded)
    program = Program(WindowOptions(paths))
    with qtbot.waitSignal(program.ready, timeout=PATIENCE_MS):
        program.show()
    assert not loaded.called
    # What was found before is withdrawn at once; what the checks find follows.
    found = program.entry.problems_changed
    with qtbot.waitSignal(found, timeout=PATIENCE_MS, check_params_cb=lambda _found: loaded.called):
        for text in ("F", "Fj"):
            program.entry.edited({"Name": text})
    assert loaded.call_count == 1
    assert program.close()


@pytest.mark.long
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


def test_other_threads_give_way_to_the_window(paths: AppPaths, monkeypatch: pytest.MonkeyPatch) -> None:
    turns: list[float] = []
    monkeypatch.setattr(sys, "setswitchinterval", turns.append)
    program = Program(WindowOptions(paths))
    assert 0 < turns[-1] <= 0.001
    assert program.close()


@pytest.mark.long
def test_the_network_is_followed_once_there_is_a_connection(
    qtbot: QtBot, paths: AppPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Mock()
    monkeypatch.setattr(Reachability, "watch", watch)
    program = Program(WindowOptions(paths))
    with qtbot.waitSignal(program.ready, timeout=PATIENCE_MS):
        program.show()
    assert watch.call_count == 0
    program.connections.used.emit("Fjord", "en")
    assert watch.call_count > 0
    assert program.close()
