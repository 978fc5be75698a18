"""The form: header and tabs, one value.

Its value is a ContactEntity in the WebAPI's spelling with what was typed or chosen, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from app.model.fields import CONTACT_FIELDS, Tab, place_of
from app.model.lists import Choice, UserDefinedFieldInfo
from app.model.rules import Rules
from app.model.validation import Problem, Severity
from app.ui.choice import ChoiceInput
from app.ui.custom_fields import CustomFieldsPage
from app.ui.field_box import FieldBox, make_box
from app.ui.pages import CommunicationPage, ContactPage
from app.ui.persons import PersonsPage
from app.ui.theme import colours

_TITLES = {
    Tab.CONTACT: "Contact",
    Tab.PERSONS: "Persons",
    Tab.COMMUNICATION: "Phones && e-mails",
    Tab.CUSTOM_FIELDS: "Custom fields",
}
# What the default entity proposes for one company alone; shown as a hint, never as a value.
_PROPOSED_NUMBER = "Number2"


class ContactForm(QFrame):
    """The card with everything that is typed.

    Signals: changed (a person changed something), judged (a field was left and may be judged).
    """

    changed = Signal()
    judged = Signal()

    def __init__(self, corner: QWidget, parent: QWidget | None = None) -> None:
        """`corner` is what stands at the right of the header: the Save button and its like."""
        super().__init__(parent)
        self.setObjectName("card")
        self._kept: dict[str, Any] = {}
        self._problems: Sequence[Problem] = ()
        self._header = [make_box(field, self) for field in CONTACT_FIELDS if field.tab is Tab.HEADER]
        self.contact = ContactPage()
        self.persons = PersonsPage()
        self.communication = CommunicationPage()
        self.custom_fields = CustomFieldsPage()
        self._pages = (self.contact, self.persons, self.communication, self.custom_fields)
        self.tabs = self._make_tabs()
        self._lay_out(corner)
        sources: list[FieldBox | ContactPage | PersonsPage | CommunicationPage | CustomFieldsPage] = [
            *self._header,
            self.contact,
            self.persons,
            self.communication,
            self.custom_fields,
        ]
        for source in sources:
            source.changed.connect(self.changed)
            source.judged.connect(self._tell_judged)
        self._plain = {box.field.path: box for box in (*self._header, *self.contact.boxes())}

    def value(self) -> dict[str, Any]:
        form = dict(self._kept)
        parts = {
            **{path: box.value() for path, box in self._plain.items()},
            **{path: editor.value() for path, editor in self.communication.editors.items()},
            "Persons": self.persons.value(),
            "CustomFields": self.custom_fields.value(),
        }
        return form | {path: value for path, value in parts.items() if value is not None}

    def set_value(self, form: Mapping[str, Any]) -> None:
        """Shows `form` and judges nothing of it yet; what has no editor is kept and comes back."""
        self.judge_all(False)
        self.show_problems(())
        for path, box in self._plain.items():
            box.set_value(form.get(path))
        for path, editor in self.communication.editors.items():
            editor.set_value(form.get(path))
        self.persons.set_value(form.get("Persons"))
        self.custom_fields.set_value(form.get("CustomFields"))
        known = {*self._plain, *self.communication.editors, "Persons", "CustomFields"}
        self._kept = {name: value for name, value in form.items() if name not in known}
        self._mark_tabs()

    def set_defaults(self, defaults: Mapping[str, Any], *, fill: bool) -> None:
        """The server's proposals: put into what is still empty if `fill`; the number is but a hint."""
        for path, box in self._plain.items():
            if path == _PROPOSED_NUMBER:
                box.set_hint(f"{box.field.hint}, probably {defaults[path]}" if defaults.get(path) else "")
            elif fill and defaults.get(path) and box.value() is None:
                box.set_value(defaults[path])
        self.custom_fields.set_defaults(defaults.get("CustomFields") or {})

    def set_rules(self, rules: Rules) -> None:
        for path, box in self._plain.items():
            box.set_rule(rules.of(path))
        for path, editor in self.communication.editors.items():
            editor.set_rule(rules.of(path))

    def set_layout_of_custom_fields(self, layout: Iterable[UserDefinedFieldInfo]) -> None:
        self.custom_fields.set_layout(layout)

    def set_choices(self, list_name: str, choices: Sequence[Choice]) -> None:
        for box in self._plain.values():
            if isinstance(box.widget, ChoiceInput) and box.field.list_name == list_name:
                box.widget.set_choices(choices)
        self.persons.set_choices(list_name, choices)
        self.custom_fields.set_choices(list_name, choices)

    def set_label(self, path: str, label: str) -> None:
        """Another label for a field, such as the country's own name for VAT numbers."""
        self._plain[path].set_label(label)

    def settle(self) -> None:
        """Lets inputs that are still being typed into make up their minds, since Save is pressed in them."""
        for box in (*self._plain.values(), *self.persons.boxes(), *self.custom_fields.boxes()):
            if isinstance(box.widget, ChoiceInput):
                box.widget.settle()

    def troubles(self) -> tuple[Problem, ...]:
        """What the inputs themselves cannot make a value of."""
        boxes = (*self._plain.values(), *self.custom_fields.boxes())
        return tuple(trouble for box in boxes if (trouble := box.trouble()))

    def judge_all(self, is_open: bool = True) -> None:
        """Shows the problems of fields that nobody has left yet, too: after Save, everything is judged."""
        for box in (*self._plain.values(), *self.custom_fields.boxes()):
            box.open_for_judgement(is_open)
        for editor in self.communication.editors.values():
            editor.open_for_judgement(is_open)
        self.persons.open_for_judgement(is_open)
        self._mark_tabs()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        self._problems = problems
        for box in (*self._plain.values(), *self.custom_fields.boxes()):
            box.set_problems([problem for problem in problems if _root(problem.path) == box.path])
        for editor in self.communication.editors.values():
            editor.set_problems(problems)
        self.persons.set_problems([problem for problem in problems if problem.path.startswith("Persons[")])
        self._mark_tabs()

    def focus_path(self, path: str) -> None:
        """Opens the page of a field and puts the cursor into it."""
        tab = place_of(path)[0]
        for page in self._pages:
            if page.objectName() == tab:
                self.tabs.setCurrentWidget(self._scroll_of(page))
        if tab is Tab.PERSONS:
            self.persons.focus_path(path)
            return
        box = self._box_at(path)
        if box is not None:
            box.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def shown_problems(self) -> list[Problem]:
        """All problems that are shown at the moment, header first."""
        shown = [problem for box in self._header for problem in box.shown_problems()]
        for page in self._pages:
            shown += self._shown_on(page)
        return shown

    def focus_first(self) -> None:
        self._header[0].widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_tab(self, tab: Tab) -> None:
        page = next(page for page in self._pages if page.objectName() == tab)
        self.tabs.setCurrentWidget(self._scroll_of(page))

    def _box_at(self, path: str) -> FieldBox | None:
        editor = self.communication.editors.get(path.partition("[")[0])
        if editor is not None:
            return editor.box_at(path) or next(editor.boxes())
        boxes: Iterator[FieldBox] = iter((*self._plain.values(), *self.custom_fields.boxes()))
        return next((box for box in boxes if box.path == _root(path)), None)

    def _tell_judged(self) -> None:
        self._mark_tabs()
        self.judged.emit()

    def _mark_tabs(self) -> None:
        """A tab counts the errors that are shown on its page."""
        for page in self._pages:
            index = self.tabs.indexOf(self._scroll_of(page))
            count = sum(problem.severity is not Severity.WARNING for problem in self._shown_on(page))
            title = _TITLES[Tab(page.objectName())]
            self.tabs.setTabText(index, f"{title}  ({count})" if count else title)
            self.tabs.setTabIcon(index, _dot(colours().error) if count else QIcon())

    def _shown_on(self, page: QWidget) -> Iterator[Problem]:
        if page is self.persons:
            yield from self.persons.shown_problems()
        elif page is self.communication:
            for editor in self.communication.editors.values():
                for box in editor.boxes():
                    yield from box.shown_problems()
        elif isinstance(page, ContactPage | CustomFieldsPage):
            for box in page.boxes():
                yield from box.shown_problems()

    def _scroll_of(self, page: QWidget) -> QWidget:
        return self._scrolls[page]

    def _make_tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setObjectName("tabs")
        tabs.tabBar().setAccessibleName("Pages")
        tabs.setDocumentMode(True)
        self._scrolls: dict[QWidget, QScrollArea] = {}
        for page in self._pages:
            scroll = QScrollArea()
            scroll.setWidgetResizable(True)
            scroll.setFrameShape(QFrame.Shape.NoFrame)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            scroll.setWidget(page)
            self._scrolls[page] = scroll
            tabs.addTab(scroll, _TITLES[Tab(page.objectName())])
        return tabs

    def _lay_out(self, corner: QWidget) -> None:
        names = QVBoxLayout()
        names.setSpacing(4)
        for box in self._header:
            box.go_without_label()
            box.widget.setMaximumWidth(560)
            names.addWidget(box)
        top = QHBoxLayout()
        top.setSpacing(24)
        top.addLayout(names, 1)
        top.addWidget(corner, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self.tabs, 1)


def _root(path: str) -> str:
    """The path of the box that a message belongs to: ``Category.Id`` is the box "Category"."""
    return path if path.startswith("CustomFields.") else path.partition(".")[0]


def _dot(colour: str) -> QIcon:
    picture = QPixmap(16, 16)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(colour))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(4, 4, 8, 8)
    painter.end()
    return QIcon(picture)
