"""Phone numbers in a text, as phonenumbers finds them and as their labels say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.recognition.language import vocabulary
from app.recognition.language.labels import kind_of_word, kinds_before, most_specific
from app.recognition.language.registers import RegisterNumber, unlabelled_numbers
from app.recognition.values.candidates import Candidate, Kind, choose
from app.recognition.values.dates import dates

if TYPE_CHECKING:
    from phonenumbers import PhoneNumberMatch

_FEWEST_DIGITS = 5
_FEWEST_OF_A_FULL_NUMBER = 8
_FEWEST_LABELLED = 6
# Of a department, as in "Verksted: 22 86 54 00".
OTHER = "other"
_OTHER_LABEL = re.compile(r"[^\W\d_]{3,}\s*:\s*$")
_FEWEST_WITHOUT_CODE = 7
_MOST_DIGITS = 13
_IN_DOUBT = 3.2  # a score
# Two groups of figures or more, without a country's code.
_GROUPED = re.compile(r"(?<![\w+@./,-])(?<!\+\d )\(?\d{2,5}\)?(?:[ ./-]{1,3}\d{2,8}){1,5}(?![\w@%]|[.,-]\d)")
_NUMBERED = re.compile(
    r"(?<![\w-])(?P<noun>[^\W\d_]{5,40})(?:\s(?:nr|no|nummer|number|n°|#)\.?|\s?#)\s?:?\s{0,2}(?:[A-Z]{1,4}\s?)?$",
    re.IGNORECASE,
)
_OWNERS = frozenset((*vocabulary.POSSESSIVES, *vocabulary.PRONOUNS))
_DANISH = 45
# Series of the Danish numbering plan that are given to mobiles (Digitaliseringsstyrelsen, nummerplan).
_DANISH_MOBILES = re.compile(r"(?:2\d|3[01]|4[0-2]|5[0-3]|6[01]|71|81|9[1-3])\d{6}")
_DOUBLE_PLUS = re.compile(r"\+\s?\+(?=\d)")


@dataclass(frozen=True)
class WrittenNumber:
    """A phone number as written; `kind` comes from its label, if there is one."""

    text: str
    kind: str
    is_mobile: bool
    has_extension: bool
    is_doubtful: bool = False


@dataclass(frozen=True)
class NumbersFound:
    """The phones and registers of a text, and the text without them."""

    phones: tuple[WrittenNumber, ...]
    registers: tuple[RegisterNumber, ...]
    rest: str


def find_numbers(text: str, region: str, label: str = "") -> NumbersFound:
    """Finds the numbers of a text whose national numbers are those of `region`.

    `label` is the label in the part before, which is that of the first number.
    """
    text = _DOUBLE_PLUS.sub("+", text)
    if sum(map(str.isdigit, text)) < _FEWEST_DIGITS:
        return NumbersFound((), (), text)
    phones = list(_phones(text, region, label))
    unread = list(_unread(text, region, label, phones))
    # What was cut out of a longer number is none: "07974" of "07974 318 226" in Norway.
    whole = [one for one in phones if not any(two.start <= one.start < two.end for two in unread)]
    candidates = [*dates(text), *whole, *unread, *_registers(text, region)]
    found, registers, rest, end = [], [], "", 0
    for choice in choose(candidates):
        one = choice.candidate
        rest += text[end : one.start] + " ; "
        end = one.end
        if isinstance(one.value, WrittenNumber):
            is_doubtful = choice.is_doubtful or one.score < 4
            found.append(WrittenNumber(**{**vars(one.value), "is_doubtful": is_doubtful}))
        elif isinstance(one.value, RegisterNumber):
            registers.append(one.value)
    return NumbersFound(tuple(found), tuple(registers), rest + text[end:])


def _registers(text: str, region: str) -> Iterator[Candidate]:
    for number in unlabelled_numbers(text, region):
        yield Candidate(Kind.REGISTER, number.start, number.end, 4.5, number)


def _phones(text: str, region: str, label: str) -> Iterator[Candidate]:
    import phonenumbers as pn

    end, waiting = 0, kinds_before(label)
    for match in pn.PhoneNumberMatcher(text, region or None, leniency=pn.Leniency.POSSIBLE):
        # What stands in brackets behind a number is about that one.
        before = re.sub(r"^\s*\([^()]*\)", "", text[end : match.start])
        raw = text[match.start : match.end]
        # "P140922" and "V-2026-0099" are codes, unless the letter stands alone: "P22 86 54 00".
        is_code = bool(re.search(r"\w[\s-]+[A-Za-z]$|(?:^|\W)[A-Za-z]-$", before))
        if is_code or _is_of_document(before):
            continue
        waiting = kinds_before(before) or (waiting if not before.strip(" ,/&") else [])
        named, behind = _next_kind(waiting, before), _kind_behind(text[match.end :])
        kind, waiting = most_specific([one for one in (named, behind) if one]), waiting[1:]
        is_alone = raw.strip() == text.strip()
        score = _score(
            raw,
            kind,
            before,
            is_valid=pn.is_valid_number(match.number),
            is_alone=is_alone,
            lacks_prefix=_lacks_prefix(raw, region),
        )
        end = match.end
        if score:
            is_mobile = pn.number_type(match.number) == pn.PhoneNumberType.MOBILE or _is_danish_mobile(match)
            is_other = _OTHER_LABEL.search(before) or (not before.strip() and _OTHER_LABEL.search(label))
            shown = kind or (OTHER if is_other else "")
            number = WrittenNumber(raw.strip(" -/"), shown, is_mobile, bool(match.number.extension))
            yield Candidate(Kind.PHONE, match.start, match.end, score, number)


def _is_of_document(before: str) -> bool:
    """Returns True for the number of a thing: ``Ordrebekreftelse nr.``, ``Certificate No. FM``."""
    numbered = _NUMBERED.search(before)
    return (
        numbered is not None
        and not kind_of_word(numbered["noun"])
        and numbered["noun"].lower() not in _OWNERS
    )


def _is_danish_mobile(match: PhoneNumberMatch) -> bool:
    """Returns True for the Danish series of mobiles, which the library does not tell from others."""
    number = match.number
    return number.country_code == _DANISH and bool(_DANISH_MOBILES.fullmatch(str(number.national_number)))


def _unread(text: str, region: str, label: str, phones: list[Candidate]) -> Iterator[Candidate]:
    """Yields numbers that are no national ones of `region`, or of no known country: in doubt, never lost.

    A label must stand before them, or they stand alone, a nought ahead or no country known.
    """
    end = 0
    for match in _GROUPED.finditer(text):
        raw, before = match.group(), text[end : match.start()]
        end = match.end()
        digits = re.sub(r"\D", "", raw)
        longest = max(
            (len(re.sub(r"\D", "", text[one.start : one.end])) for one in phones if _meet(one, match)),
            default=0,
        )
        if _is_of_document(before):
            continue
        if longest >= _FEWEST_WITHOUT_CODE or not _FEWEST_WITHOUT_CODE <= len(digits) <= _MOST_DIGITS:
            continue
        kind = most_specific(kinds_before(before) or (kinds_before(label) if not before.strip() else []))
        is_alone = raw.strip() == text.strip() and (raw.startswith(("0", "(")) or not region)
        if kind or is_alone:
            yield Candidate(
                Kind.PHONE, match.start(), match.end(), _IN_DOUBT, WrittenNumber(raw, kind, False, False)
            )


def _meet(one: Candidate, match: re.Match[str]) -> bool:
    return one.start < match.end() and match.start() < one.end


def _next_kind(waiting: list[str], before: str) -> str:
    """Returns the kind for the next number: the first of ``Tlf./Faks``, else the one that says most."""
    if not waiting:
        return ""
    return waiting[0] if re.search(r"\w[.]?\s*[/&+]\s*\w", before) else most_specific(waiting)


def _lacks_prefix(raw: str, region: str) -> bool:
    """Returns True for a number without the 0 that all national numbers of its country begin with."""
    import phonenumbers as pn

    known = pn.PhoneMetadata.metadata_for_region(region or "", None)
    return bool(known and known.national_prefix == "0") and not raw.lstrip(" (").startswith(("0", "+"))


def _score(
    raw: str, kind: str, before: str, *, is_valid: bool, is_alone: bool, lacks_prefix: bool = False
) -> float:
    """Rates a number; 0 if it is none."""
    digits = sum(map(str.isdigit, raw))
    if kind:
        return 8.5 if is_valid else 6.5 * (digits >= _FEWEST_LABELLED)
    if raw.startswith("+"):
        return 7 if is_valid else 5
    if digits < _FEWEST_OF_A_FULL_NUMBER:
        return 0
    if lacks_prefix:
        return 3  # "8842-1177-9034" is in no list of German phones without its 0
    if not is_valid:
        # It begins as a national number does and stands alone: of a range that is not known yet.
        return 4.2 if is_alone and raw.startswith(("0", "(")) else 0
    # Behind a word that is no label, a number without blanks may be of anything: "Prosjekt 12345678".
    return 3 if re.search(r"[^\W\d_]{3,}[.:]?\s*$", before) and raw.isdigit() else 5.5


def _kind_behind(text: str) -> str:
    """Returns the kind named after a number: mobile in ``22 86 54 00 (mobil)``."""
    match = re.match(r"\s*\(\s*([^\W\d_]+)[^()]{0,30}\)|\s+([^\W\d_]{3,})\s*$", text)
    return kind_of_word(match[1] or match[2]) if match else ""
