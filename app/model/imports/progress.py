"""How far the companies of a table are, and what is left of them in the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from app.model.imports.lines import LineState


class Lacking(NamedTuple):
    """A field that the tenant requires: its path without numbers of people, its name, how many lack it.

    One that `is_common` is lacked by nearly all, whose lines do not say it.
    """

    path: str
    name: str
    number: int
    is_common: bool = False


@dataclass(frozen=True)
class ImportProgress:
    """How far the companies of a table are checked, or put away.

    `problem` is why it goes no further, `missing` how many lack something that the tenant requires, and
    `missing_clear` how many of those that are clear. `lacking` is what that is, `unknown` what is given for
    all of them and the server does not have, `unlisted` what is said of columns of which its lists have
    hardly a value: sentences. One that `is_paused` goes on once its user says so.
    """

    done: int
    total: int
    counts: Mapping[LineState, int]
    is_putting: bool = False
    problem: str = ""
    missing: int = 0
    missing_clear: int = 0
    lacking: tuple[Lacking, ...] = ()
    unknown: tuple[str, ...] = ()
    is_paused: bool = False
    unlisted: tuple[str, ...] = ()

    @property
    def is_over(self) -> bool:
        """True once there is nothing left to do."""
        return self.done >= self.total

    def has_turned_since(self, before: ImportProgress) -> bool:
        """Returns True where it has come to its end, is paused, or goes on, and did not before."""
        return (self.is_over, self.is_paused) != (before.is_over, before.is_paused)


@dataclass(frozen=True)
class PutAway:
    """What became of a table: how many companies are in the outbox, and the drafts that are left of it.

    Of one that was left in the middle, `remaining` are neither. One that `has_file` has its result
    beside it. `ids` are those of all of its companies that were put away.
    """

    sent: int
    drafts: tuple[WalkItem, ...]
    remaining: int = 0
    has_file: bool = False
    ids: frozenset[str] = field(default=frozenset(), compare=False)


@dataclass(frozen=True, slots=True)
class WalkItem:
    """A draft that is walked through: its id, its company's name, and why it was not sent."""

    id: str
    name: str
    reasons: tuple[str, ...] = ()
