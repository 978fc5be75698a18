"""Reduces a mail to the lines about its writer: without headers, quoted mails and prose."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, takewhile

from app.recognition.language import patterns, vocabulary
from app.recognition.language.labels import is_about_others, is_heading, split_field_label
from app.recognition.language.names import company_name_in, parse_name
from app.recognition.layout.arrangement import laid_out
from app.recognition.lines.lower_case import with_capitals
from app.recognition.lines.notices import with_notices_apart
from app.recognition.lines.order_parties import without_receivers
from app.recognition.lines.other_parties import without_other_parties
from app.recognition.lines.prose_contacts import asked_instead, own_addresses, own_numbers
from app.recognition.lines.short_numbers import with_whole_numbers
from app.recognition.values.web_addresses import with_plain_mails

# More than any signature or list of people. A longer text is a document, whose ends name its writer.
MOST_LINES = 500
MOST_LINES_READ = 4000
LONGEST_LINE = 300
LONGEST_LEGAL_LINE = 1000
_MOST_CLOSINGS = 20
_MOST_OF_A_MAIL = 20_000  # characters
_MOST_LINES_OF_A_QUOTE_HEADER = 3
_MOST_OF_A_COMPANY = 8  # words: "Engel IT-Systemhaus e. K." ends as a sentence does
_SHORTEST_HEADING = 5
_MOST_OF_A_HEAD = 4  # lines of a card above its first rule
_MOST_LINES_BELOW = 40
_ZERO_WIDTH = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD))
_NOISE = re.compile(
    r"\[cid:[^\]]*\]|\[https?://[^\]\s]*\]|\[(?:image|bilde|bild|logo)[^\]]*\]|<(?:https?|mailto):[^>\s]*>(?=\s|$|[|•·,])"
    r"|^\s*(?:sent (?:from|via)|sendt fra|skickat från|von meinem|gesendet von|envoyé de(?:puis)?|inviato da"
    r"|verzonden vanaf|verstuurd vanaf|enviado desde|lähetetty|wysłane z|odesláno z"
    r"|(?:\S+\s){1,2}outlook (?:\S+\s)?(?:ios|android)\b).*$",
    re.IGNORECASE,
)
# "[22 86 54 00](tel:+4722865400)", as Markdown writes links.
_MARKDOWN = re.compile(r"\[(?P<text>[^\[\]\n]{1,120})\]\((?:tel|mailto|https?):[^()\s]{1,500}\)")
_BLANK_BEFORE_DOT = re.compile(r"(?<=[Ss]tr) \.(?= )")  # as programs read pictures of cards
_WIDE_GAP = re.compile(r"[ \t]{60,}")
_PARTS = re.compile(r"\s+[|•·●▪■]\s+")
_DETAILS = re.compile(r"@|\d{2}[\d .()/-]{4,}\d|www\.")
_HEADING_DASH = re.compile(r"\s+[–—-]\s+")
_MAILBOX = re.compile(
    r"(?P<name>[^<>;]*?)\s*[<\[](?:mailto:)?(?P<mail>[^<>\[\]\s@]+@[^<>\[\]\s@]+)[>\]]", re.IGNORECASE
)


_WROTE = re.compile(
    r"^.*\b(?:wrote|schrieb|skrev|kirjoitti|schreef|escribió|écrit|scritto|napisał|napsal)\b:?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mailbox:
    """A name with an address, such as ``Kari Nordmann <kari@example.no>``."""

    name: str
    mail: str
    snippet: str


@dataclass(frozen=True)
class TrimmedMail:
    """The lines about the writer; `older_part` is the quoted mail that was cut off, `body` what was not.

    `blocks` numbers each line's block: a blank line ends one. `has_signature` is True if the lines are a
    signature: there was a closing or a delimiter above them. `own_numbers` are those that sentences name.
    """

    senders: tuple[Mailbox, ...] = ()
    lines: tuple[str, ...] = ()
    has_signature: bool = False
    blocks: tuple[int, ...] = ()
    older_part: str = field(default="", repr=False)
    body: str = field(default="", repr=False)
    own_numbers: tuple[str, ...] = ()


def extract_signature(text: str) -> TrimmedMail:
    """Returns the senders named by header lines, and the lines of the signature."""
    lines = [line for long in _clean(text).split("\n") for line in _shortened(long)]
    if len(lines) > MOST_LINES_READ:
        lines = lines[: MOST_LINES_READ // 2] + lines[-MOST_LINES_READ // 2 :]
    senders, lines = _split_header([with_plain_mails(line) for line in lines])
    body, rest = _cut_answered(lines)
    body = with_capitals(body)
    start = _signature_start(body)
    above = max(start - 1, 0)  # the closing may have the name behind it
    body[above:] = with_capitals(body[above:])
    signature = _name_after_closing(body[start - 1]) + body[start:] if start else body
    own = without_other_parties(without_receivers(laid_out(list(with_whole_numbers(signature)))))
    said = _said_above(body, start)
    others = own_addresses(said)
    if not any("@" in line for line in own if start or _is_kept(line)):  # else the sender's own suffices
        others += asked_instead(said, is_signed=bool(start))
    own += [line for one in others for line in ("", one)]
    numbered = _in_blocks(with_notices_apart(own))
    # Of what has no closing the last lines are nearest to a signature. No more is looked at than is kept.
    kept = list(islice(_without_prose_lines(numbered if start else reversed(numbered)), MOST_LINES))
    kept = kept if start else kept[::-1]
    blocks = tuple(block for block, _ in kept)
    shown = tuple(line for _, line in kept)
    return TrimmedMail(senders, shown, bool(start), blocks, rest, "\n".join(body), own_numbers(said))


def _said_above(body: list[str], start: int) -> list[str]:
    """Returns the lines above a signature, else the prose of a mail; nothing of longer texts."""
    if sum(map(len, body)) > _MOST_OF_A_MAIL:
        return []
    return body[:start] if start else [line for line in body if not _is_kept(line)]


def _in_blocks(lines: Iterable[str]) -> list[tuple[int, str]]:
    """Returns the lines that are not blank, each with the number of the blank lines above it."""
    block = 0
    numbered = []
    for line in lines:
        if line.strip():
            numbered.append((block, line))
        else:
            block += 1
    return numbered


def _without_prose_lines(numbered: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yields the lines that are kept, with their numbers."""
    for block, line in ((block, _without_heading(line)) for block, line in numbered):
        if _is_kept(line):
            yield block, _with_colon(line)
        elif rest := _without_prose(line):
            yield block, rest


