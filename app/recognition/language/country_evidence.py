"""Tells the country of a company that names none: by its legal form, numbers, domains and town."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from app.model.text_normalization import shortened
from app.recognition.language.countries import region_of_domain, region_of_name, region_of_phone
from app.recognition.language.postcodes import other_town_names
from app.recognition.language.tables import DISTRICT, MANY, countries_by_town, table
from app.translation import _

_OF_FORM, _OF_DOMAIN, _OF_PHONE, _OF_LARGE_TOWN, _OF_TOWN = 3, 2, 2, 2, 1
_OF_OTHER_ROWS, _OF_NEW_COMPANIES = 1, 1
"""How much each says beside the others."""
_CLEARLY: Final = 2
"""By how much one country has to be ahead where something tells of another."""
_SEVERAL: Final = _("Companies of several countries are called “{text}”: see whether the country is right.")
_AGAINST: Final = _("“{text}” and “{other}” are of different countries: see whether the country is right.")
_ONLY_TOWN: Final = _("Nothing but “{text}” tells the country: see whether it is right.")


@dataclass(frozen=True)
class Evidence:
    """What one text tells: countries, the likeliest first, and how much it says."""

    text: str
    countries: tuple[str, ...]
    weight: int

    @property
    def is_small_town(self) -> bool:
        """True for a town of few postcodes, which others may have, too."""
        return self.weight == _OF_TOWN


@dataclass(frozen=True)
class ToldCountry:
    """An ISO 3166 code, the text that tells it, and a sentence where that is not sure."""

    country: str
    text: str = ""
    doubt: str = ""


@dataclass(frozen=True)
class Known:
    """What is known of a company."""

    name: str
    domains: Sequence[str] = ()
    phones: Sequence[str] = ()
    town: str = ""


def country_told(known: Known, region: str, usual: str = "") -> ToldCountry:
    """Returns the country that what is known of a company tells; `region` where nothing does.

    `region` is the country of new companies, and `usual` that of the other rows of its table, if these have
    one. What is of several countries is of one of these, if they are among them.
    """
    form = evidence_of_form(known.name)
    told = [one for one in (form, _of_domains(known.domains), _of_phones(known.phones)) if one]
    is_home = bool(told) and all(region in one.countries for one in told)
    place = None if is_home else _of_town(known.town, (region, usual), known.phones)
    if place and (told or len(place.countries) == 1):  # else many a country has one of that name
        told.append(place)
    if not told:
        return ToldCountry(region)
    home = [country for country in (usual, region) if country]
    common = [one for one in told[0].countries if all(one in other.countries for other in told)]
    if common:
        best = next((country for country in home if country in common), common[0])
        text = next((one.text for one in told if len(one.countries) == 1), told[0].text)
        if best not in home and len(told) == 1 and told[0].is_small_town:
            return ToldCountry(usual) if usual else ToldCountry(best, text, _ONLY_TOWN.format(text=text))
        is_guess = best not in home or (best != usual and _is_old(told[0], best, known.town))
        doubt = _SEVERAL.format(text=text) if len(common) > 1 and is_guess else ""
        return ToldCountry(best, text, doubt)
    return _weighed(told, region, usual)


def _is_old(form: Evidence, country: str, town: str) -> bool:
    """Returns True for a form that a country had once, where no town says it is the one: "Vik A/S"."""
    place = _of_town(town, (country,))
    is_there = place is not None and country in place.countries
    return not is_there and country in _listed("countries_once").get(form.text, ())


def _weighed(told: Sequence[Evidence], region: str, usual: str) -> ToldCountry:
    """Returns the country that most tells, where some of it tells another one."""
    points: dict[str, float] = {}
    for one in told:
        for at, country in enumerate(one.countries):
            points[country] = points.get(country, 0) + one.weight - at / 100  # the likelier one
    for country, weight in ((usual, _OF_OTHER_ROWS), (region, _OF_NEW_COMPANIES)):
        if country in points:
            points[country] += weight
    best = max(points, key=lambda country: points[country])
    against = next(one for one in told if best not in one.countries)
    its_own = next(one for one in told if best in one.countries)
    most_of_others = max(points[country] for country in against.countries)
    if points[best] - most_of_others > _CLEARLY - 0.5:
        return ToldCountry(best, its_own.text)
    doubt = _AGAINST.format(text=shortened(its_own.text), other=shortened(against.text))
    return ToldCountry(best, its_own.text, doubt)


def plainly_told(name: str, domains: Iterable[str]) -> str:
    """Returns the one country that legal form and domains tell; empty for none, and where they differ."""
    told = [one for one in (evidence_of_form(name), _of_domains(domains)) if one]
    common = set.intersection(*({*one.countries} for one in told)) if told else set()
    return common.pop() if len(common) == 1 else ""


@lru_cache(maxsize=256)
def evidence_of_form(name: str) -> Evidence | None:
    """Returns what the legal form in a name tells; nothing where the name says another country itself."""
    behind, ahead = _forms()
    matches = [found for found in (ahead.match(name), behind.search(name)) if found]
    if not matches:
        return None
    form = matches[0]["form"]  # "Oy Nord Ab"
    countries = _countries_of_forms()[form]
    words = matches[-1].re.sub(" ", name).replace("(", " ").replace(")", " ").split()
    if any((said := region_of_name(word)) and said not in countries for word in words):
        return None  # a branch: "Atea AB, Norge"
    return Evidence(form, countries, _OF_FORM)


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    behind, ahead = (
        "|".join(map(re.escape, sorted(_listed(section), key=len, reverse=True)))
        for section in ("countries", "countries_ahead")
    )
    end = r"(?=\s*$|\s*\(|\s*,\s|\s+[-–|/]\s)"
    return re.compile(rf"(?<=[^\s,])[\s,]+(?P<form>{behind}){end}"), re.compile(
        rf"(?P<form>{ahead})\s+(?=\S)"
    )


@cache
def _listed(section: str) -> dict[str, tuple[str, ...]]:
    listed: dict[str, str] = table("companies")[section]
    return {
        form.replace("_", " "): tuple(countries.split())
        for countries, forms in listed.items()
        for form in forms.split()
    }


@cache
def _countries_of_forms() -> dict[str, tuple[str, ...]]:
    return _listed("countries_ahead") | _listed("countries")


def _of_domains(domains: Iterable[str]) -> Evidence | None:
    return _of_each(((one, region_of_domain(one)) for one in domains), _OF_DOMAIN)


def _of_phones(phones: Iterable[str]) -> Evidence | None:
    return _of_each(((one, region_of_phone(one)) for one in phones), _OF_PHONE)


def _of_each(told: Iterable[tuple[str, str]], weight: int) -> Evidence | None:
    """Returns what several texts tell together, each of which tells one country."""
    known = [(text, country) for text, country in told if country]
    if not known:
        return None
    return Evidence(known[0][0], tuple(dict.fromkeys(country for _text, country in known)), weight)


def _of_town(town: str, home: Sequence[str], phones: Sequence[str] = ()) -> Evidence | None:
    """Returns what a town tells; a village of its name counts in the countries at `home` alone.

    Of several countries with one of that name those count in which the phones can be numbers.
    """
    all_of_name, large = _countries_with(town) if town else ((), ())
    if len(all_of_name) > 1 and (fitting := _with_phones(all_of_name, phones)):
        all_of_name, large = fitting, tuple(one for one in large if one in fitting)
    if large and not any(one in all_of_name for one in home if one):
        all_of_name = large
    weight = _OF_LARGE_TOWN if large else _OF_TOWN
    return Evidence(town, all_of_name, weight) if all_of_name else None


def _with_phones(countries: Sequence[str], phones: Sequence[str]) -> tuple[str, ...]:
    """Returns the countries in which all of these national numbers can be some; none without numbers."""
    from phonenumbers import NumberParseException, is_valid_number, parse

    def can_be(phone: str, country: str) -> bool:
        try:
            return is_valid_number(parse(phone, country))
        except NumberParseException:
            return False

    own = [phone for phone in phones if phone.startswith("0") and not phone.startswith("00")]
    return tuple(one for one in countries if all(can_be(phone, one) for phone in own)) if own else ()


@lru_cache(maxsize=256)
def _countries_with(town: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Returns the countries with a town of that name, and those in which it is a large one."""
    name = DISTRICT.sub("", town.strip()).casefold()
    known = (name, other_town_names().get(name, "").casefold())
    told = " ".join(filter(None, (countries_by_town().get(one) for one in known if one))).split()
    large = (*(one.rstrip(MANY) for one in told if MANY in one), *_large_towns().get(name, ()))
    countries = dict.fromkeys((*(one.rstrip(MANY) for one in told), *large))
    return tuple(countries), large


@cache
def _large_towns() -> dict[str, list[str]]:
    """Returns countries by towns, of those of which the table has no postcodes."""
    found: dict[str, list[str]] = {}
    for country, towns in table("countries")["towns"].items():
        for town in towns.split(","):
            found.setdefault(town.strip(), []).append(country)
    return found
