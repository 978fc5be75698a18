"""Finds the country that a name, domain, VAT number or phone number belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from app.model.carriers.lists import Country
from app.recognition.language.tables import table

# As people write them in the languages of signatures, and at home; the tenant's own list adds to it.
_NAMES: dict[str, str] = table("countries")["names"]
_BY_NAME = {name.strip(" .\n"): code for code, names in _NAMES.items() for name in names.split(",")}

# Of names that are people's, too, or that nobody writes into signatures: only in a field for a country.
_IN_FIELDS = {
    name.strip(): code for code, names in table("countries")["fields"].items() for name in names.split(",")
}
_PARTS_OF_FIELD = re.compile(r"\s*[/(),;|–-]\s*")

_TOP_LEVEL = {
    "uk": "GB",
    "no": "NO",
    "se": "SE",
    "dk": "DK",
    "fi": "FI",
    "is": "IS",
    "de": "DE",
    "at": "AT",
    "ch": "CH",
}
# Sites of all the world are below some: "apps.in", "fjell.us".
_TOP_LEVEL |= {code.lower(): code for code in _NAMES if code not in ("GB", "IS", "US", "CA", "IN")}
_VAT_PREFIX = {"NO", "SE", "DK", "FI", "DE", "AT", "NL", "BE", "LU", "GB", "IE", "FR", "ES", "PT", "IT", "PL"}


def region_of_name(text: str, countries: Iterable[Country] = ()) -> str:
    """Returns the ISO 3166 code of the country with that name; empty if it is none."""
    name = text.strip(" .,;()").casefold()
    if found := _BY_NAME.get(name):
        return found
    for country in countries:
        if name and name in ((country.name or "").casefold(), (country.english_name or "").casefold()):
            return country.two_letter_iso_country or ""
    return ""


def region_of_code(text: str, countries: Iterable[Country] = ()) -> str:
    """Returns the ISO 3166 code of two letters that a code of two or three stands for; empty if it is none.

    Only a field for a country may be read so: in a text, ``SE`` and ``IT`` are words.
    """
    import phonenumbers

    code = text.strip(" .").upper()
    code = table("countries")["codes"].get(code, code)
    for country in countries:
        if code and code == (country.three_letter_iso_country or "").upper():
            return country.two_letter_iso_country or ""
    return code if code in phonenumbers.SUPPORTED_REGIONS else ""


def country_in_cell(text: str) -> str:
    """Returns the ISO 3166 code of the country in a field for it: ``Danmark (DK)``, ``CH-Schweiz``, ``UAE``.

    Empty for none, and where two are named.
    """
    if found := _of_field(text):
        return found
    parts = {code for part in _PARTS_OF_FIELD.split(text) if (code := _of_field(part))}
    return parts.pop() if len(parts) == 1 else ""


def _of_field(text: str) -> str:
    name = text.strip(" .,;()").casefold().replace("’", "'")
    known = region_of_name(text) or _IN_FIELDS.get(name, "") or region_of_code(text)
    return known or _in_all_languages().get(name, "")


@cache
def _in_all_languages() -> dict[str, str]:
    """Returns countries by what they are called in many languages; read where a name is not known else."""
    listed = table("country_names").items()
    return {name.strip(): code for code, names in listed for name in names.split(",")}


def name_in(text: str, code: str) -> str:
    """Returns what a text calls the country of that code; the code itself where it is told otherwise."""
    parts = (text, *re.split(r"[\n,;()]", text))
    return next((part.strip() for part in parts if _of_field(part) == code), code)


def region_of_domain(domain: str) -> str:
    """Returns the country of a top-level domain; empty for ``com`` and other generic ones."""
    return _TOP_LEVEL.get(domain.rpartition(".")[2].lower(), "")


def region_of_vat(number: str) -> str:
    """Returns the country whose code a VAT number begins with; empty if it begins with none."""
    prefix = number[:2].upper()
    return prefix if prefix in _VAT_PREFIX and re.match(r"[A-Z]{2}[\s-]?[\dU]", number.upper()) else ""


def region_of_phone(number: str) -> str:
    """Returns the country of an international phone number; where several share a code (+1), the main one.

    It is empty for what cannot be called: the digits of a parcel or of a mandate begin with noughts, too.
    """
    if not number.lstrip("( ").startswith(("+", "00")):
        return ""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(
            number, "NO"
        )  # 00 is the international prefix nearly everywhere in Europe
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(parsed):
        return ""
    return phonenumbers.region_code_for_number(parsed) or phonenumbers.region_code_for_country_code(
        parsed.country_code or 0
    )
