"""Texts that lost the blanks and line breaks between things: ``Kari LieDaglig lederTlf. 911 00 234``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.model.text_normalization import ascii_letters
from app.recognition.language import patterns
from app.recognition.language.names import company_name_in, parse_name
from app.recognition.language.postcodes import is_place_name

_MOST_LINES = 200
_LONGEST = 600  # characters
_SMALL = "a-zæøåäöüßéèáíóúñç"
_LARGE = "A-ZÆØÅÄÖÜÉ"
_LABELS = (
    r"(?:Tlf|Tel|Telefon|Phone|Tfn|Mob|Mobil|Mobile|Mobiel|Handy|Fax|Faks|Telefax|Direkte|Direkt|Direct|E-post|E-?[Mm]ail|Epost|Mail"
    r"|Web|Internet|Org\.?\s?nr|CVR|KvK|USt-?Id(?:Nr)?|VAT|Adresse|Address|Adress|Besøksadresse|Postadresse|Besöksadress)"
)
_BEFORE_LABEL = re.compile(rf"(?<=[{_SMALL}A-Z\d)])(?={_LABELS}(?:\.?:\s?|\.\s)[\w+(])")
_BEFORE_SITE = re.compile(r"(?<=[a-z])(?=www\.\w)")
_NUMBER_AND_MAIL = re.compile(r"(?<=\d)(?=[a-zæøå][a-zæøå._-]{1,40}@)")
_CAPITAL = re.compile(
    rf"(?<=[{_SMALL}]{{2}})(?=[{_LARGE}][{_SMALL}])|(?<=\s[A-Z]{{2}})(?=[{_LARGE}][{_SMALL}]{{2}})"
)
_POSTCODE = re.compile(
    rf"(?<![\w/-])(?P<code>\d{{4,5}}|\d{{3}}\s\d{{2}})(?=(?P<city>[{_LARGE}][{_SMALL}]{{2,20}})(?![\w@]))"
)
_TWO_NAMES = re.compile(rf"(?P<first>[{_LARGE}][{_SMALL}]{{1,14}})(?P<last>[{_LARGE}][{_SMALL}]{{1,20}})")
_MAIL = re.compile(r"(?P<local>[\w.-]{1,64})@")
_SHORTEST_NUMBER = 7  # digits


def with_words_apart(lines: Sequence[str]) -> list[str]:
    """Returns the lines with what was written without a gap apart; a line each where it is another matter.

    A small letter before a capital one parts nothing by itself ("McDonald", "DeLaval"): a name, an occupation
    or a company must stand on one of its sides.
    """
    if len(lines) > _MOST_LINES:
        return list(lines)
    locals_ = [
        ascii_letters(match["local"])
        for line in lines
        if "@" in line
        for match in _MAIL.finditer(line[:_LONGEST])
    ]
    return [
        part for line in lines for part in (_parted(line, locals_) if 0 < len(line) <= _LONGEST else [line])
    ]


def _parted(line: str, mailboxes: Sequence[str]) -> list[str]:
    line = _POSTCODE.sub(lambda match: match["code"] + " " * is_place_name(match["city"]), line)
    if (two := _TWO_NAMES.fullmatch(line.strip())) and _is_of_mailbox(two["first"], two["last"], mailboxes):
        return [f"{two['first']} {two['last']}"]
    parts = [line]
    for pattern in (_BEFORE_LABEL, _BEFORE_SITE):
        parts = [part for whole in parts for part in pattern.split(whole)]
    parts = [part for whole in parts for part in _before_mail(whole)]
    return [part for whole in parts for part in _before_capitals(whole)]


def _is_of_mailbox(first: str, last: str, mailboxes: Sequence[str]) -> bool:
    first, last = (ascii_letters(name) for name in (first, last))
    plain = {
        f"{first}.{last}",
        f"{first}{last}",
        f"{first[:1]}.{last}",
        f"{first[:1]}{last}",
        f"{first}-{last}",
    }
    return bool(plain & set(mailboxes)) or any(
        _spelt(one) in {_spelt(name) for name in plain} for one in mailboxes
    )


def _spelt(text: str) -> str:
    """Returns ``muller`` of ``mueller``."""
    return text.replace("ue", "u").replace("oe", "o").replace("ae", "a")


def _before_mail(text: str) -> Iterator[str]:
    """Yields what stands before and behind the end of a number that a mailbox follows without a gap."""
    start = 0
    for match in _NUMBER_AND_MAIL.finditer(text):
        number = re.search(r"[\d +()./-]+$", text[start : match.start()])
        if number and sum(map(str.isdigit, number.group())) >= _SHORTEST_NUMBER:
            yield text[start : match.start()]
            start = match.start()
    yield text[start:]


def _before_capitals(text: str) -> list[str]:
    """Splits before capitals within words where a name, an occupation or a company begins or ends."""
    ends = [match.start() for match in _CAPITAL.finditer(text)]
    if not ends or "@" in text or "www." in text:
        return [text]
    bits = [text[one:two].strip() for one, two in pairwise([0, *ends, len(text)])]
    parts = bits[:1]
    for bit in bits[1:]:
        if _is_other_matter(parts[-1], bit):
            parts.append(bit)
        else:
            parts[-1] += bit
    return parts if len(parts) > 1 else [text]


def _is_other_matter(left: str, right: str) -> bool:
    is_title = patterns.OCCUPATION.match(right) is not None
    ends_title = any(match.end() == len(left) for match in patterns.OCCUPATION.finditer(left))
    ends_company = company_name_in(left) == left
    return (is_title and bool(parse_name(left) or ends_company)) or ends_title or ends_company
