"""A table is noted while it is put away."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from app.controller.imports.unfinished import put_away_noted
from app.model.imports.notes import Unfinished
from app.service.imports.table_run import TableRun
from app.storage.files.unfinished_imports import UnfinishedImports


@dataclass
class Run:
    """Puts three companies away, of which the second becomes a draft; `until` ends it before."""

    until: int = 3
    total: int = 3
    sent: int = 0
    put: int = 0
    walk: list[int] = field(default_factory=list)
    after_each: Any = None

    def put_away(self, *, sends: bool) -> None:
        assert sends
        for number in range(self.until):
            self.walk += [number] if number == 1 else []
            self.put = number + 1
            self.sent = self.put - len(self.walk)
            if self.after_each:
                self.after_each()


def test_how_far_it_came_is_noted_until_all_of_it_is_put_away(tmp_path: Path) -> None:
    notes = UnfinishedImports(tmp_path)
    for until, told in enumerate(((0, 0, 3), (1, 0, 2), (1, 1, 1))):
        put_away_noted(cast("TableRun", Run(until)), notes, "fair.csv", sends=True)
        assert UnfinishedImports(tmp_path).take() == (Unfinished("fair.csv", *told),)
    put_away_noted(cast("TableRun", Run()), notes, "fair.csv", sends=True)
    assert notes.take() == ()
    put_away_noted(cast("TableRun", Run(1)), None, "fair.csv", sends=True)
