"""What a paste, a middle click or a drop brings into a field: one rule for every kind of field.

- Several lines become one in a field of one line (`app.ui.inputs.line`), and stay in a note.
- HTML counts as its text. A link is its address; in fields for addresses and numbers, what is copied with its
  surroundings (``mailto:``, ``Name <x@y>``) becomes the bare value, and one undo brings back what was copied.
- A file or picture brings nothing: its path is not what anybody means. A sentence says what to do; a drop of
  one, and a drop of several lines onto one line, is left to the window, which has it read.
- Of a text beyond what such a field can hold, the beginning comes in, whole characters only, and a sentence
  says how much did not. The clipboard keeps all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QTextBoundaryFinder

from app.model.text_normalization import shortened, utf16_length
from app.translation import _

MOST_IN_VALUE = 250
"""How many UTF-16 units a paste may leave in a number, a date, a choice or a search."""
MOST_IN_LINE = 2_000
MOST_IN_NOTE = 20_000
# More takes longer to become text than a key may; a signature with its styles has some ten thousand.
MOST_HTML = 50_000


@dataclass(frozen=True)
class Incoming:
    """The text that comes into a field, and a sentence about what does not; both may be empty."""

    text: str = ""
    left_out: str = ""


def incoming(data: QMimeData, room: int, *, lines: bool = False) -> Incoming:
    """Returns what comes of `data` into a field that has room for so many UTF-16 units.

    With `lines`, the text may have several; else the caller makes one of them.
    """
    if names := local_files(data):
        one = _("“{name}” is a file, and a field takes text. Ctrl+Shift+V reads vCards and text files.")
        many = _("These are {count} files, and a field takes text. Ctrl+Shift+V reads vCards and text files.")
        return Incoming(
            left_out=(one if len(names) == 1 else many).format(
                name=shortened(names[0].name), count=len(names)
            )
        )
    text = _text_of(data)
    if not text:
        return Incoming(left_out=_why_nothing(data))
    taken = beginning(text, max(room, 0))
    left = len(text) - len(taken)
    if not left and not data.hasText() and len(data.html()) > MOST_HTML:
        return Incoming(taken, _("Only the beginning of what was copied was put in: it is too long."))
    return Incoming(taken, _too_much(len(taken), left, lines=lines) if left else "")


def local_files(data: QMimeData) -> list[Path]:
    """Returns the files that were dropped, or copied in a file manager."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []


def has_text(data: QMimeData) -> bool:
    """Returns True if a drop brings text, so that a field can take it."""
    return not local_files(data) and (data.hasText() or data.hasHtml())


def is_for_window(data: QMimeData) -> bool:
    """Returns True if a drop onto one line is left to the window: files, pictures, several lines."""
    return not has_text(data) or "\n" in _text_of(data).strip()


def beginning(text: str, most: int) -> str:
    """Returns as much of a text as fits into so many UTF-16 units, whole characters as one sees them."""
    # A little more than fits, so that the finder sees whether a character goes on; Qt counts in UTF-16 too.
    head = text[: most + 64]
    if len(head) == len(text) and utf16_length(text) <= most:
        return text
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, head)
    finder.setPosition(most)
    if not finder.isAtBoundary():
        finder.toPreviousBoundary()
    units = head.encode("utf-16-le", "surrogatepass")[: max(finder.position(), 0) * 2]
    return units.decode("utf-16-le", "surrogatepass")


def seen_characters(text: str) -> int:
    """Returns how many characters a reader sees, which may be of several UTF-16 units each."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    count = 0
    while finder.toNextBoundary() > 0:
        count += 1
    return count


def _text_of(data: QMimeData) -> str:
    if data.hasText():
        return data.text()
    if not data.hasHtml():
        return ""
    from app.recognition.values.html_text import text_of_html

    html = data.html()
    # Up to the end of a tag: half of one would be text.
    return text_of_html(html if len(html) <= MOST_HTML else html[: html.rfind(">", 0, MOST_HTML) + 1])


def _why_nothing(data: QMimeData) -> str:
    if data.hasImage():
        return _("What was copied is a picture, and a field takes text. Ctrl+Shift+V reads the code in it.")
    return _("What was copied is no text. Ctrl+Shift+V reads vCards.") if data.formats() else ""


def _too_much(taken: int, left: int, *, lines: bool) -> str:
    if lines:
        nothing = _("Nothing was put in: this note is full, and {left} characters do not fit.")
        some = _("Only the first {taken} characters were put into this note; {left} more were left out.")
    else:
        nothing = _("Nothing was put in: this field is full, and {left} characters do not fit.")
        some = _("Only the first {taken} characters were put into this field; {left} more were left out.")
    return (some if taken else nothing).format(taken=taken, left=left)
