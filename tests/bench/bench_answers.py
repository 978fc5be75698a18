"""What may come in the place of an answer: what is lost, doubled, misreported.

Every status from 300 to 599, and what else a stranger would try. A row for each body or kind, before and
after the server has saved, for a server on site and for SuperOffice Online, which have a process each.
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from http import HTTPStatus
from itertools import product
from pathlib import Path

from app.model.profile import Scheme
from tests.bench.table import Table
from tests.helpers.faults.answer_kinds import KINDS, REFUSED_UNHEARD
from tests.helpers.faults.answers_in_between import (
    BODIES,
    MORE_BODIES,
    SCHEMES,
    Front,
    Outcome,
    front_for,
    is_possible,
)

STATUSES = range(300, 600)
NAMED_STATUSES = [
    *(status.value for status in HTTPStatus if status >= 300),
    418,
    430,
    440,
    444,
    499,
    520,
    525,
    599,
]

_Row = list[str | int]


def run() -> Table:
    # Not forked: what one scheme's server has started does not belong to the other's.
    with ProcessPoolExecutor(len(SCHEMES), multiprocessing.get_context("spawn")) as processes:
        rows = [row for done in processes.map(try_scheme, SCHEMES) for row in done]
    sums = [sum(int(row[place]) for row in rows) for place in range(1, 5)]
    return Table(
        title="Answers in the place of SuperOffice's, and what became of the companies",
        columns=["answer", "tries", "lost", "doubled", "“not saved” but saved", "which"],
        rows=[*rows, ["all", *sums, ""]],
    )


def try_scheme(scheme: Scheme) -> list[_Row]:
    """Returns the rows of one scheme."""
    rows = []
    # A server with many companies takes longer to search.
    for names, is_saved in product((*([body] for body in BODIES), [*MORE_BODIES, *KINDS]), (False, True)):
        when = f"{'after' if is_saved else 'before'} saving"
        with (
            tempfile.TemporaryDirectory(dir=in_memory()) as folder,
            front_for(scheme, Path(folder)) as front,
        ):
            rows += [
                _row(f"{scheme.value}, {name}, {when}", _outcomes(front, name, is_saved)) for name in names
            ]
    return rows


def in_memory() -> Path | None:
    """Returns the folder that Linux keeps in memory: waiting for the disk is a third of the time."""
    memory = Path("/dev/shm")  # noqa: S108  # the folder in it is private
    return memory if os.access(memory, os.W_OK) else None


def _outcomes(front: Front, name: str, is_saved: bool) -> dict[object, Outcome]:
    if name in KINDS:
        return {
            each: front.try_response(answer, is_saved=is_saved)
            for each, answer in KINDS[name].items()
            if not (is_saved and each in REFUSED_UNHEARD)
        }
    return {
        status: front.try_answer(status, name, is_saved=is_saved)
        for status in (STATUSES if name in BODIES else NAMED_STATUSES)
        if is_possible(status, name, is_saved=is_saved)
    }


def _row(name: str, outcomes: dict[object, Outcome]) -> _Row:
    lost = sum(outcome.companies == 0 for outcome in outcomes.values())
    doubled = sum(outcome.companies > 1 for outcome in outcomes.values())
    misreported = sum(bool(outcome.said_not_saved) for outcome in outcomes.values())
    wrong = [str(each) for each, outcome in outcomes.items() if not outcome.is_right]
    return [name, len(outcomes), lost, doubled, misreported, ", ".join(wrong[:3])]
