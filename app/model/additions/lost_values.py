"""Which texts and numbers of a new record the server has not kept, by its own answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from app.model.additions.merging import is_empty, is_row_known, row_key, row_text
from app.model.form.custom_field_values import bare_text
from app.model.form.submission import MERGED_INTO_CUSTOM_FIELDS
from app.model.text_normalization import normalize

_CUSTOM: Final = frozenset((*MERGED_INTO_CUSTOM_FIELDS, "CustomFields"))
# Whose record it is, what the server says, and domains, which it makes of addresses.
_NEVER_TOLD: Final = frozenset(("DbiKey", "Domains", "Interests", "Persons", "Name"))
_LEAST_INSIDE: Final = 6
"""Characters: a shorter text stands in another one by chance."""
_INSIDE: Final = frozenset(("Address", "Street", "Postal", *_CUSTOM))


@dataclass(frozen=True)
class Lost:
    """A text or number that was sent, at its path, and that an answer has nothing for."""

    path: str
    value: str


def lost_values(sent: Mapping[str, Any], answer: Mapping[str, Any]) -> list[Lost]:
    """Returns what was sent, and is empty in the answer; what that does not name at all is not told.

    Nor is what the answer has in another place or in another form: servers write numbers, addresses and names
    in their own way. Of several rows, those are told that are missing where there are fewer.
    """
    found = list(_lost(sent, answer, ""))
    if not found:
        return []
    told = list(_texts(answer))
    all_texts = set(map(normalize, told))
    keys = {row_key("Phones", one) for one in told if len(one) < 100}
    return [one for one in found if not _is_elsewhere(one.value, all_texts, keys)]


def _lost(sent: Mapping[str, Any], answer: Mapping[str, Any], prefix: str) -> Iterator[Lost]:
    for name, value in sent.items():
        path, there = f"{prefix}{name}", answer.get(name)
        if there is None or (not prefix and name in _NEVER_TOLD):
            continue
        if isinstance(value, str):
            if not is_empty(value) and isinstance(there, str) and is_empty(there):
                yield Lost(path, bare_text(value) if prefix.partition(".")[0] in _CUSTOM else value)
        elif isinstance(value, list) and isinstance(there, list):
            yield from _lost_rows(path, value, there)
        elif isinstance(value, Mapping) and isinstance(there, Mapping) and name in _INSIDE:
            yield from _lost(value, there, f"{path}.")


def _lost_rows(path: str, sent: list[Any], there: list[Any]) -> Iterator[Lost]:
    keys = {row_key(path, row) for row in sent} - {""}
    known = {row_key(path, row) for row in there} - {""}
    if len(known) >= len(keys):
        return
    for index, row in enumerate(sent):
        if (key := row_key(path, row)) and not is_row_known(path, key, known):
            yield Lost(f"{path}[{index}].Value" if isinstance(row, Mapping) else path, row_text(row))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        inner: Iterable[object] = value.values() if isinstance(value, Mapping) else value
        yield from chain.from_iterable(map(_texts, inner))


def _is_elsewhere(value: str, texts: set[str], keys: set[str]) -> bool:
    text = normalize(value)
    if text in texts or (len(text) >= _LEAST_INSIDE and any(text in one for one in texts)):
        return True
    return is_row_known("Phones", row_key("Phones", value), keys)
