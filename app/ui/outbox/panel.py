"""The outbox: what waits to be sent, what became of the rest, and what can be done about each."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QItemSelection, QObject, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.controller.outbox.outbox import OutboxController
from app.model.entry import Entry, State
from app.model.outbox_rows import MOST_SAVED, EntryAction, OutboxList, OutboxRow, Progress
from app.model.record_comparison import RecordComparison
from app.ui.common.banner import Banner, Tone
from app.ui.common.moments import moment_text
from app.ui.common.theme import restyle
from app.ui.outbox.compare_dialog import CompareDialog
from app.ui.outbox.table import OutboxTable
from app.ui.outbox.table_model import OutboxModel

# Changes that come in quick succession are shown together.
_SHOW_AFTER_MS = 40
_LABELS = {
    EntryAction.SEND: "Send now",
    EntryAction.EDIT: "Correct",
    EntryAction.CHECK: "Look again",
    EntryAction.COMPARE: "Compare …",
    EntryAction.OPEN: "Open in SuperOffice",
    EntryAction.DISCARD: "Discard",
}
_MOST_MOVES = 4
_LINES_OF_MESSAGE = 3
_NOTHING = (
    "Nothing here yet.\nWhat you save is listed here until SuperOffice has it, and for a while after that."
)
_CUT = f"The newest {MOST_SAVED:,} saved companies are listed. Search for older ones."


class OutboxPanel(QDockWidget):
    """Lists the entries; below the list stands what is to be said of the chosen one, and what can be done."""

    def __init__(self, outbox: OutboxController, parent: QWidget | None = None) -> None:
        super().__init__("Outbox", parent)
        self.setObjectName("outbox")
        self._outbox = outbox
        self._chosen = ""
        self._listed = OutboxList("", (), is_cut=False)
        self._changes: dict[str, OutboxRow | None] = {}
        self._show_soon = QTimer(self)
        self._show_soon.setSingleShot(True)
        self._show_soon.setInterval(_SHOW_AFTER_MS)
        self._show_soon.timeout.connect(self._show_changes)
        self.model = OutboxModel(self)
        self.notice = Banner("outbox.notice")
        self._search = QLineEdit()
        self._progress = _label("outbox.progress", "hint")
        self._cut = _label("outbox.cut", "hint")
        self._wipe = QPushButton("Clear history …")
        self.table = OutboxTable(self.model)
        self._empty = _label("outbox.empty", "hint")
        self._pages = QStackedWidget()
        self._message = _label("outbox.message", "")
        self._buttons = [self._make_button(place) for place in range(_MOST_MOVES)]
        self._lay_out()
        self._connect()
        self._show_emptiness()
        self._show_chosen()

    def toggle(self) -> None:
        """Opens it with the list in hand, or closes it."""
        if self.isVisible():
            self.close()
        else:
            self.show()
            self.raise_()
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def chosen(self) -> OutboxRow | None:
        return self.model.row_at(self.table.currentIndex().row())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The list does not change its height with the words below it.
        self._message.setMinimumHeight(_LINES_OF_MESSAGE * self._message.fontMetrics().lineSpacing())
        self._outbox.show()

    def _make_button(self, place: int) -> QPushButton:
        """The button for the first, second … of what can be done."""
        button = QPushButton()
        button.clicked.connect(lambda *_: self._do_at(place))
        if not place:
            restyle(button, role="primary")
        return button

    def _lay_out(self) -> None:
        self._search.setObjectName("outbox.search")
        self._search.setAccessibleName("Search the outbox")
        self._search.setPlaceholderText("Search company, person or number (Ctrl+F)")
        self._search.setClearButtonEnabled(True)
        self._search.setMaximumWidth(340)
        self._wipe.setObjectName("outbox.wipe")
        self._wipe.setProperty("role", "link")
        self._message.setWordWrap(True)
        self._message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        bottom = QHBoxLayout()
        bottom.setSpacing(8)
        bottom.addWidget(self._message, 1)
        for button in self._buttons:
            bottom.addWidget(button)
        for page in (self.table, self._empty):
            self._pages.addWidget(page)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(12, 0, 12, 10)
        layout.setSpacing(8)
        layout.addWidget(self.notice)
        layout.addWidget(self._pages, 1)
        layout.addLayout(bottom)
        self.setWidget(body)
        self.setTitleBarWidget(self._make_title())

    def _make_title(self) -> QWidget:
        """One line for the name, the search and all that is about the whole list; it can be dragged."""
        name = _label("outbox.title", "heading")
        name.setText(self.windowTitle())
        close = QToolButton()
        close.setText("✕")
        close.setProperty("role", "quiet")
        close.setAccessibleName("Close the outbox")
        close.setToolTip("Close the outbox (Ctrl+O)")
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.close)
        title = QWidget()
        layout = QHBoxLayout(title)
        layout.setContentsMargins(14, 6, 12, 8)
        layout.setSpacing(16)
        layout.addWidget(name)
        layout.addWidget(self._search, 2)
        layout.addWidget(self._progress)
        layout.addWidget(self._cut)
        layout.addStretch(1)
        layout.addWidget(self._wipe)
        layout.addWidget(close)
        return title

    def _connect(self) -> None:
        outbox = self._outbox
        outbox.listed.connect(self._show_list)
        outbox.changed.connect(self._take_change)
        outbox.gone.connect(self._take_loss)
        outbox.discarded.connect(self._offer_undo)
        outbox.progress_changed.connect(self._show_progress)
        outbox.compared.connect(self._compare)
        outbox.link_found.connect(_open_link)
        outbox.saved_deleted.connect(self._tell_wiped)
        outbox.problem_reported.connect(self._show_trouble)
        self._search.textChanged.connect(outbox.search)
        self._search.installEventFilter(self)
        self._wipe.clicked.connect(self._ask_to_wipe)
        self.table.activated.connect(self._do_first)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.table.selectionModel().selectionChanged.connect(self._choose)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(lambda: self._do(EntryAction.DISCARD))
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._find)

    # What the outbox says

    def _show_list(self, listed: OutboxList) -> None:
        self._changes.clear()
        self._listed = listed
        self.model.set_rows(listed.rows)
        self._cut.setText(_CUT if listed.is_cut and not listed.search else "")
        self._show_emptiness()
        self._select(max(self.model.number_of(self._chosen), 0))

    def _take_change(self, row: OutboxRow) -> None:
        self._changes[row.id] = row
        self._show_soon.start()

    def _take_loss(self, entry_id: str) -> None:
        self._changes[entry_id] = None
        self._show_soon.start()

    def _show_changes(self) -> None:
        changes, self._changes = self._changes, {}
        for entry_id, row in changes.items():
            if row is None:
                self.model.remove(entry_id)
            else:
                self.model.put(row)
        self._show_emptiness()
        if self.table.selectionModel().hasSelection():
            self._show_chosen()
        else:
            self._select(max(self.table.currentIndex().row(), 0))

    def _show_emptiness(self) -> None:
        search = self._listed.search
        self._empty.setText(f"Nothing is called “{search}” here." if search else _NOTHING)
        count = self.model.rowCount()
        self._pages.setCurrentWidget(self.table if count else self._empty)
        last = self.model.row_at(count - 1)
        self._wipe.setEnabled(bool(search) or (last is not None and last.entry.state is State.SAVED))

    def _offer_undo(self, entry: Entry) -> None:
        gone = "removed from the list" if entry.state is State.SAVED else "discarded"
        self.notice.say(f"“{entry.name}” is {gone}.", Undo=self._undo)

    def _show_progress(self, progress: Progress) -> None:
        self._progress.setText(progress.text)

    def _tell_wiped(self, count: int) -> None:
        what = "1 company is" if count == 1 else f"{count:,} companies are"
        self.notice.say(f"{what} removed from the history.")

    def _show_trouble(self, sentence: str) -> None:
        self.notice.say(sentence, Tone.REFUSED)

    def _compare(self, comparison: RecordComparison) -> None:
        CompareDialog(comparison, self._outbox, self).open()

    # What the person does

    def _choose(self, _chosen: QItemSelection, _before: QItemSelection) -> None:
        self._show_chosen()

    def _show_chosen(self) -> None:
        row = self.chosen
        self._chosen = row.id if row else ""
        self._message.setText(_message_of(row) if row else "")
        moves = row.actions if row else ()
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(moves))
            if row is not None and place < len(moves):
                button.setText(_label_of(moves[place], row))
                button.setObjectName(f"outbox.{moves[place]}")

    def _do(self, move: EntryAction) -> None:
        row = self.chosen
        if row is None or move not in row.actions:
            return
        doing = {
            EntryAction.SEND: self._outbox.send,
            EntryAction.EDIT: self._outbox.edit_again,
            EntryAction.CHECK: self._outbox.check_on_server,
            EntryAction.COMPARE: self._outbox.compare,
            EntryAction.OPEN: self._outbox.open,
            EntryAction.DISCARD: self._outbox.discard,
        }
        self.notice.hush()
        doing[move](row.id)

    def _do_first(self) -> None:
        self._do_at(0)

    def _do_at(self, place: int) -> None:
        row = self.chosen
        if row is not None and place < len(row.actions):
            self._do(row.actions[place])

    def _undo(self) -> None:
        self.notice.hush()
        self._outbox.undo()

    def _open_menu(self, place: QPoint) -> None:
        row = self.chosen
        if row is None or not row.actions:
            return
        menu = QMenu(self.table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for move in row.actions:
            keys = "\tEnter" if move is row.actions[0] else "\tDel" if move is EntryAction.DISCARD else ""
            action = menu.addAction(f"{_label_of(move, row)}{keys}")
            action.triggered.connect(lambda *_, move=move: self._do(move))
        menu.popup(self.table.viewport().mapToGlobal(place))

    def _find(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def _ask_to_wipe(self) -> None:
        box = QMessageBox(self)
        box.setObjectName("outbox.wipe.question")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("Clear history")
        box.setText("Remove all saved companies from this list?")
        box.setInformativeText("They stay in SuperOffice. What is not saved there yet stays in the list.")
        clear = box.addButton("Clear history", QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        clear.clicked.connect(self._outbox.delete_saved)
        box.open()

    def _select(self, number: int) -> None:
        if self.model.rowCount():
            self.table.selectRow(min(number, self.model.rowCount() - 1))
        self._show_chosen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(event.key())
        return super().eventFilter(watched, event)

    def _take_key(self, key: int) -> bool:
        """From the search field into the list."""
        if key == Qt.Key.Key_Escape:
            self._search.clear()
        elif key not in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True


def _message_of(row: OutboxRow) -> str:
    """What is to be said of an entry, and when it is tried again by itself."""
    now, at = datetime.now(UTC), row.entry.next_try
    if at is None or at <= now or row.needs_attention or row.entry.state is State.SAVED:
        return row.entry.message
    return f"{row.entry.message} Next try: {moment_text(at, now)}."


def _label_of(move: EntryAction, row: OutboxRow) -> str:
    state = row.entry.state
    if move is EntryAction.SEND and state is State.REJECTED:
        return "Send what is missing" if row.entry.contact_id else "Send again"
    if move is EntryAction.EDIT and state is State.QUEUED:
        return "Back to the form"
    if move is EntryAction.DISCARD and state is State.SAVED:
        return "Remove from list"
    return _LABELS[move]


def _label(name: str, role: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _open_link(address: str) -> None:
    QDesktopServices.openUrl(QUrl(address))
