"""How much of a server's answer comes in, applied before it is read, and how much of it at once.

A server that errs, or somebody in between, may send whatever fits into an answer
(`app.webapi.http.transport.MAX_ANSWER_BYTES`). The window shows all of what comes in, with a widget for some
of it, so each bound is what a real server needs, many times over, and what the window bears without a stall.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice
from typing import Any, Final

import pydantic_core

LONGEST_TEXT: Final = 20_000
"""Characters of a text. The longest column, a note, holds 2,047; a custom text may be longer."""
LONGEST_KEY: Final = 300
"""Characters of a property's name; a key of a custom field has up to some sixty."""
MOST_ITEMS: Final = 50_000
"""Items of a list or properties of an object. The longest real lists, of a tenant's people, are thousands."""
DEEPEST: Final = 50
"""Lists and objects within each other: a tree of headings has two or three levels."""
MOST_OF: Final[Mapping[str, int]] = {
    # Each is a widget of the form.
    "LocalizedAddress": 20,
    "Urls": 20,
    "Emails": 20,
    "Phones": 20,
    "Faxes": 20,
    "InternetPhones": 20,
    "DirectPhones": 20,
    "MobilePhones": 20,
    "PrivatePhones": 20,
    "Domains": 100,
    # Each is a check, a rule or a line of a tree.
    "CustomFields": 2_000,
    "FieldProperties": 2_000,
    "Interests": 5_000,
    "ModelState": 100,
}
"""Items of these properties, in whatever they stand."""

NOT_NEEDED: Final = ("FieldProperties", "Interests")
"""Of the answer to a POST: the rights to each field and all interests that there are, most of what it has."""
PIECE: Final = 64 * 1024
"""Characters that are decoded at once: a millisecond or two, in which decoding holds Python's lock."""
LONG_READING: Final = threading.Lock()
"""Held by whoever goes through a long answer or a long list: one at a time.

Python's lock goes from thread to thread in turn. The window has it within a millisecond from one thread that
reads, and after a twentieth of a second from four.
"""
_NESTED: Final = (dict, list)
# As deep as pydantic goes.
_DEEPEST: Final = 200
_SPACE: Final = re.compile(r"[ \t\n\r]*")
_BEHIND: Final = frozenset(",]}: \t\n\r")
_DECODER: Final = json.JSONDecoder()


def bounded(value: Any, most: int = MOST_ITEMS) -> Any:
    """Returns a decoded answer within these bounds; `most` is for the outermost list or object.

    What is within bounds stays as it is, and that costs a look at each of its values.
    """
    if isinstance(value, _NESTED) and _is_within(value, most, DEEPEST):
        return value
    return _bounded(value, most, DEEPEST)


def _is_within(value: Any, most: int, depth: int) -> bool:
    """Returns True if nothing of a list or object has to be cut.

    A record has hundreds of small values: a call for each of them would be most of what this takes.
    """
    if not depth or len(value) > most:
        return False
    if type(value) is list:
        return _are_within(value, depth)
    for key, held in value.items():
        kind = type(held)
        if kind is str:
            fits = len(held) <= LONGEST_TEXT
        elif kind is dict or kind is list:
            fits = _is_within(held, MOST_OF.get(key, MOST_ITEMS), depth - 1)
        else:
            fits = True
        if not fits or len(key) > LONGEST_KEY:
            return False
    return True


def _are_within(items: list[Any], depth: int) -> bool:
    for item in items:
        kind = type(item)
        if kind is str:
            fits = len(item) <= LONGEST_TEXT
        elif kind is dict or kind is list:
            fits = _is_within(item, MOST_ITEMS, depth - 1)
        else:
            continue
        if not fits:
            return False
    return True


def _bounded(value: Any, most: int, depth: int) -> Any:
    if isinstance(value, str):
        return value[:LONGEST_TEXT]
    if not isinstance(value, _NESTED):
        return value
    if not depth:
        return None
    if isinstance(value, list):
        return [_bounded(item, MOST_ITEMS, depth - 1) for item in islice(value, most)]
    return {
        # A record has hundreds of small values, and a call for each of them is most of what this takes.
        key: held[:LONGEST_TEXT]
        if isinstance(held, str)
        else _bounded(held, MOST_OF.get(key, MOST_ITEMS), depth - 1)
        if isinstance(held, _NESTED)
        else held
        for key, held in islice(value.items(), most)
        if len(key) <= LONGEST_KEY
    }


def from_json(body: bytes, most: int = MOST_ITEMS) -> Any:
    """Returns the value of a JSON text, the first `most` items of each long list. Raises ValueError.

    A long text is decoded in pieces, so that the window goes on meanwhile. But for its lists, it is what
    pydantic decodes at once. Source: RFC 8259.
    """
    if len(body) <= PIECE:
        return pydantic_core.from_json(body)
    with LONG_READING:
        text = body.decode()
        pieces = _Pieces(text, most)
        value, end = pieces.value(pieces.skip(0), _DEEPEST)
        if pieces.skip(end) != len(text):
            raise ValueError("something follows the value")
        return value


