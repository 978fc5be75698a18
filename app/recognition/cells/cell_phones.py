"""A cell with numbers, mail and web addresses of several kinds, and words beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.recognition.cells.cell_values import JOINED, values_of_cell, why_lost
from app.recognition.values.headings import PHONE_OF_PERSON, heading_words, normal

PHONES: Final = ("Phones", "Faxes", PHONE_OF_PERSON, "Person.MobilePhone", "Person.DirectPhone")
_MAILS: Final = ("Emails", "Person.Email")
NUMBER: Final = re.compile(r"\+?\(?\d[\d\s()./-]{5,}\d")
NOTE: Final = re.compile(r"\s*[(\[](?P<note>[^()\[\]]*)[)\]]\s*")
_EXTENSION: Final = re.compile(
    r"(?<=\d)[\s,;(]*(?:x\s?(?=\d)|(?:ext(?:ension)?|wew|int(?:ern(?:nr)?)?|lok(?:al)?|ankn?(?:ytning)?|dw|durchwahl|nst"
    r"|nebenstelle|toestel|tst|poste|alanumero|innvalg|linje|klappe)\b)[\s.:]*(?P<digits>\d{1,6})\)?(?!\s?\d)",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(
    r"(?P<mark>-|–|x\s?(?=\d)|(?:ext(?:ension)?|dw|durchwahl|app|lok(?:al)?|ankn|int(?:ern)?|nst|tst|toestel)\b[\s.:-]*)?"
    r"(?P<digits>\d{1,4})",
    re.IGNORECASE,
)
_CENTRAL: Final = re.compile(r"(?P<begin>\+?[\d ()/-]{5,})\s?[-–]\s?0{1,3}")
_MAIL: Final = re.compile(r"[^\s@/:]+@[^\s@/:]+\.\w+")
_ENDED: Final = re.compile(r"ext\. (?P<digits>\d{1,6})")
OF_KIND: Final = {
    "fax": "Faxes",
    "switchboard": "Phones",
    "mobile": "Person.MobilePhone",
    "direct": "Person.DirectPhone",
    "private": "Person.PrivatePhones",
}
"""The field of a number by the kind that its label says."""
_JOINING: Final = re.compile(
    r"(?<!\w)(?:og|och|und|en|and|eller|el|oder|or|of|ou|et|resp|bzw|alt)(?!\w)", re.IGNORECASE
)
_NAMED: Final = re.compile(r"(?<!\w)[^\W\d_a-zæøåäöü][^\W\d_A-ZÆØÅÄÖÜ]+(?!\w)")
_JOINED: Final = " ::: "
_PARTING: Final = re.compile(r"[,;/|\n]|\s[-–]\s|(?<!\w)(?:og|och|und|en|and|et)(?!\w)", re.IGNORECASE)
_SEVERAL: Final = re.compile(r"\w\.?\s*[/&+,]\s*\w")
_HAS_NUMBER: Final = re.compile(r"\d{2}")
_FEWEST_GAPS: Final = 2
_LONGEST_REMARK: Final = 60
_MOST_DIGITS_OF_A_REMARK: Final = 4


@dataclass(frozen=True)
class CellContent:
    """Fields and values of a cell, and the words beside them that go nowhere.

    `is_doubtful` is True where these words may say more than when somebody answers.
    """

    values: Sequence[tuple[str, str]]
    left_out: str = ""
    is_doubtful: bool = False


def told_apart(text: str, field: str) -> CellContent:
    """Returns what a cell for phones or mails has: ``Tlf: 22 33 44 55 (kveld), kari@x.no``.

    Where no number is found, or the words beside it are many, the cell is left as it is.
    """
    is_phone = field in PHONES and ("@" in text or any(map(str.isalpha, text)))
    if field == "Urls" and _MAIL.fullmatch(text):
        return CellContent([("Emails", text)])
    is_mail = field in _MAILS and ("www." in text or "://" in text)
    if (not is_phone and not is_mail) or why_lost(text):
        return CellContent([(field, text)])
    from app.recognition.values.web_addresses import extract_mails, extract_urls

    of_person = field.startswith("Person.")
    mails, rest = extract_mails(text)
    urls, rest = extract_urls(rest)
    found = [("Person.Email" if of_person else "Emails", mail) for mail in mails]
    found += [("Urls", url) for url in urls]
    rest = _EXTENSION.sub(r" ext. \g<digits>", rest)
    numbers = [*_numbers_in(rest)] if is_phone else []
    kinds = _kinds_of([rest[one:other] for one, other in _gaps(numbers, len(rest))])
    are_several = len(set(kinds)) > 1
    end, words = 0, ""
    for (shown, start, behind), kind in zip(numbers, kinds, strict=True):
        words += f" {rest[end:start]} "
        end = behind
        of_kind = OF_KIND.get(kind, field)
        if kind == "phone" and are_several and field == "Person.MobilePhone":
            of_kind = PHONE_OF_PERSON  # "900 00 111 (mob), 23 00 00 00 (kontor)"
        if of_kind == "Person.PrivatePhones" and not of_person:
            words += f" ({shown}) "  # a company has none
        else:
            found.append((of_kind if of_person or of_kind == "Faxes" else field, shown))
    words += rest[end:]
    left_out = remark_in(words)
    if not found or (left_out and (is_mail or len(left_out) > _LONGEST_REMARK)):
        return CellContent([(field, text)])
    # In small letters stands when somebody answers, or what for; a name says whose number it is.
    outside = remark_in(NOTE.sub(" ", words))
    is_doubtful = bool(outside and not outside.islower()) or _NAMED.search(left_out) is not None
    is_number = sum(map(str.isdigit, left_out)) > _MOST_DIGITS_OF_A_REMARK
    return CellContent(found, left_out, is_doubtful or is_number)


def label_columns(headings: Sequence[str]) -> dict[int, int]:
    """Returns by their places the columns of which another one says what they have: ``Phone 1 - Label``."""
    named = [normal(heading) for heading in headings]
    result: dict[int, int] = {}
    for at, heading in enumerate(named):
        said, _blank, last = heading.rpartition(" ")
        if said and last in heading_words("labels", "words"):
            others = (
                place for place, one in enumerate(named) if place != at and f"{one} ".startswith(f"{said} ")
            )
            result |= dict.fromkeys(others, at)
    return result


def with_labels(text: str, label: str) -> str:
    """Returns numbers with what another column says of them, if that is a kind of phone: ``Work Fax: …``."""
    numbers, labels = text.split(_JOINED), label.split(_JOINED)
    if len(labels) != len(numbers):
        return text
    said = (one.strip(" *") for one in labels)
    pairs = zip(numbers, said, strict=True)
    return _JOINED.join(f"{one}: {number}" if kind_before(one) else number for number, one in pairs)


def is_extension(text: str, field: str) -> bool:
    """Returns True for what is dialled behind another number: ``-24``, ``DW 12``, ``ext. 305``.

    Digits alone are one only in a column of direct numbers.
    """
    match = _ALONE.fullmatch(text)
    return match is not None and bool(match["mark"] or field == "Person.DirectPhone")


def with_extension(number: str, text: str) -> tuple[str, bool]:
    """Returns the number of a company with an extension, and whether that is sure; empty without a number.

    ``089 555-0`` ends with that of its switchboard; other numbers have it behind them. Behind which digits of
    a number ``-24`` stands is not sure where that ends otherwise.
    """
    match = _ALONE.fullmatch(text)
    if not number or match is None:
        return "", False
    if central := _CENTRAL.fullmatch(number):
        return f"{central['begin'].strip()}-{match['digits']}", True
    return f"{number} ext. {match['digits']}", not (match["mark"] or "").startswith(("-", "–"))


def remark_in(words: str) -> str:
    """Returns the words that are no labels, with what stands between them; empty if all of them are."""
    from app.recognition.language.labels import is_phone_label, is_value_label

    def shown(word: re.Match[str]) -> str:
        return "" if is_phone_label(word[0]) or is_value_label(word[0]) else word[0]

    others = _JOINING.sub(" ", re.sub(r"[^\W\d_][\w-]*", shown, words))
    is_said = re.search(r"[^\W\d_]|\d{2}", others)
    return " ".join(others.split()).strip(" .,;:/-()[]") if is_said else ""


def _numbers_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Yields the numbers of a text with where each begins and ends: ``23 00 00 00 / 900 00 111`` are two."""
    at = 0
    while match := NUMBER.search(text, at):
        at, end = match.span()
        ended = _ENDED.match(text, end + 1)
        shown = [one for part in JOINED.split(match[0]) for one in values_of_cell(part, "Phones")]
        if not shown or any(one not in match[0] for one in shown):
            shown = [match[0].strip()]  # "22 33 44 55/66"
        for number in shown[:-1]:
            start = max(text.find(number, at, end), at)
            at = start + len(number)
            yield number, start, at
        start = max(text.find(shown[-1], at, end), at)
        at = ended.end() if ended else end
        yield (f"{shown[-1]} {ended[0]}" if ended else shown[-1]), start, at


