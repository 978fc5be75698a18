"""What columns hold, by their cells: those without headings, and those whose heading says too little."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from typing import Final

from app.recognition.cells.cell_looks import (
    MOSTLY,
    POSTCODE,
    SAMPLE,
    are_called,
    are_companies,
    are_different_names,
    are_mails,
    are_other_people,
    are_people,
    are_phones,
    are_without,
    look_of,
)
from app.recognition.sheets.sheet import Row
from app.recognition.values.headings import (
    ANY_NAME,
    IGNORED,
    PHONE_OF_PERSON,
    field_of_heading,
    heading_words,
    normal,
)

_MOST_DIGITS: Final = 4  # of a year, or of a second phone
NAMES_OF_PERSONS: Final = ("Person.Name", "Person.Firstname", "Person.Lastname")
_NAMES: Final = ("Name", ANY_NAME, *NAMES_OF_PERSONS)
_TOWNS: Final = ("Address.Street.City", "Address.Street.ZipCity")
_MAILS: Final = ("Email", "Emails", "Person.Email")
_FEWEST_OF_PHONE: Final = 8
_FEWEST_OF_NAME: Final = 3
_FEW: Final = 2
_WORDS: Final = re.compile(r"[^\W\d_]+")
_TELLING: Final = ("Address.", "OrgNr", "Urls", "Phones", "Emails", "Business")
"""What is known of companies, not of people alone."""
_SIGNS_OF: Final = {
    "Urls": re.compile(r"[^\W_]\.[^\W_]"),
    **dict.fromkeys(("Email", "Emails", "Person.Email"), re.compile("@")),
    **dict.fromkeys(("Phone", "Phones", PHONE_OF_PERSON, "Person.MobilePhone"), re.compile(r"\d")),
}


def texts_of(rows: Sequence[Row], place: int) -> list[str]:
    """Returns what the first rows have in a column."""
    return [row.cell(place) for row in rows[:SAMPLE] if row.cell(place)]


def are_others(field: str, rows: Sequence[Row], place: int) -> bool:
    """Returns True for a column with the same words in each row, and none of its values: "Visit website"."""
    sign = _SIGNS_OF.get(field)
    texts = texts_of(rows, place) if sign else []
    return bool(sign and len(texts) > 1 and len(set(texts)) == 1 and not sign.search(texts[0]))


def guessed(rows: Sequence[Row], width: int, fields: Sequence[str | None]) -> list[str | None]:
    """Says what columns without headings hold, by their values; the first text is the company."""
    result = list(fields)
    for place in range(width):
        texts = texts_of(rows, place)
        if result[place] is None and texts:
            result[place] = look_of(texts)
    _guess_places(rows, result)
    texts_left = [place for place in range(width) if result[place] is None and _says_something(rows, place)]
    if "Name" not in result and texts_left:
        name = next((place for place in texts_left if are_companies(texts_of(rows, place))), texts_left[0])
        result[name] = "Name"
        people = [place for place in texts_left if place != name and are_people(texts_of(rows, place))]
        if people and not any(field in NAMES_OF_PERSONS for field in result if field):
            result[people[0]] = "Person.Name"
    unknown = [place for place in range(width) if result[place] is None] if "Person.Name" in result else []
    for place in [place for place in unknown if _are_titles(texts_of(rows, place))][:1]:
        result[place] = "Person.Title"
    return result


def _are_titles(texts: Sequence[str]) -> bool:
    from app.recognition.values.titles import SURE, title_score

    return sum(title_score(text) >= SURE for text in texts) > MOSTLY * len(texts)


def unsure_names(fields: Sequence[str | None], rows: Sequence[Row]) -> int | None:
    """Returns the column of names that nothing but its letters tells, in a table with other columns.

    A summary of companies has such a one, and counts and amounts beside it.
    """
    if "Name" not in fields:
        return None
    names = fields.index("Name")
    others = [place for place in range(len(fields)) if place != names and texts_of(rows, place)]
    told = (place for place in others if fields[place] and not _are_amounts(texts_of(rows, place)))
    if not others or next(told, None) is not None or are_companies(texts_of(rows, names)):
        return None
    return names


def _are_amounts(texts: Sequence[str]) -> bool:
    """Returns True for plain digits, unless they are as many in each cell as in a phone number."""
    lengths = {len(text) for text in texts}
    is_phone = len(lengths) == 1 and min(lengths) >= _FEWEST_OF_PHONE
    return not is_phone and all(text.isdecimal() for text in texts)


def _guess_places(rows: Sequence[Row], result: list[str | None]) -> None:
    """Finds postcodes beside their cities, and streets before them."""
    from app.recognition.language.postcodes import is_place_name, region_of_postcode
    from app.recognition.values.street_lines import is_street

    def is_code(text: str) -> bool:
        return bool(POSTCODE.fullmatch(text)) or is_british(text)

    def is_british(text: str) -> bool:
        return region_of_postcode(text) == "GB"

    def mostly(place: int, test: Callable[[str], object]) -> bool:
        texts = texts_of(rows, place) if place >= 0 else []
        return result[place] is None and sum(map(bool, map(test, texts))) > MOSTLY * len(texts)

    pairs = [(at, at + 1) for at in range(len(result) - 1)]
    for code, town in (*pairs, *((town, code) for code, town in pairs)):  # "Exeter", "EX1 1AA" as well
        is_town = _is_of_letters if mostly(code, is_british) else is_place_name
        if mostly(code, is_code) and mostly(town, is_town):
            result[code], result[town] = "Address.Street.Zipcode", "Address.Street.City"
            break
    told = [at for at, field in enumerate(result) if field in (*_TOWNS, "Address.Street.Zipcode")]
    if told and mostly(min(told) - 1, is_street):
        result[min(told) - 1] = "Address.Street.Address1"


def _is_of_letters(text: str) -> bool:
    return all(letter.isalpha() or letter in " -'." for letter in text)


def _says_something(rows: Sequence[Row], place: int) -> bool:
    """Returns True for texts, but not for the same one in many rows, such as a mark."""
    texts = [text for text in texts_of(rows, place) if sum(map(str.isalpha, text)) > 1]
    return len(texts) == 1 or len({*texts}) > 1


def told_by_cells(
    fields: list[str | None], headings: Sequence[str], rows: Sequence[Row], by_hand: Set[int]
) -> list[str | None]:
    """Returns the fields with what only the cells tell: "Location" may be a town, "Name" a number.

    Mails have the column of which nothing is known, and people beside what is known of them.
    """
    result = list(fields)
    texts = [texts_of(rows, place) for place in range(len(fields))]
    names = [place for place, field in enumerate(fields) if field in _NAMES]
    for place in {*names}.difference(by_hand):
        is_number = are_without(str.isalpha, texts[place]) or (fields[place] == ANY_NAME and not texts[place])
        result[place] = IGNORED if is_number and len(names) > 1 else fields[place]
    for place, field in enumerate(fields):
        is_town = field == "Address.Street" and are_without(
            lambda one: one.isdigit() or one == ",", texts[place]
        )
        if is_town and place not in by_hand and {*fields}.isdisjoint(_TOWNS):
            result[place] = "Address.Street.City"
    unknown = [place for place, field in enumerate(result) if field is None]
    for place in unknown if "Address.Street.Zipcode" not in fields else ():
        is_before = result[place + 1 : place + 2] == ["Address.Street.City"] and texts[place]
        if is_before and all(map(POSTCODE.fullmatch, texts[place])):
            result[place] = "Address.Street.Zipcode"
    if {*fields}.isdisjoint(_MAILS):
        for place in [place for place in unknown if are_mails(texts[place])][:1]:
            result[place] = "Email"
    for place in {*range(len(fields))}.difference(by_hand):
        is_number = not result[place] and normal(headings[place]) in heading_words("phone_parts", "numbers")
        result[place] = "Phone" if is_number and are_phones(texts[place]) else result[place]  # "Nr"
    told = [place for place in unknown if headings[place]]
    people = _people_beside(result, rows, told) if "Name" in fields else None
    return [*result[:people], "Person.Name", *result[people + 1 :]] if people is not None else result


def _people_beside(fields: Sequence[str | None], rows: Sequence[Row], unknown: Sequence[int]) -> int | None:
    """Returns the column of people that no heading tells, but mails or what else is known of them."""
    said = {field for field in fields if field and field.startswith("Person.")}
    if not said.isdisjoint(NAMES_OF_PERSONS):
        return None
    mails = [place for place, field in enumerate(fields) if field in _MAILS]
    looks = (place for place in unknown if said and are_other_people(texts_of(rows, place)))
    names = fields.index("Name")
    of_mails = (place for place in unknown if any(_are_of_mails(rows, place, mail, names) for mail in mails))
    return next(looks, next(of_mails, None))


def _are_of_mails(rows: Sequence[Row], place: int, mails: int, names: int) -> bool:
    """Returns True for cells that mostly have a word of the mailbox beside: no town, nor the company's."""
    from app.recognition.language.postcodes import is_place_name

    pairs = [row for row in rows[:SAMPLE] if row.cell(place) and "@" in row.cell(mails)]
    said = 0
    for row in pairs:
        box, company = row.cell(mails).casefold().partition("@")[0], row.cell(names).casefold()
        own = [word for word in _WORDS.findall(row.cell(place)) if word.casefold() not in company]
        is_said = any(len(word) >= _FEWEST_OF_NAME and word.casefold() in box for word in own)
        said += is_said and not is_place_name(" ".join(own))
    texts = texts_of(rows, place)
    return len(pairs) >= _FEW and said >= MOSTLY * len(pairs) and len({*texts}) > 1


def place_of_names(
    fields: Sequence[str], headings: Sequence[str], rows: Sequence[Row], free: Sequence[int]
) -> int | None:
    """Returns the column of names that no heading tells, in a table that has more of companies.

    They have a word of their heading ("Bamble kommune" below "Kommune"), or stand before all else.
    """
    if not any(field.startswith(_TELLING) for field in fields):
        return None
    for place in free:
        is_first = field_of_heading(headings[place]) is None and not any(
            field not in (IGNORED, "OrgNr") for field in fields[:place]
        )
        texts = texts_of(rows, place)
        is_named = headings[place] and (is_first or are_called(headings[place], texts))
        if is_named and are_different_names(texts, len(rows[:SAMPLE])):
            return place
    return None


def _is_of_address(letter: str) -> bool:
    return letter.isdigit() or letter == ","


def is_above_pivot(row: Row) -> bool:
    """Returns True for the headings of a pivot table, which a spreadsheet makes: "Row Labels"."""
    return normal(row.cell(0)) in heading_words("totals", "pivots")


def has_value(cell: str) -> bool:
    """Returns True for what is too many digits for a heading: "Kontakt: 22 00 00 00"."""
    return sum(map(str.isdigit, cell)) > _MOST_DIGITS
