"""Draws a sheet on paper: on printers, in PDF files, and as pictures. Runs on any thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from app.model.sheets.sheet import Section, Sheet
from app.translation import _
from app.ui.common.plain_text import plain_line

_MARGIN_MM: Final = 16
_INCH_M: Final = 0.0254
_DOTS_PER_INCH: Final = 96
"""Of the pictures."""
_PAPER_DOTS: Final = 1200
"""Dots an inch that paper is laid out for."""
_TITLE, _HEADING, _TEXT, _SMALL = 18, 11, 9.5, 8
"""Sizes of letters, in points."""
_FOOT: Final = 24
"""What the foot of a page takes, in points."""
_INK, _MUTED, _LINE, _ACCENT = QColor("#1c2321"), QColor("#5a6663"), QColor("#c9d1cf"), QColor("#0b5a4b")
_LABELS: Final = 30
"""Of the width of a page, in per cent."""


def page_layout(sheet: Sheet) -> QPageLayout:
    """Returns the paper of the desktop's country: upright for one company, lying for a table."""
    is_metric = QLocale().measurementSystem() is QLocale.MeasurementSystem.MetricSystem
    size = QPageSize(QPageSize.PageSizeId.A4 if is_metric else QPageSize.PageSizeId.Letter)
    way = QPageLayout.Orientation.Landscape if sheet.table else QPageLayout.Orientation.Portrait
    around = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    return QPageLayout(size, way, around, QPageLayout.Unit.Millimeter)


