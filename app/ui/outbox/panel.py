"""Outbox panel: the entries that wait or were sent, and the actions on each."""

from __future__ import annotations

from functools import partial
from itertools import islice

from PySide6.QtCore import QDate, QItemSelection, QLocale, QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.controller.outbox.outbox import OutboxController
from app.model.checks.record_comparison import RecordComparison
from app.model.entry import Entry, State, UnreadableEntry
from app.model.outbox_rows import (
    EntryAction,
    OutboxList,
    OutboxRow,
    Progress,
    said_of_discarded,
)
from app.translation import _, ngettext
from app.ui.common.announcing import announce
from app.ui.common.banner import Banner, Tone
from app.ui.common.fitting import LOW_WINDOW
from app.ui.common.key_translation import key_sequence
from app.ui.common.plain_text import PlainLabel, PlainMessageBox
from app.ui.outbox.compare_dialog import CompareDialog
from app.ui.outbox.emptiness import emptiness
from app.ui.outbox.entry_actions import EntryActions
from app.ui.outbox.table import OutboxTable
from app.ui.outbox.table_model import OutboxModel
from app.ui.outbox.title_bar import OutboxTitleBar
from app.ui.printing.save_file import TABLE, ask_for_file, list_separator

# Changes that come in quick succession are shown together.
_SHOW_AFTER_MS, _MOST_AT_ONCE, HEIGHT = 40, 40, 300


