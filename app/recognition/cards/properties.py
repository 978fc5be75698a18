"""One property of a card: the line that it stands in (RFC 6350 section 3.3), and what its text says.

Read as programs write them: a property of vCard 2.1 names its types without ``TYPE=``, and its encoding
without ``ENCODING=``.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.recognition.cards.decoding import decode_named

_HEAD = re.compile(r"[ \t]*(?:(?P<group>[\w-]{1,60})\.)?(?P<name>[A-Za-z][\w-]{0,60})[ \t]*(?=[;:]|$)")
_LONGEST_HEAD = 2_000
_ESCAPED = re.compile(r"\\([\\;,:nN\"])")
# Letters beyond ASCII in quoted-printable that nothing announces.
_UNANNOUNCED = re.compile(r"=[C-F][0-9A-F]=[89AB][0-9A-F]")

# One in a code page that is named: "CHARSET=Windows-1252:G=F6ran".
_UNANNOUNCED_BYTE = re.compile(r"[^\W\d_]=[C-F][0-9A-F](?=[^\W_])|^=[C-F][0-9A-F](?=[^\W\d_])")


@dataclass(frozen=True)
class Property:
    """A property; `value` is decoded, but escaped as in the card. `name`, `types` are in upper case."""

    name: str
    value: str
    group: str = ""
    types: frozenset[str] = frozenset()
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The value as one line of text."""
        return as_line(unescaped(self.value))

    @property
    def parts(self) -> list[list[str]]:
        """The parts between semicolons, as in ``N`` and ``ADR``, each as the list between its commas."""
        return [[unescaped(one) for one in _split(part, ",")] for part in _split(self.value, ";")]

    @property
    def texts(self) -> list[str]:
        """The parts between semicolons, each as one line; commas are part of the text."""
        return [as_line(unescaped(part)) for part in _split(self.value, ";")]

    @property
    def is_preferred(self) -> bool:
        """True if the card prefers it to others of its name."""
        return "PREF" in self.types


def read_property(line: str) -> Property | None:
    """Reads a line that is unfolded; returns None if it is none of a card."""
    head = _HEAD.match(line)
    if head is None:
        return None
    colon = _colon(line, head.end())
    if colon < 0:
        return None
    parameters: dict[str, str] = {}
    types: set[str] = set()
    for one in _split(line[head.end() : colon].strip(" ;"), ";", quotes=True):
        name, equals, value = (bit.strip() for bit in one.partition("="))
        if equals and name.upper() != "TYPE":
            parameters.setdefault(name.upper(), value.strip('"'))
        else:
            given = value if equals else name
            types |= {word.strip(' "').upper() for word in re.split(r"\\?[,;]", given) if word.strip(' "')}
    if parameters.get("PREF"):
        types.add("PREF")
    value = _decoded(line[colon + 1 :], types, parameters)
    return Property(head["name"].upper(), value, head["group"] or "", frozenset(types), parameters)


def is_quoted_printable(line: str) -> bool:
    """Returns True if the head of a line says that the value is in quoted-printable."""
    return "QUOTED-PRINTABLE" in line[: line.find(":") + 1][:_LONGEST_HEAD].upper()


def unescaped(text: str) -> str:
    """Returns a text without the backslashes that protect marks in it; ``\\n`` becomes a line break."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def escaped(text: str) -> str:
    """Returns a text as it stands in one part of a property."""
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def as_line(text: str) -> str:
    """Returns a text as one line, without superfluous blanks."""
    return " ".join(text.split())


def _colon(line: str, start: int) -> int:
    """Returns where the value begins; a quote that is never closed protects nothing."""
    head = line[start : start + _LONGEST_HEAD]
    quoted = False
    for place, letter in enumerate(head):
        if letter == '"':
            quoted = not quoted
        elif letter == ":" and not quoted:
            return start + place
    return line.find(":", start, start + _LONGEST_HEAD)


def _split(text: str, mark: str, *, quotes: bool = False) -> list[str]:
    """Splits a text at marks that no backslash and, with `quotes`, no quotes protect."""
    pattern = rf"(?:[^\\{mark}\"]|\\.|\"[^\"]*\"?)*" if quotes else rf"(?:[^\\{mark}]|\\.|\\\Z)*"
    parts, place = [], 0
    expression = re.compile(pattern, re.DOTALL)
    while True:
        found = expression.match(text, place)
        end = found.end() if found else place
        parts.append(text[place:end])
        if end >= len(text) or len(parts) > len(text):
            return parts
        place = end + 1


def _decoded(value: str, types: set[str], parameters: Mapping[str, str]) -> str:
    encoding = parameters.get("ENCODING", "").upper()
    is_unannounced = bool(_UNANNOUNCED.search(value))
    is_unannounced |= "CHARSET" in parameters and bool(_UNANNOUNCED_BYTE.search(value))
    if encoding in ("QUOTED-PRINTABLE", "Q") or "QUOTED-PRINTABLE" in types or is_unannounced:
        data = quopri.decodestring(value.encode("utf-8", "surrogatepass"))
        # Line breaks of the value become those of a text; a mark in a byte is one of the value.
        return decode_named(data, parameters.get("CHARSET", "")).replace("\r\n", "\n").replace("\r", "\n")
    return value.strip()
