"""Tells the rows of a list that are no companies: sums, names of groups, and what it says of itself."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Final

from app.recognition.sheets.sheet import Row
from app.recognition.values.headings import heading_words, normal
from app.translation import _

_MOST_OF_A_TOTAL: Final = 3
_AMOUNT: Final = re.compile(r"[-+]?[\d\s.,]+(?:%|kr|€|\$)?")
_OF_MONEY: Final = re.compile(r"[.,]\d\d?(?!\d)|[%€$]|kr", re.IGNORECASE)
_MOST_DIGITS_OF_A_SUM: Final = 6  # without decimals: longer ones are phones
_PAGE: Final = re.compile(
    r"(?:side|sida|sidan|page|seite|pagina|sivu|blad|blatt|ark|p|s) \d+(?: (?:av|of|af|von|van|de)? ?\d+)?"
)
_LONGEST_END: Final = 12  # rows of one cell
_WHEN: Final = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}:\d\d\b|©|\(c\) "
    r"|\b(?:\d{1,2}\.? )?(?:jan|feb|mar|mär|maa|apr|ma[iyj]|jun|jul|aug|sep|o[kc]t|nov|de[csz])[a-zäéü]{0,7}"
    r"\.?(?: \d{1,2},)? \d{4}\b",
    re.IGNORECASE,
)
_WHOLE_NAME: Final = re.compile(r"[A-ZÆØÅÄÖÜÉ][^\W\d_]+(?:[ -][A-ZÆØÅÄÖÜÉ][^\W\d_]+){1,3}")
_GROUP: Final = re.compile(r"[A-ZÆØÅÄÖ]|0-9|#|[A-ZÆØÅÄÖ] ?[-–] ?[A-ZÆØÅÄÖ]", re.IGNORECASE)
_MOST_OF_A_GROUP: Final = 40
_LONGEST_GROUP: Final = 3  # words: "Hall 3 B"
_MOST_OF_ABSENT: Final = 5  # words of one phrase
_LONGEST_ABSENT: Final = 4  # words: "Avmeldte deltakere i 2026"
_NUMBERED: Final = re.compile(r"\(?\b\d+\b\)?")
_AROUND_GROUP: Final = " :.-–—=_*#<>[]"
_FRAMED: Final = re.compile(r"[-–—=_~#<>.]{2,}.*|#\s.*|//.*|\*{3,}.*|\([^()]*\)|\[[^\[\]]*\]", re.DOTALL)
_LEGEND: Final = re.compile(
    r"(?:\*+|[†‡¹²³]|\w{1,3})\)?\s*=\s*\S.*|\*+\)?\s*(?:[:–-]|[^\W\d_A-ZÆØÅÄÖÜ]).*|[†‡¹²³]\s*\D.*"
)
_COUNTED: Final = re.compile(r"[\d.,\s]{1,9}(?P<what>[^\W\d_]+)(?: [^\W\d_]+)?")
_LABEL: Final = re.compile(r"(?P<label>[^:!]{1,40})[:!]\s*\S.*", re.DOTALL)
_SHOWN: Final = re.compile(
    r"\b\d+ ?(?:-|–|to|til|till|bis|tot|t/m) ?\d+ (?:of|av|af|von|van) \d+\b|^(?:copyright|©|\(c\)) ",
    re.IGNORECASE,
)
_ENDS_SENTENCE: Final = re.compile(r".*\s.*[.!?]|.*[:=!?]\s.*|[^\W\d_A-ZÆØÅÄÖÜ]\S*(?:\s+\S+){3,}", re.DOTALL)
_MOST_WORDS: Final = 8
_FEWEST_GROUPS: Final = 2
_COUNT_BEHIND: Final = re.compile(r".*[^\W\d_].*\((\d{1,4})\)", re.DOTALL)
_FULL: Final = 3
"""Cells of a row beside which a text alone is no company of which a little less is known."""
_LONGEST_TOLD: Final = 60
_MOST_ALONE: Final = 500
"""Of remarks: more are names."""
_MOSTLY: Final = 0.6
_MAY_BE_REMARK: Final = _("“{text}” stands alone in its row: it may be a remark, or the name of a group.")


def may_be_total(cells: Sequence[str]) -> bool:
    """Returns True for as few cells as a row of sums has: whether it is one is looked at then alone."""
    return len(cells) - cells.count("") <= _MOST_OF_A_TOTAL


def is_total(row: Row) -> bool:
    """Returns True for a row of sums, a remark, what a printout says of pages, and "Oslo:" above a group."""
    if not may_be_total(row.cells):
        return False
    texts = sorted(filter(None, row.cells), key=lambda cell: _AMOUNT.fullmatch(cell) is not None)
    if not texts:
        return False
    first = normal(texts[0])  # "40;Total 40": what is no amount
    rest = [text for text in texts if not _PAGE.fullmatch(normal(text))]
    is_page = len(rest) < len(texts) and all(map(_WHEN.search, rest))
    is_word = first in heading_words("totals", "words") and not any(map(_names_somebody, texts[1:]))
    if is_page or is_word or (len(texts) == 1 and is_sum(texts[0])):
        return True
    if (len(rest) == 1 and is_remark(rest[0])) or (texts[0][-1:] == ":" and _is_labelled(" ".join(texts))):
        return True
    begins_total = _begins(f"{first} ", "words")
    if len(texts) == 1:
        is_count = begins_total and any(map(str.isdigit, first)) and not _is_company(texts[0])
        return is_count or texts[0].endswith(":")
    return begins_total and all(map(_is_amount, texts[1:])) and not _is_company(texts[0])


def _names_somebody(text: str) -> bool:
    """Returns True for a mail address, and for what may be a whole name: no sum has one beside it."""
    is_name = _WHOLE_NAME.fullmatch(text) is not None and not _is_labelled(text)
    return "@" in text or (is_name and not heading_words("totals", "words") & {*normal(text).split()})


def _is_amount(text: str) -> bool:
    """Returns True for a number that is none of a phone: "Sum Bygg" has one."""
    return is_sum(text) or (_AMOUNT.fullmatch(text) is not None and _OF_MONEY.search(text) is not None)


def is_remark(text: str) -> bool:
    """Returns True for what surely is said of the list where it stands alone: "--- end of the list ---"."""
    words = f"{normal(text)} "
    if text.isalnum():
        return _begins(words, "ends")
    if not any(map(str.isalpha, text)):
        return sum(map(str.isdigit, text)) <= _MOST_DIGITS_OF_A_SUM
    if _SHOWN.search(text):
        return True
    is_one = (
        _FRAMED.fullmatch(text) is not None
        or _LEGEND.fullmatch(text) is not None
        or _is_labelled(text)
        or _is_count(text)
        or _begins(words, "ends")
        or (_begins(words, "notices") and _WHEN.search(text) is not None)
    )
    return is_one and not _is_company(text)


def _is_labelled(text: str) -> bool:
    """Returns True for "Distrikt: Sør", "Source: the register", "Totalt: 40"."""
    match = _LABEL.fullmatch(text)
    words = normal(match["label"]).split() if match else []
    known = ("groups", "notices", "words", "notes")
    return bool(words) and any(
        words[0] in heading_words("totals", one) or " ".join(words) in heading_words("totals", one)
        for one in known
    )


def _is_count(text: str) -> bool:
    match = _COUNTED.fullmatch(text)
    return match is not None and match["what"].casefold() in heading_words("totals", "counted")


def _begins(words: str, key: str) -> bool:
    return any(words.startswith(f"{one} ") for one in heading_words("totals", key))


def remark_doubts(rows: Sequence[Row]) -> dict[tuple[int, int], str]:
    """Returns sentences, by row and column, about texts that stand alone and may be no names of companies.

    They read like sentences, the list begins with names of groups (its first row has one, others as well),
    they stand below an empty row at its end, or above a row that says much more, as most rows do.
    """
    all_cells = enumerate(row.cells for row in rows)
    alone = {rows[at]: at for at, cells in all_cells if len(cells) - cells.count("") == 1}
    if not alone or len(alone) > _MOST_ALONE:
        return {}
    groups = group_rows(rows, ())
    texts = {
        row: next(filter(None, row.cells))
        for row, at in alone.items()
        if not is_total(row) and row.number not in groups
    }
    filled = [row for row in rows if _count(row) > 1]
    if len(texts) > len(filled):
        return {}  # a list of names
    names = [row for row, text in texts.items() if not _is_company(text)]
    has_groups = len(names) >= _FEWEST_GROUPS and names[0].number < filled[0].number
    end = _below_a_gap(rows, filled[-1].number)
    above = {rows[at].number for at in _above_full_rows(rows)}
    return {
        (row.number, row.cells.index(texts[row])): _MAY_BE_REMARK.format(text=texts[row][:_LONGEST_TOLD])
        for row in names
        if has_groups or row.number >= end or row.number in above or _may_be_remark(texts[row])
    }


def _below_a_gap(rows: Sequence[Row], last: int) -> int:
    """Returns the number of the first row below the list that an empty one parts from it."""
    empty = {row.number for row in rows if row.is_empty}
    below = [row.number for row in rows if row.number > last]
    there = {row.number for row in rows} - empty
    return next((number for number in below if number - 1 not in there), sys.maxsize)


def _may_be_remark(text: str) -> bool:
    if text.startswith("*") or "@" in text or len(text.split()) >= _MOST_WORDS:
        return True
    if _ENDS_SENTENCE.fullmatch(text) or _WHEN.search(text):
        return True
    is_name = not text.isalpha() and all(word[0].isupper() for word in text.split() if word[0].isalpha())
    return not is_name and _begins(f"{normal(text)} ", "notices")


def is_sum(text: str) -> bool:
    """Returns True for a number that is shorter than that of a phone."""
    return bool(_AMOUNT.fullmatch(text)) and sum(map(str.isdigit, text)) <= _MOST_DIGITS_OF_A_SUM


def group_rows(rows: Sequence[Row], others: Collection[int]) -> frozenset[int]:
    """Returns the numbers of the rows that surely are names of groups; `others` as `is_group` has them.

    Beside those that it knows alone: "Inland (2)" above two rows, and names in capitals where the list begins
    with one, and all that stand alone in that column are, and no company is.
    """
    numbers = [len(row.cells) - row.cells.count("") for row in rows]
    if not 0 < numbers.count(1) <= _MOST_ALONE or set(numbers) <= {0, 1}:
        return frozenset()
    rows = [row for row, number in zip(rows, numbers, strict=True) if number]
    alone = [at for at, row in enumerate(rows) if _count(row) == 1]
    found = {rows[at].number for at in alone if is_group(rows, at, others)}
    above = [at for at in _above_full_rows(rows) if _place(rows[at]) not in others]
    for at, end in pairwise([*above, len(rows)]):
        counted = _COUNT_BEHIND.fullmatch(rows[at].cells[_place(rows[at])])
        full = sum(_count(row) > 1 and not is_total(row) for row in rows[at + 1 : end])
        if counted and int(counted[1]) == full:
            found.add(rows[at].number)
    if _are_in_capitals(rows, above):
        found |= {rows[at].number for at in above}
    return frozenset(found)


def _are_in_capitals(rows: Sequence[Row], above: Sequence[int]) -> bool:
    """Returns True for a list that begins with one of these rows, each in capitals as no company is."""
    if len(above) < _FEWEST_GROUPS or any(_count(row) for row in rows[: above[0]]):
        return False
    place, names = _place(rows[above[0]]), {*above}
    in_column = ((at, row.cell(place)) for at, row in enumerate(rows) if row.cell(place))
    return all(text.isupper() == (at in names) for at, text in in_column)


def _above_full_rows(rows: Sequence[Row]) -> list[int]:
    """Returns where a text that is no company stands alone above a row with several cells, as most have.

    Both have something in that column, which is the first one, or has numbers alone before it.
    """
    filled = [row for row in rows if _count(row) > 1]
    if len(filled) > 2 * sum(_count(row) >= _FULL for row in filled):
        return []
    found = []
    below = Row(0, ())
    for at in range(len(rows) - 1, -1, -1):
        row = rows[at]
        if not (count := _count(row)):
            continue
        if count == 1 and _count(below) >= _FULL and below.cell(place := _place(row)):
            text = row.cells[place]
            is_first = all(map(is_sum, filter(None, below.cells[:place])))
            is_short = len(text) <= _MOST_OF_A_GROUP and any(map(str.isalpha, text))
            if is_first and is_short and not _is_company(text) and not is_total(row):
                found.append(at)
        below = row
    return found[::-1]


def _place(row: Row) -> int:
    return next(place for place, cell in enumerate(row.cells) if cell)


def is_group(rows: Sequence[Row], at: int, others: Collection[int]) -> bool:
    """Returns True for a place, a hall or a letter that stands alone above rows that say more.

    `others` are the columns in which it is a value of its own.
    """
    texts = [cell for cell in rows[at].cells if cell]
    below = rows[at + 1].cells if at + 1 < len(rows) else ()
    if len(texts) != 1 or len(below) - below.count("") <= len(texts) or len(texts[0]) > _MOST_OF_A_GROUP:
        return False
    if word_of_absent_group(texts[0]):
        return True
    if rows[at].cells.index(texts[0]) in others:
        return False
    from app.recognition.language.countries import region_of_name
    from app.recognition.language.postcodes import is_place_name

    words = normal(texts[0]).split()
    named = heading_words("totals", "groups")
    is_named = bool(words) and words[0] in named and len(words) <= _LONGEST_GROUP
    is_named |= len(words) <= _LONGEST_GROUP and not heading_words("totals", "members").isdisjoint(words)
    is_place = is_place_name(texts[0]) or bool(region_of_name(texts[0]))
    is_place |= " ".join(word for word in words if word not in named) in heading_words("totals", "regions")
    return (is_named or is_place or bool(_GROUP.fullmatch(texts[0]))) and not _is_company(texts[0])


def says_absent(words: Sequence[str], more: str = "words") -> bool:
    """Returns True for words with those of somebody who does not come: "Er avmeldt", but not "Not cancelled".

    `more` is a second list of them.
    """
    known = heading_words("absent", "words") | heading_words("absent", more)
    for first in range(len(words)):
        if first and words[first - 1] in heading_words("absent", "negations"):
            continue
        ends = range(first + 1, min(first + _MOST_OF_ABSENT, len(words)) + 1)
        if any(" ".join(words[first:end]) in known for end in ends):
            return True
    return False


def word_of_absent_group(text: str) -> str:
    """Returns what stands above rows of those who do not come, without signs: "Avmeldt:"; else nothing."""
    words = normal(_NUMBERED.sub("", text)).split() if len(text) <= _MOST_OF_A_GROUP else []
    is_known = 0 < len(words) <= _LONGEST_ABSENT and says_absent(words, "groups")
    return text.strip(_AROUND_GROUP) if is_known and not _is_company(text) else ""


def end_of(rows: Sequence[Row]) -> int:
    """Returns where what a list says of itself begins: lines below its last row, a notice first."""
    first = len(rows)
    while first and len(rows) - first < _LONGEST_END and _count(rows[first - 1]) == 1:
        first -= 1
    if not first or _count(rows[first - 1]) == 1:
        return len(rows)  # a list of names alone
    return next((at for at in range(first, len(rows)) if _is_notice(rows[at])), len(rows))


def _is_notice(row: Row) -> bool:
    """Returns True for when a list was printed, by whom, and whose it is."""
    text = next(filter(None, row.cells))
    return (_begins(f"{normal(text)} ", "notices") or _WHEN.search(text) is not None) and not _is_company(
        text
    )


def is_hint(cells: Sequence[str]) -> bool:
    """Returns True for what is to be filled in: "(required)", "(8 figures)"."""
    return all(cell.startswith("(") and cell.endswith(")") for cell in cells if cell)


def _count(row: Row) -> int:
    return len(row.cells) - row.cells.count("")


def _is_company(text: str) -> bool:
    """Returns True for the name of a company with its legal form, and no more than a few words beside it."""
    from app.recognition.language.names import company_name_in

    bare = text.strip("()[] ")
    return len(company_name_in(bare)) > _MOSTLY * len(bare)
