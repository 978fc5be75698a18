"""Reads rows of a spreadsheet that are pasted or opened as a text, headings included."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from app.recognition.reading.findings import RecognitionResult
from app.recognition.reading.input_limits import MOST_TEXT
from app.recognition.sheets.delimited import read_text_table
from app.recognition.sheets.letters import without_long_blanks
from app.recognition.sheets.sheet import TableProblem
from app.recognition.tables.arranging import arranged
from app.recognition.tables.columns import MatchedTable, match_columns
from app.recognition.tables.companies import TableCompany, companies_of
from app.translation import _

MOST_ROWS = 500
"""How many rows of a pasted table are read, as many as there are cards; longer tables are imported."""
_FEWEST_HEADINGS = 3
_MOST_NOTES = 3
_LONGEST_HEADINGS = 4000  # characters
_PARTED = re.compile(r"[\t;,|]")
_RULE_ABOVE = re.compile(r"\A[+=-][-+=|\s]*\n")
_SEVERAL = _("This table names several companies ({names}). Each is an entry of its own: the others follow.")
_TOO_MANY = _(
    "The table has more than {most} rows, so nothing was changed. "
    "Import it with “contact-entry import”, or paste fewer rows."
)


def read_pasted_table(
    text: str, region: str = "", on_company: Callable[[int], None] = lambda _count: None
) -> RecognitionResult | None:
    """Reads a table whose first line has the headings of its columns; None for every other text.

    The first company is the result, those after it are its `others`. `region` is the country whose numbers
    lack a prefix; `on_company` is told how many companies were read, and what it raises ends the reading.
    """
    matched = _matched(text)
    if matched is None:
        return None
    if len(matched.rows) > MOST_ROWS:
        return RecognitionResult(message=_TOO_MANY.format(most=MOST_ROWS))
    companies = companies_of(matched, {}, region)
    found: list[RecognitionResult] = []
    for count, company in enumerate(companies, 1):
        on_company(count)
        if company.found:
            found.append(company.found)
    if not found:
        return None
    return replace(found[0], message=" ".join(_messages(companies)), others=tuple(found[1:]))


def read_single_row(text: str, region: str = "") -> RecognitionResult | None:
    """Reads a table of headings and one row; None for every other text."""
    matched = _matched(text) if len(text) <= MOST_TEXT else None
    return read_pasted_table(text, region) if matched is not None and len(matched.rows) == 1 else None


def _matched(text: str) -> MatchedTable | None:
    """Returns the columns and rows of a text that is a table: its first line is headings for most parts."""
    text = _RULE_ABOVE.sub("", text.lstrip("\ufeff\r\n "), count=1)
    first = text[:_LONGEST_HEADINGS].partition("\n")[0]
    if len(_PARTED.findall(first)) < _FEWEST_HEADINGS - 1:
        return None
    try:
        sheet = arranged(without_long_blanks(read_text_table(text)))
    except TableProblem:
        return None
    matched = match_columns(sheet)
    fields = [column.field for column in matched.columns if column.field]
    is_table = matched.headings_at == 1 and len(fields) >= _FEWEST_HEADINGS and "Name" in fields
    # A line of prose has fewer parts than the headings, or more.
    filled = [row for row in matched.rows if sum(map(bool, row.cells)) > 1]
    return matched if is_table and filled and len(filled) == len(matched.rows) else None


def _messages(companies: list[TableCompany]) -> list[str]:
    """Returns what there is to say: that there are several companies, and what was noticed about cells."""
    names = [company.name for company in companies if company.name]
    notes = [note.sentence for company in companies for note in company.notes][:_MOST_NOTES]
    if len(companies) > 1:
        shown = ", ".join(names[:_MOST_NOTES]) + (" …" if len(names) > _MOST_NOTES else "")
        notes.insert(0, _SEVERAL.format(names=shown))
    return notes
