"""Templates at the form: one is chosen and filled in, as one step of undo; or made of what is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.controller.form.entry import EntryController
from app.controller.form.templates import Filled, TemplatesController
from app.model.form.choices import TARGET
from app.model.templates.like_last import LAST, LIKE_LAST
from app.model.templates.reading import named
from app.translation import _
from app.ui.common.banner import OF_FORM, Tone
from app.ui.window.main_window import MainWindow

_TOPIC, _KEPT = f"{OF_FORM}templates", "template kept"
_ADDS = _("What is added to a company that is there takes no template.")
_NOTHING_TO_KEEP = _(
    "There is nothing here that a template could keep yet: lists such as the category, interests, custom "
    "fields, a next step."
)
_NONE_SAVED = _("No company has been saved yet, so there are no settings to repeat.")
_NOT_YET = _("“{name}” is filled in as soon as the lists of your SuperOffice have come.")


class TemplateActions(QObject):
    """Does what the menu of templates, and a command, ask for."""

    def __init__(self, window: MainWindow, templates: TemplatesController, entry: EntryController) -> None:
        super().__init__(window)
        self._window = window
        self._templates = templates
        self._entry = entry
        self._waiting = ""  # the template that has not come, or whose lists have not
        window.templates_asked.connect(self._on_asked)
        window.outcome.repeat_asked.connect(self._begin_like_last)
        templates.more_came.connect(self._on_more_came)
        window.history.stepped.connect(self._on_stepped)
        entry.leaving.connect(self._forget_waiting)

    def begin(self, name: str) -> None:
        """Begins a company with the template of that name, ignoring case."""
        self._entry.new()
        self._entry.after_save(partial(self._fill_named, name))

    def _begin_like_last(self) -> None:
        """Begins a company with what the one saved last shares with it, whatever became of that one."""
        if self._templates.last is None and not self._templates.has_to_wait(LAST):
            self._window.outcome.show_message(_NONE_SAVED)
        else:
            self.begin(LAST)

    def _on_asked(self, action: str) -> None:
        if QApplication.activeModalWidget() is None:
            (self._choose if action == "action.template" else self._make)()

    def _choose(self) -> None:
        from app.ui.templates.chooser import TemplateChooser

        chooser = TemplateChooser(self._templates, self._window.form.name_of, self._window)
        chooser.chosen.connect(self._fill_named)
        chooser.open()

    def _fill_named(self, given: str) -> None:
        key = self._templates.key_of(given) or given
        called = LIKE_LAST if key == LAST else key
        if self._templates.has_to_wait(key, is_asked=True):
            self._waiting = key
            self._say(_NOT_YET.format(name=called), Tone.WAITING)
        elif key == LAST and self._templates.last is None:
            self._say(_NONE_SAVED, Tone.WAITING)
        elif key != LAST and key not in self._templates.templates:
            self._say(_("There is no template “{name}”.").format(name=given), Tone.REFUSED)
        else:
            step = _("settings of the last company") if key == LAST else _("the template “{name}”")
            self._fill(partial(self._templates.fill, key), step.format(name=key))

    def _fill(self, fill: Callable[[Mapping[str, Any]], Filled], step: str) -> None:
        self._waiting = ""
        form = self._window.form
        form.commit_pending_text()
        before = form.value()
        if TARGET in before:
            self._say(_ADDS, Tone.WAITING)
            return
        done = fill(before)
        if done.is_changed:
            self._entry.fill(partial(self._window.history.apply, done.form, step))
        self._say(done.sentence, Tone.PLAIN if done.is_changed else Tone.WAITING)

    def _on_more_came(self) -> None:
        key = self._templates.key_of(self._waiting) or self._waiting
        if key and not self._templates.has_to_wait(key):
            self._waiting = ""
            self._entry.after_save(partial(self._fill_named, key))

    def _on_stepped(self) -> None:
        """Takes away what was said of a step that may be taken back by now."""
        if not self._waiting:
            self._window.notice.dismiss(_TOPIC)

    def _forget_waiting(self) -> None:
        self._waiting = ""

    def _make(self) -> None:
        from app.model.templates.telling import told_value
        from app.ui.templates.naming import NameDialog

        self._window.form.commit_pending_text()
        values = self._templates.captured(self._window.form.value())
        if not values:
            self._say(_NOTHING_TO_KEEP, Tone.WAITING)
            return
        told = {path: told_value(path, text, self._window.form.name_of) for path, text in values.items()}
        title = _("Keep the card as a template")
        dialog = NameDialog(title, "", told, self._window, self._why_not)

        def keep(name: str, paths: list[str]) -> None:
            try:
                self._templates.keep(name, {path: values[path] for path in paths})
            except ValueError as error:
                self._say(str(error), Tone.REFUSED)
            else:
                kept = _("The template “{name}” is kept.").format(name=name)
                self._window.notice.show_message(kept, topic=_KEPT)

        dialog.named.connect(keep)
        dialog.open()

    def _why_not(self, name: str) -> tuple[str, bool]:
        """Returns what is to be known of a name before OK, and whether it cannot be used at all."""
        there = named(self._templates.templates, name)
        if given := self._templates.why_given(there):
            return given, True
        return (_("OK replaces the template “{name}”.").format(name=there), False) if there else ("", False)

    def _say(self, sentence: str, tone: Tone) -> None:
        self._window.notice.show_message(sentence, tone, topic=_TOPIC)
