"""The real window in German, gone through page by page, for a process that has taken the language before.

Prints as JSON which texts of the program are in English all the same, and what the window says after Save.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import keyring
from PySide6.QtCore import QLocale, QTranslator, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from app.bootstrap.qt_texts import translate_qt
from tests.helpers.secrets.memory_keyring import MemoryKeyring
from tests.helpers.ui.shown_texts import bare, english_texts, shown
from tests.helpers.ui.window import Typist, running, wait_until


def main() -> None:
    keyring.set_keyring(MemoryKeyring())
    QLocale.setDefault(QLocale("de_DE"))
    qInstallMessageHandler(lambda *_: None)
    app = QApplication(sys.argv[:1])
    assert translate_qt(app, "de")
    assert app.findChild(QTranslator) is not None
    english, found = english_texts("de"), set()
    with running(Path(sys.argv[1]), sandbox=True) as typist:
        typist.wait_until_signed_in()
        for page in range(6, 0, -1):
            typist.go_to_tab(page)
            QApplication.processEvents()
            found |= {text for text in shown(typist.window) if bare(text) in english}
        said = saved(typist)
    sys.stdout.write(json.dumps({"english": sorted(found), "said": said}) + "\n")


def saved(typist: Typist) -> str:
    """Saves a company without what is mandatory; returns what is said of that."""
    typist.fill("Name", "Bauer GmbH")
    typist.save()
    wait_until(lambda: bool(typist.window.form.shown_problems()))
    return " ".join(problem.message for problem in typist.window.form.shown_problems())
