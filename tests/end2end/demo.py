"""``make demo``: the real window without a display, a company typed into it key by key, and saved.

Prints the id that the server gave and leaves a picture of every tab in the folder ``screenshots``.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QLocale, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from tests.helpers.ui.company import type_communication, type_company, type_custom_fields
from tests.helpers.ui.window import Typist, running, wait_until

SCREENSHOTS = Path("screenshots")


def prepare() -> None:
    """A desktop in English, and silence about what the offscreen platform cannot do."""
    QLocale.setDefault(QLocale("en_GB"))
    qInstallMessageHandler(lambda kind, _context, text: None if "This plugin" in text else print(kind, text))


def picture(typist: Typist, name: str) -> None:
    """A picture of the window as it is, without the blinking cursor's chance."""
    QApplication.processEvents()
    SCREENSHOTS.mkdir(exist_ok=True)
    file = SCREENSHOTS / f"{name}.png"
    typist.window.grab().save(str(file))
    print(f"  {file}")


def play(typist: Typist, prefix: str) -> str:
    """Types, shows every tab, saves; returns what the window says then."""
    typist.wait_until_signed_in()
    type_company(typist)
    picture(typist, f"{prefix}-persons")
    type_communication(typist)
    picture(typist, f"{prefix}-phones")
    type_custom_fields(typist)
    wait_until(lambda: not typist.window.form.shown_problems())
    picture(typist, f"{prefix}-custom-fields")
    typist.go_to_tab(1)
    picture(typist, f"{prefix}-contact")
    typist.save()
    said = typist.wait_for_outcome("Saved as number")
    picture(typist, f"{prefix}-saved")
    return said


def main() -> int:
    prepare()
    QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as home:
        print("Typing a company into the window …")
        with running(Path(home), sandbox=True) as typist:
            said = play(typist, "demo")
            (entry,) = typist.saved_entries()
    print(f"{said} Its id is {entry.contact_id}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
