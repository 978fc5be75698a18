"""Asks, field by field, what is to stand in a company that has another value than was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialogButtonBox,
    QFrame,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.model.text_normalization import displayable
from app.translation import _
from app.ui.common.fitting import FittingDialog
from app.ui.common.plain_text import PlainLabel, plain_line
from app.ui.inputs.keys import is_enter

_LONGEST_SHOWN = 90
_WIDTH = 560


@dataclass(frozen=True)
class DifferingField:
    """A field by its path and its name for people, with both values as they are shown.

    `there` is what the record says; it is shown as `shown` where that is another text.
    """

    path: str
    name: str
    there: str
    typed: str
    shown: str = ""


class DifferencesDialog(FittingDialog):
    """What is there stays, unless its user says otherwise for that very field."""

    def __init__(self, company: str, fields: Sequence[DifferingField], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("differences")
        self.setWindowTitle(_("What is to stand there?"))
        self._fields = fields
        self._groups: list[QButtonGroup] = []
        intro = PlainLabel(
            _(
                "“{name}” has other values than you typed. Nothing of it is replaced unless you say so here."
            ).format(name=company)
        )
        intro.setWordWrap(True)
        content = QVBoxLayout()
        content.setSpacing(12)
        content.addWidget(intro)
        for number, one in enumerate(fields):
            content.addWidget(self._card(number, one))
        content.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        take = buttons.addButton(_("Do it this way"), QDialogButtonBox.ButtonRole.AcceptRole)
        take.setObjectName("differences.take")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.setMinimumWidth(_WIDTH)
        self.lay_out_scrolling(content, buttons)
        take.setDefault(True)  # once it stands in its dialog: else that makes one of its own choice

    @property
    def replaced(self) -> dict[str, str]:
        """Returns what is to be replaced: what was shown as being there, by path."""
        return {
            one.path: one.there
            for one, group in zip(self._fields, self._groups, strict=True)
            if group.checkedId()
        }

    @property
    def kept(self) -> tuple[str, ...]:
        """Returns the paths of what stays as it is there."""
        return tuple(one.path for one in self._fields if one.path not in self.replaced)

    def _card(self, number: int, one: DifferingField) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        layout = QVBoxLayout(card)
        layout.addWidget(PlainLabel(one.name, role="heading"))
        group = QButtonGroup(self)
        words = (
            _("Keep what is there: {value}").format(
                value=displayable(one.shown or one.there, _LONGEST_SHOWN)
            ),
            _("Replace it by: {value}").format(value=displayable(one.typed, _LONGEST_SHOWN)),
        )
        for choice, text in enumerate(words):
            button = _Choice(text.replace("&", "&&"))
            button.setObjectName(f"differences[{number}].{'replace' if choice else 'keep'}")
            button.setAccessibleName(plain_line(f"{one.name}: {text}"))
            group.addButton(button, choice)
            layout.addWidget(button)
        group.button(0).setChecked(True)
        self._groups.append(group)
        return card


class _Choice(QRadioButton):
    """Leaves Enter to the dialog: some desktops have it press every button."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            event.ignore()
        else:
            super().keyPressEvent(event)
