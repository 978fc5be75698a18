"""Every status from 300 to 599 that may come in the place of an answer: what is lost, doubled, misreported.

A row for each body, before and after the server has saved, for a server on site and for SuperOffice Online.
"""

from __future__ import annotations

import tempfile
from itertools import product
from pathlib import Path

from tests.bench.table import Table
from tests.helpers.faults.answers_in_between import BODIES, SCHEMES, Front, Outcome, front_for, is_possible

STATUSES = range(300, 600)


def run() -> Table:
    rows: list[list[str | int]] = []
    for scheme, body, is_saved in product(SCHEMES, BODIES, (False, True)):
        name = f"{scheme.value}, {body}, {'after' if is_saved else 'before'} saving"
        with tempfile.TemporaryDirectory() as folder, front_for(scheme, Path(folder)) as front:
            rows.append([name, *_counts(_try_all(front, body, is_saved))])
    sums = [sum(int(row[place]) for row in rows) for place in range(1, 5)]
    return Table(
        title="Answers in the place of SuperOffice's (300 to 599), and what became of the companies",
        columns=["answer", "tries", "lost", "doubled", "“not saved” but saved"],
        rows=[*rows, ["all", *sums]],
    )


def _try_all(front: Front, body: str, is_saved: bool) -> list[Outcome]:
    possible = (status for status in STATUSES if is_possible(status, body, is_saved=is_saved))
    return [front.try_answer(status, body, is_saved=is_saved) for status in possible]


def _counts(outcomes: list[Outcome]) -> list[int]:
    lost = sum(outcome.companies == 0 for outcome in outcomes)
    doubled = sum(outcome.companies > 1 for outcome in outcomes)
    return [len(outcomes), lost, doubled, sum(bool(outcome.said_not_saved) for outcome in outcomes)]
