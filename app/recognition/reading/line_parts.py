"""Splits the lines of a signature into mail and web addresses, numbers, and the words that remain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.model.checks import plausibility
from app.recognition.language import patterns, vocabulary

_SEPARATOR = re.compile(r"\s*[|•·●▪■◦¦┃│‖]+\s*|\s+//\s+|;\s+")
_MAIL = re.compile(
    r"(?:mailto:)?(?P<mail>[\w.+&'-]{1,64}(?:@|\s?[\[(](?:at|a|ät|krøllalfa|snabel-?a)[\])]\s?)"
    r"(?:[\w-]{1,63}\.){1,6}[a-z]{2,18})(?![\w@])",
    re.IGNORECASE,
)
_URL = re.compile(
    r"https?://[^\s<>|\"')\]]+|(?<![\w@.-])www\.[^\s<>|\"')\]]+"
    rf"|(?<![\w@.-])(?:[a-z0-9æøåäöüé-]{{1,63}}\.){{1,6}}(?:{'|'.join(vocabulary.TOP_LEVELS)})(?![\w@-])"
    r"(?:/[^\s<>|\"')\]]*)?",
    re.IGNORECASE,
)
_ORG_LABEL = (
    r"(?:org(?:anisasjons|anisations)?\.?\s?-?\s?(?:nr|nummer|no|number)\.?|foretaks(?:registeret|nr\.?|nummer)"
    r"|(?P<vat>(?:ust|umsatzsteuer)\.?\s?-?\s?id\.?(?:\s?-?\s?nr\.?|entifikationsnummer)?|vat(?:\s+reg(?:istration)?\.?)?"
    r"(?:\s+(?:no|nr|number)\.?)?|moms(?:reg)?\.?\s?-?\s?(?:nr|nummer)?\.?|mva\.?\s?-?\s?nr\.?|uid(?:\s?-?\s?nr\.?)?)|cvr(?:\s?-?\s?nr\.?)?"
    r"|y-tunnus|company\s+(?:no|number|reg(?:istration)?(?:\s+(?:no|number))?)\.?"
    r"|registered\s+(?:in\s+[a-z ]{4,30}?|number|no\.?)(?:\s*(?:no\.?|number|under))?)"
)
_ORG = re.compile(
    rf"(?<!\w){_ORG_LABEL}\s*[:#(]*\s*(?P<number>(?:[A-Z]{{2}}[ -]?)?U?\d[\d .-]{{4,16}}\d(?:\s?MVA)?)(?!\w)",
    re.IGNORECASE,
)
_ORG_BARE = re.compile(
    r"(?<!\w)(?P<number>NO[ -]?\d{3} ?\d{3} ?\d{3} ?MVA|SE[ -]?\d{6}-?\d{4}(?:01)?"
    r"|DE[ -]?\d{3} ?\d{3} ?\d{3}|\d{3} \d{3} \d{3} MVA|(?<=\()(?:OC|SC|NI|SO)\d{6}(?=\)))(?!\w)",
)
_NUMBER_ON = re.compile(r"[\d+(][\d ()/.+\u2013-]{5,}\d")


@dataclass(frozen=True)
class WrittenNumber:
    """A phone number as written; `kind` comes from its label and is empty without one."""

    text: str
    kind: str
    is_mobile: bool
    has_extension: bool


@dataclass
class LinePart:
    """A part of a line. `words` is what remains of it without addresses, numbers and their labels.

    `line` is the index of the line; `org_numbers` pairs each register number with True for a VAT number.
    """

    line: int
    text: str
    mails: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    numbers: list[WrittenNumber] = field(default_factory=list)
    org_numbers: list[tuple[str, bool]] = field(default_factory=list)
    words: str = ""


def split_line(line: str) -> list[str]:
    """Splits a line at separators such as the bars in ``T: 1 | M: 2``."""
    return [part for part in _SEPARATOR.split(line.strip(" |•·")) if part.strip()]


def split_into_parts(lines: tuple[str, ...]) -> list[LinePart]:
    """Splits lines into parts, and finds in them what needs no country: addresses and register numbers."""
    result = []
    for index, line in enumerate(lines):
        for text in split_line(line):
            line_part = LinePart(index, text.strip())
            rest = _extract_mails(line_part, line_part.text)
            rest = _extract_urls(line_part, rest)
            line_part.words = _extract_org_numbers(line_part, rest)
            result.append(line_part)
    return result


def add_phone_numbers(line_parts: list[LinePart], region: str) -> None:
    """Adds the phone numbers to the parts; national ones are read as in the country `region`."""
    label = ""
    for line_part in line_parts:
        if not (line_part.mails or line_part.urls or line_part.org_numbers) and _is_label(line_part.words):
            label, line_part.words = line_part.words, ""  # its number is in the next part
            continue
        if not (patterns.NO_PHONE.search(line_part.text) or patterns.LEGAL.search(line_part.text)):
            _extract_numbers(line_part, region, label)
        label = ""
        line_part.words = _without_labels(line_part.words)


def _extract_mails(line_part: LinePart, text: str) -> str:
    for match in _MAIL.finditer(text):
        mail = re.sub(r"\s?[\[(][\w-]+[\])]\s?", "@", match["mail"])
        if not plausibility.check_email(mail):
            line_part.mails.append(mail)
    text = _MAIL.sub(" ", text) if line_part.mails else text
    return (
        patterns.LABEL.sub("", re.sub(r"<\s*>|\[\s*\]|\(\s*\)", "", text).rstrip())
        if line_part.mails
        else text
    )


def _extract_urls(line_part: LinePart, text: str) -> str:
    left = text
    for match in _URL.finditer(text):
        url = match.group().rstrip(".,;:!?")
        before = text[: match.start()]
        if (
            plausibility.check_web_address(url)
            or re.search(r"\w\.?$", before)
            or re.fullmatch(r"(?:[A-Z]\.)+\w*", url)
        ):
            continue
        line_part.urls.append(url)
        left = left.replace(match.group(), " ")
    return patterns.LABEL.sub("", left.rstrip()) if line_part.urls else left


def _extract_org_numbers(line_part: LinePart, text: str) -> str:
    for match in (*_ORG.finditer(text), *_ORG_BARE.finditer(text)):
        number = match["number"].strip(" .-")
        if all(number not in have for have, _ in line_part.org_numbers):
            is_vat = bool(match.groupdict().get("vat")) or number[:2].isalpha()
            line_part.org_numbers.append((number, is_vat))
    return _ORG_BARE.sub(" ", _ORG.sub(" ", text)) if line_part.org_numbers else text


def _extract_numbers(line_part: LinePart, region: str, label: str) -> None:
    left, end = line_part.words, 0
    for start, stop, number, mobile, extension in _matches(line_part.words, region):
        before = line_part.words[end:start]
        kind = _kind(before) or _kind(label) or _kind_behind(line_part.words[stop:])
        end, label = stop, ""
        raw = line_part.words[start:stop]
        if number or (kind and sum(map(str.isdigit, raw)) >= 6):
            line_part.numbers.append(WrittenNumber(raw.strip(" -/"), kind, mobile, extension))
            left = left.replace(raw, " ; ")
    line_part.words = left


def _matches(text: str, region: str) -> Iterator[tuple[int, int, bool, bool, bool]]:
    """Yields start, end, and if it surely is a number, is a mobile one, and has an extension."""
    if sum(char.isdigit() for char in text) < 5:
        return
    import phonenumbers as pn

    for match in pn.PhoneNumberMatcher(text, region or None, leniency=pn.Leniency.POSSIBLE):
        valid = pn.is_valid_number(match.number)
        sure = valid and (len(re.sub(r"\D", "", match.raw_string)) >= 8 or match.raw_string.startswith("+"))
        kind = pn.number_type(match.number)
        mobile = kind == pn.PhoneNumberType.MOBILE
        yield (
            match.start,
            match.end,
            sure or match.raw_string.startswith("+"),
            mobile,
            bool(match.number.extension),
        )


def _kind(text: str) -> str:
    """Returns the kind named by the label at the end of `text`; the most specific word counts."""
    found = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower())[-3:]
    kinds = [patterns.KIND_OF_LABEL[word] for word in found if word in patterns.KIND_OF_LABEL]
    if not kinds or found[-1] not in patterns.KIND_OF_LABEL:
        return ""
    specific = [kind for kind in kinds if kind != patterns.PHONE]
    return specific[-1] if specific else patterns.PHONE


def _is_label(text: str) -> bool:
    """Returns True if a text is only a label, such as ``Telefon:``."""
    found = re.findall(r"[\w-]+", text.lower())
    return bool(found) and len(found) <= 3 and all(word in patterns.KIND_OF_LABEL for word in found)


def _kind_behind(text: str) -> str:
    """Returns the kind named after a number: mobile in ``22 86 54 00 (mobil)``."""
    match = re.match(r"\s*\(\s*([^\W\d_]+)\.?\s*\)|\s+([^\W\d_]{3,})\s*$", text)
    return patterns.KIND_OF_LABEL.get((match[1] or match[2]).lower(), "") if match else ""


def _without_labels(text: str) -> str:
    """Removes the labels of what was taken out, and returns the other words."""
    parts = []
    for part in re.split(r"\s;\s", f" {text} "):
        words_of_part = re.sub(r"\(\s*\)", "", part).strip(" ,;:/–-")
        while words_of_part:
            last = re.search(r"(?:^|[\s,(/])([^\W\d_]{1,20}(?:[.-][^\W\d_]+)*)[.:)]*$", words_of_part)
            if ";" not in text or last is None or last[1].lower() not in patterns.KIND_OF_LABEL:
                break
            words_of_part = words_of_part[: last.start()].strip(" ,;:/–-(")
        parts.append(words_of_part)
    return " ".join(part for part in parts if part)
