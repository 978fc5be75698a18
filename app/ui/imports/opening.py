"""Opens the import of a table, however it is asked for, and says what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from app.controller.imports.results import ImportResults
from app.controller.imports.table_import import TableImport
from app.controller.imports.walk import DraftWalk, WalkPlace
from app.model.imports.notes import Unfinished
from app.model.imports.progress import PutAway
from app.model.imports.shape import TABLE_FILES
from app.translation import _, ngettext
from app.ui.common.banner import Tone
from app.ui.common.plain_text import plain_line
from app.ui.imports.incoming import copied, data_of_rows, data_of_table, is_table_file, table_file_in
from app.ui.imports.walk_strip import WalkStrip, left_told
from app.ui.recognition.pasting import Pasting

if TYPE_CHECKING:
    from app.ui.imports.dialog import ImportDialog
    from app.ui.window.main_window import MainWindow

_TOPIC: Final = "import"
_GO_ON = _("Read it again to go on: what is imported is not sent twice.")


class ImportOpening(QObject):
    """Takes tables from the menu, from a paste and from a drop; one dialog is open at a time."""

    def __init__(
        self, window: MainWindow, importer: TableImport, walk: DraftWalk, results: ImportResults
    ) -> None:
        super().__init__(window)
        self._window = window
        self._importer = importer
        self._results = results
        self._walk = walk
        self._strip = WalkStrip(window, walk)
        self._written = ""  # where the results are of a table that is in the middle
        self._dialog: ImportDialog | None = None
        self._is_closing = False
        importer.put_away.connect(self._on_put_away)
        importer.left.connect(self._on_left)
        results.written.connect(self._on_written)
        results.not_written.connect(self._on_not_written)
        results.left_before.connect(self._on_left_before)
        walk.resumed.connect(self._on_resumed)
        self._take_pasted(window.pasting)
        self._save_result = self._add_action()
        importer.results_known.connect(lambda *_: self._save_result.setEnabled(True))

    def _add_action(self) -> QAction:
        """Puts into the menu *File* what leads to the result of the last table for as long as it is known."""
        actions = self._window.actions_by_name
        menu = next(
            one
            for one in self._window.menuBar().findChildren(QMenu)
            if actions["action.import"] in one.actions()
        )
        action = QAction(plain_line(_("Save the resu&lt of the import …")), self)
        action.setObjectName("action.importResult")
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setEnabled(False)
        action.triggered.connect(self._ask_for_result)
        menu.insertAction(actions["action.print"], action)
        return action

    def open(self) -> None:
        """Opens the dialog, which offers a table that was copied: it may be another one than is meant."""
        dialog = self._opened()
        if data_of_table(copied()):
            dialog.offer_copied()

    def take(self, data: QMimeData) -> bool:
        """Opens the dialog with a table that was pasted or dropped; returns False if it is none."""
        if (path := table_file_in(data)) is not None:
            self._opened().read_file(path)
        elif table := data_of_table(data):
            self._opened().read_data(table)
        else:
            return False
        return True

    def take_files(self, files: Sequence[Path]) -> bool:
        """Opens the dialog with a file that somebody has opened with this program."""
        if len(files) != 1 or not is_table_file(files[0]):
            return False
        self._opened().read_file(files[0])
        return True

    def _take_pasted(self, pasting: Pasting) -> None:
        pasting.takes_table = self.take
        pasting.takes_table_files = self.take_files
        pasting.takes_rows = self._take_rows

    def _take_rows(self, rows: Sequence[Sequence[str]]) -> None:
        self._opened().read_data(data_of_rows(rows))

    def _opened(self) -> ImportDialog:
        if self._dialog is None:
            # Few open it: nothing of it is loaded before.
            from app.ui.imports.dialog import ImportDialog

            form = self._window.form
            self._dialog = ImportDialog(self._importer, form.context, form.name_of, self._window)
            self._dialog.file_asked.connect(self._ask_for_file)
            self._dialog.finished.connect(self._on_finished)
            self._window.installEventFilter(self)
            # With 0 Qt calls before any timer that is due.
            QTimer.singleShot(1, self._dialog, partial(_lay_out_and_open, self._dialog))
        return self._dialog

    def _ask_for_file(self) -> None:
        from app.ui.printing.save_file import begin_in  # here: nobody needs it at the start

        dialog = QFileDialog(self._dialog, _("Import a table"))
        dialog.setObjectName("import.chooser")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setOption(QFileDialog.Option.HideNameFilterDetails)
        patterns = " ".join(f"*{suffix}" for suffix in TABLE_FILES)
        dialog.setNameFilters([_("Tables ({patterns})").format(patterns=patterns), _("All files (*)")])
        begin_in(dialog, self._window.import_folder)
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_file_chosen(self, name: str) -> None:
        self._window.import_folder = str(Path(name).parent)
        self._opened().read_file(Path(name))

    def _on_finished(self) -> None:
        self._dialog = None
        self._window.removeEventFilter(self)
        if not self._is_closing:
            self._window.activateWindow()

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """Has the window close once what is being put away is left, and noted."""
        if event.type() != QEvent.Type.Close or self._dialog is None or not self._importer.is_in_the_middle:
            return False
        event.ignore()
        self._is_closing = True
        self._dialog.reject()
        return True

    def _on_put_away(self, done: PutAway) -> None:
        self._offer(done)
        self._walk.begin(done.drafts, done.ids)
        if done.sent:
            self._say(done)
        elif done.drafts:
            self._walk.go_next()

    def _on_left(self, done: PutAway) -> None:
        self._offer(done)
        self._walk.begin(done.drafts, done.ids)
        self._say(done)
        if self._is_closing:
            self._is_closing = False
            QTimer.singleShot(0, self._window, self._window.close)

    def _on_left_before(self, tables: Sequence[Unfinished]) -> None:
        told = []
        for left in tables:
            one = _put_away_told(PutAway(left.sent, (), left.remaining), left.drafts)
            told.append(f"{left.name}: {one}" if left.name else one)
        waiting, drafts = self._walk.place.left, sum(left.drafts for left in tables)
        if waiting > drafts:  # of tables that were put away to their end, too
            told.append(left_told(waiting))
        self._strip.say(" ".join(told))

    def _offer(self, done: PutAway) -> None:
        # Beside a file it is written by itself.
        self._strip.offer({} if done.has_file else {_("Save the result …"): self._ask_for_result})

    def _say(self, done: PutAway) -> None:
        self._strip.say(_put_away_told(done, self._walk.place.left))
        if written := self._written:
            self._written = ""
            self._strip.add(written)

    def _on_resumed(self, place: WalkPlace) -> None:
        if place.item is None:  # else it is said which one is in the form
            self._strip.say(left_told(place.left))

    def _ask_for_result(self) -> None:
        from app.ui.printing.save_file import TABLE, ask_for_file

        title, write = _("Save the result"), self._results.write_to
        ask_for_file(self._window, title, TABLE, _("Result"), write).setObjectName("import.result")

    def _on_not_written(self, sentence: str) -> None:
        text = _("What became of each row could not be written: {sentence}").format(sentence=sentence)
        elsewhere = {_("Save the result …"): self._ask_for_result}
        self._window.notice.show_message(text, Tone.REFUSED, topic=_TOPIC, actions=elsewhere)

    def _on_written(self, path: str) -> None:
        text = _("What became of each row is in {path}.").format(path=path)
        self._window.notice.dismiss(_TOPIC)  # that it could not be written
        self._strip.offer({})  # it is written there from now on, whatever becomes of the rows
        if self._importer.is_in_the_middle:
            self._written = text
        else:
            self._strip.add(text)


def _lay_out_and_open(dialog: ImportDialog) -> None:
    dialog.lay_out()
    QTimer.singleShot(1, dialog, dialog.open)


def _put_away_told(done: PutAway, waiting: int) -> str:
    """Says how many companies are on their way, how many wait as drafts, and how many are neither."""
    sent = ngettext("{count} company is in the outbox.", "{count} companies are in the outbox.", done.sent)
    rest = ngettext(
        "{count} company of the table is not imported yet.",
        "{count} companies of the table are not imported yet.",
        done.remaining,
    )
    told = (
        sent.format(count=done.sent) if done.sent or done.remaining else "",
        left_told(waiting) if waiting else "",
        f"{rest.format(count=done.remaining)} {_GO_ON}" if done.remaining else "",
    )
    return " ".join(filter(None, told))
