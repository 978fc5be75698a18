"""Lines of addresses: what is a street, a unit of a building, or a label before them."""

from __future__ import annotations

import re

from app.recognition.language import patterns, vocabulary
from app.recognition.language.names import company_name_in, is_trade_word
from app.recognition.language.postcodes import county_pattern

MOST_WORDS = 9
_LONGEST = 80
_BEFORE_POSTCODE = re.compile(
    r"^[^\W\d_]{3,25}(?:/[^\W\d_]+)?:\s*(?=(?:[A-Z]{1,2}-)?\d)"
)  # Postnr/sted: 8006
# Of an office: "Geschäftsstelle: Waldstraße 40".
_OTHER_LABEL = re.compile(r"\s*[^\W\d_][^\d:,]{2,30}:\s+(?=\S)")
_NUMBERED = re.compile(
    r"[^\W\d_][^\d,]{2,40}[\s,]\s?\d{1,4}(?:\s?[-–/]\s?\d{1,4})?\s?[A-Za-z]?(?:,?\s(?:bte|bus|boîte|tlh)\s?\w{1,4})?"
    r"|\d{1,4}(?:[-–/]\d{1,4})?(?:\s?(?:bis|ter|[A-Za-z]))?,?\s[^\d,]{3,40}"
)
_HOUSE_NUMBER = re.compile(
    r"(?:n[.°º]\s?)?\d{1,4}(?:\s?[-–/]\s?(?:\d{1,4}|[A-Za-z]\b))?\s?(?:[A-Za-z]|bis|ter)?"
    # The floor of a Spanish house: "Avda. de Navarra, 45 - 2º B".
    r"(?:\s?[-–]?\s?\d{1,2}\s?[ºª°]\s?\w{0,4})?"
)
# In timetables and other tables, not in streets.
_TIME_OF_DAY = re.compile(
    r"(?i:\b(?:wagen|vogn|vagn|coach|carriage|voiture|rijtuig|vaunu)\s\d{1,3}\b)"
    r"|(?<![\d:])(?:[01]?\d|2[0-3]):[0-5]\d(?!\d)|\S\s{2,}\S.*\S\s{2,}\S"
)
_BETWEEN_PIECES = re.compile(
    r",|\s+[–—-]\s+(?=[^\d]|\d{4,5}\s)"
    r"|\s/\s(?=(?:Postfach|Case postale|Casella postale|Postboks|Box|P\.?O\.?\s?Box)\b)"
)
IRISH_CITY = re.compile(r"Dublin\s\d{1,2}W?(?:,\s+Ireland)?")


def pieces(text: str) -> list[str]:
    """Splits an address at its commas, but not between a street and its number."""
    found: list[str] = []
    for piece in (part.strip(" .") for part in re.split(_BETWEEN_PIECES, text)):
        is_number = bool(_HOUSE_NUMBER.fullmatch(piece))
        is_behind_one = bool(found and _HOUSE_NUMBER.fullmatch(found[-1]))
        lacks_number = bool(found) and not re.search(r"\d", found[-1])
        if found and ((is_number and lacks_number) or (is_behind_one and not re.match(r"\d", piece))):
            found[-1] += f", {piece}"
        elif piece:
            found.append(piece)
    return found


def without_label(text: str) -> tuple[str, str]:
    """Returns the text after a label such as ``Postadresse:``, and which kind of label it was."""
    for label, pattern in (("postal", patterns.POSTAL), ("visiting", patterns.VISITING)):
        if match := pattern.match(text):
            return text[match.end() :].strip(), label
    if (other := _OTHER_LABEL.match(text)) and any(map(is_street, pieces(text[other.end() :])[:1])):
        return text[other.end() :].strip(), "visiting"
    return _BEFORE_POSTCODE.sub("", text.strip()), ""


def is_street(text: str) -> bool:
    """Returns True for a street with its number, and for a post office box."""
    if (
        len(text) > _LONGEST
        or len(text.split()) > MOST_WORDS
        or is_department(text)
        or is_timetable(text)
        or IRISH_CITY.fullmatch(text)
    ):
        return False
    numbered = re.search(r"\d", text)
    return bool(
        patterns.PO_BOX.search(text)
        or (numbered and patterns.STREET.search(text))
        or _NUMBERED.fullmatch(text.strip())
        or _is_street_with_floor(text)
    )


def _is_street_with_floor(text: str) -> bool:
    """Returns True for ``Åboulevarden 21, 2. sal``."""
    street, *others = text.split(", ")
    return bool(others and _NUMBERED.fullmatch(street.strip())) and all(map(is_unit, others))


def is_timetable(text: str) -> bool:
    """Returns True for a line of a timetable or another table: a time of the day, or wide gaps."""
    return bool(_TIME_OF_DAY.search(text))


def is_department(text: str) -> bool:
    """Returns True for ``Avdelning 44`` and ``Dept 1419``, which only look like a street."""
    return bool(patterns.DEPARTMENT.match(text))


def is_place(text: str) -> bool:
    """Returns True for a street, with or without a number, a house or a unit."""
    ends_as_street = re.search(patterns.STREET.pattern + "$", text, re.IGNORECASE)
    return is_street(text) or is_unit(text) or bool(ends_as_street and not county_pattern("").fullmatch(text))


def is_unit(text: str) -> bool:
    """Returns True for ``2. etasje``, ``Unit 5``, ``Aufgang C``; False for ``Vestlandet Bygg``."""
    if text[:4].lower() == "c/o ":
        return True
    return bool(patterns.UNIT.search(text) and re.search(r"\d|\b[A-Z]$|\b[A-Z],", text))


def is_addressee(text: str) -> bool:
    """Returns True for a company or a person to whom a letter goes, which is no part of the street."""
    if patterns.ATTENTION.match(text):
        return True
    first = text.strip().partition(" ")[0].lower()
    if patterns.SITE.fullmatch(text.strip()) or first in vocabulary.NO_NAMES:
        return True
    return not is_place(text) and bool(company_name_in(text) or is_trade_word(text.rpartition(" ")[2]))
