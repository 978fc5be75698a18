"""Ends the process at a commit of the store, as a power failure does: nothing is tidied up."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Literal

from app.storage.sqlite.database import CommitPoint, Database
from tests.helpers.processes.killing import die

Moment = Literal["before", "after"]


@dataclass(frozen=True)
class Crash:
    """The process is killed `moment` the COMMIT of a change of that kind: the first, or a later `turn`."""

    point: CommitPoint
    moment: Moment
    turn: int = 1

    def arm(self, tell: Callable[[], None]) -> None:
        """From now on, in this process. `tell` is called right before the end."""
        transaction = Database.transaction
        turns = count(1)

        def strike(point: CommitPoint, moment: Moment) -> None:
            if (point, moment) == (self.point, self.moment) and next(turns) == self.turn:
                tell()
                die()

        @contextmanager
        def deadly(database: Database, point: CommitPoint) -> Iterator[sqlite3.Connection]:
            with transaction(database, point) as connection:
                yield connection
                strike(point, "before")
            strike(point, "after")

        setattr(Database, "transaction", deadly)  # noqa: B010  # no assignment that mypy could judge
