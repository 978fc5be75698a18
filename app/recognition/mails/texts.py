"""Puts together the text of a mail from its parts: plain, HTML, and what a meeting says."""

from __future__ import annotations

import re
from typing import ClassVar, Final

from app.recognition.mails.invitations import read_calendar
from app.recognition.mails.mail import LONGEST_BODY
from app.recognition.values.html_text import text_of_html

_PLAIN: Final = "text/plain"
_HTML: Final = "text/html"
_CALENDAR: Final = "text/calendar"
_SHORT: Final = 400
"""Characters of a plain text that may only say that there is another form of it."""


class Texts:
    """Collects texts in their order; those that say the same in different forms share a number."""

    KINDS: ClassVar = (_PLAIN, _HTML, _CALENDAR)

    def __init__(self) -> None:
        self._found: dict[int, dict[str, list[str]]] = {}
        self._left = dict.fromkeys(self.KINDS, LONGEST_BODY)

    def add(self, group: int, kind: str, text: str) -> None:
        """Takes the text of a part of one of the kinds, as far as there is room for it."""
        kept = text[: self._left[kind]]
        self._left[kind] -= len(kept)
        self._found.setdefault(group, {}).setdefault(kind, []).append(kept)

    def text(self) -> str:
        """Returns the whole: of several forms the plain one, unless it is empty or only names the other."""
        texts = [_chosen(forms) for forms in self._found.values()]
        return "\n".join(one for one in texts if one.strip())

    def page(self) -> str:
        """Returns what there is as HTML."""
        return "\n".join(page for forms in self._found.values() for page in forms.get(_HTML, ()))


def _chosen(forms: dict[str, list[str]]) -> str:
    plain = "\n".join(forms.get(_PLAIN, ()))
    if len(plain) > _SHORT or (plain.strip() and _HTML not in forms):
        return plain
    page = "\n".join(map(text_of_html, forms.get(_HTML, ())))
    if page.strip() and not _says_the_same(plain, page):
        return page
    return plain if plain.strip() else _of_meeting(forms)


def _says_the_same(plain: str, page: str) -> bool:
    """Returns True if most words of a plain text are in that of its HTML."""
    words = re.findall(r"\w+", plain.casefold())
    there = set(re.findall(r"\w+", page.casefold()))
    return bool(words) and 2 * sum(word in there for word in words) > len(words)


def _of_meeting(forms: dict[str, list[str]]) -> str:
    calendar = "".join(forms.get(_CALENDAR, ())[:1])
    meeting = read_calendar(calendar.encode()) if calendar else None
    return meeting.text if meeting else ""
