"""Keeps numbers by the hashes of texts, in a third of the memory of a dict: tables have thousands of rows."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Final

_FIRST_SIZE: Final = 64


class HashedNumbers:
    """Numbers from 0 by texts. Those of another text with the same hash are found as well: compare again."""

    def __init__(self) -> None:
        self._hashes = array("q", bytes(8 * _FIRST_SIZE))
        self._numbers = array("l", [-1]) * _FIRST_SIZE
        self._count = 0

    def of(self, text: str) -> Iterator[int]:
        """Yields the numbers of a text in the order in which they were added."""
        for place in self._places(hash(text)):
            if self._hashes[place] == hash(text):
                yield self._numbers[place]

    def add(self, text: str, number: int) -> None:
        """Adds a number to those of a text."""
        if 3 * self._count >= 2 * len(self._numbers):
            self._grow()
        self._put(hash(text), number)
        self._count += 1

    def _places(self, hashed: int) -> Iterator[int]:
        """Yields the places that are taken, from that of a hash to the first free one."""
        size = len(self._numbers)
        place = hashed % size
        while self._numbers[place] >= 0:
            yield place
            place = (place + 1) % size

    def _put(self, hashed: int, number: int) -> None:
        place = hashed % len(self._numbers)
        for taken in self._places(hashed):
            place = (taken + 1) % len(self._numbers)
        self._hashes[place], self._numbers[place] = hashed, number

    def _grow(self) -> None:
        hashes, numbers = self._hashes, self._numbers
        size = 2 * len(numbers)
        self._hashes, self._numbers = array("q", bytes(8 * size)), array("l", [-1]) * size
        # From a free place on: what was added first stays first among those of one hash.
        first = next(place for place, number in enumerate(numbers) if number < 0)
        for place in (*range(first, len(numbers)), *range(first)):
            if numbers[place] >= 0:
                self._put(hashes[place], numbers[place])
