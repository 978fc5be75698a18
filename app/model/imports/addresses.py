"""The e-mail addresses and phone numbers of companies and their people, by which drafts are known again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

_DIGITS: Final = 7
"""The last ones of a phone number, with which its country's code does not matter."""
_ADDRESS: Final = re.compile(r"([^\s@;,<>()|/]+@[^\s@;,<>()|/]+)|\d(?:[\s().-]{0,2}\d){6,}")


class RowsOfAddresses:
    """In which rows of a table some addresses are. The table is read when it is first asked for."""

    def __init__(self, rows: Iterable[tuple[int, Iterable[str]]], wanted: Collection[str]) -> None:
        """`rows` are numbers with cells, `wanted` what is asked for, as `addresses_of` has it."""
        self._rows = rows
        self._wanted = wanted
        self._numbers: dict[str, set[int]] | None = None

    def has_others(self, address: str, numbers: set[int]) -> bool:
        """Returns True if a row of another number than these has the address."""
        if self._numbers is None:
            self._numbers = defaultdict(set)
            for number, cells in self._rows:
                for one in addresses_of("\n".join(cells)):
                    if one in self._wanted:
                        self._numbers[one].add(number)
        return not self._numbers.get(address, set()) <= numbers


def addresses_in(form: Mapping[str, Any]) -> Iterator[str]:
    """Yields e-mail addresses and the last digits of phone numbers of a form's company and its people."""
    for one in (form, *(form.get("Persons") or ())):
        for value in one.values() if isinstance(one, dict) else ():
            rows = value if isinstance(value, list) else ({"Value": value},)
            told = (row.get("Value") for row in rows if isinstance(row, dict))
            yield from addresses_of("\n".join(text for text in told if isinstance(text, str)))


def addresses_of(text: str) -> Iterator[str]:
    """Yields e-mail addresses in small letters and the last digits of phone numbers."""
    for found in _ADDRESS.finditer(text):
        mail = found.group(1)
        yield mail.casefold() if mail else "".join(filter(str.isdigit, found.group()))[-_DIGITS:]
