"""Which public registers may be asked, and the keys of those that want one; in the preferences."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.model.registers.settings import TITLES, WITH_KEY, RegisterSettings
from app.translation import _
from app.ui.common.plain_text import PlainLabel, plain_line, set_tip

_CODE = Qt.ItemDataRole.UserRole
_HEADING = _("Registers of companies that may be asked:")
_LEAVES = _(
    "The name or number that you look up leaves this computer for them. While you practise, none is asked."
)
_KEPT = _("Empty: stays as it is")


class RegistersBox(QWidget):
    """Shows the decision about registers. A key is never shown: one that is typed takes its place.

    `reason` says why the user cannot decide, and is empty if they can.
    """

    def __init__(self, settings: RegisterSettings, reason: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = settings.allowed
        self._list = QListWidget()
        self._list.setObjectName("preferences.registers")
        self._list.setAccessibleName(_HEADING)
        for code, title in TITLES.items():
            named = _("{register} (needs a key)").format(register=title) if code in WITH_KEY else title
            item = QListWidgetItem(plain_line(named), self._list)
            item.setData(_CODE, code)
            is_allowed = code in settings.allowed
            item.setCheckState(Qt.CheckState.Checked if is_allowed else Qt.CheckState.Unchecked)
        self._list.setCurrentRow(0)
        self._list.setFixedHeight(6 * max(self._list.sizeHintForRow(0), self.fontMetrics().height() + 8))
        self._list.setEnabled(not reason)
        set_tip(self._list, reason)
        self._keys = {code: _key_field(code) for code in WITH_KEY}
        hint = PlainLabel(reason or _LEAVES, role="hint")
        hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (PlainLabel(_HEADING, role="heading"), self._list, hint):
            layout.addWidget(widget)
        rows = QFormLayout()
        for code, field in self._keys.items():
            rows.addRow(_("Key of {register}:").format(register=TITLES[code]), field)
        layout.addLayout(rows)

    def allowed(self) -> tuple[str, ...]:
        """Returns the codes of what is ticked."""
        items = [self._list.item(row) for row in range(self._list.count())]
        return tuple(item.data(_CODE) for item in items if item.checkState() is Qt.CheckState.Checked)

    def keys(self) -> dict[str, str]:
        """Returns the keys that were typed, by code."""
        typed = {code: field.text().strip() for code, field in self._keys.items()}
        return {code: key for code, key in typed.items() if key}

    @property
    def is_changed(self) -> bool:
        return set(self.allowed()) != set(self._before) or bool(self.keys())

    @property
    def is_decided_anew(self) -> bool:
        """True if other registers may be asked than before."""
        return set(self.allowed()) != set(self._before)


def _key_field(code: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(f"preferences.registerKey.{code}")
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setPlaceholderText(_KEPT)
    return field
