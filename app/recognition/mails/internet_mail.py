"""Reads a mail as it travels and as most programs save it (.eml): RFC 5322, MIME."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from email.message import EmailMessage
from email.parser import BytesFeedParser
from email.policy import EmailPolicy, Policy
from typing import Final, cast

from app.recognition.cards.decoding import decode, decode_named
from app.recognition.mails.leads import rows_listed
from app.recognition.mails.mail import (
    CARD_FILES,
    LONGEST_BODY,
    LONGEST_CARD,
    MOST_CARDS,
    MOST_PEOPLE,
    Mail,
    OnStep,
    UnreadableMail,
    mailbox,
)
from app.recognition.mails.texts import Texts
from app.recognition.reading.mail_trimming import Mailbox
from app.translation import _

# A mail begins with header fields, after the line that mailboxes of Unix put above each (From - Mon Nov …).
_HEADERS = re.compile(rb"(?:From [^\n]*\n)?(?>>?[!-9;-~]{1,80}+:[^\n]*+\n(?:[ \t][^\n]*+\n)*+){1,500}+")
_IS_MAIL = re.compile(
    rb"^(?:MIME-Version|Content-Type|Content-Transfer-Encoding|Message-ID|Received|Return-Path):",
    re.IGNORECASE | re.MULTILINE,
)
_CARDS: Final = ("text/vcard", "text/x-vcard", "text/directory")
_ENCRYPTED: Final = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_TNEF: Final = "application/ms-tnef"
_TNEF_FILE: Final = "winmail.dat"
_PGP = "-----BEGIN PGP MESSAGE-----"
MOST_IN_HEADERS: Final = 100_000
"""How many bytes of a file tell whether it is a mail."""
# Characters: what the library reads a field with goes through all of it again at each sign.
_LONGEST_FIELD: Final = 6_000
_LONGEST_OF_CONTENT: Final = 2_000
_MOST_LISTED: Final = 4 * MOST_PEOPLE
"""Parts between commas, which may stand within names, too."""
_MOST_NESTED: Final = 50
_DEEPEST: Final = 3  # mails within mails
_MOST_PARTS: Final = 2_000  # lines that may begin one
_MOST_OF_A_PART: Final = 2 * LONGEST_BODY  # in base64 it is a third more
_CHUNK: Final = 65_536


class _ShortFields(EmailPolicy):
    """Reads no more of a field than is needed of any."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Returns a field's name and what it says; of a long list, those who are whole."""
        name, value = super().header_source_parse(sourcelines)
        if name.lower().startswith("content-"):
            return name, value[:_LONGEST_OF_CONTENT]
        if len(value) > _LONGEST_FIELD:
            value = value[:_LONGEST_FIELD].rpartition(",")[0]
        return name, ",".join(value.split(",", _MOST_LISTED)[:_MOST_LISTED])


_POLICY: Final = _ShortFields()


def begins_mail(data: bytes) -> bool:
    """Returns True if a text is a mail with its header fields, one of which only programs write."""
    start = data[:MOST_IN_HEADERS].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").replace(b"\r\n", b"\n")
    head = _HEADERS.match(start)
    return head is not None and _IS_MAIL.search(head.group()) is not None


def read_internet_mail(data: bytes, on_step: OnStep = lambda _count: None) -> Mail:
    """Reads a mail. Raises UnreadableMail with a sentence."""
    data = _beginnings(data)
    # Each part costs time, and each level that it is nested costs it again for every line.
    small = data.lower()
    nested = small.count(b"multipart/") + small.count(b"message/")
    if nested > _MOST_NESTED or small.count(b"\n--") >= _MOST_PARTS:
        raise UnreadableMail(_("This mail has too many parts to be read. Copy its text and paste that."))
    del small
    parser: BytesFeedParser[EmailMessage] = BytesFeedParser(
        EmailMessage, policy=cast("Policy[EmailMessage]", _POLICY)
    )
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    try:
        for at in range(0, len(data), _CHUNK):
            on_step(0)
            parser.feed(data[at : at + _CHUNK])
        mail = parser.close()
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        # What the library raises for headers that are none.
        raise UnreadableMail(
            _("This mail is damaged and cannot be read. Copy its text and paste that.")
        ) from None
    return _read(mail)


