"""Phone numbers of which several columns have a part: ``Landkode, Telefon``; ``Vorwahl, Rufnummer``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Final

from app.model.text_normalization import shortened
from app.recognition.cells.cell_looks import MOSTLY, SAMPLE
from app.recognition.numbers.combined_columns import labels_in_heading, with_labels_of_heading
from app.recognition.sheets.sheet import Row
from app.recognition.values.headings import IGNORED, field_of_heading, heading_words, normal
from app.translation import _

COUNTRY, AREA, EXTENSION = "country", "area", "extension"
_KINDS: Final = {
    "Phone": "phone",
    "Phones": "phone",
    "Person.Phone": "phone",
    "Person.DirectPhone": "phone",
    "Person.MobilePhone": "mobile",
    "Person.PrivatePhones": "private",
    "Faxes": "fax",
}
_OF_SOMEBODY: Final = ("Phones", "Person.Phone")
_COUNTRY: Final = re.compile(
    r"(?:[^\W\d_]+(?: [^\W\d_]+)* ?)?\(?\s*(?:\+|00)?\s?(?P<digits>[1-9]\d{0,2})\)?(?:\.0)?"
)
_AREA: Final = re.compile(r"(?:(?:\+|00)\s?[1-9]\d{0,2}[ /-]?)?\(?\d{1,5}\)?(?:\.0)?[ /-]?")
_EXTENSION: Final = re.compile(r"-?\s?\d{1,5}(?:\.0)?")
_COUNTER: Final = re.compile(r"\s*\d$")
_FEWEST_DIGITS: Final = 4
_MOST_APART: Final = 2
_UNCLEAR: Final = _("Nothing says which phone number the code “{code}” belongs to: it is left out.")
_SHARED: Final = _("“{code}” may be the area code of {number}, too: it is read without it.")
_NO_CODE: Final = _("“{code}” is no code of a country: the phone number is read without it.")
_BEGINS: Final = _("The column “{code}” has a part of the numbers in “{phone}”.")


@dataclass(frozen=True)
class PhoneColumns:
    """Which columns have parts of the numbers in which others, by place."""

    parts: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    """The columns with parts of each column of numbers, by what part they have."""
    unclear: frozenset[int] = frozenset()
    """The columns with codes of which nothing says whose they are."""
    shared: Mapping[int, int] = field(default_factory=dict)
    """The columns of area codes that may be those of the numbers in another column, by that one's place."""
    appended: frozenset[int] = frozenset()
    """The columns of extensions that are dialled right behind the number: ``Durchwahl``."""
    labels: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """What the heading of a column with several kinds of numbers calls each."""
    remarks: tuple[str, ...] = ()

    @property
    def used(self) -> Set[int]:
        """The columns that have no values of their own."""
        return {at for parts in self.parts.values() for at in parts.values()} | self.unclear

    @cached_property
    def places(self) -> Set[int]:
        """The columns whose numbers are not what their cells alone say."""
        return {*self.parts, *self.shared, *self.labels}

    def read(self, text: str, place: int, row: Row, region: str) -> tuple[str, str]:
        """Returns a number with the parts that its row has in other columns, and a sentence of doubt.

        Several numbers get the labels of their heading. `region` is their country, if it is known.
        """
        if labels := self.labels.get(place):
            return with_labels_of_heading(text, labels, region)
        parts = self.parts.get(place, {})
        said = {part: row.cell(at).strip().removesuffix(".0") for part, at in parts.items()}
        if sum(map(str.isdigit, text)) < _FEWEST_DIGITS or any(map(str.isalpha, text)):
            return text, ""
        text, doubt = text.strip().removesuffix(".0"), ""
        if extension := said.get(EXTENSION, ""):
            text = _with_extension(text, extension, is_appended=parts[EXTENSION] in self.appended)
        if (at := self.shared.get(place)) is not None and not text.startswith(("+", "0")):
            doubt = _SHARED.format(code=shortened(row.cell(at)), number=text) if row.cell(at) else ""
        if (area := said.get(AREA, "")) and not text.startswith(("+", "00")):
            text = _with_area(text, area)
        if (code := said.get(COUNTRY, "")) and not text.startswith(("+", "00")):
            whole = _with_country(text, code)
            doubt = doubt if whole else _NO_CODE.format(code=shortened(code))
            text = whole or text
        return text, doubt

    def why_doubtful(self, text: str, place: int) -> str:
        """Returns a sentence for a code of which nothing says whose it is; empty for all else."""
        return _UNCLEAR.format(code=shortened(text)) if text and place in self.unclear else ""


