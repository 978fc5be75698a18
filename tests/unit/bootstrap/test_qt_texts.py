"""Qt's own texts in the languages that there are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from app.bootstrap.qt_texts import translate_qt


@pytest.mark.parametrize(
    ("language", "cancel"), [("de", "Abbrechen"), ("sv", "Avbryt"), ("da", "Annuller"), ("nl", "Annuleren")]
)
def test_the_buttons_of_qt_speak_the_language(qapp: QCoreApplication, language: str, cancel: str) -> None:
    try:
        assert translate_qt(qapp, language)
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == cancel
    finally:
        for translator in qapp.findChildren(QTranslator):
            qapp.removeTranslator(translator)
            translator.deleteLater()


def test_a_language_without_texts_of_qt_leaves_english(qapp: QCoreApplication) -> None:
    assert not translate_qt(qapp, "tlh")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
