"""Repeated rows of a value and a description, such as phones; how they look is left to subclasses."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Generic, TypeVar
from weakref import proxy

from PySide6.QtWidgets import QBoxLayout, QWidget

from app.controller.process.sliced_work import SlicedWork
from app.model.carriers.wire import Carrier
from app.model.checks.problem import Problem
from app.model.form.fields import Field, Tab
from app.translation import _, ngettext
from app.ui.common.plain_text import PlainLabel
from app.ui.inputs.plain import TextInput
from app.ui.inputs.replacing import discard
from app.ui.parts.field_box import FieldBox, make_box
from app.ui.parts.part import Part
from app.ui.parts.safe_value import SafeValue

VALUE, DESCRIPTION = "Value", "Description"
MOST_ROWS = 100
"""Rows that are built for the elements of a value; a hundred are more than anybody looks through."""
_AT_ONCE = 10
"""Rows that are built at once, in some milliseconds; the others follow in slices."""


class Row(QWidget):
    """The boxes of one element, by property; subclasses lay them out."""

    def __init__(
        self, label: str, tab: Tab, carrier: type[Carrier], parent: QWidget, *, described: bool = True
    ) -> None:
        """Builds the value's box; with `described`, the description's as well, else `describe` does."""
        super().__init__(parent)
        self._tab, self._carrier = tab, carrier
        self.safe = SafeValue(proxy(self))
        self.boxes = {VALUE: make_box(Field(VALUE, label, tab, is_code=True, carrier=carrier), self)}
        self.boxes[VALUE].changed.connect(self.safe.note_change)
        if described:
            self.describe()

    def describe(self) -> FieldBox:
        """Builds and returns the description's box."""
        label = _("Description")
        declared = Field(DESCRIPTION, label, self._tab, hint=label, carrier=self._carrier)
        box = self.boxes[DESCRIPTION] = make_box(declared, self)
        box.changed.connect(self.safe.note_change)
        return box

    def value(self) -> dict[str, str]:
        return {name: text for name, box in self.boxes.items() if (text := box.safe.value())}

    def set_value(self, value: dict[str, Any]) -> None:
        for name, box in self.boxes.items():
            box.safe.set_value(value.get(name))


R = TypeVar("R", bound=Row)


