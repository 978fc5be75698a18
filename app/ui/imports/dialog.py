"""The dialog in which a table is looked at before anything of it is created."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QItemSelection, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.controller.imports.kept_press import KeptPress
from app.controller.imports.table_import import TableImport
from app.controller.process.debounce import Debounce
from app.model.imports.lines import LineState
from app.model.imports.progress import ImportProgress
from app.model.imports.shape import TableShape
from app.model.templates.telling import NameOf
from app.translation import _
from app.ui.common.announcing import announce
from app.ui.common.fitting import FittingDialog, fitting_size
from app.ui.common.plain_text import plain_lines
from app.ui.common.theme import restyle
from app.ui.imports.column_fields import ColumnFields, left_side
from app.ui.imports.constants import Constants
from app.ui.imports.dialog_parts import (
    LEFT_OUT,
    EnabledTogether,
    LackingButton,
    RoomForLines,
    SheetChoice,
    answers,
    button,
    details_box,
    fill_filter,
    filter_box,
    foot_row,
    let_enter_press,
    message_label,
    order_tabs,
    progress_bar,
    show_progress,
    source_label,
)
from app.ui.imports.incoming import copied, data_of_table, table_file_in
from app.ui.imports.lines_model import LinesModel
from app.ui.imports.lines_table import LinesTable
from app.ui.imports.summary import READING, Told, details_told, pause_told, shape_told, told_of
from app.ui.imports.template_choice import TemplateChoice
from app.ui.parts.part_context import PartContext
from app.ui.ways.alt_letters import GreyLetters

_SIZE: Final = QSize(1240, 700)
_CONSTANTS_AFTER_MS: Final = 500


class ImportDialog(FittingDialog):
    """Shows the companies of a table with what can be done about each, and its columns beside them.

    Enter sends what is clear; nothing is created before.
    """

    file_asked = Signal()

    def __init__(
        self, importer: TableImport, context: PartContext, name_of: NameOf, parent: QWidget | None = None
    ) -> None:
        """`name_of` tells what the form calls a custom field."""
        super().__init__(parent)
        self.setObjectName("import")
        self.setWindowTitle(_("Import a table"))
        self.resize(fitting_size(self, _SIZE))
        self.setAcceptDrops(True)
        self._importer, self._refused_another, self._wrong = importer, "", ""
        self._shape: TableShape | None = None
        self._progress, self._press = ImportProgress(0, 0, {}), KeptPress()
        self._make_parts(context, name_of)
        importer.read.connect(self._on_read)
        importer.refused.connect(self._on_refused)
        importer.progressed.connect(self._on_progressed)
        importer.cards_read.connect(self._on_cards_read)
        importer.put_away.connect(self.accept)
        self._columns.chosen.connect(self._on_column_chosen)
        self._constants_soon = Debounce(self, _CONSTANTS_AFTER_MS, self._take_constants)
        self._constants.changed.connect(self._on_constants_changed)
        self._show(Told.NOTHING_YET)

    def read_file(self, path: Path) -> None:
        """Reads a file with a table in it, unless another one is being put away."""
        self._read(partial(self._importer.read_file, path))

    def read_data(self, data: bytes) -> None:
        """Reads a table that was copied, unless another one is being put away."""
        self._read(partial(self._importer.read_data, data))

    def take(self, data: QMimeData) -> None:
        """Reads what was pasted or dropped; says so if it is no table."""
        if (path := table_file_in(data)) is not None:
            self.read_file(path)
        elif table := data_of_table(data, is_meant=True):
            self.read_data(table)
        else:
            self._takes_another(Told.NO_TABLE)

    def offer_copied(self) -> None:
        """Has Enter read the table that was copied: nobody has asked for it yet."""
        self._paste.setAutoDefault(True)
        self._paste.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show(Told.COPIED)

    def reject(self) -> None:
        """Leaves, the second time if something is given up for that; what is in the outbox stays there."""
        is_given = bool(self._constants.value() or self._constants.problem)
        if self._importer.is_in_the_middle or self._press.may_leave(is_given=is_given):
            self._importer.cancel()
            super().reject()
        else:
            told = told_of(self._shape, self._progress, self._wrong, self._press.told)
            self._show(told, severity="warning")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take(copied())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._room.fit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if table_file_in(data) is not None or data_of_table(data, is_meant=True):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take(event.mimeData())

    def _make_parts(self, context: PartContext, name_of: NameOf) -> None:
        self._source, self._sheets = source_label(), SheetChoice(self._read_sheet, self)
        self._columns, self._constants = ColumnFields(self, context.custom_fields), Constants(context, self)
        for filled in (self._columns, self._constants):
            filled.built.connect(self._order_tabs)
        self._template = TemplateChoice(self._importer.templates_there(), name_of, self)
        self._template.chosen.connect(self._importer.set_template)
        self._template.chosen.connect(self._press.change)
        self._importer.begin_with_nothing()
        self._filter = filter_box(self._show_numbers)
        self._model = LinesModel(self._importer.line, self._importer.card, self)
        self._table = LinesTable(self._model, self)
        self._table.selectionModel().selectionChanged.connect(self._on_selected)
        self._details = details_box()
        self._message, self._bar = message_label(), progress_bar()
        self._file = button(_("Choose a &file …"), "import.file", self.file_asked.emit)
        self._paste = button(_("&Paste table"), "import.paste", lambda: self.take(copied()))
        given = self._columns, self._template, self._constants, self._file, self._paste
        self._given = EnabledTogether(self, given)
        self._pause = button(_("Pa&use"), "import.pause", self._on_pause)
        self._lacking = LackingButton(self._constants, self._columns)
        self._walk = button(_("&Go through them one by one"), "import.walk", lambda: self._put(sends=False))
        self._send = button(_("&Send what is clear"), "import.send", lambda: self._put(sends=True))
        ends = self._send, self._walk
        self._early, self._buttons = GreyLetters(self, *ends), answers(*ends)
        self._buttons.rejected.connect(self.reject)
        for part in (self._message, self._bar, self._pause, self._lacking, self._paste):
            part.setParent(self)  # alone it is a window, which cannot have the focus of this one
        top, lines = (self._source, self._sheets, self._file, self._paste), (self._filter, self._table)
        self._room = RoomForLines(self, top, (*lines, self._details), self._order_tabs)

    def lay_out(self) -> None:
        """Lays out the parts, which takes as long as to make them: each has a frame of its own."""
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(left_side(self._columns, (self._template, self._constants), self.width()))
        middle.addLayout(self._room.right, 1)
        layout = self._room.layout
        layout.addLayout(self._room.head)
        layout.addLayout(middle, 1)
        layout.addWidget(self._bar)
        layout.addLayout(foot_row(self._message, self._lacking, self._pause))
        layout.addWidget(self._buttons)
        let_enter_press(self._send, self._buttons, begins_at=self._file)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Has Tab go as the eye does: what is read, its columns, what is the same for all, the companies."""
        top, left = (self._sheets, self._file, self._paste), (self._columns, self._template, self._constants)
        before = (self._filter, *top, *left) if self._room.is_beside else (*top, *left, self._filter)
        order_tabs(self, (*before, self._table, self._details, self._lacking, self._pause, self._buttons))

    def _takes_another(self, why_not: str = "") -> bool:
        """Returns False, and says why: this one is being put away, its rest would be lost; or `why_not`."""
        self._refused_another = Told.NOT_YET if self._importer.is_in_the_middle else why_not
        if self._refused_another:
            told = told_of(self._shape, self._progress, "", "", self._refused_another)
            self._show(told, severity="warning")
        return not self._refused_another

    def _read(self, read: Callable[[], None]) -> None:
        """Reads another table, unless one is being put away."""
        if self._takes_another():
            self._sheets.show_sheets()
            self._begin()
            read()

    def _read_sheet(self, name: str) -> bool:
        if is_taken := self._takes_another():
            self._begin()
            self._importer.read_sheet(name)
        return is_taken

    def _begin(self) -> None:
        self._shape = None
        self._press.begin()
        self._model.show_numbers(())
        self._details.clear()
        self._show(READING)

    def _on_read(self, shape: TableShape) -> None:
        is_new, self._shape, row = self._shape is None, shape, self._table.currentIndex().row()
        self._source.setText(shape_told(shape))
        self._sheets.show_sheets(shape.sheets, shape.sheet)
        self._columns.show_columns(shape.columns)
        self._filter.clear()
        self._refused_another, self._progress = "", ImportProgress(0, shape.companies, {})
        fill_filter(self._filter, self._shape, self._progress)
        self._show_numbers()
        if is_new and not self._sheets.has_focus:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif 0 < row < shape.companies:
            self._table.selectRow(row)
        if not shape.is_whole:
            self._show(READING, is_told=False)
        elif not shape.has_names:
            self._show(told_of(shape, self._progress), severity="warning")

    def _on_refused(self, sentence: str) -> None:
        if self._shape is None or not self._shape.is_whole:
            self._begin()  # what its first rows had is none of a table
            self._source.setText("")  # nor is what the table before it had
            self._columns.show_columns(())
            self._progress = ImportProgress(0, 0, {})
            fill_filter(self._filter, self._shape, self._progress)
        self._show(sentence, severity="error")

    def _on_progressed(self, progress: ImportProgress) -> None:
        before, self._progress = self._progress, progress
        self._press.see(progress)
        self._template.show_unknown(progress.unknown)
        if self._shape is None or not self._shape.has_names:
            return
        severity = "error" if progress.problem or self._wrong else ""
        told = told_of(self._shape, progress, self._wrong, self._press.told, self._refused_another)
        self._show(told, severity=severity, is_told=progress.has_turned_since(before))
        if progress.done != before.done or progress.counts != before.counts:
            is_step = before.done < progress.done < progress.total  # at the end each may say something else
            self._model.refresh(*(before.done, progress.done) if is_step else ())
            self._on_selected()
        if progress.is_over or progress.problem:
            fill_filter(self._filter, self._shape, self._progress)
        if progress.is_over and (wanted := self._press.wanted) is not None:
            self._press.forget()
            self._put(sends=wanted)

    def _on_cards_read(self, numbers: tuple[int, ...]) -> None:
        self._model.refresh(min(numbers), max(numbers) + 1)
        self._on_selected()

    def _show_numbers(self, *_chosen: object) -> None:
        total = self._shape.companies if self._shape else 0
        state = self._filter.currentData()
        shown: Sequence[int] = range(0 if state == LEFT_OUT else total)
        shown = self._importer.numbers_in(state) if state not in ("", None, LEFT_OUT) else shown
        self._model.show_numbers(shown)
        self._room.show_alone(is_alone=state == LEFT_OUT)
        if shown:
            self._table.selectRow(0)
        elif state == LEFT_OUT and self._shape:
            self._details.setPlainText(plain_lines("\n".join(self._shape.left_out)))

    def _on_selected(self, *_selection: QItemSelection) -> None:
        if (number := self._model.number_at(self._table.currentIndex().row())) >= 0:
            importer, names = self._importer, self._columns.names
            given = self._template.told() | self._constants.told(), importer.needs.lookups.countries, names
            told = details_told(importer.line(number), importer.card(number), *given)
            if told != self._details.toPlainText():
                self._details.setPlainText(plain_lines(told))

    def _show(self, text: str, *, severity: str = "", is_told: bool = True) -> None:
        """Shows a sentence, and what can be done by now."""
        progress = self._progress
        self._message.setText(text)
        restyle(self._message, severity=severity)
        if is_told:
            announce(self, text, is_urgent=severity == "error")
        is_there = self._shape is not None and self._shape.has_names
        is_ready = is_there and progress.is_over and not progress.is_putting and not self._wrong
        may_wait = is_there and not self._wrong and self._press.may_wait(progress)
        is_busy = is_there and not progress.is_over and not progress.problem
        show_progress(self._bar, progress, is_shown=is_busy or progress.is_putting)
        self._pause.setVisible(is_busy or bool(progress.problem))
        self._pause.setText(pause_told(progress))
        self._lacking.see(progress)
        self._send.setEnabled(bool(may_wait or (is_ready and progress.counts.get(LineState.NEW))))
        can_walk = is_ready or may_wait or (is_there and progress.problem)
        self._walk.setEnabled(bool(progress.total and can_walk))
        is_read = self._shape is None or self._shape.is_whole
        self._early.set_on(is_busy and is_read and not may_wait and not self._wrong)
        self._sheets.setEnabled(not progress.is_putting)
        self._given.set_enabled(is_read and not progress.is_putting, is_brief=not progress.is_putting)

    def _on_pause(self) -> None:
        if self._progress.problem:
            self._importer.go_on()
            return
        is_paused = not self._progress.is_paused
        self._importer.pause(is_paused=is_paused)
        self._on_progressed(replace(self._progress, is_paused=is_paused))

    def _on_column_chosen(self, place: int, field: str) -> None:
        self._press.change()
        self._importer.set_fields({place: field})
        self._on_progressed(ImportProgress(0, self._progress.total, {}))  # what was checked counts no more

    def _on_constants_changed(self, _form: object) -> None:
        self._constants_soon.start()
        if self._wrong and not self._constants.problem:
            self._wrong = ""  # at once: Enter may be next
            self._on_progressed(self._progress)

    def _take_constants(self) -> None:
        self._wrong = self._constants.problem
        if self._importer.set_constants(self._constants.value()):
            self._press.forget()
        self._on_progressed(self._progress)  # what is wrong with them may be another thing now

    def _put(self, *, sends: bool) -> None:
        """Puts the companies away, at once, when they are checked, or when it was said what they lack."""
        self._constants_soon.flush()
        if not (self._early.is_on or (self._send if sends else self._walk).isEnabled()):
            return
        if self._press.holds(self._progress, sends=sends):
            self._on_progressed(self._progress)
            announce(self, self._press.told)
        else:
            self._importer.put(sends=sends)