def _without_prose(line: str) -> str:
    """Returns what is no prose of a line with bars or bullets: ``Lid NVM | KvK 01098765 | Disclaimer: …``."""
    parts = _PARTS.split(line) if len(line) <= LONGEST_LEGAL_LINE and not is_about_others(line) else []
    return " | ".join(part for part in parts if _is_kept(part)) if len(parts) > 1 else ""


def _with_colon(line: str) -> str:
    """Returns the label of an address that stands alone with the colon by which it is known as one."""
    label = f"{line.strip()}:"
    is_label = patterns.POSTAL.fullmatch(label) or patterns.VISITING.fullmatch(label)
    return label if is_label and len(label) > _SHORTEST_HEADING else line


def _without_heading(line: str) -> str:
    """Returns ``Fjell AS`` of ``Kontaktpersoner – Fjell AS`` and ``Fjell AS - Kontakt oss``.

    What names one person gets the colon by which it is known as a label: ``Kontaktperson: Kari Lie``.
    """
    first, *others = _HEADING_DASH.split(line, maxsplit=1)
    if not others or not (first[:1].isupper() and others[0][:1].isupper()):
        return line
    rest = others[0]
    is_title = patterns.TITLE.search(rest) and not company_name_in(rest)  # "Personal – HR Manager"
    if is_heading(first) and not is_title:
        return rest
    if is_heading(rest) and not patterns.TITLE.search(first):
        return first
    labelled = f"{first}: {rest}"
    is_person = split_field_label(labelled)[0] == "person" and not patterns.TITLE.search(first)
    return labelled if is_person and parse_name(rest) else line


def _shortened(line: str) -> list[str]:
    """Splits an overlong line after the addresses in it, and drops parts that are still too long."""
    if len(line) <= LONGEST_LEGAL_LINE:
        return [line]
    return [part for part in re.split(r"(?<=[>;])", line) if len(part) <= LONGEST_LEGAL_LINE]


