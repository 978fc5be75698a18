"""Whether surnames stand first in names that are in capitals: mail addresses tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
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


def surnames_stand_first(rows: Iterable[tuple[str, str]]) -> bool:
    """Returns True if mail addresses say it of some names in capitals, and the contrary of none.

    `rows` have a name and an address each.
    """
    told = [_told_order(name, mail) for name, mail in rows if _is_in_capitals(name)]
    return min(told, default=0) < 0 and max(told) <= 0


def with_surnames_first(people: Sequence[Cells], *, are_first: bool) -> Iterator[Told]:
    """Parts names in capitals whose surnames stand first, as the addresses of the column say.

    With `are_first` they do; whose own address says the contrary stays. Yields a doubt for those of whom
    no address says anything.
    """
    for person in people if are_first else ():
        name, letters = next(iter(person.cells.get("Person.Name", ())), ("", ""))
        mail = person.first("Person.Email")
        if not _is_in_capitals(name) or _told_order(name, mail) > 0:
            continue
        words, bits = _words_and_bits(name, mail)
        if bits in (words[:1], ["".join(word[:1] for word in words)]):
            continue  # "KARI NORDMANN", kari@, kn@
        last, first = _turned(name, mail)
        del person.cells["Person.Name"]
        person.cells |= {"Person.Firstname": [(first, letters)], "Person.Lastname": [(last, letters)]}
        if not _told_order(name, mail) and not _may_be_first_name(name, mail):
            yield Told(_ORDER.format(name=name), letters)


def _is_in_capitals(name: str) -> bool:
    return name.isupper() and _CAPITALS.fullmatch(name) is not None


def _words_and_bits(name: str, mail: str) -> tuple[list[str], list[str]]:
    local = mail.partition("@")[0].casefold() if "@" in mail else ""
    return [ascii_letters(word) for word in name.split()], [
        ascii_letters(bit) for bit in _BITS.split(local) if bit
    ]


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
