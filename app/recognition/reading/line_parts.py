"""Splits the lines of a signature into mail and web addresses, numbers, and the words that remain."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice, pairwise

from app.model.internet_domains import domain_of_email
from app.model.text_normalization import ascii_letters
from app.recognition.language import patterns
from app.recognition.language.labels import (
    is_heading,
    is_phone_label,
    kind_of_word,
    split_field_label,
    with_words_for_signs,
    without_ignored,
    without_owner_sign,
)
from app.recognition.language.names import company_name_in, parse_name
from app.recognition.language.registers import court_numbers, labelled_numbers
from app.recognition.values.dates import without_hours
from app.recognition.values.phones import WrittenNumber, find_numbers
from app.recognition.values.web_addresses import extract_mails, extract_urls

_SEPARATOR = re.compile(
    r"\s*[|•·●▪■◦¦┃│‖►▸]+\s*|\s+//\s+|;\s+"
    # What follows a slash and has a colon is another matter: "Sitz: Böblingen / Registergericht: Stuttgart".
    r"|\s+/\s+(?=[^\W\d_][\w .-]{2,40}:)"
    # Who owns a company stands behind it: "Salon Saxen v/ Lone Brandt", "Blumen Wolf, Inh. Andrea Wolf".
    r"|,?\s+(?=(?:[vV]/|Inh\.|Inhaber(?:in)?\s|[Ii]ndehaver\s)\s?[A-ZÆØÅÄÖÜÉ])"
)
_DASH = re.compile(r"\s+[-–—]\s+|\s+--\s+")
_BULLET = re.compile(r"^\s*(?:[*•·●▪■◦►▸>]+|[-–—])\s+(?=\S)")
# Why a dash parts what stands beside it: an address, a postcode or a label.
_STRONG = re.compile(r"@|www\.|^\d{4,5}\s+[^\W\d_]|^\d{3} \d{2}\s+[^\W\d_]|^[^\W\d_][\w .-]{0,30}:|\bhttps?:")
# More than any signature or list of people has.
MOST_PARTS = 2000
# "D - 29394 Lüder"
_SPACED_PREFIX = re.compile(r"(?:^|(?<=[,|·•]\s))(?P<letters>[A-Z]{1,3})\s[-–]\s(?=\d{4,5}\s|\d{3} \d{2}\s)")
_AND = r"\s+(?:og|och|und|and|en|et|ja|&|y|e|i|a)\s+|,\s+"
_DOMAIN = re.compile(r"(?:@|www\.|//|^)([a-z0-9æøåäöüß-]+(?:\.[a-z0-9æøåäöüß-]+)+)(?![\w.@-])", re.IGNORECASE)
_CAPITALS = re.compile(r"&|\+|[A-ZÆØÅÄÖÜÉÈ][A-ZÆØÅÄÖÜÉÈ.'’&/-]+")
_MOST_IN_CAPITALS = 6  # words
_MOST_OF_A_LABEL = 12  # words
_CHECK_BOX = re.compile(r"\[[ xX]?\]|[☐☑☒]")


@dataclass
class LinePart:
    """A part of a line. `words` is what remains of it without addresses, numbers and their labels.

    `line` is the index of the line, `block` that of what blank lines part; `org_numbers` pairs each register
    number with True for a VAT number, and `promised` is what a label says that the words are: ``person``,
    ``company``, ``title``, ``city``. `register_country` is the country that alone has such a register.
    """

    line: int
    text: str
    mails: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    numbers: list[WrittenNumber] = field(default_factory=list)
    org_numbers: list[tuple[str, bool]] = field(default_factory=list)
    doubtful_org_numbers: list[str] = field(default_factory=list)
    words: str = ""
    promised: str = ""
    block: int = 0
    register_country: str = ""


def split_line(line: str) -> list[str]:
    """Splits a line at separators such as the bars in ``T: 1 | M: 2``."""
    line = _SPACED_PREFIX.sub(r"\g<letters>-", line)
    parts = [
        part
        for outer in _SEPARATOR.split(_BULLET.sub("", line).strip(" |•·"))
        for part in _parted_by_dashes(outer)
    ]
    parts = [part for whole in parts for part in _parted_by_slashes(whole)]
    return [part for whole in parts for part in _parted_by_commas(whole) if part.strip(" –—-")]


def split_into_parts(lines: tuple[str, ...], blocks: tuple[int, ...] = ()) -> list[LinePart]:
    """Splits lines into parts, and finds in them what needs no country: addresses and register numbers."""
    every = (
        LinePart(index, text.strip(), block=blocks[index] if blocks else 0)
        for index, line in enumerate(lines)
        if not _CHECK_BOX.search(line)
        for text in _without_links(split_line(line))
    )
    result = list(islice(every, MOST_PARTS))
    _join_capitals(result)
    for part in result:
        part.mails, part.words = extract_mails(with_words_for_signs(part.text))
        if part.mails:
            part.words = patterns.LABEL.sub("", part.words)
    domains = {domain_of_email(mail) for part in result for mail in part.mails}
    for part in result:
        part.urls, part.words = extract_urls(part.words, domains)
        if part.urls:
            part.words = patterns.LABEL.sub("", part.words)
        part.words = _extract_registers(part, part.words)
        part.promised, part.words = split_field_label(part.words)
    result = [one for part in result for one in _with_owners_apart(part)]
    _part_owners(result)
    _promise_people_below(result)
    _join_places(result)
    return result


def _without_links(texts: list[str]) -> list[str]:
    """Returns the parts of a line without headings and links: ``Abmelden | Im Browser ansehen``."""
    return [text for text in texts if not is_heading(text)] if len(texts) > 1 else texts


def _join_capitals(parts: list[LinePart]) -> None:
    """Writes a company's name in capitals over two lines as one, if a domain of the text is made of it.

    ``WEINGUT`` above ``STROHMAYR`` is one name where ``weingut-strohmayr.at`` stands below.
    """
    domains = {match[1] for part in parts for match in _DOMAIN.finditer(part.text)}
    for first, second in pairwise(parts):
        words = [*first.text.split(), *second.text.split()]
        is_in_capitals = len(words) <= _MOST_IN_CAPITALS and all(map(_CAPITALS.fullmatch, words))
        if not is_in_capitals or first.block != second.block:
            continue
        name = patterns.FORM.sub("", " ".join(words))
        if any(_is_made_of(domain, name) for domain in domains):
            second.text, first.text = f"{first.text} {second.text}", ""
    parts[:] = [part for part in parts if part.text]


def _is_made_of(domain: str, name: str) -> bool:
    """Returns True if all words of a name are part of a domain, but short ones such as ``OG``."""
    for digraphs in (False, True):
        label = ascii_letters(domain, digraphs=digraphs)
        words = [ascii_letters(word, digraphs=digraphs) for word in re.findall(r"[^\W\d_]{3,}", name)]
        if len(words) > 1 and all(word in label for word in words):
            return True
    return False


def _join_places(parts: list[LinePart]) -> None:
    """Writes a postcode and a city that have labels of their own as one: ``Postnr: 8300``, ``Sted: Bodø``."""
    for index, part in enumerate(parts):
        if part.promised != "zip":
            continue
        part.promised = ""
        beside = parts[max(0, index - 1) : index + 3]
        city = next((one for one in beside if one.promised == "city" and one.words), None)
        if city is not None:
            is_british = re.match(r"[A-Z]{1,2}\d", part.words)
            part.words = f"{city.words} {part.words}" if is_british else f"{part.words} {city.words}"
            city.words = ""


def _with_owners_apart(part: LinePart) -> list[LinePart]:
    """Returns a part for each of several owners: ``v/ Mette Bruun og Jesper Holk``."""
    is_owner, rest = without_owner_sign(part.words)
    names = re.split(_AND, rest) if is_owner else []
    if len(names) < 2 or not all(map(parse_name, names)):
        return [part]
    part.words = part.words.removesuffix(rest) + names[0]
    return [
        part,
        *(
            LinePart(part.line, part.text, words=name, promised="person", block=part.block)
            for name in names[1:]
        ),
    ]


def _part_owners(parts: list[LinePart]) -> None:
    """Tells the owner from the company that stands before: ``Salon Saxen v/ Lone Brandt``."""
    for index, part in enumerate(parts):
        is_owner, name = without_owner_sign(part.words)
        if is_owner and (parse_name(name) or patterns.OCCUPATION.match(name)):
            part.promised, part.words = "person", name
            before = parts[index - 1] if index else None
            if before and before.words and not before.promised:
                before.promised = "company"


def _promise_people_below(parts: list[LinePart]) -> None:
    """Takes a label of people above a name for its label: ``Verantwortlich nach § 18 MStV:``."""
    for label, below in pairwise(parts):
        words = label.words.split()
        is_label = label.words.endswith(":") and len(words) <= _MOST_OF_A_LABEL
        kind = split_field_label(f"{words[0].rstrip(':')}: x")[0] if is_label else ""
        is_next = label.block == below.block and not below.promised and not label.numbers
        if kind == "person" and is_next and parse_name(re.split(r",\s|\s[–(-]", below.words)[0]):
            label.words, below.promised = "", "person"


def add_phone_numbers(line_parts: list[LinePart], region: str) -> None:
    """Adds the phone numbers to the parts; national ones are read as in the country `region`."""
    label = ""
    for index, part in enumerate(line_parts):
        is_bare = not (part.mails or part.urls or part.org_numbers)
        if is_bare and is_phone_label(part.words) and _is_only_a_number(line_parts[index + 1 : index + 2]):
            label, part.words = part.words, ""  # its number is in the next part
            continue
        part.words = without_hours(part.words)
        if index and _is_desk(line_parts[index - 1]) and _is_only_a_number([part]):
            _extract_numbers(part, region, f"{line_parts[index - 1].words}:")
        elif not patterns.LEGAL.search(part.words) or label:
            _extract_numbers(part, region, label)
        label = ""


def _parted_by_dashes(text: str) -> list[str]:
    """Splits a text at its dashes if there are several, or if what stands beside one is no name's part."""
    parts = _DASH.split(text)
    if len(parts) < 2 or any(map(_is_within_a_number, parts, parts[1:], parts[2:])):
        return [text]
    if len(parts) > 2 or any(_STRONG.search(part.strip()) for part in parts):
        return _with_ranges_joined(parts)
    return [text]


