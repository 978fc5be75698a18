"""What the cells of a column look like, where no heading says what they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

SAMPLE: Final = 50
"""Of the rows of a table, so many tell."""
MOSTLY: Final = 0.6
_MANY: Final = 0.3
_NEARLY_ALL: Final = 0.8
MAIL: Final = re.compile(r"[^\s@]+@[^\s@]+\.\w{2,}")
WEB: Final = re.compile(r"(?:https?://|www\.)\S+|[\w-]+\.(?:com|no|se|dk|de|nl|fi|net|org|eu)", re.IGNORECASE)
PHONE: Final = re.compile(
    r"(?!\d{4}-\d\d-\d\d(?!\d)|\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d(?!\d))\+?[\d\s()/.-]{7,20}"
)
"""No date is one."""
_WHOLE_ADDRESS: Final = re.compile(
    r"[^@\w]*+\w[^@]*[,\n]\s*(?:[A-Z]{1,3}-)?(?:\d{3}\s\d{2}|\d{4}\s?[A-Z]{2}|\d{4,5})\s+[^\W\d][^@\d]*"
)
POSTCODE: Final = re.compile(r"(?:[A-Z]{1,3}-)?(?:\d{4,5}|\d{3} \d{2}|\d{2}-\d{3})(?: [A-Z]{2})?")
_DATE: Final = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?!\d)")
_POSTCODE_CITY: Final = re.compile(r"\d{3}\s?\d{1,2}\s+[^\W\d]\D+")
_LOOKS: Final = (
    ("Email", MAIL),
    ("Urls", WEB),
    ("Address.Street.ZipCity", _POSTCODE_CITY),
    ("Address.Street", _WHOLE_ADDRESS),
    ("Phone", PHONE),
)
_CHECKED: Final = ("NO", "SE", "FI")
"""Countries whose numbers of companies have a form of their own and a check digit."""
_FEWEST_NUMBERS: Final = 3
_FEWEST_ROWS: Final = 2
_FEWEST_LOOKS: Final = 2
_FEWEST_HEADINGS: Final = 3
_LONGEST_HEADING: Final = 40
_WORD: Final = re.compile(r"[^\W\d_]+")


def look_of(texts: Sequence[str]) -> str | None:
    """Returns the field that most of the cells of a column look like; None for other texts."""
    if are_company_numbers(texts):
        return "OrgNr"
    for field, pattern in _LOOKS:
        if sum(pattern.fullmatch(text) is not None for text in texts) >= MOSTLY * len(texts):
            return field
    return None


def kind_of(texts: Sequence[str]) -> str:
    """Returns a word for what a column without a heading holds, by which such columns are told apart."""
    from app.recognition.language.postcodes import is_place_name
    from app.recognition.values.street_lines import is_street

    def are(test: Callable[[str], object]) -> bool:
        return sum(map(bool, map(test, texts))) >= MOSTLY * len(texts)

    kinds: Iterable[tuple[str, Callable[[], object]]] = (
        ("postcodes", lambda: are(POSTCODE.fullmatch)),
        ("dates", lambda: are(_DATE.match)),
        ("numbers", lambda: are_without(str.isalpha, texts)),
        ("companies", lambda: are_companies(texts)),
        ("places", lambda: are(is_place_name)),
        ("streets", lambda: are(is_street)),
        ("people", lambda: are_people(texts)),
        ("prose", lambda: are(lambda text: len(text) > _LONGEST_HEADING)),
        ("few words", lambda: 2 * len({*texts}) <= len(texts)),
    )
    if not texts:
        return ""
    return look_of(texts) or next((kind for kind, holds in kinds if holds()), "texts")


def are_company_numbers(texts: Sequence[str]) -> bool:
    """Returns True for numbers of a register, by their check digits: one of eleven others has a right one."""
    from app.recognition.language.registers import unlabelled_numbers

    if len(texts) < _FEWEST_NUMBERS or not all(sum(map(str.isdigit, text)) > 7 for text in texts[:3]):
        return False
    return any(
        sum(any(one.text == text for one in unlabelled_numbers(text, country)) for text in texts)
        >= max(_FEWEST_NUMBERS, _NEARLY_ALL * len(texts))
        for country in _CHECKED
    )


def are_people(texts: Sequence[str]) -> bool:
    """Returns True for a column in which more than half of the cells are names of people."""
    from app.recognition.language.names import company_name_in, parse_name

    people = [text for text in texts if parse_name(text) and not company_name_in(text)]
    return 2 * len(people) > len(texts)


def are_only_people(texts: Sequence[str]) -> bool:
    """Returns True for a column of people in which hardly a cell says that it is a company."""
    return are_people(texts) and not are_companies(texts)


def are_companies(texts: Sequence[str], share: float = _MANY) -> bool:
    """Returns True for texts of which many say with a legal form that they are companies."""
    from app.recognition.language.names import company_name_in

    return sum(company_name_in(text) == text for text in texts) > share * len(texts)


def are_different_names(texts: Sequence[str], rows: int) -> bool:
    """Returns True for names of whatever kind: nearly every row has one, and hardly two have the same.

    They are neither people nor what people are.
    """
    from app.recognition.language import patterns

    is_filled = rows >= _FEWEST_ROWS and len(texts) >= _NEARLY_ALL * rows
    if not is_filled or not differ(texts):
        return False
    words = [text for text in texts if any(map(str.isalpha, text)) and "@" not in text]
    titles = [text for text in words if patterns.TITLE.search(text)]
    return len(words) >= _NEARLY_ALL * len(texts) and 2 * len(titles) < len(texts) and not are_people(texts)


def are_mails(texts: Sequence[str]) -> bool:
    """Returns True for a column of mail addresses, be there several in a cell, that hardly two rows share."""
    mails = sum(any(map(MAIL.fullmatch, re.split(r"[\s,;<>]+", text))) for text in texts)
    return len(texts) >= _FEWEST_ROWS and mails >= MOSTLY * len(texts) and differ(texts)


def are_phones(texts: Sequence[str]) -> bool:
    """Returns True for phone numbers, be there several in a cell: in groups, and hardly two the same."""
    numbers = [part.strip() for text in texts for part in re.split(r"[/,;]\s|\n", text) if part.strip()]
    written = [one for one in numbers if PHONE.fullmatch(one) and not one.isdecimal()]
    return len(texts) >= _FEWEST_ROWS and len(written) >= MOSTLY * len(numbers) and differ(texts)


def are_other_people(texts: Sequence[str]) -> bool:
    """Returns True for names of people that hardly two rows share: of customers, not of who has them."""
    return len(texts) >= _FEWEST_ROWS and differ(texts) and are_people(texts)


def differ(texts: Sequence[str]) -> bool:
    """Returns True for texts of which hardly two are the same."""
    return len({*texts}) >= _NEARLY_ALL * len(texts)


def are_without(sign: Callable[[str], bool], texts: Sequence[str]) -> bool:
    """Returns True if no text has a letter of a kind, and there are some."""
    return bool(texts) and not any(any(map(sign, text)) for text in texts)


def are_fields_of_work(texts: Iterable[str]) -> bool:
    """Returns True for parts of companies that say what people do, not where: "Innkjøp", "Vertrieb"."""
    from app.recognition.language import vocabulary

    known = {*vocabulary.DEPARTMENTS, *vocabulary.AREA_WORDS}
    told = [not known.isdisjoint(_WORD.findall(text.casefold())) for text in {*texts}]
    return 2 * sum(told) > len(told)


def are_branches(texts: Iterable[str]) -> bool:
    """Returns True for parts of companies that say where they are: "Avd. Skien", "Bergen", "Filial 3"."""
    from app.recognition.language.postcodes import is_place_name

    told = [
        any(map(str.isdigit, text)) or any(is_place_name(word) for word in _WORD.findall(text))
        for text in {*texts}
    ]
    return 2 * sum(told) > len(told)


def are_called(word: str, texts: Iterable[str]) -> bool:
    """Returns True for cells of which most have a word of their heading: "Bamble kommune" below "Kommune"."""
    said = [word.casefold() in text.casefold().split() for text in texts]
    return len(said) >= _FEWEST_ROWS and 2 * sum(said) > len(said)


def are_headings(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Returns True for a first row that heads columns in words that nobody knows.

    None of its cells has a number or is an address, while the cells below several of them are such.
    """
    told = [(place, cell) for place, cell in enumerate(cells) if cell]
    if len(told) < _FEWEST_HEADINGS or len({*cells}) < len({*filter(None, cells)}):
        return False
    if any(
        len(cell) > _LONGEST_HEADING or "@" in cell or any(map(str.isdigit, cell)) for _place, cell in told
    ):
        return False
    columns = ([row[place] for row in below if place < len(row) and row[place]] for place, _cell in told)
    looks = [
        texts
        for texts in columns
        if len(texts) >= _FEWEST_ROWS and (look_of(texts) or all(map(POSTCODE.fullmatch, texts)))
    ]
    return len(looks) >= _FEWEST_LOOKS
