"""Which address the columns of a table belong to, where several have a postcode or a town."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from app.model.internet_domains import domain_of_email, domain_of_url
from app.recognition.cells.cell_addresses import code_and_city, without_letters
from app.recognition.cells.cell_houses import HOUSE
from app.recognition.cells.cell_values import Cells
from app.recognition.language.countries import region_of_phone
from app.recognition.language.country_evidence import Known, plainly_told
from app.recognition.language.postcodes import countries_of
from app.recognition.sheets.sheet import Row
from app.recognition.values.headings import (
    ANY_NAME,
    IGNORED,
    PHONE_OF_PERSON,
    POSTAL_FIELDS,
    field_of_heading,
    has_scope,
    heading_words,
    normal,
)
from app.recognition.words.beginnings import is_listed
from app.recognition.words.heading_lists import countries_of_headings

_NUMBERS_OF_PEOPLE: Final = (PHONE_OF_PERSON, "Person.DirectPhone", "Person.MobilePhone")
_OF_A_PLACE: Final = ("Address.Street", "Country")
_PLACES: Final = ("Address.Street.Zipcode", "Address.Street.City", "Address.Street.ZipCity")
_PLACES_OF_POST: Final = ("Address.Postal.Zipcode", "Address.Postal.City")
_MOST_ROWS: Final = 100
_SAMPLE: Final = 30
_SHAPES: Final = {"SE": re.compile(r"\d{3} \d{2}"), "NL": re.compile(r"\d{4} ?[A-Z]{2}")}
"""How postcodes are written in one country alone of those whose languages headings tell."""
_WITHOUT_ZERO: Final = ("NO", "DK")
"""Of these, where no number begins with the zero before an area code."""
_FEW: Final = 2
_FEWEST: Final = 3
_WITH_DOMAINS: Final = ("Email", "Emails", "Person.Email", "Urls")
_MANY_TIMES: Final = 5
_FEW_OF: Final = 3
_OF_MAIL: Final = {
    **POSTAL_FIELDS,
    "Address.Street.State": "Address.Postal.State",
    "Country": "Country",  # it counts where the other is empty
}
_NAMES: Final = ("Name", ANY_NAME, "Person.Name", "Person.Firstname", "Person.Lastname")
_STREET, _POSTAL, _OTHER = "Street", "Postal", "Other"
_LINES: Final = {
    "Address.Street": _STREET,
    "Address.Street.Address1": _STREET,
    "Address.Postal": _POSTAL,
    "Address.Postal.Address1": _POSTAL,
}


def with_addresses(
    fields: Sequence[str | None], headings: Sequence[str], chosen: Collection[int] = ()
) -> list[str | None]:
    """Returns the fields of columns, those of places as the address has it that they stand behind.

    ``Besøksadresse, Postnr, Sted, Postadresse, Postnr, Sted``: the second ones are the postal address's.
    What the columns at `chosen` hold was said by somebody.
    """
    result = _without_homes(_with_invoices(fields, headings, chosen), headings, chosen)
    for place, (before, field) in enumerate(pairwise(result), 1):
        if (
            (before in _NAMES and field == HOUSE)
            and place not in chosen
            and not _stands_before_street(result, place)
        ):
            result[place] = "Department"  # "Firma, Zusatz"
    result = _with_mail(result, headings, chosen)
    owners = [_owner(field, heading) for field, heading in zip(result, headings, strict=True)]
    taken: set[tuple[str, str]] = set()
    for place, field in enumerate(result):
        if field not in _PLACES or place in chosen or _is_explicit(headings[place]):
            continue
        before = next(filter(None, reversed(owners[:place])), "")
        behind = next(filter(None, owners[place + 1 :]), "")
        is_repeated = fields.count(field) > 1
        owner = before or _STREET
        if (field, owner) in taken and behind and (field, behind) not in taken:
            owner = behind  # "Straße, PLZ, Ort, PLZ, Postfach"
        has_own = POSTAL_FIELDS[field] in fields  # "Postboks, Postnr, Sted, Postboks postnr"
        if has_own or (not is_repeated and not _stands_behind_postal(fields, owners, place)):
            owner = _STREET
        taken.add((field, owner))
        result[place] = {_POSTAL: POSTAL_FIELDS[field], _OTHER: IGNORED}.get(owner, field)
    return result


def fields_with_addresses(headings: Sequence[str]) -> list[str]:
    """Returns the fields that headings name, as `with_addresses` has them; empty for others."""
    return [one or "" for one in with_addresses([field_of_heading(one) for one in headings], headings)]


def postal_columns(headings: Sequence[str]) -> frozenset[int]:
    """Returns the columns of the postal address, in which "idem" means the visiting one of the row."""
    fields = fields_with_addresses(headings)
    return frozenset(at for at, field in enumerate(fields) if field.startswith("Address.Postal"))


def has_postal_places(fields: Iterable[str], unread: Iterable[str]) -> bool:
    """Returns True for a table whose postal addresses have places of their own, in columns with these fields.

    `unread` are what columns look like whose headings nobody knows.
    """
    return not {*_PLACES_OF_POST}.isdisjoint(fields) or "postcodes" in unread


@dataclass(frozen=True)
class UsualCountry:
    """The country of nearly all rows that tell one without naming it, and how many do; empty for none."""

    country: str = ""
    count: int = 0
    is_of_all: bool = False
    """True if rows that tell nothing are of it: most others are, and no column names countries."""
    language: tuple[str, ...] = ()
    """Where the language of the headings tells it, the countries of that one."""

    def within(self, region: str) -> UsualCountry:
        """Returns what counts where new companies are of a country: its own language tells nothing there."""
        if region not in self.language:
            return self
        return UsualCountry(self.country, self.count) if self.count >= _FEW else UsualCountry()

    @property
    def of_places(self) -> str:
        """The country by which postcodes are read that nobody knows."""
        return self.country if self.count >= _FEWEST else ""


def usual_country(columns: Sequence[tuple[int, str, str]], rows: Sequence[Row]) -> UsualCountry:
    """Returns the country that most of the first rows tell by postcode and town, else by name and domains.

    `columns` are place, heading and field of each. Rows whose place nobody knows are read as the others are.
    Where few tell one, the language of the headings counts with the shape of numbers and postcodes.
    """
    fields = [(place, field) for place, _heading, field in columns]
    places: dict[str, int] = {}
    for place, field in fields:
        places.setdefault(field, place)
    of_domains = [place for place, field in fields if field in _WITH_DOMAINS]
    told = Counter[str]()
    for row in rows[:_MOST_ROWS]:
        cells = [row.cell(places[field]) if field in places else "" for field in _PLACES]
        code, city = cells[:2] if cells[0] else code_and_city(cells[2] or cells[1])
        countries = countries_of(without_letters(code)[0], city) if code and city else []
        domains = [found for place in of_domains if (found := _domain_in(row.cell(place)))]
        name = row.cell(places["Name"]) if "Name" in places else ""
        told[countries[0] if len(countries) == 1 else plainly_told(name, domains)] += 1
    silent = told.pop("", 0)
    (country, most), *others = told.most_common(2) or [("", 0)]
    is_mixed = any(most < _MANY_TIMES * count for _one, count in others)
    is_of_all = "Country" not in places and most >= max(_FEWEST, silent)
    if silent and not is_of_all and "Country" not in places:
        language = countries_of_headings([heading for _place, heading, _field in columns])
        known = {one: told[one] for one in language if told[one]}
        of_it = sum(known.values())
        are_few = _FEW_OF * (told.total() - of_it) <= silent + of_it  # of other countries
        best = max(known, key=lambda one: known[one], default="")
        if are_few and (by_all := _by_shape(language, best, fields, rows)):
            return UsualCountry(by_all, told[by_all], is_of_all=True, language=language)
    return UsualCountry() if most < _FEW or is_mixed else UsualCountry(country, most, is_of_all)


def _by_shape(
    language: Sequence[str], country: str, fields: Sequence[tuple[int, str]], rows: Sequence[Row]
) -> str:
    """Returns which country of a language the numbers and postcodes are of; empty where they do not say it.

    A `country` that rows tell is the one, unless its numbers are of other countries.
    """
    if not language:
        return ""
    numbers, codes = (
        [text for row in rows[:_MOST_ROWS] for at, field in fields if field in of and (text := row.cell(at))]
        for of in (("Phones", "Faxes", *_NUMBERS_OF_PEOPLE), _PLACES[:1])
    )
    national = [one for one in numbers if one[:1] in "0123456789(" and not one.startswith("00")][:_SAMPLE]
    shapes = {one for one, form in _SHAPES.items() if codes and all(map(form.fullmatch, codes))}
    for one in (country,) if country else language:
        fitting = sum(_is_of_country(number, one) for number in national)
        if len(national) >= _FEW and 3 * fitting >= 2 * len(national):
            return one
        if not national and one in shapes and len(codes) >= _FEW:
            return one
    return ""


def _is_of_country(text: str, country: str) -> bool:
    """Returns True for a cell whose first number is one of a country, with its zero where that has one."""
    import phonenumbers

    if text.lstrip("( ").startswith("0") == (country in _WITHOUT_ZERO):
        return False
    return next(iter(phonenumbers.PhoneNumberMatcher(text, country, max_tries=3)), None) is not None


def known_of(rows: Sequence[tuple[Cells, Sequence[Cells], str]]) -> Known:
    """Returns what rows of one company have that tells its country: the cells, those of people, the town."""
    name = next(filter(None, (cells.first("Name") for cells, _people, _town in rows)), "")
    town = next(filter(None, (town for _cells, _people, town in rows)), "")
    domains = [one for cells, people, _town in rows for one in _domains_of(cells, people)]
    phones = [one for cells, people, _town in rows for one in _phones_of(cells, people)]
    return Known(name, domains, phones, town)


def _domains_of(cells: Cells, people: Sequence[Cells]) -> list[str]:
    """Returns the domains of companies in the addresses of a row, those of free mailboxes left out."""
    mails = [text for text, _letters in cells.all("Emails")]
    mails += [text for person in people for text, _letters in person.all("Person.Email")]
    urls = (text for text, _letters in cells.all("Urls") if "linkedin." not in text)
    return [one for one in (*map(domain_of_email, mails), *map(domain_of_url, urls)) if one]


def _phones_of(cells: Cells, people: Sequence[Cells]) -> list[str]:
    """Returns the numbers of a company, else those of its people."""
    own = [text for kind in ("Phones", "Faxes") for text, _letters in cells.all(kind)]
    of_people = (text for one in people for kind in _NUMBERS_OF_PEOPLE for text, _letters in one.all(kind))
    return own if any(map(region_of_phone, own)) else [*of_people]


def _domain_in(text: str) -> str:
    return (domain_of_email(text) if "@" in text else domain_of_url(text)) if "." in text else ""


def _stands_before_street(fields: Sequence[str | None], place: int) -> bool:
    """Returns True for the number of a house that stands before its street: ``N°, Type voie, Nom voie``."""
    behind = next((field for field in fields[place + 1 :] if field != HOUSE), None)
    return _LINES.get(behind or "") == _STREET


def _with_invoices(
    fields: Sequence[str | None], headings: Sequence[str], chosen: Collection[int]
) -> list[str | None]:
    """Returns the fields with the address of invoices: the postal one, where no other column has that.

    Beside one for mail or deliveries, *Billing* is the company's own (Salesforce).
    """
    of_others = any(is_of_mail(one) or has_scope(one, "delivery") for one in headings)
    of_invoices = [
        place
        for place, one in enumerate(headings)
        if is_of_invoices(one)
        and place not in chosen
        and (not fields[place] or (fields[place] == "Address.Street" and not of_others))
    ]
    others = [field for place, field in enumerate(fields) if place not in of_invoices]
    has_postal = any(_LINES.get(field or "") == _POSTAL for field in others)
    used = [] if has_postal else of_invoices[:1]
    return [
        "Address.Postal" if place in used else IGNORED if place in of_invoices else field
        for place, field in enumerate(fields)
    ]


def is_of_invoices(heading: str) -> bool:
    """Returns True for a heading of where invoices go: ``Fakturaadresse``."""
    return is_listed(heading, "invoices", "words")


def _is_explicit(heading: str) -> bool:
    """Returns True for a place whose heading says whose it is: ``Besök postnr``, ``Company city``."""
    words = normal(heading).split()
    has_street = any(field_of_heading(word) == "Address.Street.Address1" for word in words)  # "PLZ Straße"
    return len(words) > 1 and (has_street or has_scope(heading, "address", "company"))


def _stands_behind_postal(fields: Sequence[str | None], owners: Sequence[str], place: int) -> bool:
    """Returns True for the one postcode or town of a table that has it right behind the postal address.

    Where a town stands before that, both are parts of one address: ``Street, City, PO Box, Postcode``.
    """
    begin = next((at for at in range(place - 1, -1, -1) if fields[at] not in _PLACES), 0)
    is_postal = owners[begin] == _POSTAL and _STREET in owners[:begin]
    return is_postal and not any(field in _PLACES for field in fields[:begin])


def _owner(field: str | None, heading: str) -> str:
    """Returns which address a column begins; empty for a column that begins none."""
    if not field and is_of_invoices(heading):
        return _OTHER
    if not field and has_scope(heading, "delivery", "home", "other"):
        return _OTHER
    return _LINES.get(field or "", "")


def _without_homes(
    fields: Sequence[str | None], headings: Sequence[str], chosen: Collection[int]
) -> list[str | None]:
    """Returns the fields without the place of a person, where others say the company's: ``Company City``.

    Where their mail goes is the postal address: ``Mailing City`` beside ``Billing City``.
    """
    places = [place for place, field in enumerate(fields) if field and field.startswith(_OF_A_PLACE)]
    of_company = [place for place in places if _is_of_company(headings[place])]
    told = {fields[place] for place in of_company}
    others = [place for place in places if place not in (*of_company, *chosen)]
    gone = {_first_of(headings[place]) for place in others if fields[place] in told} - {""}
    # "Mailing State" goes with "Mailing City", be there no "Billing State".
    homes = [at for at in others if fields[at] in told or _first_of(headings[at]) in gone]
    result = [IGNORED if place in homes else field for place, field in enumerate(fields)]
    if not any(field and field.startswith("Address.Postal") for field in fields):
        for place in filter(lambda at: is_of_mail(headings[at]), homes):
            result[place] = _OF_MAIL.get(fields[place] or "", IGNORED)
    return result


def _with_mail(
    fields: Sequence[str | None], headings: Sequence[str], chosen: Collection[int]
) -> list[str | None]:
    """Returns the fields with the place where mail goes, beside that of a street: ``Zip, Zip (mailing)``."""
    of_mail = {at for at, heading in enumerate(headings) if is_of_mail(heading)} if any(headings) else set()
    others = {field for at, field in enumerate(fields) if at not in of_mail}
    return [
        POSTAL_FIELDS[field] if at in of_mail - {*chosen} and field in others and field in _PLACES else field
        for at, field in enumerate(fields)
    ]


def is_of_mail(heading: str) -> bool:
    """Returns True for a heading of where mail goes: ``Mailing City``."""
    return _first_of(heading) in heading_words("mailing", "words")


def _first_of(heading: str) -> str:
    """Returns what begins a heading of several words: ``mailing`` of ``Mailing City``."""
    first, *rest = normal(heading).split() or [""]
    if rest and rest[-1] in heading_words("mailing", "words"):
        return rest[-1]  # "Zip (mailing)"
    return first if rest and has_scope(first, "address", "home", "other") else ""


def _is_of_company(heading: str) -> bool:
    """Returns True for a heading that says that its value is the company's: ``Company City``."""
    words = normal(heading).split()
    return len(words) > 1 and words[0] in heading_words("companies", "words")
