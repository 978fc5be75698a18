"""What stands beside names and is none of what people have: nothing of it goes without a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from app.recognition.cells.cell_phones import remark_in
from app.recognition.cells.cell_values import Cells
from app.recognition.cells.repairs import nothing_words
from app.recognition.language.honorifics import academic_title, bare_name, is_credential, is_polite
from app.translation import _

_OPENING: Final = re.compile(r"[(\[]")
_BRACKETS: Final = re.compile(r"[(\[](?P<said>[^()\[\]]*)[)\]]?")
_NUMBER: Final = re.compile(r"[+\d][\d\s./-]+\d")
_WORD: Final = re.compile(r"[^\W_]{2,}")
_ODD: Final = re.compile(r"[!?{}*<>=\\|;()\[\]]|//|→|\s[-–—]\s|:\s|\s/\s|\s#")
_NICKNAME: Final = re.compile(r"[^\W\d_][\w'’-]{1,15}")
_NAMES: Final = ("Person.Name", "Person.Firstname", "Person.Lastname")
_LEFT_OUT: Final = _("“{text}” beside the name is left out.")
_MORE: Final = _("“{name}” says more than names: see who is meant.")


def names_in(cells: Cells) -> list[str]:
    """Returns the cells of names as they are written."""
    return [text for name in _NAMES for text, _letters in cells.cells.get(name, ())]


def remarks(said: Sequence[str], people: Iterable[Cells], beside: str) -> Iterator[tuple[str, bool]]:
    """Yields a sentence for each remark in cells of names, and whether it is a doubt.

    `people` were made of them; what they have of it is no remark, nor is what stands `beside` in the row.
    """
    people = list(people)
    yield from ((_LEFT_OUT.format(text=text), False) for one in people for text in _cut_from(one))
    if not any(_ODD.search(text) for text in said):
        return
    kept = " ".join(text for one in people for cells in one.cells.values() for text, _letters in cells)
    known = {*_WORD.findall(f"{kept} {beside}".casefold())}
    for text in said:
        for match in _BRACKETS.finditer(text) if _OPENING.search(text) else ():
            words = _words_in(match["said"], kept)
            if {*_WORD.findall(words.casefold())} - known or (words and not any(map(str.isalnum, words))):
                is_nickname = bool(_NICKNAME.fullmatch(words)) and bool(text[match.end() :].strip())
                yield _LEFT_OUT.format(text=words), not (is_nickname or _says_little(words))
    for name in (name for person in people for name in names_in(person)):
        if _ODD.search(bare_name(name)):
            yield _MORE.format(name=name), True


def _cut_from(person: Cells) -> Iterator[str]:
    """Yields what names are read without: ``Jr.``, ``PhD``, ``"Bill"``; not ``Herr``, which says little."""
    for name in names_in(person):
        bare = bare_name(name)
        if not bare or bare == name:
            continue
        title = academic_title(name)
        before, _bare, behind = name.partition(bare)
        if not _bare:  # a nickname within
            words = [word for word in name.split() if word.strip(",") not in bare.split()]
            before, behind = "", " ".join(words)
        before = _without(before, title.split())
        for cut in (before, behind.strip(" ,;:-–()")):
            if any(map(str.isalpha, cut)) and cut.casefold() not in nothing_words(
                "beside names", "addressed"
            ):
                yield cut.strip("\"“”„«»'‘’")


def _without(text: str, words: Iterable[str]) -> str:
    for word in words:
        text = text.replace(word, "", 1)
    return " ".join(text.split())


def _words_in(said: str, kept: str) -> str:
    """Returns what a remark says beside numbers that are kept, and their labels."""
    digits = "".join(filter(str.isdigit, kept))
    for number in _NUMBER.findall(said):
        if "".join(filter(str.isdigit, number)) in digits:
            said = remark_in(said.replace(number, " "))
    return " ".join(said.split()).strip(" .,:;-–")


def _says_little(words: str) -> bool:
    """Returns True for a form of address, a degree or a pronoun, which no field takes."""
    return is_polite(f"{words} ") or is_polite(words) or is_credential(words) or not bare_name(f"({words})")
