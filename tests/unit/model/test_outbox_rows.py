"""What can be done about an entry, in each of its states."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.model.entry import State, Step, StepKind
from app.model.outbox_rows import SIGN_IN_CODES, EntryAction, OutboxRow, Progress, row_of
from app.service.delivery import sentences
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from app.webapi.errors import NoSecretError
from app.webapi.errors.sign_in import SignInError
from app.webapi.errors.verdict import code_of
from tests.helpers.data.store_builders import NOW, entry

SEND, EDIT, CHECK, COMPARE, OPEN, COPY, PRINT, DISCARD = EntryAction
SAVED = Step(0, StepKind.COMPANY, "Bakery", State.SAVED, remote_id=7)
MISSING = Step(1, StepKind.PERSON, "Åse", State.REJECTED)


def row(state: State, **changes: object) -> OutboxRow:
    return row_of(entry(1, state=state, **changes))


@pytest.mark.parametrize(
    ("shown", "actions"),
    [
        (row(State.QUEUED), (SEND, EDIT, DISCARD)),
        (
            row(State.QUEUED, contact_id=7, steps=(SAVED, MISSING)),
            (SEND, OPEN, DISCARD),
        ),
        (row(State.SENDING), ()),
        (row(State.SENDING, contact_id=7), (OPEN,)),
        (row(State.SAVED, contact_id=7), (OPEN, DISCARD)),
        (row(State.REJECTED), (EDIT, SEND, DISCARD)),
        (
            row(State.REJECTED, contact_id=7, steps=(SAVED, MISSING)),
            (SEND, OPEN, DISCARD),
        ),
        (row(State.UNKNOWN), (CHECK, DISCARD)),
        (row(State.UNKNOWN, contact_id=7), (CHECK, OPEN, DISCARD)),
        (
            row(State.UNKNOWN, steps=(Step(0, StepKind.COMPANY, "B", State.UNKNOWN, candidates=(4,)),)),
            (COMPARE, CHECK, DISCARD),
        ),
    ],
)
def test_each_state_has_its_actions(shown: OutboxRow, actions: tuple[EntryAction, ...]) -> None:
    assert shown.actions == actions


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


def test_rows_are_sorted_by_what_needs_attention_then_by_order_of_sending_then_newest_first() -> None:
    old, new = NOW, NOW + timedelta(hours=1)
    saved_first = [
        row(State.SAVED, created=old),
        row(State.SAVED, created=new),
        row(State.QUEUED, created=new),
        row(State.QUEUED, created=old),
        row(State.REJECTED, created=new),
    ]
    assert sorted(saved_first, key=lambda one: one.sort_key) == [*reversed(saved_first)]


def test_all_errors_of_signing_in_are_known_by_their_codes() -> None:
    kinds: list[type[SignInError]] = [SignInError]
    for kind in kinds:
        kinds += kind.__subclasses__()
    assert {code_of(kind) for kind in kinds} == SIGN_IN_CODES


def test_what_waits_for_a_sign_in_says_so() -> None:
    error = NoSecretError("crm.example", what="password")
    waits = entry(state=State.QUEUED, message=sentences.kept("Fjord AS", error))
    sought = entry(state=State.UNKNOWN, message=sentences.not_looked_up("Fjord AS", error.message))
    assert row_of(waits).waits_for_sign_in
    assert row_of(sought).waits_for_sign_in
    assert not row_of(replace(waits, state=State.SAVED)).waits_for_sign_in
    assert not row_of(entry(state=State.QUEUED, message=sentences.waiting("Fjord AS"))).waits_for_sign_in