class RowList(Part, Generic[R]):
    """A list of rows; empty rows do not count in its value, nor in the paths of problems.

    A value of thousands, as a damaged draft or a foreign file may have, is kept whole: what has no row, or
    none yet, is part of the value all the same.

    A subclass creates `rows_layout` and calls `append_row` before anything else is asked of it.
    """

    rows_layout: QBoxLayout

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[R] = []
        self._waiting: list[dict[str, str]] = []  # elements that follow those of the rows
        self._problems: Sequence[Problem] = ()
        self._is_shown_all = False
        self._building = SlicedWork(self)
        self._rest: PlainLabel | None = None

    @abstractmethod
    def make_row(self) -> R:
        """Returns a new row that is a child of this list."""

    @abstractmethod
    def path_in_row(self, index: int, name: str) -> str:
        """Returns the path of a property of the element with that index."""

    @abstractmethod
    def arrange_rows(self) -> None:
        """Names the rows by their order, and shows or hides what depends on how many there are."""

    def value(self) -> list[dict[str, str]] | None:
        typed = (row.safe.value() for row in self.rows)
        return [*filter(None, typed), *self._waiting] or None

    def set_value(self, value: list[dict[str, Any]] | None) -> None:
        most = max(_AT_ONCE, len(self.rows))
        elements, waiting = (value or [])[:most], (value or [])[most:]
        texts = ({name: str(one[name]) for name in (VALUE, DESCRIPTION) if one.get(name)} for one in waiting)
        self._waiting = list(filter(None, texts))
        if self._rest is not None:
            self._rest.hide()
        self._show(self.elements_to_show(elements))
        self._building.start(self._build_rows())

    def _show(self, elements: list[dict[str, Any]]) -> None:
        for row in self.rows[len(elements) :]:
            self.drop_row(row)
        while len(self.rows) < len(elements):
            self.append_row()
        for row, element in zip(self.rows, elements, strict=True):
            row.safe.set_value(element)
        self.arrange_rows()

    def _build_rows(self) -> Iterator[None]:
        """Builds rows for the elements that wait for one, as many as there may be."""
        has_any = bool(self._waiting)
        while self._waiting and len(self.rows) < MOST_ROWS:
            row = self.append_row()
            row.safe.set_value(self._waiting.pop(0))
            for box in row.boxes.values():
                box.reveal_problems(self._is_shown_all)
            yield
        self._name_rest()
        if has_any:
            self.arrange_rows()
            yield
            self.set_problems(self._problems)

    def _name_rest(self) -> None:
        if self._rest is None and self._waiting:
            self._rest = PlainLabel(parent=self)
            self._rest.setProperty("role", "hint")
            self._rest.setWordWrap(True)
            self.place_row(self._rest)
        if self._rest is not None:
            self._rest.setText(
                ngettext(
                    "{count:,} more is not shown here. It is kept as it is.",
                    "{count:,} more are not shown here. They are kept as they are.",
                    len(self._waiting),
                ).format(count=len(self._waiting))
            )
            self._rest.setVisible(bool(self._waiting))

    def elements_to_show(self, elements: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Returns one element for each row, at least one."""
        return elements or [{}]

    def set_problems(self, problems: Sequence[Problem]) -> None:
        paths, self._problems = dict(self.boxes_by_path()), problems
        of_boxes: dict[FieldBox | None, list[Problem]] = {}
        for problem in problems:
            of_boxes.setdefault(paths.get(problem.path), []).append(problem)
        for box in self.boxes():
            box.set_problems(of_boxes.get(box, []))

    def shown_problems(self) -> Sequence[Problem]:
        shown = [problem for box in self.boxes() for problem in box.shown_problems()]
        if self._is_shown_all and self._problems and self._waiting:
            begin = sum(bool(row.safe.value()) for row in self.rows)
            numbers = range(begin, begin + len(self._waiting))
            paths = {self.path_in_row(number, name) for number in numbers for name in (VALUE, DESCRIPTION)}
            shown += [problem for problem in self._problems if problem.path in paths]
        return shown

    def input_problems(self) -> Sequence[Problem]:
        faults = [Problem(row.boxes[VALUE].path, row.safe.fault) for row in self.rows if row.safe.fault]
        return [*faults, *(problem for box in self.boxes() for problem in box.input_problems())]

    def reveal_problems(self, is_revealed: bool = True) -> None:
        self._is_shown_all = is_revealed
        for box in self.boxes():
            box.reveal_problems(is_revealed)

    def input_areas(self) -> Sequence[QWidget]:
        return tuple(self.boxes())

    def commit_pending_text(self) -> None:
        for box in tuple(self.boxes()):  # a list of values makes rows
            box.commit_pending_text()

    def focus_path(self, path: str) -> None:
        self._building.run_until(lambda: self.box_at(path) is not None)
        (self.box_at(path) or self.rows[0].boxes[VALUE]).focus_path()

    def path_in_value(self, name: str) -> str:
        # The value has no place for empty rows.
        is_filled = any(
            row.safe.value() for row in self.rows for box in row.boxes.values() if box.path == name
        )
        paths = (path for path, box in self.boxes_by_path() if box.path == name)
        return next(paths, name) if is_filled else name

    def box_at(self, path: str) -> FieldBox | None:
        """Returns the box of a path, or the one of that name in an empty row; None if there is none."""
        return ({box.path: box for box in self.boxes()} | dict(self.boxes_by_path())).get(path)

    def boxes(self) -> Iterator[FieldBox]:
        for row in self.rows:
            yield from row.boxes.values()

    def boxes_by_path(self) -> Iterator[tuple[str, FieldBox]]:
        """Yields the boxes of the filled rows, or of the first one where none is."""
        filled = [row for row in self.rows if row.safe.value()] or self.rows[:1]
        for index, row in enumerate(filled):
            for name, box in row.boxes.items():
                yield self.path_in_row(index, name), box

    def append_row(self) -> R:
        row = self.make_row()
        if self.rows:
            # A new widget would be last of the window for the Tab key.
            self.setTabOrder(self.rows[-1].boxes[DESCRIPTION].widget, row.boxes[VALUE].widget)
            self.setTabOrder(row.boxes[VALUE].widget, row.boxes[DESCRIPTION].widget)
        self.watch_boxes(row)
        self.place_row(row)
        self.rows.append(row)
        return row

    def watch_boxes(self, row: R, names: Sequence[str] = (VALUE, DESCRIPTION)) -> None:
        """Connects the boxes of a row, or those that are named, as far as they are there."""
        for name in names:
            if box := row.boxes.get(name):
                box.changed.connect(self._on_row_changed)
                box.editing_finished.connect(self.editing_finished)
        if VALUE in names:
            self._split_lists(row)

    def place_row(self, row: QWidget) -> None:
        """Puts a new row beneath the others."""
        self.rows_layout.addWidget(row)

    def drop_row(self, row: R) -> None:
        self.rows.remove(row)
        self.rows_layout.removeWidget(row)
        discard(row)

    def _split_lists(self, row: R) -> None:
        line = row.boxes[VALUE].widget
        if isinstance(line, TextInput):
            line.several.connect(partial(self._on_several, row))

    def _on_several(self, row: R, values: tuple[str, ...]) -> None:
        """Gives each of a list of values a row of its own, as one step of undo."""
        elements: list[dict[str, Any]] = []
        first = 0
        for one in self.rows:
            element = one.safe.value() or {}
            if one is row:
                first = len(elements)
                elements.append(element | {VALUE: values[0]})
                elements += ({VALUE: value} for value in values[1:])
            elif element:
                elements.append(element)
        self.set_value([*elements, *self._waiting])
        self._on_row_changed()
        self._building.run_until(lambda: len(self.rows) > first)
        line = self.rows[first].boxes[VALUE].widget
        if isinstance(line, TextInput):
            line.say(
                _("{count} values were put into rows of their own. Ctrl+Z brings back the list.").format(
                    count=len(values)
                )
            )

    def _on_row_changed(self) -> None:
        self.changed.emit()
