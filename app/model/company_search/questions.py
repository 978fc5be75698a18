"""What the server is asked for companies and people, and which of it a typed text may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from app.model.company_search.similar_companies import phone_digits
from app.model.internet_domains import domain_of_email, domain_of_url
from app.model.visible_text import one_line
from app.translation import N_, _

LONGEST: Final = 100
"""Characters of a typed text that are searched for."""
_FEWEST_LETTERS = 2
_FEWEST_DIGITS = 5
_FEWEST_OF_ORG_NR = 6
_NUMBER = re.compile(r"[+(]?[0-9][0-9 ()/.+-]*")
_ORG_NR = re.compile(r"([A-Za-z]{2})?[ .-]?([0-9][0-9 .-]{5,18}[0-9])(?:[ ]?(?:MVA|mva))?")
_OF_SWEDEN: Final = 10  # digits; the VAT number has "01" behind them
_OF_VAT_IN_FRANCE: Final = 11  # two digits, and the SIREN
_OF_TAX: Final = re.compile(r"(?:MVA|MOMS|MWST|TVA|IVA|VAT|BTW|TPS|FORETAKSREGISTERET)+$")
_GROUPS = {8: ((2, 2, 2, 2), (7, 1)), 9: ((3, 3, 3),), 10: ((6, 4),), 14: ((3, 3, 3, 5),)}


class Criterion(StrEnum):
    """The property that a question compares."""

    SIMILAR_NAME = "similar name"
    """What the server's own rules call similar; no question asks for it."""
    NAME = "name"
    NAME_PART = "name part"
    CITY = "city"
    NUMBER = "number"
    ORG_NR = "VAT number"
    DOMAIN = "domain"
    EMAIL = "e-mail"
    PHONE = "phone"
    PERSON_NAME = "person's name"
    PERSON_EMAIL = "person's e-mail"
    PERSON_PHONE = "person's phone"
    PEOPLE_OF = "people of"

    @property
    def is_of_person(self) -> bool:
        """True if it finds people, with the company that each is at."""
        return self in _OF_PEOPLE


_OF_PEOPLE: Final = {
    Criterion.PERSON_NAME,
    Criterion.PERSON_EMAIL,
    Criterion.PERSON_PHONE,
    Criterion.PEOPLE_OF,
}
_NAMES: Final = {
    Criterion.SIMILAR_NAME: N_("similar names"),
    Criterion.NAME: N_("names"),
    Criterion.NAME_PART: N_("names"),
    Criterion.CITY: N_("cities"),
    Criterion.NUMBER: N_("numbers"),
    Criterion.ORG_NR: N_("VAT numbers"),
    Criterion.DOMAIN: N_("domains"),
    Criterion.EMAIL: N_("e-mail addresses"),
    Criterion.PHONE: N_("phone numbers"),
    Criterion.PERSON_NAME: N_("people’s names"),
    Criterion.PERSON_EMAIL: N_("people’s e-mail addresses"),
    Criterion.PERSON_PHONE: N_("people’s phone numbers"),
    Criterion.PEOPLE_OF: N_("people’s names"),
}


@dataclass(frozen=True)
class Question:
    """Companies, or people, of which a property has one of these values in it, or begins with it.

    With `is_whole` it has to be one of them; a server finds phones that are longer as well, and then tells
    the numbers. `within` are the ids of the only companies that matter.
    """

    criterion: Criterion
    values: tuple[str, ...]
    is_whole: bool = False
    within: tuple[int, ...] = ()


def names_of(criteria: Iterable[Criterion]) -> str:
    """Names what could not be asked for, in a fixed order, each once."""
    wanted = set(criteria)
    return ", ".join(dict.fromkeys(_(_NAMES[one]) for one in Criterion if one in wanted))


def questions_of(text: str, region: str) -> tuple[Question, ...]:
    """Returns what a typed text may ask for, what is most likely first; nothing for too short a text.

    `region` is the ISO 3166 code for national phone and VAT numbers.
    """
    typed = one_line(text).strip()[:LONGEST].strip()
    if len(typed) < _FEWEST_LETTERS:
        return ()
    return tuple(dict.fromkeys(_questions(typed, region)))


