"""Visiting and postal address, laid out as the company's country writes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.model.carriers.common import StructuredAddress
from app.model.checks.problem import Problem
from app.model.checks.rules import FieldRule
from app.model.form.address_layout import PARTS, AddressField, AddressLayout, default_layout
from app.model.form.fields import Field, Tab
from app.translation import _
from app.ui.common.fitting import LABELS
from app.ui.common.plain_text import FieldLabel, PlainLabel, set_tip
from app.ui.inputs.composition import commit_composition
from app.ui.inputs.kinds import show_beneath
from app.ui.inputs.plain import TextInput
from app.ui.inputs.replacing import discard, focus_place
from app.ui.parts.field_box import FieldBox, make_box
from app.ui.parts.part import Part
from app.ui.parts.part_context import PartContext

_WITH_LETTERS = {PARTS["Street"]: _("Visiting &address"), PARTS["Postal"]: _("Postal add&ress")}
_CODE = r"(?:[A-Z]{1,3}-)?(?:\d{3} \d{2}|\d{4} ?[A-Z]{2}|\d{4,5})"
_WHOLE = re.compile(rf"(?P<street>.*\S)\s*,\s*(?P<code>{_CODE})\s+(?P<city>[^\d,]{{2,}})")
"""A street, and behind its comma a postcode of figures and a city."""
# How wide a field is beside its neighbours on a line.
_WIDTHS = {"Zipcode": 3, "State": 2, "City": 5, "County": 3}
_NOBODY_TYPES = ("AtypeIdx", "Formatted")  # the server's word for which address it is; read-only
_AROUND_A_HINT = 28  # pixels of an input's frame and margins


class AddressHeading(QWidget):
    """The title of an address, and what can be done for all of it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._label = PlainLabel(title)
        self._label.setProperty("role", "heading")
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 4, 0, 0)
        self._layout.addWidget(self._label)
        self._layout.addStretch(1)

    def name(self, first: QWidget) -> None:
        """Has the letter of the title lead to `first`."""
        self._label.setBuddy(first)

    def offer_copy(self, copy: Callable[[], None]) -> None:
        """Shows the button that calls `copy`."""
        button = QPushButton(_("Same as visiting"))
        button.setObjectName("button.sameAddress")
        button.setProperty("role", "link")
        set_tip(button, _("Ctrl+Shift+A"))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(copy)
        self._layout.addWidget(button)


