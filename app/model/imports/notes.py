"""What is noted of imports, so that a restart does not end them: the walk, their results, what is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from app.model.imports.progress import WalkItem


@dataclass(frozen=True)
class ResultFile:
    """A result file with its lines (from 0) that can still change, by the id of the entry or draft."""

    path: str
    lines: Mapping[str, tuple[int, ...]]


class Unfinished(NamedTuple):
    """A table that was not put away to its end: its name, how many of its companies are in the outbox, how
    many wait as drafts, and how many are neither. One that was pasted has no name.
    """

    name: str
    sent: int
    drafts: int
    remaining: int


@dataclass(frozen=True)
class ImportNote:
    """`files` are those that were written last, the latest at the end.

    `left_out` are ids of the walk to which nobody comes any more.
    """

    walk: tuple[WalkItem, ...] = ()
    left_out: tuple[str, ...] = ()
    files: tuple[ResultFile, ...] = ()
