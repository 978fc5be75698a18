"""A compiled catalogue, as GNU gettext writes it, whose texts are decoded when they are asked for.

The library's own reader decodes all of them at once, a thousand for the two dozen that ``--help`` says, and
takes longer than the rest of that command. https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # for the checker it is True; typing itself takes its time to load

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final

_MAGIC: Final = b"\xde\x12\x04\x95"
_HEADER_BYTES: Final = 28
_CONTEXT: Final = b"\x04"
_TWO_FORMS: Final = "nplurals=2; plural=(n != 1);"
"""Of most languages; any other rule is read by the library."""


class CompiledCatalogue:
    """The texts of one language, found by the English ones."""

    def __init__(self, content: bytes) -> None:
        """Takes a file, little-endian and in UTF-8. Raises ValueError for what is none, or is damaged."""
        if content[:4] != _MAGIC or len(content) < _HEADER_BYTES:
            raise ValueError("not a compiled catalogue")
        self._content = content
        _revision, count, originals, translations = _numbers(content, 4, 4)
        ids = _numbers(content, originals, 2 * count)
        self._places = _numbers(content, translations, 2 * count)
        for table in (ids, self._places):
            if max(map(int.__add__, table[::2], table[1::2]), default=0) >= len(content):
                raise ValueError("a text beyond the end of the file")
        content[min(ids[1::2], default=len(content)) :].decode()  # so that none fails later
        keys = [content[start : start + length] for length, start in zip(ids[::2], ids[1::2], strict=True)]
        self._index = {key.partition(b"\0")[0]: number for number, key in enumerate(keys)}
        self._form_of = self._read_rule()

    def gettext(self, text: str) -> str:
        """Returns a text in the language; itself where it has no translation."""
        return next(iter(self._forms(text.encode())), text)

    def pgettext(self, context: str, text: str) -> str:
        """Returns a text in the language where one English word has several meanings."""
        return next(iter(self._forms(context.encode() + _CONTEXT + text.encode())), text)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Returns the form of a text that the language has for a number of things."""
        forms, number = self._forms(one.encode()), self._form_of(count)
        if 0 <= number < len(forms):
            return forms[number]
        return one if count == 1 else many

    def _forms(self, key: bytes) -> list[str]:
        number = self._index.get(key)
        if number is None:
            return []
        length, start = self._places[2 * number : 2 * number + 2]
        return self._content[start : start + length].decode().split("\0")

    def _read_rule(self) -> Callable[[int], int]:
        header = "".join(self._forms(b""))
        told = [line for line in header.splitlines() if line.lower().startswith("plural-forms:")]
        rule = told[0].partition(":")[2].strip() if told else _TWO_FORMS
        if rule == _TWO_FORMS:
            return lambda count: int(count != 1)
        from gettext import c2py

        form_of: Callable[[int], int] = c2py(rule.partition("plural=")[2].strip("; "))
        return form_of


def _numbers(content: bytes, start: int, count: int) -> list[int]:
    """Returns numbers of four bytes each. Raises ValueError where there are fewer."""
    part = content[start : start + 4 * count]
    if len(part) != 4 * count:
        raise ValueError("a table beyond the end of the file")
    if sys.byteorder == "little":
        return memoryview(part).cast("I").tolist()
    return [int.from_bytes(part[place : place + 4], "little") for place in range(0, len(part), 4)]
