"""Mends texts whose letters an export has encoded twice, or taken apart, and leaves out what nobody sees."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache
from html import unescape
from typing import Final

from app.recognition.sheets.sheet import Row, Sheet
from app.translation import _

_PAGES: Final = ("cp1252", "latin-1", "mac_roman", "cp850", "cp437")
"""As what letters in UTF-8 are read by mistake: "Ã¸", "√∏", "├©", "├╕"."""
_LETTERS: Final = "".join(map(chr, range(0xA0, 0x180)))
_SIGNS: Final = "–—‘’‚“”„†•…€™\u200b\ufeff"
# What no word has before a sign is the first half of a letter of Western Europe.
_TWICE: Final = re.compile(
    "[Ã√├][^\x00-\x7f]|(?:â[€‚\x80\x82]|‚Ä|ÔÇ|Ôé|ΓÇ|Γé)[^\x00-\x7f]|(?<=[\\d\\s])Â[\xa0°²³½«»]"
)
_MARK_AS_LETTERS: Final = "ï»¿"
_MOST_TIMES: Final = 3
_ENTITY: Final = re.compile(
    r"&(?:amp|nbsp|euro|apos|shy|[lr][sd]quo|[nm]dash|hellip|szlig|eth|thorn|[lr]aquo|copy|reg|trade"
    r"|[A-Za-z]{1,2}(?:uml|ring|slash|lig|acute|grave|circ|tilde|cedil|caron)"
    r"|#(?:39|\d{3,5}|[xX](?:27|[0-9A-Fa-f]{3,4}|[89A-Fa-f][0-9A-Fa-f])));"
)
_UNSEEN: Final = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0c\x0e-\x1f\x7f]+"
)
_BLANK: Final = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_BREAK: Final = re.compile("\r?\x0b|[\u2028\u2029]|_x000D_\n?")
_PARTS: Final = re.compile("[\u0300-\u036f]")
_BREAKS: Final = ("\x0b", "\u2028", "\u2029", "_x000D_")
_LEADS: Final = frozenset("Ã√├â‚ÔΓÂ")
_RANGES: Final = (
    *((0x00, 0x08), (0x0C, 0x0C), (0x0E, 0x1F), (0x7F, 0x7F), (0xA0, 0xA0), (0xAD, 0xAD), (0x300, 0x36F)),
    *((0x2000, 0x200F), (0x202A, 0x202F), (0x205F, 0x2069), (0x3000, 0x3000), (0xFEFF, 0xFEFF)),
)
_UNUSUAL: Final = frozenset(chr(one) for first, last in _RANGES for one in range(first, last + 1))
_PRINTED: Final = bytes((0x09, 0x0A, 0x0D, *range(0x20, 0x7F)))
_AT_ONCE: Final = 500
"""Rows."""
_LETTERS_AT_ONCE: Final = 200_000
"""So many are searched before other threads may go on."""
_LOST: Final = re.compile(r"\ufffd|[^\W\d_]\?[^\W\d_]|(?<!\S)\?[^\W\d_]")
_WORD: Final = re.compile(r"[^\s;,|\"]{1,40}")
_TOLD: Final = _(
    "An export has encoded the letters of this table twice: “{before}” is read as “{after}”, "
    "and others like it in the same way."
)
_LOST_TOLD: Final = _("“{text}” has lost a letter.")


def mended_text(text: str) -> tuple[str, tuple[str, ...]]:
    """Returns a text with its letters, and a sentence about those that had been encoded twice."""
    text = text.removeprefix(_MARK_AS_LETTERS)
    if "&" in text:
        text = _ENTITY.sub(lambda match: unescape(match[0]), text)
    remarks: tuple[str, ...] = ()
    beyond = _beyond(text)
    if not _LEADS.isdisjoint(beyond) and is_in(_TWICE, text):
        text, remarks = _as_meant(text)
        beyond = _beyond(text)
    return (text if _UNUSUAL.isdisjoint(beyond) else _without_unseen(text)), remarks


def is_in(pattern: re.Pattern[str], text: str) -> bool:
    """Returns True if a pattern, of which nothing goes beyond the end of a line, is found in a text."""
    at = 0
    while at < len(text):
        end = text.find("\n", at + _LETTERS_AT_ONCE) + 1 or len(text)
        if pattern.search(text, at, end):
            return True
        at = end
    return False


def has_other_breaks(text: str) -> bool:
    """Returns True if lines within cells end as some programs have it: `mended_sheet` reads them."""
    return any(sign in text for sign in _BREAKS)


_MAY_HAVE_RUNS: Final = 64
"""Letters of a cell that is looked through for long runs of blanks."""
_FEW: Final = 8
_RUN: Final = re.compile(r"\s{17,}")


def mended_sheet(sheet: Sheet) -> Sheet:
    """Returns a sheet with the letters of its cells, as `mended_text` has them; the same one mostly."""
    remarks: tuple[str, ...] = ()
    rows: list[Row] = []
    for at in range(0, len(sheet.rows), _AT_ONCE):
        some = sheet.rows[at : at + _AT_ONCE]
        if _is_plain("".join("".join(row.cells) for row in some)):
            rows += some
            continue
        for row in some:
            mended = [mended_text(_BREAK.sub("\n", cell)) for cell in row.cells]
            remarks = remarks or next((told for _cell, told in mended if told), ())
            rows.append(Row(row.number, tuple(cell.strip() for cell, _told in mended)))
    return replace(sheet, rows=tuple(rows), remarks=(*remarks, *sheet.remarks))


def without_long_blanks(sheet: Sheet) -> Sheet:
    """Returns a sheet whose cells have no more blanks or empty lines in a row than people type.

    Web pages have thousands, and whatever looks for a word behind blanks begins at each of them.
    """
    if all(max(map(len, row.cells), default=0) <= _MAY_HAVE_RUNS for row in sheet.rows):
        return sheet
    rows = (Row(row.number, tuple(map(_without_long_blanks, row.cells))) for row in sheet.rows)
    return replace(sheet, rows=tuple(rows))


def _without_long_blanks(cell: str) -> str:
    return _RUN.sub(_shorter, cell) if len(cell) > _MAY_HAVE_RUNS else cell


def _shorter(run: re.Match[str]) -> str:
    lines = run[0].count("\n")
    return "\n" * min(lines, 2) if lines else run[0][:_FEW]


def _is_plain(text: str) -> bool:
    is_usual = (_LEADS | _UNUSUAL).isdisjoint(_beyond(text)) and not has_other_breaks(text)
    return is_usual and not ("&" in text and _ENTITY.search(text))


def _beyond(text: str) -> frozenset[str]:
    """Returns the letters and signs beyond those that are printed in ASCII; a table has millions of these."""
    return frozenset(text.encode("utf-8", "replace").translate(None, _PRINTED).decode("utf-8"))


def why_damaged(text: str) -> str:
    """Returns a sentence if a letter of a name is lost, such as that of "M?ller"; empty otherwise."""
    is_lost = ("?" in text or "\ufffd" in text) and "//" not in text and _LOST.search(text)
    return _LOST_TOLD.format(text=text) if is_lost else ""


def _as_meant(text: str) -> tuple[str, tuple[str, ...]]:
    """Returns a text that was encoded twice, or more often, as it was before, and the first word of it."""
    mended = text
    for _time in range(_MOST_TIMES):
        mended = _all_twice().sub(lambda match: _twice()[match[0]], mended)
        if not is_in(_TWICE, mended):
            break
    both = zip(_WORD.finditer(text), _WORD.finditer(mended), strict=False)
    told = next(((one[0], other[0]) for one, other in both if one[0] != other[0]), None)
    return mended, (_TOLD.format(before=told[0], after=told[1]),) if told else ()


@cache
def _twice() -> dict[str, str]:
    """Returns the letters and signs by what they are where UTF-8 is read as something else."""
    found: dict[str, str] = {}
    for page in reversed(_PAGES):
        for letter in (*_LETTERS, *_SIGNS):
            if read := _read_as(letter.encode(), page):
                found[read] = letter
    return found


def _read_as(data: bytes, page: str) -> str:
    """Returns what a page has for bytes; Windows' own has control characters where it has no letters."""
    text = "".join(
        chr(one) if page == "cp1252" and one in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes((one,)).decode(page)
        for one in data
    )
    return text if not text.isascii() else ""


@cache
def _all_twice() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_twice(), key=len, reverse=True))))


def _without_unseen(text: str) -> str:
    """Returns a text without marks that nobody sees, with plain blanks and whole letters."""
    text = _BLANK.sub(" ", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", text) if _PARTS.search(text) else text
