"""Phone numbers of a company and its people, each of which is one's once."""

from __future__ import annotations

from typing import Final

_FEWEST_DIGITS: Final = 7
"""Of two numbers, one of which may have the code of its country: fewer are an extension."""


class KnownNumbers:
    """The numbers that are there already, by whose they are."""

    def __init__(self) -> None:
        self._numbers: dict[object, list[str]] = {}

    def is_known(self, whose: object, number: str) -> bool:
        """Returns True for a number that is there already, be it in another way: ``+47 77 11 22 33``."""
        digits = "".join(filter(str.isdigit, number)).lstrip("0")
        if len(digits) < _FEWEST_DIGITS:
            return False
        known = self._numbers.setdefault((whose, digits[-_FEWEST_DIGITS:]), [])
        if any(one.endswith(digits) or digits.endswith(one) for one in known):
            return True
        known.append(digits)
        return False
