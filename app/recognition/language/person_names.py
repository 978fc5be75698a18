"""The parts of a person's name: first names, middle initials, and a last name with its particles."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.model.text_normalization import ascii_letters
from app.recognition.language import vocabulary

_TWO_LAST_NAMES = ("ES", "MX", "AR", "CL", "CO", "PE", "EC", "UY", "VE", "CR", "PA")
_LAST_NAME_FIRST = ("HU",)
# Where people write their names in either order; elsewhere a mailbox may as well begin with the last name.
_IN_EITHER_ORDER = (
    "HU",
    "CZ",
    "SK",
    "PL",
    "FI",
    "EE",
    "FR",
    "IT",
    "RO",
    "HR",
    "SI",
    "JP",
    "KR",
    "CN",
    "VN",
    "SG",
    "MY",
    "HK",
    "TW",
)
_FEWEST_BEFORE_TWO = 2  # a first name and a last name
_PARTICLES = frozenset(vocabulary.PARTICLES)
_JOINING = ("y", "e", "i")
# "Sáenz de Cortázar": a father's name and where he was from are one last name.
_OF_FATHER = re.compile(r"[^\W\d_]+[eioaíáóéún]z")
# "Hiemstra - van der Wal" has one last name, that of a marriage.
_SPACED_HYPHEN = re.compile(
    r"(?<=[^\W\d_]{2})\s?[-–]\s?(?=(?:van|de|den|der|te|ten|ter|von|zu|zur|d'|'t|'s)\s)"
)


@dataclass(frozen=True)
class Name:
    """A person's name; `last` includes particles such as ``von``."""

    first: str
    middle: str
    last: str

    def is_same(self, other: Name) -> bool:
        """Returns True for two spellings of one person: same last name, same first name or initial.

        The last name may stand first in one of them.
        """
        if {*map(str.casefold, self.parts)} == {*map(str.casefold, other.parts)}:
            return True
        first, its = (name.first.partition(" ")[0].casefold() for name in (self, other))
        is_initial = any(len(one.strip(".")) == 1 for one in (first, its)) and first[:1] == its[:1]
        return self.last.casefold() == other.last.casefold() and (first == its or is_initial)

    def of_country(self, country: str) -> Name:
        """Returns the name as a country divides it: in Spain, people have two last names."""
        if country not in _TWO_LAST_NAMES or self.middle:
            return self
        name = self
        if name.last.lower().startswith("de ") and _OF_FATHER.fullmatch(name.first.rpartition(" ")[2]):
            name = _with_one_more(name)
        # "José Luis Pérez" has one of them.
        given = name.first.split()
        names = [word for word in given if word.lower() not in _PARTICLES]
        is_second = len(names) == _FEWEST_BEFORE_TWO and names[1].lower() in vocabulary.SECOND_FIRST_NAMES
        if is_second or len(given) < _FEWEST_BEFORE_TWO or _count_of_surnames(name) > (1 + (name != self)):
            return name
        return _with_one_more(name)

    def in_order_of(self, mail: str, country: str = "") -> Name:
        """Returns the name with its last name last, where a mailbox or the country tells that it is first.

        ``eszter.kovacs@`` is that of Kovács Eszter Ilona.
        """
        words = self.first.split()
        bits = [ascii_letters(bit) for bit in mail.partition("@")[0].split(".")]
        if self.middle or not words or not self.last or country not in _IN_EITHER_ORDER:
            return self
        named = [ascii_letters(word) for word in (*words, *self.last.split())]
        if len(bits) == _FEWEST_BEFORE_TWO and all(bit in named for bit in bits):
            is_last_first = bits[1] == named[0] and bits[0] != named[0]
        elif bits[1:] == named[:1] and bits[0] == "".join(named[1:]):
            is_last_first = True  # "huiling.tan@" is that of Tan Hui Ling
        else:
            is_last_first = country in _LAST_NAME_FIRST
        return Name(" ".join((*words[1:], self.last)), "", words[0]) if is_last_first else self

    @property
    def parts(self) -> tuple[str, ...]:
        """All words of the name, without dots."""
        return tuple(part for part in re.split(r"[\s.]+", f"{self.first} {self.middle} {self.last}") if part)


def _count_of_surnames(name: Name) -> int:
    return sum(word.lower() not in _PARTICLES for word in name.last.split())


def _with_one_more(name: Name) -> Name:
    """Returns the name with the last of the first names as a last name, its particles included."""
    given = name.first.split()
    at = len(given) - 1
    while at > 1 and given[at - 1].lower() in _PARTICLES:
        at -= 1
    return replace(name, first=" ".join(given[:at]), last=f"{' '.join(given[at:])} {name.last}")


def split_name(found: list[str]) -> Name:
    """Splits words into first names, middle initials and last name, which includes particles like ``von``."""
    shown = [_capitalized(word) for word in found]
    at = _start_of_last_name([word if len(word) == 1 else word.lower() for word in shown])
    given, family = shown[:at], " ".join(shown[at:])
    initials = [word for word in given[1:] if re.fullmatch(r"[^\W\d_]\.?", word)]
    first = " ".join(word for word in given if word not in initials or word == given[0])
    return Name(first, " ".join(initials), family)


def _start_of_last_name(words: list[str]) -> int:
    """Returns where the last name begins: at the first particle, else at the last word."""
    last = len(words) - 1
    for at in range(1, last):
        if words[at] in _PARTICLES and words[at] not in _JOINING:
            following = next(one for one in words[at + 1 :] if one not in _PARTICLES or one == words[last])
            if following in vocabulary.SECOND_FIRST_NAMES:
                continue  # María del Carmen
            return at
        if words[at].rpartition("-")[2] in _PARTICLES and "-" in words[at]:
            return at  # Hiemstra-van der Wal
        if words[at + 1] in _JOINING and at + 1 < last:
            return at  # Vasconcelos e Sá
    return last


def is_particle(word: str) -> bool:
    """Returns True for ``von`` and ``De``; a capital that stands alone is an initial."""
    return (word if len(word) == 1 else word.lower()) in _PARTICLES


def with_whole_surname(text: str) -> str:
    """Writes a last name of two that blanks and a hyphen part as one: ``Hiemstra-van der Wal``."""
    return _SPACED_HYPHEN.sub("-", text)


def in_reading_order(text: str) -> str:
    """Returns ``Kari Berg Nordmann`` of ``Berg Nordmann, Kari``, as a directory writes it."""
    last, _, first = text.partition(",")
    return f"{first.strip()} {last.strip()}".strip()


def _capitalized(word: str) -> str:
    """Writes ``NORDMANN`` as Nordmann and leaves everything else as it is."""
    is_long = len(word) > 2 or word.lower() in vocabulary.PARTICLES  # "LE GOFF", but "JP Morel"
    if is_long and word.isupper() and not word.endswith("."):
        return re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)
    return word
