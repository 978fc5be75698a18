"""The checks that load Qt: the program's modules, a window and its font, resources, formats."""

from __future__ import annotations

import faulthandler
import importlib
import os
import pkgutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from app.self_test.check import Check, Outcome, run_check
from app.translation import _, ngettext

_FEWEST_MODULES: Final = 100
_TABLE: Final = "会社;電話\n富士商事株式会社;03-1234-5678\n東京電機工業;03-8765-4321\n"
_NETWORK_TIMEOUT: Final = 20.0  # seconds
_SIDE: Final = 32  # pixels
_VCARD: Final = "BEGIN:VCARD\nVERSION:3.0\nFN:Kari Nordmann\nN:Nordmann;Kari\nEND:VCARD\n"


def checks() -> Iterator[Check]:
    """Runs the checks on the GUI thread; Qt may end the process in between."""
    yield run_check("parts", _parts)
    yield run_check("window", _window)
    yield run_check("resources", _resources)
    yield run_check("formats", _formats)


def load_network_state() -> dict[str, Any]:
    """Loads what tells Qt of the network; returns whether that worked, and how many milliseconds it took.

    A service of the system may never answer: `app.controller.process.reachability` tries it in a child
    process first, which ends itself then, whatever has become of its parent.
    """
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtNetwork import QNetworkInformation

    app = QCoreApplication.instance() or QCoreApplication(["contact-entry"])
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        # Works without Python's lock, which Qt keeps meanwhile.
        faulthandler.dump_traceback_later(_NETWORK_TIMEOUT, exit=True, file=nowhere)
        begin = time.monotonic()
        loaded = QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability)
        faulthandler.cancel_dump_traceback_later()
    del app
    return {"loaded": loaded, "milliseconds": round((time.monotonic() - begin) * 1000)}


def _parts() -> Check:
    import app

    names = [one.name for one in pkgutil.walk_packages(app.__path__, "app.")]
    for name in names:
        importlib.import_module(name)
    detail = _("{count} modules").format(count=len(names))
    if len(names) < _FEWEST_MODULES:
        return Check("parts", Outcome.FAILED, _("Parts of the program are missing."), detail)
    return Check("parts", Outcome.OK, _("All parts of the program are there."), detail)


def _window() -> Check:
    from PySide6.QtCore import qVersion
    from PySide6.QtGui import QFontDatabase, QFontInfo, QGuiApplication
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication.instance() or QApplication(["contact-entry"])
    window = QWidget()
    window.show()
    window.close()
    families = QFontDatabase.families()
    fonts = ngettext("{count} font", "{count} fonts", len(families)).format(count=len(families))
    detail = f"Qt {qVersion()}, {QGuiApplication.platformName()}, {fonts}"
    del app
    if not families or not _letters_differ():
        sentence = _("There is no font, so every letter is a box. Install one, for example DejaVu Sans.")
        return Check("window", Outcome.FAILED, sentence, detail)
    font = QFontInfo(QGuiApplication.font()).family()
    return Check(
        "window",
        Outcome.OK,
        _("A window opens, and its texts are drawn in {font}.").format(font=font),
        detail,
    )


def _letters_differ() -> bool:
    letters = ("", "A", "B", "Å")
    return len({_picture(letter) for letter in letters}) == len(letters)


def _picture(letter: str) -> bytes:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter

    image = QImage(_SIDE, _SIDE, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, letter)
    painter.end()
    return bytes(image.constBits())


def _resources() -> Check:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication

    import resources
    from app.ui.common.theme import Theme

    missing = [name for name in resources.NAMES if not resources.is_there(name)]
    if missing:
        sentence = _("Files of the program are missing. Install Contact Entry again.")
        return Check("resources", Outcome.FAILED, sentence, ", ".join(missing))
    pictures = [name for name in resources.NAMES if name.startswith("icons/")]
    broken = [name for name in pictures if QImage.fromData(resources.data(name)).isNull()]
    if broken:
        sentence = _("Pictures of the program cannot be drawn. Install Contact Entry again.")
        return Check("resources", Outcome.FAILED, sentence, ", ".join(broken))
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # noqa: S101  # created by the check before
    Theme(app).apply()
    sentence = _("The style sheet and all {count} pictures are there. The program speaks English.").format(
        count=len(pictures)
    )
    return Check("resources", Outcome.OK, sentence)


def _formats() -> Check:
    """Checks libraries and their data: phone and VAT numbers, addresses, postcodes, and what is read."""
    from app.model.checks import plausibility
    from app.model.form.address_layout import default_layout
    from app.recognition.cards.vcards import read_cards
    from app.self_test import reading

    expected = {
        _("phone numbers"): not plausibility.check_phone("+47 22 11 22 33", "NO")
        and bool(plausibility.check_phone("1", "NO")),
        _("VAT numbers"): not plausibility.check_vat_number("923609016", "NO")
        and bool(plausibility.check_vat_number("1", "NO")),
        _("e-mail addresses"): not plausibility.check_email("kari@example.com")
        and bool(plausibility.check_email("kari")),
        _("postal addresses"): default_layout("GB") != default_layout(""),
        "vCards": len(read_cards(_VCARD).persons) == 1,
        "XLSX": reading.reads_spreadsheets(),
        "CSV": _knows_encodings(),
        _("mails"): reading.reads_mails(),
        _("mails of Outlook"): reading.reads_outlook_mails(),
        _("QR codes"): reading.reads_codes(),
        _("postcodes"): _knows_postcodes(),
    }
    wrong = [name for name, works in expected.items() if not works]
    if wrong:
        sentence = _("The rules for {names} are missing. Install Contact Entry again.").format(
            names=", ".join(wrong)
        )
        return Check("formats", Outcome.FAILED, sentence)
    *first, last = expected
    return Check(
        "formats",
        Outcome.OK,
        _("The rules for {names} and {last} are there.").format(names=", ".join(first), last=last),
    )


def _knows_encodings() -> bool:
    """Returns whether a table in an encoding of the East is read as what it is: a library guesses it."""
    try:
        from app.recognition.sheets.encodings import decoded

        return decoded(_TABLE.encode("euc_jp")) == _TABLE
    except ImportError:
        return False


def _knows_postcodes() -> bool:
    """Returns whether the table of postcodes can be read, which is compressed."""
    try:
        from app.recognition.language import tables

        return bool(tables.read_postcodes())
    except (ImportError, OSError):
        return False
