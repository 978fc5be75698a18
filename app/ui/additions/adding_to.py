"""Makes of what is typed an addition to a company that is there, and back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.controller.questions.adding import Adding, AddingController
from app.model.additions.merging import shown_value
from app.model.additions.target import with_replaced
from app.model.checks.problem import Problem
from app.model.form.custom_field_values import bare_text
from app.model.form.fields import CONTACT_FIELDS
from app.model.form.paths import value_at, without
from app.translation import _
from app.ui.additions.target_strip import TargetStrip
from app.ui.form.context_feed import ContextFeed
from app.ui.form.form import ContactForm
from app.ui.form.undo_history import FormHistory
from app.ui.reading.dates import date_text

if TYPE_CHECKING:
    from app.ui.additions.differences_dialog import DifferencesDialog

_LISTS = {field.path: field.list_name for field in CONTACT_FIELDS if field.list_name}


class AddingTo(QObject):
    """The window's part of it; each of its changes of the form is one step of undo."""

    save_asked = Signal()
    """What Save has asked about is answered: it goes on."""

    def __init__(
        self,
        window: QWidget,
        form: ContactForm,
        history: FormHistory,
        feed: ContextFeed,
        controller: AddingController,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._form = form
        self._history = history
        self._feed = feed
        self._controller = controller
        self.strip = TargetStrip()
        form.show_beneath_header(self.strip)
        self.strip.back_asked.connect(self.begin_new)
        self.strip.decision_asked.connect(self.decide)
        form.tabs.currentChanged.connect(self.strip.show_tab)
        controller.changed.connect(self._on_changed)
        self._on_changed(controller.state)

    def use(self, contact_id: int, name: str) -> None:
        """Adds what is typed to that company instead of making a new one of it."""
        self._form.commit_pending_text()
        form = self._controller.with_company(self._form.value(), contact_id, name)
        if form is None:
            return
        self._history.apply(form, _("use this company"))
        focused = QApplication.focusWidget()
        if focused is None or not self._form.persons.isAncestorOf(focused):
            self._form.show_page(self._form.persons)
            if form.get("Persons"):
                self._form.persons.focus_first()
            else:  # who has typed a name alone has come for somebody in that company
                self._form.persons.editor.add_person()

    def begin_new(self) -> None:
        """Makes a new company of what is typed."""
        self._form.commit_pending_text()
        self._history.apply(self._controller.as_new(self._form.value()), _("new company instead"))
        self._form.focus_first()

    def decide(self, *, is_asked_by_save: bool = False) -> None:
        """Asks what becomes of each value that the company has otherwise; a Save that asks goes on then."""
        state = self._controller.state
        if state is None or not state.differs:
            return
        from app.ui.additions.differences_dialog import DifferencesDialog, DifferingField

        form, values = self._form.value(), state.there.values() if state.there else {}
        fields = [
            DifferingField(
                path,
                self._form.name_of(path),
                there,
                self._typed_at(form, path),
                self._in_words(path, there) or values.get(path, there),
            )
            for path, there in state.differs
        ]
        dialog = DifferencesDialog(state.target.name, fields, self._window)
        dialog.accepted.connect(partial(self._take, dialog))
        if is_asked_by_save:
            dialog.accepted.connect(self.save_asked)
        dialog.open()

    def on_refused(self, problem: Problem) -> None:
        """Asks at once where Save has found that something differs."""
        state = self._controller.state
        if state is not None and problem.path in dict(state.differs):
            self.decide(is_asked_by_save=True)

    def _take(self, dialog: DifferencesDialog) -> None:
        form = self._form.value()
        for path in dialog.kept:
            form = without(form, path)
        if dialog.replaced:
            form = with_replaced(form, dialog.replaced)
        self._history.apply(form, _("what is to stand there"))

    def _typed_at(self, form: dict[str, Any], path: str) -> str:
        value = value_at(form, path)
        if path in _LISTS and isinstance(value, dict):
            chosen = next((one for one in value.values() if isinstance(one, int)), 0)
            choices = self._form.context.choices.get(_LISTS[path], ())
            return next((one.name for one in choices if one.id == chosen), shown_value(value))
        text = shown_value(value)
        return self._in_words(path, text) or bare_text(text)

    def _in_words(self, path: str, text: str) -> str:
        """Returns what people read of a custom field's value; empty for any other."""
        context = self._form.context
        field = next((one for one in context.custom_fields if f"CustomFields.{one.key}" == path), None)
        if field is None:
            return ""
        from app.model.sheets.company import custom_text  # here: nobody needs it at the start
        from app.model.sheets.words import Words

        return custom_text(text, field, Words(context.choices, day_text=date_text))

    def _on_changed(self, state: Adding | None) -> None:
        self.strip.show_state(state)
        self._feed.show_company(state.there if state else None)
        form = self._controller.with_its_name(self._form.known_value())
        if form is not None:
            # A search may tell it with its department. Its user has not typed that: it is no step.
            self._form.set_value(form, is_same=True)
            self._history.refresh()
            self._controller.keep(form)
