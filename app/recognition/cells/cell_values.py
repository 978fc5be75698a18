"""Cells of a row by field, and the values in each: exports and people write several into one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from app.model.bare_value import bare_email, bare_phone, bare_web_address, several_values, without_slashes
from app.translation import _

JOINED: Final = re.compile(r"\s*(?: ::: |\n|;)\s*")
"""What stands between several values of one cell."""
_POWER: Final = re.compile(r"\d{1,3}(?:[.,]\d+)?E\+?\d{1,2}", re.IGNORECASE)
_SLASHED: Final = re.compile(
    r"\s+/\s+|\s+(?:og|och|und|en|and|eller|el\.|oder|or|of|ou|et|resp\.?|bzw\.?|alt\.)\s+"
)
_BETWEEN_MAILS: Final = re.compile(r"\s*[/|&+]\s*|\s+(?:og|och|und|en|and|eller|oder|or|of|ou|et)\s+")
_SLASH: Final = re.compile(r"\s*/\s*|\s+[-–]\s+")
_OF_CODE: Final = "\N{FRACTION SLASH}"
_OTHER_END: Final = re.compile(rf"(?P<first>\+?[\d (){_OF_CODE}-]+\d)\s?/\s?(?P<other>\d[\d ]{{1,8}})")
_SHORTEST_NUMBER: Final = 7
_WHOLE_NUMBER: Final = 8
_MOST_DIGITS: Final = 15
"""Of a phone number (ITU-T E.164): more are two of them."""
BARE_FORMS: Final = {
    "Emails": bare_email,
    "Email": bare_email,
    "Urls": bare_web_address,
    **dict.fromkeys(("Phones", "Faxes", "Phone", "MobilePhone", "DirectPhone", "PrivatePhones"), bare_phone),
}
"""What reads a single value, by the last part of its field."""
_PLAIN: Final = {
    bare_email: re.compile(r"[\w.+-]+@[\w.-]+\w", re.ASCII),
    bare_phone: re.compile(r"\+?[0-9][0-9 ]{4,}"),
    bare_web_address: re.compile(r"[\w.-]+\w", re.ASCII),
}


class Cells:
    """Cells by field, in the order of the columns, each with the letters of its column."""

    def __init__(self) -> None:
        self.cells: dict[str, list[tuple[str, str]]] = {}

    def first(self, name: str) -> str:
        """Returns the first cell of a field in one line."""
        text = next((text for text, _letters in self.cells.get(name, ())), "")
        line = " ".join(text.split())
        return text if line == text else line  # not another one of the same letters: some are kept

    def all(self, name: str) -> Iterator[tuple[str, str]]:
        """Yields each value of a field with the letters of its column; exports join several in one cell."""
        for text, letters in self.cells.get(name, ()):
            for part in JOINED.split(text):
                for value in values_of_cell(part.strip(), name):
                    yield value, letters


def values_of_cell(text: str, field: str) -> tuple[str, ...]:
    """Returns the values of a cell for rows: each address or number without what is written around it."""
    bare = BARE_FORMS.get(field.rpartition(".")[2])
    if bare is None or not text or why_lost(text):
        return (text,) if text else ()
    if _PLAIN[bare].fullmatch(text) and _digits(text) <= _MOST_DIGITS:
        return (text,)
    several = several_values(text, bare)
    if bare is bare_phone:
        return _phones_of(text, several)
    if not several and text.count("@") > 1 and bare is bare_email:
        parts = [bare_email(part) for part in _BETWEEN_MAILS.split(text) if part]
        several = tuple(parts) if all(_PLAIN[bare].fullmatch(part) for part in parts) else ()
    return several or (bare(text),)


def _phones_of(text: str, listed: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the phones of a cell; `listed` are those that signs or blanks part."""
    # "039454 555-12" is one number: blanks alone part whole ones only.
    if listed and (re.search(r"[,;\n]", text) or min(map(_digits, listed)) >= _SHORTEST_NUMBER):
        return listed
    text = without_slashes(text, _OF_CODE)
    numbers = (one.replace(_OF_CODE, "/") for one in _parted(text))
    return tuple(dict.fromkeys(map(bare_phone, numbers)))


def _parted(text: str) -> Sequence[str]:
    """Returns the phones that a slash or words part; the slash of a code does not."""
    both = _OTHER_END.fullmatch(text)
    if both and _digits(both["first"]) >= max(_WHOLE_NUMBER, _digits(both["other"]) + 2):
        return both["first"], _with_end(both["first"], both["other"])
    parts = _SLASHED.split(text)
    if min(map(_digits, parts)) < _SHORTEST_NUMBER:
        parts = [text]
    # "040/1234567" has the code of its town before the slash.
    whole = _SLASH.split(text) if len(parts) == 1 else []
    if len(whole) > 1 and min(map(_digits, whole)) >= _WHOLE_NUMBER:
        parts = whole
    return parts


def _with_end(number: str, end: str) -> str:
    """Returns a number with other digits at its end: ``35 94 11 22/23`` are two of one beginning."""
    left = _digits(end)
    at = len(number)
    while left:
        at -= 1
        left -= number[at].isdigit()
    return number[:at] + end


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def why_lost(text: str) -> str:
    """Returns a sentence if a spreadsheet has made a power of ten of a number; empty otherwise."""
    if not _POWER.fullmatch(text.strip()):
        return ""
    return _("“{text}” is what a spreadsheet made of a long number: the number is lost.").format(text=text)


def plain_text(text: str) -> str:
    """Returns a text without blanks and letter case: "22100" is "221 00"."""
    return "".join(text.casefold().split())
