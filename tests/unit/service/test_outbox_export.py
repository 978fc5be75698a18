"""The outbox as a table: what it lists, in its order, whole."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.model.entry import State, Step, StepKind
from app.model.outbox_rows import OutboxFilter, row_of
from app.model.profile import SANDBOX
from app.service import outbox_list
from app.service.outbox_export import export_outbox, history_sheet, note_of
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import NOW, entry

UNDECIDED = Step(0, StepKind.COMPANY, "Bakery 3", State.UNKNOWN, candidates=(4,))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "entries.sqlite3") as store:
        yield store


def exported(store: Store, folder: Path, search: str = "") -> list[list[str]]:
    path = folder / "outbox.csv"
    count = export_outbox(Outbox(store), OutboxFilter(search), path, ";")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert count == len(rows) - 1
    return rows


def test_each_company_has_a_line_with_what_the_list_says(store: Store, tmp_path: Path) -> None:
    outbox = Outbox(store)
    outbox.add(entry(1, state=State.SAVED, contact_id=7, message="Saved."))
    outbox.add(entry(3, state=State.UNKNOWN, steps=(UNDECIDED,)))
    rows = exported(store, tmp_path)
    about = ["Company", "State", "Id in SuperOffice", "Time", "Connection", "People", "Message"]
    assert rows[0] == [*about, "Templates", "Table"]
    when = f"{(NOW + timedelta(seconds=1)).astimezone():%Y-%m-%d %H:%M}"
    assert rows[2] == ["Bakery 1", "Saved", "7", when, "work", "Åse Ødegård, Jens Straße", "Saved.", "", ""]
    assert rows[1][:3] == ["Bakery 3", "You decide", ""]


def test_a_search_leaves_out_the_others(store: Store, tmp_path: Path) -> None:
    outbox = Outbox(store)
    for number in (1, 2):
        outbox.add(entry(number))
    assert [row[0] for row in exported(store, tmp_path, "bakery 2")[1:]] == ["Bakery 2"]


def test_older_saved_companies_than_the_window_shows_are_in_it(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_list, "MOST_SAVED", 1)
    outbox = Outbox(store)
    for number in (1, 2, 3):
        outbox.add(entry(number, state=State.SAVED))
    assert [row[0] for row in exported(store, tmp_path)[1:]] == ["Bakery 3", "Bakery 2", "Bakery 1"]


def test_the_sheet_says_what_was_searched_for_and_what_is_left_out(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_list, "MOST_SAVED", 2)
    outbox = Outbox(store)
    for number in (1, 2):
        outbox.add(entry(number, state=State.SAVED))
    sheet = history_sheet(outbox, OutboxFilter())
    assert (sheet.title, sheet.note) == ("Outbox", "")
    assert sheet.name == f"Outbox {datetime.now(UTC).astimezone():%Y-%m-%d}"
    assert [line[0] for line in sheet.table] == ["Company", "Bakery 2", "Bakery 1"]
    assert "Templates" not in sheet.table[0], "there is no room for it on paper"
    outbox.add(entry(3, state=State.SAVED))
    assert history_sheet(outbox, OutboxFilter()).note == "Older saved companies are left out."
    assert history_sheet(outbox, OutboxFilter("bakery")).note == (
        "Companies with “bakery” · Older saved companies are left out."
    )
    assert history_sheet(outbox, OutboxFilter("bakery 2")).note == "Companies with “bakery 2”"


def test_an_entry_without_a_message_is_noted_by_its_state() -> None:
    when = f"{(NOW + timedelta(seconds=1)).astimezone():%Y-%m-%d %H:%M}"
    assert note_of(entry(1, message="It waits.")) == f"{when} · It waits."
    assert note_of(entry(1, message="")) == f"{when} · {row_of(entry(1)).state_name}"


def test_a_damaged_row_stops_no_other(store: Store, tmp_path: Path) -> None:
    outbox = Outbox(store)
    for number in (1, 2):
        outbox.add(entry(number))
    store.read("UPDATE entries SET body = substr(body, 9) WHERE id = 'entry-1'")
    rows = exported(store, tmp_path)
    assert sorted(row[0] for row in rows[1:]) == ["Bakery 1", "Bakery 2"]
    assert [row[4:6] for row in sorted(rows[1:])] == [["", ""], ["work", "Åse Ødegård, Jens Straße"]]


def test_the_practice_server_is_named_as_in_the_window(store: Store, tmp_path: Path) -> None:
    Outbox(store).add(entry(1, profile=SANDBOX))
    headings, line = exported(store, tmp_path)
    assert line[headings.index("Connection")] == "Practice server"
