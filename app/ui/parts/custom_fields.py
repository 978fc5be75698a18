"""The page "Custom fields": the published fields in the administrator's order, then the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.controller.process.sliced_work import SlicedWork
from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.checks.problem import Problem
from app.model.form.custom_field_values import MOST_FIELDS, type_of
from app.translation import _
from app.ui.common.plain_text import PlainLabel
from app.ui.inputs.choice import ChoiceInput
from app.ui.inputs.cursor import END
from app.ui.inputs.line import SearchLine
from app.ui.inputs.replacing import FocusPlace, discard, focus_place
from app.ui.parts.custom_field_box import CustomFieldBox, is_same, label_of, problems_of
from app.ui.parts.custom_field_group import CustomFieldGroup, CustomFieldGroups, in_groups
from app.ui.parts.part import Part
from app.ui.parts.part_context import PartContext

_BLOCK = 48  # fields that are put into view at once, in two columns of their own
_SEARCH_FROM = 16  # as many as are seen at a glance


class CustomFieldsEditor(Part):
    """All custom fields, searched by their labels where there are many.

    The value holds what differs from the server's defaults, and nothing else. The inputs of a layout are
    built in slices; what is set or shown for one that is not built yet is kept, and applied once it is.

    Signals: inputs_added (a list of new inputs is in view), inputs_replaced (those of another layout come in
    their place), shown (other values or rules are shown).
    """

    inputs_added = Signal(list)
    inputs_replaced = Signal()
    shown = Signal()

    path = "CustomFields"
    make_box: type[CustomFieldBox] = CustomFieldBox

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: list[CustomFieldBox] = []
        self.twins: Sequence[CustomFieldBox] = ()
        """Further inputs of some of the fields, elsewhere."""
        self._pending: dict[str, UserDefinedFieldInfo] = {}  # by key: those without a box
        self._unplaced: list[CustomFieldBox] = []
        self._next_group: CustomFieldGroup | None = None
        self._texts: dict[str, str] = {}  # by path: typed into lists that have no box
        self._problems: Sequence[Problem] = ()
        self._is_revealed = False
        self._focus: FocusPlace | None = None  # in an input that is to be built again
        self._building = SlicedWork(self)
        self._defaults: dict[str, str | None] = {}
        self._kept: dict[str, Any] = {}
        self._groups = CustomFieldGroups()
        self._search = SearchLine("CustomFields.search", _("Search the custom fields"))
        self._search.textChanged.connect(self._find)
        self._none = PlainLabel(
            _("Your SuperOffice has no custom fields for companies, or they are still loading.")
        )
        self._nothing_found = PlainLabel(_("No custom field has that in its name."))
        self._cut = PlainLabel(
            _(
                "These are the first {most_fields:,} custom fields. If SuperOffice has more, set those there."
            ).format(most_fields=MOST_FIELDS)
        )
        for hidden in (self._search, self._nothing_found, self._cut):
            hidden.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 12, 0, 0)
        self._layout.addWidget(self._search)
        for hint in (self._none, self._nothing_found, self._cut):
            hint.setProperty("role", "hint")
            self._layout.addWidget(hint)
        self._layout.addStretch(1)

    @property
    def is_built(self) -> bool:
        """True once every field of the layout has its input."""
        return self._building.is_done

    def set_layout(self, layout: Iterable[UserDefinedFieldInfo]) -> None:
        """Builds the fields in the tab order of the layout, in slices; what was typed before stays."""
        self.commit_composition()
        value = self.value()
        fields = sorted(layout, key=lambda info: (info.tab_order or 0, info.page1_line_no or 0))
        for group in filter(None, (*self._groups, self._next_group)):
            self._focus = (place := focus_place(group)) or self._focus
            discard(group, self, place)
        self._groups.clear()
        self._boxes, self._unplaced, self._texts, self._next_group = [], [], {}, None
        self._pending = {info.key: info for info in fields}
        self._none.setVisible(not fields)
        self._cut.setVisible(len(fields) >= MOST_FIELDS)
        self._nothing_found.hide()
        self._search.clear()
        self._search.setVisible(len(fields) >= _SEARCH_FROM)
        self._defaults = {info.key: info.field_default or None for info in fields}
        self.set_value(value)
        self.inputs_replaced.emit()
        self._building.start(self._build(list(self._pending.values())))

    def finish(self) -> None:
        """Builds what is left at once."""
        self._building.run_until()

    def set_default(self, proposed: Mapping[str, str | None] | None, *, fill: bool) -> None:  # noqa: ARG002  # see below
        """Shows the server's defaults at any time: a field at its default is not sent."""
        defaults, infos = proposed or {}, [*(box.info for box in self._boxes), *self._pending.values()]
        found = {info.key: defaults.get(info.key) or info.field_default or None for info in infos}
        if found != self._defaults:  # seldom: each new company has the same
            value, self._defaults = self.value(), found
            self.set_value(value)

    def set_context(self, context: PartContext) -> None:
        before = self.context
        super().set_context(context)
        if self.layout_in(context) is not self.layout_in(before):
            self.set_layout(self.layout_in(context))
            return
        shown = [box.is_shown for box in self._boxes]
        for box in self._boxes:
            box.set_context(context)
        self.shown.emit()
        if shown != [box.is_shown for box in self._boxes]:
            self._find(self._search.text())

    def mandatory_fields(self) -> list[UserDefinedFieldInfo]:
        """Returns the fields that are in view and must be filled."""
        return [box.info for box in self._boxes if box.rule.mandatory and box not in self._unplaced]

    def waiting_fields(self) -> list[UserDefinedFieldInfo]:
        """Returns the fields that are not in view yet."""
        return [*(box.info for box in self._unplaced), *self._pending.values()]

    def value_at(self, key: str) -> str | None:
        """Returns what one field holds, built or not."""
        built = (box.safe.value() for box in self._boxes if box.info.key == key)
        return next(built, self._kept.get(key, self._defaults.get(key)))

    def take(self, key: str, value: str | None) -> None:
        """Takes a value that was typed elsewhere for one of the fields."""
        box = next((box for box in self._boxes if box.info.key == key), None)
        if box is not None:
            box.safe.set_value(value)
        else:
            self._kept[key] = value or ""
        self.changed.emit()

    def layout_in(self, context: PartContext) -> Sequence[UserDefinedFieldInfo]:
        """Returns the custom fields that this editor shows."""
        return context.custom_fields

    def path_of(self, info: UserDefinedFieldInfo) -> str:
        """Returns the path of a field, in the WebAPI's spelling."""
        return f"CustomFields.{info.key}"

    def set_problems(self, problems: Sequence[Problem]) -> None:
        had, self._problems = self._problems, problems
        for box in (*self._boxes, *self.twins) if had or problems else ():
            self._pass_problems_to(box)

    def _pass_problems_to(self, box: CustomFieldBox) -> None:
        path = self.path_of(box.info)
        box.set_problems([problem for problem in self._problems if problem.path == path])

    def shown_problems(self) -> Sequence[Problem]:
        shown = problems_of((*self._boxes, *self.twins), CustomFieldBox.shown_problems)
        if self._is_revealed and self._problems and self._pending:
            waiting = {self.path_of(info) for info in self._pending.values()}
            shown += [problem for problem in self._problems if problem.path in waiting]
        return shown

    def reveal_problems(self, is_revealed: bool = True) -> None:
        self._is_revealed = is_revealed
        for box in (*self._boxes, *self.twins):
            box.reveal_problems(is_revealed)

    def input_areas(self) -> Sequence[QWidget]:
        return (self, *self.twins)

    def commit_pending_text(self) -> None:
        for box in (*self._boxes, *self.twins):
            box.commit_pending_text()

    def input_problems(self) -> Sequence[Problem]:
        return problems_of((*self._boxes, *self.twins), CustomFieldBox.input_problems)

    def show_problems_at(self, box: CustomFieldBox) -> None:
        """Shows at a new input of a field what is shown of it already."""
        self._pass_problems_to(box)
        box.reveal_problems(self._is_revealed)

    def leave(self, key: str) -> None:
        """Shows from now on what is wrong with a field, at each of its inputs: one of them has been left."""
        for box in (*self._boxes, *self.twins):
            if box.info.key == key:
                box.reveal_problems()
        self.editing_finished.emit()

    def unresolved(self) -> Mapping[str, str]:
        built = (box.unresolved().items() for box in (*self._boxes, *self.twins))
        return dict(chain(self._texts.items(), *built))

    def keep_unresolved(self, path: str, text: str) -> None:
        """Keeps what was typed into a list and names no entry of it until the list is built."""
        if any(self.path_of(info) == path for info in self._pending.values()):
            self._texts[path] = text

    def label_of(self, path: str) -> str:
        """Returns the label of the custom field at `path`; an empty text if there is none."""
        built = (box.field.name for box in self._boxes if box.path == path)
        pending = (label_of(info) for info in self._pending.values() if self.path_of(info) == path)
        return next(built, "") or next(pending, "")

    def focus_path(self, path: str) -> None:
        if not self._boxes and not self._pending:  # it comes with the layout
            self._focus = FocusPlace(path, "", END)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if any(self.path_of(info) == path for info in self.waiting_fields()):
            self._building.run_until(lambda: any(group.holds(path) for group in self._groups))
        for box in self._boxes:
            if box.path == path:
                self._search.clear()
                box.focus_path()

    def focus_first(self) -> None:
        """Puts the cursor into the first field or the search; where there is neither, waits for a field."""
        self._building.run_until(lambda: any(self._groups))
        inputs = [*(one.widget for one in self._boxes), self._search]
        place = next((one for one in inputs if one.isVisibleTo(self)), self)
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def value(self) -> dict[str, Any] | None:
        typed = {key: held for key, held in self._kept.items() if not self._is_pending_default(key, held)}
        for box in self._boxes:
            key, value = box.info.key, box.safe.value()
            if not box.is_default(value, self._defaults.get(key)):
                typed[key] = value or ""
        return typed or None

    def set_value(self, value: Mapping[str, Any] | None) -> None:
        known = {box.info.key for box in self._boxes}
        given = value or {}
        self._kept = {key: held for key, held in given.items() if key not in known}
        self._texts = {}
        for box in self._boxes:
            key = box.info.key
            box.safe.set_value(given[key] if key in given else self._defaults.get(key))
        self.shown.emit()

    def _is_pending_default(self, key: str, held: Any) -> bool:
        info = self._pending.get(key)
        return info is not None and is_same(type_of(info), held or None, self._defaults.get(key))

    def _build(self, fields: Sequence[UserDefinedFieldInfo]) -> Iterator[None]:
        """Builds the boxes, block by block."""
        for heading, infos in in_groups(fields):
            title = heading
            for start in range(0, len(infos), _BLOCK):
                # Made in it from the start: whoever moves to another parent is styled once more.
                group = self._next_group = CustomFieldGroup(title, (), self)
                group.hide()
                for info in infos[start : start + _BLOCK]:
                    self._unplaced.append(self._add_box(info, group))
                    yield
                yield from self._place_block(group)
                title = ""
                yield
        self._show_nothing_found()

    def _add_box(self, info: UserDefinedFieldInfo, group: CustomFieldGroup) -> CustomFieldBox:
        """Makes the box of a field as if it had been there all along."""
        box = self.make_box(info, group)
        box.set_found(False)  # until its block is in view
        del self._pending[info.key]
        self._boxes.append(box)
        self.name_box(box)
        box.set_context(self.context)
        default = self._defaults.get(info.key)
        box.safe.set_value(self._kept.pop(info.key) if info.key in self._kept else default)
        text = self._texts.pop(box.path, "")
        if text and isinstance(box.widget, ChoiceInput) and box.widget.value() is None:
            box.widget.setEditText(text)
        self.show_problems_at(box)
        box.changed.connect(self.changed)
        box.editing_finished.connect(partial(self.leave, info.key))
        # Now rather than when it is shown: the style sheet is what takes the time.
        for widget in (box, box.widget, box.label):
            widget.ensurePolished()
        return box

    def name_box(self, box: CustomFieldBox) -> None:
        """Names the input of a new box."""

    def _place_block(self, group: CustomFieldGroup) -> Iterator[None]:
        """Puts the boxes made since the last block into view, in the group that they were made in."""
        boxes = group.boxes = tuple(self._unplaced)
        before = self._boxes[-len(boxes) - 1].widget if len(self._boxes) > len(boxes) else self._search
        inputs: list[QWidget] = [box.widget for box in boxes]
        for one, other in pairwise([before, *inputs]):
            self.setTabOrder(one, other)
        yield
        self._groups.align(group)
        yield
        self._unplaced, self._next_group = [], None
        self._groups.append(group)
        self._layout.insertWidget(self._layout.count() - 1, group)
        self._find(self._search.text(), [group] if self._groups.fit(self.width()) else ())
        self.inputs_added.emit(inputs)
        if self.hasFocus():  # somebody has come here before there was anything, or was in what is replaced
            self._give_focus()

    def _give_focus(self) -> None:
        """Passes the focus on to where it was before the inputs were replaced, else to the first of them."""
        place = self._focus
        if place is None:
            self.focus_first()
        elif all(self.path_of(info) != place.name for info in self.waiting_fields()):
            self._focus = None
            box = next((box for box in self._boxes if box.path == place.name and box.is_shown), None)
            place.give_to(box.widget) if box is not None else self.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._groups.fit(self.width()):
            self._find(self._search.text())

    def _find(self, text: str, groups: Sequence[CustomFieldGroup] = ()) -> None:
        self._layout.setEnabled(False)
        self._groups.show_only(text.casefold().split(), self.width(), groups)
        self._layout.setEnabled(True)
        self._layout.update()
        self._show_nothing_found()

    def _show_nothing_found(self) -> None:
        is_found = any(box.is_shown for box in self._boxes)
        self._nothing_found.setVisible(bool(self._boxes) and not self._pending and not is_found)
