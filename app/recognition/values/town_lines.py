"""Lines that name a town without any street or postcode."""

from __future__ import annotations

from app.recognition.language import patterns
from app.recognition.language.postcodes import is_place_name

_LONGEST = 60  # characters


def town_in(text: str) -> str:
    """Returns the town that a text consists of, such as what is left of ``Fjell AS, Voss``; else nothing."""
    town = text.strip(" .,·–-")
    is_other = not town[:1].isupper() or any(map(str.isdigit, town)) or patterns.TITLE.search(town)
    return town if len(town) <= _LONGEST and not is_other and is_place_name(town) else ""
