"""The name of a person on a card: what ``N`` holds in its parts, and ``FN`` in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.recognition.cards.properties import Property, as_line
from app.recognition.language import vocabulary
from app.recognition.language.honorifics import academic_title, bare_name
from app.recognition.language.person_names import split_name

_FAMILY, _GIVEN, _MIDDLE, _PREFIX = range(4)


@dataclass(frozen=True)
class CardName:
    """A name in parts; all may be empty."""

    first: str = ""
    middle: str = ""
    last: str = ""
    academic_title: str = ""
    snippet: str = ""

    def __bool__(self) -> bool:
        return bool(self.first or self.middle or self.last)


def name_of(structured: Sequence[Property], full: str) -> CardName:
    """Returns the name that a card gives; `full`, its FN, parts one that stands in one part of N."""
    for one in structured:
        parts = [as_line(" ".join(part)) for part in one.parts]
        parts += [""] * (4 - len(parts))
        snippet = f"N: {as_line(' '.join(text for text in parts if text)) or full}"
        title = academic_title(parts[_PREFIX])
        family, given, middle = (parts[index].strip(" ,;") for index in (_FAMILY, _GIVEN, _MIDDLE))
        if not (family or given or middle):
            continue
        if alone := _whole_name(family, given, middle, full):
            return CardName(alone.first, alone.middle, alone.last, title or alone.academic_title, snippet)
        return CardName(given, middle, family, title, snippet)
    return _parted(full)


def _whole_name(family: str, given: str, middle: str, full: str) -> CardName | None:
    """Returns the name in its parts where one part of N holds all of it, as phones write it."""
    filled = [text for text in (family, given, middle) if text]
    if len(filled) != 1 or " " not in filled[0]:
        return None
    words = filled[0].split()
    if family and words[0].lower() in vocabulary.PARTICLES:  # the last name of somebody without a first one
        return None
    says_all = sorted(full.replace(",", " ").casefold().split()) == sorted(
        filled[0].replace(",", " ").casefold().split()
    )
    return _parted(filled[0]) if says_all or not full else None


def _parted(full: str) -> CardName:
    """Parts a name in one text: ``Kari Nordmann``, ``Nordmann, Kari``."""
    if not full or "@" in full:
        return CardName()
    title = academic_title(full)
    bare = bare_name(full)
    last, comma, first = bare.partition(",")
    if comma and first.strip():
        return CardName(first.strip(" ,"), "", last.strip(), title, f"FN: {full}")
    name = split_name(bare.split() or full.split())
    return CardName(name.first, name.middle, name.last, title, f"FN: {full}")
