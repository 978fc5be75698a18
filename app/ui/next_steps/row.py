"""The quiet row beneath the pages that says what follows the company, and opens the dialog."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QMoveEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.model.carriers.lists import Choice
from app.model.checks.problem import Problem
from app.model.next_steps.card import summary
from app.model.next_steps.consents import names_of
from app.model.next_steps.declared import KINDS, NEXT_STEPS
from app.translation import _
from app.ui.common.fitting import link_height
from app.ui.common.moments import moment_text
from app.ui.common.plain_text import PlainLabel, ShortenedLabel, set_tip
from app.ui.common.theme import restyle
from app.ui.form.form import ContactForm
from app.ui.parts.part import Part

if TYPE_CHECKING:
    from app.controller.form.lookups import Lookups
    from app.controller.questions.named_search import NamedSearch
    from app.model.entry import StepKind
    from app.ui.next_steps.dialog import NextStepsDialog

_NOTHING = _("nothing follows")
_PURPOSES = "consentpurpose"
_LOW_WINDOW = 520  # pixels


class NextStepRow(Part):
    """The part of the form that has its next steps."""

    path = NEXT_STEPS

    def __init__(self, form: ContactForm, lookups: Lookups, instead: QPushButton) -> None:
        """Puts itself beneath the pages of the form. `lookups` has the lists that the dialog offers.

        The button `instead` is shown where a low window has no room for the row.
        """
        super().__init__(form)
        self._form = form
        self._lookups = lookups
        self._value: Any = None
        self._dialog: NextStepsDialog | None = None
        self._make_search: Callable[[StepKind], NamedSearch] | None = None
        self._searches: dict[str, NamedSearch] = {}
        self._problems: Sequence[Problem] = ()
        self._is_revealed = self._leaves_room = False
        self._instead = instead
        self._button = QPushButton(_("Next step …"))
        self._button.setObjectName("nextSteps.open")
        self._button.setProperty("role", "link")
        self._button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes through what is typed
        tip = _("What follows once the company is saved: an appointment, a selection, a project")
        for button in (self._button, instead):
            set_tip(button, tip)
            button.clicked.connect(self.open_dialog)
        self._summary = ShortenedLabel(name="nextSteps.summary", role="hint")
        self._message: PlainLabel | None = None  # made with the first problem
        self._line = QWidget(self)
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self._button)
        line.addWidget(self._summary, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self._line)
        self._show_summary()
        self._line.setMinimumHeight(link_height(form))
        if (beneath := form.layout()) is not None:
            beneath.takeAt(beneath.count() - 1)  # the room that was kept
            beneath.addWidget(self)
        form.add_beneath(self)
        lookups.choices_changed.connect(self._on_choices_changed)
        lookups.missing_changed.connect(self._on_missing_changed)

    def use_searches(self, make: Callable[[StepKind], NamedSearch]) -> None:
        """Has selections and projects searched for by what `make` returns for each kind."""
        self._make_search = make

    def open_dialog(self) -> None:
        """Opens the dialog with what follows now."""
        from app.ui.next_steps.dialog import NextStepsDialog
        from app.ui.next_steps.fields import CONSENT, MEMBERSHIPS, TASK

        if self._make_search and not self._searches:
            self._searches = {one.path: self._make_search(KINDS[one.path]) for one in MEMBERSHIPS}
        for field in (TASK, *CONSENT):
            if field.list_name:
                self._lookups.want(field.list_name)
        names = names_of(self._form.value().get("Persons"))
        choices = self._form.context.choices
        dialog = NextStepsDialog(self._value, choices, names, self.window(), self._searches)
        self._dialog = dialog
        dialog.show_missing(self._form.context.missing)
        dialog.accepted.connect(lambda: self._take(dialog.steps()))
        dialog.destroyed.connect(self._forget_dialog)
        dialog.open()

    def value(self) -> Any:
        return self._value

    def set_value(self, value: Any) -> None:
        self._value = value or None
        self._show_summary()

    def focus_path(self, path: str) -> None:  # noqa: ARG002  # all of it is behind one button
        self._button.setFocus()

    def set_problems(self, problems: Sequence[Problem]) -> None:
        self._problems = problems
        self._show_problems()

    def shown_problems(self) -> Sequence[Problem]:
        return self._problems if self._is_revealed else ()

    def reveal_problems(self, is_revealed: bool = True) -> None:
        self._is_revealed = is_revealed
        self._show_problems()

    def moveEvent(self, event: QMoveEvent) -> None:  # noqa: N802  # Qt's name
        """Leaves the room to the pages in a low window where nothing follows: a button above opens it there.

        What stands at the bottom moves with each change of the height.
        """
        super().moveEvent(event)
        self._fit()

    def leave_room(self, is_wanted: bool) -> None:
        """Leaves its room to something else while that is wanted; what is wrong is shown all the same."""
        self._leaves_room = is_wanted
        self._fit()

    def _fit(self) -> None:
        is_wanted = self._value is not None or self.window().height() >= _LOW_WINDOW
        is_shown = bool(self._problems) or (is_wanted and not self._leaves_room)
        self._line.setVisible(is_shown)
        self._instead.setVisible(not is_shown)

    def _take(self, steps: list[Any]) -> None:
        if (steps or None) == self._value:
            return
        self.set_value(steps)
        self.changed.emit()
        self.editing_finished.emit()

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _on_choices_changed(self, list_name: str, choices: Sequence[Choice]) -> None:
        if list_name == _PURPOSES:
            self._show_summary()
        if self._dialog is not None:
            self._dialog.show_choices(list_name, choices)

    def _on_missing_changed(self, missing: Mapping[str, str]) -> None:
        if self._dialog is not None:
            self._dialog.show_missing(missing)

    def _show_summary(self) -> None:
        now = datetime.now(UTC)
        told = [
            moment_text(one, now) if isinstance(one, datetime) else one
            for one in summary(self._value, self._purpose_of)
        ]
        self._summary.setText(" · ".join(told) or _NOTHING)
        self._fit()

    def _purpose_of(self, key: str) -> str:
        """Returns what the server calls the purpose of a consent; its key until the list has come."""
        choices = self._lookups.choices.get(_PURPOSES)
        if choices is None:
            self._lookups.want(_PURPOSES)
            return key
        return choices.name_of(key) or key

    def _show_problems(self) -> None:
        message = " ".join(one.message for one in self.shown_problems())
        if self._message is None:
            if not message:
                return
            self._message = PlainLabel(name="nextSteps.message", role="message")
            self._message.setWordWrap(True)
            self._column.addWidget(self._message)
        self._message.setText(message)
        self._message.setVisible(bool(message))
        restyle(self._message, severity="error" if message else "")
