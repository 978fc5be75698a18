"""What stands in the place of somebody's name and is no part of it: days, and signs that are in no name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from app.recognition.cells.cell_people import parsed_name, without_title
from app.recognition.cells.cell_values import Cells
from app.recognition.cells.repairs import nothing_words
from app.recognition.language.person_names import is_particle
from app.recognition.values.dates import is_day
from app.translation import _

_DAY: Final = (
    r"(?<![\d./-])(?:(?:0?[1-9]|[12]\d|3[01])[./-]\s?(?:0?[1-9]|1[0-2])[./-]\s?(?:(?:19|20)\d\d|\d\d)"
    r"|(?:0?[1-9]|1[0-2])/(?:[12]\d|3[01])/(?:19|20)\d\d"
    r"|(?:19|20)\d\d[.-](?:0[1-9]|1[0-2])[.-](?:0[1-9]|[12]\d|3[01])|(?P<year>(?:19|20)\d\d))(?![./-]?\d)"
)
_IN_NO_NAME: Final = re.compile(
    r"[/;|\\&+@<>=*#_\d,:]|\s(?:og|och|und|and|samt|sowie|eller|el\.|oder|or)\s", re.IGNORECASE
)
_BESIDE_NAME: Final = _("“{text}” beside the name is left out.")
_IS_DATE: Final = _("“{text}” is a date: it is left out.")
_NO_NAME: Final = _("“{name}” does not look like the name of one person.")
_WHOLE: Final = _("“{name}” may be a first and a last name: here it is one of both.")
_MORE: Final = _("“{name}” says more than names: see who is meant.")
_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]*[)\]]")
_AROUND: Final = " ,;:/–-"
_FIELDS: Final = ("Person.Name", "Person.Firstname", "Person.Lastname")


@cache
def _days() -> re.Pattern[str]:
    """Returns the expression of a day beside a name, with what says that somebody was born then."""
    born = "|".join(map(re.escape, sorted(nothing_words("beside names", "born"), key=len, reverse=True)))
    return re.compile(
        rf"[\s,;]*\(?\s*(?:(?P<born>[*†]|(?<![^\W_])(?:{born})(?![^\W_])[.:]*)\s*)?{_DAY}\s*\)?",
        re.IGNORECASE,
    )


@cache
def _others() -> tuple[str, ...]:
    return tuple(f" {words}" for words in nothing_words("beside names", "others"))


def without_days(person: Cells) -> Iterator[tuple[str, str, bool]]:
    """Takes days out of names, and titles out of their parts: ``Müller, Hans, *01.01.1970``, ``Olsen, CEO``.

    Yields what is to be said, the letters of the column, and whether it is a doubt: a day of birth is none.
    """
    for field in _FIELDS:
        text, letters = next(iter(person.cells.get(field, ())), ("", ""))
        if any(map(str.isdigit, text)):
            if is_day(text):
                del person.cells[field]
                yield _IS_DATE.format(text=text), letters, True
                continue
            for day in [day for day in _days().finditer(text) if _is_beside(day)]:
                yield _BESIDE_NAME.format(text=day[0].strip(" ,;()")), letters, not day["born"]
                text = text.replace(day[0], "").strip()
            person.cells[field] = [(text, letters)] if text else []
        if "," in text and field != "Person.Name":
            name, title = without_title(text)
            if name and title:
                person.cells[field] = [(name, letters)]
                person.cells.setdefault("Person.Title", [(title, letters)])


def those_of_today(person: Cells) -> Iterator[tuple[str, str, bool]]:
    """Leaves those who are it today: ``tidl. Jens Vig, nu Bo Vig``, ``Karin vik. Sara Ek``.

    Yields as `without_days` does.
    """
    text, letters = next(iter(person.cells.get("Person.Name", ())), ("", ""))
    masked = _BRACKETS.sub(lambda found: "(" * len(found[0]), text)
    marks = [mark for mark in _marks().finditer(masked) if _is_before_name(mark)] if " " in text else []
    if not marks:
        return
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    said: dict[str, list[str]] = {"": [text[: marks[0].start()].strip(_AROUND)]}
    for mark, end in zip(marks, ends, strict=True):
        said.setdefault(mark.lastgroup or "", []).append(text[mark.end() : end].strip(_AROUND))
    others = [one for one in said[""] if one]
    if "present" in said:
        is_surname = not any(" " in one for one in said["present"]) and any(map(parsed_name, others))
        names = others if is_surname else said["present"]  # "Kari Moe, nå Hansen"
    elif "former" in said:
        names = others or said.get("deputies", said["former"])
    else:
        names = [*said.get("deputies", ()), *(one for one in others if parsed_name(without_title(one)[0]))]
    if not names:
        return  # "vikar for Per Vik"
    person.cells["Person.Name"] = [("\n".join(names), letters)]
    if not others and said.keys() == {"", "deputies"}:
        word = marks[0][0].strip()
        if word.casefold() not in nothing_words("beside names", "addressed"):
            yield _BESIDE_NAME.format(text=word), letters, False
    else:
        yield _MORE.format(name=" ".join(text.split())), letters, True


@cache
def _marks() -> re.Pattern[str]:
    """Returns the expression of what says who is it today: as it is listed, or with a capital ahead."""
    kinds = []
    for kind in ("stands_for", "deputies", "former", "present"):
        words = sorted(nothing_words("beside names", kind), key=len, reverse=True)
        ways = (f"{one}|^{one[0].upper()}{one[1:]}" for one in map(re.escape, words))
        kinds.append(rf"(?P<{kind}>{'|'.join(ways)})")
    return re.compile(rf"(?:^|(?<=[\s,;/]))(?:{'|'.join(kinds)})(?:(?<=:)|:|(?=\s))\s*")


def _is_before_name(mark: re.Match[str]) -> bool:
    """Returns True before a name; alone ahead of all, before a whole one: people are called "Nu", too."""
    behind = mark.string[mark.end() :]
    name = re.split(r"[,;(/]", behind)[0].strip()
    return behind[:1].isupper() and (mark.start() > 0 or " " in name)


def _is_beside(day: re.Match[str]) -> bool:
    """Returns True for a day of birth, and for another whole one; what brackets say is left together."""
    opened = sum(map(day.string[: day.start()].count, "(["))
    closed = sum(map(day.string[: day.start()].count, ")]"))
    return (day["born"] is not None or day["year"] is None) and opened == closed


def why_odd(name: dict[str, str]) -> str:
    """Returns a sentence where the parts of a name are not those of one person; empty otherwise."""
    whole = " ".join(name.values())
    if _IN_NO_NAME.search(whole) or whole.casefold().endswith(_others()):
        return _NO_NAME.format(name=whole)
    (part, text), *others = name.items() or [("", "")]
    words = [word for word in text.split() if not is_particle(word)]
    is_one = not others and part in ("Firstname", "Lastname") and len(words) > 1
    return _WHOLE.format(name=text) if is_one and parsed_name(text) else ""
