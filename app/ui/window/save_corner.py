"""The corner beside the company's name: Save, the state of the draft, and what there is to look at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from app.model.checks.problem import Problem, Severity
from app.translation import _
from app.ui.common.announcing import announce
from app.ui.common.fitting import keep_room
from app.ui.common.key_translation import key_sequence
from app.ui.common.plain_text import PlainLabel, plain_line, set_tip

_RIGHT = Qt.AlignmentFlag.AlignRight
_WIDTHS = (100, 104)  # pixels at least, of the state and of Save


class SaveCorner(QWidget):
    """Shows the state in a few words beside `button`; beneath them `problems_summary` and `similar`.

    `next_step` is shown where a low window has no line for what follows the company.

    Each has its place whether or not it says anything: the form beneath must not move while somebody types.
    """

    def __init__(self) -> None:
        super().__init__()
        self.button = QPushButton(_("&Save"))
        self.button.setObjectName("button.save")
        self.button.setProperty("role", "primary")
        set_tip(self.button, _("Save (Ctrl+Enter)"))
        # Else Qt reads the tip, and the name again with it.
        keys = key_sequence("Ctrl+Enter").toString(QKeySequence.SequenceFormat.NativeText)
        self.button.setAccessibleDescription(plain_line(keys))
        # Tab goes through what is typed; the keys lead here.
        self.button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._state = PlainLabel()
        self._state.setObjectName("status.entry")
        self._state.setProperty("role", "hint")
        self.problems_summary = ProblemsSummary()
        self.similar = QPushButton()
        self.similar.setObjectName("button.duplicates")
        self.similar.setProperty("role", "link")
        set_tip(self.similar, _("Show them (Ctrl+J)"))
        # Tab goes through what is typed; Ctrl+J leads here.
        self.similar.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.next_step = QPushButton(_("Next step …"))
        self.next_step.setObjectName("button.nextSteps")
        self.next_step.setProperty("role", "link")
        self.next_step.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.next_step.hide()
        keep_room(self.similar)
        self.similar.hide()
        self._lines = QGridLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setVerticalSpacing(2)
        self._lines.setColumnStretch(0, 1)
        for column, width in enumerate(
            _WIDTHS
        ):  # a minimum of its own would cut Save where letters are large
            self._lines.setColumnMinimumWidth(column, width)
        self._lines.addWidget(self._state, 0, 0, _RIGHT | Qt.AlignmentFlag.AlignVCenter)
        self._lines.addWidget(self.button, 0, 1)
        self._lines.addWidget(self.problems_summary, 1, 0, 1, 2, _RIGHT)
        links = QHBoxLayout()
        links.addStretch(1)
        links.addWidget(self.similar)
        links.addWidget(self.next_step)
        self._lines.addLayout(links, 2, 0, 1, 2)

    def show_draft_kept(self) -> None:
        """Shows that the draft is on the disk; Save, which is under way, is more."""
        if self.button.isEnabled():
            self._state.setText(_("Draft kept"))

    def show_saving(self, saving: bool) -> None:
        """Shows that Save is running, and disables the button meanwhile."""
        self.button.setEnabled(not saving)
        self._state.setText(_("Saving…") if saving else "")

    def clear_state(self) -> None:
        """Clears the state: something was typed that is not on the disk yet."""
        self._state.clear()


class ProblemsSummary(QWidget):
    """Count of the problems beneath Save; a click opens their list."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._errors = self._make_button("status.problems", "error")
        self._warnings = self._make_button("status.warnings", "warning")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for button in (self._errors, self._warnings):
            layout.addWidget(button)
        keep_room(self)
        self._said, self._counted = "", (0, 0)
        self.hide()

    @property
    def text(self) -> str:
        """Returns what is counted, errors first."""
        return " · ".join(one.text() for one in (self._errors, self._warnings) if not one.isHidden())

    def count(self, problems: Sequence[Problem]) -> None:
        warnings = sum(problem.severity is Severity.WARNING for problem in problems)
        errors = len(problems) - warnings
        if (errors, warnings) == self._counted:
            return
        self._counted = errors, warnings
        self._errors.setText(_("{errors} to correct (F8)").format(errors=errors))
        self._errors.setVisible(bool(errors))
        self._warnings.setText(
            (_("{warnings} to check") if errors else _("{warnings} to check (F8)")).format(warnings=warnings)
        )
        self._warnings.setVisible(bool(warnings))
        self.setVisible(bool(problems))
        if self.text != self._said:
            self._said = self.text
            announce(self, self.text)

    def _make_button(self, name: str, severity: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        button.setProperty("role", "link")
        button.setProperty("severity", severity)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_tip(button, _("Show them all (Ctrl+Shift+J)"))
        button.clicked.connect(self.clicked)
        return button
