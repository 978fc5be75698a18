"""A thousand kills against servers that fail by chance: the real window, and the process that only sends.

The window is killed 200 times while somebody types and saves, a delivery 800 times at any moment.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import SystemRandom
from typing import Any

from tests.bench.table import Cell, Table
from tests.helpers.kill.deliveries import BETWEEN, ENDED, Result, kill_deliveries
from tests.helpers.kill.world import IN_A_POST, PHASES, Campaign, Outcome, run_all

KILLS = 50
KILLS_OF_DELIVERIES = 200
CAMPAIGNS = (
    Campaign("adds people one by one", KILLS),
    Campaign("takes people with the company", KILLS, take_persons=True),
    Campaign("is never sent people with it", KILLS, settings={"send_persons": False}),
    Campaign("is sent no token in DbiKey", KILLS, settings={"use_dbi_key": False}),
)
_MOMENTS = (*dict.fromkeys(PHASES.values()), IN_A_POST, BETWEEN, ENDED)


def run() -> Table:
    seed = SystemRandom().getrandbits(32)
    outcomes = run_all(CAMPAIGNS, seed)
    for outcome in outcomes:
        for complaint in outcome.ledger.complaints:
            sys.stderr.write(f"{outcome.name}: {complaint}\n")
    of_deliveries = deliveries(KILLS_OF_DELIVERIES, seed)
    columns = [*map(_column, outcomes), *map(_column_of_delivery, of_deliveries)]
    names = (*_MOMENTS, "kills", "companies saved", "faults", "lost", "doubled", "stuck", "drafts lost")
    lines: list[list[Cell]] = [
        [name, *cells, sum(cells)] for name, *cells in zip(names, *columns, strict=True)
    ]
    windows = [f"window: {campaign.name}" for campaign in CAMPAIGNS]
    return Table(
        title=f"Kills; lost, doubled and stuck are companies and people (seed {seed}); the server …",
        columns=["killed", *windows, *(f"sender: {one.name}" for one in of_deliveries), "all"],
        rows=lines,
    )


def deliveries(kills: int, seed: int) -> list[Result]:
    """Kills the process that sends, that often with each kind of server; two at once, as `run_all`."""

    def of(number: int, campaign: Campaign) -> Result:
        with tempfile.TemporaryDirectory() as folder:
            settings: dict[str, Any] = {**campaign.settings, "take_persons": campaign.take_persons}
            return kill_deliveries(campaign.name, kills, seed + number, Path(folder), **settings)

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(of, range(len(CAMPAIGNS)), CAMPAIGNS))


def _column(outcome: Outcome) -> Sequence[int]:
    ledger, kills = outcome.ledger, [outcome.kills[moment] for moment in _MOMENTS]
    stuck = sum("the last run" in complaint for complaint in ledger.complaints)
    numbers = (ledger.saves, outcome.faults.total(), outcome.lost, outcome.doubled, stuck, ledger.drafts_lost)
    return (*kills, sum(kills), *numbers)


def _column_of_delivery(result: Result) -> Sequence[int]:
    kills = [result.kills[moment] for moment in _MOMENTS]
    numbers = (result.saves, result.faults, result.lost, result.doubled, result.stuck, 0)
    return (*kills, sum(kills), *numbers)
