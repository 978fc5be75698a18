"""The card of one person: head, pages and foot, as in the web client."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QVBoxLayout,
    QWidget,
)

from app.model.carriers.person import PersonEntity
from app.model.checks.problem import Problem
from app.model.form.address_layout import default_layout, home_layout
from app.model.form.fields import Kind
from app.model.form.paths import value_at
from app.model.form.person_fields import PERSON_FIELDS, PersonField, Section
from app.translation import _
from app.ui.common.fitting import FoldingRow
from app.ui.common.plain_text import PlainLabel
from app.ui.inputs.composition import commit_composition
from app.ui.parts.address import AddressEditor
from app.ui.parts.field_box import FieldBox
from app.ui.parts.part import Part
from app.ui.parts.part_context import NO_CONTEXT, PartContext
from app.ui.parts.safe_value import SafeValue, ask_all, attempt_all
from app.ui.persons.card_tabs import PAGES, CardTabs
from app.ui.persons.inputs import PersonFieldBox, make_person_box
from app.ui.persons.keys import PersonKeys
from app.ui.persons.name_split import NameSplit
from app.ui.persons.pages import lay_out_head
from app.ui.persons.parts import HomeAddress, PersonCustomFields, PersonInterests
from app.ui.persons.rows import PersonRows

_FIRST, _MIDDLE = "Firstname", "MiddleName"
_WIDEST_FOOT = 600  # pixels
_ADDRESS, _CUSTOM, _COUNTRY = "Address", "CustomFields", "Country"


class PersonCard(QWidget):
    """Edits the values of one person (see `app.model.form.person_form`), one part a field.

    Signals: changed (a person changed something), editing_finished (a part was left and shows its problems).
    """

    changed = Signal()
    editing_finished = Signal()

    def __init__(self, keys: PersonKeys, parent: QWidget | None = None, *, in_steps: bool = False) -> None:
        """Builds the card; with `in_steps`, whoever made it goes through `building` before anything else."""
        super().__init__(parent)
        self._keys = keys
        self._prefix = ""
        self._context: PartContext = NO_CONTEXT
        # Both are made among the other parts, in the order of the Tab key.
        self._address: HomeAddress
        self._custom: PersonCustomFields
        self._sections: dict[Section, dict[str, Part]] = {section: {} for section in Section}
        self._values: dict[str, SafeValue] = {}
        if not in_steps:
            list(self.building())

    def building(self) -> Iterator[None]:
        """Builds the card, a step of a few milliseconds at a time."""
        yield from self._make_parts()
        self.parts = {path: part for group in self._sections.values() for path, part in group.items()}
        self._values = {path: self._values[path] for path in self.parts}
        first, middle, last = (cast("FieldBox", self.parts[name]) for name in (_FIRST, _MIDDLE, "Lastname"))
        self._name_split = NameSplit(first, middle, last, self._on_name_split)
        self._legal_basis = PlainLabel()
        self._legal_basis.setProperty("role", "hint")
        self._tabs = CardTabs(self._sections, self._values, self)
        yield from self._tabs.building()
        self._lay_out()
        yield
        self.set_index(0)

    def values(self) -> dict[str, Any]:
        """Returns the values, of which is read what was set or changed since the last time."""
        values = {path: safe.known() for path, safe in self._values.items()}
        return {path: value for path, value in values.items() if value is not None}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Shows another person."""
        self._show_layout(values)
        self._name_split.begin()
        for path, safe in self._values.items():
            safe.set_value(values.get(path))
        self._tabs.mark()

    def set_index(self, index: int) -> None:
        """Names everything by the person's index in the form's value: ``Persons[0].Email``."""
        prefix = f"Persons[{index}]."
        if prefix == self._prefix:
            return
        self._prefix, owner = prefix, _("Person {number}").format(number=index + 1)
        for path, part in self.parts.items():
            if isinstance(part, FieldBox):
                part.set_path(f"{self._prefix}{path}", f"{owner}, {part.field.name}")
            elif isinstance(part, PersonRows | AddressEditor | PersonCustomFields | PersonInterests):
                part.set_owner(self._prefix, owner)

    def set_context(self, context: PartContext) -> None:
        """Applies what the server says about people, as far as it has changed."""
        before, self._context = self._context, context
        for path, part in self.parts.items():
            self._values[path].attempt(partial(part.set_context, context))
        if context.person_default is not None and context.person_default is not before.person_default:
            self._show_default(context.person_default)
        if context.address_layout is not before.address_layout:
            self._show_layout(self.values())

    def _show_default(self, default: PersonEntity) -> None:
        """Shows the server's defaults of a new person: interests and custom fields begin with them."""
        wire = default.to_json_object()
        for path in ("Interests", _CUSTOM):
            set_default = partial(self.parts[path].set_default, wire.get(path), fill=False)
            self._values[path].attempt(set_default)
        basis = next((one.legal_base_name for one in default.consents or () if one.legal_base_name), "")
        self._legal_basis.setText(_("Legal basis: {basis}").format(basis=basis) if basis else "")

    def show_problems(self, problems: Sequence[Problem], *, is_revealed: bool) -> None:
        """Takes what is wrong with the person, and shows it if it `is_revealed`."""
        attempt_all(self._values.values(), lambda part: part.reveal_problems(is_revealed))
        of_parts: dict[str, list[Problem]] = {name: [] for name in self.parts}
        for problem in problems:
            inside = problem.path.removeprefix(self._prefix)
            # What has no field of its own is said where the person begins.
            owner = next((n for n, part in self.parts.items() if _leads_to(inside, n, part)), _FIRST)
            of_parts[owner].append(problem)
        for name, part in self.parts.items():
            self._values[name].answer(partial(part.set_problems, of_parts[name]), None)
        self._tabs.mark()

    def unresolved(self) -> Mapping[str, str]:
        """Returns what is typed into lists of this person and names no entry, by path."""
        return dict(ask_all(self._values.values(), lambda part: part.unresolved().items()))

    def keep_unresolved(self, path: str, text: str) -> None:
        """Keeps what was typed into a list that is not built yet."""
        attempt_all(self._values.values(), lambda part: part.keep_unresolved(path, text))

    def commit_pending_text(self) -> None:
        commit_composition()
        attempt_all(self._values.values(), lambda part: part.commit_pending_text())

    def input_problems(self) -> Sequence[Problem]:
        faults = [
            Problem(self._prefix + path, safe.fault) for path, safe in self._values.items() if safe.fault
        ]
        return [*faults, *ask_all(self._values.values(), lambda part: part.input_problems())]

    def focus_path(self, path: str) -> None:
        """Opens the page of a path such as ``Persons[0].Emails[1].Value`` and puts the cursor there."""
        inside = path.removeprefix(self._prefix)
        section, part = next(
            ((section, part) for section, name, part in self._all_parts() if _leads_to(inside, name, part)),
            (Section.HEAD, self.parts[_FIRST]),
        )
        self._tabs.show_section(section)
        part.focus_path(path)

    def path_in_value(self, name: str) -> str:
        """Returns where in the form's value is what the input of that objectName edits."""
        return next(
            (path for part in self.parts.values() if (path := part.path_in_value(name)) != name), name
        )

    def inputs_in_tab_order(self) -> Iterator[QWidget]:
        """Yields the inputs in tab order; the tab bar follows the pages."""
        pages = (part for section in PAGES for part in self._sections[section].values())
        names = [part for name, part in self._sections[Section.HEAD].items() if name != _MIDDLE]
        # Few have a middle name: it is in nobody's way.
        for part in (*names, *pages, self.parts[_MIDDLE]):
            yield from _inputs(part)
        yield self._tabs.tabBar()
        for part in self._sections[Section.FOOT].values():
            yield from _inputs(part)

    def begin(self) -> None:
        """Opens the first page and puts the cursor into the first name."""
        self._tabs.setCurrentIndex(0)
        self.parts[_FIRST].focus_path("")

    def _all_parts(self) -> Iterator[tuple[Section, str, Part]]:
        for section, group in self._sections.items():
            for name, part in group.items():
                yield section, name, part

    def _make_parts(self) -> Iterator[None]:
        """Creates the parts in tab order, which Qt takes from the order of creation."""
        for field in PERSON_FIELDS:
            name = _ADDRESS if field.path.startswith(_ADDRESS) else field.path
            if field.section is Section.INTERESTS and _CUSTOM not in self._sections[Section.MORE]:
                self._custom = PersonCustomFields(self)
                self._custom.inputs_added.connect(self._on_inputs_replaced)
                self._add(Section.MORE, _CUSTOM, self._custom)
            if name not in self._sections[field.section]:
                self._add(field.section, name, self._make_part(field))
                yield

    def _add(self, section: Section, name: str, part: Part) -> None:
        self._sections[section][name] = part
        safe = self._values[name] = SafeValue(part)
        part.changed.connect(safe.note_change)
        part.changed.connect(self._on_part_changed)
        part.editing_finished.connect(self._on_part_finished)
        self._watch(_inputs(part))
        if isinstance(part, PersonRows):
            part.row_added.connect(self._watch)

    def _make_part(self, field: PersonField) -> Part:
        if field.kind is Kind.ROWS:
            return PersonRows(field, self)
        if field.kind is Kind.INTERESTS:
            return PersonInterests(self)
        if field.path.startswith(_ADDRESS):
            self._address = HomeAddress(self)
            return self._address
        return make_person_box(field, self)

    def _watch(self, inputs: Iterable[QWidget]) -> None:
        for widget in inputs:
            self._keys.watch(widget)
            # Installed last, so asked first: plus and minus belong to the line.
            widget.installEventFilter(self)

    def _on_inputs_replaced(self, inputs: Iterable[QWidget]) -> None:
        """Watches inputs that replace others, and puts them into the tab order."""
        self._watch(inputs)
        self._order()

    def _order(self) -> None:
        for before, after in pairwise(self.inputs_in_tab_order()):
            self.setTabOrder(before, after)

    def _lay_out(self) -> None:
        foot = FoldingRow(_WIDEST_FOOT)
        foot.setSpacing(16)
        for part in self._sections[Section.FOOT].values():
            foot.addWidget(part)
        # It breaks its line before it makes the card wider than its window.
        self._legal_basis.setWordWrap(True)
        self._legal_basis.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self._legal_basis, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(lay_out_head(self._sections[Section.HEAD]))
        layout.addWidget(self._tabs, 1)
        layout.addLayout(foot)
        self._order()

    def _show_layout(self, values: Mapping[str, Any]) -> None:
        country = value_at(values, f"{_COUNTRY}.CountryId")
        rules = self._context.rules
        region = rules.regions.get(country, "") if isinstance(country, int) else ""
        # People live in the country of their company unless they have another.
        is_abroad = bool(region) and region != rules.region
        layout = default_layout(region) if is_abroad else self._context.address_layout
        filled = value_at(values, f"{_ADDRESS}.Street")
        before = list(self._address.inputs())
        self._address.set_layout(
            home_layout(
                layout, [name for name, text in filled.items() if text] if isinstance(filled, dict) else []
            )
        )
        if before != list(self._address.inputs()):
            self._on_inputs_replaced(self._address.inputs())

    def _on_part_changed(self) -> None:
        if self.sender() is self.parts[_COUNTRY]:
            self._show_layout(self.values())
        self.changed.emit()
        self._tabs.mark()

    def _on_name_split(self) -> None:
        for path in (_FIRST, _MIDDLE, "Lastname"):
            self._values[path].note_change()
        self._on_part_changed()

    def _on_part_finished(self) -> None:
        self._tabs.mark()
        self.editing_finished.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if self._tabs.handle_key(event):
            return True
        rows = (part for part in self.parts.values() if isinstance(part, PersonRows))
        mine = next((part for part in rows if watched in list(part.inputs())), None)
        return mine is not None and mine.handle_key(watched, event)


def _leads_to(inside: str, name: str, part: Part) -> bool:
    """Returns True if `part` edits the property at the path `inside` the person."""
    names = {name}
    if isinstance(part, PersonFieldBox | PersonRows):
        names.add(part.field.entity_path)
    if name == _COUNTRY:
        names.add("CountryId")  # as the light Person says it
    return any(inside == one or inside.startswith((f"{one}.", f"{one}[")) for one in names)


def _inputs(part: Part) -> Iterator[QWidget]:
    if isinstance(part, FieldBox):
        return iter((part.widget,))
    if isinstance(part, PersonRows | AddressEditor | PersonCustomFields | PersonInterests):
        return part.inputs()
    raise TypeError(type(part).__name__)
