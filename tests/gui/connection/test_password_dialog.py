"""The dialog that asks for what the connection in use signs in with."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.model.profile import Profile, Scheme
from app.ui.connection.password_dialog import PasswordDialog


@pytest.mark.parametrize(
    ("scheme", "name"),
    [
        (Scheme.BASIC, "Password"),
        (Scheme.TICKET, "Ticket"),
        (Scheme.BEARER, "Access token"),
        (Scheme.XSRF, "X-XSRF-TOKEN"),
    ],
)
def test_it_asks_for_what_the_scheme_needs_and_hides_it(qtbot: QtBot, scheme: Scheme, name: str) -> None:
    dialog = PasswordDialog(Profile(name="Work", url="https://crm.example.com", scheme=scheme), "Type it.")
    qtbot.addWidget(dialog)
    field = dialog.findChild(QLineEdit, "signin.secret")
    assert isinstance(field, QLineEdit)
    assert field.accessibleName() == name
    assert field.echoMode() is QLineEdit.EchoMode.Password
    QTest.keyClicks(field, "hush 12")
    assert dialog.secret() == "hush 12"


def test_it_shows_whose_password_it_asks_for(qtbot: QtBot) -> None:
    profile = Profile(name="Work", url="https://crm.example.com", user="kari@fjord.no")
    dialog = PasswordDialog(profile, "Type it.")
    qtbot.addWidget(dialog)
    user = dialog.findChild(QLabel, "signin.user")
    assert isinstance(user, QLabel)
    assert user.text() == "kari@fjord.no"


def test_enter_signs_in(qtbot: QtBot) -> None:
    dialog = PasswordDialog(Profile(name="Work", url="https://crm.example.com"), "Type your password.")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.windowTitle() == "Sign in to Work"
    box = dialog.findChild(QDialogButtonBox)
    assert isinstance(box, QDialogButtonBox)
    assert box.button(QDialogButtonBox.StandardButton.Ok).text() == "Sign in"
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
