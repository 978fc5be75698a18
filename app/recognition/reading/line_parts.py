"""The lines of a signature taken apart: addresses of mail and web, numbers, and the words that are left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.model.checks import plausibility
from app.recognition.language import patterns as words
from app.recognition.language import vocabulary

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
class Number:
    """A phone number as it was written, with the kind that its label gives it (empty without one)."""

    text: str
    kind: str
    is_mobile: bool
    has_extension: bool


@dataclass
class Piece:
    """A part of a line. `words` is what is left of it without addresses, numbers and their labels."""

    line: int
    text: str
    mails: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    org_numbers: list[tuple[str, bool]] = field(default_factory=list)
    words: str = ""


def split(line: str) -> list[str]:
    """A line at its separators, such as the bars of ``T: 1 | M: 2``."""
    return [part for part in _SEPARATOR.split(line.strip(" |•·")) if part.strip()]


def pieces_of(lines: tuple[str, ...]) -> list[Piece]:
    """The pieces with what needs no country to be found: addresses of mail and web, register numbers."""
    result = []
    for place, line in enumerate(lines):
        for text in split(line):
            piece = Piece(place, text.strip())
            rest = _take_mails(piece, piece.text)
            rest = _take_urls(piece, rest)
            piece.words = _take_org_numbers(piece, rest)
            result.append(piece)
    return result


def find_numbers(pieces: list[Piece], region: str) -> None:
    """Adds the phone numbers, read as in the country `region` where they are national."""
    label = ""
    for piece in pieces:
        if not (piece.mails or piece.urls or piece.org_numbers) and _is_label(piece.words):
            label, piece.words = piece.words, ""  # the number is in the next piece
            continue
        if not (words.NO_PHONE.search(piece.text) or words.LEGAL.search(piece.text)):
            _take_numbers(piece, region, label)
        label = ""
        piece.words = _without_labels(piece.words)


def _take_mails(piece: Piece, text: str) -> str:
    for match in _MAIL.finditer(text):
        mail = re.sub(r"\s?[\[(][\w-]+[\])]\s?", "@", match["mail"])
        if not plausibility.check_email(mail):
            piece.mails.append(mail)
    text = _MAIL.sub(" ", text) if piece.mails else text
    return words.LABEL.sub("", re.sub(r"<\s*>|\[\s*\]|\(\s*\)", "", text).rstrip()) if piece.mails else text


def _take_urls(piece: Piece, text: str) -> str:
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
        piece.urls.append(url)
        left = left.replace(match.group(), " ")
    return words.LABEL.sub("", left.rstrip()) if piece.urls else left


def _take_org_numbers(piece: Piece, text: str) -> str:
    for match in (*_ORG.finditer(text), *_ORG_BARE.finditer(text)):
        number = match["number"].strip(" .-")
        if all(number not in have for have, _ in piece.org_numbers):
            is_vat = bool(match.groupdict().get("vat")) or number[:2].isalpha()
            piece.org_numbers.append((number, is_vat))
    return _ORG_BARE.sub(" ", _ORG.sub(" ", text)) if piece.org_numbers else text


def _take_numbers(piece: Piece, region: str, label: str) -> None:
    left, end = piece.words, 0
    for start, stop, number, mobile, extension in _matches(piece.words, region):
        before = piece.words[end:start]
        kind = _kind(before) or _kind(label) or _kind_behind(piece.words[stop:])
        end, label = stop, ""
        raw = piece.words[start:stop]
        if number or (kind and sum(map(str.isdigit, raw)) >= 6):
            piece.numbers.append(Number(raw.strip(" -/"), kind, mobile, extension))
            left = left.replace(raw, " ; ")
    piece.words = left


def _matches(text: str, region: str) -> Iterator[tuple[int, int, bool, bool, bool]]:
    """Start, end, whether it is surely a number, whether a mobile one, whether it has an extension."""
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
    """The kind that the label at the end of `text` names; the most telling word counts."""
    found = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower())[-3:]
    kinds = [words.KIND_OF_LABEL[word] for word in found if word in words.KIND_OF_LABEL]
    if not kinds or found[-1] not in words.KIND_OF_LABEL:
        return ""
    telling = [kind for kind in kinds if kind != words.PHONE]
    return telling[-1] if telling else words.PHONE


def _is_label(text: str) -> bool:
    """Whether a text is nothing but a label, such as ``Telefon:``."""
    found = re.findall(r"[\w-]+", text.lower())
    return bool(found) and len(found) <= 3 and all(word in words.KIND_OF_LABEL for word in found)


def _kind_behind(text: str) -> str:
    """The kind in ``22 86 54 00 (mobil)``."""
    match = re.match(r"\s*\(\s*([^\W\d_]+)\.?\s*\)|\s+([^\W\d_]{3,})\s*$", text)
    return words.KIND_OF_LABEL.get((match[1] or match[2]).lower(), "") if match else ""


def _without_labels(text: str) -> str:
    """Words that are no label of what was taken out."""
    parts = []
    for part in re.split(r"\s;\s", f" {text} "):
        words_of_part = re.sub(r"\(\s*\)", "", part).strip(" ,;:/–-")
        while words_of_part:
            last = re.search(r"(?:^|[\s,(/])([^\W\d_]{1,20}(?:[.-][^\W\d_]+)*)[.:)]*$", words_of_part)
            if ";" not in text or last is None or last[1].lower() not in words.KIND_OF_LABEL:
                break
            words_of_part = words_of_part[: last.start()].strip(" ,;:/–-(")
        parts.append(words_of_part)
    return " ".join(part for part in parts if part)