NO_PARTS: Final = PhoneColumns()
"""Of a table whose numbers stand in one column each."""


def phone_columns(
    fields: Sequence[str | None], headings: Sequence[str], rows: Sequence[Row], by_hand: Set[int]
) -> tuple[list[str | None], PhoneColumns]:
    """Returns the fields without columns of parts of phone numbers, and whose parts these have."""
    result = [*fields]
    free = {at: heading for at, heading in enumerate(headings) if heading and at not in by_hand}
    labels = {at: labels_in_heading(free[at]) for at in free if result[at] is None or result[at] in _KINDS}
    labels = {at: said for at, said in labels.items() if said}
    for at in labels:
        result[at] = result[at] if result[at] in _OF_SOMEBODY else "Phone"
    found = {at: part for at, heading in free.items() if (part := _part_of(heading))}
    told = {at: part for at, part in found.items() if _are_parts(part[0], rows, at)}
    if not told:
        return result, PhoneColumns(labels=labels) if labels else NO_PARTS
    for at, heading in free.items():  # "Vorwahl, Nummer"
        is_bare = normal(heading) in heading_words("phone_parts", "numbers") and not result[at]
        if is_bare and at - 1 in told and told[at - 1][0] != EXTENSION:
            result[at] = "Phone"
    phones = {at: _KINDS[one] for at, one in enumerate(result) if one in _KINDS and at not in told}
    numbers = replace(_parted(told, phones, headings), labels=labels)
    for at in numbers.used:
        result[at] = IGNORED
    return result, numbers


def _parted(
    told: Mapping[int, tuple[str, str]], phones: Mapping[int, str], headings: Sequence[str]
) -> PhoneColumns:
    """Returns whose parts the columns of `told` have; `phones` are those with the numbers."""
    parts = defaultdict[int, dict[str, int]](dict)
    unclear, shared = set[int](), dict[int, int]()
    for at, (part, _kind) in told.items():
        places = _whose(at, told, phones, headings)
        for place in places:
            parts[place][part] = at
        if part == AREA and places and phones.get(places[0] + 1) in ("phone", "fax"):
            shared[places[0] + 1] = at
        if not places and part != EXTENSION and phones:
            unclear.add(at)
    begun = {at: one for at, one in parts.items() if one.keys() & {COUNTRY, AREA}}
    pairs = [(at, place) for place, one in begun.items() for at in one.values()]
    return PhoneColumns(
        begun,
        frozenset(unclear),
        {place: at for place, at in shared.items() if AREA not in begun.get(place, {})},
        frozenset(at for at in told if normal(headings[at]) in heading_words("phone_parts", "appended")),
        remarks=tuple(
            _BEGINS.format(code=shortened(headings[at]), phone=shortened(headings[place]))
            for at, place in pairs
        ),
    )


@lru_cache(maxsize=512)
def _part_of(heading: str) -> tuple[str, str] | None:
    """Returns which part of a number a heading names, and of what kind if it says that; None for others."""
    words = _COUNTER.sub("", normal(heading)).split()
    for first in range(len(words)):
        for end in range(len(words), first, -1):
            said, rest = " ".join(words[first:end]), " ".join(words[:first] + words[end:])
            kind = _KINDS.get(field_of_heading(rest) or "", "") if rest else ""
            if rest and not kind:
                continue
            for part in (COUNTRY, AREA, EXTENSION):
                if said in heading_words("phone_parts", part):
                    return part, kind
    return None


