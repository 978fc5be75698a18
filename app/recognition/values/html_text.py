"""Reads the text of HTML, pasted or of a mail, without opening anything that it names.

Qt's own reader (`QTextDocumentFragment.fromHtml`) opens style sheets and background pictures, be they on this
computer or on a network share.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
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


def text_of_html(html: str) -> str:
    """Returns the text that a reader of the page sees, each paragraph and row on a line of its own."""
    reader = _Reader()
    reader.feed(html[:_LONGEST])
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # its signature
        if tag in _UNREAD:
            self._unread += 1
        elif tag == "body":
            self._unread = 0  # whatever was left open above it
        self._part(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # as above
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNREAD:
            self._unread = max(self._unread - 1, 0)
        if tag != "br":
            self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.parts.append(re.sub(r"\s+", " ", data))

    def _part(self, tag: str) -> None:
        if not self._unread and (tag in _LINES or tag in _CELLS):
            self.parts.append("\n" if tag in _LINES else " ")
