"""Shows a sheet as it will be on paper, and prints it or writes it to a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.controller.outbox.sheets import SheetController
from app.model.sheets.sheet import Sheet
from app.translation import _
from app.ui.common.banner import Banner, Tone
from app.ui.common.fitting import FittingDialog, fitting_size
from app.ui.common.plain_text import PlainLabel, plain_line
from app.ui.printing.drawing import as_pdf, as_pictures, draw, page_layout
from app.ui.printing.save_file import PDF, TABLE, FileKind, ask_for_file, list_separator

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_MOST_PAGES = 20
"""As many are shown; all are printed."""
_NO_PRINTER = _("This computer has no printer. Save the sheet as PDF and print it elsewhere.")
_SHARE = 0.9
"""Of the width in view that a page takes."""


class SheetDialog(FittingDialog):
    """The pages, beneath each other, and what can be done with them."""

    def __init__(self, sheet: Sheet, sheets: SheetController, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setWindowTitle(plain_line(sheet.title))
        self._sheet, self._sheets = sheet, sheets
        self._family = self.font().family()
        self._pages: list[PlainLabel] = []
        self.notice = Banner("sheet.notice")
        self._waiting = PlainLabel(_("The pages are being drawn …"), name="sheet.waiting", role="hint")
        self._column = QVBoxLayout()
        self._area = QScrollArea()
        self._lay_out()
        sheets.written.connect(self._on_written)
        sheets.problem_reported.connect(self._on_problem_reported)
        sheets.run(partial(as_pictures, sheet, self._family, _MOST_PAGES), self._show_pages)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setLayout(self._column)
        self._column.addWidget(self._waiting, 0, Qt.AlignmentFlag.AlignCenter)
        self._area.setWidgetResizable(True)
        self._area.setWidget(inside)
        self._area.setAccessibleName(_("Pages"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for name, text, act in (
            ("print", _("&Print …"), self._on_print),
            ("pdf", _("Save as P&DF …"), self._on_pdf),
            ("csv", _("Save as &table (CSV) …"), self._on_csv),
        ):
            button = QPushButton(text)
            button.setObjectName(f"sheet.{name}")
            button.clicked.connect(act)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 14)
        layout.addWidget(self.notice)
        layout.addWidget(self._area, 1)
        layout.addWidget(buttons)
        wanted = self.sizeHint()
        wanted.setWidth(760)
        wanted.setHeight(860)
        self.resize(fitting_size(self, wanted))
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_pages(self, pictures: list[QImage]) -> None:
        self._waiting.hide()
        width = round(self._area.viewport().width() * _SHARE)
        ratio = self.devicePixelRatioF()
        for number, picture in enumerate(pictures, 1):
            label = PlainLabel()
            seen = picture.scaledToWidth(
                round(min(width, picture.width()) * ratio), Qt.TransformationMode.SmoothTransformation
            )
            seen.setDevicePixelRatio(ratio)
            label.setPixmap(QPixmap.fromImage(seen))
            label.setAccessibleName(_("Page {number} of {count}").format(number=number, count=len(pictures)))
            self._pages.append(label)
            self._column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)

    @property
    def sheet(self) -> Sheet:
        return self._sheet

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return len(self._pages)

    def _on_pdf(self) -> None:
        def write(path: Path) -> None:
            self._sheets.write_drawn(path, partial(as_pdf, self._sheet, self._family))

        self._ask_for_file(PDF, write)

    def _on_csv(self) -> None:
        def write(path: Path) -> None:
            self._sheets.write_table(path, self._sheet, list_separator())

        self._ask_for_file(TABLE, write)

    def _on_print(self) -> None:
        self._sheets.run(_printers, self._choose_printer)

    def _choose_printer(self, names: list[str]) -> None:
        if not names:
            self.notice.show_message(_NO_PRINTER, Tone.WAITING)
            return
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout(self._sheet))
        printer.setDocName(self._sheet.name)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self._print_on, printer))
        QDialog.open(dialog)

    def _print_on(self, printer: QPrinter) -> None:
        def work() -> None:
            draw(self._sheet, self._family, printer)

        self._sheets.run(work, self._on_printed)

    def _ask_for_file(self, kind: FileKind, chosen: Callable[[Path], object]) -> None:
        dialog = ask_for_file(self, self._sheet.title, kind, self._sheet.name, chosen)
        dialog.setObjectName("sheet.file")

    def _on_printed(self, _nothing: None) -> None:
        self.notice.show_message(_("Sent to the printer."))

    def _on_written(self, path: str) -> None:
        self.notice.show_message(_("Written to {path}").format(path=path), Tone.SAVED)

    def _on_problem_reported(self, sentence: str) -> None:
        self.notice.show_message(sentence, Tone.REFUSED)


def _printers() -> list[str]:
    """Asks for the printers, on a worker, which loads what prints: who prints nothing has none of it."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo  # noqa: F401  # two for who asks

    return QPrinterInfo.availablePrinterNames()
