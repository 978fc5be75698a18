"""From the start to the first paint and on: nothing typed meanwhile is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.model.form.choices import UNRESOLVED
from app.sandbox import SandboxServer
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from app.ui.inputs.choice import ChoiceInput
from app.ui.window.main_window import MainWindow
from tests.helpers.ui.started import CONTROL, Started, starting
from tests.helpers.ui.window import connect_to, wait_until

SHIFT = Qt.KeyboardModifier.ShiftModifier

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Started]:
    with starting(tmp_path / "home") as made:
        yield made


def words_of(window: MainWindow, name: str) -> str:
    label = window.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


@pytest.mark.long
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


@pytest.mark.long
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


@pytest.mark.long
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


@pytest.mark.long
def test_what_is_typed_after_a_save_that_cannot_be_is_the_next_company(started: Started) -> None:
    started.type("Fjell AS")
    started.press(Qt.Key.Key_S)
    started.type("Vidde AS")
    wait_until(lambda: started.is_attached and "is not saved" in started.window.notice.text)
    wait_until(lambda: started.window.form.value() == {"Name": "Vidde AS"})


@pytest.mark.long
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


@pytest.mark.long
def test_a_window_that_is_closed_at_once_keeps_what_was_typed(tmp_path: Path) -> None:
    with starting(tmp_path / "home") as started:
        started.type("Fjell AS")
        assert not started.window.close()
        wait_until(lambda: not started.window.isVisible())
    with Store.open(started.paths.store) as store:
        assert [draft.form for draft in Drafts(store).all()] == [{"Name": "Fjell AS"}]
        assert not Outbox(store).summaries()


@pytest.mark.long
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


@pytest.mark.long
def test_what_was_saved_before_a_window_is_closed_at_once_is_in_the_outbox(tmp_path: Path) -> None:
    connect_to("http://127.0.0.1:1", tmp_path / "home")
    with starting(tmp_path / "home") as started:
        started.type("Fjell AS")
        started.press(Qt.Key.Key_Return)
        started.type("Vidde AS")
        started.press(Qt.Key.Key_Return)
        started.type("Skog AS")
        assert not started.window.close()
        wait_until(lambda: not started.window.isVisible())
    with Store.open(started.paths.store) as store:
        assert sorted(one.name for one in Outbox(store).summaries()) == ["Fjell AS", "Vidde AS"]
        assert [draft.form for draft in Drafts(store).all()] == [{"Name": "Skog AS"}]


def test_an_empty_window_closes_at_once(tmp_path: Path) -> None:
    with starting(tmp_path / "home") as started:
        assert started.window.close()
