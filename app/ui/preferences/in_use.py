"""Has the window follow the preferences, and opens their dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.controller.connection.preferences import PreferencesController
from app.model.preferences import START_PAGES, Preferences
from app.ui.common.theme import Look, change_look
from app.ui.form.form import ContactForm
from app.ui.parts.field_box import FieldBox


class PreferencesInUse(QObject):
    """Applies each change of the preferences to the window and its form."""

    def __init__(
        self,
        controller: PreferencesController,
        window: QWidget,
        form: ContactForm,
        ask_before_discard: Callable[[bool], object],
    ) -> None:
        """Takes what follows the preferences; `ask_before_discard` is told whether that is wanted."""
        super().__init__(window)
        self._controller = controller
        self._window = window
        self._form = form
        self._ask_before_discard = ask_before_discard
        controller.changed.connect(self._on_changed)

    def open_dialog(self) -> None:
        """Opens the dialog, which stops nothing."""
        # Few open it: the window is not kept waiting for it at its start.
        from app.ui.preferences.dialog import Around, PreferencesDialog

        why = self._controller.why_managed
        around = Around(
            self._controller.connection,
            self._form.context,
            [self._department(), *self._form.contact.optional_fields],
            {name: why(name) for name in ("language", "history_days")},
        )
        dialog = PreferencesDialog(self._controller.preferences, around, self._window)
        dialog.accepted.connect(lambda: self._controller.change(dialog.wanted()))
        dialog.open()

    def _begin_on(self, page: int) -> None:
        """Has new companies begin on a page; so does the one in view, where nobody is anywhere in it yet."""
        tabs, focused = self._form.tabs, QApplication.focusWidget()
        has_name = bool(self._form.parts_by_path["Name"].value())
        is_begun = has_name or (focused is not None and tabs.isAncestorOf(focused))
        if tabs.currentIndex() == tabs.start_page - 1 and not is_begun:
            self._form.show_tab(page)
        tabs.start_page = page

    def _department(self) -> tuple[str, str]:
        part = self._form.parts_by_path["Department"]
        return part.path, part.widget.accessibleName() if isinstance(part, FieldBox) else part.path

    def _on_changed(self, preferences: Preferences) -> None:
        change_look(Look(preferences.theme, preferences.text_size, preferences.density))
        self._begin_on(START_PAGES.index(preferences.start_page) + 1)
        self._form.contact.pass_by(preferences.passed_by)
        department = self._form.parts_by_path["Department"]
        if isinstance(department, FieldBox):
            department.pass_by("Department" in preferences.passed_by)
        self._ask_before_discard(preferences.asks_before_discard)
