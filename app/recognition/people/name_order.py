"""Whether surnames stand first in the names of a column: mail addresses tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

from app.model.text_normalization import ascii_letters
from app.recognition.cells.cell_people import with_comma
from app.recognition.cells.cell_values import Cells
from app.recognition.people.mail_names import Told
from app.recognition.values.headings import field_of_heading, normal
from app.translation import _

_BITS: Final = re.compile(r"[._+]+")
_WORD: Final = r"(?:[^\W\d_]['’])?[^\W\d_]{2,}(?:['’-][^\W\d_]+)*"
_CAPITALS: Final = re.compile(rf"{_WORD}(?:\s{_WORD}){{1,3}}")
_ORDER: Final = _("“{name}” is read with the surname first, as others of this column: see if that is right.")


_MOST_ROWS: Final = 500
_FEWEST: Final = 2


@dataclass(frozen=True)
class SurnamesFirst:
    """In which names of a column surnames stand first: in those in capitals, or in all others."""

    in_capitals: bool = False
    in_others: bool = False

    def are_in(self, name: str) -> bool:
        """Returns True for a name as a cell has it whose surname stands first."""
        if not _CAPITALS.fullmatch(name):
            return False
        return self.in_capitals if name.isupper() else self.in_others and _has_capitals(name)


NOT_FIRST: Final = SurnamesFirst()


def surnames_stand_first(rows: Iterable[tuple[str, str]]) -> SurnamesFirst:
    """Tells it by mail addresses: where they say it of some names, and the contrary of none.

    `rows` have a name and an address each. In capitals one is enough. Else companies are needed whose
    addresses differ: all of one may be made of the surname first.
    """
    both = [*islice((one for one in rows if "@" in one[1] and _CAPITALS.fullmatch(one[0])), _MOST_ROWS)]
    told = [_told_order(*one) for one in both if one[0].isupper()]
    return SurnamesFirst(min(told, default=0) < 0 and max(told) <= 0, _of_others(both))


def _of_others(rows: Sequence[tuple[str, str]]) -> bool:
    """Returns True if surnames stand first in names that are not in capitals.

    One whole name in an address says it, together with one first name of another company: ``liisa@``.
    """
    others = [one for one in rows if not one[0].isupper() and _has_capitals(one[0])]
    told = [_told_order(*one) for one in others]
    if min(told, default=0) >= 0 or max(told) > 0 or any(_is_of_first_word(*one) for one in others):
        return False
    telling = [one for one, order in zip(others, told, strict=True) if order < 0 or _is_of_last_word(*one)]
    return len({mail.rpartition("@")[2].casefold() for _name, mail in telling}) >= _FEWEST


def with_surnames_first(people: Sequence[Cells], order: SurnamesFirst, mail: str = "") -> Iterator[Told]:
    """Parts names whose surnames stand first, as the addresses of the column say.

    Whose own address says the contrary stays. Yields a doubt for those of whom no address says anything.
    `mail` is the company's, which counts for who has none.
    """
    for person in people:
        name, letters = next(iter(person.cells.get("Person.Name", ())), ("", ""))
        own = person.first("Person.Email") or mail
        if not order.are_in(name) or _told_order(name, own) > 0:
            continue
        words, bits = _words_and_bits(name, own)
        if bits in (words[:1], ["".join(word[:1] for word in words)]):
            continue  # "KARI NORDMANN", kari@, kn@
        last, first = _turned(name, own)
        del person.cells["Person.Name"]
        person.cells |= {"Person.Firstname": [(first, letters)], "Person.Lastname": [(last, letters)]}
        if not _told_order(name, own) and not _may_be_first_name(name, own):
            yield Told(_ORDER.format(name=name), letters)


def _has_capitals(name: str) -> bool:
    return all(word[:1].isupper() for word in name.split())


def _is_of_first_word(name: str, mail: str) -> bool:
    """Returns True for ``kari@`` of "Kari Moe": so most are made where there is but one word."""
    words, bits = _words_and_bits(name, mail)
    return bits == words[:1]


def _is_of_last_word(name: str, mail: str) -> bool:
    words, bits = _words_and_bits(name, mail)
    return bits == words[-1:]


def _words_and_bits(name: str, mail: str) -> tuple[list[str], list[str]]:
    local = mail.partition("@")[0].casefold() if "@" in mail else ""
    bits = [local] if local.isalnum() else [bit for bit in _BITS.split(local) if bit]
    return [_letters(word) for word in name.split()], [_letters(bit) for bit in bits]


def _letters(word: str) -> str:
    """Returns what `ascii_letters` does, at once for a plain word: most are, and tables are long."""
    return word.lower() if word.isascii() and word.isalnum() else ascii_letters(word)


def _told_order(name: str, mail: str) -> int:
    """Returns -1 where the surname stands first (``BRUMM OLE``, ole.brumm@), 1 where it does not."""
    words, bits = _words_and_bits(name, mail)
    first, last = words[0], words[-1]
    if len(bits) > 1 and bits[0] in words and bits[-1] in words and bits[0] != bits[-1]:
        return 1 if words.index(bits[0]) < words.index(bits[-1]) else -1
    if len(bits) > 1 and bits[0] in words[1:] and "".join(words[: words.index(bits[0])]) == bits[-1]:
        return -1  # "delange"
    if len(bits) != 1 or first == last or first[:1] == last[:1]:
        return 0
    is_turned = bits[0] in (last[:1] + first, last + first[:1], last + first)
    is_plain = bits[0] in (first[:1] + last, first + last[:1], first + last)
    return is_plain - is_turned


def _turned(name: str, mail: str) -> tuple[str, str]:
    """Returns the surname that stands first in a name, and the first names behind it."""
    words, bits = _words_and_bits(name, mail)
    at = words.index(bits[0]) if len(bits) > 1 and bits[0] in words else 0
    shown = name.split()
    last, _comma, first = with_comma(name).partition(", ")
    return (" ".join(shown[:at]), " ".join(shown[at:])) if at else (last, first)


def _may_be_first_name(name: str, mail: str) -> bool:
    """Returns True for an address made of the words behind the first: ``ian@``, ``ag@`` of Anne-Grete."""
    _words, bits = _words_and_bits(name, mail)
    behind = with_comma(name).partition(",")[2].split()
    initials = "".join(bit[:1] for word in behind for bit in word.split("-"))
    return bool(bits) and bits[0] in {ascii_letters(one) for one in (*behind, initials, initials + name[0])}


@lru_cache(maxsize=256)
def says_surname_first(heading: str) -> bool:
    """Returns True for a column of whole names that says so: ``Etternavn Fornavn``."""
    words = normal(heading).split()
    return len(words) > 1 and [field_of_heading(word) for word in (words[0], words[-1])] == [
        "Person.Lastname",
        "Person.Firstname",
    ]
