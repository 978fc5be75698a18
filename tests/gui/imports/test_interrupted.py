"""An import that somebody holds, changes or leaves in the middle, by keys: each company is there once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from app.model.entry import Entry, State
from app.sandbox import SandboxServer
from app.service.imports.keeping import ImportKeeper
from app.service.imports.plan import PlannedCompany
from app.service.imports.table_run import TableRun
from app.storage.sqlite.outbox import Outbox
from app.ui.common.plain_text import PlainLabel
from tests.helpers.data.workbooks import as_workbook
from tests.helpers.ui.outbox_desk import names_on
from tests.helpers.ui.tables import Importer, as_rows, copy, drop
from tests.helpers.ui.window import ALT, CONTROL, Typist, connect_to, running, wait_until

NAMES = [f"{word} Verft AS" for word in ("Fjell", "Vann", "Sand", "Elv", "Skog")]
LEFT = (
    "2 companies are in the outbox. 3 companies of the table are not imported yet. "
    "Read it again to go on: what is imported is not sent twice."
)
ROWS = as_rows(("Firma", "Sted", "Land", "Merkes"), *((name, "Oslo", "Norge", "Ring") for name in NAMES))


@dataclass
class Gate:
    """Holds whoever puts a company into the outbox, once so many are there."""

    after: int
    is_open: Event = field(default_factory=Event)
    count: int = 0

    def put(self, put: Callable[..., Entry], keeper: ImportKeeper, planned: PlannedCompany) -> Entry:
        entry = put(keeper, planned)
        self.count += 1
        if self.count == self.after:
            assert self.is_open.wait(60)
        return entry


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate, put = Gate(after=2), ImportKeeper.put
    monkeypatch.setattr(ImportKeeper, "put", lambda *given: gate.put(put, *given))
    yield gate
    gate.is_open.set()


def are_saved(typist: Typist, count: int) -> bool:
    assert typist.program.store is not None
    return Outbox(typist.program.store).counts()[State.SAVED] == count


def verft(server: SandboxServer) -> list[str]:
    return sorted(name for name in names_on(server) if "Verft" in name)


def said(typist: Typist) -> str:
    """What the window says of the table."""
    label = typist.find(PlainLabel, "walk")
    return label.text() if label.isVisible() else ""


@pytest.mark.long
@pytest.mark.shared_window
def test_another_table_waits_until_this_one_is_put_away(
    typist: Typist, server: SandboxServer, gate: Gate, tmp_path: Path
) -> None:
    importer = Importer(typist)
    another = as_rows(*(("Firma", "By", "Land"), *[("Annen AS", "Oslo", "Norge")] * 2))
    importer.paste(ROWS)
    importer.wait_until_checked()
    importer.press(Qt.Key.Key_Return)
    importer.press(Qt.Key.Key_Return)  # it lacks what the server requires
    copy(another)
    importer.press(Qt.Key.Key_V, CONTROL)  # before anything was told of it
    assert "Another table can be read once this one is put away." in importer.told
    wait_until(lambda: gate.count == 2)
    file = tmp_path / "another.csv"
    file.write_text(another)
    copy("This is no table.")
    drop(importer.dialog, file)
    importer.press(Qt.Key.Key_V, CONTROL)
    wait_until(lambda: importer.told.startswith("Put away: 1 of 5."))
    assert "Another table can be read once this one is put away." in importer.told, "still told"
    gate.is_open.set()
    importer.wait_until_closed()
    wait_until(lambda: are_saved(typist, len(NAMES)))
    assert verft(server) == sorted(NAMES)


@pytest.mark.long
@pytest.mark.shared_window
def test_left_while_it_is_sent_what_is_sent_is_listed_and_the_rest_comes_the_next_time(
    typist: Typist, server: SandboxServer, gate: Gate
) -> None:
    importer = Importer(typist)
    importer.paste(ROWS)
    importer.wait_until_checked()
    importer.send()
    wait_until(lambda: gate.count == 2)
    importer.press(Qt.Key.Key_Escape)
    importer.wait_until_closed()
    gate.is_open.set()
    wait_until(lambda: bool(said(typist)))
    assert said(typist) == LEFT
    wait_until(lambda: are_saved(typist, 2))
    panel = typist.window.outbox
    importer.press(Qt.Key.Key_O, CONTROL)
    wait_until(lambda: panel.model.rowCount() == 2)
    importer.press(Qt.Key.Key_O, CONTROL)
    importer.paste(ROWS)
    assert importer.wait_until_checked().startswith("3 new companies, 2 imported before.")
    importer.send()
    importer.wait_until_closed()
    wait_until(lambda: are_saved(typist, len(NAMES)))
    assert verft(server) == sorted(NAMES)


@pytest.mark.long
@pytest.mark.shared_window
def test_a_column_that_is_changed_while_it_is_held_is_checked_anew(
    typist: Typist, server: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    importer = Importer(typist)
    asked, answered, found_before = Event(), Event(), ImportKeeper.found_before

    def hold(keeper: ImportKeeper, entry_id: str) -> object:
        asked.set()
        assert answered.wait(60)
        return found_before(keeper, entry_id)

    with monkeypatch.context() as held:
        held.setattr(ImportKeeper, "found_before", hold)
        importer.paste(ROWS)
        wait_until(asked.is_set)
        wait_until(lambda: importer.told.startswith("Checked: 0 of 5."))
        importer.press(Qt.Key.Key_U, ALT)
        wait_until(lambda: importer.button("pause").text() == "Go &on")
        wait_until(lambda: typist.window.findChild(QComboBox, "import.column.4") is not None)
        column = typist.find(QComboBox, "import.column.4")
        column.setFocus(Qt.FocusReason.ShortcutFocusReason)
        QTest.keyClicks(column, "Note")
        answered.set()
        assert importer.wait_until_checked().startswith("5 new companies.")
    assert not importer.button("pause").isVisible()
    importer.send()
    importer.wait_until_closed()
    wait_until(lambda: are_saved(typist, len(NAMES)))
    assert verft(server) == sorted(NAMES)
    assert typist.program.store is not None
    assert {one.body["Description"] for one in Outbox(typist.program.store).list()} == {"Ring"}


@pytest.mark.long
@pytest.mark.shared_window
def test_left_while_it_is_checked_nothing_is_there_and_it_is_checked_the_next_time(
    typist: Typist, server: SandboxServer
) -> None:
    importer = Importer(typist)
    rows = as_rows(
        ("Firma", "Sted", "Land"), *((f"Havna {number} AS", "Oslo", "Norge") for number in range(60))
    )
    importer.paste(rows)
    wait_until(lambda: importer.told.startswith("Checked: "))
    importer.press(Qt.Key.Key_Escape)
    importer.wait_until_closed()
    importer.paste(rows)
    assert importer.wait_until_checked().startswith("60 new companies.")
    importer.press(Qt.Key.Key_Escape)
    importer.wait_until_closed()
    assert typist.program.store is not None
    assert Outbox(typist.program.store).list() == ()
    assert names_on(server) == []


@pytest.mark.long
def test_a_window_that_is_closed_while_it_is_sent_goes_on_at_the_next_start(
    server: SandboxServer, program_home: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect_to(server.url, program_home)
    cancel = TableRun.cancel

    def cancel_and_open(run: TableRun) -> None:
        cancel(run)
        gate.is_open.set()

    monkeypatch.setattr(TableRun, "cancel", cancel_and_open)
    with running() as typist:
        typist.wait_until_signed_in()
        importer = Importer(typist)
        importer.paste(ROWS)
        importer.wait_until_checked()
        importer.send()
        wait_until(lambda: gate.count == 2)
    with running() as typist:
        wait_until(lambda: said(typist) == LEFT)  # also without a word from whoever has ended it
        typist.wait_until_signed_in()
        wait_until(lambda: are_saved(typist, 2))
        importer = Importer(typist)
        importer.paste(ROWS)
        assert importer.wait_until_checked().startswith("3 new companies, 2 imported before.")
        importer.send()
        importer.wait_until_closed()
        wait_until(lambda: are_saved(typist, len(NAMES)))
    with running() as typist:
        typist.wait_for_disk()
        assert said(typist) == "", "it is all there"
    assert verft(server) == sorted(NAMES)


@pytest.mark.long
def test_a_window_that_is_closed_in_the_middle_says_at_the_next_start_what_is_left(
    server: SandboxServer, program_home: Path, gate: Gate, tmp_path: Path
) -> None:
    connect_to(server.url, program_home)
    file, result = tmp_path / "fair.xlsx", tmp_path / "fair.Day 1.result.csv"
    rows = [line.split("\t") for line in ROWS.splitlines()]
    file.write_bytes(as_workbook({"Day 1": rows, "Day 2": [rows[0], ["Lund AS", "Oslo", "Norge", ""]]}))
    with running() as typist:
        typist.wait_until_signed_in()
        importer = Importer(typist)
        typist.window.pasting.open_files([file])
        importer.wait_until_open()
        importer.wait_until_checked()
        importer.send()
        wait_until(lambda: gate.count == 2)
        typist.window.close()
        assert typist.window.isVisible(), "until it is known what is left"
        gate.is_open.set()
        wait_until(lambda: not typist.window.isVisible())
    left = (
        "fair.xlsx, Day 1: 2 companies are in the outbox. 3 companies of the table are not imported yet. "
        "Read it again to go on: what is imported is not sent twice."
    )
    with running() as typist:
        wait_until(lambda: said(typist) == left)
        typist.wait_until_signed_in()
        wait_until(lambda: are_saved(typist, 2))
        wait_until(lambda: result.read_text(encoding="utf-8-sig").count(";saved;") == 2)
    with running() as typist:
        typist.wait_until_signed_in()
        typist.wait_for_disk()
        assert said(typist) == ""


@pytest.mark.long
def test_one_that_is_left_with_esc_is_named_at_the_next_start(
    server: SandboxServer, program_home: Path, gate: Gate, tmp_path: Path
) -> None:
    connect_to(server.url, program_home)
    file = tmp_path / "fair.csv"
    file.write_text(f"{ROWS}\nTind Verft AS\tOslo\tNorge\t")
    with running() as typist:
        typist.wait_until_signed_in()
        importer = Importer(typist)
        typist.window.pasting.open_files([file])
        importer.wait_until_open()
        importer.wait_until_checked()
        importer.send()
        wait_until(lambda: gate.count == 2)
        importer.press(Qt.Key.Key_Escape)
        importer.wait_until_closed()
        gate.is_open.set()
        wait_until(lambda: bool(said(typist)))
    with running() as typist:
        wait_until(lambda: said(typist).startswith("fair.csv: 2 companies are in the outbox."))
