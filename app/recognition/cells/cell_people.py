"""A person in one cell: the name, what they are, and what stands before and beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from app.model.text_normalization import capitalized
from app.recognition.cells.cell_phones import NOTE
from app.recognition.cells.cell_values import Cells
from app.recognition.language.honorifics import is_addressed, is_polite
from app.recognition.language.names import company_name_in, parse_name
from app.recognition.language.person_names import Name, is_particle, split_name
from app.recognition.values.headings import heading_words

_WORDS: Final = re.compile(r"[^\W\d_][^\d_,]*")
_BESIDE: Final = re.compile(r"\s+[-–]\s+|:\s+|\s*/\s*")
_BEFORE_COMPANY: Final = re.compile(r",\s|\s[-–]\s|\s/\s")
_WORK: Final = re.compile(r"[/&+,]|\s(?:u\.|o\.|og|och|und|and|en|et|ja)\s")
_TITLE: Final = 2.0
"""From this score on, words behind a name are a title: `title_score`."""
_MOST_OF_A_TITLE: Final = 4  # words
_SHORTENED: Final = re.compile(r"[^\W\d_]{1,4}\.")
_DOTTED: Final = re.compile(r"v\.?(?:\s?[/.]?d\.?)?", re.IGNORECASE)
"""``v.d.``, a shortened particle."""
_IRISH: Final = ("Ó", "Ní", "Uí")
"""What an Irish surname begins with, and is no initial."""
_ARE_SURNAMES: Final = frozenset(("de", "van", "von", "vom", "ten", "ter"))
"""Particles that stand before no first name, so that a surname alone begins with them: ``De Boer``."""
_FIRST_NAMES_TOO: Final = frozenset(("al", "mac", "bin", "do", "ab", "ap", "st", "abu"))
_WITH_VAN: Final = ("NL", "BE")
"""Where nobody is called Van by first name."""
_FRENCH: Final = ("FR", "BE", "CH", "LU", "MC")
_FRENCH_ADDRESS: Final = re.compile(r"(?:M\.?|Me|Mgr|Vve)\s+(?=[^\W\d_]{2})")
"""Elsewhere these are an initial or a first name."""
_MARK: Final = re.compile(
    r"(?:v\s?/|att(?:n|ention|ent\.?)?\s?[.:]+|attn\b|(?:zu\s)?händen\b(?:\svon)?|z\.?\s?hd\b\.?(?:\svon)?:?"
    r"|t\.?\s?a\.?\s?v\b\.?:?|à\sl['’]attention\sde|for\sthe\sattention\sof|f\.?\s?a\.?\s?o\b\.?:?|c/o|p/a"
    r"|inh(?:aber(?:in)?)?\b[.:]*|indehaver\b:?|innehavare\b:?|prop\.:?"
    r"|(?:kontakt(?:person)?|contact(?:persoon)?|ansprechpartner(?:in)?|yhteyshenkilö)\s?:)\s*",
    re.IGNORECASE,
)
"""What stands before somebody to whom a letter goes."""
_BEHIND: Final = re.compile(
    rf"(?:(?:(?<!\s)\s++)?[,;(–-]\s*+|(?<!\s)\s++)(?P<mark>{_MARK.pattern})", re.IGNORECASE
)
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


def without_title(text: str) -> tuple[str, str]:
    """Returns a name, and the title behind it, in brackets or before it; a title alone has no name."""
    note = NOTE.search(text)
    bare = NOTE.sub(" ", text).strip() if note else text.strip()
    bare = _without_company(bare)
    title = note["note"].strip() if note and (says_work(note["note"]) or _is_short(note["note"])) else ""
    name, comma, behind = bare.rpartition(",")
    is_name = comma and (is_addressed(name) or parsed_name(name.strip()))
    if comma and (is_said_title(behind) or (is_name and (_is_work(behind) or _is_short(behind)))):
        return name.strip(), title or behind.strip()
    name, comma, behind = bare.partition(",")
    if comma and is_said_title(behind):
        return name.strip(), title or behind.strip()
    if not comma and not title and (ahead := _short_title_ahead(bare)):
        return ahead
    if comma or title or parsed_name(bare):
        return bare, title
    if beside := _title_beside(bare) or _title_ahead(bare):
        return beside
    # "Herr Koch" is called what a cook is.
    return ("", bare) if is_said_title(bare) and not is_addressed(bare) else (bare, "")


def _without_company(text: str) -> str:
    """Returns a name without the company that stands behind it: ``Kari Moe, Fjell AS``."""
    for separator in _BEFORE_COMPANY.finditer(text):
        company = text[separator.end() :].strip()
        if company_name_in(company) == company and parsed_name(text[: separator.start()]):
            return text[: separator.start()].strip()
    return text


def _title_beside(text: str) -> tuple[str, str] | None:
    """Returns the name and the title of ``Per Moe - daglig leder`` and ``Salg: Per Moe``."""
    for separator in _BESIDE.finditer(text):
        sides = text[: separator.start()].strip(), text[separator.end() :].strip()
        if ":" in separator[0] and parsed_name(sides[1]) and _WORDS.fullmatch(sides[0]):
            from app.recognition.language.labels import names_field

            return sides[1], "" if names_field(sides[0]) else sides[0]  # "Salg: Kari Moe"
        for who, what in (sides, sides[::-1]):
            if parsed_name(who) and says_work(what):
                return who, what
    return None


def _short_title_ahead(text: str) -> tuple[str, str] | None:
    """Returns the name and the title of ``adm.dir. Per Moe``."""
    words = text.split()
    for count in (1, 2):
        title, rest = " ".join(words[:count]), " ".join(words[count:])
        if rest and _is_short(title) and rest[0].isupper():
            return rest, title
    return None


def _is_short(text: str) -> bool:
    from app.recognition.cells.repairs import nothing_words

    return text.strip().casefold() in nothing_words("beside names", "short")


def _title_ahead(text: str) -> tuple[str, str] | None:
    """Returns the name and the title of ``Teknisk sjef Per Moe``."""
    from app.recognition.language import patterns

    words = text.split()
    for count in range(1, min(len(words) - 1, _MOST_OF_A_TITLE + 1)):
        title, rest = " ".join(words[:count]), " ".join(words[count:])
        ends = [match.end() for match in patterns.OCCUPATION.finditer(title)]
        if len(title) in ends and (parsed_name(rest) or is_addressed(rest)):
            return rest, title
    return None


def says_work(text: str) -> bool:
    """Returns True for a title, and for what somebody works with: ``salg``."""
    parts = [part.strip() for part in _WORK.split(text)]
    return is_said_title(text) or all(names_office(part) or _is_work(part) for part in parts)


def _is_work(text: str) -> bool:
    """Returns True for areas of work alone, which are no first names: ``salg/marked``."""
    areas = heading_words("roles", "areas")
    return all(part.strip().casefold() in areas for part in _WORK.split(text))


@lru_cache(maxsize=64)
def parsed_name(text: str) -> Name | None:
    """Returns the name of a text, which is asked for several times while its cell is read."""
    return parse_name(text)


@lru_cache(maxsize=256)
def is_said_title(text: str) -> bool:
    """Returns True for words behind a name that are a title."""
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
        name = _of_whole(whole, country).in_order_of(mail, country)
        parts = {"Firstname": name.first, "MiddleName": name.middle, "Lastname": name.last}
    return {name: text for name, text in parts.items() if text}


def names_office(text: str) -> bool:
    """Returns True for an office, a trade or a part of a company in the place of a name: ``Einkauf``."""
    from app.recognition.language import patterns
    from app.recognition.language.names import is_trade_word

    is_short = text.casefold().endswith(("avd.", "abt.", "dept.", "afd."))
    return is_short or (" " not in text and bool(patterns.TITLE.search(text) or is_trade_word(text)))


def academic_title_of(values: Cells) -> str:
    """Returns the academic title before a name, be it in a column of its own; empty without one."""
    if said := values.first("Person.Salutation"):
        return said
    texts = (values.first(f"Person.{name}") for name in ("Name", "Firstname", "Lastname"))
    from app.recognition.language.honorifics import academic_title

    return next((title for text in texts if " " in text and (title := academic_title(text))), "")


def _of_columns(parts: dict[str, str]) -> dict[str, str]:
    """Returns the parts of a name that have a column each, without what belongs to another of them.

    Dutch particles are a part of the surname; in capitals alone, a surname is written as others are.
    """
    first, middle, last = (_bare(parts[name]) for name in ("Firstname", "MiddleName", "Lastname"))
    if middle and last and all(map(is_particle, middle.split())):
        middle, last = "", f"{middle} {last}"
    if first and last:
        first, last = _without_each_other(first, last)
    if first and last and last.isupper() and len(last) > len("xx"):
        name = split_name([*first.split(), *last.split()])
        whole = f"{name.first} {name.middle} {name.last}".split()
        last = " ".join(whole[-len(last.split()) :])
        first = " ".join(whole[: -len(last.split())]) if first.isupper() else first
    return {"Firstname": first, "MiddleName": middle, "Lastname": last}


def _without_each_other(first: str, last: str) -> tuple[str, str]:
    """Returns both names where the column of one has the whole name: ``Kari Hansen``, ``Hansen``."""
    firsts, lasts = first.split(), last.split()
    plain, plain_last = first.casefold().split(), last.casefold().split()
    if len(firsts) > len(lasts) and plain[-len(lasts) :] == plain_last:
        return " ".join(firsts[: -len(lasts)]), last
    if len(lasts) > len(firsts) and plain_last[: len(firsts)] == plain:
        return first, " ".join(lasts[len(firsts) :])
    if len(firsts) > 1 and plain == plain_last and (name := parsed_name(first)):
        return name.first, f"{name.middle} {name.last}".strip()
    return first, last


def _of_whole(text: str, country: str) -> Name:
    """Returns the name in a cell, whichever of its parts stands first in it."""
    whole = text
    if country in _FRENCH:
        text = _FRENCH_ADDRESS.sub("", text)
    text = _bare(text)
    if before := re.fullmatch(r"(?P<last>[^,]+),\s*(?P<first>[^,]+)", text):
        first, last = _bare(before["first"]), _bare(before["last"])
        first = "" if is_polite(first) else first  # "Vogt, Herr"
        if text.isupper() and (name := parsed_name(f"{first} {last}")):
            words = f"{name.first} {name.last}".split()
            first, last = " ".join(words[: len(first.split())]), " ".join(words[len(first.split()) :])
        return Name(first, "", last)
    words = text.split()
    if text.islower():
        words = [word if is_particle(word) else capitalized(word) for word in words]
        text = " ".join(words)
    if _are_surname(words, country, is_addressed=not whole.casefold().startswith(text.casefold())):
        return Name("", "", text)
    capitals = [word for word in words if word.isupper() and len(word) > 1 and "." not in word]
    if 0 < len(capitals) < len(words) and words[: len(capitals)] == capitals:
        text = " ".join((*words[len(capitals) :], *capitals))  # "MOREL Luc"
    if name := parsed_name(text):
        is_irish = name.middle in _IRISH
        return Name(name.first, "", f"{name.middle} {name.last}") if is_irish else name
    if len(words) > len(("first", "last")) and all(map(_SHORTENED.fullmatch, words[1:-1])):
        return split_name(words)  # "Hans Chr. Holm"
    first, _blank, last = text.partition(" ")
    return Name(first, "", last)


def _are_surname(words: Sequence[str], country: str, *, is_addressed: bool) -> bool:
    """Returns True for a surname without a first name: ``Frau Dr. Müller``, ``Dhr. Van Dijk``."""
    *before, last = words
    plain = [word.lower() for word in before]
    if not before:
        return is_addressed
    if not all(is_particle(word) or _DOTTED.fullmatch(word) for word in before):
        return False
    if is_particle(last) or (plain[0] in _FIRST_NAMES_TOO and words[0][0].isupper()):
        return False
    if is_addressed or before[0].islower():
        return True
    is_sure = len(before) > 1 or plain[0] != "van" or country in _WITH_VAN  # "Van Nguyen"
    return plain[0] in _ARE_SURNAMES and is_sure


def _bare(text: str) -> str:
    """Returns a name without forms of address and degrees; one that has nothing else as it is."""
    if "." not in text and " " not in text and "," not in text:
        return text
    from app.recognition.language.honorifics import bare_name

    return bare_name(text) or text
