"""The people of the company: a list, and the card of the chosen one.

The card always shows a person. An empty one at the end of the list counts for nothing, so that typing can
begin at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.model.checks.rules import FieldRule
from app.model.checks.validation import Problem, Severity
from app.model.form.fields import Tab
from app.model.form.person_form import card_values, duplicate_of, person_from_card
from app.ui.common.banner import Banner
from app.ui.parts.part import Page, Part
from app.ui.parts.part_context import PartContext
from app.ui.persons.card import PersonCard
from app.ui.persons.keys import PersonKeys
from app.ui.persons.people_list import PeopleModel, Person, line_of, make_people_view


class PersonsEditor(Part):
    """All people of the company."""

    path = "Persons"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = 0
        self._rebuilding = False
        self._judge_all = False
        self._judged: set[int] = set()
        self._problems: Sequence[Problem] = ()
        self._model = PeopleModel(self)
        self._keys = PersonKeys(self)
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._card = PersonCard(self._keys, self)
        self._removed = Banner("persons.removed")
        self._list = make_people_view(self._model)
        self._add = _button("&Add", "addPerson", "Add a person (Enter or Ctrl+Shift+P)")
        self._copy = _button("D&uplicate", "duplicatePerson", "Another person with the same data (Ctrl+D)")
        self._remove = _button("&Remove", "removePerson", "Remove this person (Ctrl+Delete)")
        self._lay_out()
        self._connect()
        self._show_current()

    def value(self) -> list[Person] | None:
        return [person for person in self._people if person] or None

    def set_value(self, value: Sequence[Person] | None) -> None:
        people = [dict(person) for person in value or [] if person] or [{}]
        self._judge_all = False
        self._judged.clear()
        self._problems = ()
        self._removed.dismiss()
        self._current = 0
        self._model.show(people)
        self._show_current()

    def set_context(self, context: PartContext) -> None:
        super().set_context(context)
        self._card.set_context(context)

    def settle(self) -> None:
        self._card.settle()

    def troubles(self) -> Sequence[Problem]:
        return self._card.troubles()

    def set_rule(self, rule: FieldRule) -> None:
        self.setEnabled(not rule.read_only)

    def set_problems(self, problems: Sequence[Problem]) -> None:
        self._problems = problems
        self._show_problems()

    def open_for_judgement(self, is_open: bool = True) -> None:
        self._judge_all = is_open
        if not is_open:
            self._judged.clear()
        self._show_problems()

    def shown_problems(self) -> Sequence[Problem]:
        """Those of people who have been left, or of all after Save; so of people that are not in view too."""
        filled = self._filled()
        shown = []
        for problem in self._problems:
            place = _place_of(problem.path)
            if self._judge_all or (place < len(filled) and filled[place] in self._judged):
                shown.append(problem)
        return shown

    def focus_path(self, path: str) -> None:
        """Chooses the person of a path such as ``Persons[1].Email`` and puts the cursor into the field."""
        filled = self._filled()
        place = _place_of(path)
        if self._choose(filled[place] if place < len(filled) else len(self._people) - 1):
            self._card.focus_path(path)

    def add_person(self) -> None:
        """Goes to an empty person: the one that is there already, or a new one at the end."""
        if self._people[-1]:
            self._model.insert(len(self._people), {})
        if self._choose(len(self._people) - 1):
            self._card.begin()

    def duplicate_person(self) -> None:
        """Makes another person with what people of one company share, and goes there."""
        self._card.settle()
        copy = duplicate_of(self._people[self._current])
        if copy and not self._is_held():
            place = self._current + 1
            self._judged = {one + (one >= place) for one in self._judged}
            self._model.insert(place, copy)
            self._choose(place)
            self.changed.emit()
            self._card.begin()

    def remove_person(self) -> None:
        """Removes the chosen person, and offers to undo it."""
        place, person = self._current, self._people[self._current]
        self._judged = {one - (one > place) for one in self._judged if one != place}
        self._rebuilding = True
        self._model.remove(place)
        if not self._people:
            self._model.insert(0, {})
        self._rebuilding = False
        self._current = min(place, len(self._people) - 1)
        self._show_current()
        self._card.begin()
        if person:
            put_back = partial(self._put_back, place, person)
            self._removed.show_message(f"{line_of(person)}: removed.", Undo=put_back)
        self.changed.emit()

    def move_person(self, by: int) -> None:
        """Moves the chosen person up (-1) or down (1)."""
        here, target = self._current, self._current + by
        if 0 <= target < len(self._people):
            self._judged = {{here: target, target: here}.get(place, place) for place in self._judged}
            self._current = target
            self._model.swap(min(here, target))
            self._show_place()
            self._show_problems()
            self.changed.emit()

    @property
    def _people(self) -> list[Person]:
        return self._model.people

    def _put_back(self, place: int, person: Person) -> None:
        self._removed.dismiss()
        if self._people == [{}]:
            self._model.replace(0, person)
        else:
            self._judged = {one + (one >= place) for one in self._judged}
            self._model.insert(place, person)
        self._current = place
        self._show_current()
        self._card.begin()
        self.changed.emit()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(3)
        for button in (self._add, self._copy, self._remove):
            buttons.addWidget(button)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self._title)
        left.addWidget(self._list, 1)
        left.addLayout(buttons)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addLayout(left, 2)
        columns.addWidget(self._card, 7)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self._removed)
        layout.addLayout(columns, 1)
        # The card comes first with the Tab key, since typing is what people come for.
        last = list(self._card.stops())[-1]
        for before, after in pairwise([last, self._add, self._copy, self._remove, self._list]):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self._card.changed.connect(self._store)
        self._card.judged.connect(self._judge_current)
        self._keys.watch(self._list)
        self._keys.next_asked.connect(self._go_on)
        self._keys.duplicate_asked.connect(self.duplicate_person)
        self._keys.remove_asked.connect(self.remove_person)
        self._keys.move_asked.connect(self.move_person)
        self._list.selectionModel().currentChanged.connect(self._row_chosen)
        self._add.clicked.connect(self.add_person)
        self._copy.clicked.connect(self.duplicate_person)
        self._remove.clicked.connect(self.remove_person)

    def _filled(self) -> list[int]:
        """The places in the list of the people that count, by their places in the form's value."""
        return [place for place, person in enumerate(self._people) if person]

    def _store(self) -> None:
        before = self._people[self._current]
        person = person_from_card(self._card.values(), before)
        self._model.replace(self._current, person)
        if bool(before) is not bool(person):
            self._show_place()
        self.changed.emit()

    def _judge_current(self) -> None:
        if self._people[self._current]:
            self._judged.add(self._current)
            self._show_problems()
            self.judged.emit()

    def _go_on(self) -> None:
        self._card.settle()
        if self._people[self._current]:
            self.add_person()

    def _row_chosen(self) -> None:
        row = self._list.currentIndex().row()
        if row >= 0 and row != self._current and not self._rebuilding:
            self._judge_current()
            if not self._choose(row):
                self._choose_in_list()

    def _is_held(self) -> bool:
        """Whether a field holds typing that is no value yet: going on would lose it."""
        troubles = self._card.troubles()
        if troubles:
            self._judge_current()
            self._card.focus_path(troubles[0].path)
        return bool(troubles)

    def _choose(self, place: int) -> bool:
        """Shows another person; False where the present one cannot be left."""
        if place == self._current:
            return True
        self._card.settle()
        if self._is_held():
            return False
        self._current = place
        self._show_current()
        return True

    def _show_current(self) -> None:
        self._card.set_values(card_values(self._people[self._current]))
        self._show_place()
        self._show_problems()

    def _show_place(self) -> None:
        """The card's names go by the places in the form's value, where empty people have none."""
        self._card.set_place(sum(1 for person in self._people[: self._current] if person))
        self._title.setText(f"Person {self._current + 1} of {len(self._people)}")
        is_filled = bool(self._people[self._current])
        self._copy.setEnabled(is_filled)
        self._remove.setEnabled(is_filled or len(self._people) > 1)
        self._choose_in_list()

    def _choose_in_list(self) -> None:
        index = self._model.index(self._current)
        self._list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _show_problems(self) -> None:
        shown = self.shown_problems()
        filled = self._filled()
        here = filled.index(self._current) if self._current in filled else -1
        self._card.open_for_judgement(self._judge_all or self._current in self._judged)
        self._card.set_problems([one for one in shown if here >= 0 and _place_of(one.path) == here])
        wrong = {_place_of(one.path) for one in shown if one.severity is not Severity.WARNING}
        self._model.mark({filled[place] for place in wrong if place < len(filled)})


def _button(text: str, name: str, hint: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(f"button.{name}")
    button.setToolTip(hint)
    button.setAccessibleName(hint.partition(" (")[0])
    button.setProperty("role", "small")
    button.setAutoDefault(False)
    return button


def _place_of(path: str) -> int:
    digits = path.removeprefix("Persons[").partition("]")[0]
    return int(digits) if digits.isdigit() else 0


class PersonsPage(Page):
    tab = Tab.PERSONS
    title = "Persons"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = PersonsEditor(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.editor)

    @property
    def parts(self) -> Sequence[Part]:
        return (self.editor,)
