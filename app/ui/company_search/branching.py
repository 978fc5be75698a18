"""Begins another branch of a company that is there, as one step of undo."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from app.controller.form.entry import EntryController
from app.controller.questions.company_values import CompanyValues
from app.model.company_search.branch import Branch
from app.model.form.choices import TARGET
from app.translation import _
from app.ui.common.banner import Banner, Tone
from app.ui.form.form import ContactForm
from app.ui.form.undo_history import FormHistory

_TOPIC = "branch"


class Branching(QObject):
    """Asks for a company and puts what its branches have in common into the form.

    Until it has come, Ctrl+Z takes back that it was asked for.
    """

    def __init__(
        self,
        form: ContactForm,
        history: FormHistory,
        notice: Banner,
        entry: EntryController,
        values: CompanyValues,
    ) -> None:
        super().__init__(form)
        self._form = form
        self._history = history
        self._notice = notice
        self._entry = entry
        self._values = values
        self._is_anew = False
        self._asked_in: dict[str, Any] | None = None
        """The form that was shown when it was asked; None where nothing is awaited."""
        history.gives_up = self._give_up
        values.branch_found.connect(self._on_found)
        values.branch_refused.connect(self._on_refused)

    def begin(self, contact_id: int, name: str) -> None:
        """Begins a new company; what was typed waits among the drafts."""
        self._ask(contact_id, name, is_anew=True)

    def begin_here(self, contact_id: int, name: str) -> None:
        """Makes a branch of the company that is being typed; what was typed stays in it, but for the name."""
        self._ask(contact_id, name, is_anew=False)

    def forget(self, *_instead: object) -> None:
        """Takes note that another entry is in the form, or that something else is asked: no branch comes."""
        self._asked_in = None
        self._notice.dismiss(_TOPIC)

    def _give_up(self) -> bool:
        """Forgets what is awaited; returns False where nothing is, or more was typed, which goes first."""
        if self._asked_in is None or self._asked_in != self._form.value():
            return False
        self._values.cancel()
        self.forget()
        return True

    def _ask(self, contact_id: int, name: str, *, is_anew: bool) -> None:
        self._is_anew = is_anew
        self._asked_in = self._form.value()
        self._notice.show_message(_("Reading …"), topic=_TOPIC)
        self._values.ask_for_branch(contact_id, name)

    def _on_found(self, branch: Branch) -> None:
        self.forget()
        self._entry.after_save(partial(self._show, branch), goes_on=False)

    def _on_refused(self, sentence: str) -> None:
        self._asked_in = None
        self._notice.show_message(sentence, Tone.WAITING, topic=_TOPIC)

    def _show(self, branch: Branch) -> None:
        self._form.commit_pending_text()
        if self._is_anew or TARGET in self._form.value():
            self._entry.new()
        done = self._values.with_branch(self._form.value(), branch)
        self._history.apply(done.form, _("another branch"))
        self._form.focus_path("Department")
        begun = _("Another branch of “{name}”: type what it is called, and where it is.")
        self._notice.show_message(f"{begun.format(name=branch.name)} {done.sentence}".strip(), topic=_TOPIC)
