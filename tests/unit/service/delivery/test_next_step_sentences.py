from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from app.model.entry import MOST_SENT_AGAIN, State, Step, StepKind
from app.service.delivery.next_step_sentences import following, no_such_choice

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def step(state: State, **more: Any) -> Step:
    kind = more.pop("kind", StepKind.SELECTION)
    return Step(2, kind, "Fair", state, **more)


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (step(State.SAVED), "Done as well: Fair."),
        (step(State.QUEUED), "Fair follows by itself."),
        (step(State.REJECTED, message="No."), "“Fair” was not done: No."),
        (
            step(State.REJECTED, kind=StepKind.SUPPORT_PERSON, message="No."),
            "Fair is not the support person: No.",
        ),
        (step(State.SAVED, kind=StepKind.SUPPORT_PERSON), "Fair is the support person."),
        (step(State.SAVED, kind=StepKind.MOVE), "Fair is at this company now."),
        (step(State.QUEUED, kind=StepKind.CONSENT), "Fair follows by itself."),
        (
            step(State.QUEUED, kind=StepKind.CONSENT, content={"Name": "Kari Lie"}),
            "The consent of Kari Lie follows by itself (Fair).",
        ),
        (step(State.UNKNOWN), "that is looked up on the server."),
        (step(State.UNKNOWN, first_not_found_at=NOW), "looked up again before it is sent again."),
        (step(State.UNKNOWN, is_left_to_user=True), "say whether to send it again."),
        (
            step(State.UNKNOWN, is_left_to_user=True, first_not_found_at=NOW, sent_again=MOST_SENT_AGAIN),
            "say whether it is there, or whether to send it again.",
        ),
        (step(State.UNKNOWN, candidates=(4,)), "the one, or whether to send it again."),
        (step(State.UNKNOWN, candidates=(4,), first_not_found_at=NOW), "or whether to send it again."),
    ],
)
def test_each_state_has_its_sentence(one: Step, told: str) -> None:
    (sentence,) = following([one])
    assert sentence.endswith(told)


def test_without_next_steps_nothing_is_told() -> None:
    assert following([]) == []


def test_what_was_left_out_of_a_step_that_is_done_is_told() -> None:
    assert [str(one) for one in following([step(State.SAVED, message="No room.")])] == [
        "Done as well: Fair.",
        "Fair: No room.",
    ]


def test_what_is_not_in_a_list_is_named() -> None:
    assert str(no_such_choice("Visit")).startswith("“Visit” is not in the server's list")
