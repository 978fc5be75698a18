"""Qt's own texts in the languages that there are."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

import resources
from app.bootstrap.qt_texts import translate_qt


@pytest.mark.parametrize(
    ("language", "cancel"),
    [("de", "Abbrechen"), ("sv", "Avbryt"), ("da", "Annuller"), ("nl", "Annuleren"), ("nb", "Avbryt")],
)
def test_the_buttons_of_qt_speak_the_language(qapp: QCoreApplication, language: str, cancel: str) -> None:
    try:
        assert translate_qt(qapp, language)
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == cancel
    finally:
        for translator in qapp.findChildren(QTranslator):
            qapp.removeTranslator(translator)
            translator.deleteLater()


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