def _are_parts(part: str, rows: Sequence[Row], at: int) -> bool:
    """Returns True for a column of which most cells look like that part; countries have known codes."""
    texts = [text for row in rows[:SAMPLE] if (text := row.cell(at).strip())]
    are = [_is_part(part, text) for text in texts]
    return bool(texts) and sum(are) >= MOSTLY * len(texts)


def _is_part(part: str, text: str) -> bool:
    if part == COUNTRY:
        return bool(_is_country(text))
    return (_AREA if part == AREA else _EXTENSION).fullmatch(text) is not None


def _whose(
    at: int, told: Mapping[int, tuple[str, str]], phones: Mapping[int, str], headings: Sequence[str]
) -> list[int]:
    """Returns the columns whose numbers have their part in the column `at`; none where that is not clear."""
    part, kind = told[at]
    if kind:
        own = [place for place, one in phones.items() if one == kind]
        numbered = [place for place in own if _number_of(headings[place]) == _number_of(headings[at])]
        best = numbered if len(numbered) == 1 else own
        return best[:1] if len(best) == 1 else [place for place in best if abs(place - at) <= _MOST_APART][:1]
    if part == EXTENSION:
        return [at - 1] if at - 1 in phones else []
    following = at + 1
    while following in told and told[following][0] != EXTENSION:
        following += 1
    if following in phones:
        return [*_together(following, phones, told)] if part == COUNTRY else [following]
    if at - 1 in phones and at - 2 not in told:
        return [at - 1]
    return [*phones] if len(phones) == 1 else []


def _together(first: int, phones: Mapping[int, str], told: Mapping[int, tuple[str, str]]) -> Iterator[int]:
    """Yields the columns of numbers that stand side by side behind the code of one country."""
    at = first
    while at in phones or (at in told and told[at][0] != COUNTRY):
        if at in phones:
            yield at
        at += 1


def _number_of(heading: str) -> str:
    last = normal(heading)[-1:]
    return last if last.isdigit() else ""


@lru_cache(maxsize=512)
def _is_country(text: str) -> str:
    """Returns the code of a country's phones: ``47`` of ``+47``, ``0047`` and ``NO (+47)``; else nothing."""
    import phonenumbers

    match = _COUNTRY.fullmatch(text)
    code = int(match["digits"]) if match else 0
    return str(code) if code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE else ""


def _with_extension(text: str, extension: str, *, is_appended: bool) -> str:
    digits = extension.lstrip("- ")
    if not digits or not digits.isdigit():
        return text
    if not is_appended:
        return f"{text} ext. {digits}"
    begin, sign, end = text.rpartition("-")
    return f"{begin.rstrip() if sign and not end.strip(' 0') else text}-{digits}"


def _with_area(text: str, area: str) -> str:
    """Returns a number behind the code of its area, unless it has that.

    Where a spreadsheet has eaten the zero of the code, the whole number tells whether it has one.
    """
    area = area.strip(" /-")
    digits = "".join(filter(str.isdigit, area))
    bare = digits.lstrip("0")
    if not bare or (text.startswith("0") and text.lstrip("0 (").startswith(bare)):
        return text
    is_whole = area.startswith(("0", "+", "("))
    return f"{area} {text}" if is_whole else f"{digits}{''.join(text.split())}"


def _with_country(text: str, code: str) -> str:
    """Returns a national number behind the code of its country; empty for a code that is of none."""
    import phonenumbers

    digits = _is_country(code)
    if not digits:
        return ""
    region = phonenumbers.region_code_for_country_code(int(digits))
    plain = "".join(filter(str.isdigit, text))
    if plain.startswith(digits) and not _is_valid(f"+{digits}{plain}") and _is_valid(f"+{plain}"):
        return f"+{plain}"  # "4755123456" beside "+47"
    if phonenumbers.ndd_prefix_for_region(region, True) == "0":
        text = re.sub(r"^(\(?)0\s?", r"\1", text)
    return f"+{digits} {text}"


def _is_valid(number: str) -> bool:
    import phonenumbers

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False
