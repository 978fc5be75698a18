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
from PySide6.QtWidgets import QApplication

from app.sandbox import SandboxServer
from tests.helpers.secrets.memory_keyring import MemoryKeyring
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, connect_to, running, wait_until

_WALK = Path(__file__).with_name("at_spi_walk.py")
_LISTENER = Path(__file__).with_name("at_spi_listener.py")
_CONTRACT = "required.CustomFields.SuperOffice:1"


def _is_over(process: subprocess.Popen[str]) -> bool:
    return process.poll() is not None


def walk(typist: Typist, reader: str) -> None:
    for page in range(1, 7):
        typist.go_to_tab(page)
        with subprocess.Popen([reader, str(_WALK)], stdout=subprocess.PIPE, text=True) as walking:
            wait_until(partial(_is_over, walking))
            assert walking.stdout is not None
            sys.stdout.write(walking.stdout.read())
            sys.stdout.flush()


def listen(typist: Typist, reader: str, home: Path) -> None:
    heard = home / "heard"
    with heard.open("w") as file, subprocess.Popen([reader, str(_LISTENER)], stdout=file) as listener:
        try:
            wait_until(lambda: "listening" in heard.read_text())
            _save_a_company(typist)
            wait_until(lambda: "Saved as number" in heard.read_text())
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