class Unread:
    """Values of answers that nobody needs: long, and the same in each answer. They are read once.

    In a later answer null stands in their place before it is decoded. It is JSON then if it was before, and
    says the same but for that: a name in quotes with its colon stands where a value follows. In a text its
    first quote would end that text, and no letters follow one; escaped, it is in a longer name. Threads may
    share it.
    """

    _MOST_MISSES: Final = 3
    _MOST_PLACES: Final = 100

    def __init__(self, *names: str) -> None:
        self._known: dict[bytes, bytes] = {json.dumps(name).encode() + b":": b"" for name in names}
        self._misses = 0

    def without(self, body: bytes) -> bytes:
        """Returns the text of an answer without the values that are known."""
        for name, value in self._known.items():
            for begin in _places_behind(name, body) if value else ():
                if body.startswith(value, begin):
                    body = body[:begin] + b"null" + body[begin + len(value) :]
                    break
        return body

    def learn(self, body: bytes) -> None:
        """Takes the longest values of an answer that was decoded; not again and again where they change."""
        if self._misses < self._MOST_MISSES and len(body) <= PIECE:
            self._misses += 1
            for name in self._known:
                places = islice(_places_behind(name, body), self._MOST_PLACES)
                found = [_value_at(begin, body) for begin in places]
                self._known[name] = max(found, key=len, default=b"")


def _places_behind(name: bytes, body: bytes) -> Iterator[int]:
    """Returns where the values of that name begin; a server may write a blank before them."""
    at = body.find(name)
    while at >= 0:
        at += len(name)
        yield at + 1 if body.startswith(b" ", at) else at
        at = body.find(name, at)


def _value_at(begin: int, body: bytes) -> bytes:
    with suppress(ValueError, RecursionError):  # written with more blanks before it
        text = body[begin:].decode()
        return text[: _DECODER.raw_decode(text)[1]].encode()
    return b""


class _Pieces:
    """One text; places in it are counted in characters."""

    def __init__(self, text: str, most: int) -> None:
        self._text = text
        self._most = most
        self._begin = 0
        self._window = text[: 2 * PIECE]

    def skip(self, at: int) -> int:
        """Returns the place of what follows the blanks there."""
        found = _SPACE.match(self._text, at)
        return found.end() if found else at

    def value(self, at: int, depth: int) -> tuple[Any, int]:
        """Returns the value that begins there, and the place behind it."""
        if not depth:
            raise ValueError("too deep")
        end = self._end(at)
        if end is not None:
            return self._decoded(at, end), end
        if self._text.startswith("[", at):
            return self._list(at, depth)
        if self._text.startswith("{", at):
            return self._object(at, depth)
        _value, end = _DECODER.raw_decode(self._text, at)  # a long text
        return self._decoded(at, end), end

    def _list(self, at: int, depth: int) -> tuple[list[Any], int]:
        items: list[Any] = []
        at = self.skip(at + 1)
        if self._text.startswith("]", at):
            return items, at + 1
        while True:
            some, end = self._some(at)
            if not some:
                one, end = self.value(at, depth - 1)
                some = [one]
            items += some[: self._most - len(items)]
            if depth == _DEEPEST and len(items) == self._most:
                return items, len(self._text)  # to go through millions of items takes long
            at = self.skip(end)
            if self._text.startswith("]", at):
                return items, at + 1
            at = self.skip(self._behind(",", at))

    def _some(self, at: int) -> tuple[list[Any], int]:
        """Returns the items of a list from there on that are a piece together, none if the first is more."""
        begin, end = at, at
        while (next_end := self._end(at)) is not None:
            end = next_end
            at = self.skip(end)
            if end - begin >= PIECE or not self._text.startswith(",", at):
                break
            at = self.skip(at + 1)
        some: list[Any] = pydantic_core.from_json(f"[{self._text[begin:end]}]") if end > begin else []
        return some, end

    def _object(self, at: int, depth: int) -> tuple[dict[str, Any], int]:
        found: dict[str, Any] = {}
        at = self.skip(at + 1)
        if self._text.startswith("}", at):
            return found, at + 1
        while True:
            self._behind('"', at)
            key, at = self.value(at, depth - 1)
            found[key], at = self.value(self.skip(self._behind(":", self.skip(at))), depth - 1)
            at = self.skip(at)
            if self._text.startswith("}", at):
                return found, at + 1
            at = self.skip(self._behind(",", at))

    def _behind(self, sign: str, at: int) -> int:
        if not self._text.startswith(sign, at):
            raise ValueError(f"no {sign}")
        return at + 1

    def _end(self, at: int) -> int | None:
        """Returns the place behind the value that begins there; None if it is more than a piece, or none."""
        if not self._begin <= at < self._begin + PIECE:
            self._move_to(at)
        end = self._end_in_window(at)
        if end is None and self._begin != at:
            self._move_to(at)
            end = self._end_in_window(at)
        return end

    def _move_to(self, at: int) -> None:
        self._begin, self._window = at, self._text[at : at + 2 * PIECE]

    def _end_in_window(self, at: int) -> int | None:
        try:
            _value, end = _DECODER.raw_decode(self._window, at - self._begin)
        except (ValueError, RecursionError):
            return None
        # A number at the edge of the window may go on behind it: 3.4e is 3.4 here.
        is_whole = self._window[end : end + 1] in _BEHIND if end < len(self._window) else False
        return self._begin + end if is_whole or self._begin + end == len(self._text) else None

    def _decoded(self, begin: int, end: int) -> Any:
        return pydantic_core.from_json(self._text[begin:end])
