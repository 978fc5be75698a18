"""The whole form: header and pages, edited as one value.

The value is a ContactEntity in the WebAPI's spelling. It holds what was typed or chosen, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import methodcaller
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.model.checks.problem import Problem
from app.model.form.choices import LAST_EDITED, UNRESOLVED
from app.model.form.fields import CONTACT_FIELDS, Tab
from app.ui.common.fitting import link_height
from app.ui.form.page_table import inputs_in_order, page_in_steps, put_after
from app.ui.form.page_tabs import PageTabs, forget_place_on
from app.ui.form.shown_problems import ShownProblems
from app.ui.inputs.choice import ChoiceInput
from app.ui.inputs.composition import commit_composition
from app.ui.parts.field_box import FieldBox, make_box
from app.ui.parts.part import PREFIX, TITLES, Page, Part, property_of
from app.ui.parts.part_context import NO_CONTEXT, PartContext
from app.ui.parts.safe_value import SafeValue, ask_all, attempt_all

if TYPE_CHECKING:
    from app.ui.form.further_pages import CommunicationPage, CustomFieldsPage
    from app.ui.form.pages import ContactPage
    from app.ui.persons.editor import PersonsPage


class ContactForm(QFrame):
    """Edits a company with its people.

    Signals: changed (a person changed something), editing_finished (a part was left and shows its problems).
    """

    changed = Signal()
    editing_finished = Signal()

    def __init__(
        self, corner: QWidget, parent: QWidget | None = None, *, only_first_page: bool = False
    ) -> None:
        """Builds the form; `corner` is shown at the right of the header and holds the Save button.

        With `only_first_page`, the other pages are built by `build_pages`, or as soon as they are needed.
        """
        super().__init__(parent)
        self.setObjectName("card")
        self.context: PartContext = NO_CONTEXT
        self.parts_by_path: dict[str, Part] = {}
        self._kept: dict[str, Any] = {}
        self._pages: dict[Tab, Page] = {}
        self._unfinished: dict[Tab, tuple[Iterator[Page], Page]] = {}
        self._values: dict[str, SafeValue] = {}
        self._touched: set[str] = set()  # paths that a person has changed since `set_value`
        header = [make_box(field, self) for field in CONTACT_FIELDS if field.tab is Tab.HEADER]
        self._header: list[Part] = [*header]  # and what stands beneath the pages
        self._problems = ShownProblems(lambda path: self.tabs.mark(self._pages, path))
        self.tabs = PageTabs(lambda part: self._values[part.path], self._problems.of)
        self._lay_out(corner, header)
        for box in self._header:
            self._add_part(box)
        self._build(Tab.CONTACT)
        if not only_first_page:
            self._build_all()
        self.tabs.currentChanged.connect(self._on_tab_opened)

    def build_pages(self) -> Iterator[None]:
        """Builds the pages that are not there yet, in steps; one that is opened meanwhile comes at once."""
        for tab in TITLES:
            while tab not in self._pages:
                self._build_step(tab)
                yield

    @property
    def pages(self) -> list[Page]:
        """The pages that are built, in the order of the tabs."""
        return [self._pages[tab] for tab in TITLES if tab in self._pages]

    @property
    def contact(self) -> ContactPage:
        return cast("ContactPage", self._page(Tab.CONTACT))

    @property
    def persons(self) -> PersonsPage:
        return cast("PersonsPage", self._page(Tab.PERSONS))

    @property
    def communication(self) -> CommunicationPage:
        return cast("CommunicationPage", self._page(Tab.COMMUNICATION))

    @property
    def custom_fields(self) -> CustomFieldsPage:
        return cast("CustomFieldsPage", self._page(Tab.CUSTOM_FIELDS))

    def value(self) -> dict[str, Any]:
        return self._with_kept({path: safe.value() for path, safe in self._values.items()})

    def known_value(self) -> dict[str, Any]:
        """Returns the value as it was read last; read anew is what was set or changed by its user since."""
        return self._with_kept({path: safe.known() for path, safe in self._values.items()})

    def set_value(self, form: Mapping[str, Any], *, is_same: bool = False) -> None:
        """Shows `form` without its problems; what has no editor is kept for `value`.

        Where it `is_same`, a step back or forth in the entry that is shown, what has been marked stays so.
        """
        self._build_all()
        if not is_same:
            self._touched.clear()
            self._problems.forget()
        for path, safe in self._values.items():
            # What a step does not change stays as it is, an open page of a person as well.
            if not is_same or safe.known() != form.get(path):
                safe.set_value(form.get(path))
                if is_same:
                    self._problems.note_set(path)
        edited = (*self.parts_by_path, UNRESOLVED, LAST_EDITED)
        self._kept = {name: value for name, value in form.items() if name not in edited}
        self.show_unresolved(form.get(UNRESOLVED))
        self._problems.ask_all()

    def empty_built(self) -> None:
        """Empties what is built of the form for the next company, and builds nothing more."""
        self._touched.clear()
        self._problems.forget()
        for safe in self._values.values():
            safe.set_value(None)
        self._kept = {}
        self._problems.ask_all()
        self.focus_first()

    def unresolved(self) -> dict[str, str]:
        """Returns what is typed into lists and names no entry, by path; it is no part of `value`."""
        return dict(ask_all(self._values.values(), lambda part: part.unresolved().items()))

    def show_unresolved(self, texts: Any) -> None:
        """Shows what `unresolved` has returned again, in lists that have no value."""
        for path, text in texts.items() if isinstance(texts, dict) else ():
            found, is_text = self.findChild(ChoiceInput, path), isinstance(text, str)
            if is_text and found is None:
                attempt_all(self._values.values(), methodcaller("keep_unresolved", path, text))
            elif is_text and found is not None and found.value() is None:
                found.setEditText(text)
                found.is_typing = True  # what the list has by now is taken, as where a field is left
                found.commit_pending_text()

    def set_defaults(self, defaults: Mapping[str, Any], *, fill: bool) -> None:
        """Shows the server's proposals; puts them into fields that nobody has touched if `fill`."""
        self._build_all()
        for path, part in self.parts_by_path.items():
            fills = fill and path not in self._touched
            self._values[path].attempt(partial(part.set_default, defaults.get(path), fill=fills))

    def set_context(self, context: PartContext) -> None:
        """Passes what the server says to every part; each takes what it shows and what has changed."""
        self._build_all()
        self.context = context
        for part in self.parts_by_path.values():
            self._values[part.path].attempt(partial(part.set_context, context))
            self._problems.note_set(part.path)

    def set_label(self, path: str, label: str) -> None:
        """Changes the label of a field, for example to the country's name for VAT numbers."""
        if isinstance(box := self.parts_by_path[path], FieldBox):
            box.set_label(label)

    def commit_before(self, form: Mapping[str, Any]) -> None:
        """Commits what an input method has open in parts of which `form` has another value."""
        for path, safe in self._values.items():
            if safe.known() != form.get(path):
                self.parts_by_path[path].commit_composition()

    def commit_pending_text(self) -> None:
        """Commits text that is still being typed, since Save may be pressed in the middle of it."""
        commit_composition()
        attempt_all(self._values.values(), lambda part: part.commit_pending_text())
        for path in self.unresolved():  # what they say now differs without a change of the value
            self._problems.note_set(property_of(path))

    def input_problems(self) -> tuple[Problem, ...]:
        """Returns a problem for each input whose text is no value yet."""
        return (*self._faults(), *ask_all(self._values.values(), lambda part: part.input_problems()))

    def reveal_problems(self) -> None:
        """Shows the problems even of parts that nobody has left yet, as Save does."""
        self._build_all()
        self._problems.reveal()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        self._build_all()
        self._problems.show(problems)

    def shown_problems(self) -> list[Problem]:
        """Returns all problems that are shown at the moment, header first."""
        return [*self._faults(), *self._problems.all()]

    def focus_path(self, path: str) -> None:
        """Opens the page of a field and puts the cursor into it."""
        self._build_all()
        for page in self.pages:
            if page.holds(path):
                self.show_page(page)
                page.focus_path(path)
                return
        for part in self._header:
            if part.path == property_of(path):
                part.focus_first()

    def name_of(self, path: str) -> str:
        """Returns page and label of the field at `path`; an empty text for an empty path."""
        from app.model.form.field_names import tab_and_full_name
        from app.ui.form.pages import label_in

        tab, name = tab_and_full_name(path := path.removeprefix(PREFIX))
        page = TITLES.get(tab, "").replace("&&", "&")
        label = self.custom_fields.editor.label_of(path) or label_in(self.parts_by_path, path) or name
        return f"{page}, {label}" if page else label

    def in_order(self, problems: Iterable[Problem]) -> list[Problem]:
        """Returns the problems that have a field, in the order of the form."""
        order = {path: index for index, path in enumerate(self.parts_by_path)}
        placed = [problem for problem in problems if property_of(problem.path) in order]
        return sorted(placed, key=lambda problem: order[property_of(problem.path)])

    def show_beneath_header(self, strip: QWidget) -> None:
        """Inserts `strip` between the header and the pages."""
        self._column.insertWidget(1, strip)

    def add_beneath(self, part: Part) -> None:
        """Adds a part that has laid itself out beneath the pages."""
        self._header.append(part)
        self._add_part(part)

    def focus_first(self) -> None:
        self._header[0].focus_first()

    def show_tab(self, number: int) -> None:
        """Opens a page by its number; the first is 1, as in its keyboard shortcut."""
        self.tabs.setCurrentIndex(number - 1)

    def go_to_tab(self, number: int) -> None:
        """Opens a page and puts the cursor where it was there last; else into its first field."""
        page = self._page(list(TITLES)[number - 1])
        self.tabs.go_to(page, partial(self.show_tab, number))

    def turn_page(self, step: int) -> None:
        """Opens the next page, or the one before it with -1; behind the last comes the first."""
        self.go_to_tab((self.tabs.currentIndex() + step) % len(TITLES) + 1)

    def forget_places(self) -> None:
        """Forgets where the cursor was on each page: another entry is in the form."""
        for page in self.pages:
            forget_place_on(page)

    def show_page(self, page: Page) -> None:
        self.tabs.show_page(page)

    def _page(self, tab: Tab) -> Page:
        self._build(tab)
        return self._pages[tab]

    def _build_all(self) -> None:
        list(self.build_pages())

    def _build(self, tab: Tab) -> None:
        while tab not in self._pages:
            self._build_step(tab)

    def _build_step(self, tab: Tab) -> None:
        """Builds a page a little further, and puts it in its place once it is whole."""
        first = cast("ContactPage | None", self._pages.get(Tab.CONTACT))
        steps, page = self._unfinished.get(tab) or (page_in_steps(tab, first, self.tabs.place), None)
        whole, page = page, next(steps, None)
        if page is not None:
            self._unfinished[tab] = steps, page
        elif whole is not None:
            self._unfinished.pop(tab, None)
            self._place(whole)

    def _place(self, page: Page) -> None:
        """Makes a page part of the form, as if it had been there all along."""
        inputs = inputs_in_order(page) if self._pages else ()  # the first one is built in its order
        self._pages[page.tab] = page
        if not self.isAncestorOf(page):
            self.tabs.place(page)
        put_after(self.tabs.tabBar(), inputs)
        for part in page.parts:
            self._add_part(part)
        if page.tab is Tab.CUSTOM_FIELDS:
            self.contact.show_required(self.custom_fields.editor)
        order = [*self._header, *(part for one in self.pages for part in one.parts)]
        self.parts_by_path = {part.path: part for part in order}
        self._values = {path: self._values[path] for path in self.parts_by_path}
        self._problems.use_parts(self._values)

    def _add_part(self, part: Part) -> None:
        if self.parts_by_path.get(part.path) is part:
            return  # one that two pages lay out
        self.parts_by_path[part.path] = part
        safe = self._values[part.path] = SafeValue(part)
        part.changed.connect(safe.note_change)
        part.changed.connect(partial(self._touched.add, part.path))
        part.changed.connect(partial(self._on_part_changed, part))
        part.editing_finished.connect(partial(self._on_part_finished, part))

    def _on_tab_opened(self, index: int) -> None:
        self._page(list(TITLES)[index])

    def _with_kept(self, parts: Mapping[str, Any]) -> dict[str, Any]:
        return self._kept | {path: value for path, value in parts.items() if value is not None}

    def _faults(self) -> list[Problem]:
        return [Problem(path, safe.fault) for path, safe in self._values.items() if safe.fault]

    def _on_part_changed(self, part: Part) -> None:
        self.changed.emit()  # first what keeps the text: marking can wait
        self._problems.note_change(part.path)

    def _on_part_finished(self, part: Part) -> None:
        self._problems.note_change(part.path)
        self.editing_finished.emit()

    def _lay_out(self, corner: QWidget, header: Sequence[FieldBox]) -> None:
        names = QGridLayout()
        names.setHorizontalSpacing(12)
        names.setVerticalSpacing(4)
        for row, box in enumerate(header):
            box.widget.setMaximumWidth(560)
            names.addWidget(box.label, row, 0, Qt.AlignmentFlag.AlignTop)
            names.addWidget(box, row, 1, Qt.AlignmentFlag.AlignTop)
        names.setColumnStretch(1, 1)
        names.setRowStretch(len(header), 1)
        top = QHBoxLayout()
        top.setSpacing(24)
        top.addLayout(names, 1)
        top.addWidget(corner, 0, Qt.AlignmentFlag.AlignTop)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 4)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.tabs, 1)
        layout.addSpacing(layout.spacing() + link_height(self))  # for what comes beneath later
