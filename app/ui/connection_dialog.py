"""Setting up a connection: where it is, how to sign in, and a button that tries it."""

from __future__ import annotations

from pydantic import ValidationError
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.controller.connection import Connections, TestResult
from app.model.profile import Profile
from app.ui.theme import restyle


class ConnectionDialog(QDialog):
    """Edits one connection. Nothing is kept until OK, and the password goes to the password store alone."""

    def __init__(self, connections: Connections, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Connection to SuperOffice")
        self.setMinimumWidth(520)
        self._connections = connections
        self._before = connections.settings.active_profile
        self._name = self._line("profile.name", "Name")
        self._url = self._line("profile.url", "Address", "https://crm.example.com")
        self._user = self._line("profile.user", "User name")
        self._password = self._line("profile.secret", "Password")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._result = QLabel()
        self._result.setObjectName("profile.result")
        self._result.setProperty("role", "message")
        self._result.setWordWrap(True)
        self._test = QPushButton("&Test connection")
        self._test.setAutoDefault(False)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._lay_out()
        self._fill()
        self._test.clicked.connect(self._try)
        self._buttons.accepted.connect(self._keep)
        self._buttons.rejected.connect(self.reject)
        connections.tested.connect(self._show_result)

    def _line(self, name: str, accessible: str, hint: str = "") -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setAccessibleName(accessible)
        line.setPlaceholderText(hint)
        return line

    def _lay_out(self) -> None:
        rows = QFormLayout()
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        rows.addRow("&Name:", self._name)
        rows.addRow("&Address:", self._url)
        rows.addRow("&User name:", self._user)
        rows.addRow("&Password:", self._password)
        rows.addRow("", self._test)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(rows)
        layout.addWidget(self._result)
        layout.addStretch(1)
        layout.addWidget(self._buttons)

    def _fill(self) -> None:
        profile = self._before
        if profile is None:
            self._name.setText("SuperOffice")
            return
        self._name.setText(profile.name)
        self._url.setText(profile.url)
        self._user.setText(profile.user)
        self._password.setPlaceholderText("unchanged")

    def _profile(self) -> Profile | None:
        """What is typed, or None with a sentence shown where something is missing."""
        for line, wanted in (
            (self._name, "a name"),
            (self._url, "the address"),
            (self._user, "your user name"),
        ):
            if not line.text().strip():
                self._say(f"Enter {wanted}.", works=False)
                line.setFocus()
                return None
        typed = {
            "name": self._name.text().strip(),
            "url": self._url.text().strip(),
            "user": self._user.text().strip(),
        }
        try:
            return Profile.model_validate((self._before.model_dump() if self._before else {}) | typed)
        except ValidationError as error:
            self._say(error.errors()[0]["msg"].removeprefix("Value error, "), works=False)
            return None

    def _secret(self) -> str | None:
        return self._password.text() or None

    def _try(self) -> None:
        profile = self._profile()
        if profile is not None:
            self._say(f"Asking {profile.url} …", works=True)
            self._test.setEnabled(False)
            self._connections.test(profile, self._secret())

    def _show_result(self, result: TestResult) -> None:
        self._test.setEnabled(True)
        self._say(result.sentence, works=result.works)

    def _keep(self) -> None:
        profile = self._profile()
        if profile is not None:
            self._connections.keep(profile, self._secret())
            self._password.clear()
            self.accept()

    def _say(self, text: str, *, works: bool) -> None:
        self._result.setText(text)
        restyle(self._result, severity="" if works else "error")


class PasswordDialog(QDialog):
    """Asks for the password of the connection in use."""

    def __init__(self, profile: Profile, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Sign in to {profile.name}")
        self.setMinimumWidth(440)
        why = QLabel(sentence)
        why.setWordWrap(True)
        self._password = QLineEdit()
        self._password.setObjectName("signin.secret")
        self._password.setAccessibleName("Password")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        rows = QFormLayout()
        rows.addRow("&Password:", self._password)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Sign in")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(why)
        layout.addLayout(rows)
        layout.addWidget(buttons)

    def secret(self) -> str:
        return self._password.text()