class AddressEditor(Part):
    """Edits visiting and postal address, or one of them.

    Text for which the layout of another country has no field is kept and named as left out. It is sent again
    once a layout has a field for it.

    Some countries write one address only. The other address, if only that was typed, is then shown in its
    place, and returns to its own place in a country that writes both.
    """

    path = "Address"

    def __init__(self, parts: Mapping[str, str] = PARTS, parent: QWidget | None = None) -> None:
        """Builds the editor; `parts` are the addresses to edit, with their titles."""
        super().__init__(parent)
        self._parts = parts
        self._after: Mapping[str, QWidget] = {}
        self._prefix = self._owner = ""
        self._typed: dict[str, str] = {}
        self._moved: dict[str, str] = {}
        self._kept: dict[str, Any] = {}
        self._boxes: dict[str, FieldBox] = {}
        self._layout_shown: AddressLayout = ()
        self._rule = FieldRule()
        self._passed_by: Set[str] = frozenset()
        self._body = QWidget()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self._body)
        # There is a place to type an address even before any country's layout is known.
        self.set_layout(tuple(line for line in default_layout("") if line[0].part in parts))

    def set_layout(self, layout: AddressLayout) -> None:
        """Rebuilds the fields and keeps what was typed, and the cursor where its field is."""
        if layout == self._layout_shown:
            return
        commit_composition(inside=self)
        self._layout_shown = layout
        place = focus_place(self)
        before, self._body = self._body, QWidget(self)
        self._boxes = {}
        self._move()
        self._lay_out(layout)
        self._outer.replaceWidget(before, self._body)
        self._body.show()
        self.set_rule(self._rule)
        # A late answer comes while somebody types here.
        box = self._boxes.get(place.name.removeprefix(self._prefix)) if place else None
        discard(before, box and box.widget, place)

    def come_after(self, inputs: Mapping[str, QWidget]) -> None:
        """Has Tab lead to an address from the input given for it, instead of from the address before it."""
        self._after = inputs
        self._chain()

    def inputs(self) -> Iterator[QWidget]:
        return (box.widget for box in self._boxes.values())

    def set_owner(self, prefix: str, owner: str) -> None:
        """Names the inputs: ``Persons[0].Address.Street.City`` and "Person 1, home address, city"."""
        self._prefix, self._owner = prefix, owner
        self.path = f"{prefix}Address"
        for line in self._layout_shown:
            for field in line:
                self._name(field)

    def value(self) -> dict[str, Any] | None:
        address = dict(self._kept)
        for path, box in self._boxes.items():
            text = box.safe.value()
            if text:
                _, part, name = path.split(".")
                address[part] = {**address.get(part, {}), name: text}
        return address or None

    def set_value(self, value: dict[str, Any] | None) -> None:
        given = value or {}
        self._kept = {
            name: held for name, held in given.items() if name not in self._parts and held is not None
        }
        self._kept.pop("LocalizedAddress", None)
        self._typed = {
            f"Address.{part}.{name}": text
            for part in self._parts
            for name, text in (given.get(part) or {}).items()
            if isinstance(text, str) and text and name not in _NOBODY_TYPES
        }
        self._moved = {}
        self._move()
        for path, box in self._boxes.items():
            box.safe.set_value(self._typed.get(path))
        self._show_left_out()

    def set_default(self, proposed: Any, *, fill: bool) -> None:
        """Ignores the default, which holds empty fields only: a new company has no address."""

    def set_context(self, context: PartContext) -> None:
        before = self.context
        super().set_context(context)
        if context.address_layout is not before.address_layout:
            self.show_layout_of_company(context.address_layout)

    def show_layout_of_company(self, layout: AddressLayout) -> None:
        """Lays the fields out as the company's country writes addresses."""
        self.set_layout(layout)

    def set_rule(self, rule: FieldRule) -> None:
        self._rule = rule
        self.setVisible(not rule.hidden)
        for path, box in self._boxes.items():
            box.set_rule(FieldRule(read_only=rule.read_only, reason=rule.reason))
            show_beneath(box.widget, self.context.there.get(self._prefix + path, ""))
        self.pass_by(self._passed_by)

    def pass_by(self, parts: Set[str]) -> None:
        """Has Tab pass by these addresses."""
        self._passed_by = parts
        for path, box in self._boxes.items():
            box.pass_by(_part_of(path) in parts)

    def set_problems(self, problems: Sequence[Problem]) -> None:
        for path, box in self._boxes.items():
            box.set_problems([problem for problem in problems if problem.path == self._prefix + path])

    def shown_problems(self) -> Sequence[Problem]:
        return [problem for box in self._boxes.values() for problem in box.shown_problems()]

    def input_problems(self) -> Sequence[Problem]:
        return [problem for box in self._boxes.values() for problem in box.input_problems()]

    def commit_pending_text(self) -> None:
        for box in tuple(self._boxes.values()):
            box.commit_pending_text()

    def reveal_problems(self, is_revealed: bool = True) -> None:
        for box in self._boxes.values():
            box.reveal_problems(is_revealed)

    def focus_path(self, path: str) -> None:
        box = self._boxes.get(path.removeprefix(self._prefix)) or next(iter(self._boxes.values()), None)
        if box is not None:
            box.focus_path()

    def _lay_out(self, layout: AddressLayout) -> None:
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setObjectName(LABELS[0])
        row = 0
        for part, title in self._parts.items():
            lines = [line for line in layout if line[0].part == part]
            if not lines:
                continue
            heading = self._heading(part, title)
            grid.addWidget(heading, row, 0, 1, 2)
            row += 1
            for line in lines:
                grid.addWidget(_label(line), row, 0, Qt.AlignmentFlag.AlignTop)
                grid.addLayout(self._line(line), row, 1)
                row += 1
            heading.name(self._boxes[lines[0][0].path].widget)
        self._chain()
        self._left_out = PlainLabel()
        self._left_out.setProperty("role", "hint")
        self._left_out.setWordWrap(True)
        grid.addWidget(self._left_out, row, 0, 1, 2)
        self._show_left_out()

    def _chain(self) -> None:
        """Puts the inputs into the order of the Tab key."""
        before: QWidget = self
        for part in self._parts:
            before = self._after.get(part, before)
            for path, box in self._boxes.items():
                if _part_of(path) == part:
                    self.setTabOrder(before, box.widget)
                    before = box.widget

    def _move(self) -> None:
        shown = {line[0].part for line in self._layout_shown}
        if shown >= set(self._parts):
            if self._moved and self._moved == self._typed_in(shown & set(map(_part_of, self._moved))):
                self._typed = {path: text for path, text in self._typed.items() if path not in self._moved}
            self._moved = {}
        elif len(shown) == 1 and not self._typed_in(shown):
            (part,) = shown
            hidden = self._typed_in(self._parts.keys() - shown)
            self._moved = {_path_in(part, path): text for path, text in hidden.items()}
            self._typed |= self._moved

    def _typed_in(self, parts: Set[str]) -> dict[str, str]:
        return {path: text for path, text in self._typed.items() if text and _part_of(path) in parts}

    def _show_left_out(self) -> None:
        """Names the texts that are not sent because the layout has no field for them."""
        shown = {_part_of(path) for path in self._boxes}
        texts = [
            text
            for path, text in self._typed_in(self._parts.keys()).items()
            if path not in self._boxes and (_part_of(path) in shown or not self._moved)
        ]
        self._left_out.setText(
            _("Not part of an address in this country, so it is not sent: {names}").format(
                names=", ".join(texts)
            )
        )
        self._left_out.setVisible(bool(texts))

    def _heading(self, part: str, title: str) -> AddressHeading:
        heading = AddressHeading(_WITH_LETTERS.get(title, title))
        if part == "Postal" and any(line[0].part == "Street" for line in self._layout_shown):
            heading.offer_copy(self.copy_visiting)
        return heading

    def _line(self, line: tuple[AddressField, ...]) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.setSpacing(8)
        for field in line:
            declared = Field(
                field.name, field.label, Tab.CONTACT, hint=field.label, carrier=StructuredAddress
            )
            box = make_box(declared, self._body)
            box.hide_label(hint := field.accessible_label if len(line) > 1 else "")
            if hint and field.name == "Zipcode":  # a postcode is short, its name may not be
                wanted = self.fontMetrics().horizontalAdvance(hint) + _AROUND_A_HINT
                box.setMinimumWidth(max(wanted, box.widget.minimumWidth()))
            box.safe.set_value(self._typed.get(field.path))
            box.changed.connect(self._on_box_changed)
            box.changed.connect(self.changed)
            box.editing_finished.connect(self.editing_finished)
            self._boxes[field.path] = box
            self._name(field)
            if field.name == "Address1":
                box.input.finished.connect(partial(self._on_street_left, box, field.part))
            layout.addWidget(box, _WIDTHS.get(field.name, 4), Qt.AlignmentFlag.AlignTop)
        return layout

    def _name(self, field: AddressField) -> None:
        spoken = ", ".join(filter(None, (self._owner, self._parts[field.part], field.accessible_label)))
        self._boxes[field.path].set_path(f"{self._prefix}{field.path}", spoken)

    def _on_box_changed(self) -> None:
        for path, box in self._boxes.items():
            self._typed[path] = box.safe.value() or ""

    def _on_street_left(self, street: FieldBox, part: str) -> None:
        """Splits a whole address that was typed as the street: ``Storgata 12, 5003 Bergen``."""
        places = [self._boxes.get(f"Address.{part}.{name}") for name in ("Zipcode", "City")]
        found = _WHOLE.fullmatch(street.value() or "")
        if not found or any(box is None or box.value() or box.rule.read_only for box in places):
            return
        for box, name in zip((street, *places), ("street", "code", "city"), strict=True):
            if box is not None:
                box.set_value(found[name])
        if isinstance(street.widget, TextInput):
            street.widget.say(_("Postcode and city went into their own fields. Ctrl+Z takes that back."))
        self._on_box_changed()
        self.changed.emit()
        self.editing_finished.emit()

    def copy_visiting(self) -> None:
        """Makes the postal address the same as the visiting address, in the fields that both have."""
        for path, box in self._boxes.items():
            source = self._boxes.get(path.replace(".Postal.", ".Street."))
            if source is not None and source is not box and source.value():
                box.set_value(source.value())
        self._on_box_changed()
        self.changed.emit()


def _part_of(path: str) -> str:
    return path.split(".")[1]


def _path_in(part: str, path: str) -> str:
    return f"Address.{part}.{path.split('.')[2]}"


def _label(line: tuple[AddressField, ...]) -> FieldLabel:
    """Returns a line's label; the server may name the whole line in its first field: ``Postcode/City``."""
    first = line[0].label
    names = first.split("/") if "/" in first else [field.label for field in line]
    return FieldLabel(f"{' / '.join(name.strip() for name in names)}:")
