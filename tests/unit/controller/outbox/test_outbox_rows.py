"""What can be done about an entry, in each of its states."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.controller.outbox.outbox import Move, OutboxRow, Progress, row_of
from app.model.entry import State, Step, StepKind
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import NOW, entry

SAVED = Step(0, StepKind.COMPANY, "Bakery", State.SAVED, remote_id=7)
MISSING = Step(1, StepKind.PERSON, "Åse", State.REJECTED)


def row(state: State, **changes: object) -> OutboxRow:
    return row_of(entry(1, state=state, **changes))


@pytest.mark.parametrize(
    ("shown", "moves"),
    [
        (row(State.QUEUED), (Move.SEND, Move.CORRECT, Move.DISCARD)),
        (row(State.QUEUED, contact_id=7, steps=(SAVED, MISSING)), (Move.SEND, Move.OPEN, Move.DISCARD)),
        (row(State.SENDING), ()),
        (row(State.SENDING, contact_id=7), (Move.OPEN,)),
        (row(State.SAVED, contact_id=7), (Move.OPEN, Move.DISCARD)),
        (row(State.REJECTED), (Move.CORRECT, Move.SEND, Move.DISCARD)),
        (row(State.REJECTED, contact_id=7, steps=(SAVED, MISSING)), (Move.SEND, Move.OPEN, Move.DISCARD)),
        (row(State.UNKNOWN), (Move.LOOK, Move.DISCARD)),
        (row(State.UNKNOWN, contact_id=7), (Move.LOOK, Move.OPEN, Move.DISCARD)),
        (
            row(State.UNKNOWN, steps=(Step(0, StepKind.COMPANY, "B", State.UNKNOWN, candidates=(4,)),)),
            (Move.SHOW_BOTH, Move.LOOK, Move.DISCARD),
        ),
    ],
)
def test_each_state_has_its_moves(shown: OutboxRow, moves: tuple[Move, ...]) -> None:
    assert shown.moves == moves


def test_a_row_says_what_the_store_says(tmp_path: Path) -> None:
    one = entry(1, state=State.REJECTED, contact_id=7, steps=(SAVED, MISSING), next_try=NOW)
    with Store.open(tmp_path / "entries.sqlite3") as store:
        outbox = Outbox(store)
        outbox.add(one)
        assert row_of(one).entry == outbox.summaries()[0]


@pytest.mark.parametrize(
    ("progress", "text"),
    [
        (Progress(0, 20), ""),
        (Progress(1, 1), ""),
        (Progress(12, 20), "12 of 20 sent"),
        (Progress(20, 20), "All 20 sent"),
    ],
)
def test_progress_is_told_of_many(progress: Progress, text: str) -> None:
    assert progress.text == text
