"""Offers the city of a postcode, and the postcode of a city that has one alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.recognition.filling.offers import Offer, half_places
from app.recognition.filling.places import cities_at, only_code_of
from app.translation import _

_MOST = 5
"""Cities that are offered; of a postcode with more of them, typing is faster."""


def place_offers(form: Mapping[str, Any], country: str) -> tuple[Offer, ...]:
    """Returns what completes the addresses of a form; `country` is its ISO 3166 code. Reads the table."""
    found: list[Offer] = []
    for part, code, city in half_places(form):
        if code:
            cities = cities_at(code, country)
            source = _("postcode {code}").format(code=code)
            if len(cities) <= _MOST:
                found += (
                    Offer(f"Address.{part}.City", one, _("City {city}").format(city=one), source)
                    for one in cities
                )
        elif only := only_code_of(city, country):
            text = _("Postcode {code}").format(code=only)
            found.append(Offer(f"Address.{part}.Zipcode", only, text, city))
    return tuple(found)
