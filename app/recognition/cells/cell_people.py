"""People in one cell: several of them, with what they are, and what stands before and beside their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from app.model.text_normalization import capitalized
from app.recognition.cells.cell_phones import NOTE, NUMBER, OF_KIND, kind_before
from app.recognition.cells.cell_values import Cells
from app.recognition.language.names import company_name_in, parse_name
from app.recognition.language.person_names import Name, is_particle, split_name
from app.recognition.values.headings import PHONE_OF_PERSON

_BETWEEN_PEOPLE: Final = re.compile(
    r"(?<=>)\s*,\s*|\s*[\n;|]\s*|\s+/\s+|\s+(?:&|\+|og|och|und|and|en|et|ja)\s+"
)
_IN_NAME: Final = re.compile(
    r"[\n;|/&+,(\[@:.]|\d[\d ]{5}|\s[-–]\s|\s(?:og|och|und|and|en|et|ja)\s|^(?:[^\W\d_]+\s){2}", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)?")
_WORDS: Final = re.compile(r"[^\W\d_][^\d_,]*")
_AROUND_NAME: Final = " ,;:<>\"'–-"
_BESIDE: Final = re.compile(r"\s+[-–]\s+|:\s+|\s*/\s*")
_BEFORE_COMPANY: Final = re.compile(r",\s|\s[-–]\s|\s/\s")
_TITLE: Final = 2.0
"""From this score on, words behind a name are a title: `title_score`."""
_MOST_OF_A_TITLE: Final = 4  # words
_IRISH: Final = ("Ó", "Ní", "Uí")
"""What an Irish surname begins with, and is no initial."""
_MARK: Final = re.compile(
    r"(?:v\s?/|att(?:n|ention|ent\.?)?\s?[.:]+|attn\b|(?:zu\s)?händen\b(?:\svon)?|z\.?\s?hd\b\.?(?:\svon)?:?"
    r"|t\.?\s?a\.?\s?v\b\.?:?|à\sl['’]attention\sde|for\sthe\sattention\sof|f\.?\s?a\.?\s?o\b\.?:?|c/o|p/a"
    r"|inh(?:aber(?:in)?)?\b[.:]*|indehaver\b:?|innehavare\b:?|prop\.:?"
    r"|(?:kontakt(?:person)?|contact(?:persoon)?|ansprechpartner(?:in)?|yhteyshenkilö)\s?:)\s*",
    re.IGNORECASE,
)
"""What stands before somebody to whom a letter goes."""
_BEHIND: Final = re.compile(rf"(?:\s*[,;(\n–-]\s*|\s+)(?P<mark>{_MARK.pattern})", re.IGNORECASE)
_PARTS_OF_MARKS: Final = (
    *("v/", "v /", "c/o", "p/a", "att", "hd", "händen", "av", "a.v", "a v", "a. v", "fao", "f.", "f a"),
    *("inh", "indehaver", "innehavare", "prop.", "takt", "tact", "sprech", "yhteys", "à l"),
)
"""Parts of these marks in small letters, looked for in each name of a company."""


def parted_at_mark(text: str) -> tuple[str, str, str]:
    """Returns what stands before ``v/``, ``att:``, ``z.Hd.``, that mark, and who stands behind it.

    Only the first is filled where there is no mark, or nobody behind it.
    """
    match = _BEHIND.search(text) if may_be_marked(text) else None
    who = text[match.end() :].strip(" ,;:)") if match else ""
    if match is None or not who or not text[: match.start()].strip():
        return text, "", ""
    return text[: match.start()].strip(" ,;(–-"), match["mark"].strip(), who


def may_be_marked(text: str) -> bool:
    """Returns False for a text in which nobody is named behind a mark, True for one that has to be read."""
    return bool(parts_of_marks([text]))


def parts_of_marks(texts: Iterable[str]) -> tuple[str, ...]:
    """Returns the parts of marks that there are in some texts, to be looked for in each: in small letters."""
    folded = "\n".join(texts).casefold()
    return tuple(part for part in _PARTS_OF_MARKS if part in folded)


def without_mark(text: str) -> str:
    """Returns a name without what says that a letter goes to its bearer: ``Att: Kari Moe``."""
    match = _MARK.match(text)
    return text[match.end() :].strip() if match else text


def people_apart(cells: Cells) -> list[Cells]:
    """Returns the cells of each person whom one cell names, with what stands beside the name in it.

    As many mails or phones as there are people are one for each; else they are the first one's.
    """
    whole, letters = next(iter(cells.cells.get("Person.Name", ())), ("", ""))
    if not _IN_NAME.search(whole):
        return _couple_of(cells)
    parts = _with_surnames([part for part in _BETWEEN_PEOPLE.split(without_mark(whole)) if part])
    if len(parts) == 1 and may_be_two(whole):
        parts = whole.split(", ")
    people: list[Cells] = []
    own: list[list[tuple[str, str]]] = []
    for part in parts:
        bare, told = _without_numbers(part)
        name, title = without_title(bare)
        if people and not name and (title or told):
            own[-1] += told
        elif len(name.split()) > 1 or "," in name or len(parts) == 1 or told:
            people.append(Cells())
            people[-1].cells["Person.Name"] = [(name, letters)] if name else []
            own.append(told)
        else:
            return [cells]
        if title:
            people[-1].cells.setdefault("Person.Title", [(title, letters)])
    _share(cells, people)
    for person, told in zip(people, own, strict=True):
        for field, value in told:
            person.cells.setdefault(field, []).append((value, letters))
    return people


def may_be_two(name: str) -> bool:
    """Returns True for two whole names with a comma between: the first may be a surname of two words, too."""
    names = name.split(", ")
    return len(names) == len(("one", "other")) and all(
        len(one.split()) > 1 and _WORDS.fullmatch(one) and _parsed(one) for one in names
    )


def _with_surnames(parts: list[str]) -> list[str]:
    """Returns names of which the last one's surname is that of all: ``Kari og Ola Moe``."""
    name = _parsed(parts[-1]) if len(parts) > 1 and " " in parts[-1] else None
    if name is None or not all(_WORD.fullmatch(part) for part in parts[:-1]):
        return parts
    return [*(f"{part} {name.last}" for part in parts[:-1]), parts[-1]]