def _beginnings(data: bytes) -> bytes:
    """Returns a mail with no more of each part than is read of any: what is attached may be large."""
    parts = list[bytes]()
    at = 0
    while at < len(data) and len(parts) <= _MOST_PARTS:
        end = data.find(b"\n--", at + 1)
        end = len(data) if end < 0 else end
        parts.append(data[at : min(end, at + _MOST_OF_A_PART)])
        at = end
    return b"".join(parts)


def _read(mail: EmailMessage, depth: int = 0) -> Mail:
    texts, cards = Texts(), list[str]()
    is_encrypted = is_signed = is_rtf = False
    attached: Mail | None = None
    for part, group in _parts(mail):
        kind, name = _kind_of(part), _file_name_of(part)
        if kind in _CARDS or name.endswith(CARD_FILES):
            cards += _content(part, LONGEST_CARD) if len(cards) < MOST_CARDS else []
        elif kind in _ENCRYPTED:
            is_sealed = _is_signed(part)
            is_encrypted, is_signed = is_encrypted or not is_sealed, is_signed or is_sealed
        elif kind == _TNEF or name == _TNEF_FILE:
            is_rtf = True
        elif kind == "message/rfc822":
            attached = attached or _attached(part, depth + 1)
        elif kind in texts.KINDS and not name and not _is_attached(part):
            texts.add(group, kind, "".join(_content(part, LONGEST_BODY)))
    text = texts.text()
    if _PGP in text:
        text, is_encrypted = text.partition(_PGP)[0], True
    sender = next(iter(_people(mail, "From")), None)
    return Mail(
        sender,
        _people(mail, "To"),
        _people(mail, "Cc"),
        text,
        tuple(cards),
        is_encrypted,
        is_rtf,
        is_signed,
        attached,
        rows_listed(texts.page()),
    )


def _attached(part: EmailMessage, depth: int) -> Mail | None:
    inner = part.get_payload()
    first = inner[0] if isinstance(inner, list) and inner and depth <= _DEEPEST else None
    return _read(first, depth) if isinstance(first, EmailMessage) else None


def _parts(mail: EmailMessage) -> Iterator[tuple[EmailMessage, int]]:
    """Yields the parts of a mail, not those of mails that are attached to it.

    Those that say the same in different forms have the same number.
    """
    waiting: list[tuple[EmailMessage, int]] = [(mail, 0)]
    count = 0
    while waiting:
        part, group = waiting.pop()
        kind = _kind_of(part)
        if kind in _ENCRYPTED or not kind.startswith("multipart/"):
            count += 1
            yield part, group or count
        elif isinstance(inner := part.get_payload(), list):
            count += 1
            below = group or (count if kind == "multipart/alternative" else 0)
            waiting += [(one, below) for one in reversed(inner) if isinstance(one, EmailMessage)]
        else:  # it says that it has parts, and has none: its text is there all the same
            with suppress(ValueError, LookupError, TypeError, AttributeError, RecursionError):
                part.set_type("text/plain")
            count += 1
            yield part, group or count


def _kind_of(part: EmailMessage) -> str:
    try:
        return part.get_content_type()
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return "text/plain"  # as RFC 2045 has it for what does not say


def _file_name_of(part: EmailMessage) -> str:
    with suppress(ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return (part.get_filename() or "").lower()
    return ""


def _is_signed(part: EmailMessage) -> bool:
    with suppress(ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return part.get_param("smime-type") == "signed-data"
    return False


def _is_attached(part: EmailMessage) -> bool:
    with suppress(ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return part.get_content_disposition() == "attachment"
    return False


def _content(part: EmailMessage, most: int) -> list[str]:
    """Returns the text of a part, at most so many bytes of it."""
    content, charset = None, None
    with suppress(ValueError, LookupError, TypeError, AttributeError, RecursionError):
        content = part.get_payload(decode=True)
        charset = part.get_content_charset()
    if not isinstance(content, bytes):
        return []
    return [decode_named(content[:most], charset) if charset else decode(content[:most])]


def _people(mail: EmailMessage, field: str) -> tuple[Mailbox, ...]:
    """Returns those whom a header field names, as far as it can be read."""
    raw = next((str(value) for name, value in mail.raw_items() if name.lower() == field.lower()), "")
    try:
        header = _POLICY.header_fetch_parse(field, raw)
        told = [(one.display_name, one.addr_spec) for one in header.addresses]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        told = []
    found = [one for one in (mailbox(name, address) for name, address in told) if one is not None]
    return tuple({one.mail.lower(): one for one in reversed(found)}.values())[::-1][:MOST_PEOPLE]
