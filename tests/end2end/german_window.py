"""The real window in German, gone through page by page, for a process that has taken the language before.

Prints as JSON which texts of the program are in English all the same, and what the window says after Save.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

import keyring
from PySide6.QtCore import QLocale, QObject, QTranslator, qInstallMessageHandler
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTabBar, QWidget

import resources
from app.bootstrap.qt_texts import translate_qt
from app.translation.catalogue import catalogue_name
from tests.helpers.secrets.memory_keyring import MemoryKeyring
from tests.helpers.ui.window import Typist, running, wait_until


def english_texts() -> frozenset[str]:
    """The program's English texts that read otherwise in German, without letters to press and colons."""
    with Path(resources.path(catalogue_name("de"))).open("rb") as file:
        texts = GNUTranslations(file)._catalog  # type: ignore[attr-defined]  # there is no other list
    pairs = ((key if isinstance(key, str) else key[0], told) for key, told in texts.items())
    english = {bare(text.rpartition("\4")[2]) for text, told in pairs if bare(text) != bare(told)}
    return frozenset(english - {bare(told) for told in texts.values()} - {""})


def bare(text: str) -> str:
    return text.replace("&", "").removesuffix(":")


def shown(window: QWidget) -> Iterator[str]:
    for found in (window, *window.findChildren(QObject)):
        if isinstance(found, QAction):
            yield from (found.text(), found.toolTip())
        if not isinstance(found, QWidget) or not found.isVisibleTo(window):
            continue
        yield from (found.toolTip(), found.accessibleName(), found.accessibleDescription())
        if isinstance(found, QLabel | QAbstractButton):
            yield found.text()
        elif isinstance(found, QLineEdit):
            yield found.placeholderText()
        elif isinstance(found, QTabBar):
            yield from (found.tabText(place) for place in range(found.count()))


def main() -> None:
    keyring.set_keyring(MemoryKeyring())
    QLocale.setDefault(QLocale("de_DE"))
    qInstallMessageHandler(lambda *_: None)
    app = QApplication(sys.argv[:1])
    assert translate_qt(app, "de")
    assert app.findChild(QTranslator) is not None
    english, found = english_texts(), set()
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