def _is_kept(line: str) -> bool:
    """Returns False for prose, except for sentences that tell where a company is registered."""
    if is_heading(line) or is_about_others(line):
        return False
    if _may_be_company(line) or patterns.LEGAL.search(line):
        return True
    return len(line) <= LONGEST_LINE and not (patterns.is_sentence(line) or _is_greeting(line))


def _may_be_company(line: str) -> bool:
    """Returns True for a few words that end in the form of a company."""
    if len(line.split()) > _MOST_OF_A_COMPANY:
        return False
    return (form := patterns.FORM.search(line)) is not None and form.end() == len(line.rstrip())


def _is_greeting(line: str) -> bool:
    """Returns True for ``Hei Per,``, but not for a company or an address that begins like one."""
    return bool(patterns.GREETING.fullmatch(line)) and not _DETAILS.search(line) and not company_name_in(line)


def mailboxes(text: str) -> tuple[Mailbox, ...]:
    """Returns every ``Name <address>`` of a text, such as the recipients of a mail."""
    found = []
    for match in _MAILBOX.finditer(text):
        name = _WROTE.sub("", match["name"]).strip(" ,\t\"'*")
        # A comma separates recipients, or last name and first name.
        before, comma, after = name.rpartition(",")
        if comma and ("@" in before or before.count(" ") > 1):
            name = after.strip()
        found.append(Mailbox(name, match["mail"], match.group().strip(" ,;")))
    return tuple(found)


