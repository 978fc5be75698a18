"""Qt's own texts in the languages that there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QKeySequence

import resources
from app.bootstrap.qt_texts import translate_qt
from app.translation.languages import LANGUAGES
from tests.helpers.ui.letters import translations

_KEYS = re.compile(r"(?:(?:Ctrl|Shift|Alt)\+)+(?:\+|\w+)")


@contextmanager
def texts_of_qt(app: QCoreApplication, language: str) -> Iterator[None]:
    try:
        assert language == "en" or translate_qt(app, language)
        yield
    finally:
        for translator in app.findChildren(QTranslator):
            app.removeTranslator(translator)
            translator.deleteLater()


@pytest.mark.parametrize(
    ("language", "cancel"),
    [("de", "Abbrechen"), ("sv", "Avbryt"), ("da", "Annuller"), ("nl", "Annuleren"), ("nb", "Avbryt")],
)
def test_the_buttons_of_qt_speak_the_language(qapp: QCoreApplication, language: str, cancel: str) -> None:
    with texts_of_qt(qapp, language):
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == cancel


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_name_keys_as_the_menus_do(qapp: QCoreApplication, language: str) -> None:
    named = [(english, told) for english, told in translations(language) if _KEYS.search(english)]
    assert len(named) > 20
    with texts_of_qt(qapp, language):
        for english, told in named:
            for keys in _KEYS.findall(english):
                shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
                assert shown in told, (english, told)


def test_what_is_compiled_for_norwegian_is_what_was_translated() -> None:
    compiled = QTranslator()
    assert compiled.load(resources.path("locale/qtbase_nb.qm"))
    source_file = ElementTree.fromstring(resources.text("locale/qtbase_nb.ts"))  # noqa: S314  # our own
    for context in source_file.iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            source = message.findtext("source", "")
            assert compiled.translate(name, source) == message.findtext("translation"), (name, source)


def test_a_language_without_texts_of_qt_leaves_english(qapp: QCoreApplication) -> None:
    assert not translate_qt(qapp, "tlh")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
