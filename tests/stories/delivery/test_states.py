"""A short run of the state machine; `make bench BENCH_ARGS=states` goes on for a hundred thousand steps."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.helpers.fakes.addition_states import AdditionStates
from tests.helpers.fakes.outbox_states import OutboxStates
from tests.helpers.fakes.restored_states import RestoredStates

pytestmark = pytest.mark.slow


def run(states: type[OutboxStates], machines: int) -> None:
    run_state_machine_as_test(
        states,
        settings=settings(
            max_examples=machines,
            stateful_step_count=25,
            deadline=None,
            database=None,
            derandomize=True,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.long
@pytest.mark.parametrize("states", [RestoredStates, AdditionStates])
def test_everything_is_saved_once_whatever_happens(states: type[OutboxStates]) -> None:
    run(states, 25)
