"""How much of a server's answer comes in, applied before it is read: the rest is cut off.

A server that errs, or somebody in between, may send whatever fits into an answer
(`app.webapi.http.transport.MAX_ANSWER_BYTES`). The window shows all of what comes in, with a widget for some
of it, so each bound is what a real server needs, many times over, and what the window bears without a stall.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any, Final

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


def bounded(value: Any, most: int = MOST_ITEMS) -> Any:
    """Returns a decoded answer within these bounds; `most` is for the outermost list or object.

    What is within bounds stays as it is. Costs a look at each value that stays.
    """
    return _bounded(value, most, DEEPEST)


def _bounded(value: Any, most: int, depth: int) -> Any:
    if isinstance(value, str):
        return value[:LONGEST_TEXT]
    if not isinstance(value, dict | list):
        return value
    if not depth:
        return None
    if isinstance(value, list):
        return [_bounded(item, MOST_ITEMS, depth - 1) for item in islice(value, most)]
    return {
        key: _bounded(held, MOST_OF.get(key, MOST_ITEMS), depth - 1)
        for key, held in islice(value.items(), most)
        if len(key) <= LONGEST_KEY
    }
