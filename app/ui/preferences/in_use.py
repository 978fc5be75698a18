"""Has the window follow the preferences, and opens their dialog."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.controller.connection.preferences import PreferencesController
from app.controller.registers.lookup import RegisterController
from app.model.preferences import START_PAGES, Preferences
from app.model.registers.settings import RegisterSettings
from app.ui.common.theme import Look, change_look
from app.ui.form.form import ContactForm
from app.ui.parts.field_box import FieldBox

if TYPE_CHECKING:
    from app.ui.preferences.registers_box import RegistersBox


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
        self._registers: RegisterController | None = None
        controller.changed.connect(self._on_changed)

    def use_registers(self, registers: RegisterController) -> None:
        """Has the dialog show which registers may be asked."""
        self._registers = registers

    def open_dialog(self) -> None:
        """Opens the dialog, which stops nothing."""
        # Few open it: the window is not kept waiting for it at its start.
        from app.ui.preferences.dialog import Around, PreferencesDialog

        why = self._controller.why_managed
        around = Around(
            self._controller.connection,
            self._form.context,
            [self._department(), *self._form.contact.optional_fields],
            {name: why(name) for name in ("language", "history_days")}
            | ({"registers": self._registers.consent.why_managed} if self._registers else {}),
            self._registers.consent.settings if self._registers else RegisterSettings(),
        )
        dialog = PreferencesDialog(self._controller.preferences, around, self._window)
        dialog.accepted.connect(lambda: self._controller.change(dialog.wanted()))
        dialog.accepted.connect(lambda: self._keep_registers(dialog.registers))
        dialog.open()

    def _keep_registers(self, box: RegistersBox) -> None:
        if self._registers is None:
            return
        if box.is_decided_anew:
            self._registers.consent.allow(box.allowed())
        for code, key in box.keys().items():
            self._registers.keep_key(code, key)

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
