"""Lines that name a town without any street or postcode."""

from __future__ import annotations

import re

from app.recognition.language import patterns
from app.recognition.language.postcodes import is_place_name

_LONGEST = 60  # characters
_MOST_WORDS = 5
_REST_OF_A_CITY = re.compile(
    r"(?:\s(?:eller|or|oder|ou|of|tai|o|og|och|und|and|samt|e-?mail|e-?post|tel|tlf))+$", re.IGNORECASE
)


def town_in(text: str) -> str:
    """Returns the town that a text consists of, such as what is left of ``Fjell AS, Voss``; else nothing."""
    town = text.strip(" .,·–-")
    is_other = not town[:1].isupper() or any(map(str.isdigit, town)) or patterns.TITLE.search(town)
    return town if len(town) <= _LONGEST and not is_other and is_place_name(town) else ""


def without_rest(city: str) -> str:
    """Returns ``Frösön`` of ``Frösön eller``, behind which a mail address stood."""
    return _REST_OF_A_CITY.sub("", city.strip(" .-–"))


def may_be_city(city: str) -> bool:
    """Returns True for what may be a city's name, and for nothing at all: ``'s-Hertogenbosch``."""
    is_named = city[:1].isupper() or city.startswith(("'s-", "’s-", "'t ", "’t "))
    return not city or (is_named and len(city.split()) <= _MOST_WORDS and not patterns.FORM.search(city))
