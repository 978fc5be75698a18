"""``make demo``: the real window without a display, a company typed into it key by key, and saved.

Prints the id that the server gave and leaves a picture of every tab in the folder ``screenshots``. The window
speaks the language that the system asks for, as the program does: ``LANGUAGE=nb make demo``.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if __name__ == "__main__":  # before anything with texts is imported
    from app.commands.command_line.language import use_language_of

    use_language_of([])

from PySide6.QtCore import QLocale, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from app.bootstrap.qt_texts import translate_qt
from app.translation import _
from app.translation.catalogue import used_language
from tests.helpers.ui.company import type_communication, type_company, type_custom_fields
from tests.helpers.ui.window import Typist, running, wait_until

SCREENSHOTS = Path("screenshots")
LOCALES = {"en": "en_GB", "nb": "nb_NO", "sv": "sv_SE", "da": "da_DK", "de": "de_DE", "nl": "nl_NL"}
"""Whose dates and numbers a desktop in each language writes."""


def prepare() -> None:
    """A desktop in the language in use, and silence about what the offscreen platform cannot do."""
    QLocale.setDefault(QLocale(LOCALES[used_language()]))
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
    said = typist.wait_for_outcome(_("Saved as number {number}.").partition("{")[0])
    picture(typist, f"{prefix}-saved")
    return said


def main() -> int:
    prepare()
    app = QApplication(sys.argv[:1])
    translate_qt(app, used_language())
    with tempfile.TemporaryDirectory() as home:
        print("Typing a company into the window …")
        with running(Path(home), sandbox=True) as typist:
            said = play(typist, "demo")
            (entry,) = typist.saved_entries()
    print(f"{said}\nIts id is {entry.contact_id}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
