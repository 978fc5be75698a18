"""What callers of the local socket say: a line each, bounded one by one and in all, and what it asks for.

A line is put together of the pieces in which it comes. Nothing looks through all of it again with each of
them: fifteen megabytes would keep the window from painting.
"""

from __future__ import annotations

import os
from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from app.model.templates.reading import BEGINS_WITH, why_no_name
from app.model.text_normalization import shortened
from app.service.running_window import LONGEST_ENTRY, LONGEST_LINE, SUBMIT_PREFIX
from app.translation import _

MOST_HELD: Final = 2 * LONGEST_ENTRY
"""Bytes of all lines that are not whole yet: one that is on its way, and what others have begun and left."""
MOST_CALLERS: Final = 50
"""Callers at once; ours say what they want within milliseconds, and wait for one answer."""
PIECE: Final = 256 * 1024
"""Bytes of a line that are taken at once: far less than a millisecond."""

_KNOWN: Final = frozenset(("raise", "send", "token", "open", "more", "new"))
_BEGINNINGS: Final = ("empty", "clipboard", "outbox")
_LONGEST_TOKEN: Final = 1000


class TooLong(Exception):
    """A line is longer than any that is obeyed."""


class GivenLines:
    """The lines of all callers; each is told by anything that can be a key."""

    def __init__(self) -> None:
        self._begun: dict[Hashable, bytearray] = {}  # who has said something last stands last

    def greet(self, caller: Hashable) -> None:
        """Takes note of a caller who has said nothing yet."""
        self._begun[caller] = bytearray()

    def forget(self, caller: Hashable) -> None:
        """Forgets a caller, and what there is of a line."""
        self._begun.pop(caller, None)

    def add(self, caller: Hashable, piece: bytes) -> bytes | None:
        """Adds a piece; returns the line once it is whole, without what follows it. Raises TooLong.

        A caller whose line is whole, or too long, is forgotten.
        """
        end = piece.find(b"\n") + 1
        line = self._begun.pop(caller, bytearray())
        line += piece[:end] if end else piece
        longest = LONGEST_ENTRY if line.startswith(SUBMIT_PREFIX) else LONGEST_LINE
        if len(line) > longest or (not end and len(line) == longest):
            raise TooLong
        if not end:
            self._begun[caller] = line
        return bytes(line) if end else None

    def too_many(self) -> Iterator[Hashable]:
        """Yields whom there is no room for, and forgets them: first who has said nothing for longest."""
        while len(self._begun) > 1 and (self._held() > MOST_HELD or len(self._begun) > MOST_CALLERS):
            silent = next(iter(self._begun))
            self.forget(silent)
            yield silent

    def _held(self) -> int:
        return sum(map(len, self._begun.values()))


def why_not_obeyed(message: Mapping[str, Any]) -> str:
    """Returns why a message is not obeyed that asks for what this window cannot do, else an empty text."""
    unknown = next((name for name in message if name not in _KNOWN), None)
    if unknown is None and "new" in message and not _is_beginning(message["new"]):
        unknown = str(message["new"])
    if unknown is None:
        return ""
    return _("The window does not know “{asked}”, so it has done nothing.").format(asked=shortened(unknown))


def _is_beginning(begins: object) -> bool:
    """Returns True for what a further start may ask of a window (`SingleInstance.asked`)."""
    if isinstance(begins, str) and begins.startswith(BEGINS_WITH):
        return not why_no_name(begins.removeprefix(BEGINS_WITH))
    return begins in _BEGINNINGS


def token_in(message: Mapping[str, Any]) -> str:
    """Returns the desktop's activation token; an empty text for what cannot be one."""
    token = message.get("token", "")
    is_token = isinstance(token, str) and len(token) <= _LONGEST_TOKEN and token.isprintable()
    return token if is_token else ""


def files_in(message: Mapping[str, Any]) -> tuple[Path, ...]:
    """Returns the files that are to be read; none if one of them is no absolute path."""
    given = message.get("open")
    if not isinstance(given, list) or not all(map(_can_be_path, given)):
        return ()
    files = tuple(Path(one) for one in given)
    return files if all(file.is_absolute() for file in files) else ()


def _can_be_path(name: object) -> bool:
    """Returns True for the text of a path, which may stand for bytes that are no UTF-8 (PEP 383)."""
    try:
        return isinstance(name, str) and b"\0" not in os.fsencode(name)
    except UnicodeEncodeError:
        return False
