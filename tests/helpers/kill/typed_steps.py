"""``python -m tests.helpers.kill.typed_steps HOME [type]``: a company with next steps, typed into the window.

With `type` it is typed and saved; then, as without, the window stays until everything is delivered. Whoever
has started it may kill it meanwhile.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import keyring
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.model.entry import State
from app.sandbox import PASSWORD
from app.storage.sqlite.outbox import Outbox
from tests.helpers.ui.company import type_company, type_custom_fields
from tests.helpers.ui.next_steps import Dialog
from tests.helpers.ui.window import Typist, running, type_on, wait_until

CONNECTION = "Work"


def main(home: Path, *, types: bool) -> None:
    keyring.set_password("contact-entry", f"{CONNECTION}/password", PASSWORD)
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    with running(home) as typist:
        typist.wait_until_signed_in()
        if types:
            _type(typist)
            typist.save()
        wait_until(lambda: _is_delivered(typist))


def _type(typist: Typist) -> None:
    type_company(typist)
    type_custom_fields(typist)
    dialog = Dialog(typist)
    dialog.fill("2036-12-01 10:00", "Call about the offer")
    for name, text in (("Selection", "fair oslo 2026"), ("Project", "energy day 2026")):
        _go_to(dialog, name)
        dialog.type(text)
    _go_to(dialog, "SupportPerson")
    dialog.press(Qt.Key.Key_Space)
    lists = ("consentpurpose", "consentsource", "legalbase")
    wait_until(lambda: all(name in typist.window.form.context.choices for name in lists))
    for name, text in (
        ("Person", "kari"),
        ("Purpose", "e-mark"),
        ("Source", "phone"),
        ("LegalBase", "consent"),
    ):
        _go_to(dialog, name)
        type_on(text)
    dialog.press(Qt.Key.Key_Tab)
    dialog.press(Qt.Key.Key_Return)
    if dialog.is_open and dialog.result:  # what is looked up is waited for, else Return once more
        wait_until(lambda: not dialog.is_open)
    typist.window.activateWindow()
    wait_until(typist.window.isActiveWindow)


def _go_to(dialog: Dialog, name: str) -> None:
    found = dialog.find(name)
    found.setFocus(Qt.FocusReason.TabFocusReason)
    wait_until(found.hasFocus)


def _is_delivered(typist: Typist) -> bool:
    assert typist.program.store is not None
    counts = Outbox(typist.program.store).counts()
    return bool(counts[State.SAVED]) and not any(counts[one] for one in State if one is not State.SAVED)


if __name__ == "__main__":
    main(Path(sys.argv[1]), types="type" in sys.argv[2:])
