"""What is noted of an import, so that a restart does not end it: the walk, and the file of its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.model.imports.progress import WalkItem


@dataclass(frozen=True)
class ImportNote:
    """`lines` are those of the result file (from 0) by the id of the entry or draft that they became.

    `left_out` are ids of the walk to which nobody comes any more.
    """

    walk: tuple[WalkItem, ...] = ()
    left_out: tuple[str, ...] = ()
    result: str = ""
    lines: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
