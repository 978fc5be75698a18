"""What is recognised of the texts of tests/data/recognition: recall and precision, by field and by language.

Only what is offered with a tick counts; the mistakes follow, a row each.
"""

from __future__ import annotations

from collections import defaultdict

from tests.bench.table import Table
from tests.helpers.data.recognition_cases import Score, all_cases, scores


def run() -> Table:
    by_field: dict[str, Score] = defaultdict(Score)
    by_language: dict[str, Score] = defaultdict(Score)
    mistakes: list[str] = []
    cases = all_cases()
    for case in cases:
        found, wrong = scores(case)
        mistakes += wrong
        for name, score in found.items():
            by_field[name] += score
            by_language[case.language] += score
    rows = [
        *(_row(f"field {name}", score) for name, score in sorted(by_field.items())),
        *(_row(f"language {name}", score) for name, score in sorted(by_language.items())),
        _row("all", sum(by_field.values(), Score())),
    ]
    return Table(
        title=f"Recognition of {len(cases)} texts",
        columns=["what", "wanted", "offered", "right", "recall (%)", "precision (%)"],
        rows=[*rows, *([mistake, "", "", "", "", ""] for mistake in mistakes)],
    )


def _row(name: str, score: Score) -> list[str | int | float]:
    return [
        name,
        score.wanted,
        score.offered,
        score.right,
        f"{score.recall:.1%}",
        f"{score.precision:.1%}",
    ]
