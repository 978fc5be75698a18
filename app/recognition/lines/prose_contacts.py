"""Contacts that sentences of a mail name: a number of one's own, and who stands in for somebody away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.recognition.language import vocabulary
from app.recognition.language.names import fits_mailbox, parse_name
from app.recognition.language.tables import table
from app.recognition.lines.lower_case import with_capitals
from app.recognition.values.dates import dates

_MOST_LINES = 200
_LONGEST_LINE = 600
_MOST_CONTACTS = 8
_LONGEST_ADDRESS = 80


def _any_of(name: str) -> str:
    phrases = (" ".join(phrase.split()) for phrase in table("labels")["notices"][name].split(","))
    return "|".join(sorted(map(re.escape, filter(None, phrases)), key=len, reverse=True))


_AWAY = re.compile(rf"(?<!\w)(?:{_any_of('absence')})(?!\w)", re.IGNORECASE)
_NUMBER = r"(?:\+|\(?0)?\d[\d ()/.–-]{5,20}\d"
_REACHED = re.compile(
    rf"(?<!\w)(?:{_any_of('reached_at')})\s*:?\s*(?:(?:mob(?:il)?|tlf|tel)\.?:?\s*)?(?P<number>{_NUMBER})",
    re.IGNORECASE,
)
_ASKED = re.compile(rf"(?<!\w)(?:{_any_of('asked')})(?!\w)", re.IGNORECASE)
_LIVES = re.compile(
    rf"(?<!\w)(?:{_any_of('lives_at')})\s*:?\s+(?P<address>\w[^.!?;]{{3,{_LONGEST_ADDRESS}}})",
    re.IGNORECASE,
)
_MAIL = r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[a-z]{2,18}"
_VALUE = re.compile(rf"(?P<mail>{_MAIL})|(?<![\w.])(?P<number>{_NUMBER})(?!\w)", re.IGNORECASE)
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-ŽȘ]"
_NAMED = re.compile(
    rf"{_CAPITAL}[\w'’.-]*(?:\s(?:(?:van|von|de|der|den|af|av|la|le|ten|ter|zu)\s){{0,2}}{_CAPITAL}[\w'’-]*){{1,3}}"
)
_FEWEST_DIGITS = 7
_NEXT_SENTENCE = re.compile(r"[.!?]\s+[A-ZÀ-Þ]\w*\s+\w+")
# With a capital at the beginning of a sentence, and no part of the name behind them.
_SAID = frozenset(vocabulary.SENTENCE_WORDS)
_FIRST_WORDS = frozenset(
    (
        *vocabulary.SENTENCE_WORDS,
        *vocabulary.split_words(
            "for für ved vid bei voor pour in im i an på to til till contact kontakt kontakta call ring email"
            " mail please vennligst bitte frau herr herrn mr mrs ms madame monsieur mevrouw meneer"
            " kollege kollegin kollegen kollega kolleger kollegan colleague collega collègue"
            " selger säljare sælger rådgiver saksbehandler ansprechpartner ansprechpartnerin"
        ),
    )
)


def own_numbers(lines: Sequence[str]) -> tuple[str, ...]:
    """Returns the numbers that a writer names as their own: ``Ring meg på 911 00 234``."""
    found = (_REACHED.search(line) for line in _prose(lines))
    return tuple(one["number"].strip() for one in found if one and _is_number(one["number"]))


def own_addresses(lines: Sequence[str]) -> list[str]:
    """Returns the addresses that sentences name, with a label: ``Adressen er Torget 4, 2815 Gjøvik``."""
    found = (_LIVES.search(line) for line in _prose(lines))
    texts = [one["address"].strip() for one in found if one and re.search(r"\d", one["address"])]
    return [f"Adresse: {line}" for text in texts for line in with_capitals([text])]


def stand_ins(lines: Sequence[str]) -> list[str]:
    """Returns those to be asked instead of somebody away, a line each; nothing of other mails."""
    prose = _prose(lines)
    if not any(_AWAY.search(line) for line in prose):
        return []
    return [contact for line in prose for contact in _contacts(line)][:_MOST_CONTACTS]


def named_contacts(lines: Sequence[str]) -> list[str]:
    """Returns who sentences without a signature say to ask: ``Kontakt din selger Kari Lie, kari@fjell.no``.

    The mailbox must be made of the name.
    """
    asked = (line[match.end() :] for line in _prose(lines) if (match := _ASKED.search(line)))
    contacts = (contact for rest in asked for contact in _contacts(rest))
    return [one for one in contacts if _has_own_mailbox(one)][:_MOST_CONTACTS]


def asked_instead(lines: Sequence[str], *, is_signed: bool) -> list[str]:
    """Returns who stands in, else in a text that nobody signs who is to be asked; people with their label.

    Whom a sentence names is a person, whatever the mailbox is called.
    """
    found = stand_ins(lines) or ([] if is_signed else named_contacts(lines))
    return [f"Kontaktperson: {one}" if parse_name(one.partition(", ")[0]) else one for one in found]


def _has_own_mailbox(contact: str) -> bool:
    name = parse_name(contact.partition(", ")[0])
    mail = re.search(_MAIL, contact, re.IGNORECASE)
    return bool(name and mail and fits_mailbox(name, mail.group()))


def _prose(lines: Sequence[str]) -> list[str]:
    return [line for line in lines[:_MOST_LINES] if len(line) <= _LONGEST_LINE]


def _contacts(line: str) -> Iterator[str]:
    """Yields each person that a line names before their numbers and mailboxes, and mailboxes without any."""
    end, contact = 0, [""]
    for match in _VALUE.finditer(line):
        if match["number"] and not _is_number(match["number"]):
            continue
        between = line[end : match.start()]
        name = _last_name_in(between)
        # "… Otherwise call our office on …" is about somebody else.
        is_other = contact[0] and len(contact) > 1 and _NEXT_SENTENCE.search(between)
        if name or is_other:
            yield from _shown(contact)
            contact = [name]
        contact.append(match["mail"] or f"tlf. {match['number'].strip()}")
        end = match.end()
    yield from _shown(contact)


def _shown(contact: Sequence[str]) -> Iterator[str]:
    values = [one for one in contact if one]
    # A number alone may be anybody's.
    if len(values) > 1 or any("@" in one for one in values):
        yield ", ".join(values) if contact[0] else " | ".join(values)


def _last_name_in(text: str) -> str:
    found = (re.split(r"(?<=\w{3})\.\s", match.group())[-1] for match in _NAMED.finditer(text))
    named = [name for name in map(_without_first_words, found) if parse_name(name)]
    named = [name for name in named if _SAID.isdisjoint(name.lower().split())]
    return named[-1] if named else ""


def _without_first_words(text: str) -> str:
    """Returns ``Amy Holt`` of ``Contact Amy Holt``: words that begin a sentence have a capital, too."""
    words = text.split()
    while words and words[0].lower() in _FIRST_WORDS:
        words.pop(0)
    return " ".join(words)


def _is_number(text: str) -> bool:
    return sum(map(str.isdigit, text)) >= _FEWEST_DIGITS and not list(dates(text))
