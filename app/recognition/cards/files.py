"""Parts a text into cards: files of them, mails that quote them, the one line of a QR code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.recognition.cards.codes import (
    begins_code,
    begins_jcard,
    begins_xcard,
    cards_of_codes,
    cards_of_json,
    cards_of_xml,
)
from app.recognition.cards.lines import KNOWN_NAMES, LONGEST_VALUE, properties_in
from app.recognition.cards.properties import Property

# A group may stand before it (RFC 2425), and the marks of a quoted mail before each line.
_BEGIN = re.compile(
    r"^(?P<quote>[ \t]{0,50}(?:>[ \t]?){0,20})[ \t]{0,50}(?:[\w-]{1,60}\.)?BEGIN[ \t]{0,9}:[ \t]{0,9}VCARD"
    r"(?P<rest>[^\w\n][^\n]*|(?=VERSION)[^\n]*)?$",
    re.IGNORECASE | re.MULTILINE,
)
_END = re.compile(r"[ \t]{0,50}(?:[\w-]{1,60}\.)?END[ \t]{0,9}:[ \t]{0,9}VCARD\b", re.IGNORECASE)
_AGENT = re.compile(r"[ \t]{0,50}AGENT(?:;[^:]{0,200})?:[ \t]{0,50}$", re.IGNORECASE)
_IN_ONE_LINE = re.compile(
    r"(?:\\r)?\\n[ \t]*"
    rf"|[ \t]+(?=(?:[\w-]{{1,40}}\.)?(?:{'|'.join(KNOWN_NAMES)}|X-[\w-]{{1,40}})(?:;[^:\s]{{0,200}})?:)",
    re.IGNORECASE,
)


def holds_cards(text: str) -> bool:
    """Returns True if a vCard, jCard, xCard, MECARD or BIZCARD begins in the text."""
    # The expression alone takes a second and a half for a megabyte without a card.
    begins_card = "VCARD" in text.upper() and _BEGIN.search(text) is not None
    return begins_card or begins_code(text) or begins_jcard(text) or begins_xcard(text)


def cards_in(text: str) -> Iterator[list[Property]]:
    """Yields the properties of each card of a text, one card at a time; damaged lines are left out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if begins_jcard(text):
        yield from cards_of_json(text)
    elif begins_xcard(text):
        yield from cards_of_xml(text)
    elif _BEGIN.search(text) is None:
        yield from cards_of_codes(text)
    else:
        for lines in _line_cards(text):
            yield list(properties_in(lines))


def _line_cards(text: str) -> Iterator[list[str]]:
    """Yields the lines of each card between its BEGIN and END."""
    card: _LineCard | None = None
    for line in text.split("\n"):
        begin = _BEGIN.match(line)
        if begin is None:
            if card is not None and card.ends_with(line):
                yield card.lines
                card = None
        elif card is None or not card.begins_agent():
            if card is not None:  # cut off
                yield card.lines
            card = _LineCard(begin["quote"])
            if rest := (begin["rest"] or "").strip():
                yield _parted(rest[:LONGEST_VALUE])
                card = None
    if card is not None:
        yield card.lines


class _LineCard:
    """A card whose lines are collected; another one within its AGENT is left out."""

    def __init__(self, quote: str) -> None:
        self.lines: list[str] = []
        self._quote = quote
        self._is_agent = False

    def begins_agent(self) -> bool:
        """Returns True if what begins now is the card of this one's agent (vCard 2.1)."""
        self._is_agent = bool(self.lines) and _AGENT.match(self.lines[-1]) is not None
        return self._is_agent

    def ends_with(self, line: str) -> bool:
        """Takes a line. Returns True if it ends the card."""
        bare = _without_quote(line, self._quote)
        if _END.match(bare) is None:
            if not self._is_agent:
                self.lines.append(bare)
            return False
        ended, self._is_agent = not self._is_agent, False
        return ended


def _without_quote(line: str, quote: str) -> str:
    """Removes the marks of a quoted mail, as many as stand before BEGIN."""
    if ">" not in quote:
        return line
    marks = re.match(rf"[ \t]*(?:>[ \t]?){{0,{quote.count('>')}}}", line)
    return line[marks.end() :] if marks else line


def _parted(text: str) -> list[str]:
    """Returns the lines of a card whose line breaks became blanks, as in the text of a QR code."""
    lines: list[str] = []
    for line in _IN_ONE_LINE.split(text):
        if _END.match(line):
            break
        lines.append(line)
    return lines
