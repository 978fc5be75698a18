"""What `python -m tests.end2end.languages` looks at of tables and mails that are read."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox

from app.translation import _
from tests.end2end.scenes import SIGNATURE, Scene, dialog, press_button, shown_dialog
from tests.helpers.ui.tables import Importer, as_rows
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, wait_until

_ROWS = (
    ("Firma", "Org.nr.", "E-post", "Postnr", "Poststed"),
    ("Havglimt AS", "923609016", "post@havglimt.example", "5003", "Bergen"),
    ("Havglimt AS", "974760673", "post@havglimt", "50033", "Bergen"),
    ("Nordlys Bakeri AS", "", "", "", "Tromsø"),
    ("", "", "post@nobody.example", "", ""),
)


def kinds_of_lines(typist: Typist) -> Iterator[Scene]:
    """Yields the import before a table is read, with what is none, without names, and in each state."""
    QGuiApplication.clipboard().setText("no table")  # it reads by itself what is one
    typist.window.actions_by_name["action.import"].trigger()
    shown = shown_dialog(typist)
    yield "import-empty", shown
    importer = Importer(typist)
    importer.button("paste").click()
    yield "import-no-table", shown
    QGuiApplication.clipboard().setText(as_rows(("a", "b", "c"), ("1", "2", "3"), ("4", "5", "6")))
    importer.button("paste").click()
    wait_until(lambda: typist.window.findChild(QComboBox, "import.column.3") is not None)
    yield "import-without-names", shown
    QGuiApplication.clipboard().setText(as_rows(*_ROWS))
    importer.button("paste").click()
    importer.wait_until_checked()
    yield "import-of-each-kind", shown
    states = typist.find(QComboBox, "import.filter")
    for place in range(1, states.count()):
        states.setCurrentIndex(place)
        states.activated.emit(place)
        yield f"import-state-{place}", shown
    importer.button("send").click()
    if importer.is_asked:
        importer.button("send").click()
    importer.wait_until_closed()
    yield "import-sent", typist.window
    importer.press(Qt.Key.Key_F9)
    for number in range(len(_ROWS) - 2):  # all but the first, which is clear
        wait_until(partial(_is_at, importer, number))
        yield f"import-walk-{number + 1}", typist.window
        press_button(typist.window, _("Leave out"))
    wait_until(lambda: not importer.place)
    yield "import-walk-over", typist.window
    typist.begin_anew()


def _is_at(importer: Importer, number: int) -> bool:
    return importer.place.lstrip("⟦").startswith(f"{number + 1} ")


def mail(typist: Typist) -> Iterator[Scene]:
    """Yields what is recognised in a mail with several people, over a company that is typed."""
    made = EmailMessage()
    made["From"], made["Subject"] = "Kari Nordmann <kari.nordmann@fjordsagbruk.example>", "Offer"
    made["To"] = "Ola Lund <ola@firm.example>"
    made["Cc"] = "Siv Lie <siv.lie@fjordsagbruk.example>, Per Vik <per.vik@fjordsagbruk.example>"
    made.set_content(SIGNATURE)
    typist.type("Havglimt AS")
    typist.press(Qt.Key.Key_E, CONTROL | SHIFT)
    typist.type("post@havglimt.example")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "mail.eml"
        file.write_bytes(made.as_bytes())
        typist.window.pasting.open_files([file])
        yield from dialog(typist, "mail", closing=Qt.Key.Key_Return)
    yield "mail-taken", typist.window
    typist.begin_anew()


def what_cannot_be_read(typist: Typist) -> Iterator[Scene]:
    """Yields what is said of what is pasted and has nothing in it."""
    QGuiApplication.clipboard().setText("---")
    typist.press(Qt.Key.Key_V, CONTROL | SHIFT)
    wait_until(lambda: bool(typist.window.notice.text))
    yield "pasted-nothing", typist.window
    typist.begin_anew()
