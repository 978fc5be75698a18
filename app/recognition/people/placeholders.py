"""What stands in the place of a name and is none: ``None``, ``samme``, ``växel``, the company itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from app.recognition.cells.cell_people import parsed_name
from app.recognition.cells.cell_values import Cells
from app.recognition.cells.company_keys import company_key, without_form
from app.recognition.cells.repairs import nothing_words
from app.recognition.language.names import company_name_in, names_trade
from app.recognition.language.postcodes import is_place_name
from app.recognition.people.mail_names import Told, whole_name
from app.recognition.values.headings import ANY_NAME, field_of_heading, normal
from app.recognition.words.no_names import is_part_of_company, says_where
from app.recognition.words.roles import is_title
from app.translation import _

_PARTS: Final = ("Person.Firstname", "Person.MiddleName", "Person.Lastname")
_NAMES: Final = (*_PARTS, "Person.Name")
_NOUGHTS: Final = re.compile(r"[0\W_]*")
_AROUND: Final = " .:!()[]<>*-–—"
_MOST_WORDS: Final = 5
_NO_NAME: Final = _("“{text}” is no name: it is left out.")
_IS_COMPANY: Final = _("“{text}” is a company and nobody’s name: it is left out.")
_WHO: Final = _("“{text}” means somebody who is named elsewhere: see who it is.")
_MORE: Final = _("“{name}” says more than names: see who is meant.")
_OF_COMPANY: Final = ("Name", "Phones", "Phone", "Email", "Emails", ANY_NAME)


def without_nobody(person: Cells) -> None:
    """Takes names away that are none, be it over two cells: ``Ukjent``, ``Navn``.

    Beside another, those that are names as well stay: ``Kari Null``.
    """
    whole = person.first("Person.Name")
    if whole and stands_for_nobody(whole):
        del person.cells["Person.Name"]
    parts = {field: text for field in _PARTS if (text := person.first(field))}
    if len(parts) > 1 and not person.first("Person.Name") and _say_it_together(list(parts.values())):
        for field in parts:
            del person.cells[field]
        return
    said = [field for field, text in parts.items() if stands_for_nobody(text)]
    is_nobody = len(said) == len(parts) and not person.first("Person.Name")
    for field in said:
        if is_nobody or not _may_be_name(parts[field]):
            del person.cells[field]


def _say_it_together(parts: list[str]) -> bool:
    """Returns True for a phrase over several cells, in either order: ``keine``, ``Angabe``."""
    phrases = (" ".join(parts).casefold(), " ".join(reversed(parts)).casefold())
    is_said = any(one in _words() or _begins_with_negation(one) for one in phrases)
    return is_said or stands_for_nobody(" ".join(parts))


@cache
def _words() -> frozenset[str]:
    return nothing_words("nothing", "words") | nothing_words("nobody", "words")


def stands_for_nobody(text: str) -> bool:
    """Returns True for words, signs or noughts that say that there is no name."""
    if _NOUGHTS.fullmatch(text):
        return True
    words = _words()
    plain = " ".join(text.casefold().split())
    parts = plain.split()
    if plain in words or plain.strip(_AROUND) in words:
        return True
    if all(part in words or _NOUGHTS.fullmatch(part) for part in parts) or _begins_with_negation(plain):
        return True
    # "ingen uppgift", "Kein fester Kontakt": what there is none of may be called anything.
    is_short = 1 < len(parts) <= _MOST_WORDS and text.split()[1][0].islower()
    return is_short and parts[0] in nothing_words("nobody", "negations") and "".join(parts).isalpha()


def _begins_with_negation(plain: str) -> bool:
    """Returns True for a phrase that says that there is none of what a column may be called."""
    before, blank, named = plain.partition(" ")
    if not blank or before not in nothing_words("nobody", "negations"):
        return False
    field = field_of_heading(named) or ""
    return field.startswith("Person.") or field in _OF_COMPANY


def _may_be_name(text: str) -> bool:
    return (
        text[:1].isupper()
        and not text[1:].isupper()
        and text.casefold() in nothing_words("nobody", "surnames")
    )


def others_than_people(people: Sequence[Cells], company: str, *, has_parts: bool = False) -> Iterator[Told]:
    """Takes names away that are none: those of desks, of the company itself, and of other companies.

    `people` are those of a row: ``samme`` is who is named before it, ``Rosa`` the same as ``Rosa Holm``. With
    `has_parts` the table has columns for the parts of names. Yields what is to be said of it.
    """
    whole_names: dict[int, Cells] | None = None  # by place: of hundreds, each is looked at once
    for at, person in enumerate(people):
        name, letters = _only_name(person)
        if not name:
            _drop_company_over_cells(person, company)
            yield from _without_part_over_cells(person)
            continue
        if desk := _as_desk(name):
            sentence, is_doubt, rest = desk
            yield Told(sentence, letters, is_doubt)
            _set_name(person, None)
            person.cells |= {"Person.Name": [(rest, letters)]} if rest else {}
        elif is_ditto(name):
            named = [one for one in people[:at] if whole_name(one) and not is_ditto(whole_name(one))]
            if len(named) == 1:
                _set_name(person, named[0])
                whole_names = None
        elif _is_of_company(name, company, person, has_parts=has_parts):
            _set_name(person, None)
        elif " " in name and parsed_name(name) is None and company_name_in(name) == name:
            yield Told(_IS_COMPANY.format(text=name), letters)
            _set_name(person, None)
        elif " " not in name and len(people) > 1:
            if whole_names is None:
                whole_names = {place: one for place, one in enumerate(people) if _ends(whole_name(one))}
            others = (one for place, one in whole_names.items() if place != at)
            whole = [one for one in others if name in _ends(whole_name(one))]
            _set_name(person, whole[0] if len(whole) == 1 else person)
            whole_names |= {at: person} if len(whole) == 1 else {}


def without_request(person: Cells) -> Iterator[Told]:
    """Takes out what is to be done with somebody who is named: ``Ring Per Tak``. Yields a doubt."""
    text, letters = next(iter(person.cells.get("Person.Name", ())), ("", ""))
    match = _requests().match(text) if " " in text else None
    if match and (who := text[match.end() :].strip())[:1].isupper():
        person.cells["Person.Name"] = [(who, letters)]
        yield Told(_MORE.format(name=text), letters)


def is_ditto(text: str) -> bool:
    """Returns True for what means somebody who is named before: ``samme``, ``dto.``, ``wie GF``."""
    plain = " ".join(text.casefold().split())
    if plain in nothing_words("ditto", "words") or plain.strip(_AROUND) in nothing_words("ditto", "words"):
        return True
    before = next((one for one in _before_roles() if plain.startswith(one)), "")
    return bool(before) and is_title(normal(plain.removeprefix(before)))


def why_nobody(text: str) -> str:
    """Returns a sentence where nobody is named before who is meant by ``samme``; empty for a name."""
    return _WHO.format(text=text) if is_ditto(text) else ""


@cache
def _before_roles() -> tuple[str, ...]:
    return tuple(f"{word} " for word in nothing_words("ditto", "before"))


@cache
def _requests() -> re.Pattern[str]:
    """Returns the expression of what begins a line that says what to do: ``Spør etter``."""
    words = sorted(nothing_words("beside names", "asks"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})[:\s]\s*", re.IGNORECASE)


def _as_desk(name: str) -> tuple[str, bool, str] | None:
    """Returns what is to be said of a desk in the place of a name, if it is a doubt, and who is named there.

    ``Växel``, ``Zentrale Bonn``, ``Receptionen Eva``, ``noen på lageret``; None for a name.
    """
    first, _blank, rest = name.partition(" ")
    if _is_word("functions", name) or (not is_ditto(name) and (is_part_of_company(name) or says_where(name))):
        return _NO_NAME.format(text=name), False, ""
    is_desk = bool(rest) and first.casefold() in nothing_words("functions", "desks")
    if is_desk and rest[0].isupper() and not is_place_name(rest):
        return _MORE.format(name=name), True, rest
    is_somebody = rest[:1].islower() and first.casefold() in nothing_words("functions", "somebody")
    return (_NO_NAME.format(text=name), True, "") if is_desk or is_somebody else None


def _is_word(section: str, text: str) -> bool:
    return text.casefold().strip(_AROUND) in nothing_words(section, "words")


def _only_name(person: Cells) -> tuple[str, str]:
    """Returns a name that stands in one cell, with the letters of its column; nothing for one in several."""
    told = [one for field in (*_PARTS, "Person.Name") for one in person.cells.get(field, ())[:1]]
    return told[0] if len(told) == 1 else ("", "")


def _drop_company_over_cells(person: Cells, company: str) -> None:
    """Takes the name of the company out of the columns of two parts of a name: ``Vik``, ``AS``."""
    parts = [person.first(field) for field in _PARTS]
    if parts[0] and " ".join(filter(None, parts)) == company and parsed_name(company) is None:
        _set_name(person, None)


def _without_part_over_cells(person: Cells) -> Iterator[Told]:
    """Takes a part of a company out of the columns of a first and a last name: ``Accounts``, ``Dept``."""
    told = [one for field in _PARTS for one in person.cells.get(field, ())[:1]]
    name = " ".join(text for text, _letters in told)
    if len(told) > 1 and (is_part_of_company(name) or says_where(name)):
        yield Told(_NO_NAME.format(text=name), told[0][1], is_doubt=False)
        _set_name(person, None)


def _ends(name: str) -> tuple[str, ...]:
    """Returns the first and the last word of a name that has several."""
    words = name.replace(",", " ").split()
    return (words[0], words[-1]) if len(words) > 1 else ()


def _is_of_company(name: str, company: str, person: Cells, *, has_parts: bool) -> bool:
    """Returns True for the name of the company itself; people may be called as their company is."""
    if not company or name[:1].casefold() != company[:1].casefold():
        return False
    key, its = company_key(name), company_key(company)
    if key != its and without_form(key)[0] != without_form(its)[0]:
        return False
    if parsed_name(name) is not None:  # "Kari Moe AS" is hers, an address book calls nobody "Taxi Vik" alone
        return names_trade(name) or (has_parts and "Person.Name" in person.cells)
    mails = (mail for mail, _letters in person.cells.get("Person.Email", ()))
    return " " in name or not any(mail.casefold().startswith(f"{name.casefold()}@") for mail in mails)


def _set_name(person: Cells, other: Cells | None) -> None:
    """Gives a person the name of another one, or none."""
    names = {field: other.cells[field] for field in _NAMES if other and field in other.cells}
    person.cells = {field: cells for field, cells in person.cells.items() if field not in _NAMES} | names
