"""Opens the window, and prints what a screen reader's walk (`at_spi_walk`) reads on each of its pages."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import keyring
from PySide6.QtWidgets import QApplication

from app.sandbox import SandboxServer
from tests.helpers.secrets.memory_keyring import MemoryKeyring
from tests.helpers.ui.window import connect_to, running, wait_until

_WALK = Path(__file__).with_name("at_spi_walk.py")


def _is_over(process: subprocess.Popen[str]) -> bool:
    return process.poll() is not None


def main(home: Path, reader: str) -> int:
    home.mkdir()
    keyring.set_keyring(MemoryKeyring())
    application = QApplication([])
    assert application is not None
    with SandboxServer(home / "sandbox.sqlite3") as server:
        connect_to(server.url, home)
        with running(home) as typist:
            typist.wait_until_signed_in()
            for page in range(1, 7):
                typist.go_to_tab(page)
                with subprocess.Popen([reader, str(_WALK)], stdout=subprocess.PIPE, text=True) as walk:
                    wait_until(partial(_is_over, walk))
                    assert walk.stdout is not None
                    sys.stdout.write(walk.stdout.read())
                    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    os.environ["CONTACT_ENTRY_HOME"] = sys.argv[1]
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
