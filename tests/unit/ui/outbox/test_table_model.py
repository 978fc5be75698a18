"""The table of the outbox stays sorted and keeps what is chosen, whatever changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from app.model.entry import EntrySummary, State
from app.model.outbox_rows import OutboxRow
from app.ui.common.moments import moment_text
from app.ui.common.theme import DARK, LIGHT, Theme
from app.ui.outbox.table_model import Column, OutboxModel, next_step

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def row(number: int, state: State = State.QUEUED, *, minutes: int = 0, undecided: bool = False) -> OutboxRow:
    at = NOW + timedelta(minutes=minutes)
    entry = EntrySummary(
        id=f"entry-{number}",
        state=state,
        name=f"Company {number}",
        contact_id=number if state is State.SAVED else 0,
        created=at,
        updated=at,
        message=f"What becomes of {number}",
        next_try=None,
        steps_done=int(state is State.SAVED),
        steps_total=1,
    )
    return OutboxRow(entry, undecided)


def shown(model: OutboxModel) -> list[str]:
    return [model.index(number, Column.COMPANY).data() for number in range(model.rowCount())]


rows = st.builds(
    row,
    st.integers(0, 12),
    st.sampled_from(State),
    minutes=st.integers(0, 5),
    undecided=st.booleans(),
)
changes = st.lists(st.one_of(rows, st.integers(0, 12)), max_size=60)


@pytest.mark.parametrize(
    ("one", "says"),
    [
        (row(1, State.QUEUED), "Sent as soon as possible"),
        (row(1, State.SENDING), "It is being sent"),
        (row(1, State.UNKNOWN), "Looked for on the server as soon as possible"),
        (row(1, State.UNKNOWN, undecided=True), "Nothing, until you say which one it is"),
        (row(1, State.REJECTED), "Nothing, until you have corrected it"),
        (row(1, State.SAVED), "What becomes of 1"),
    ],
)
def test_what_happens_next_is_said_in_a_few_words(one: OutboxRow, says: str) -> None:
    assert next_step(one, NOW) == says


def test_what_is_done_at_a_time_says_when() -> None:
    later = NOW + timedelta(minutes=5)
    for state, begins in ((State.QUEUED, "Sent again by itself: "), (State.UNKNOWN, "Looked for on the")):
        waits = row(1, state)
        said = next_step(OutboxRow(replace(waits.entry, next_try=later)), NOW)
        assert said.startswith(begins)
        assert said.endswith(moment_text(later, NOW))


@pytest.mark.long
@pytest.mark.slow
@settings(deadline=None)
@given(changes=changes)
def test_every_change_keeps_the_order(qapp_of_all: QApplication, changes: list[OutboxRow | int]) -> None:
    """A row stands for "it is like this now", a number for "that entry is gone"."""
    assert qapp_of_all is not None
    model, kept = OutboxModel(), dict[str, OutboxRow]()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for change in changes:
        if isinstance(change, OutboxRow):
            model.put(change)
            kept[change.id] = change
        else:
            model.remove(f"entry-{change}")
            kept.pop(f"entry-{change}", None)
        in_order = sorted(kept.values(), key=lambda one: one.sort_key)
        assert [model.row_at(number) for number in range(model.rowCount())] == in_order
        assert [model.number_of(one.id) for one in in_order] == list(range(len(in_order)))
    assert tester.model() is model


@pytest.fixture(scope="module")
def qapp_of_all(qapp: QApplication) -> QApplication:
    return qapp


def test_what_needs_someone_comes_first_then_the_order_of_sending_then_the_newest(qapp: QApplication) -> None:
    assert qapp is not None
    model = OutboxModel()
    for one in (
        row(1, State.SAVED, minutes=1),
        row(2, State.SAVED, minutes=2),
        row(3, State.QUEUED, minutes=4),
        row(4, State.UNKNOWN, minutes=3),
        row(5, State.REJECTED, minutes=9),
        row(6, State.UNKNOWN, minutes=8, undecided=True),
        row(7, State.SENDING, minutes=5),
    ):
        model.put(one)
    assert shown(model) == [f"Company {number}" for number in (6, 5, 4, 3, 7, 2, 1)]


def test_a_row_that_moves_stays_chosen(qapp: QApplication) -> None:
    assert qapp is not None
    model = OutboxModel()
    model.set_rows([row(1), row(2, minutes=1), row(3, minutes=2)])
    chosen = QItemSelectionModel(model)
    rows_of = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    chosen.setCurrentIndex(model.index(0, 0), rows_of)
    model.put(row(1, State.SAVED))
    assert chosen.currentIndex().row() == 2
    assert [index.row() for index in chosen.selectedRows()] == [2]
    assert model.row_at(2) == row(1, State.SAVED)


@pytest.mark.long
def test_a_state_is_a_word_and_a_picture_of_its_own(qapp: QApplication) -> None:
    theme = Theme(qapp)
    model = OutboxModel()
    states = [row(number, state, minutes=number) for number, state in enumerate(State)]
    model.set_rows(sorted([*states, row(9, State.UNKNOWN, undecided=True)], key=lambda one: one.sort_key))
    cells = [model.index(number, Column.STATE) for number in range(model.rowCount())]
    assert len({cell.data() for cell in cells}) == len(cells)
    for worn in (LIGHT, DARK):
        theme.apply_colors(dark=worn is DARK)
        pictures = [cell.data(Qt.ItemDataRole.DecorationRole).pixmap(32).toImage() for cell in cells]
        assert all(not picture.isNull() for picture in pictures)
        assert all(one != other for place, one in enumerate(pictures) for other in pictures[:place])
    theme.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_screen_reader_gets_the_whole_row(qapp: QApplication) -> None:
    assert qapp is not None
    model = OutboxModel()
    model.put(row(3, State.REJECTED))
    text = model.index(0, Column.STATE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert text.startswith("Refused, Company 3, Nothing, until you have corrected it, ")
