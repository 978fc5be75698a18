"""Reads XML precisely, one element after the other, for what decides how much memory a file takes."""

from __future__ import annotations

from typing import Any, Final
from xml.parsers import expat

from app.recognition.workbooks.bounds import TooMuch

_MOST_TAGS: Final = 12_000_000
"""Some seconds; three million cells, which is a hundred thousand rows of thirty."""


def parser(content: bytes) -> Any:
    """Returns a parser for a document; it takes no declarations of entities: no spreadsheet writes any.

    Raises TooMuch where reading takes too long.
    """
    if content.count(b"<") > _MOST_TAGS:
        raise TooMuch
    made = expat.ParserCreate()
    made.buffer_text = True

    def refuse(*_given: object) -> None:
        raise ValueError

    made.StartDoctypeDeclHandler = refuse
    return made


def parse(made: Any, content: bytes) -> None:
    """Reads all of a document. Raises ValueError for one that is none."""
    try:
        made.Parse(content, True)
    except expat.ExpatError as error:
        raise ValueError(*error.args) from None


def local(name: str) -> str:
    """Returns a name without its prefix."""
    return name.rpartition(":")[2]
