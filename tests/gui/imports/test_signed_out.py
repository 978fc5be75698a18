"""A table that is read while nobody is signed in: its user signs in from there, and it goes on by itself."""

from __future__ import annotations

from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from app.controller.connection.status import ConnectionState
from app.sandbox import PASSWORD, SandboxServer
from app.ui.connection.password_dialog import PasswordDialog
from tests.helpers.ui.tables import Importer, as_rows
from tests.helpers.ui.window import ALT, Typist, connect_to, running, wait_until

ROWS = as_rows(
    ("Firma", "Sted", "Land"), *((f"{word} Verft AS", "Oslo", "Norge") for word in ("Fjell", "Vann", "Sand"))
)


def asked(typist: Typist) -> PasswordDialog | None:
    return next((one for one in typist.window.findChildren(PasswordDialog) if one.isVisible()), None)


@pytest.mark.long
def test_who_is_signed_out_signs_in_and_the_table_is_checked(
    server: SandboxServer, program_home: Path
) -> None:
    connect_to(server.url, program_home)
    keyring.delete_password("contact-entry", "Practice/password")
    with running(program_home) as typist:
        wait_until(lambda: typist.program.connections.status.state is ConnectionState.SIGN_IN_NEEDED)
        importer = Importer(typist)
        importer.paste(ROWS)
        button = typist.find(QPushButton, "import.pause")
        wait_until(lambda: button.isVisible() and "Sign" in button.text())
        importer.press(Qt.Key.Key_I, ALT)
        wait_until(lambda: asked(typist) is not None)
        dialog = asked(typist)
        assert dialog is not None
        wait_until(dialog.isActiveWindow)
        assert isinstance(typist.focused, QLineEdit)
        typist.type(PASSWORD)
        typist.press(Qt.Key.Key_Return)
        wait_until(importer.button("send").isEnabled)
        importer.dialog.reject()
        importer.dialog.reject()
