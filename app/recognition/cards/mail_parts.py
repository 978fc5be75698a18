"""A mail as it travels or is saved (RFC 5322, MIME): the cards attached to it, else its text and sender."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from app.recognition.cards.decoding import decode, decode_named

# A mail begins with header fields, one of which says that it is MIME.
_HEADERS = re.compile(r"(?:[!-9;-~]{1,60}:[^\n]*\n(?:[ \t]+[^\n]*\n)*){1,200}")
_IS_MIME = re.compile(
    r"^(?:MIME-Version|Content-Type|Content-Transfer-Encoding):", re.IGNORECASE | re.MULTILINE
)
_CARDS = ("text/vcard", "text/x-vcard", "text/directory")
_MOST_BOUNDARIES = 200
_MOST_HEADERS = 50_000


def text_of_mail(text: str) -> str:
    """Returns the cards of a mail, else its sender and plain text; the text as it is if it is no mail."""
    head = _HEADERS.match(text[:_MOST_HEADERS].replace("\r\n", "\n").lstrip("\ufeff\n"))
    if head is None or _IS_MIME.search(head.group()) is None or text.count("\n--") > _MOST_BOUNDARIES:
        return text
    try:
        mail = message_from_bytes(text.lstrip("\ufeff\r\n").encode("utf-8", "replace"), policy=policy.default)
        parts = list(mail.walk())
        cards = [one for part in parts if part.get_content_type() in _CARDS for one in _contents(part)]
        if cards:
            return "\n".join(cards)
        texts = [one for part in parts if part.get_content_type() == "text/plain" for one in _contents(part)]
        return f"From: {mail['From']}\n\n{texts[0]}" if texts else text
    except Exception:  # noqa: BLE001  # the library raises anything for headers that are none
        return text


def _contents(part: EmailMessage) -> Iterator[str]:
    content = part.get_payload(decode=True)
    if isinstance(content, bytes):
        charset = part.get_content_charset()
        yield decode_named(content, charset) if charset else decode(content)
