"""The rows of the table: what goes wrong, what is expected of the program, what it did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One fault. `letter` is its own of the list A to Q, `expected` has to be in what `run` returns."""

    letter: str
    fault: str
    expected: str
    run: Callable[[], str]


@dataclass(frozen=True)
class Tried:
    """A row that was tried. `got` is what the program did, or why it could not be tried."""

    row: Row
    got: str

    @property
    def is_right(self) -> bool:
        return self.row.expected in self.got

    def __str__(self) -> str:
        word = "ok    " if self.is_right else "NOT OK"
        return (
            f"{word}  {self.row.letter}  {self.row.fault} | expected: {self.row.expected} | got: {self.got}"
        )


def tried(row: Row) -> Tried:
    """Tries a row; whatever it raises is what was got."""
    try:
        return Tried(row, row.run())
    except Exception as error:  # noqa: BLE001  # a service that does not start must not end the table
        return Tried(row, f"{type(error).__name__}: {' '.join(str(error).split())}")
