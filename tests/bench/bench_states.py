"""The state machines over outbox and delivery, for a hundred thousand steps: what happened, all of it well.

A step that breaks an invariant ends the run with the shortest way there that was found.
"""

from __future__ import annotations

import sys
from random import SystemRandom

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.bench.table import Cell, Table
from tests.helpers.fakes.addition_states import AdditionStates
from tests.helpers.fakes.outbox_states import OutboxStates
from tests.helpers.fakes.restored_states import RestoredStates
from tests.helpers.fakes.tally import Tally

STEPS = 100_000
_AT_ONCE = 40
_MACHINES = 125


def run() -> Table:
    tally = OutboxStates.tally = Tally()
    first = SystemRandom().getrandbits(32)
    number = first
    while tally.steps < STEPS:
        for states in (RestoredStates, AdditionStates):
            go_through(states, number, _MACHINES)
        sys.stderr.write(f"{tally.steps:,} steps\n")
        number += 1
    troubles: list[list[Cell]] = [[what, count] for what, count in sorted(tally.happened.items())]
    counts: list[list[Cell]] = [
        ["steps", tally.steps],
        ["runs", tally.machines],
        ["companies", tally.entries],
    ]
    return Table(
        title=f"States of the outbox by chance (seed {first}): 0 lost, 0 doubled, 0 stuck",
        columns=["what", "how often"],
        rows=[*counts, ["people", tally.people], *troubles, ["all troubles", tally.happened.total()]],
    )


def go_through(states: type[OutboxStates], number: int, machines: int) -> None:
    """Runs that many machines, chosen by the number."""
    chosen = settings(
        max_examples=machines,
        stateful_step_count=_AT_ONCE,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
    )
    run_state_machine_as_test(seed(number)(states), settings=chosen)
