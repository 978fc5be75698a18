"""Numbers of houses, their letters, floors and doors in columns of their own, and the street with them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Final

from app.recognition.sheets.sheet import Row
from app.recognition.values.headings import IGNORED, heading_words, normal

HOUSE: Final = "Address.Street.HouseNumber"
FLOOR: Final = f"{HOUSE}.Floor"
DOOR: Final = f"{HOUSE}.Door"
FLAT: Final = f"{HOUSE}.Flat"
_KINDS: Final = {"floors": FLOOR, "doors": DOOR, "flats": FLAT}
_STREETS: Final = ("Address.Street", "Address.Street.Address1")
_FREE: Final = (None, IGNORED, "Address.Street.Address2")
_LOOK: Final = re.compile(
    r"(?:\d{1,4}\s?(?:[^\W\d_]|bis|ter)?(?:\s?[-–/+ ]\s?\d{0,4}\s?[^\W\d_]?)?|s/?n)", re.IGNORECASE
)
_PART: Final = re.compile(r"[^\W_]{1,6}\.?(?:[\s/-]{1,3}[^\W_]{1,6}\.?){0,2}")
_CellsByField = Mapping[str, Sequence[tuple[str, str]]]
_MOST_ROWS: Final = 100
_DANISH: Final = "DK"


def with_houses(
    fields: Sequence[str | None],
    headings: Sequence[str],
    rows: Sequence[Row],
    chosen: Collection[int] = (),
) -> list[str | None]:
    """Returns the fields of columns, with those of numbers beside a street, which may be called ``Nr.``.

    What the columns at `chosen` hold was said by somebody.
    """
    result = list(fields)
    kinds = [_kind_of(heading) for heading in headings]
    for place, kind in enumerate(kinds):
        if not kind or result[place] not in _FREE or place in chosen:
            continue
        before = result[place - 1] if place else None
        behind = result[place + 1] if place + 1 < len(result) else None
        if kind == HOUSE:
            street = place - 1 if before in _STREETS else place + 1 if behind in _STREETS else None
            is_house = before == HOUSE or (street is not None and not _have_numbers(rows, street))
            result[place] = HOUSE if is_house and _are_houses(rows, place) else result[place]
        elif before == HOUSE or (before in _STREETS and DOOR in kinds[place + 1 : place + 2]):
            is_part = result[place] or _are(_PART, rows, place)  # "Side" is a door, or a page
            result[place] = HOUSE if is_part else result[place]
    return result


def house_part(heading: str) -> str:
    """Returns which part of a house a column has that is one of houses."""
    return _kind_of(heading) or HOUSE


def with_house(
    street: str, cells: Mapping[str, Sequence[tuple[str, str]]], region: str, *, is_sure: bool
) -> str:
    """Returns a street with the number of its house, where the country has that, and what is inside it.

    `cells` has the parts; `is_sure` tells whether the country is that of the company, or only the usual one.
    """
    numbers = [" ".join(text.split()) for text, _letters in cells.get(HOUSE, ())]
    number = ""
    for one in numbers:
        blank = "-" if number[-1:].isdigit() and one.isdigit() else " "
        number = f"{number}{blank}{one}" if number else one
    inside = list[str]()
    for text, _letters in cells.get(FLAT, ()):
        if number and text[:1].isdigit():
            number = f"{number}/{text}"
        else:
            inside.append(text)
    line = street
    if number and not f" {street} ".casefold().replace(",", " ").count(f" {number} ".casefold()):
        is_first = _stands_first(street, region, is_sure=is_sure)
        line = " ".join(filter(None, (number, street) if is_first else (street, number)))
    return ", ".join(filter(None, (line, *inside, _inside(cells, region))))


def _inside(cells: _CellsByField, region: str) -> str:
    """Returns the floor and the door as an address has them: ``2. th``; elsewhere with what they are."""
    floors = [text for text, _letters in cells.get(FLOOR, ())]
    doors = [text for text, _letters in cells.get(DOOR, ())]
    if region == _DANISH:
        floors = [text if text.endswith(".") or " " in text else f"{text}." for text in floors]
        return " ".join((*floors, *doors))
    return ", ".join((*floors, *doors))


def named_part(heading: str, text: str, part: str) -> str:
    """Returns a floor or a door with what it is, where it is a number alone: ``Etasje 2``.

    In Danish it goes without saying.
    """
    bare = text.strip(". ")
    is_bare = part in (FLOOR, DOOR) and (bare.isdigit() or len(bare) == 1)
    is_danish = normal(heading) in heading_words("houses", "danish")
    return f"{' '.join(heading.split()).rstrip('.')} {text}" if is_bare and not is_danish else text


def _stands_first(street: str, region: str, *, is_sure: bool) -> bool:
    """Returns True where the number stands before the street: ``15 rue de la Paix``, ``12 High Street``."""
    if region in heading_words("houses", "before") or is_sure:
        return region in heading_words("houses", "before")
    words = normal(street).split() or [""]
    return words[0] in heading_words("houses", "begins") or words[-1] in heading_words("houses", "ends")


@lru_cache(maxsize=256)
def _kind_of(heading: str) -> str:
    """Returns which part of a house a heading may name, beside a street; empty for no part of one."""
    text = normal(heading.replace("#", "nr"))
    if text in heading_words("houses", "numbers"):
        return HOUSE
    return next((part for key, part in _KINDS.items() if text in heading_words("houses", key)), "")


def _are_houses(rows: Sequence[Row], place: int) -> bool:
    """Returns True for numbers of houses; those of the first column may count the rows."""
    numbers = [text for row in rows[:_MOST_ROWS] if (text := row.cell(place).strip())]
    runs = numbers == [str(number) for number in range(1, len(numbers) + 1)]
    return _are(_LOOK, rows, place) and not (runs and place == 0)


def _have_numbers(rows: Sequence[Row], place: int) -> bool:
    """Returns True for streets most of which have a number already."""
    texts = [text for row in rows[:_MOST_ROWS] if (text := row.cell(place))]
    return sum(any(map(str.isdigit, text.split(",")[0])) for text in texts) * 2 > len(texts)


def _are(look: re.Pattern[str], rows: Sequence[Row], place: int) -> bool:
    """Returns True where most cells of a column look so, and one at least."""
    texts = [text.strip() for row in rows[:_MOST_ROWS] if (text := row.cell(place))]
    return bool(texts) and sum(look.fullmatch(text) is not None for text in texts) * 5 >= len(texts) * 4
