"""Reads HTML, pasted or of a mail or file, without opening anything that it names, in one pass over it.

Qt's own reader (`QTextDocumentFragment.fromHtml`) opens style sheets and background pictures, be they on this
computer or on a network share. Python's (`html.parser`) begins anew with each tag that has no end, and takes
half a minute for 50,000 characters of ``a<b ``.

What ends where is as in a browser (https://html.spec.whatwg.org/multipage/parsing.html#tokenization): a tag,
comment or script without an end reaches to the end of the text. A quote that nothing closes is none.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

_LONGEST: Final = 1_000_000
"""Characters of HTML that are read: a signature with its styles has some ten thousand."""
_UNREAD: Final = frozenset({"head", "script", "style", "template", "title"})
_LINES: Final = frozenset(
    [
        *("address", "article", "blockquote", "br", "div", "dd", "dl", "dt", "footer", "form", "header"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul"),
    ]
)
_CELLS: Final = frozenset({"td", "th"})
_RAW: Final = frozenset({"script", "style"})
# Each is either text or a whole tag. Possessive throughout: whatever fails, fails at once.
_PART = r"""(?x)
    (?P<text> (?: [^<]++ | <(?![a-zA-Z/!?]) )++ )
  | <(?P<end>/?+) (?P<name>[a-zA-Z][^\s/>]*+) (?P<more> (?: [^>=]++ | =\s*+ (?: "[^"]*+" | '[^']*+' )?+ )*+ )>
"""
_DECLARATION = "<(?:[!?]|/(?![a-zA-Z]))"
_ATTRIBUTE = r"""([^\s=/"'][^\s=/]*+)\s*+(?:=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s]*+)))?+"""


def text_of_html(html: str) -> str:
    """Returns the text that a reader of the page sees, each paragraph and row on a line of its own."""
    reader = _Reader()
    reader.read(html[:_LONGEST])
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def attributes(more: str) -> dict[str, str]:
    """Returns the attributes of a tag, by their names in small letters; of two of a name the first."""
    found = re.findall(_ATTRIBUTE, more)
    return {name.lower(): unescape(one or other or bare) for name, one, other, bare in reversed(found)}


class HtmlReader:
    """Goes through HTML from its beginning to its end and tells of each tag and text."""

    def read(self, html: str) -> None:
        """Calls `start`, `end` and `text` for what there is, one after the other."""
        place, match, blanks = 0, re.compile(_PART).match, re.compile(r"\s+")
        while place < len(html):
            part = match(html, place)
            if part is None:
                place = _after_comment(html, place)
                continue
            place = part.end()
            text, slash, name, more = part.groups()
            if text is not None:
                self.text(blanks.sub(" ", unescape(text) if "&" in text else text))
                continue
            name = name.lower()
            if slash:
                self.end(name)
            elif _is_closed(more):
                self.empty(name, more)
            else:
                self.start(name, more)
                place = _end_of_raw(html, place, name) if name in _RAW else place

    def start(self, name: str, more: str) -> None:
        """Takes a tag that opens something; `attributes` reads what `more` there is in it."""

    def end(self, name: str) -> None:
        """Takes a tag that closes something."""

    def empty(self, name: str, more: str) -> None:
        """Takes a tag that opens something and closes it, as ``<br/>``."""
        self.start(name, more)
        self.end(name)

    def text(self, text: str) -> None:
        """Takes what stands between two tags; line breaks of the source are blanks."""


def _is_closed(more: str) -> bool:
    """Returns True for ``<br/>`` and ``<p class="a" />``, but not where the slash belongs to a value."""
    return more.endswith("/") and (len(more) == 1 or more[-2] in " \t\r\n\"'")


def _after_comment(html: str, place: int) -> int:
    """Returns where a comment or a declaration ends; the end of the text for a tag that has none."""
    if html.startswith("<!--", place):
        sign = "-->"  # two of its dashes may be those of its beginning
    elif re.compile(_DECLARATION).match(html, place):
        sign = ">"
    else:
        return len(html)
    end = html.find(sign, place + 2)
    return end + len(sign) if end >= 0 else len(html)


def _end_of_raw(html: str, place: int, name: str) -> int:
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, place)
    return found.start() if found else len(html)


class _Reader(HtmlReader):
    def __init__(self) -> None:
        self.parts: list[str] = []
        self._unread = 0

    def start(self, name: str, more: str) -> None:  # noqa: ARG002  # its signature
        if name in _UNREAD:
            self._unread += 1
        elif name == "body":
            self._unread = 0  # whatever was left open above it
        self._part(name)

    def end(self, name: str) -> None:
        if name in _UNREAD:
            self._unread = max(self._unread - 1, 0)
        if name != "br":
            self._part(name)

    def empty(self, name: str, more: str) -> None:  # noqa: ARG002  # as above
        self._part(name)

    def text(self, text: str) -> None:
        if not self._unread:
            self.parts.append(text)

    def _part(self, name: str) -> None:
        if not self._unread and (name in _LINES or name in _CELLS):
            self.parts.append("\n" if name in _LINES else " ")
