"""Reads the values of a register's answer: strictly, bounded, as one visible line each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.model.registers.letter_case import repaired_case
from app.model.visible_text import visible_code, visible_line

MOST_HITS: Final = 25
_LONGEST: Final = 250
_MOST_ITEMS: Final = 200
_LARGEST: Final = 1e15  # a number beyond is written with an exponent
_BETWEEN: Final = r"[\s.\-\u2010-\u2013/]"


def at(value: Any, *keys: str | int) -> Any:
    """Returns what is found by following names and places; None if a part is not there or is another kind."""
    for key in keys:
        if isinstance(key, str):
            value = value.get(key) if isinstance(value, dict) else None
        else:
            value = value[key] if isinstance(value, list) and -len(value) <= key < len(value) else None
    return value


def text_at(value: Any, *keys: str | int) -> str:
    """Returns a text or number as one visible line; empty if there is none."""
    found = at(value, *keys)
    if isinstance(found, float) and abs(found) < _LARGEST:  # neither infinite nor no number at all
        found = int(found) if found.is_integer() else str(found)
    if isinstance(found, bool) or not isinstance(found, str | int):
        return ""
    return visible_line(str(found)[: 4 * _LONGEST])[:_LONGEST].rstrip()


def objects_at(value: Any, *keys: str | int) -> Iterator[dict[str, Any]]:
    """Yields the objects of a list, at most 200."""
    found = at(value, *keys)
    for one in found[:_MOST_ITEMS] if isinstance(found, list) else ():
        if isinstance(one, dict):
            yield one


def texts_at(value: Any, *keys: str | int) -> list[str]:
    """Returns the texts of a list that say something."""
    found = at(value, *keys)
    return [
        text for one in (found[:_MOST_ITEMS] if isinstance(found, list) else ()) if (text := text_at(one))
    ]


def is_true(value: Any, *keys: str | int) -> bool:
    """Returns True for a true value or one of the registers' words for it."""
    found = at(value, *keys)
    return found is True or (
        isinstance(found, str) and found.strip().casefold() in ("true", "ja", "yes", "j")
    )


def address(kind: str, lines: list[str], postcode: str, city: str) -> dict[str, str]:
    """Returns the values of an address; `kind` is ``Street`` or ``Postal``. Empty without a city or line."""
    shown = [repaired_case(line)[:_LONGEST].rstrip() for line in lines if line.strip()]
    values = {f"Address.{kind}.Address{number}": line for number, line in enumerate(shown[:3], 1)}
    values |= {f"Address.{kind}.Zipcode": postcode, f"Address.{kind}.City": repaired_case(city)}
    return {path: value for path, value in values.items() if value}


def rows(kind: str, found: list[str]) -> dict[str, str]:
    """Returns the values of repeated rows, such as ``Phones``, without doubles."""
    clean = dict.fromkeys(text for one in found if (text := visible_code(one)))
    return {f"{kind}[{place}].Value": value for place, value in enumerate(clean)}


def joined(*parts: str, sign: str = " ") -> str:
    """Returns the parts that say something, with `sign` between them."""
    return sign.join(part.strip() for part in parts if part.strip())


def filled(values: Mapping[str, str]) -> dict[str, str]:
    """Returns the values without empty ones."""
    return {path: value for path, value in values.items() if value}


def digits_of(text: str) -> str:
    """Returns the digits of a number, without the words before it and what people write between.

    Empty if there is a letter within or behind: the number is not one of digits, but a person's perhaps.
    """
    number = re.sub(r"^[^0-9]+", "", text)
    return re.sub(_BETWEEN, "", number) if re.fullmatch(rf"(?:[0-9]|{_BETWEEN})+", number) else ""
