"""A contact that somebody tells of in sentences: ``Ring Kari Lie i Fjell AS på 911 00 234``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.recognition.language import patterns, vocabulary
from app.recognition.language.labels import kinds_before, most_specific
from app.recognition.language.names import fits_mailbox, parse_name
from app.recognition.values.dates import dates
from app.recognition.values.web_addresses import extract_mails

_LONGEST = 2_000  # characters
_MOST_LINES = 30
_MOST_LINES_OF_A_NOTE = 4
_FEWEST_SMALL_WORDS = 3
_SMALL_WORD = re.compile(r"(?<![\w@./-])[a-zæøåäöüß]{3,}(?![\w@/-]|\.\w)")
_FEWEST_DIGITS = 8
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-ŽȘ]"
# "[11.11.2026, 08:41] Kari Lie: …", "11/11/2026, 08:41 - Kari Lie: …", as chats are exported.
_CHAT = re.compile(
    r"\s*\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s[AP]M)?\]?\s?(?:[-–]\s)?[^:\n]{1,40}:\s"
)
_FORMS = "|".join(sorted(map(re.escape, vocabulary.COMPANY_FORMS), key=len, reverse=True))
_COMPANY = re.compile(
    rf"(?<![\w@.]){_CAPITAL}[\w&'’.-]*(?:\s(?:{_CAPITAL}[\w&'’.-]*|&|og|och|und|and|i)){{0,4}}\s(?:{_FORMS})(?![\w&])"
)
_JOINED = re.compile(r"\s(i|og|och|und|and)\s")
_ACCOUNT = re.compile(r"\b(?:IBAN|BIC|SWIFT)\b", re.IGNORECASE)
_NAMED = re.compile(
    rf"(?<![\w@.]){_CAPITAL}[\w'’-]+(?:\s(?:van|von|de|der|den|af|av))?(?:\s{_CAPITAL}[\w'’-]+){{1,4}}"
)
_NUMBER = re.compile(r"(?<![\w.@])(?:\+|\(?0)?\d[\d ()/.–-]{6,20}\d(?!\w)")
_ADDRESS = re.compile(
    rf"(?<!\w){_CAPITAL}[^\W\d_]+(?:\s[^\W\d_]+){{0,3}}\s\d{{1,4}}\s?[A-Za-z]?,"
    rf"\s(?:\d{{4,5}}|\d{{3}}\s\d\d)\s{_CAPITAL}[^\W\d_]+"
)
_WHERE = re.compile(r"^(?:.*\s)?(?:i|på|in|at|er|är|ist|is|te|aan)\s(?=[A-ZÀ-Þ])")
_FIRST_WORDS = frozenset(
    (
        *vocabulary.SENTENCE_WORDS,
        *vocabulary.split_words(
            "ring kontakt kontakta kontakte call bitte herr herrn frau mr mrs ms hei hej hi hallo"
        ),
    )
)


def lines_of_contact(text: str) -> list[str]:
    """Returns the one contact of a short text in sentences, with labels; nothing if several may be meant.

    A number or a mailbox must be there, and the name of a company, or of a person that fits the mailbox.
    """
    if len(text) > _LONGEST or text.count("\n") > _MOST_LINES:
        return []
    # What the law asks for, and accounts, tell of nobody to be called.
    if patterns.LEGAL.search(text) or _ACCOUNT.search(text):
        return []
    plain = "\n".join(_CHAT.sub("", line) for line in text.split("\n"))
    mails, rest = extract_mails(plain)
    companies = list(dict.fromkeys(_companies(rest)))
    without = rest
    for company in companies:
        without = without.replace(company, " ; ")
    people = list(dict.fromkeys(_people(without)))
    own = [
        name
        for name in people
        if any(fits_mailbox(parsed, mail) for mail in mails if (parsed := parse_name(name)))
    ]
    named = own or (people if companies else [])
    numbers = list(_numbers(rest))
    is_one = max(map(len, (mails, companies, named))) <= 1
    if not (is_one and (mails or numbers) and (companies or named)):
        return []
    address = _ADDRESS.search(rest)
    title = _title_behind(without, named[0]) if named else ""
    return [
        *(f"Name: {name}" for name in named),
        *([f"Title: {title}"] if title else []),
        *(f"Firma: {company}" for company in companies),
        *([f"Adresse: {_WHERE.sub('', address.group())}"] if address else []),
        *numbers,
        *mails,
    ]


def is_told(text: str) -> bool:
    """Returns True for a few lines of which one is a sentence, as far as its words in small letters tell."""
    lines = [line for line in text[:_LONGEST].split("\n") if line.strip()]
    return 0 < len(lines) <= _MOST_LINES_OF_A_NOTE and any(
        len(_SMALL_WORD.findall(line)) >= _FEWEST_SMALL_WORDS for line in lines
    )


def _companies(text: str) -> Iterator[str]:
    """Yields the companies of a text, without the people before them: ``Kari Lie i Fjell AS``."""
    for match in _COMPANY.finditer(text):
        *before, company = _JOINED.split(match.group())
        while before:
            word, left = before.pop(), before.pop()
            if parse_name(left) or patterns.FORM.search(left):
                yield from [left] * bool(patterns.FORM.search(left))
                break
            company = f"{left} {word} {company}"
        yield company


def _people(text: str) -> Iterator[str]:
    for match in _NAMED.finditer(text):
        words = match.group().split()
        while words and words[0].lower() in _FIRST_WORDS:
            words.pop(0)
        if parse_name(" ".join(words)):
            yield " ".join(words)


def _numbers(text: str) -> Iterator[str]:
    for match in _NUMBER.finditer(text):
        is_number = sum(map(str.isdigit, match.group())) >= _FEWEST_DIGITS and not list(dates(match.group()))
        if is_number and not _ADDRESS.search(text, max(0, match.start() - 40), match.end() + 20):
            kind = most_specific(kinds_before(text[max(0, match.start() - 20) : match.start()]))
            yield f"{kind or 'tlf'}: {match.group()}"


def _title_behind(text: str, name: str) -> str:
    """Returns the occupation that a sentence names behind a name: ``daglig leder``."""
    behind = text[text.find(name) + len(name) :][:80].partition("\n")[0]
    found = list(patterns.OCCUPATION.finditer(behind))
    if not found:
        return ""
    start, end = found[0].start(), found[0].end()
    start -= len(re.split(r"\W", behind[:start])[-1])  # "produksjons-leder"
    for one in found[1:]:
        if behind[end : one.start()].strip():
            break
        end = one.end()
    return behind[start:end]
