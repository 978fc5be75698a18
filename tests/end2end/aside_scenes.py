"""What `python -m tests.end2end.languages` looks at of what opens over a window: menus, questions, files."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from app.model.entry import State
from app.translation import _
from app.ui.common.plain_text import show_tip
from app.ui.inputs.line import Line
from tests.end2end.scenes import Scene, dialog, press_button
from tests.helpers.ui.window import CONTROL, Typist, wait_until

_FILES = {"picture.png": b"\x89PNG\r\n\x1a\n", "letter.pdf": b"%PDF-1.7", "nothing.txt": b""}
_LONG = 6  # times a sentence that no strip has room for


def menus_of_the_mouse(typist: Typist) -> Iterator[Scene]:
    """Yields the menu of a field, and that of an entry in each state."""
    line = typist.find(Line, "Name")
    line.setText("Fjell AS")
    line.selectAll()
    menu = line.context_menu()
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(line.mapToGlobal(QPoint()))
    yield "menu-of-a-field", menu
    menu.close()
    line.clear()
    panel, seen = typist.window.outbox, set[State]()
    typist.press(Qt.Key.Key_O, CONTROL)
    wait_until(lambda: panel.model.rowCount() > 4)
    for row in range(panel.model.rowCount()):
        panel.table.selectRow(row)
        if panel.chosen is None or panel.chosen.entry.state in seen:
            continue
        state = panel.chosen.entry.state
        seen.add(state)
        panel.table.customContextMenuRequested.emit(QPoint())
        wait_until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        opened = QApplication.activePopupWidget()
        assert isinstance(opened, QMenu)
        yield f"menu-of-{state}", opened
        opened.close()
        QApplication.processEvents()
    typist.press(Qt.Key.Key_O, CONTROL)
    typist.begin_anew()


def questions(typist: Typist) -> Iterator[Scene]:
    """Yields what is asked before the history is cleared, a message that is read whole, and a tip."""
    typist.press(Qt.Key.Key_O, CONTROL)
    wait_until(lambda: typist.window.outbox.model.rowCount() > 4)
    press_button(typist.window, _("Clear history …"))
    yield from dialog(typist, "clear-history")
    typist.press(Qt.Key.Key_O, CONTROL)
    sentence = _("There is nothing to print yet. Type a company, or choose one in the outbox (Ctrl+O).")
    typist.window.notice.show_message(" ".join([sentence] * _LONG))
    wait_until(lambda: typist.window.notice.is_cut)
    press_button(typist.window.notice, _("Read all"))
    yield from dialog(typist, "message-whole")
    show_tip(typist.window, typist.window.actions_by_name["action.save"].toolTip() or sentence)
    wait_until(QToolTip.isVisible)
    yield "tip", next(one for one in QApplication.topLevelWidgets() if one.inherits("QTipLabel"))
    QToolTip.hideText()
    typist.begin_anew()


def files(typist: Typist) -> Iterator[Scene]:
    """Yields the choice of a file, and what is said of files that cannot be read."""
    typist.window.actions_by_name["action.readFile"].trigger()
    yield from dialog(typist, "file-choice")
    with TemporaryDirectory() as folder:
        for name, content in _FILES.items():
            file = Path(folder) / name
            file.write_bytes(content)
            over = {"", typist.window.notice.text, _("Reading …")}
            typist.window.pasting.open_files([file])
            wait_until(partial(_says_more, typist, over))
            yield f"file-{file.stem}", typist.window
    typist.begin_anew()


def _says_more(typist: Typist, than: Collection[str]) -> bool:
    return typist.window.notice.text not in than
