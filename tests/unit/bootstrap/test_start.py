"""From the start to the first paint and on: nothing typed meanwhile is lost."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.bootstrap.options import WindowOptions
from app.bootstrap.start import Start
from app.controller.process.single_instance import SingleInstance
from app.model.form.choices import UNRESOLVED
from app.sandbox import SandboxServer
from app.storage.files.paths import AppPaths
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from app.ui.inputs.choice import ChoiceInput
from app.ui.window.main_window import MainWindow
from tests.helpers.ui.window import connect_to, wait_until

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier

pytestmark = pytest.mark.usefixtures("qapp")


class Started:
    def __init__(self, home: Path) -> None:
        self.paths = AppPaths.of(home)
        self.instance = SingleInstance(self.paths)
        assert self.instance.lock()
        self.window = MainWindow()
        self.start = Start(WindowOptions(self.paths), self.window, self.instance)
        self.window.show()
        self.window.activateWindow()
        wait_until(self.window.isActiveWindow)

    def type(self, text: str) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, text)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    @property
    def drafts(self) -> list[dict[str, Any]]:
        """The forms of the drafts on the disk, the latest first."""
        store = self.start.program.store if self.start.program is not None else None
        return [draft.form for draft in Drafts(store).all()] if store is not None else []

    @property
    def is_attached(self) -> bool:
        return hasattr(self.window, "drafts")

    def end(self) -> None:
        self.window.close()
        if self.start.program is not None:
            assert self.start.program.close()
            self.start.program.deleteLater()
        self.start.loading.wait()
        self.instance.release()
        self.window.deleteLater()
        self.start.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()


@contextmanager
def starting(home: Path) -> Iterator[Started]:
    made = Started(home)
    try:
        yield made
    finally:
        made.end()


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Started]:
    with starting(tmp_path / "home") as made:
        yield made


def words_of(window: MainWindow, name: str) -> str:
    label = window.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def test_what_is_typed_before_the_rest_is_there_is_kept_and_can_be_undone(started: Started) -> None:
    started.type("Fjell AS")
    assert not started.is_attached
    wait_until(lambda: words_of(started.window, "status.entry") == "Draft kept")
    assert started.start.program is not None
    assert started.start.program.store is not None
    assert [draft.form for draft in Drafts(started.start.program.store).all()] == [{"Name": "Fjell AS"}]
    started.press(Qt.Key.Key_Z)
    assert started.window.form.value() == {}
    started.press(Qt.Key.Key_Y)
    assert started.window.form.value() == {"Name": "Fjell AS"}


def test_a_save_before_the_rest_is_there_is_done(tmp_path: Path) -> None:
    with SandboxServer(tmp_path / "sandbox.sqlite3") as server:
        connect_to(server.url, tmp_path / "home")
        with starting(tmp_path / "home") as started:
            started.type("Fjell AS")
            started.press(Qt.Key.Key_Return)
            assert not started.is_attached
            wait_until(lambda: started.is_attached)
            wait_until(lambda: "Saved as number" in started.window.outcome.text)
            assert "Name" not in started.window.form.value()


def test_what_is_typed_after_such_a_save_is_the_next_company(tmp_path: Path) -> None:
    with SandboxServer(tmp_path / "sandbox.sqlite3") as server:
        connect_to(server.url, tmp_path / "home")
        with starting(tmp_path / "home") as started:
            started.type("Fjell AS")
            started.press(Qt.Key.Key_Return)
            started.type("Vidde AS")
            assert not started.is_attached
            wait_until(lambda: started.is_attached and "Saved as number" in started.window.outcome.text)
            assert started.window.form.value()["Name"] == "Vidde AS"


def test_what_is_typed_after_a_save_that_cannot_be_is_the_next_company(started: Started) -> None:
    started.type("Fjell AS")
    started.press(Qt.Key.Key_S)
    started.type("Vidde AS")
    wait_until(lambda: started.is_attached and "is not saved" in started.window.notice.text)
    wait_until(lambda: started.window.form.value() == {"Name": "Vidde AS"})


@pytest.mark.parametrize(
    ("key", "modifiers", "kept"),
    [
        (Qt.Key.Key_N, CONTROL, [{"Name": "Fjell AS"}]),
        (Qt.Key.Key_D, CONTROL | SHIFT, []),
        (Qt.Key.Key_O, CONTROL, None),
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier, None),
    ],
)
def test_a_command_before_the_rest_is_there_is_about_what_was_typed_before_it(
    started: Started, key: Qt.Key, modifiers: Qt.KeyboardModifier, kept: list[dict[str, Any]] | None
) -> None:
    started.type("Fjell AS")
    started.press(key, modifiers)
    started.type("Vidde AS")
    assert not started.is_attached
    left = {"Name": "Vidde AS" if kept is not None else "Fjell ASVidde AS"}
    wait_until(lambda: started.window.form.value() == left)
    wait_until(lambda: sorted(map(str, started.drafts)) == sorted(map(str, [left, *(kept or ())])))


def test_pages_open_before_the_rest_is_there(started: Started) -> None:
    started.press(Qt.Key.Key_3)
    assert not started.is_attached
    assert started.window.form.tabs.currentIndex() == 2
    assert started.window.form.communication.isVisible()


def test_a_window_that_is_closed_at_once_keeps_what_was_typed(tmp_path: Path) -> None:
    with starting(tmp_path / "home") as started:
        started.type("Fjell AS")
        assert not started.window.close()
        wait_until(lambda: not started.window.isVisible())
    with Store.open(started.paths.store) as store:
        assert [draft.form for draft in Drafts(store).all()] == [{"Name": "Fjell AS"}]
        assert not Outbox(store).summaries()


def test_a_window_that_is_closed_at_once_keeps_what_names_no_entry_of_a_list(tmp_path: Path) -> None:
    with starting(tmp_path / "home") as started:
        country = started.window.form.findChild(ChoiceInput, "Country")
        assert country is not None
        country.setFocus()
        started.type("Nor")
        assert not started.window.close()
        wait_until(lambda: not started.window.isVisible())
    with Store.open(started.paths.store) as store:
        assert [draft.form for draft in Drafts(store).all()] == [{UNRESOLVED: {"Country": "Nor"}}]


def test_an_empty_window_closes_at_once(tmp_path: Path) -> None:
    with starting(tmp_path / "home") as started:
        assert started.window.close()


def test_a_part_that_is_missing_is_told_and_the_form_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.bootstrap.loading.MODULES", ("there_is_no_such_module",))
    with starting(tmp_path / "home") as started:
        started.type("Fjell AS")
        wait_until(lambda: "ModuleNotFoundError" in started.window.notice.text)
        started.type(" Nord")
        assert started.window.form.value() == {"Name": "Fjell AS Nord"}
