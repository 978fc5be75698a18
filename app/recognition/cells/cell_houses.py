"""Numbers of houses, their letters, floors and doors in columns of their own, and the street with them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from app.recognition.sheets.sheet import Row
from app.recognition.values.headings import IGNORED, heading_words, normal
from app.translation import _

HOUSE: Final = "Address.Street.HouseNumber"
FLOOR: Final = f"{HOUSE}.Floor"
DOOR: Final = f"{HOUSE}.Door"
FLAT: Final = f"{HOUSE}.Flat"
_KINDS: Final = {"floors": FLOOR, "doors": DOOR, "flats": FLAT}
_STREETS: Final = ("Address.Street", "Address.Street.Address1")
_FREE: Final = (None, IGNORED, "Address.Street.Address2")
_LOOK: Final = re.compile(
    r"(?:\d{1,4}\s?(?:[^\W\d_]|bis|ter)?(?:\s?[-–/+ ]\s?\d{0,4}\s?[^\W\d_]?)?"
    r"(?:\s(?:bus|bte)\s\d{1,3})?|s/?n)",
    re.IGNORECASE,
)
_PART: Final = re.compile(r"[^\W_]{1,6}\.?(?:[\s/-]{1,3}[^\W_]{1,6}\.?){0,2}")
# Figures of a street's name are no number of a house: "Straße des 17. Juni", "C 4", "Rue du 8 mai 1945".
_SQUARE: Final = re.compile(r"[A-Z] ?\d{1,2}")
_IN_NAME: Final = re.compile(
    r"\b\d{1,2}(?:\.(?=\s*[^\W\d_])|(?:st|nd|rd|th|er|e|[èe]me|ª|º)\b)"
    r"|\b(?:du|del|dels|do|dos|den|des)\s\d{1,2}(?:\s(?:de\s)?[^\W\d_]{3,}(?:\s(?:de\s)?\d{4})?)?$"
    r"|\b\d{1,2} (?:de|di) [^\W\d_]{3,}",
    re.IGNORECASE,
)
_CellsByField = Mapping[str, Sequence[tuple[str, str]]]
_MOST_ROWS: Final = 100
_UNUSED: Final = _(
    "The column “{number}” counts only in rows in which “{street}” has no number of a house: "
    "elsewhere it is left out."
)
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
            is_house = before == HOUSE or (street is not None and _wants_numbers(rows, street, place))
            result[place] = HOUSE if is_house and _are_houses(rows, place) else result[place]
        elif before == HOUSE or (before in _STREETS and DOOR in kinds[place + 1 : place + 2]):
            is_part = result[place] or _are(_PART, rows, place)  # "Side" is a door, or a page
            result[place] = HOUSE if is_part else result[place]
    return result


def unused_houses(
    columns: Sequence[tuple[str, str]], rows: Sequence[Row], places: Sequence[int]
) -> Iterator[str]:
    """Yields a sentence for each column with other numbers than the streets beside it have already.

    `columns` are the headings and fields of the columns at `places`.
    """
    for at, (heading, field) in enumerate(columns):
        if _kind_of(heading) != HOUSE or field not in (*_FREE, HOUSE):
            continue
        near = [one for one in (at - 1, at + 1) if 0 <= one < len(columns) and columns[one][1] in _STREETS]
        for street in near[:1]:
            pairs = [(row.cell(places[street]), row.cell(places[at]).strip()) for row in rows[:_MOST_ROWS]]
            is_counter = field != HOUSE and _count_rows([two for _one, two in pairs if two])
            differ = (has_number(one) and _is_number(two) and not _has_word(one, two) for one, two in pairs)
            if not is_counter and any(differ):
                yield _UNUSED.format(number=heading, street=columns[street][0])


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
    if has_number(street):  # beside "Hauptstr. 3" it is something else, or the same once more
        numbers = [text for text in numbers if not _is_number(text)]
    number = ""
    for one in numbers:
        blank = "-" if one.isdigit() else " "  # "12 B-14"
        number = f"{number}{blank}{one}" if number else one
    inside = list[str]()
    for text, _letters in cells.get(FLAT, ()):
        if number and text[:1].isdigit():
            number = f"{number}/{text}"
        else:
            inside.append(text)
    line = street
    if number and not f" {street} ".casefold().replace(",", " ").count(f" {number} ".casefold()):
        *_before, last = normal(number).split() or [""]
        is_kind = last in heading_words("houses", "begins")  # "3 BIS RUE" of "DE L'EGLISE"
        is_first = is_kind or _stands_first(street, region, is_sure=is_sure)
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
    return _are(_LOOK, rows, place) and not (place == 0 and _count_rows(numbers))


def _count_rows(numbers: Sequence[str]) -> bool:
    return [*numbers] == [str(number) for number in range(1, len(numbers) + 1)]


def _wants_numbers(rows: Sequence[Row], street: int, place: int) -> bool:
    """Returns True where a street has no number of its own, and the column at `place` has one for it.

    Where most have their own, what counts the rows is no number of a house.
    """
    near = rows[:_MOST_ROWS]
    texts = [text for row in near if (text := row.cell(street))]
    if sum(map(has_number, texts)) * 2 <= len(texts):
        return True
    numbers = [text for row in near if (text := row.cell(place).strip())]
    wanting = (row for row in rows if row.cell(street) and row.cell(place))
    return not _count_rows(numbers) and any(not has_number(row.cell(street)) for row in wanting)


def _is_number(text: str) -> bool:
    return text[:1].isdigit() and _LOOK.fullmatch(text) is not None


def _has_word(street: str, number: str) -> bool:
    """Returns True where the number stands in the street, too."""
    return "".join(number.split()).casefold() in "".join(street.split()).casefold()


def has_number(street: str) -> bool:
    """Returns True for a street that has the number of a house already."""
    first = " ".join(street.partition(",")[0].split())
    bare = "" if _SQUARE.fullmatch(street.strip()) else _IN_NAME.sub("", first)
    return any(map(str.isdigit, bare))


def _are(look: re.Pattern[str], rows: Sequence[Row], place: int) -> bool:
    """Returns True where most cells of a column look so, and one at least."""
    texts = [text.strip() for row in rows[:_MOST_ROWS] if (text := row.cell(place))]
    return bool(texts) and sum(look.fullmatch(text) is not None for text in texts) * 5 >= len(texts) * 4