def _clean(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate(_ZERO_WIDTH)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\xa0", " ")
    text = _WIDE_GAP.sub("\t", text)  # as wide as any gap between columns
    text = _BLANK_BEFORE_DOT.sub(".", text)
    text = text.replace("\u202f", " ").replace("\u2007", " ").replace("\u2011", "-")
    text = _MARKDOWN.sub(r"\g<text>", text)
    return re.sub(r"[*_]{1,2}([^*_\n]{2,80})[*_]{1,2}", r"\1", text)


def _split_header(lines: list[str]) -> tuple[tuple[Mailbox, ...], list[str]]:
    """Returns the senders named by header lines or ``… wrote:`` at the top, and the lines below."""
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if lines and patterns.QUOTE_BEGINS.fullmatch(lines[first].lstrip("> ")):
        return mailboxes(lines[first]), lines[first + 1 :]
    if not _begins_header(lines, first):
        return (), lines
    senders: list[Mailbox] = []
    index = first
    while index < len(lines) and (header := patterns.HEADER.fullmatch(lines[index].strip())):
        if header["name"].lower() in vocabulary.SENDER_HEADERS:
            value = header["value"].strip()
            # A mail that was printed or forwarded may name the sender without an address.
            senders += mailboxes(value) or ([Mailbox(value, "", value)] if parse_name(value) else [])
        index += 1
    return tuple(senders), lines[index:]


def _begins_header(lines: list[str], index: int) -> bool:
    """Returns True for at least two header lines, one of the sender; a lone ``Fra:`` may be anything."""
    block = [patterns.HEADER.fullmatch(line.strip()) for line in lines[index : index + 4]]
    if not block or block[0] is None:
        return False
    names = [match["name"].lower() for match in block if match]
    return len(names) >= 2 and any(name in vocabulary.SENDER_HEADERS for name in names)


def _cut_answered(lines: list[str]) -> tuple[list[str], str]:
    body: list[str] = []
    for index, line in enumerate(lines):
        if _begins_quote(lines, index) and any(one.strip() for one in body):
            after = index + 1 if not line.strip("_ ") or line.lstrip().startswith("-") else index
            return _unquoted(body), "\n".join(lines[after:])
        if _begins_header(lines, index):
            return _unquoted(body), "\n".join(lines[index:])
        body.append(line)
    is_answered = any(line.strip() and not _is_quoted(line) for line in body)
    return _unquoted(body), "\n".join(line.lstrip("> ") for line in body if is_answered and _is_quoted(line))


def _begins_quote(lines: list[str], index: int) -> bool:
    """Returns True for ``On … wrote:``, which programs break into two lines or three."""
    if not lines[index].strip():
        return False
    if patterns.QUOTE_BEGINS.fullmatch(lines[index]):
        return True
    block = takewhile(str.strip, lines[index : index + _MOST_LINES_OF_A_QUOTE_HEADER])
    wrapped = " ".join(line.strip() for line in block)
    is_dated = bool(lines[index].strip()) and bool(re.search(r"\d{4}|\d[:.]\d\d", lines[index]))
    return is_dated and any(
        patterns.QUOTE_BEGINS.fullmatch(wrapped[:end])
        for end in _ends_with_colon(wrapped)
        if "@" in wrapped[:end]
    )


def _ends_with_colon(text: str) -> list[int]:
    return [match.end() for match in re.finditer(r":(?=\s|$)", text[:LONGEST_LINE])]


def _is_quoted(line: str) -> bool:
    return line.lstrip().startswith(">")


def _unquoted(lines: list[str]) -> list[str]:
    own = [line for line in lines if not _is_quoted(line)]
    # A text that is quoted as a whole is what the user wants to be read.
    chosen = own if any(line.strip() for line in own) else [line.lstrip("> ") for line in lines]
    return [_NOISE.sub("", line) for line in chosen]


def _signature_start(lines: list[str]) -> int:
    """Returns the index after the last closing (else ``--``) that a signature follows; 0 if there is none."""
    closings = [index for index, line in enumerate(lines) if _is_closing(line)]
    delimiters = [index for index, line in enumerate(lines) if patterns.DELIMITER.fullmatch(line)]
    if not closings and delimiters and _are_ornaments(lines, delimiters[0]):
        return 0
    last_detail = max((index for index, line in enumerate(lines) if _DETAILS.search(line)), default=-1)
    for index in (*closings[-_MOST_CLOSINGS:][::-1], *delimiters[-_MOST_CLOSINGS:][::-1]):
        if index <= last_detail or _begins_with_name(lines, index):
            return index + 1
    return 0


def _are_ornaments(lines: list[str], first: int) -> bool:
    """Returns True for lines that part a card: above the first one a company stands, and no mail."""
    above = [line for line in lines[:first] if line.strip()]
    is_said = any(patterns.is_sentence(line) or _is_greeting(line) for line in above)
    is_drawn = len(lines[first].strip()) > len("-- ")
    return is_drawn and not is_said and 0 < len(above) <= _MOST_OF_A_HEAD and any(map(company_name_in, above))


def _begins_with_name(lines: list[str], closing: int) -> bool:
    """Returns True if a name follows a closing or a delimiter, and no prose after it."""
    after = (line for line in lines[closing + 1 :] if line.strip() and not _is_closing(line))
    below = list(islice(after, _MOST_LINES_BELOW))
    names = [*_name_after_closing(lines[closing]), *below[:1]]
    is_prose = any(patterns.is_sentence(line) and not patterns.LEGAL.search(line) for line in below)
    return bool(names) and bool(_name_in(names[0])) and not is_prose


def _name_in(line: str) -> bool:
    first = re.split(r",|\s[|–—-]\s", line.strip(" *•-–"))[0]
    return bool(parse_name(first))


def _is_closing(line: str) -> bool:
    closing = patterns.CLOSING.fullmatch(begun) if (begun := line.lstrip()) else None
    return closing is not None and _may_follow_closing(closing["rest"])


def _may_follow_closing(rest: str) -> bool:
    """Returns True for what may follow a closing: nothing, a second closing, a name, a town; no sentence."""
    if patterns.is_sentence(rest):
        return False
    if patterns.CLOSING.fullmatch(rest.strip(" /|–-")):
        return True
    return (len(rest) <= 60 and len(rest.split()) <= 6) or (len(rest) <= LONGEST_LINE and _name_in(rest))


def _name_after_closing(line: str) -> list[str]:
    """Returns the name in ``Mvh Kari Nordmann``, as a line of its own."""
    closing = patterns.CLOSING.fullmatch(line)
    rest = closing["rest"].strip(" ,.!/|:–-") if closing else ""
    is_name = rest and (all(word[:1].isupper() for word in rest.split()) or _name_in(rest))
    return [rest] if is_name and not patterns.CLOSING.fullmatch(rest) else []
