"""A contact that somebody tells of in sentences: ``Ring Kari Lie i Fjell AS på 911 00 234``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.model.internet_domains import domain_of_email
from app.recognition.language import patterns, vocabulary
from app.recognition.language.company_domains import domain_likeness
from app.recognition.language.labels import kinds_before, most_specific
from app.recognition.language.names import fits_mailbox, is_trade_word, parse_name
from app.recognition.values.dates import dates
from app.recognition.values.web_addresses import extract_mails

_LONGEST = 2_000  # characters
_MOST_LINES = 30
_MOST_LINES_OF_A_NOTE = 4
_FEWEST_SMALL_WORDS = 3
_SMALL_WORD = re.compile(r"(?<![\w@./-])[a-zæøåäöüß]{3,}(?![\w@/-]|\.\w)")
_FEWEST_DIGITS = 8
_MOST_OF_A_TITLE = 2  # words before a name
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
_PROPER = re.compile(
    rf"(?<![\w@.])(?P<from>(?:fra|hos|i|from|at|of|från|på|von|bei|van|bij|chez)\s)?"
    rf"(?P<name>{_CAPITAL}[\w'’-]{{2,}}(?:\s(?:&\s)?{_CAPITAL}[\w'’-]*){{0,3}})"
)
_LIKE_A_DOMAIN = 0.6
_OWN = re.compile(
    r"(?<!\w)(?:meg|mig|me|mich|mij|moi|my|mitt|mit|min|mine|meine|mijn|mon)(?!\w)[^.!?]*$", re.IGNORECASE
)
_NEAR = 40  # characters
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
    companies = list(dict.fromkeys(_companies(rest))) or _namesakes(rest, mails)
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
    numbers = list(_numbers(rest, own=False)) or list(_numbers(rest, own=True))
    is_one = max(map(len, (mails, companies, named))) <= 1
    if not (is_one and (mails or numbers) and (companies or named)):
        return []
    address = _ADDRESS.search(rest)
    title = (_title_before(without, named[0]) or _title_behind(without, named[0])) if named else ""
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


def _namesakes(text: str, mails: Sequence[str]) -> list[str]:
    """Returns the names after which the domain of a mailbox is called: ``Kari Lie fra Nordlys Elektro``."""
    domains = [domain for mail in mails if (domain := domain_of_email(mail))]
    found: list[str] = []
    for match in _PROPER.finditer(text) if domains else ():
        name = match["name"]
        first, _blank, rest = name.partition(" ")
        begins = not text[: match.start()].rstrip(" \n") or text[: match.start()].rstrip(" \n")[-1] in ".!?:"
        if begins and rest and not is_trade_word(first) and not domain_likeness(first, domains):
            name = rest  # "Opprett Bakeri Solgry"
        # A person may be called as the domain is, too, but nobody is from a person.
        if _is_called_as(name, domains) and (match["from"] or not parse_name(name)):
            found.append(name)
    return list(dict.fromkeys(found))


def _is_called_as(name: str, domains: Sequence[str]) -> bool:
    """Returns True if a domain is made of a name, or of what it has besides its trade: ``Bakeri Solgry``."""
    proper = " ".join(word for word in name.split() if not is_trade_word(word))
    return any(domain_likeness(one, domains) >= _LIKE_A_DOMAIN for one in (name, proper) if one)


def _numbers(text: str, *, own: bool) -> Iterator[str]:
    """Yields the numbers with their labels; those by which the writer wants to be called only with `own`."""
    for match in _NUMBER.finditer(text):
        if not own and _OWN.search(text[max(0, match.start() - _NEAR) : match.start()]):
            continue
        is_number = sum(map(str.isdigit, match.group())) >= _FEWEST_DIGITS and not list(dates(match.group()))
        if is_number and not _ADDRESS.search(text, max(0, match.start() - 40), match.end() + 20):
            kind = most_specific(kinds_before(text[max(0, match.start() - 20) : match.start()]))
            yield f"{kind or 'tlf'}: {match.group()}"


def _title_before(text: str, name: str) -> str:
    """Returns the occupation that a sentence names right before a name: ``ejer``, ``daglig leder``."""
    before = text[: text.find(name)].rstrip()[-40:]
    words = re.split(r"[^\w\s/-]", before)[-1].split()[-_MOST_OF_A_TITLE:]
    titles = (" ".join(words[at:]) for at in range(len(words)))
    return next((one for one in titles if all(map(patterns.OCCUPATION.fullmatch, one.split()))), "")


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
