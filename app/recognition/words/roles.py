"""Tells who somebody is by the heading of a column: ``leder`` of ``E-post leder``."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from app.recognition.words.heading_lists import exactly, heading_words, lists, normal

LONGEST_HEADING: Final = 80
_SHORTEST_ROLE: Final = 6
_FEWEST_LETTERS: Final = 3
_MOST_OF_A_ROLE: Final = 3


def is_title(role: str) -> bool:
    """Returns True for a role that is somebody's title, False for ``kontaktperson``."""
    if role in heading_words("leaders", "words").union(
        *(heading_words("roles", one) for one in ("words", "areas"))
    ):
        return True
    *before, last = role.split()
    ends = last.endswith(tuple(heading_words("roles", "ends"))) and len(last) > _SHORTEST_ROLE
    return ends and len(before) < _MOST_OF_A_ROLE - 1 and not any(map(_says_value, before))


def _says_value(word: str) -> bool:
    """Returns True for a word that names a value or says nothing, such as ``tel`` and both of ``e-post``."""
    is_known = exactly(word) is not None or exactly(f"e {word}") is not None
    return len(word) < _FEWEST_LETTERS or is_known or word in heading_words("noise", "words")


@lru_cache(maxsize=1024)
def role_in_heading(heading: str) -> str:
    """Returns the words at one end of a heading that say who it is: ``leder`` of ``E-post leder``."""
    words = normal(heading).split() if len(heading) <= LONGEST_HEADING else []
    for count in range(min(len(words), _MOST_OF_A_ROLE), 0, -1):
        for some in (" ".join(words[-count:]), " ".join(words[:count])):
            is_other = exactly(some) == "" and some.endswith(tuple(heading_words("roles", "ends")))
            if is_title(some) or some in _contacts() or is_other:
                area = {*words} & heading_words("roles", "areas") if some in _contacts() else ()
                return area.pop() if len(area) == 1 else some  # "Sales contact"
    return ""


@cache
def _contacts() -> frozenset[str]:
    """Returns the headings of people's names that say who they are, not only that they have a name."""
    return frozenset(word for word in lists()["Person.Name"] if "nam" not in word and "navn" not in word)
