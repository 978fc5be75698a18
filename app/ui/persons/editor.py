"""The people of the company: a list, and the card of the chosen one.

The card always shows a person. An empty person at the end of the list lets the user type at once; empty
people are not part of the value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.model.checks.problem import Problem, Severity
from app.model.checks.rules import FieldRule
from app.model.form.fields import Tab
from app.model.form.person_form import card_values, duplicate_of, person_from_card
from app.translation import _
from app.ui.common.banner import Banner
from app.ui.common.fitting import Columns, FoldingRow
from app.ui.common.plain_text import PlainLabel, name_button
from app.ui.parts.part import Page, Part
from app.ui.parts.part_context import PartContext
from app.ui.persons.card import PersonCard
from app.ui.persons.keys import PersonKeys
from app.ui.persons.people_list import PeopleModel, Person, line_of, make_people_view
from app.ui.persons.people_order import PeopleOrder

_WIDEST_ROW = 340  # pixels


class PersonsEditor(Part):
    """All people of the company."""

    path = "Persons"
    person_shown = Signal()
    """Another person is shown, or the shown one is another by now: `person`."""

    def __init__(self, parent: QWidget | None = None, *, in_steps: bool = False) -> None:
        """Builds the editor; with `in_steps`, whoever made it goes through `building` before all else."""
        super().__init__(parent)
        self._current = 0
        self._rebuilding = False
        self._all_revealed = False
        self._revealed: set[int] = set()
        self._problems: Sequence[Problem] = ()
        self._model = PeopleModel(self)
        self._keys = PersonKeys(self)
        self._title = PlainLabel()
        self._title.setProperty("role", "heading")
        self._card = PersonCard(self._keys, self, in_steps=True)
        if not in_steps:
            for _ in self.building():
                pass

    def building(self) -> Iterator[None]:
        """Builds the editor, a step of a few milliseconds at a time."""
        yield from self._card.building()
        self._removed = Banner("persons.removed")
        self._list = make_people_view(self._model)
        self._add = _button(_("&Add"), "addPerson", _("Add a person"), _("Enter or Ctrl+Shift+P"))
        self._copy = _button(
            _("D&uplicate"), "duplicatePerson", _("Another person with the same data"), _("Ctrl+D")
        )
        self._remove = _button(_("&Remove"), "removePerson", _("Remove this person"), _("Ctrl+Del"))
        yield
        self._lay_out()
        yield
        self._connect()
        self._show_current()

    def value(self) -> list[Person] | None:
        return [person for person in self._people if person] or None

    def set_value(self, value: Sequence[Person] | None) -> None:
        people = [dict(person) for person in value or [] if person] or [{}]
        self._all_revealed = False
        self._revealed.clear()
        self._problems = ()
        self._removed.dismiss()
        self._current = 0
        self._model.show(people)
        self._show_current()

    def set_context(self, context: PartContext) -> None:
        super().set_context(context)
        self._card.set_context(context)

    def commit_pending_text(self) -> None:
        self._card.commit_pending_text()

    def unresolved(self) -> Mapping[str, str]:
        return self._card.unresolved()

    def keep_unresolved(self, path: str, text: str) -> None:
        self._card.keep_unresolved(path, text)

    def input_problems(self) -> Sequence[Problem]:
        return self._card.input_problems()

    def set_rule(self, rule: FieldRule) -> None:
        self.setEnabled(not rule.read_only)

    def set_problems(self, problems: Sequence[Problem]) -> None:
        had, self._problems = self._problems, problems
        if had or problems:
            self._show_problems()

    def reveal_problems(self, is_revealed: bool = True) -> None:
        was_revealed, self._all_revealed = self._all_revealed or bool(self._revealed), is_revealed
        if not is_revealed:
            self._revealed.clear()
        if was_revealed or is_revealed:
            self._show_problems()

    def shown_problems(self) -> Sequence[Problem]:
        """Returns the problems of people who have been left; after Save, those of everybody."""
        if self._all_revealed:
            return list(self._problems)
        row_of = self._order.row_of
        return [problem for problem in self._problems if row_of(problem.path) in self._revealed]

    def focus_path(self, path: str) -> None:
        """Chooses the person of a path such as ``Persons[1].Email`` and puts the cursor into the field."""
        row = self._order.row_of(path)
        if self._go_to_row(len(self._people) - 1 if row is None else row):
            self._card.focus_path(path)

    def path_in_value(self, name: str) -> str:
        return self._card.path_in_value(name)

    def focus_first(self) -> None:
        """Puts the cursor into the first name of the person who is shown."""
        self._card.begin()

    def add_person(self) -> None:
        """Goes to the empty person at the end of the list, adding one if there is none."""
        if self._people[-1]:
            self._model.insert(len(self._people), {})
        if self._go_to_row(len(self._people) - 1):
            self._card.begin()

    def duplicate_person(self) -> None:
        """Adds a copy of the chosen person without what is personal, and goes there."""
        self._card.commit_pending_text()
        copy = duplicate_of(self._people[self._current])
        if copy and not self._is_blocked_by_input():
            row = self._current + 1
            self._revealed = {one + (one >= row) for one in self._revealed}
            self._model.insert(row, copy)
            self._go_to_row(row)
            self.changed.emit()
            self._card.begin()

    def remove_person(self) -> None:
        """Removes the chosen person, and offers to undo it."""
        row, person = self._current, self._people[self._current]
        self._revealed = {one - (one > row) for one in self._revealed if one != row}
        self._rebuilding = True
        self._model.remove(row)
        if not self._people:
            self._model.insert(0, {})
        self._rebuilding = False
        self._current = min(row, len(self._people) - 1)
        self._show_current()
        self._card.begin()
        if person:
            put_back = partial(self._restore_person, row, person)
            self._removed.show_message(
                _("{line_of}: removed.").format(line_of=line_of(person)), actions={_("Undo"): put_back}
            )
        self.changed.emit()

    def move_person(self, by: int) -> None:
        """Moves the chosen person up (-1) or down (1)."""
        here, target = self._current, self._current + by
        if 0 <= target < len(self._people):
            self._revealed = {{here: target, target: here}.get(row, row) for row in self._revealed}
            self._current = target
            self._model.swap(min(here, target))
            self._show_position()
            self._show_problems()
            self.changed.emit()

    @property
    def person(self) -> Person:
        """The person who is shown."""
        return self._people[self._current]

    def show_above_card(self, widget: QWidget) -> None:
        """Puts what is about the shown person above the card."""
        self._right.insertWidget(0, widget)

    @property
    def _people(self) -> list[Person]:
        return self._model.people

    @property
    def _order(self) -> PeopleOrder:
        return PeopleOrder(self._people)

    def _restore_person(self, row: int, person: Person) -> None:
        self._removed.dismiss()
        if self._people == [{}]:
            self._model.replace(0, person)
        else:
            self._revealed = {one + (one >= row) for one in self._revealed}
            self._model.insert(row, person)
        self._current = row
        self._show_current()
        self._card.begin()
        self.changed.emit()

    def _lay_out(self) -> None:
        buttons = FoldingRow(_WIDEST_ROW)
        buttons.setSpacing(3)
        for button in (self._add, self._copy, self._remove):
            buttons.addWidget(button)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self._title)
        left.addWidget(self._list, 1)
        left.addLayout(buttons)
        self._right = QVBoxLayout()
        self._right.addWidget(self._card)
        columns = Columns()
        columns.setSpacing(20)
        columns.addLayout(left, 2)
        columns.addLayout(self._right, 7)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self._removed)
        layout.addLayout(columns, 1)
        # The card comes first with the Tab key, since typing is what people come for.
        last = list(self._card.inputs_in_tab_order())[-1]
        for before, after in pairwise([last, self._add, self._copy, self._remove, self._list]):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self._card.changed.connect(self._on_card_changed)
        self._card.editing_finished.connect(self._finish_current)
        self._keys.watch(self._list)
        self._keys.next_asked.connect(self._on_next_asked)
        self._keys.duplicate_asked.connect(self.duplicate_person)
        self._keys.remove_asked.connect(self.remove_person)
        self._keys.move_asked.connect(self.move_person)
        self._list.selectionModel().currentChanged.connect(self._on_row_chosen)
        self._add.clicked.connect(self.add_person)
        self._copy.clicked.connect(self.duplicate_person)
        self._remove.clicked.connect(self.remove_person)

    def _on_card_changed(self) -> None:
        before = self._people[self._current]
        person = person_from_card(self._card.values(), before)
        self._model.replace(self._current, person)
        if bool(before) is not bool(person):
            self._show_position()
        self.person_shown.emit()
        self.changed.emit()

    def _finish_current(self) -> None:
        if self._people[self._current]:
            self._revealed.add(self._current)
            self._show_problems()
            self.editing_finished.emit()

    def _on_next_asked(self) -> None:
        self._card.commit_pending_text()
        if self._people[self._current]:
            self.add_person()

    def _on_row_chosen(self) -> None:
        row = self._list.currentIndex().row()
        if row >= 0 and row != self._current and not self._rebuilding:
            self._finish_current()
            if not self._go_to_row(row):
                self._select_in_list()

    def _is_blocked_by_input(self) -> bool:
        """Returns True and goes to the field if one holds text that is no value yet and would be lost."""
        input_problems = self._card.input_problems()
        if input_problems:
            self._finish_current()
            self._card.focus_path(input_problems[0].path)
        return bool(input_problems)

    def _go_to_row(self, row: int) -> bool:
        """Shows another person; returns False if the current one cannot be left."""
        if row == self._current:
            return True
        self._card.commit_pending_text()
        if self._is_blocked_by_input():
            return False
        self._current = row
        self._show_current()
        return True

    def _show_current(self) -> None:
        self._card.set_values(card_values(self.person))
        self._show_position()
        self._show_problems()
        self.person_shown.emit()

    def _show_position(self) -> None:
        """Names the card's inputs by the person's index, and updates title, buttons and list."""
        self._card.set_index(self._order.index_of(self._current))
        self._title.setText(
            _("Person {current} of {count}").format(current=self._current + 1, count=len(self._people))
        )
        is_filled = bool(self._people[self._current])
        self._copy.setEnabled(is_filled)
        self._remove.setEnabled(is_filled or len(self._people) > 1)
        self._select_in_list()

    def _select_in_list(self) -> None:
        index = self._model.index(self._current)
        self._list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _show_problems(self) -> None:
        shown, row_of = self.shown_problems(), self._order.row_of
        mine = [one for one in shown if row_of(one.path) == self._current]
        self._card.show_problems(mine, is_revealed=self._all_revealed or self._current in self._revealed)
        wrong = {row_of(one.path) for one in shown if one.severity is not Severity.WARNING}
        self._model.mark({row for row in wrong if row is not None})


def _button(text: str, name: str, spoken: str, keys: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(f"button.{name}")
    name_button(button, spoken, keys)
    button.setProperty("role", "small")
    button.setAutoDefault(False)
    return button


class PersonsPage(Page):
    tab = Tab.PERSONS

    def __init__(self, parent: QWidget | None = None, *, in_steps: bool = False) -> None:
        super().__init__(parent)
        self.editor = PersonsEditor(self, in_steps=in_steps)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.editor)

    @property
    def parts(self) -> Sequence[Part]:
        return (self.editor,)