def _is_within_a_number(before: str, part: str, behind: str) -> bool:
    """Returns True for figures that a dash parts from those beside them: ``08 - 123 - 456``."""
    is_beside = re.search(r"[\d)]$", before) or re.match(r"\d", behind)
    return bool(re.fullmatch(r"[\d .:/()+]+", part) and is_beside)


def _with_ranges_joined(parts: list[str]) -> list[str]:
    """Joins numbers that a dash parted: opening hours, dates, numbers with an extension."""
    joined = parts[:1]
    for part in parts[1:]:
        is_number = re.match(r"\d[\d .:/()]*(?:(?:uhr|kl|h)?\.?$|\()", part, re.IGNORECASE)
        if is_number and re.search(r"\d$", joined[-1]):
            joined[-1] += f" - {part}"
        else:
            joined.append(part)
    return joined


def _parted_by_slashes(text: str) -> list[str]:
    """Splits ``Kari Lie / Selger / Fjell AS / 911 00 234``, but not two numbers, nor two titles."""
    parts = re.split(r"\s+/\s+", text)
    if re.search(r"\d\s+/\s+[\d(]", text):
        return [text]
    are_words = [bool(re.search(r"[^\W\d_]{3}", part)) for part in parts]
    return parts if len(parts) > 2 and sum(are_words) > 1 else [text]


