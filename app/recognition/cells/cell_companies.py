"""The name of a company in a cell, with what stands beside or below it: a person, an address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from app.recognition.cells.cell_addresses import code_and_city
from app.recognition.cells.cell_looks import MAIL, WEB
from app.recognition.cells.cell_people import parted_at_mark, without_mark, without_title
from app.recognition.cells.company_keys import parts_of
from app.recognition.cells.repairs import nothing_words
from app.recognition.language import patterns
from app.recognition.language.honorifics import bare_name, is_addressed
from app.recognition.language.names import company_name_in, names_trade, parse_name
from app.recognition.values.headings import field_of_heading, heading_words, normal
from app.recognition.values.street_lines import is_street

_NAME: Final = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]*)*(?:\s[^\W\d_][\w.'’-]*){0,4}")
_SEVERAL: Final = re.compile(r"\s+(?:&|\+|og|och|und|and|en|et|ja)\s+|\s*/\s*")
_BETWEEN: Final = re.compile(
    r"\s*[;|\n,]\s*|\s+/\s*|\s*/\s+|(?<=\w\w)/(?=\w\w)|\s+(?:&|\+|[-–—]|og|och|und|and|en|et|ja)\s+"
)
_PARTNERS: Final = re.compile(r"(?:&\s*)?(?:Co|Cie|Comp|Compagnie|Company)\b", re.IGNORECASE)
_MOST_OF_A_DEPARTMENT: Final = 4  # words
_LONGEST: Final = 1000
"""Characters of a company's cell, with an address below its name; a longer one is read as it is."""
_OPENING: Final = ("*", "(", "[")
_CLOSING: Final = (")", "]", "*", "!")
_AROUND_REMARK: Final = " *!.:-–"
_AHEAD: Final = re.compile(r"[*(\[]+(?P<said>[^*()\[\]]{2,30})[*)\]]+\s*(?P<name>[^*]+)")
_STARRED: Final = re.compile(r"(?P<name>[^*]+?)\s*[*]+(?P<said>[^*]{1,30})[*]+")
_IN_BRACKETS: Final = re.compile(r"(?P<name>.+?)\s*[(\[](?P<said>[^()\[\]]{2,60})[)\]]\s*[*!]*")
_BEHIND: Final = re.compile(r"(?P<name>.+?)\s+[-–]\s+(?P<said>.{2,80})")
_LABEL: Final = re.compile(r"(?P<said>[^\W\d_]{3,20}):\s+(?=\w)")
_BESIDE: Final = re.compile(r"\d[\d\s().-]{4}|[,;|/][^\d]*\d|@")
"""Names that end in a number are many: "Bygg AS 12"."""
_LABELS: Final = (
    r"(?:org\.?\s?n(?:r|o|ummer)\.?|cvr|vat|kvk|te?le?f?(?:on|oon)?|tfn|phone|mob(?:il)?|gsm|puh|fax)\b[.:]?"
)
_BETWEEN_KINDS: Final = re.compile(
    rf"\s*[,;|]\s*|\s+/\s*|\s(?={_LABELS}\s|[+(]?\d[\d\s().-]{{6,}}$|\S+@\S+$)", re.IGNORECASE
)
_LABELLED: Final = re.compile(rf"{_LABELS}\s*[+(]?\d", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[+(]?\d[\d\s().-]*")
_FEWEST_DIGITS: Final = 6
_LAST_WORD: Final = re.compile(r"(?P<name>.+)\s(?P<said>[^\s]{2,20})")


def without_remark(text: str) -> tuple[str, str, bool]:
    """Returns the name of a company, what is written beside it, and if that is more than a mark of a list.

    ``*NEW* Vik AS``, ``Vik AS (main sponsor)``, ``Vik AS - OBS betaler ikke``.
    """
    if not may_have_remark(text):
        return text, "", False
    if (label := _LABEL.match(text)) and field_of_heading(label["said"]) == "Name":
        text = text[label.end() :]  # "Bedrift: Vik AS"
    for pattern in (_AHEAD, _STARRED, _IN_BRACKETS, _BEHIND, _LAST_WORD):
        match = pattern.fullmatch(text)
        if match is None or not match["name"].strip(" *"):
            continue
        name, said = match["name"].strip(" *"), match["said"].strip(_AROUND_REMARK)
        is_mark = said.casefold() in nothing_words("beside companies", "marks")
        is_remark = not is_mark and _remarks().match(said) is not None
        has_form = pattern not in (_BEHIND, _LAST_WORD) or _has_form(name)
        if has_form and (is_mark or is_remark):
            return name, said, is_remark
    name, said = _parted(text)
    return name.strip("* ") or text, said, bool(said)


def _parted(text: str) -> tuple[str, str]:
    """Returns the name of a company, and what stands beside it and is surely no part of it.

    ``Vik AS (Frau Huber)``, ``Vik AS, Storgata 3``, ``Vik AB Tel 0583-100 10``, ``Spa - Lene Moe``, and a
    line below a legal form.
    """
    first, *below = [line.strip() for line in text.split("\n") if line.strip()]
    if below:
        is_one = _has_form(first) and not any(code_and_city(line)[0] or _has_form(line) for line in below)
        return (first, " ".join(below)) if is_one else (text, "")
    if parted_at_mark(text)[1]:
        return text, ""  # who is named so is somebody of the company
    for pattern in (_IN_BRACKETS, _BEHIND):
        match = pattern.fullmatch(text)
        if match and match["name"].strip() and (_is_somebody(match["said"]) or _is_apart(match["said"])):
            return match["name"].strip(), match["said"].strip(_AROUND_REMARK)
    for between in _BETWEEN_KINDS.finditer(text) if _BESIDE.search(text) else ():
        name, said = text[: between.start()].strip(), text[between.end() :].strip()
        is_line = "," in between[0] and is_street(said)
        if any(map(str.isalpha, name)) and (_is_apart(said) or is_line):
            return name, said
    return text, ""


def _is_apart(text: str) -> bool:
    """Returns True for a number of a company or a phone, an address of a mailbox, a website, and a town."""
    digits = sum(map(str.isdigit, text))
    if digits >= _FEWEST_DIGITS and (_NUMBER.fullmatch(text) or _LABELLED.match(text)):
        return True
    bare = text.strip(" .,;()")
    is_box = digits and patterns.PO_BOX.match(bare)
    return bool(
        MAIL.fullmatch(bare)
        or WEB.fullmatch(bare)
        or is_box
        or (bare[:1].isdigit() and code_and_city(bare)[0])
    )


def _is_somebody(text: str) -> bool:
    """Returns True for a person, not for a town or a part of the country, which look like names of some."""
    from app.recognition.language.countries import region_of_name
    from app.recognition.language.postcodes import is_place_name

    words = text.strip().split()
    if is_addressed(text) and len(words) > 1:
        return True
    if len(words) == 1 or not text.istitle() or parse_name(text.strip()) is None:
        return False
    first = words[0].casefold()
    is_place = any(is_place_name(name) or region_of_name(name) for name in (first, text.strip()))
    return not is_place and first not in nothing_words("beside companies", "places")


def may_have_remark(text: str) -> bool:
    """Returns False for a name that has nothing beside it, True for one that has to be read."""
    if text[:1] in _OPENING or text[-1:] in _CLOSING or " - " in text or " – " in text or "\n" in text:
        return True
    if _BESIDE.search(text) or _LABEL.match(text):
        return True
    return text.rpartition(" ")[2].casefold() in nothing_words("beside companies", "marks")


@cache
def _remarks() -> re.Pattern[str]:
    """Returns the expression of what begins a remark of somebody."""
    words = sorted(nothing_words("beside companies", "remarks"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def name_in_cell(text: str) -> str:
    """Returns the name of the company in a cell, without a person, an address and a remark beside it."""
    text = without_remark(text)[0]
    return next((value for field, value in company_of_cell(text) if field == "Name"), text)


def company_of_cell(text: str) -> list[tuple[str, str]]:
    """Returns fields and values of a company's cell: its name, an address below it, a person behind it.

    ``Fjell AS v/ Kari Moe``; what a letter goes through without being a person is a line of the address.
    """
    if len(text) > _LONGEST:
        return [("Name", text)]
    address: list[tuple[str, str]] = []
    if "\n" in text:
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        marked = [
            line for line in lines[1:] if without_mark(line) != line and names_somebody(without_mark(line))
        ]
        rest = [line for line in lines[1:] if line not in marked]
        if any(code_and_city(line)[0] for line in rest):
            address = [("Address.Street", "\n".join(rest))]
            people = [("Person.Name", without_mark(line)) for line in marked]
            return [*_with_person(lines[0]), *address, *people]
    return _with_person(text)


def _with_person(text: str) -> list[tuple[str, str]]:
    name, mark, who = parted_at_mark(text)
    if not mark:
        return [("Name", text)]
    name = " ".join(name.split())
    if names_somebody(who):
        return [("Name", name), ("Person.Name", who)]
    if mark.casefold() in ("c/o", "p/a") or company_name_in(who):
        return [("Name", name), ("Address.Street.Address2", f"{mark} {who}")]
    if len(who.split()) > _MOST_OF_A_DEPARTMENT:
        return [("Name", text)]
    if len(who.split()) > 1 and who.istitle() and not patterns.TITLE.search(who):
        return [("Name", name), ("Person.Name", who)]  # "Jon Tak" is somebody, too
    return [("Name", name), ("Department", who)]  # "Fjell AS, att: Innkjøp"


def goes_on(name: str, second: str) -> bool:
    """Returns True for a second part without which the name of a company has no end.

    ``Ostermann Bau`` and ``GmbH & Co. KG``, ``Verein der Freunde`` and ``des Theaters e.V.``.
    """
    begins = second.split(maxsplit=1)[0].casefold() in nothing_words("beside companies", "within")
    return bool(name) and not _has_form(name) and (begins or _has_form(f"{name} {second}"))


def may_be_somebody(text: str) -> bool:
    """Returns True for the second line of a company's name that looks as the name of a person does."""
    words = normal(text).split()
    is_part = bool(words) and words[-1] in heading_words("parts", "words")
    return not is_part and bool(parse_name(text)) and not company_name_in(text) and not names_trade(text)


def may_be_two_companies(text: str) -> bool:
    """Returns True for names with a legal form each: ``Fjord AS / Vik AS``; not ``Vik GmbH & Co. KG``."""
    if len(text) > _LONGEST:
        return False
    pieces = [piece for piece in _BETWEEN.split(text) if not _PARTNERS.match(piece)]
    if len(pieces) == 1:
        return False
    named = (parts_of(piece) for piece in pieces if _has_form(piece.strip()))
    return len({(base, form) for base, form in named if form}) > 1


def _has_form(text: str) -> bool:
    """Returns True for a name with a legal form, whose letters tell it from an ordinary word."""
    end = len(text.rstrip(" .)"))
    behind = any(form.end() >= end and form.start() for form in patterns.FORM.finditer(text))
    return behind or patterns.FORM_AHEAD.match(text) is not None


def names_somebody(text: str) -> bool:
    """Returns True for the names of one or several people, titles and forms of address included."""
    bare = without_title(re.sub(r"\S*@\S*|\+?\d[\d -]{5,}\d", "", text).strip(" ,:;<>"))[0]
    plain = bare_name(bare)
    if plain != bare and len(plain.split()) == 1 and plain.isalpha():
        return True  # "Herrn Huber"
    if "," in bare and parse_name(bare):
        return True
    parts = [part for part in _SEVERAL.split(bare) if part]
    named = [part for part in parts if parse_name(part)]
    return bool(named) and all(_NAME.fullmatch(part) for part in parts)


def parted_from_people(lines: Iterable[str]) -> tuple[list[str], list[str]]:
    """Returns lines of an address, and those for whom a letter is: ``Att: Kari Moe``.

    At whom it arrives is none of them: ``c/o Per Lie``.
    """
    others: list[str] = []
    people: list[str] = []
    for line in filter(None, lines):
        who = without_mark(line)
        is_at = line.casefold().startswith(("c/o", "p/a"))
        if who != line and not is_at and names_somebody(who):
            people.append(who)
        else:
            others.append(line)
    return others, people
