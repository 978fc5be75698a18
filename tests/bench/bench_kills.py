"""The real window, killed 200 times while somebody types and saves, against servers that fail by chance."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from random import SystemRandom

from tests.bench.table import Table
from tests.helpers.kill.world import IN_A_POST, PHASES, Campaign, Outcome, run_all

KILLS = 50
CAMPAIGNS = (
    Campaign("adds people one by one", KILLS),
    Campaign("takes people with the company", KILLS, take_persons=True),
    Campaign("is never sent people with it", KILLS, settings={"send_persons": False}),
    Campaign("is sent no token in DbiKey", KILLS, settings={"use_dbi_key": False}),
)
_MOMENTS = (*dict.fromkeys(PHASES.values()), IN_A_POST)


def run() -> Table:
    seed = SystemRandom().getrandbits(32)
    outcomes = run_all(CAMPAIGNS, seed)
    for outcome in outcomes:
        for complaint in outcome.ledger.complaints:
            sys.stderr.write(f"{outcome.name}: {complaint}\n")
    columns = [_column(outcome) for outcome in outcomes]
    names = [*_MOMENTS, "kills", "companies saved", "faults", "lost", "doubled", "drafts lost"]
    lines = [[name, *cells, sum(cells)] for name, *cells in zip(names, *columns, strict=True)]
    return Table(
        title=f"The window is killed; lost and doubled are companies and people on the server (seed {seed})",
        columns=["the server …", *(campaign.name for campaign in CAMPAIGNS), "all"],
        rows=lines,
    )


def _column(outcome: Outcome) -> Sequence[int]:
    ledger, kills = outcome.ledger, [outcome.kills[moment] for moment in _MOMENTS]
    numbers = (ledger.saves, outcome.faults.total(), outcome.lost, outcome.doubled, ledger.drafts_lost)
    return (*kills, sum(kills), *numbers)
