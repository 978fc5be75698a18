"""Readings of a piece of text, of which the best one wins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

# Two readings that are closer than this are both possible.
_MARGIN = 1.0


class Kind(StrEnum):
    """What a number may be."""

    PHONE = "phone"
    REGISTER = "register"
    DATE = "date"
    IGNORED = "ignored"


@dataclass(frozen=True)
class Candidate:
    """One reading of a text from `start` to `end`; the higher its score, the likelier it is.

    9: a label says so. 8: its form says so, as of a date or of a number with the country's letters. 5: it is
    right in the country of the text. Below 4: only if nothing better is known.
    """

    kind: Kind
    start: int
    end: int
    score: float
    value: object = field(default=None, compare=False)


@dataclass(frozen=True)
class Choice:
    """The reading that has won, and whether another one was nearly as good."""

    candidate: Candidate
    is_doubtful: bool


def choose(candidates: Iterable[Candidate]) -> list[Choice]:
    """Returns the best readings that do not overlap, in the order of the text."""
    chosen: list[Choice] = []
    ranked = sorted(candidates, key=lambda one: (-one.score, one.start, -one.end))
    for one in ranked:
        if any(_overlap(one, have.candidate) for have in chosen):
            continue
        rivals = (other for other in ranked if other.kind is not one.kind and _overlap(one, other))
        chosen.append(Choice(one, any(one.score - other.score < _MARGIN for other in rivals)))
    return sorted(chosen, key=lambda choice: choice.candidate.start)


def _overlap(one: Candidate, other: Candidate) -> bool:
    return one.start < other.end and other.start < one.end
