"""Reads tables of text: CSV of any delimiter and quoting, and what spreadsheets copy."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from itertools import islice
from typing import Final

from app.recognition.sheets.letters import has_other_breaks, is_in, mended_sheet, mended_text
from app.recognition.sheets.sheet import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Row,
    Sheet,
    TableProblem,
)
from app.recognition.sheets.uneven_rows import joined_rows
from app.recognition.values.headings import field_of_heading
from app.translation import _

_DELIMITERS: Final = ("\t", ";", ",", "|")
_SAMPLE: Final = 64 * 1024
_SAMPLE_ROWS: Final = 50
_DELIMITER: Final = re.compile(r"[;\t|,^~]")
_OF_OTHERS: Final = "^~|"
"""What nobody has in each line of another text: it parts columns, also where no heading is known."""
_NO_DELIMITER: Final = re.compile(r"[\w \t;,.'\"()&/+@-]")
_FEWEST_KNOWN: Final = 2
_BLANKS: Final = re.compile(r"(?<=\S) {2,}(?=\S)")
_BARE: Final = r'"(?<![\r\n{sign}]")(?<!\A")(?![ ]*(?:{sign}|[\r\n]|\Z))'
"""A quotation mark that neither begins nor ends a cell. It begins with the mark, which is found at once."""
_LONGEST_QUOTED: Final = 2000
_FEWEST_DELIMITERS: Final = 2
# Texts that stand in apostrophes, as databases export them.
_IN_APOSTROPHES: Final = re.compile(r"\A'[^'\"\n]*'[,;\t]'[^\n]*'\s*$", re.MULTILINE)
# Excel's own way to say what the delimiter is.
_TOLD: Final = re.compile(r'\A"?sep=(?P<sign>.)"?\r?\n', re.IGNORECASE)
# What is drawn between the rows of a table in Markdown or in plain letters.
_RULE: Final = re.compile(r"[|+:=\s]*-[-|+:=\s]*")
_RULE_BEGINS: Final = ("", *"|+:=-")


def read_text_table(text: str) -> Sheet:
    """Reads a table of text; the delimiter is the one that parts most rows alike. Raises TableProblem."""
    text, remarks = mended_text(text)
    if _IN_APOSTROPHES.match(text):
        text = text.replace('"', '""').replace("'", '"')
    if told := _TOLD.match(text):
        delimiter, text = told["sign"], "\n" + text[told.end() :]
    else:
        delimiter, is_sure = _delimiter(text)
        if not is_sure:
            text, delimiter = _parted_otherwise(text, delimiter)
    text = _with_inner_quotes(text, delimiter)
    rows = _rows_at_once(text, delimiter)
    if rows is None:
        rows = _rows_one_by_one(text, delimiter)
    if len(rows) > MOST_ROWS:
        told_many = _("The table has more than {most:,} rows. Part it, and read one part after the other.")
        raise TableProblem(told_many.format(most=MOST_ROWS))
    rows, notes = joined_rows(text, delimiter, rows)
    sheet = Sheet(
        tuple(rows), notes, remarks=remarks, delimiter=delimiter if delimiter in _DELIMITERS else ""
    )
    return mended_sheet(sheet) if has_other_breaks(text) else sheet


def unpacked(sheet: Sheet) -> Sheet:
    """Returns the table that stands in the first column of another one, as where Excel has opened CSV.

    Where it was opened as if commas part it, the rest of a row stands in the columns behind.
    """
    first = next((row for row in sheet.rows if not row.is_empty), None)
    if first is None or any(first.cells[1:]) or len(_DELIMITER.findall(first.cell(0))) < _FEWEST_DELIMITERS:
        return sheet
    texts = (",".join(row.cells).rstrip(",") for row in sheet.rows)
    read = read_text_table("\n".join(text.replace("\n", " ") for text in texts))
    is_wider = sum(map(bool, read.rows[first.number - 1].cells)) > _FEWEST_DELIMITERS if read.rows else False
    if not is_wider:
        return sheet
    told = (*sheet.remarks, *read.remarks)
    return replace(read, name=sheet.name, remarks=told, delimiter=sheet.delimiter)


def _rows_at_once(text: str, delimiter: str) -> list[Row] | None:
    """Returns the rows of a table in which no cell is too long and every quotation mark has its end.

    None for any other: what is looked at in each row is most of the time that a long table takes.
    """
    if text.count('"') % 2:
        return None
    csv.field_size_limit(LONGEST_CELL)
    try:
        reader = islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), MOST_ROWS + 1)
        stripped = (tuple(map(str.strip, cells)) for cells in reader)
        kept = (
            cells
            if cells and cells[0][:1] not in _RULE_BEGINS and len(cells) <= MOST_COLUMNS
            else _kept(cells)
            for cells in stripped
        )
        return list(map(Row._make, enumerate(kept, 1)))
    except csv.Error:
        return None


def _rows_one_by_one(text: str, delimiter: str) -> list[Row]:
    """Returns the rows, long cells cut off. Raises TableProblem for a quotation mark without an end."""
    csv.field_size_limit(10 * 1024 * 1024)
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = last = 0
    try:
        for cells in islice(reader, MOST_ROWS + 1):
            before, last = last, reader.line_num
            stripped = tuple(cell[:LONGEST_CELL].strip() for cell in cells)
            rows.append(Row(len(rows) + 1, _kept(stripped)))
    except csv.Error:
        raise _no_end(reader.line_num) from None
    if last > before + 1 and text.count('"') % 2:
        raise _no_end(before + 1)  # all the rest is one cell
    return rows


def _no_end(line: int) -> TableProblem:
    message = _("The table goes wrong at line {line}: a quotation mark there has no end.")
    return TableProblem(message.format(line=line))


def _kept(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the cells of a row, none of a rule; the row keeps its place, since people count rows."""
    return () if _RULE.fullmatch("|".join(cells)) else cells[:MOST_COLUMNS]


