"""The corner beside the company's name: Save, the state of the draft, and how many problems there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.model.checks.problem import Problem, Severity
from app.translation import _
from app.ui.common.plain_text import PlainLabel, set_tip
from app.ui.common.theme import restyle


class SaveCorner(QWidget):
    """Shows `button`, the state in a few words, and `problems_summary` below each other."""

    def __init__(self) -> None:
        super().__init__()
        self.button = QPushButton(_("&Save"))
        self.button.setObjectName("button.save")
        self.button.setProperty("role", "primary")
        set_tip(self.button, _("Save (Ctrl+Enter)"))
        self.button.setMinimumWidth(104)
        # Tab goes through what is typed; the keys lead here.
        self.button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._state = PlainLabel()
        self._state.setObjectName("status.entry")
        self._state.setProperty("role", "hint")
        self.problems_summary = ProblemsSummary()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.setMinimumWidth(170)
        for widget in (self.button, self._state, self.problems_summary):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignRight)

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


class ProblemsSummary(QPushButton):
    """Count of the problems beside Save; a click opens their list."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status.problems")
        self.setProperty("role", "link")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_tip(self, _("Show them all (Ctrl+Shift+J)"))
        self.hide()

    def count(self, problems: Sequence[Problem]) -> None:
        warnings = sum(problem.severity is Severity.WARNING for problem in problems)
        errors = len(problems) - warnings
        counts = (
            _("{errors} to correct (F8)").format(errors=errors) if errors else "",
            _("{warnings} to check").format(warnings=warnings) if warnings else "",
        )
        self.setText("\n".join(filter(None, counts)))
        self.setVisible(bool(problems))
        restyle(self, severity="error" if errors else "warning")
