"""Unfolds the lines of a card, as programs fold, indent and cut them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.recognition.cards.properties import Property, is_quoted_printable, read_property

# RFC 2426, RFC 6350, and what programs add; only these tell a property from the continuation of a line.
KNOWN_NAMES = [
    "ADR",
    "AGENT",
    "ANNIVERSARY",
    "BDAY",
    "BEGIN",
    "CALADRURI",
    "CALURI",
    "CATEGORIES",
    "CLASS",
    "CLIENTPIDMAP",
    "EMAIL",
    "END",
    "FBURL",
    "FN",
    "GENDER",
    "GEO",
    "IMPP",
    "KEY",
    "KIND",
    "LABEL",
    "LANG",
    "LOGO",
    "MAILER",
    "MEMBER",
    "N",
    "NAME",
    "NICKNAME",
    "NOTE",
    "ORG",
    "PHOTO",
    "PRODID",
    "PROFILE",
    "RELATED",
    "REV",
    "ROLE",
    "SORT-STRING",
    "SOUND",
    "SOURCE",
    "TEL",
    "TITLE",
    "TZ",
    "UID",
    "URL",
    "VERSION",
    "XML",
]
_KNOWN = re.compile(
    rf"(?:[\w-]{{1,60}}\.)?(?:{'|'.join(KNOWN_NAMES)}|X-[\w-]{{1,60}})(?:;[^:]{{0,300}})?:", re.IGNORECASE
)
# A line is folded at 75 octets; one that is much shorter does not go on in an indented line.
_SHORTEST_FOLDED = 50
# Large ones that nobody needs, whose lines may look like anything.
_PICTURES = re.compile(r"(?:[\w-]{1,60}\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]", re.IGNORECASE)
# Those whose text people write in several lines, broken or not.
_MANY_LINED = re.compile(r"(?:[\w-]{1,60}\.)?(?:NOTE|LABEL|ADR)[;:]", re.IGNORECASE)
LONGEST_VALUE = 100_000
_MOST_PROPERTIES = 2_000


def properties_in(lines: Iterable[str]) -> Iterator[Property]:
    """Yields the properties of one card; a line that is none is skipped."""
    for count, line in enumerate(_unfolded(lines)):
        if count >= _MOST_PROPERTIES:
            return
        found = None if _PICTURES.match(line) else read_property(line)
        if found is not None:
            yield found


def _unfolded(lines: Iterable[str]) -> Iterator[str]:
    current = _Line("")
    for line in lines:
        if current.takes(line):
            continue
        if current.text:
            yield current.text
        current = _Line(line.strip(" \t"))
    if current.text:
        yield current.text


class _Line:
    """A line, and those that continue it."""

    def __init__(self, text: str) -> None:
        self._parts = [text]
        self._size = len(text)
        self._last = text
        self._is_picture = _PICTURES.match(text) is not None
        self._is_quoted = is_quoted_printable(text)
        self._is_many_lined = _MANY_LINED.match(text) is not None

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def takes(self, line: str) -> bool:
        """Returns True if `line` belongs to this one, and adds it."""
        if self._is_quoted and self._parts[-1].rstrip(" \t").endswith("="):
            self._parts[-1] = self._parts[-1].rstrip(" \t")[:-1]
            # A soft break of quoted-printable; some programs also indent what follows.
            return self._add(line.lstrip(" \t") if self._indented(line) else line)
        if self._drops(line):
            return True
        is_property = ":" in line and _KNOWN.match(line.lstrip(" \t")) is not None
        if self._indented(line):
            is_folded = not is_property or len(self._last) >= _SHORTEST_FOLDED
            return is_folded and self._parts[0] != "" and self._add(line[1:])
        if self._is_picture:
            return not is_property
        return not is_property and self._takes_broken(line)

    def _drops(self, line: str) -> bool:
        """Returns True for what belongs to this one and is not needed: most lines of a picture."""
        is_enough = self._is_picture or (self._size >= LONGEST_VALUE and self._indented(line))
        return not line.strip() or (is_enough and ":" not in line)

    def _takes_broken(self, line: str) -> bool:
        if not self._is_many_lined or read_property(line) is not None:
            return False
        return self._add(f"=0D=0A{line}" if self._is_quoted else f"\\n{line}")

    def _indented(self, line: str) -> bool:
        return line.startswith((" ", "\t"))

    def _add(self, text: str) -> bool:
        self._last = text
        if not self._is_picture and self._size < LONGEST_VALUE:
            self._parts.append(text)
            self._size += len(text)
        return True