def _parted_by_commas(text: str) -> list[str]:
    """Splits a whole contact in one line: ``Fjell AS, Kari Lie, kari@fjell.no, mobil 911 00 234``."""
    is_address = patterns.POSTAL.match(text) or patterns.VISITING.match(text)
    if text.count(",") >= 2 and "@" in text and "<" not in text and not is_address:
        return re.split(r",\s+", text)
    # A title before a company with its address: "Snekker, Aune Bygg AS, 7340 Oppdal".
    first, comma, rest = text.partition(", ")
    is_title = comma and patterns.OCCUPATION.search(first) and not re.search(r"[\d:]", first)
    company = company_name_in(rest.partition(", ")[0]) if is_title and not company_name_in(first) else ""
    if company and re.search(r"\d", rest.replace(company, "", 1)):
        return [first, rest]
    return [text]


def _is_desk(part: LinePart) -> bool:
    """Returns True for words that are neither a title nor a person, so that a number below is a desk's."""
    words = part.words.split()
    is_bare = not (part.mails or part.urls or part.org_numbers or part.numbers)
    return (
        is_bare
        and 0 < len(words) <= 3
        and not patterns.TITLE.search(part.words)
        and not parse_name(part.words)
    )


def _is_only_a_number(following: list[LinePart]) -> bool:
    return any(re.fullmatch(r"[+(\d][\d ()/.+–-]{4,}", part.text.strip()) for part in following)


def _extract_registers(part: LinePart, text: str) -> str:
    found = list(labelled_numbers(text))
    part.register_country = next((number.country for number in found if number.tells_country), "")
    for number in found:
        if all(number.text not in have and have not in number.text for have, _ in part.org_numbers):
            part.org_numbers.append((number.text, number.is_vat))
    part.doubtful_org_numbers += court_numbers(text)
    rest, end = "", 0
    # Several countries may know a label: what they found overlaps.
    for number in sorted(found, key=lambda one: one.start):
        rest += text[end : number.start] + " ; " if number.start >= end else ""
        end = max(end, number.end)
    text = rest + text[end:]
    return without_ignored(text).strip() if text else text


def _extract_numbers(part: LinePart, region: str, label: str) -> None:
    found = find_numbers(part.words, region, label)
    part.numbers += found.phones
    part.doubtful_org_numbers += [number.text for number in found.registers]
    part.words = _without_labels(found.rest)


def _without_labels(text: str) -> str:
    """Removes the labels of what was taken out, and returns the other words."""
    parts = []
    for part in re.split(r"\s;\s", f" {text} "):
        words_of_part = re.sub(r"\(\s*\)", "", part).strip(" ,;:/–-")
        while words_of_part:
            last = re.search(r"(?:^|[\s,(/])([^\W\d_]{1,20}(?:[.-][^\W\d_]+)*)[.:)]*$", words_of_part)
            if ";" not in text or last is None or not kind_of_word(last[1]):
                break
            words_of_part = words_of_part[: last.start()].strip(" ,;:/–-(")
        parts.append(words_of_part)
    return " ".join(part for part in parts if part)