class OutboxPanel(QDockWidget):
    """Lists the entries; below the list are the message and the actions of the selected one."""

    left = Signal()
    opening = Signal()  # it is about to be shown
    """The panel was closed, and nothing is there any more that had the focus before."""

    print_asked = Signal(str)
    """The entry of this id is to be printed."""

    def __init__(self, outbox: OutboxController, parent: QWidget | None = None) -> None:
        super().__init__(_("Outbox"), parent)
        self.setObjectName("outbox")
        self._outbox = outbox
        self._chosen = self._came_from = ""  # id of an entry; name of what had the focus
        self._has_been_open = False
        self._listed = OutboxList()
        self._changes: dict[str, OutboxRow | None] = {}
        self._is_changing = False
        self._show_soon = QTimer(self)
        self._show_soon.setSingleShot(True)
        self._show_soon.setInterval(_SHOW_AFTER_MS)
        self._show_soon.timeout.connect(self._on_show_soon)
        self.model = OutboxModel(self)
        # Each has its parent from the start: Qt styles anew what gets another, with all that is in it.
        body = QWidget(self)
        self.notice = Banner("outbox.notice", body)
        self.notice.comes_or_went.connect(self.fit_height)
        self.notice.left.connect(self._on_search_left)
        self._title = OutboxTitleBar(self.windowTitle(), self)
        self._pages = QStackedWidget(body)
        self.table = OutboxTable(self.model, self._pages)
        self._empty = PlainLabel(name="outbox.empty", role="hint", parent=self._pages)
        self._actions = EntryActions(body)
        self._lay_out(body)
        self._connect()
        self._show_emptiness()
        self._show_chosen()

    def dock(self, window: QMainWindow) -> None:
        """Takes its place at the foot of the window: closed, or as the window's state has it."""
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self)
        window.resizeDocks([self], [HEIGHT], Qt.Orientation.Vertical)
        self.hide()
        window.restoreDockWidget(self)

    def export(self) -> None:
        """Opens the list and asks for the file that it is written to."""
        self.open()
        name = " ".join((_("Outbox"), QDate.currentDate().toString(Qt.DateFormat.ISODate)))
        dialog = ask_for_file(
            self,
            _("Export the outbox"),
            TABLE,
            name,
            lambda path: self._outbox.export(path, list_separator()),
        )
        dialog.setObjectName("outbox.export")
        # Once the window has the keyboard again: else nothing has the focus after a dialog of the system.
        to_list = partial(self.table.setFocus, Qt.FocusReason.OtherFocusReason)
        dialog.finished.connect(lambda _how: QTimer.singleShot(0, self.table, to_list))

    def toggle(self) -> None:
        """Opens the panel with the focus in the list, or closes it and returns the focus."""
        if not self.isVisible():
            self.open()
            return
        self.close()
        before = self.window().findChild(QWidget, self._came_from) if self._came_from else None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.left.emit()

    def open(self) -> None:
        """Opens the panel with the focus in the list; does nothing where it is open."""
        if self.isVisible():
            return
        focused = QApplication.focusWidget()
        self._came_from = focused.objectName() if focused else ""
        self._begin_with_what_needs_someone()
        self.opening.emit()
        self.show()
        self.raise_()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def print_chosen(self) -> None:
        """Has the chosen entry printed, if there is one that can be read."""
        self._on_action_chosen(EntryAction.PRINT)

    @property
    def chosen(self) -> OutboxRow | None:
        """Returns the row of the selected entry, None if nothing is selected."""
        return self.model.row_at(self.table.currentIndex().row())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit_height()
        self._outbox.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_height()

    def fit_height(self) -> None:
        """Makes all of it lower in a low window: the form above it has to keep a height of its own."""
        window = self.parentWidget()
        is_low = window is not None and window.height() < LOW_WINDOW
        self._title.fit_height(is_low=is_low)
        # What it says itself has its room of the list there: else the window would grow for it.
        self.table.fit_height(is_low=is_low, taken=self.notice.keep_to_line(is_wanted=is_low))
        self._actions.fit_height(is_low=is_low, room=self.height())

    def _lay_out(self, body: QWidget) -> None:
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        for page in (self.table, self._empty):
            self._pages.addWidget(page)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(12, 0, 12, 10)
        layout.setSpacing(8)
        layout.addWidget(self.notice)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._actions)
        self.setWidget(body)
        self.setTitleBarWidget(self._title)

    def _connect(self) -> None:
        outbox = self._outbox
        outbox.settled.connect(self._show_emptiness)
        outbox.listed.connect(self._on_listed)
        outbox.changed.connect(self._on_changed)
        outbox.gone.connect(self._on_gone)
        outbox.discarded.connect(self._on_discarded)
        outbox.progress_changed.connect(self._on_progress_changed)
        outbox.compared.connect(self._on_compared)
        outbox.raw_read.connect(self._on_raw_read)
        outbox.link_found.connect(_open_link)
        outbox.saved_deleted.connect(self._on_saved_deleted)
        outbox.exported.connect(self._on_exported)
        outbox.problem_reported.connect(self._on_problem_reported)
        self._title.searched.connect(outbox.search)
        self._title.filter.chosen.connect(outbox.choose)
        outbox.choices.changed.connect(self._title.filter.take_choices)
        self._title.left.connect(self._on_search_left)
        self._title.clear_history_asked.connect(self._on_clear_history_asked)
        self._title.close_asked.connect(self.close)
        self._actions.chosen.connect(self._on_action_chosen)
        self.table.activated.connect(lambda *_: self._actions.choose(0))
        self.table.customContextMenuRequested.connect(self._on_menu_asked)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self._add_key("Del", EntryAction.DISCARD, self.table)
        for place in (self.table, self._title):
            self._add_key("Ctrl+D", EntryAction.COPY, place)

    def _add_key(self, keys: str, action: EntryAction, place: QWidget) -> None:
        shortcut = QShortcut(key_sequence(keys), place)
        shortcut.setAutoRepeat(False)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self._on_action_chosen(action))

    def _on_listed(self, listed: OutboxList) -> None:
        self._changes.clear()
        before, self._listed = self._listed, listed
        self.model.set_rows(listed.rows)
        self._title.show_cut(listed.is_cut and not listed.chosen.search)
        self._show_emptiness()
        # Until it is opened, the list has only what has changed since the start, and nobody has chosen of it.
        chosen = self.model.number_of(self._chosen) if self._has_been_open else 0
        self._has_been_open = True
        self._select(max(chosen, 0))
        if listed.chosen != before.chosen:
            self._announce_count()

    def _announce_count(self) -> None:
        """Says how many there are of what is searched for or chosen: the focus is not in the list."""
        count = self.model.rowCount()
        found = ngettext("{count} company", "{count} companies", count).format(count=count)
        announce(self._title, found if count else self._empty.text())

    def _begin_with_what_needs_someone(self) -> None:
        """Chooses what waits for a person, on top of the list; what was chosen last may be long saved."""
        first, chosen = self.model.row_at(0), self.chosen
        if first is not None and first.needs_attention and not (chosen and chosen.needs_attention):
            self._select(0)

    def _on_changed(self, row: OutboxRow) -> None:
        self._changes[row.id] = row
        self._show_changes_soon()

    def _on_gone(self, entry_id: str) -> None:
        self._changes[entry_id] = None
        self._show_changes_soon()

    def _show_changes_soon(self) -> None:
        if not self._show_soon.isActive():  # what goes on changing, while many are sent, is seen all the same
            self._show_soon.start()

    def _on_show_soon(self) -> None:
        """Shows some of what has changed: no more than what a frame has room for."""
        self._is_changing = True
        for entry_id in [*islice(self._changes, _MOST_AT_ONCE)]:
            if (row := self._changes.pop(entry_id)) is None:
                self.model.remove(entry_id)
            else:
                self.model.put(row)
        self._is_changing = False
        if self._changes:
            self._show_soon.start()
        self._show_emptiness()
        if self.table.selectionModel().hasSelection():
            self._show_chosen()
        else:
            self._select(max(self.table.currentIndex().row(), 0))

    def _show_emptiness(self) -> None:
        chosen = self._listed.chosen
        self._empty.setText(emptiness(chosen, is_unavailable=self._outbox.is_unavailable))
        count = self.model.rowCount()
        self._pages.setCurrentWidget(self.table if count else self._empty)
        last = self.model.row_at(count - 1)
        self._title.enable_clear_history(
            not chosen.has_all or (last is not None and last.entry.state is State.SAVED)
        )

    def _on_discarded(self, entry: Entry | UnreadableEntry) -> None:
        self.notice.show_message(said_of_discarded(entry), actions={_("Undo"): self._undo})

    def _on_progress_changed(self, progress: Progress) -> None:
        self._title.show_progress(progress.text)

    def _on_saved_deleted(self, count: int) -> None:
        what = ngettext(
            "1 company is removed from the history.", "{count} companies are removed from the history.", count
        )
        self.notice.show_message(what.format(count=QLocale().toString(count)))

    def _on_exported(self, count: int, path: str) -> None:
        what = ngettext("1 company is written to {path}", "{count} companies are written to {path}", count)
        self.notice.show_message(what.format(count=QLocale().toString(count), path=path))

    def _on_problem_reported(self, sentence: str) -> None:
        self.notice.show_message(sentence, Tone.REFUSED)

    def _on_compared(self, comparison: RecordComparison) -> None:
        CompareDialog(comparison, self._outbox, self).open()

    def _on_raw_read(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.notice.show_message(_("What is stored of it is on the clipboard: paste it where you need it."))

    def _on_selection_changed(self, _chosen: QItemSelection, _before: QItemSelection) -> None:
        if not self._is_changing:  # what is shown then comes after all of it
            self._show_chosen()

    def _show_chosen(self) -> None:
        row = self.chosen
        self._chosen = row.id if row else ""
        self._actions.show_row(row)

    def _on_action_chosen(self, action: EntryAction) -> None:
        row = self.chosen
        if row is None or action not in row.menu_actions:
            return
        doing = {
            EntryAction.SEND: self._outbox.send,
            EntryAction.EDIT: self._outbox.edit_again,
            EntryAction.CHECK: self._outbox.check_on_server,
            EntryAction.COMPARE: self._outbox.compare,
            EntryAction.OPEN: self._outbox.open,
            EntryAction.COPY: self._outbox.copy,
            EntryAction.PRINT: self.print_asked.emit,
            EntryAction.DISCARD: self._outbox.discard,
        }
        self.notice.dismiss()
        doing[action](row.id)

    def _undo(self) -> None:
        self.notice.dismiss()
        self._outbox.undo()

    def _on_menu_asked(self, position: QPoint) -> None:
        self._actions.open_menu(self.table, self.table.viewport().mapToGlobal(position))

    def _on_search_left(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clear_history_asked(self) -> None:
        box = PlainMessageBox(
            self,
            "outbox.wipe.question",
            _("Clear history"),
            _("Remove all saved companies from this list?"),
            _("They stay in SuperOffice. What is not saved there yet stays in the list."),
        )
        box.setIcon(PlainMessageBox.Icon.Question)
        clear = box.addButton(_("Clear history"), PlainMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(PlainMessageBox.StandardButton.Cancel))
        clear.clicked.connect(self._outbox.delete_saved)
        box.open()

    def _select(self, number: int) -> None:
        if self.model.rowCount():
            self.table.selectRow(min(number, self.model.rowCount() - 1))
        self._show_chosen()


def _open_link(address: str) -> None:
    QDesktopServices.openUrl(QUrl(address))
