"""The dialog of what follows the company: an appointment, memberships, the support person, a consent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from app.model.carriers.lists import Choice
from app.model.checks.problem import Problem
from app.model.checks.problems import too_long
from app.model.entry import FieldMessage
from app.model.form.fields import Field
from app.model.next_steps.card import (
    card_of,
    is_appointment,
    past_moment,
    picked_of,
    with_card,
    with_usual_hour,
)
from app.model.next_steps.consents import KEYS, OF_ALL, consent_of, nobody_problems, with_consent
from app.model.next_steps.reading import next_step_problems
from app.translation import _
from app.ui.common.announcing import announce
from app.ui.common.fitting import FittingDialog
from app.ui.common.plain_text import PlainLabel
from app.ui.common.theme import restyle
from app.ui.inputs.choice import ChoiceInput
from app.ui.next_steps.fields import (
    APPOINTMENT,
    CONSENT,
    FIELDS,
    MEMBERSHIPS,
    START,
    SUPPORT,
    TASK,
    TITLE,
    WHOSE,
)
from app.ui.next_steps.searched_choice import SearchedChoice
from app.ui.next_steps.when_input import WhenInput
from app.ui.parts.field_box import FieldBox, make_box
from app.ui.reading.dates import date_time_text

if TYPE_CHECKING:
    from app.controller.questions.named_search import NamedSearch

_NOT_SAVED = _("What you changed is not saved. Press OK to save it, or Esc once more to leave without it.")
_LOOKING = _("The name is looked up on the server. Press OK once more to keep it as it is typed.")
_PAST = _("{when} is past. Press OK once more to keep it, or write another time.")
_ALL_OF_CONSENT = _("A consent needs its purpose, its source and its legal basis.")
_ALL = (*FIELDS, *CONSENT)
_FIRST_WHEN = _("Say when: day, month and year, with or without a time.")


class NextStepsDialog(FittingDialog):
    """Shows what follows the company, and returns what is wanted by `steps`; nothing changes before OK.

    Esc, Cancel and the window's cross leave at once where nothing was changed, else the second time.
    """

    def __init__(
        self,
        steps: object,
        choices: Mapping[str, Sequence[Choice]],
        names: Sequence[str],
        parent: QWidget | None,
        searches: Mapping[str, NamedSearch] | None = None,
    ) -> None:
        """`names` are those of the company's people: the first one is whom most steps are about.

        `searches` look for selections and projects, by path; without them their names are taken as they are.
        """
        super().__init__(parent)
        self.setObjectName("nextSteps")
        self.setWindowTitle(_("Next step"))
        self._before = steps
        self._names = names
        self._searches = searches or {}
        self._is_accepting = self._is_warned = self._is_past_told = False
        self._result = PlainLabel(name="nextSteps.result", role="message")
        self._result.setWordWrap(True)
        self._boxes: dict[str, FieldBox] = {field.path: self._box_of(field) for field in _ALL}
        for field in _ALL:
            self._boxes[field.path].set_path(f"nextSteps.{field.path}")
            if field.list_name:
                self._offer(field.list_name, choices.get(field.list_name, ()))
        for path, value in (card_of(steps) | picked_of(steps)).items():
            if path in self._boxes:
                self._boxes[path].set_value(value)
        self._show_consent()
        for field in (SUPPORT, *CONSENT):
            self._boxes[field.path].setEnabled(bool(names))
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()
        self._boxes[START.path].focus_path()
        self._shown = self._typed()
        for search in self._searches.values():
            self.finished.connect(search.cancel)

    def show_choices(self, list_name: str, choices: Sequence[Choice]) -> None:
        """Offers the entries of a list, which may come after the dialog."""
        is_as_shown = self._typed() == self._shown
        self._offer(list_name, choices)
        if is_as_shown:
            self._shown = self._typed()

    def reject(self) -> None:
        """Leaves; where something was changed, only the second time."""
        if self._is_warned or self._typed() == self._shown:
            super().reject()
        else:
            self._is_warned = True
            self._say(_NOT_SAVED)

    def _box_of(self, field: Field) -> FieldBox:
        if field not in MEMBERSHIPS:
            is_when = field is START
            box = FieldBox(field, WhenInput(field), parent=self) if is_when else make_box(field, self)
            box.changed.connect(self._on_edited)
            return box
        searched = SearchedChoice(field, self._searches.get(field.path))
        searched.settled.connect(self._on_settled)
        searched.edited.connect(self._on_edited)
        return FieldBox(field, searched, parent=self)

    def _typed(self) -> list[object]:
        """Returns what the inputs have, and what cannot be read of it."""
        return [(box.value(), box.input_problems()) for box in self._boxes.values()]

    def _offer(self, list_name: str, choices: Sequence[Choice]) -> None:
        for field in _ALL:
            widget = self._boxes[field.path].widget
            if field.list_name == list_name and isinstance(widget, ChoiceInput):
                widget.set_choices(choices)

    def show_missing(self, missing: Mapping[str, str]) -> None:
        """Says at its fields that a list has not come, by the list's name."""
        for field in _ALL:
            widget = self._boxes[field.path].widget
            if field.list_name and isinstance(widget, ChoiceInput):
                widget.left_out.emit(missing.get(field.list_name, ""))

    def _show_consent(self) -> None:
        self._offer_people()
        there = consent_of(self._before, self._names)
        for path, value in (there or ({WHOSE.path: 1} if self._names else {})).items():
            key = next(field.key for field in CONSENT if field.path == path)
            self._boxes[path].set_value({key: value, "Name": value})

    def _offer_people(self) -> None:
        """Offers the people by name, those of one name with their numbers, and each of them."""
        widget, count = self._boxes[WHOSE.path].widget, Counter(self._names)
        numbered = _("{name} (No. {number})")
        people = [
            Choice(number, name if name and count[name] == 1 else numbered.format(name=name, number=number))
            for number, name in enumerate(self._names, 1)
        ]
        if len(people) > 1:
            people.append(Choice(OF_ALL, _("Each of them")))
        if isinstance(widget, ChoiceInput):
            widget.set_choices(people)

    def steps(self) -> list[Any]:
        """Returns the next steps as the dialog shows them now."""
        card = {field.path: value for field in FIELDS if (value := self._boxes[field.path].value())}
        if start := card.get(START.path):
            card[START.path] = with_usual_hour(start)
        if is_appointment(card) and not card.get(TITLE.path):
            task = self._boxes[TASK.path].widget
            typed = task.currentText().strip() if isinstance(task, ChoiceInput) else ""
            card[TITLE.path] = typed or _("Call")
        given = ((field, self._boxes[field.path].value()) for field in CONSENT)
        consent = {field.path: value[field.key] for field, value in given if isinstance(value, dict)}
        return with_consent(with_card(self._before, card), consent, self._names)

    def _on_accepted(self) -> None:
        for box in self._boxes.values():
            box.commit_pending_text()
        if self._waiting():
            if not self._is_accepting:
                self._is_accepting = True
                self._say(_LOOKING, severity="")
                return
            for searched in self._waiting():
                searched.take_name()
        self._is_accepting = False
        for box in self._boxes.values():
            if wrong := (*box.input_problems(), *_too_long(box)):
                box.focus_path()
                self._say(wrong[0].message)
                return
        problems = nobody_problems(self.steps(), self._names)
        if problem := next(problems, None) or next(next_step_problems(self.steps(), len(self._names)), None):
            self._tell(problem)
            return
        if not self._is_past_told and (past := self._past_moment()):
            self._is_past_told = True
            self._boxes[START.path].focus_path()
            self._say(_PAST.format(when=date_time_text(past)), severity="warning")
            return
        self.accept()

    def _past_moment(self) -> datetime | None:
        """Returns the moment that was given here, if it is past: *14:30* in the evening may mean tomorrow."""
        start = card_of(self.steps()).get(START.path)
        is_given = start != card_of(self._before).get(START.path)
        return past_moment(start, datetime.now().astimezone()) if is_given else None

    def _tell(self, problem: FieldMessage) -> None:
        """Says what is wrong with a step, with the cursor in the field that has it."""
        name = problem.path.rpartition(".")[2]
        if name in KEYS:
            said, path = _ALL_OF_CONSENT, name
        elif name == START.path:
            said, path = _FIRST_WHEN, name
        else:
            said, path = problem.message, WHOSE.path if name in (WHOSE.path, "Name") else START.path
        self._boxes[path].focus_path()
        self._say(said)

    def _waiting(self) -> list[SearchedChoice]:
        """Returns the inputs of which the server has not told yet whether it has what is typed."""
        widgets = (self._boxes[field.path].widget for field in MEMBERSHIPS)
        return [one for one in widgets if isinstance(one, SearchedChoice) and one.is_waiting]

    def _on_settled(self) -> None:
        if self._is_accepting and not self._waiting():
            self._result.setText("")
            self._on_accepted()

    def _on_edited(self) -> None:
        """Takes back what OK has said, and leaves it to be pressed once more: something is changed."""
        self._is_accepting = self._is_warned = self._is_past_told = False
        self._result.setText("")

    def _say(self, sentence: str, severity: str = "error") -> None:
        self._result.setText(sentence)
        restyle(self._result, severity=severity)
        announce(self, sentence, is_urgent=True)
        self.fit()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        add = partial(_add_row, grid)
        grid.addWidget(PlainLabel(_("Appointment"), role="heading"), 0, 0, 1, 2)
        for field in APPOINTMENT:
            add(self._boxes[field.path])
        grid.addWidget(PlainLabel(_("Put it into"), role="heading"), grid.rowCount(), 0, 1, 2)
        for field in MEMBERSHIPS:
            add(self._boxes[field.path])
        hint = PlainLabel(_("Type a part of its name in SuperOffice, and choose."), role="hint")
        grid.addWidget(hint, grid.rowCount(), 1)
        grid.addWidget(self._boxes[SUPPORT.path], grid.rowCount(), 1)
        grid.addWidget(PlainLabel(_("Consent"), role="heading"), grid.rowCount(), 0, 1, 2)
        if not self._names:
            nobody = PlainLabel(_("A consent is somebody’s: type a contact first."), role="hint")
            nobody.setObjectName("nextSteps.nobody")
            grid.addWidget(nobody, grid.rowCount(), 1)
        for field in CONSENT:
            add(self._boxes[field.path])
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(grid)
        column.addStretch(1)
        self.lay_out_scrolling(column, self._result, self._buttons)
        self.setMinimumWidth(520)


def _too_long(box: FieldBox) -> Iterator[Problem]:
    limit, value = box.field.limit, box.value()
    if isinstance(value, dict):
        value = value.get("Name")
    if limit and isinstance(value, str):
        yield from too_long(box.path, value, limit)


def _add_row(grid: QGridLayout, box: FieldBox) -> None:
    row = grid.rowCount()
    grid.addWidget(box.label, row, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(box, row, 1)
