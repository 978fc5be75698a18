"""The country that a form tells itself, by what is typed into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.model.form.address_layout import PARTS
from app.recognition.language.countries import region_of_vat
from app.recognition.language.postcodes import countries_at, region_of_postcode


def country_told_by(form: Mapping[str, Any]) -> tuple[str, str]:
    """Returns the ISO 3166 code of the country and the words that tell it; empty texts where nothing does.

    A postcode with its city tells it, or the letters of the country before a postcode or a VAT number. A
    phone number does not: many a company has one of another country.
    """
    told = dict(_by_address(form.get("Address") or {}))
    if not told:
        number = str(form.get("OrgNr") or "")
        told = {code: number} if (code := region_of_vat(number)) else {}
    return next(iter(told.items())) if len(told) == 1 else ("", "")


def _by_address(address: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for part in PARTS:
        place = address.get(part) or {}
        code, city = str(place.get("Zipcode") or ""), str(place.get("City") or "")
        words = f"{code} {city}".strip()
        # With the city behind it, a British code is not the end of its line.
        if region := region_of_postcode(code) or region_of_postcode(words):
            yield region, words
        elif code and city and len(found := countries_at(code, city)) == 1:
            yield found[0], words