def _couple_of(cells: Cells) -> list[Cells]:
    """Returns the cells of both whose first names share a column: ``Kari og Per``, ``Lund``."""
    first, letters = next(iter(cells.cells.get("Person.Firstname", ())), ("", ""))
    parts = [part for part in _BETWEEN_PEOPLE.split(first) if part] if " " in first else []
    if len(parts) != len(("one", "other")) or not all(map(_WORD.fullmatch, parts)):
        return [cells]
    people = [cells, Cells()]
    for person, name in zip(people, parts, strict=True):
        person.cells["Person.Firstname"] = [(name, letters)]
    people[1].cells["Person.Lastname"] = list(cells.cells.get("Person.Lastname", ()))
    return people


def _without_numbers(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Returns a name, and fields and values of what stands beside it: ``Kari Moe <kari@x.no>``."""
    if "@" not in text and not NUMBER.search(text):
        return text, []
    from app.recognition.language.labels import is_phone_label, is_value_label
    from app.recognition.values.web_addresses import extract_mails

    mails, rest = extract_mails(text)
    told = [("Person.Email", mail) for mail in mails]
    end, left = 0, ""
    for number in NUMBER.finditer(rest):
        before = rest[end : number.start()]
        told.append((OF_KIND.get(kind_before(before), PHONE_OF_PERSON), number[0].strip()))
        left, end = f"{left}{before} ", number.end()
    if not told:
        return text, []
    said = [
        word
        for word in f"{left}{rest[end:]}".split()
        # One letter is an initial unless a colon stands behind it.
        if (len(bare := word.strip(".:,()")) < 2 and ":" not in word)
        or not (is_phone_label(bare) or is_value_label(bare))
    ]
    return re.sub(r"\s*,(?:\s*,)+", ",", " ".join(said)).strip(_AROUND_NAME), told


def _share(cells: Cells, people: Sequence[Cells]) -> None:
    """Gives each person their own of as many values as there are people, the first one all others."""
    for field, values in cells.cells.items():
        if field == "Person.Name":
            continue
        each = list(cells.all(field))
        if len(each) == len(people) > 1:
            for person, value in zip(people, each, strict=True):
                person.cells[field] = [value]
        else:
            people[0].cells[field] = values


def without_title(text: str) -> tuple[str, str]:
    """Returns a name, and the title behind it, in brackets or before it; a title alone has no name."""
    note = NOTE.search(text)
    bare = NOTE.sub(" ", text).strip() if note else text.strip()
    bare = _without_company(bare)
    title = note["note"].strip() if note and _is_title(note["note"]) else ""
    name, comma, behind = bare.rpartition(",")
    if comma and _is_title(behind):
        return name.strip(), title or behind.strip()
    name, comma, behind = bare.partition(",")
    if comma and _is_title(behind):
        return name.strip(), title or behind.strip()
    if comma or title or _parsed(bare):
        return bare, title
    if beside := _title_beside(bare) or _title_ahead(bare):
        return beside
    return ("", bare) if _is_title(bare) else (bare, "")


def _without_company(text: str) -> str:
    """Returns a name without the company that stands behind it: ``Kari Moe, Fjell AS``."""
    for separator in _BEFORE_COMPANY.finditer(text):
        company = text[separator.end() :].strip()
        if company_name_in(company) == company and _parsed(text[: separator.start()]):
            return text[: separator.start()].strip()
    return text


def _title_beside(text: str) -> tuple[str, str] | None:
    """Returns the name and the title of ``Per Moe - daglig leder`` and ``Salg: Per Moe``."""
    for separator in _BESIDE.finditer(text):
        sides = text[: separator.start()].strip(), text[separator.end() :].strip()
        if ":" in separator[0] and _parsed(sides[1]) and _WORDS.fullmatch(sides[0]):
            from app.recognition.language.labels import names_field

            return sides[1], "" if names_field(sides[0]) else sides[0]  # "Salg: Kari Moe"
        for who, what in (sides, sides[::-1]):
            if _parsed(who) and _is_title(what):
                return who, what
    return None


def _title_ahead(text: str) -> tuple[str, str] | None:
    """Returns the name and the title of ``Teknisk sjef Per Moe``."""
    from app.recognition.language import patterns

    words = text.split()
    for count in range(1, min(len(words) - 1, _MOST_OF_A_TITLE + 1)):
        title, rest = " ".join(words[:count]), " ".join(words[count:])
        ends = [match.end() for match in patterns.OCCUPATION.finditer(title)]
        if len(title) in ends and _parsed(rest):
            return rest, title
    return None


@lru_cache(maxsize=64)
def _parsed(text: str) -> Name | None:
    """Returns the name of a text, which is asked for several times while its cell is read."""
    return parse_name(text)


@lru_cache(maxsize=256)
def _is_title(text: str) -> bool:
    from app.recognition.values.titles import title_score

    return title_score(text.strip()) >= _TITLE


def with_comma(text: str) -> str:
    """Returns a name whose surname stands first with the comma that says so."""
    words = text.split()
    last = next((at for at, word in enumerate(words) if not is_particle(word.lower())), 0) + 1
    is_plain = "," not in text and len(words) > last
    return f"{' '.join(words[:last])}, {' '.join(words[last:])}" if is_plain else text


def name_of(values: Cells, country: str = "") -> dict[str, str]:
    """Returns the parts of the person's name, as the form has them; nothing without one.

    In some countries people write their names in either order: there the mail address may tell.
    """
    parts = {name: values.first(f"Person.{name}") for name in ("Firstname", "MiddleName", "Lastname")}
    whole = values.first("Person.Name")
    if any(parts.values()) and not (whole and not parts["Lastname"]):
        parts = _of_columns(parts)
    elif parts["Firstname"] and parts["Firstname"].casefold() not in whole.casefold():
        parts = _of_columns(parts | {"Lastname": whole})  # "Vorname", "Name"
    elif whole:
        mail = next((text for text, _letters in values.all("Person.Email")), "")
        name = _of_whole(whole).in_order_of(mail, country)
        parts = {"Firstname": name.first, "MiddleName": name.middle, "Lastname": name.last}
    return {name: text for name, text in parts.items() if text}


def names_office(text: str) -> bool:
    """Returns True for an office, a trade or a part of a company in the place of a name: ``Einkauf``."""
    from app.recognition.language import patterns
    from app.recognition.language.names import is_trade_word

    is_short = text.casefold().endswith(("avd.", "abt.", "dept.", "afd."))
    return is_short or (" " not in text and bool(patterns.TITLE.search(text) or is_trade_word(text)))


def academic_title_of(values: Cells) -> str:
    """Returns the academic title that stands before the person's name; empty without one."""
    texts = (values.first(f"Person.{name}") for name in ("Name", "Firstname", "Lastname"))
    from app.recognition.language.honorifics import academic_title

    return next((title for text in texts if "." in text and (title := academic_title(text))), "")


def _of_columns(parts: dict[str, str]) -> dict[str, str]:
    """Returns the parts of a name that have a column each, without what belongs to another of them.

    Dutch particles are a part of the surname; in capitals alone, a surname is written as others are.
    """
    first, middle, last = (_bare(parts[name]) for name in ("Firstname", "MiddleName", "Lastname"))
    if middle and last and all(map(is_particle, middle.split())):
        middle, last = "", f"{middle} {last}"
    if first and last and last.isupper() and len(last) > len("xx"):
        name = split_name([*first.split(), *last.split()])
        whole = f"{name.first} {name.middle} {name.last}".split()
        last = " ".join(whole[-len(last.split()) :])
        first = " ".join(whole[: -len(last.split())]) if first.isupper() else first
    return {"Firstname": first, "MiddleName": middle, "Lastname": last}


def _of_whole(text: str) -> Name:
    """Returns the name in a cell, whichever of its parts stands first in it."""
    whole, text = text, _bare(text)
    if len(text.split()) == 1 and not whole.startswith(text):
        return Name("", "", text)  # "Frau Dr. Müller"
    if before := re.fullmatch(r"(?P<last>[^,]+),\s*(?P<first>[^,]+)", text):
        first, last = _bare(before["first"]), _bare(before["last"])
        if text.isupper() and (name := _parsed(f"{first} {last}")):
            words = f"{name.first} {name.last}".split()
            first, last = " ".join(words[: len(first.split())]), " ".join(words[len(first.split()) :])
        return Name(first, "", last)
    words = text.split()
    if text.islower():
        words = [word if is_particle(word) else capitalized(word) for word in words]
        text = " ".join(words)
    capitals = [word for word in words if word.isupper() and len(word) > 1 and "." not in word]
    if 0 < len(capitals) < len(words) and words[: len(capitals)] == capitals:
        text = " ".join((*words[len(capitals) :], *capitals))  # "MOREL Luc"
    if name := _parsed(text):
        is_irish = name.middle in _IRISH
        return Name(name.first, "", f"{name.middle} {name.last}") if is_irish else name
    first, _blank, last = text.partition(" ")
    return Name(first, "", last)


def _bare(text: str) -> str:
    """Returns a name without forms of address and degrees; one that has nothing else as it is."""
    if "." not in text and " " not in text and "," not in text:
        return text
    from app.recognition.language.honorifics import bare_name

    return bare_name(text) or text