def _gaps(numbers: Sequence[tuple[str, int, int]], length: int) -> Iterator[tuple[int, int]]:
    """Yields from where to where other words than numbers stand, if only at the begin and the end."""
    begins = [start for _shown, start, _end in numbers]
    ends = [end for _shown, _start, end in numbers]
    yield from zip([0, *ends], [*begins, length], strict=True)


def _kinds_of(gaps: Sequence[str]) -> list[str]:
    """Returns the kind of each number by the labels before and behind it; empty for one without a label.

    `gaps` are the words before the first number, between each two, and behind the last one. Labels that no
    sign parts from either number stand where those at the begin or the end of all stand.
    """
    if len(gaps) < _FEWEST_GAPS:
        return []
    are_behind = not kinds_of_label(gaps[0]) and bool(kind_before(gaps[-1].strip(" ()[].,;")))
    parted = [_parted_gap(gap, are_behind=are_behind) for gap in gaps[1:-1]]
    befores = [gaps[0], *(before for _behind, before in parted)]
    behinds = [*(behind for behind, _before in parted), gaps[-1]]
    result, waiting, carried = list[str](), list[str](), ""
    for at, (before, behind) in enumerate(zip(befores, behinds, strict=True)):
        if said := kinds_of_label(before):
            following = next(
                (one for one in range(at + 1, len(befores)) if kinds_of_label(befores[one])), None
            )
            count = len(befores[at:following])
            waiting = said if len(said) == count else []
            carried = (
                "" if len(said) > 1 and count > 1 else next((one for one in said if one != "fax"), said[0])
            )
        of_label = kind_before(behind.strip(" ()[].,;")) if not _HAS_NUMBER.search(behind) else ""
        kind = waiting.pop(0) if waiting else carried
        result.append(of_label if of_label and kind in ("", "phone") else kind)
    return result


def _parted_gap(gap: str, *, are_behind: bool) -> tuple[str, str]:
    """Returns what stands between two numbers as what is behind the first and before the second one."""
    if note := NOTE.match(gap):
        return note["note"], gap[note.end() :]
    if sign := _PARTING.search(gap):
        return gap[: sign.start()], gap[sign.end() :]
    return (gap, "") if are_behind and "(" not in gap and ":" not in gap else ("", gap)


def kinds_of_label(text: str) -> list[str]:
    """Returns the kinds of the label that a text ends with: one, or each of ``Tlf./mob.``; empty for none."""
    from app.recognition.language.labels import kinds_before, most_specific

    kinds = kinds_before(text)
    several = _SEVERAL.search(text) if len(kinds) > 1 else None
    return kinds if several else [most_specific(kinds)] if kinds else []


def kind_before(text: str) -> str:
    """Returns the kind of phone by the label at the end of a text; empty without one."""
    from app.recognition.language.labels import kinds_before, most_specific

    return most_specific(kinds_before(text))
