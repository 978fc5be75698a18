"""Finds the rows of a table that are of one company, without reading more of them than that takes."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from app.recognition.cells.cell_companies import name_in_cell
from app.recognition.cells.cell_people import may_be_marked
from app.recognition.cells.repairs import LONGEST_NOTHING, NOBODY, clean_cell
from app.recognition.sheets.sheet import Row
from app.recognition.tables.columns import MatchedTable
from app.recognition.tables.row_values import RowValues
from app.recognition.values.headings import heading_words, normal

_MOST_OF_A_TOTAL: Final = 3
_AMOUNT: Final = re.compile(r"[-+]?[\d\s.,]+(?:%|kr|€|\$)?")
_MOST_DIGITS_OF_A_SUM: Final = 6  # without decimals: longer ones are phones
_PAGE: Final = re.compile(r"(?:side|sida|page|seite|pagina|sivu) \d+(?: (?:av|of|af|von|van|de)? ?\d+)?")
_LONGEST_END: Final = 12  # rows of one cell
_WHEN: Final = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}:\d\d\b|©|\(c\) ", re.IGNORECASE
)
_GROUP: Final = re.compile(r"[A-ZÆØÅÄÖ]|0-9|#", re.IGNORECASE)
_MOST_OF_A_GROUP: Final = 40
_LONGEST_GROUP: Final = 3  # words: "Hall 3 B"
_SIGNS: Final = re.compile(r"[\W_]+")
_NOBODY: Final = frozenset(_SIGNS.sub(" ", name) for name in NOBODY)
RowGroup = tuple[Row, ...]
"""The rows of one company, in their order."""


def row_groups(matched: MatchedTable) -> tuple[RowGroup, ...]:
    """Returns the rows of each company, in the order of their first rows.

    Totals, names of groups, what a list says at its end and headings that are repeated are nothing, nor are
    rows without anything in a column that is read. Other rows without a name are a company each.
    """
    by_name = _rows_by_name(matched)
    nobodies = _NOBODY & by_name.keys()  # looked for once: rows are many
    for name in nobodies:
        by_name |= {f"\x00{row.number}": [row] for row in by_name.pop(name)}
    groups: list[RowGroup] = []
    for rows in by_name.values():
        if len(rows) == 1:
            groups.append(tuple(rows))
        else:
            groups += _parted(matched, rows)
    if len(groups) > len(by_name) or nobodies:  # else they are in the order of their first rows
        groups.sort(key=lambda group: group[0].number)
    return tuple(groups)


def _rows_by_name(matched: MatchedTable) -> dict[str, list[Row]]:
    headings = tuple(column.heading for column in matched.columns)
    names = [column.place for column in matched.columns if column.field == "Name"]
    read = [column.place for column in matched.columns if column.field]
    others = {*read} - {*names}
    end = _end_of(matched.rows)
    by_name: dict[str, list[Row]] = {}
    for at, row in enumerate(matched.rows[:end]):
        cells = row.cells
        if may_be_total(cells) and (is_total(row) or _is_group(matched.rows, at, others)):
            continue
        if (cells[0] == headings[0] and cells[: len(headings)] == headings) or (
            cells[0][:1] == "(" and _is_hint(cells)
        ):
            continue
        key = _key(cells, names)
        if not key:
            if names and not _says_something(cells, read):
                continue
            key = f"\x00{row.number}"
        if (rows := by_name.get(key)) is None:
            by_name[key] = [row]
        else:
            rows.append(row)
    return by_name


def may_be_total(cells: Sequence[str]) -> bool:
    """Returns True for as few cells as a row of sums has: whether it is one is looked at then alone."""
    return len(cells) - cells.count("") <= _MOST_OF_A_TOTAL


def is_total(row: Row) -> bool:
    """Returns True for a row of sums, what a printout says of its pages, and "Oslo:" above a group."""
    if not may_be_total(row.cells):
        return False
    texts = [cell for cell in row.cells if cell]
    if not texts:
        return False
    first = normal(texts[0])
    rest = [text for text in texts if not _PAGE.fullmatch(normal(text))]
    is_page = len(rest) < len(texts) and all(map(_WHEN.search, rest))
    if is_page or first in heading_words("totals", "words") or (len(texts) == 1 and _is_sum(texts[0])):
        return True
    words = first.split()
    begins_total = bool(words) and words[0] in heading_words("totals", "words")
    if len(texts) == 1:
        is_count = begins_total and any(map(str.isdigit, first)) and not _is_company(texts[0])
        return is_count or texts[0].endswith(":")
    return begins_total and all(map(_AMOUNT.fullmatch, texts[1:])) and not _is_company(texts[0])


def _is_sum(text: str) -> bool:
    """Returns True for a number that is shorter than that of a phone."""
    return bool(_AMOUNT.fullmatch(text)) and sum(map(str.isdigit, text)) <= _MOST_DIGITS_OF_A_SUM


def _is_group(rows: Sequence[Row], at: int, others: Collection[int]) -> bool:
    """Returns True for a place, a hall or a letter that stands alone above rows that say more.

    `others` are the columns in which it is a value of its own.
    """
    texts = [cell for cell in rows[at].cells if cell]
    below = rows[at + 1].cells if at + 1 < len(rows) else ()
    if len(texts) != 1 or len(below) - below.count("") <= len(texts) or len(texts[0]) > _MOST_OF_A_GROUP:
        return False
    if rows[at].cells.index(texts[0]) in others:
        return False
    from app.recognition.language.countries import region_of_name
    from app.recognition.language.postcodes import is_place_name

    words = normal(texts[0]).split()
    is_named = bool(words) and words[0] in heading_words("totals", "groups") and len(words) <= _LONGEST_GROUP
    is_place = is_place_name(texts[0]) or bool(region_of_name(texts[0]))
    return (is_named or is_place or bool(_GROUP.fullmatch(texts[0]))) and not _is_company(texts[0])


def _end_of(rows: Sequence[Row]) -> int:
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
    words = f"{normal(text)} "
    begins = any(words.startswith(f"{one} ") for one in heading_words("totals", "notices"))
    return (begins or _WHEN.search(text) is not None) and not _is_company(text)


def _is_hint(cells: Sequence[str]) -> bool:
    """Returns True for what is to be filled in: "(required)", "(8 figures)"."""
    return all(cell.startswith("(") and cell.endswith(")") for cell in cells if cell)


def _count(row: Row) -> int:
    return len(row.cells) - row.cells.count("")


def _says_something(cells: Sequence[str], read: Sequence[int]) -> bool:
    """Returns True for a value in a column that is read, but for the sums of all rows."""
    texts = [cells[place] for place in read if place < len(cells) and cells[place]]
    return bool(texts) and not all(map(_is_sum, filter(None, cells)))


def _is_company(text: str) -> bool:
    from app.recognition.language.names import company_name_in

    return bool(company_name_in(text))


def name_in(group: RowGroup, matched: MatchedTable) -> str:
    """Returns the name of a company as its first row has it; empty without one."""
    names = [column.place for column in matched.columns if column.field == "Name"]
    texts = (name_in_cell(text) for place in names if (text := group[0].cell(place)))
    return next((" ".join(text.split()) for text in texts), "")


def _key(cells: Sequence[str], names: Sequence[int]) -> str:
    """Returns what the name of a company is without letter case and signs; empty without a name."""
    for place in names:
        text = cells[place] if place < len(cells) else ""
        if text and (len(text) > LONGEST_NOTHING or clean_cell(text, "Name")):
            if "\n" in text or may_be_marked(text):
                text = name_in_cell(text)
            folded = text.casefold()
            # Most names have these signs or none: that takes a third of what the pattern does.
            words = folded.replace("&", " ").replace(".", " ").replace("-", " ").split()
            return " ".join(words) if "".join(words).isalnum() else _SIGNS.sub(" ", folded).strip()
    return ""


def _parted(matched: MatchedTable, rows: list[Row]) -> list[RowGroup]:
    """Parts the rows of one name: a branch in another town, or another number, is a company of its own."""
    parts: list[tuple[list[Row], dict[str, str]]] = []
    for row in rows:
        telling = RowValues(matched, row, {}).telling
        part = next((one for one in parts if _may_be_of(one[1], telling)), None)
        if part is None:
            parts.append(part := ([], {}))
        part[0].append(row)
        part[1].update(telling | part[1])
    return [tuple(part) for part, _telling in parts]


def _may_be_of(known: dict[str, str], telling: dict[str, str]) -> bool:
    return all(known.get(name, text) == text for name, text in telling.items())
