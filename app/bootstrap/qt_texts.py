"""Qt's own texts in the user's language: buttons, context menus, names of keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

import resources

_OURS = ("nb",)
"""Qt comes without these, so they are in `resources/locale`."""


def translate_qt(app: QCoreApplication, language: str) -> bool:
    """Installs Qt's texts of a language, before the first widget is made; returns whether there are any."""
    translator = QTranslator(app)
    if language in _OURS:
        file = Path(resources.path(f"locale/qtbase_{language}.qm"))
    else:
        file = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), f"qtbase_{language}.qm")
    return translator.load(str(file)) and app.installTranslator(translator)
