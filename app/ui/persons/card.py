"""The card of one person: head, pages and foot, as in the web client."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.model.carriers.person import PersonEntity
from app.model.checks.validation import Problem, Severity
from app.model.form.address_layout import default_layout, home_layout
from app.model.form.fields import Kind
from app.model.form.person_fields import PERSON_FIELDS, PersonField, Section
from app.ui.common.theme import mark_tab
from app.ui.parts.address import AddressEditor
from app.ui.parts.field_box import FieldBox
from app.ui.parts.part import Part
from app.ui.parts.part_context import NO_CONTEXT, PartContext
from app.ui.persons.inputs import PersonFieldBox, make_person_box
from app.ui.persons.keys import PersonKeys
from app.ui.persons.pages import lay_out_head, make_page
from app.ui.persons.rows import PersonRows
from app.ui.persons.sets import HomeAddress, PersonCustomFields, PersonInterests

_PAGES = (Section.CONTACT, Section.DETAILS, Section.MORE, Section.INTERESTS, Section.NOTE)
# Where set values are not in view, a tab has a dot.
_DOTTED = (Section.MORE, Section.INTERESTS, Section.NOTE)
_PAGE_KEYS = {
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Backtab: -1,
}
_FIRST, _ADDRESS, _CUSTOM, _COUNTRY = "Firstname", "Address", "CustomFields", "Country"


class PersonCard(QWidget):
    """Edits the values of one person (see `app.model.form.person_form`), one part a field.

    Signals: changed (a person changed something), judged (a part was left and may be judged).
    """

    changed = Signal()
    judged = Signal()

    def __init__(self, keys: PersonKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self._prefix = ""
        self._context: PartContext = NO_CONTEXT
        # Both are made among the other parts, in the order of the Tab key.
        self._address: HomeAddress
        self._custom: PersonCustomFields
        self._sections: dict[Section, dict[str, Part]] = {section: {} for section in Section}
        self._make_parts()
        self.parts = {path: part for group in self._sections.values() for path, part in group.items()}
        self._legal_basis = QLabel()
        self._legal_basis.setProperty("role", "hint")
        self._tabs = self._make_tabs()
        self._lay_out()
        self.set_place(0)
        self._tabs.currentChanged.connect(self._go_into_page)

    def values(self) -> dict[str, Any]:
        values = {path: part.value() for path, part in self.parts.items()}
        return {path: value for path, value in values.items() if value is not None}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Shows another person; nothing of it is judged yet."""
        self._show_layout(values)
        for path, part in self.parts.items():
            part.set_value(values.get(path))
        self._mark_tabs()

    def set_place(self, place: int) -> None:
        """Names everything by the person's place in the form's value: ``Persons[0].Email``."""
        self._prefix, whose = f"Persons[{place}].", f"Person {place + 1}"
        for path, part in self.parts.items():
            if isinstance(part, FieldBox):
                part.set_path(f"{self._prefix}{path}", f"{whose}, {part.field.name}")
            elif isinstance(part, PersonRows | AddressEditor | PersonCustomFields | PersonInterests):
                part.set_place(self._prefix, whose)

    def set_context(self, context: PartContext) -> None:
        """Applies what the server says about people, as far as it has changed."""
        before, self._context = self._context, context
        for part in self.parts.values():
            part.set_context(context)
        if context.person_custom_fields is not before.person_custom_fields:
            self._take_inputs(self._custom.inputs())
        if context.person_default is not None and context.person_default is not before.person_default:
            self._show_default(context.person_default)
        if context.address_layout is not before.address_layout:
            self._show_layout(self.values())

    def _show_default(self, default: PersonEntity) -> None:
        """Shows the server's defaults of a new person: interests and custom fields begin with them."""
        wire = default.to_json_object()
        self.parts["Interests"].set_default(wire.get("Interests"), fill=False)
        self._custom.set_default(wire.get(_CUSTOM), fill=False)
        basis = next((one.legal_base_name for one in default.consents or () if one.legal_base_name), "")
        self._legal_basis.setText(f"Legal basis: {basis}" if basis else "")

    def set_problems(self, problems: Sequence[Problem]) -> None:
        of_parts: dict[str, list[Problem]] = {name: [] for name in self.parts}
        for problem in problems:
            inside = problem.path.removeprefix(self._prefix)
            # What has no field of its own is said where the person begins.
            owner = next((n for n, part in self.parts.items() if _leads_to(inside, n, part)), _FIRST)
            of_parts[owner].append(problem)
        for name, part in self.parts.items():
            part.set_problems(of_parts[name])
        self._mark_tabs()

    def open_for_judgement(self, is_open: bool) -> None:
        for part in self.parts.values():
            part.open_for_judgement(is_open)
        self._mark_tabs()

    def settle(self) -> None:
        for part in self.parts.values():
            part.settle()

    def troubles(self) -> Sequence[Problem]:
        return [trouble for part in self.parts.values() for trouble in part.troubles()]

    def focus_path(self, path: str) -> None:
        """Opens the page of a path such as ``Persons[0].Emails[1].Value`` and puts the cursor there."""
        inside = path.removeprefix(self._prefix)
        section, part = next(
            ((section, part) for section, name, part in self._all() if _leads_to(inside, name, part)),
            (Section.HEAD, self.parts[_FIRST]),
        )
        if section in _PAGES:
            self._tabs.setCurrentIndex(_PAGES.index(section))
        part.focus_path(path)

    def stops(self) -> Iterator[QWidget]:
        """Where the Tab key comes by, in that order; the pages are before what turns them."""
        pages = (part for section in _PAGES for part in self._sections[section].values())
        for part in (*self._sections[Section.HEAD].values(), *pages):
            yield from _inputs(part)
        yield self._tabs.tabBar()
        for part in self._sections[Section.FOOT].values():
            yield from _inputs(part)

    def begin(self) -> None:
        """Puts the cursor where typing begins."""
        self._tabs.setCurrentIndex(0)
        self.parts[_FIRST].focus_path("")

    def _all(self) -> Iterator[tuple[Section, str, Part]]:
        for section, group in self._sections.items():
            for name, part in group.items():
                yield section, name, part

    def _make_parts(self) -> None:
        """In the order of the Tab key, which is the order of making."""
        for field in PERSON_FIELDS:
            name = _ADDRESS if field.path.startswith(_ADDRESS) else field.path
            if field.section is Section.INTERESTS and _CUSTOM not in self._sections[Section.MORE]:
                self._custom = PersonCustomFields(self)
                self._add(Section.MORE, _CUSTOM, self._custom)
            if name not in self._sections[field.section]:
                self._add(field.section, name, self._make_part(field))

    def _add(self, section: Section, name: str, part: Part) -> None:
        self._sections[section][name] = part
        part.changed.connect(self._tell_changed)
        part.judged.connect(self._tell_judged)
        self._watch(_inputs(part))
        if isinstance(part, PersonRows):
            part.row_made.connect(self._watch)

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

    def _take_inputs(self, inputs: Iterable[QWidget]) -> None:
        """Those that were made anew."""
        self._watch(inputs)
        self._order()

    def _order(self) -> None:
        for before, after in pairwise(self.stops()):
            self.setTabOrder(before, after)

    def _make_tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setObjectName("person")
        tabs.tabBar().setAccessibleName("Pages of the person")
        tabs.setDocumentMode(True)
        tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its bar has one of its own
        # Its pages scroll, so that the names above and the foot below stay in view.
        tabs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        tabs.setMinimumHeight(200)
        for section in _PAGES:
            tabs.addTab(make_page(section, self._sections[section]), section)
        return tabs

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(16)
        for part in self._sections[Section.FOOT].values():
            foot.addWidget(part)
        foot.addStretch(1)
        foot.addWidget(self._legal_basis)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(lay_out_head(self._sections[Section.HEAD]))
        layout.addWidget(self._tabs, 1)
        layout.addLayout(foot)
        self._order()

    def _show_layout(self, values: Mapping[str, Any]) -> None:
        country = (values.get(_COUNTRY) or {}).get("CountryId", 0)
        rules = self._context.rules
        region = rules.regions.get(country, "") if country else ""
        # People live in the country of their company unless they have another.
        is_abroad = bool(region) and region != rules.region
        layout = default_layout(region) if is_abroad else self._context.address_layout
        filled = (values.get(_ADDRESS) or {}).get("Street") or {}
        before = list(self._address.inputs())
        self._address.set_layout(home_layout(layout, [name for name, text in filled.items() if text]))
        if before != list(self._address.inputs()):
            self._take_inputs(self._address.inputs())

    def _tell_changed(self) -> None:
        if self.sender() is self.parts[_COUNTRY]:
            self._show_layout(self.values())
        self._mark_tabs()
        self.changed.emit()

    def _tell_judged(self) -> None:
        self._mark_tabs()
        self.judged.emit()

    def _mark_tabs(self) -> None:
        for index, section in enumerate(_PAGES):
            parts = self._sections[section].values()
            shown = [problem for part in parts for problem in part.shown_problems()]
            count = sum(problem.severity is not Severity.WARNING for problem in shown)
            used = section in _DOTTED and any(_is_used(part) for part in parts)
            mark_tab(self._tabs, index, section, count, is_used=used)

    def _go_into_page(self, index: int) -> None:
        """With the keys one goes to a page to type there."""
        focused = QApplication.focusWidget()
        if focused is None or (self.isAncestorOf(focused) and focused is not self._tabs.tabBar()):
            next(iter(self._sections[_PAGES[index]].values())).focus_path("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in _PAGE_KEYS:
            index = self._tabs.currentIndex() + _PAGE_KEYS[Qt.Key(event.key())]
            self._tabs.setCurrentIndex(index % len(_PAGES))
            return True
        rows = (part for part in self.parts.values() if isinstance(part, PersonRows))
        mine = next((part for part in rows if watched in list(part.inputs())), None)
        return mine is not None and mine.take_key(watched, event)


def _leads_to(inside: str, name: str, part: Part) -> bool:
    """Whether the path of a property is edited in that part."""
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


def _is_used(part: Part) -> bool:
    return part.is_used if isinstance(part, PersonInterests) else bool(part.value())
