"""Workbooks as spreadsheets write them: the few parts that a sheet of texts needs (ECMA-376, part 1)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from app.recognition.sheets.sheet import column_letters

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def as_xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    """Returns a workbook with one sheet."""
    return as_workbook({"Fair": rows})


def as_workbook(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """Returns a workbook with sheets by their names; each text is stored once, as Excel does."""
    texts: dict[str, int] = {}
    written = {f"sheet{number}": _sheet(rows, texts) for number, rows in enumerate(sheets.values(), 1)}
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(sheets, 1)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET}.sheet.main+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/{part}.xml" ContentType="{_SHEET}.worksheet+xml"/>'
            for part in written
        )
        + f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SHEET}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>'
        f"{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{_DOCUMENT}/worksheet" Target="worksheets/{part}.xml"/>'
            for number, part in enumerate(written, 1)
        )
        + f'<Relationship Id="texts" Type="{_DOCUMENT}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        **{f"xl/worksheets/{part}.xml": text for part, text in written.items()},
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{shared}</sst>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            book.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{text}')
    return file.getvalue()


def _sheet(rows: Sequence[Sequence[str]], texts: dict[str, int]) -> str:
    """Returns the part of a sheet; `texts` are those of all, by their numbers."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(
            f'<c r="{column_letters(place)}{number}" t="s"><v>{texts.setdefault(text, len(texts))}</v></c>'
            for place, text in enumerate(row)
            if text
        )
        lines.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def with_part(file: Path, part: str, old: str, new: str) -> bytes:
    """Returns an .xlsx or .ods file with something else at one place of a part of it."""
    with zipfile.ZipFile(file) as before:
        parts = {one: before.read(one) for one in before.namelist()}
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode(), 1)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as after:
        for one, content in parts.items():
            after.writestr(one, content)
    return written.getvalue()


def with_links(workbook: bytes, links: Mapping[str, str]) -> bytes:
    """Returns a workbook of one sheet with links behind its cells, by what spreadsheets call these."""
    tags = "".join(f'<hyperlink ref="{cell}" r:id="link{cell}"/>' for cell in links)
    targets = "".join(
        f'<Relationship Id="link{cell}" Type="{_DOCUMENT}/hyperlink" Target={quoteattr(target)} '
        'TargetMode="External"/>'
        for cell, target in links.items()
    )
    with zipfile.ZipFile(io.BytesIO(workbook)) as before:
        parts = {one: before.read(one).decode() for one in before.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(
        "</worksheet>", f'<hyperlinks xmlns:r="{_DOCUMENT}">{tags}</hyperlinks></worksheet>'
    )
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
        f'<Relationships xmlns="{_RELATIONS}">{targets}</Relationships>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            book.writestr(name, text)
    return file.getvalue()
