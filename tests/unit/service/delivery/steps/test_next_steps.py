"""More of it in tests/stories/delivery/test_next_steps.py."""

from __future__ import annotations

import pytest

from app.model.entry import State
from tests.helpers.fakes.delivery import Desk, states
from tests.helpers.kill.next_steps import PROJECT, SELECTION


def test_each_is_committed_before_it_is_sent(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[State]] = []
    calls = desk.api().next_steps
    entry = desk.enter(NextSteps=[SELECTION, PROJECT])
    add = calls.add_selection_member

    def note(*values: int) -> None:
        seen.append(states(desk.stored(entry)))
        add(*values)

    monkeypatch.setattr(calls, "add_selection_member", note)
    assert desk.deliver(entry).state is State.SAVED
    assert seen == [[State.SAVED, State.SENDING, State.QUEUED]]
