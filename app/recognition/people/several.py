"""Several people whom one cell names, however they are parted, each with what stands beside the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from app.recognition.cells.cell_people import (
    is_said_title,
    parsed_name,
    without_mark,
    without_title,
)
from app.recognition.cells.cell_values import Cells
from app.recognition.cells.repairs import nothing_words
from app.recognition.language.honorifics import bare_name, is_polite, without_pair
from app.recognition.language.names import company_name_in
from app.recognition.people.parting import AND, NAME, Piece, parts_of, piece_of, pieces_of
from app.recognition.people.values_beside import share_values, without_values
from app.translation import _

_BULLET: Final = re.compile(r"^\s*[-–—*•·▪]\s+", re.MULTILINE)
_COUNTED: Final = re.compile(r"(?:^|(?<=[\s,;]))\(?[1-9]\d?[.):]\s*(?=[^\W\d_])")
_IN_NAME: Final = re.compile(
    rf"[\n\t;|/&+,(\[@:.•·]|\d[\d ]{{5}}|\s{{2}}|\s[-–]\s|\s{AND}\s|^(?:[^\W\d_]+\s){{2}}", re.IGNORECASE
)
_IN_COLUMN: Final = re.compile(rf"\s*[\n;|/,&+]\s*|\s+{AND}\s+")
_PLAIN: Final = re.compile(rf"[^\W\d_]+(?:[ -](?!{AND}\s)[^\W\d_]+)*", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)?")
_INITIAL: Final = re.compile(r"[^\W\d_]\.?")
_WORD_OR_INITIAL: Final = re.compile(rf"{_WORD.pattern}|{_INITIAL.pattern}")
_MOST_WORDS: Final = 6
_MAY_BE_TWO: Final = _("“{name}” may be one name or two: read as two.")
_SEVERAL: Final = _("“{name}” names several people, and not each of them in full: see who they are.")
_MORE: Final = _("“{name}” says more than names: see who is meant.")


@dataclass
class Parted:
    """The cells of each person, and what is doubtful about them: sentences."""

    people: list[Cells]
    doubts: list[str] = field(default_factory=list)


def people_apart(cells: Cells) -> Parted:
    """Returns the cells of each person whom one cell names, with what stands beside the name in it.

    As many mails or phones as there are people are one for each, unless the mail has somebody's name.
    """
    whole, letters = next(iter(cells.cells.get("Person.Name", ())), ("", ""))
    if not whole:
        return _of_columns(cells)
    if is_polite(without_pair(whole)[0]):
        del cells.cells["Person.Name"]  # "Herr", "Herr/Frau"
        return Parted([cells])
    is_pair = without_pair(whole)[0] != whole
    if not is_pair and not _IN_NAME.search(whole):
        return Parted([cells])
    if (
        not is_pair
        and _PLAIN.fullmatch(whole)
        and not _between().search(whole)
        and without_title(without_mark(whole)) == (whole, "")
    ):
        return Parted([cells])  # nothing is asked further of most: tables are long
    result = _read(whole)
    if not result.people:
        return Parted([cells], result.doubts)
    own = [dict(one.cells) for one in result.people]
    for person in result.people:
        person.cells = {
            name: [(text, letters) for text, _letters in person.cells[name]]
            for name in ("Person.Name", "Person.Title")
            if name in person.cells
        }
    result.doubts += share_values(cells, result.people)
    for person, told in zip(result.people, own, strict=True):
        for name, values in told.items():
            if name not in ("Person.Name", "Person.Title"):
                person.cells.setdefault(name, [])
                person.cells[name] = [*person.cells[name], *((text, letters) for text, _letters in values)]
    return result


def _read(whole: str) -> Parted:
    """Returns the people in a cell, each with their own values alone."""
    text = _BULLET.sub("", without_mark(whole))
    text = _COUNTED.sub("\n", text).strip() if _COUNTED.match(text) else text
    result = Parted([])
    text, are_two = without_pair(text)
    if are_two:
        result.doubts.append(_SEVERAL.format(name=" ".join(whole.split())))
    if between := next(filter(_parts_two, _between().finditer(text)), None):
        text = f"{text[: between.start()].rstrip(' ,')}\n{text[between.end() :]}"
        result.doubts.append(_MORE.format(name=" ".join(whole.split())))
    parts, is_sure = parts_of(text)
    several = len(parts) > 1
    if several and not is_sure and (named := _with_surnames(parts)):
        parts, is_clear = named
        result.doubts += [] if is_clear else [_SEVERAL.format(name=" ".join(whole.split()))]
    for part in parts:
        _read_part(part, whole, result, is_several=several, is_list=several and not is_sure)
    _join_nameless(result)
    names = [one.first("Person.Name") for one in result.people]
    if len(names) > 1 and any(name and not re.search(r"[\s,]", name) for name in names):
        result.doubts.append(_SEVERAL.format(name=" ".join(whole.split())))
    result.doubts = list(dict.fromkeys(result.doubts))
    return result


@cache
def _between() -> re.Pattern[str]:
    """Returns the expression of what may stand between the names of two people: ``v/``, ``ev.``, ``med``."""
    words = sorted(nothing_words("beside names", "between"), key=len, reverse=True)
    said = "|".join(
        rf"{re.escape(word[0])}\s?/\s*" if word[1:] == "/" else rf"{re.escape(word)}\s+" for word in words
    )
    return re.compile(rf",?\s+(?:{said})", re.IGNORECASE)


def _parts_two(match: re.Match[str]) -> bool:
    """Returns True if a whole name stands on both sides: ``Kari Moe v/Per Vik``, not ``Kari Moe m/flere``."""
    before, behind = match.string[: match.start()].strip(" ,"), match.string[match.end() :].strip()
    return behind[:1].isupper() and piece_of(before).is_whole and piece_of(behind.partition(",")[0]).is_whole


def _join_nameless(result: Parted) -> None:
    """Gives what stands before a name to who follows: ``Daglig leder / Kari Moe``."""
    for at in range(len(result.people) - 2, -1, -1):
        if not result.people[at].first("Person.Name"):
            for name, values in result.people.pop(at).cells.items():
                result.people[at].cells[name] = [*values, *result.people[at].cells.get(name, ())]


def _read_part(part: str, whole: str, result: Parted, *, is_several: bool, is_list: bool) -> None:
    """Adds the people of one part, in which commas may part them, or a surname from a first name."""
    pieces = pieces_of(part)
    named = [piece for piece in pieces if piece.is_whole]
    if len(each := _addressed_apart(pieces)) > 1:
        for one in each:  # "Frau Lenz, Herr Vogt"
            _read_part(one, whole, result, is_several=True, is_list=is_list)
        return
    if len(named) > 1:
        _add_listed(pieces, whole, result, is_list=is_list)
        return
    words = [piece for piece in pieces if piece.is_one_word]
    if len(words) == len(pieces) > len(("last", "first")):
        result.doubts.append(_SEVERAL.format(name=" ".join(whole.split())))
        names = [piece.text for piece in pieces]
        if len(names) % 2 == 0:
            names = [f"{last}, {first}" for last, first in zip(names[::2], names[1::2], strict=True)]
        for name in names:
            _add(result, name, "", [])
        return
    bare, told = without_values(part)
    name, title = without_title(bare)
    plain = bare_name(name)
    is_company = bool(name) and company_name_in(name) == name
    is_mixed = len(named) == 1 and "," in plain and not _are_turned(pieces)
    is_more = plain.count(",") > 1 or is_mixed
    if is_more or is_company or (result.people and name and not _may_be_name(plain)):
        result.doubts.append(_MORE.format(name=" ".join(whole.split())))
    if is_more and named:
        name = named[0].read[0]
    if (result.people and not name) or (is_company and is_several):
        _add_to_last(result, title, told)
    else:
        _add(result, name, title, told)


def _addressed_apart(pieces: Sequence[Piece]) -> list[str]:
    """Returns the parts of what commas part, of which each begins with somebody who is addressed.

    What stands before the first is of that one, unless it is a whole name: ``Kari Moe, Herr Vogt``.
    """
    result, is_begun = [""], False
    for piece in pieces:
        if piece.is_of_somebody and (is_begun or (result[-1] and pieces[0].is_whole)):
            result.append("")
        is_begun = is_begun or piece.is_of_somebody
        told = ", ".join((*filter(None, [piece.text]), *(value for _field, value in piece.told)))
        result[-1] += f", {told}" if result[-1] else told
    return result if is_begun else []


def _are_turned(pieces: Sequence[Piece]) -> bool:
    """Returns True for ``Berg Nordmann, Kari``, False for ``Kari Moe, bor i Oslo``."""
    from app.recognition.language.postcodes import is_place_name

    first, last = pieces[0], pieces[-1]
    if first.is_whole and is_place_name(last.text):
        return False  # "Kari Moe, Oslo"
    return (first.is_of_names and last.is_of_names) or (first.text.islower() and last.text.islower())


def _may_be_name(name: str) -> bool:
    """Returns True for what a name looks like, in whatever order and letters."""
    bare = name.replace(",", " ").replace(".", " ")
    return all(NAME.fullmatch(word) for word in bare.split()) and len(bare.split()) <= _MOST_WORDS


def _add_listed(pieces: Sequence[Piece], whole: str, result: Parted, *, is_list: bool) -> None:
    """Adds each whole name of ``Kari Moe, kari@x.no, Per Vik (salg)``, and what follows to who is before."""
    is_bare = not pieces[0].told and pieces[0].text == pieces[0].read[0]
    is_pair = len(pieces) == len(("one", "other")) and is_bare and not all(one.is_addressed for one in pieces)
    waiting: list[tuple[str, str]] = []
    for piece in pieces:
        name, title = piece.read
        if piece.is_whole:
            _add(result, name, title, [*waiting, *piece.told])
            waiting = []
        elif not name:
            if result.people:
                _add_to_last(result, title, piece.told)
            else:
                waiting += piece.told
        elif is_said_title(piece.text):
            _add_to_last(result, piece.text, piece.told)
        elif piece.is_one_word:
            _add(result, name, title, piece.told)
        else:
            result.doubts.append(_MORE.format(name=" ".join(whole.split())))
            _add_to_last(result, "", piece.told)
    if is_pair and not is_list:
        result.doubts.append(_MAY_BE_TWO.format(name=" ".join(whole.split())))


def _add(result: Parted, name: str, title: str, told: Sequence[tuple[str, str]]) -> None:
    person = Cells()
    if name:
        person.cells["Person.Name"] = [(name, "")]
    result.people.append(person)
    _add_to_last(result, title, told)


def _add_to_last(result: Parted, title: str, told: Sequence[tuple[str, str]]) -> None:
    if not result.people:
        result.people.append(Cells())
    cells = result.people[-1].cells
    if title:
        cells.setdefault("Person.Title", [(title, "")])
    for of_value, value in told:
        cells.setdefault(of_value, []).append((value, ""))


def _with_surnames(parts: list[str]) -> tuple[list[str], bool] | None:
    """Returns names of which the last one's surname is that of all, and if that is clear.

    ``Kari og Ola Moe``; "Vik, Kari og Ola Moe" may be somebody Vik as well.
    """
    *others, last = parts
    name = parsed_name(last) if " " in last else None
    words = [_initial_alone(word) for part in others for word in re.split(r",\s*", part)]
    form = _WORD if name and not _INITIAL.fullmatch(name.first) else _WORD_OR_INITIAL
    if name is None or "," in last or not all(form.fullmatch(word) for word in words):
        return None
    if not nothing_words("functions", "words").isdisjoint(map(str.casefold, words)):
        return None  # "Växel / Eva Ek"
    is_clear = len(others) > 1 or len(words) != len(("last", "first"))
    surname = name.last.upper() if last.isupper() else name.last
    return [*(f"{word} {surname}" for word in words), last], is_clear


def _initial_alone(text: str) -> str:
    """Returns the initial of ``Hr. K.``; "Frau Lenz" has a surname of her own and stays."""
    bare = bare_name(text)
    return bare if _INITIAL.fullmatch(bare) else text


def _of_columns(cells: Cells) -> Parted:
    """Returns the cells of all whose first names share a column: ``Kari og Per``, ``Lund``."""
    first, letters = next(iter(cells.cells.get("Person.Firstname", ())), ("", ""))
    if not _IN_COLUMN.search(first) or not _IN_COLUMN.search(first := bare_name(first)):
        return Parted([cells])  # "Ola, MBA"
    last, letters_of_last = next(iter(cells.cells.get("Person.Lastname", ())), ("", ""))
    firsts, lasts = ([part for part in _IN_COLUMN.split(text) if part] for text in (first, last))
    if not lasts and any(" " in part for part in firsts):
        del cells.cells["Person.Firstname"]
        cells.cells["Person.Name"] = [(first, letters)]
        return people_apart(cells)
    is_each = len(firsts) == len(lasts)
    if len(firsts) < len(("one", "other")) or not (is_each or len(lasts) <= 1):
        return Parted([cells])
    if not is_each and not all(map(_WORD.fullmatch, firsts)):
        return Parted([cells])
    people = [Cells() for _name in firsts]
    for at, (person, name) in enumerate(zip(people, firsts, strict=True)):
        person.cells["Person.Firstname"] = [(name, letters)]
        if surname := lasts[at] if is_each else last:
            person.cells["Person.Lastname"] = [(surname, letters_of_last)]
    is_clear = bool(lasts) and (is_each or "," not in first)
    doubts = [] if is_clear else [_SEVERAL.format(name=f"{first} {last}".strip())]
    return Parted(people, [*doubts, *share_values(cells, people)])
