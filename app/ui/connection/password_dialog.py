"""Dialog that asks for the password, ticket or token of the connection in use."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from app.model.profile import Profile, Scheme
from app.translation import _
from app.ui.common.fitting import FittingDialog
from app.ui.common.plain_text import PlainLabel, plain_line

_SECRET_LABELS = {Scheme.TICKET: _("Ticket"), Scheme.BEARER: _("Access token"), Scheme.XSRF: "X-XSRF-TOKEN"}


class PasswordDialog(FittingDialog):
    """Asks for the password of the connection in use."""

    def __init__(self, profile: Profile, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(plain_line(_("Sign in to {name}").format(name=profile.name)))
        self.setMinimumWidth(440)
        explanation = PlainLabel(sentence)
        explanation.setWordWrap(True)
        self._password = QLineEdit()
        self._password.setObjectName("signin.secret")
        label = _SECRET_LABELS.get(profile.scheme, _("Password"))
        self._password.setAccessibleName(plain_line(label))
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        rows = QFormLayout()
        if profile.user and profile.scheme is Scheme.BASIC:
            user = PlainLabel(profile.user, name="signin.user")
            user.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            rows.addRow(_("&User name:").replace("&", ""), user)
        rows.addRow(f"&{label}:", self._password)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(_("Sign in"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout()
        layout.setSpacing(12)
        layout.addWidget(explanation)
        layout.addLayout(rows)
        self.lay_out_scrolling(layout, buttons)

    def secret(self) -> str:
        """Returns what was typed."""
        return self._password.text()
