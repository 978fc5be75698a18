"""The people of the company: a list, and an editor for the chosen one.

The editor always shows a person. An empty one at the end of the list counts for nothing, so that typing can
begin at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.model.fields import PERSON_FIELDS, Tab
from app.model.lists import Choice
from app.model.rules import FieldRule
from app.model.validation import Problem
from app.ui.field_box import make_box
from app.ui.part import Page, Part


class PersonsEditor(Part):
    """All people of the company."""

    path = "Persons"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: list[dict[str, Any]] = [{}]
        self._current = 0
        self._judge_all = False
        self._judged: set[int] = set()
        self._problems: Sequence[Problem] = ()
        self._names = QStringListModel(self)
        self._list = self._make_list()
        self._boxes = [make_box(field, self) for field in PERSON_FIELDS]
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._add = QPushButton("&Add person")
        self._add.setToolTip("Add person (Enter or Ctrl+Shift+P)")
        self._remove = QPushButton("&Remove")
        self._remove.setToolTip("Remove this person (Ctrl+Delete)")
        self._lay_out()
        self._connect()
        self._show_current()

    def value(self) -> list[dict[str, Any]] | None:
        return [person for person in self._people if person] or None

    def set_value(self, value: list[dict[str, Any]] | None) -> None:
        self._people = [dict(person) for person in value or [] if person] or [{}]
        self._judge_all = False
        self._judged.clear()
        self._problems = ()
        self._current = 0
        self._show_current()

    def set_choices(self, list_name: str, choices: Sequence[Choice]) -> None:
        for box in self._boxes:
            box.set_choices(list_name, choices)

    def settle(self) -> None:
        for box in self._boxes:
            box.settle()

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

    def shown_problems(self) -> list[Problem]:
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
        self._choose(filled[place] if place < len(filled) else self._current)
        wanted = path.partition("].")[2]
        box = next((box for box in self._boxes if box.field.path == wanted), self._boxes[1])
        box.focus_path()

    def add_person(self) -> None:
        """Goes to an empty person: the one that is there already, or a new one at the end."""
        if self._people[-1]:
            self._people.append({})
        self._choose(len(self._people) - 1)
        self._boxes[1].widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def remove_person(self) -> None:
        """Removes the chosen person."""
        self._judged = {place - (place > self._current) for place in self._judged if place != self._current}
        del self._people[self._current]
        if not self._people:
            self._people.append({})
        self._current = min(self._current, len(self._people) - 1)
        self._show_current()
        self._boxes[1].widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def move_person(self, by: int) -> None:
        """Moves the chosen person up (-1) or down (1)."""
        target = self._current + by
        if 0 <= target < len(self._people):
            people, here = self._people, self._current
            people[here], people[target] = people[target], people[here]
            self._judged = {{here: target, target: here}.get(place, place) for place in self._judged}
            self._current = target
            self._show_current()
            self.changed.emit()

    def _make_list(self) -> QListView:
        view = QListView()
        view.setObjectName("people")
        view.setAccessibleName("Persons of the company")
        view.setModel(self._names)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setUniformItemSizes(True)
        view.setMinimumWidth(180)
        view.setMaximumWidth(280)
        return view

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._add)
        buttons.addWidget(self._remove)
        left = QVBoxLayout()
        left.addWidget(self._list)
        left.addLayout(buttons)
        editor = QGridLayout()
        editor.setVerticalSpacing(8)
        editor.setHorizontalSpacing(12)
        editor.addWidget(self._title, 0, 0, 1, 2)
        for row, box in enumerate(self._boxes, 1):
            editor.addWidget(box.label, row, 0, Qt.AlignmentFlag.AlignTop)
            editor.addWidget(box, row, 1)
        editor.setColumnStretch(1, 1)
        editor.setRowStretch(len(self._boxes) + 1, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(20)
        # The editor comes first with the Tab key, since typing is what people come for.
        layout.addLayout(left, 2)
        layout.addLayout(editor, 5)
        for before, after in pairwise(
            [*(box.widget for box in self._boxes), self._add, self._remove, self._list]
        ):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        for box in self._boxes:
            box.changed.connect(self._store)
            box.judged.connect(self._judge_current)
            box.widget.installEventFilter(self)
        self._list.installEventFilter(self)
        self._list.selectionModel().currentChanged.connect(self._row_chosen)
        self._add.clicked.connect(self.add_person)
        self._remove.clicked.connect(self.remove_person)

    def _filled(self) -> list[int]:
        """The places in the list of the people that count, by their places in the form's value."""
        return [place for place, person in enumerate(self._people) if person]

    def _store(self) -> None:
        kept = {box.field.path for box in self._boxes}
        others = {name: value for name, value in self._people[self._current].items() if name not in kept}
        typed = {box.field.path: value for box in self._boxes if (value := box.value()) is not None}
        self._people[self._current] = others | typed
        self._show_names()
        self.changed.emit()

    def _judge_current(self) -> None:
        if self._people[self._current]:
            self._judged.add(self._current)
            self._show_problems()
            self.judged.emit()

    def _row_chosen(self) -> None:
        row = self._list.currentIndex().row()
        if row >= 0 and row != self._current:
            self._judge_current()
            self._choose(row)

    def _choose(self, place: int) -> None:
        if place == self._current:
            return
        self._current = place
        self._show_current()

    def _show_current(self) -> None:
        person = self._people[self._current]
        for box in self._boxes:
            box.set_value(person.get(box.field.path))
            box.set_path(
                f"Persons[{self._current}].{box.field.path}", f"Person {self._current + 1}, {box.field.name}"
            )
        self._show_names()
        self._show_problems()

    def _show_names(self) -> None:
        names = [_line_of(person) for person in self._people]
        if names != self._names.stringList():
            self._names.setStringList(names)
        self._title.setText(f"Person {self._current + 1} of {len(self._people)}")
        self._remove.setEnabled(bool(self._people[self._current]) or len(self._people) > 1)
        index = self._names.index(self._current)
        self._list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _show_problems(self) -> None:
        shown = self.shown_problems()
        filled = self._filled()
        place = filled.index(self._current) if self._current in filled else -1
        for box in self._boxes:
            path = f"Persons[{place}].{box.field.path}"
            box.open_for_judgement(self._judge_all or self._current in self._judged)
            box.set_problems([problem for problem in shown if problem.path == path])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(watched, event)
        return False

    def _take_key(self, watched: QObject, event: QKeyEvent) -> bool:
        key, control = event.key(), event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self._people[self._current] and watched is not self._list:
                self.add_person()
            return True
        if control and key == Qt.Key.Key_Delete:
            self.remove_person()
            return True
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_person(-1 if key == Qt.Key.Key_Up else 1)
            return True
        return False


def _line_of(person: dict[str, Any]) -> str:
    name = " ".join(part for part in (person.get("Firstname"), person.get("Lastname")) if part)
    if not name:
        return "New person" if not person else "Person without a name"
    return f"{name}, {person['Title']}" if person.get("Title") else name


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
