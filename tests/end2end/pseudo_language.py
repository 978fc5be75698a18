"""A language that marks each text: what is shown without a mark has not come through the catalogue.

`install` comes before anything with texts is imported.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from app.translation import catalogue
from app.translation.languages import LANGUAGES

ROOT = Path(__file__).parents[2]
_DATA = (
    *("app/sandbox/**/*.py", "tests/end2end/*scenes.py"),
    *("tests/helpers/ui/company.py", "tests/helpers/ui/outbox_desk.py", "tests/helpers/data/fair.py"),
    "tests/helpers/registers/everywhere.py",
)
"""Whose strings are what the practice server says, and what is typed."""
_MARKED = re.compile("⟦[^⟦⟧]*⟧")
_NO_WORDS = re.compile(
    r"https?://\S+|\w+day, \d+ \w+ \d{4} [\d:]{5,} .*|"
    r"\tEnter|(?:(?:Ctrl|Shift|Alt)\+)+(?:\w+|[,+-])|[dmyh/:]{5,}|&?X-XSRF-TOKEN|Fax\b|<[^>]*>|\b\w{1,3}\b"
)
_OF_QT = {
    *("Cancel", "Close", "Scroll Left", "Scroll Right", "January", "February", "March", "April", "June"),
    *LANGUAGES.values(),
    *("July", "August", "September", "October", "November", "December", "Enter"),
}
_SHORTEST = 4  # shorter ones are formats and names of keys too


class Marking:
    def gettext(self, text: str) -> str:
        return text if len(text) < _SHORTEST else f"⟦{text}⟧"

    def pgettext(self, _context: str, text: str) -> str:
        return self.gettext(text)

    def ngettext(self, one: str, many: str, count: int) -> str:
        return self.gettext(one if count == 1 else many)


def install() -> None:
    """Has every text of the program marked from now on."""
    catalogue._catalogue = Marking()  # type: ignore[assignment]  # it answers the same questions


def is_unmarked(text: str) -> bool:
    """Whether there are words in a text that are neither marked nor data."""
    rest, before = text.replace("&", ""), ""
    while rest != before:
        before, rest = rest, _MARKED.sub("", rest)
    rest = _NO_WORDS.sub("", rest)
    if not re.search(r"[^\W\d_]{4,}", rest):
        return False
    words = re.findall(r"[^\W\d_]{4,}", rest)
    # The practice server makes a code of the beginnings of a name: NordlysH.
    if re.fullmatch(r"(?:[A-Z][a-z]*){2,}", text):
        return False
    return text not in _OF_QT and not all({word, word.upper()} & _data() for word in words)


@cache
def _data() -> frozenset[str]:
    """Every word of the practice server's data and of what is typed."""
    strings = [
        node.value
        for pattern in _DATA
        for path in ROOT.glob(pattern)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    from app.model.registers.settings import TITLES  # not before `install`

    return frozenset(re.findall(r"[^\W\d_]{4,}", " ".join((*strings, *TITLES.values()))))
