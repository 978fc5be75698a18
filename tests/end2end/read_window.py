"""Opens the window, and prints what a screen reader finds on its pages, or is told while somebody types.

Usage: ``python -m tests.end2end.read_window HOME READER walk|listen``; READER is the system's own Python.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import keyring
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from app.sandbox import SandboxServer
from tests.helpers.secrets.memory_keyring import MemoryKeyring
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, connect_to, running, wait_until

_WALK = Path(__file__).with_name("at_spi_walk.py")
_LISTENER = Path(__file__).with_name("at_spi_listener.py")
_CONTRACT = "required.CustomFields.SuperOffice:1"


def _is_over(process: subprocess.Popen[str]) -> bool:
    return process.poll() is not None


def walk(typist: Typist, reader: str) -> None:
    """Reads all pages, of an addition too, and the windows that are opened by keys."""
    for page in range(1, 7):
        typist.go_to_tab(page)
        _read(reader)
    for keys in ((Qt.Key.Key_F, CONTROL | SHIFT), (Qt.Key.Key_T, CONTROL), (Qt.Key.Key_Comma, CONTROL)):
        _open(typist, *keys)
        _read(reader)
        _close(typist)
    typist.press(Qt.Key.Key_O, CONTROL)
    wait_until(typist.window.outbox.isVisible)
    _read(reader)
    typist.press(Qt.Key.Key_O, CONTROL)
    _begin_addition(typist)
    for page in (2, 1, 3):
        typist.go_to_tab(page)
        _read(reader)


def _read(reader: str) -> None:
    with subprocess.Popen([reader, str(_WALK)], stdout=subprocess.PIPE, text=True) as walking:
        wait_until(partial(_is_over, walking))
        assert walking.stdout is not None
        sys.stdout.write(walking.stdout.read())
        sys.stdout.flush()


def _dialog() -> QDialog | None:
    active = QApplication.activeWindow()
    return active if isinstance(active, QDialog) else None


def _open(typist: Typist, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    typist.press(key, modifiers)
    wait_until(lambda: _dialog() is not None)


def _close(typist: Typist) -> None:
    wait_until(lambda: QApplication.focusWidget() is not None)
    while _dialog() is not None:
        typist.press(Qt.Key.Key_Escape)  # a search with a text in it is emptied first
    typist.window.activateWindow()  # there is no window manager that would
    wait_until(typist.window.isActiveWindow)


def _begin_addition(typist: Typist) -> None:
    """Chooses a company that is there for somebody new."""
    typist.press(Qt.Key.Key_N, CONTROL)
    _type(typist, "Name", "Nordlys Bakeri AS")
    wait_until(lambda: bool(typist.window.duplicates.text))
    typist.press(Qt.Key.Key_J, CONTROL)
    typist.wait_until_place("duplicates.list")
    typist.press(Qt.Key.Key_Return)
    typist.wait_until_place("Persons[0].Firstname")
    wait_until(lambda: (state := typist.program.adding.state) is not None and state.there is not None)


def listen(typist: Typist, reader: str, home: Path) -> None:
    heard = home / "heard"
    with heard.open("w") as file, subprocess.Popen([reader, str(_LISTENER)], stdout=file) as listener:
        try:
            wait_until(lambda: "listening" in heard.read_text())
            _save_a_company(typist)
            wait_until(lambda: "Saved as number" in heard.read_text())
            _search_and_follow(typist)
            wait_until(lambda: "Say when" in heard.read_text())
            _close(typist)
            _search_the_outbox(typist)
            wait_until(lambda: '"1 company"' in heard.read_text())
            _begin_addition(typist)
            wait_until(lambda: "Adding to" in heard.read_text())
            typist.save()
            wait_until(lambda: "nothing to add" in heard.read_text())
        finally:
            listener.terminate()
            sys.stdout.write(heard.read_text())


def _save_a_company(typist: Typist) -> None:
    """Saves one like another, with a doubtful address, after a refusal and a question."""
    window = typist.window
    _type(typist, "Name", "Nordlys Bakery")
    wait_until(lambda: bool(window.duplicates.text))
    typist.press(Qt.Key.Key_E, CONTROL | SHIFT)
    _type(typist, "Emails[0].Value", "post@bakery")
    typist.press(Qt.Key.Key_Tab)
    wait_until(lambda: len(window.form.shown_problems()) == 1)
    typist.save()
    typist.wait_until_place(_CONTRACT)
    typist.read_refusal()
    _type(typist, _CONTRACT, "K-1")
    typist.save()
    wait_until(lambda: "save anyway" in window.notice.text)
    typist.read_refusal()
    typist.save()


def _search_and_follow(typist: Typist) -> None:
    """Searches for a company, and then says what is to follow, but not when."""
    _open(typist, Qt.Key.Key_F, CONTROL | SHIFT)
    search = typist.program.company_search
    _type(typist, "companySearch.text", "bakeri")
    wait_until(lambda: search.is_current and not search.state.is_busy)
    _close(typist)
    _open(typist, Qt.Key.Key_T, CONTROL)
    typist.press(Qt.Key.Key_Tab)
    _type(typist, "nextSteps.Title", "Call")
    typist.press(Qt.Key.Key_Return)


def _search_the_outbox(typist: Typist) -> None:
    """Searches it for what was saved, and goes back into the form."""
    typist.press(Qt.Key.Key_O, CONTROL)
    wait_until(lambda: typist.window.outbox.model.rowCount() == 1)
    typist.press(Qt.Key.Key_F, CONTROL)
    _type(typist, "outbox.search", "bakery")


def _type(typist: Typist, path: str, text: str) -> None:
    """Types into the field that gets the focus: on a real screen, keys take their time."""
    typist.wait_until_place(path)
    field = typist.focused
    typist.type(text)
    wait_until(lambda: field.property("text") == text)


def main(home: Path, reader: str, what: str) -> int:
    home.mkdir()
    keyring.set_keyring(MemoryKeyring())
    application = QApplication([])
    assert application is not None
    with SandboxServer(home / "sandbox.sqlite3") as server:
        connect_to(server.url, home)
        with running(home) as typist:
            typist.wait_until_signed_in()
            if what == "walk":
                walk(typist, reader)
            else:
                listen(typist, reader, home)
    return 0


if __name__ == "__main__":
    os.environ["CONTACT_ENTRY_HOME"] = sys.argv[1]
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