def _questions(typed: str, region: str) -> Iterator[Question]:
    has_blank = any(letter.isspace() for letter in typed)
    if "@" in typed and not has_blank:
        yield Question(Criterion.PERSON_EMAIL, (typed,))
        yield Question(Criterion.EMAIL, (typed,))
        if domain := domain_of_email(typed):
            yield Question(Criterion.DOMAIN, (domain,))
        return
    if _NUMBER.fullmatch(typed):
        yield from _of_number(typed, region)
        return
    if _ORG_NR.fullmatch(typed):
        yield Question(Criterion.ORG_NR, org_nr_spellings(typed, region))
    if not has_blank and (domain := domain_of_url(typed)):
        yield Question(Criterion.DOMAIN, (domain,))
    yield Question(Criterion.NAME, (typed,))
    yield Question(Criterion.NAME_PART, (typed,))
    yield Question(Criterion.CITY, (typed,))
    yield Question(Criterion.PERSON_NAME, (typed,))


def _of_number(typed: str, region: str) -> Iterator[Question]:
    digits = phone_digits(typed, region)
    yield Question(Criterion.NUMBER, (typed,))
    if len(re.sub(r"\D", "", typed)) >= _FEWEST_OF_ORG_NR and typed[0] not in "+(":
        yield Question(Criterion.ORG_NR, org_nr_spellings(typed, region))
    if len(digits) >= _FEWEST_DIGITS:
        yield Question(Criterion.PHONE, (digits,))
        yield Question(Criterion.PERSON_PHONE, (digits,))
    yield Question(Criterion.NAME, (typed,))


def org_nr_spellings(text: str, region: str) -> tuple[str, ...]:
    """Returns how a VAT or organisation number may stand in the server's records, as typed first.

    The server compares texts, and people write it with and without blanks, country and tax.
    """
    typed = " ".join(text.split())
    found = _ORG_NR.fullmatch(typed)
    if found is None:
        return (typed,)
    digits = re.sub(r"\D", "", found[2])
    country = (found[1] or region).upper()
    if country == "SE" and len(digits) == _OF_SWEDEN + 2 and digits.endswith("01"):
        digits = digits[:_OF_SWEDEN]
    bare = [digits, *_grouped(digits)]
    spelled = [*bare, *([f"{country}{digits}", f"{country} {digits}"] if country else [])]
    if country == "SE" and len(digits) == _OF_SWEDEN:
        spelled += [f"SE{digits}01"]
    if country == "NO":
        spelled += [f"{one} MVA" for one in (*bare, f"NO {bare[-1]}")] + [f"{digits}MVA", f"NO{digits}MVA"]
    return tuple(dict.fromkeys((typed, *spelled)))


def org_nr_key(text: str, region: str) -> tuple[str, str]:
    """Returns what all spellings of a VAT or organisation number have in common, and its country.

    Both are empty for no number, the country alone where neither the number nor `region` tells it.
    """
    plain = _OF_TAX.sub("", "".join(filter(str.isalnum, text)).upper())
    found = re.fullmatch(r"(CHE|ATU|[A-Z]{2})?([0-9A-Z]*[0-9][0-9A-Z]*)", plain)
    if found is None or sum(map(str.isdigit, plain)) < _FEWEST_OF_ORG_NR:
        return "", ""
    country = (found[1] or region)[:2].upper()
    country, number = {"EL": "GR"}.get(country, country), found[2]
    if country == "SE" and len(number) == _OF_SWEDEN + 2 and number.endswith("01"):
        number = number[:_OF_SWEDEN]
    if country == "SE" and len(number) == _OF_SWEDEN + 2 and number.startswith("16"):
        number = number[2:]  # where persons have their century
    if country == "FR" and len(number) == _OF_VAT_IN_FRANCE:
        number = number[2:]
    if country == "BE":
        number = number.removeprefix("0")
    return number, country


def _grouped(digits: str) -> Iterator[str]:
    for sizes in _GROUPS.get(len(digits), ()):
        places = [sum(sizes[:count]) for count in range(len(sizes) + 1)]
        parts = [digits[start:end] for start, end in pairwise(places)]
        yield ("-" if len(parts) == 2 else " ").join(parts)
