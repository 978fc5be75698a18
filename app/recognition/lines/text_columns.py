"""Columns of a text that stand side by side, parted by tabs or wide gaps."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise, takewhile

from app.recognition.language import patterns
from app.recognition.language.labels import KIND_OF_LABEL, names_field, split_field_label
from app.recognition.language.names import parse_name
from app.recognition.language.registers import is_register_label

_GAP = re.compile(r"\t+| {4,}")
_NARROW_GAP = re.compile(r"\t+| {2,}")
_MOST_COLUMNS = 12
_FEWEST_ROWS = 3
_FEWEST_CELLS_OF_A_RECORD = 3
_LONGEST_LABEL = 40
_MAIL = re.compile(r"\S@\S")
_NUMBER = re.compile(r"[+(]?\d[\d ()./-]{5,}$")

_ALIGNED_GAP = re.compile(r"(?<=\S) {2,}(?=\S)|^ {4,}(?=\S)")
_MOST_ALIGNED = 60
_FEWEST_COLUMNS = 3

_Row = list[str]


def below_one_another(lines: list[str]) -> list[str]:
    """Puts columns that stand side by side below one another.

    Labels and what they name stay together, and so do the cells of a row that is about one person.
    """
    result: list[str] = []
    index = 0
    lines = _with_values_joined(lines)
    while index < len(lines):
        rows = _aligned_rows(lines, index) or _rows(lines, index)
        if not rows:
            result.append(lines[index])
        elif not _are_people(rows) and _are_labelled(rows):
            result += [line for row in rows if (line := _labelled(row))]
        elif _are_records(rows):
            headings = next(filter(_is_heading, rows), [])
            records = [row for row in rows if not _is_heading(row)]
            result += [""] * bool(result and result[-1])  # what stands above is of nobody
            result += [line for row in records for line in (*_shown(row, headings or row), "")]
        elif len(rows) < _FEWEST_ROWS and not _are_people(rows):
            result += [" | ".join(cell for cell in row if cell) for row in rows]
        else:
            for column in range(max(map(len, rows))):
                result += [row[column] for row in rows if column < len(row) and row[column]]
        index += len(rows) or 1
    return result


def _with_values_joined(lines: list[str]) -> list[str]:
    """Joins what goes on in the second column with the line above, whose first column is a label."""
    result: list[str] = []
    for line in lines:
        above = _GAP.split(result[-1], maxsplit=1) if result and line[:1] in ("\t", " ") else []
        is_going_on = len(above) > 1 and above[0].endswith(":") and _GAP.match(line) and line.strip()
        if is_going_on and not _GAP.search(line.strip()):
            result[-1] += f", {line.strip()}"
        else:
            result.append(line)
    return result


def _aligned_rows(lines: list[str], start: int) -> list[_Row]:
    """Returns the rows whose columns begin at the same places in all lines, be the gaps before them narrow.

    At least three lines must have such gaps, and two columns be there; a wide gap must part some of them.
    """
    run = list(takewhile(lambda line: "  " in line.strip(), lines[start : start + _MOST_ALIGNED]))
    if len(run) < _FEWEST_ROWS or any("\t" in line for line in run) or not any(map(_GAP.search, run)):
        return []
    begins = Counter(match.end() for line in run for match in _ALIGNED_GAP.finditer(line))
    columns = sorted(at for at, count in begins.items() if count >= max(_FEWEST_ROWS - 1, len(run) * 0.6))
    columns = [at for at in columns if all(len(line) <= at or line[at - 1] == " " for line in run)]
    if len(columns) < _FEWEST_COLUMNS - 1:
        return []
    ends = [0, *columns, None]
    return [_with_labels_joined([line[one:two].strip() for one, two in pairwise(ends)]) for line in run]


def _with_labels_joined(row: _Row) -> _Row:
    """Returns the cells with each label that ends with a colon before its value."""
    joined = list(row)
    for at in range(len(row) - 1):
        if row[at].endswith(":") and row[at + 1] and not row[at + 1].endswith(":"):
            joined[at], joined[at + 1] = f"{row[at]} {row[at + 1]}", ""
    return joined


def _rows(lines: list[str], start: int) -> list[_Row]:
    """Returns the rows that begin at an index; below a wide gap, a narrow one may part the columns, too."""
    rows = [_cells(line) for line in takewhile(_GAP.search, (lines[at] for at in range(start, len(lines))))]
    if len(rows) == 1 and _are_people(rows):
        below = [_NARROW_GAP.split(line.strip()) for line in lines[start + 1 : start + _FEWEST_ROWS]]
        rows += takewhile(lambda row: len(row) == len(rows[0]), below)
    return rows


def _are_people(rows: list[_Row]) -> bool:
    """Returns True for people who sign side by side."""
    return (
        len(rows[0]) > 1 and all(map(parse_name, rows[0])) and all(len(row) <= len(rows[0]) for row in rows)
    )


def _are_labelled(rows: list[_Row]) -> bool:
    """Returns True for two columns of which the first says what stands in the second."""
    # What a label of a number stands before is one cell already.
    pairs = [row for row in rows if len(row) == 2 and all(row)]
    known = [row for row in pairs if _is_label(row[0]) and not _is_label(row[1])]
    others = [row for row in rows if len(row) == 1]
    return len(pairs) + len(others) == len(rows) and bool(known) and 2 * len(known) >= len(pairs)


def _labelled(row: _Row) -> str:
    """Returns ``label: value``; nothing where an unknown label names what may be anything."""
    if len(row) == 1:
        return row[0]
    label, value = row[0].rstrip(" :"), row[1]
    return f"{label}: {value}" if _is_label(row[0]) or re.search(r"[\d@]", value) else ""


def _are_records(rows: list[_Row]) -> bool:
    """Returns True for rows that are each about one person: the names of columns stand above them.

    Without any, a mail and a number stand in each.
    """
    if _records_below(rows):
        return True
    records = [row for row in rows if not _is_heading(row)]
    if len(records) > 1 and all(map(_tells_of_person, records)):
        return True
    long = [row for row in records if len(row) >= _FEWEST_CELLS_OF_A_RECORD]
    whole = [row for row in long if any(map(_MAIL.search, row)) and any(map(_NUMBER.match, row))]
    return len(records) > 1 and len(whole) == len(records)


def _tells_of_person(row: _Row) -> bool:
    """Returns True for a name, an occupation, and a number or a mailbox, in any order."""
    has_title = any(patterns.OCCUPATION.search(cell) for cell in row if not parse_name(cell))
    can_be_reached = any(_MAIL.search(cell) or _NUMBER.search(cell) for cell in row)
    return has_title and can_be_reached and sum(parse_name(cell) is not None for cell in row) == 1


def _records_below(rows: list[_Row]) -> list[_Row]:
    """Returns the rows below the names of at least three columns, if each of them has as many cells."""
    headed = (at for at, row in enumerate(rows) if len(row) >= _FEWEST_CELLS_OF_A_RECORD and _is_heading(row))
    at = next(headed, len(rows) - 1)
    if not any(split_field_label(f"{cell}: x")[0] == "person" for cell in rows[at]):
        return []  # "Besøksadresse, Postadresse, Fakturaadresse" head columns that are no people's
    below = rows[at + 1 :]
    return below if len(below) > 1 and all(len(row) == len(rows[at]) for row in below) else []


def _shown(row: _Row, headings: _Row) -> list[str]:
    """Returns the cells of a record; those of a person say what they are, as far as a label of text does."""
    labels = [split_field_label(f"{heading}: x")[0] for heading in headings[: len(row)]]
    name = next((cell for cell, label in zip(row, labels, strict=False) if label == "person"), "")
    if not parse_name(name) and _tells_of_person(row):
        return sorted(filter(None, row), key=lambda cell: not parse_name(cell))
    if not parse_name(name):
        return [cell for cell in row if cell]
    cells = zip(row, labels, headings, strict=False)
    return [f"{heading}: {cell}" if label == "title" else cell for cell, label, heading in cells if cell]


def _is_heading(row: _Row) -> bool:
    """Returns True for the names of columns: ``Navn, Stilling, Telefon``."""
    named = [cell for cell in row if cell]
    return len(named) > 1 and all(_is_label(cell) for cell in named)


def _cells(line: str) -> _Row:
    """Splits a line into its columns; a label and its value are one."""
    cells: _Row = []
    for cell in _GAP.split(line.rstrip(), maxsplit=_MOST_COLUMNS):
        if cells and cells[-1] and _is_label_of_a_number(cells[-1]) and not _is_label(cell):
            cells[-1] += f" {cell}"
        else:
            cells.append(cell.strip())
    return cells[:_MOST_COLUMNS]


def _is_label_of_a_number(text: str) -> bool:
    return (
        text.endswith(":")
        or text.strip(" .").lower() in KIND_OF_LABEL
        or bool(patterns.LABEL.fullmatch(text))
    )


def _is_label(text: str) -> bool:
    """Returns True for what names a field of a form: ``Forretningsadresse``, ``Daglig leder``."""
    if len(text) > _LONGEST_LABEL or re.search(r"[\d@]", text):
        return False
    label = f"{text.rstrip(' :')}:"
    return bool(
        names_field(text)
        or _is_label_of_a_number(text)
        or patterns.VISITING.fullmatch(label)
        or patterns.POSTAL.fullmatch(label)
        or any(one.end() == len(text.rstrip(" :")) for one in patterns.OCCUPATION.finditer(text))
        or is_register_label(text)
    )
