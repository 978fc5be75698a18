"""Reads an invitation to a meeting: a calendar file (iCalendar, RFC 5545), or what a program shows of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from app.recognition.cards.decoding import decode
from app.recognition.language import vocabulary
from app.recognition.language.tables import phrases
from app.recognition.mails.mail import LONGEST_BODY, MOST_PEOPLE, Mail, mailbox
from app.recognition.reading.mail_trimming import Mailbox

_BEGINS = re.compile(r"\s*BEGIN:VCALENDAR", re.IGNORECASE)
_EVENT = re.compile(
    r"^BEGIN:VEVENT\s*$(?P<lines>.*?)(?:^END:VEVENT|\Z)", re.IGNORECASE | re.MULTILINE | re.DOTALL
)
_FOLD = re.compile(r"\r?\n[ \t]")
_PROPERTY = re.compile(r"(?P<name>ORGANIZER|ATTENDEE|DESCRIPTION)(?P<rest>[;:].*)", re.IGNORECASE)
_ADDRESS = re.compile(r":\s*(?:mailto:)?(?P<mail>[^\s:;\"<>]{1,64}@[^\s:;\"<>]{1,190})\s*$", re.IGNORECASE)
_NAME = re.compile(r";CN=(?:\"(?P<quoted>[^\"]{1,200})\"|(?P<plain>[^;:\"]{1,200}))", re.IGNORECASE)
_NO_PERSON = re.compile(r";CUTYPE=(?:ROOM|RESOURCE|GROUP)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([nN;,\\])")
_LONGEST_LINE = 50_000  # characters
_MOST_HEADERS = 12
_LONGEST_HEADER = 5_000  # characters
_HEADER = re.compile(r"\s*\*?(?P<name>[^\W\d_][^\n:]{1,30}?)\s?:\*?\s*(?P<value>\S.*)")
_PERSON = re.compile(
    r"(?P<name>[^<>;@]{0,80}?)\s*[<(](?:mailto:)?(?P<mail>[^<>()\s;@]{1,64}@[^<>()\s;@]{1,190})[>)]"
)
_ATTENDEES = frozenset(phrases("labels", "lines", "attendees"))
_ORGANIZERS = frozenset(vocabulary.ORGANIZER_HEADERS)


def begins_calendar(data: bytes) -> bool:
    """Returns True for a calendar file."""
    return _BEGINS.match(decode(data[:200])) is not None


def read_calendar(data: bytes) -> Mail | None:
    """Reads the first meeting that somebody called; None if nobody did."""
    text = _FOLD.sub("", decode(data[: 2 * LONGEST_BODY]))[:LONGEST_BODY].replace("\r\n", "\n")
    meetings = (_read_meeting(match["lines"]) for match in _EVENT.finditer(text))
    return next((one for one in meetings if one.sender), None)


def read_pasted_invitation(text: str) -> Mail | None:
    """Reads the header of an invitation as programs show it, with who is invited; None for any other text."""
    lines = text.strip().split("\n", _MOST_HEADERS)
    sender, invited, count = None, list[Mailbox](), 0
    for line in lines[:_MOST_HEADERS]:
        header = _HEADER.fullmatch(line.strip()) if len(line) <= _LONGEST_HEADER else None
        if header is None:
            break
        count += 1
        name = header["name"].casefold()
        if name in _ORGANIZERS:
            sender = next(iter(_people(header["value"])), None) or mailbox_of_name(header["value"])
        elif name in _ATTENDEES:
            invited += islice(_people(header["value"]), MOST_PEOPLE)
    if sender is None or not invited:
        return None
    return Mail(sender, copied=tuple(invited[:MOST_PEOPLE]), text="\n".join(lines[count:]))


def mailbox_of_name(text: str) -> Mailbox | None:
    """Returns the mailbox of an address alone."""
    return mailbox("", text)


def _people(text: str) -> Iterator[Mailbox]:
    """Yields those whom a header names with their addresses: ``Kari Lie <kari@fjell.no>; ola@fjell.no``."""
    for piece in re.split(r";|,(?=[^<>]*(?:<|$))", text):
        match = _PERSON.search(piece)
        found = mailbox(match["name"], match["mail"]) if match else mailbox("", piece)
        if found is not None:
            yield found


def _read_meeting(lines: str) -> Mail:
    sender, invited, text = None, list[Mailbox](), ""
    for line in lines.split("\n"):
        match = (
            _PROPERTY.match(line)
            if len(line) <= _LONGEST_LINE or line[:11].upper() == "DESCRIPTION"
            else None
        )
        if match is None:
            continue
        if match["name"].upper() == "DESCRIPTION":
            text = text or _unescaped(match["rest"].partition(":")[2])
        elif (person := _person(match["rest"])) is not None:
            if match["name"].upper() == "ORGANIZER":
                sender = sender or person
            elif len(invited) < MOST_PEOPLE:
                invited.append(person)
    if sender is None and len(invited) == 1:  # who answers an invitation
        sender = invited[0]
    return Mail(sender, copied=tuple(invited), text=text[:LONGEST_BODY])


def _person(rest: str) -> Mailbox | None:
    address = _ADDRESS.search(rest)
    if address is None or _NO_PERSON.search(rest):
        return None
    name = _NAME.search(rest[: address.start()])
    return mailbox((name["quoted"] or name["plain"]) if name else "", address["mail"])


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], text)
