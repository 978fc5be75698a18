"""What the state machines of one run have done (`outbox_states`)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Counts of them all."""

    steps: int = 0
    machines: int = 0
    entries: int = 0
    people: int = 0
    happened: Counter[str] = field(default_factory=Counter)