def as_pdf(sheet: Sheet, family: str) -> bytes:
    """Returns the sheet as a PDF file, in letters of the font `family`."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(plain_line(sheet.title))
    writer.setCreator("Contact Entry")
    writer.setResolution(_PAPER_DOTS)
    writer.setPageLayout(page_layout(sheet))
    draw(sheet, family, writer)
    buffer.close()
    return bytes(buffer.data().data())


def draw(sheet: Sheet, family: str, device: QPagedPaintDevice) -> None:
    """Draws all pages on a printer or into a file, whose page layout is set."""
    painter = QPainter(device)
    try:
        room = QRectF(painter.viewport())
        for number, paint in enumerate(_pages(sheet, family, device, room.size())):
            if number:
                device.newPage()
            paint(painter)
    finally:
        painter.end()


def as_pictures(sheet: Sheet, family: str, most: int) -> list[QImage]:
    """Returns the first pages, at most `most`, laid out as they will be on paper."""
    layout = page_layout(sheet)
    fine = _blank(QSize(1, 1), _PAPER_DOTS)
    page = layout.fullRectPixels(_PAPER_DOTS)
    room = layout.paintRectPixels(_PAPER_DOTS)
    scale = _DOTS_PER_INCH / _PAPER_DOTS
    pictures = []
    for paint in _pages(sheet, family, fine, QSizeF(room.size()))[:most]:
        picture = _blank((QSizeF(page.size()) * scale).toSize(), _DOTS_PER_INCH)
        painter = QPainter(picture)
        painter.scale(scale, scale)
        painter.translate(room.topLeft())
        paint(painter)
        painter.end()
        pictures.append(picture)
    return pictures


def _blank(size: QSize, dots_per_inch: int) -> QImage:
    """Returns white paper of a size in dots."""
    picture = QImage(size, QImage.Format.Format_RGB32)
    picture.setDotsPerMeterX(round(dots_per_inch / _INCH_M))
    picture.setDotsPerMeterY(round(dots_per_inch / _INCH_M))
    picture.fill(Qt.GlobalColor.white)
    return picture


def _pages(
    sheet: Sheet, family: str, device: QPaintDevice, room: QSizeF
) -> Sequence[Callable[[QPainter], None]]:
    """Returns what draws each page; all of them are laid out for the device by then."""
    point = device.logicalDpiY() / 72
    foot = _FOOT * point
    document = _document(sheet, family)
    document.documentLayout().setPaintDevice(device)
    document.setPageSize(QSizeF(room.width(), room.height() - foot))
    count = document.pageCount()
    height = document.pageSize().height()
    font = QFont(family)
    font.setPixelSize(round(_SMALL * point))  # whatever is drawn on, it is laid out for this device

    def paint(painter: QPainter, number: int) -> None:
        page = QRectF(0, number * height, room.width(), height)
        painter.save()
        painter.translate(0, -page.top())
        document.drawContents(painter, page)
        painter.restore()
        painter.setFont(font)
        painter.setPen(_MUTED)
        line = QRectF(0, height, room.width(), foot)
        below = Qt.AlignmentFlag.AlignBottom
        painter.drawText(line, below | Qt.AlignmentFlag.AlignLeft, sheet.title)
        text = _("Page {number} of {count}").format(number=number + 1, count=count)
        painter.drawText(line, below | Qt.AlignmentFlag.AlignRight, text)

    return [partial(paint, number=number) for number in range(count)]


def _document(sheet: Sheet, family: str) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(QFont(family))
    cursor = QTextCursor(document)
    cursor.beginEditBlock()  # it is laid out once, not with each text
    _write(cursor, sheet.title, _letters(_TITLE, is_bold=True))
    if sheet.note:
        cursor.insertBlock()
        _write(cursor, sheet.note, _letters(_TEXT, _MUTED))
    for section in sheet.sections:
        _write_section(cursor, section)
    if sheet.table:
        _write_table(cursor, sheet.table)
    cursor.endEditBlock()
    return document


def _write_section(cursor: QTextCursor, section: Section) -> None:
    if section.title:
        space = QTextBlockFormat()
        space.setTopMargin(_HEADING)
        cursor.insertBlock(space)
        _write(cursor, section.title, _letters(_HEADING, _ACCENT, is_bold=True))
    if not section.rows:
        return
    table = _table(cursor, len(section.rows), (_LABELS, 100 - _LABELS))
    for row, (label, text) in enumerate(section.rows):
        _write(table.cellAt(row, 0).firstCursorPosition(), label, _letters(_TEXT, _MUTED))
        _write(table.cellAt(row, 1).firstCursorPosition(), text, _letters(_TEXT))
    cursor.movePosition(QTextCursor.MoveOperation.End)


def _write_table(cursor: QTextCursor, lines: Sequence[Sequence[str]]) -> None:
    """Writes lines beneath each other; the first one has the headings, which each page begins with."""
    columns = len(lines[0])
    longest = [max(min(len(line[column]), 40) for line in lines) + 4 for column in range(columns)]
    shares = [100 * one / sum(longest) for one in longest]
    table = _table(cursor, len(lines), shares, headings=1)
    for row, line in enumerate(lines):
        letters = _letters(_SMALL) if row else _letters(_SMALL, _ACCENT, is_bold=True)
        for column, text in enumerate(line):
            _write(table.cellAt(row, column).firstCursorPosition(), text, letters)
    cursor.movePosition(QTextCursor.MoveOperation.End)


def _table(cursor: QTextCursor, rows: int, shares: Sequence[float], headings: int = 0) -> QTextTable:
    """Inserts a table with lines between its rows, whose columns have these shares of the width."""
    layout = QTextTableFormat()
    layout.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    layout.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, share) for share in shares]
    )
    layout.setBorder(0)
    layout.setBorderCollapse(True)
    layout.setCellPadding(3)
    layout.setCellSpacing(0)
    layout.setTopMargin(6)
    layout.setHeaderRowCount(headings)
    table = cursor.insertTable(rows, len(shares), layout)
    for row in range(rows):
        for column in range(len(shares)):
            cell = table.cellAt(row, column)
            lined = cell.format().toTableCellFormat()
            lined.setBottomBorder(0.5)
            lined.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            lined.setBottomBorderBrush(_LINE)
            cell.setFormat(lined)
    return table


def _letters(points: float, colour: QColor = _INK, *, is_bold: bool = False) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFontPointSize(points)
    letters.setForeground(colour)
    letters.setFontWeight(QFont.Weight.Bold if is_bold else QFont.Weight.Normal)
    return letters


def _write(cursor: QTextCursor, text: str, letters: QTextCharFormat) -> None:
    """Writes text as text, whatever is in it."""
    cursor.insertText(text, letters)