def _delimiter(text: str) -> tuple[str, bool]:
    """Returns the delimiter by which most rows of the beginning have the same number of cells, above one.

    True stands behind it where all of them have.
    """
    sample = text[:_SAMPLE]
    best, best_score, is_sure = "\t", 0.0, False
    for delimiter in _DELIMITERS:
        try:
            reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
            rows = list(islice((cells for cells in reader if any(map(str.strip, cells))), _SAMPLE_ROWS))
        except csv.Error:
            continue
        parted = Counter(len(cells) for cells in rows if len(cells) > 1)
        if not parted or (delimiter == "," and _is_within_texts(rows)):
            continue
        width, count = parted.most_common(1)[0]
        # A comma within addresses parts some rows, the delimiter all of them.
        score = count / len(rows) + min(width, 20) / 1000 + parted.total() / len(rows) / 2
        if score > best_score:
            best, best_score, is_sure = delimiter, score, count == len(rows)
    return best, is_sure


def _parted_otherwise(text: str, delimiter: str) -> tuple[str, str]:
    """Returns a text and its delimiter, where that is another sign, or several blanks, in each line alike.

    Nearly any sign may be one between headings that are known.
    """
    lines = [line for line in text[:_SAMPLE].splitlines() if line.strip()][:_SAMPLE_ROWS]
    first = lines[0] if len(lines) > 1 else ""
    for sign in dict.fromkeys(_NO_DELIMITER.sub("", first)):
        count = first.count(sign)
        if all(line.count(sign) == count for line in lines) and (
            sign in _OF_OTHERS or _are_headings(first.split(sign))
        ):
            return text, sign
    for sign in dict.fromkeys(_NO_DELIMITER.sub("", first)):
        cells = [cell.strip() for cell in first.split(sign)]
        if len(cells) > _FEWEST_KNOWN and all(field_of_heading(cell) is not None for cell in cells):
            return text, sign  # some rows are shorter, or have it within a value
    count = len(_BLANKS.findall(first))
    is_alike = count and all(len(_BLANKS.findall(line)) == count for line in lines)
    if is_alike and delimiter not in first and _are_headings(_BLANKS.split(first)):
        return _BLANKS.sub("\t", text), "\t"
    return text, delimiter


def _are_headings(cells: list[str]) -> bool:
    known = sum(field_of_heading(cell.strip()) is not None for cell in cells if cell.strip())
    return known >= _FEWEST_KNOWN and 2 * known >= len(cells)


def _with_inner_quotes(text: str, delimiter: str) -> str:
    """Returns a text whose quoted cells have each mark in them twice: ``"Hansen "Rør" AS"``."""
    sign = re.escape(delimiter)
    bare = _BARE.format(sign=sign)
    if not is_in(re.compile(rf'{bare}(?<!"")(?!")'), text):
        return text
    said = rf'(?P<said>(?:[^"]|""|{bare}){{0,{_LONGEST_QUOTED}}}+)'
    cell = rf'(?:^|(?<={sign}))"{said}"(?=[ ]*(?:{sign}|[\r\n]|\Z))'

    def doubled(match: re.Match[str]) -> str:
        return f'"{match["said"].replace(chr(34) * 2, chr(34)).replace(chr(34), chr(34) * 2)}"'

    return re.sub(cell, doubled, text, flags=re.MULTILINE)


def _is_within_texts(rows: list[list[str]]) -> bool:
    """Returns True for commas of a list in one column: "Berg, Moe og Li AS" among names that have none."""
    first = next(place for place, cells in enumerate(rows) if len(cells) > 1)
    is_alone_somewhere = first > 0 and any(len(cells) == 1 for cells in rows[first:])
    return is_alone_somewhere and all(cell.startswith(" ") for cells in rows for cell in cells[1:])
