"""Searches for selections or projects by what is typed of their names."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from app.controller.form.entry import EntryController
from app.controller.process.failures import sentence_for
from app.controller.questions.live_question import LiveQuestion, QuestionContext
from app.model.entry import StepKind
from app.model.next_steps.named import NamedAnswer, NamedPage
from app.translation import _

if TYPE_CHECKING:
    from app.webapi.client import WebApi

ASK_AFTER_MS: Final = 300
MOST_HITS: Final = 50
_log = logging.getLogger(__name__)
_SIGNED_OUT = _("You are not signed in.")
_FAULT = _("What the server has answered cannot be used.")


class NamedSearch(LiveQuestion[str, NamedPage]):
    """Asks about the text that was typed last; whoever waits for an answer is told of each failure."""

    answered = Signal(object)  # NamedAnswer

    def __init__(
        self,
        entry: EntryController,
        context: QuestionContext,
        kind: StepKind,
        parent: QObject | None = None,
    ) -> None:
        """`kind` is that of the next step which the record is for: a selection or a project."""
        super().__init__(entry, context, ASK_AFTER_MS, parent)
        self._kind = kind
        self._text: str | None = None  # None while nobody waits
        self._asked: str | None = None  # what a worker is busy with
        self._last = NamedAnswer("")
        self._is_due = False  # somebody has typed since the last answer

    def typed(self, text: str) -> None:
        """Takes the text after each key; it is asked about after a pause. An empty one stands for all."""
        self._text, self._is_due = text.strip(), True
        self._ask_soon.start()

    def search_now(self) -> None:
        """Asks about what was typed without waiting for a pause."""
        self._ask_soon.flush()

    def cancel(self) -> None:
        """Gives up: nothing further is asked, what is still answered is dropped, the next one asks anew."""
        self._text = self._answered = None
        self._ask_soon.stop()

    def _on_typed(self, form: dict[str, Any]) -> None:
        """Leaves the form alone: it has no part in the question."""

    def _question(self) -> str | None:
        return self._text

    def _ask(self) -> None:
        if self._text is None or not self._is_due:
            return
        if not self._context.signed_in_profile_name:
            self._tell(NamedAnswer(self._text, problem=_SIGNED_OUT))
        elif self._text == self._answered:
            self._tell(self._last)
        else:
            if not self._is_asking:
                self._asked = self._text
            super()._ask()

    def _fetch(self, api: WebApi, question: str) -> NamedPage:
        calls = api.next_steps
        find = calls.find_selections if self._kind is StepKind.SELECTION else calls.find_projects
        return find(question, MOST_HITS)

    def _accept(self, question: str, answer: NamedPage) -> bool:
        if question != self._text:
            return False
        self._last = NamedAnswer(question, answer)
        self._tell(self._last)
        return True

    def _on_failed(self, error: Exception) -> None:
        super()._on_failed(error)
        # The class alone: a message may quote what was typed.
        _log.error("Names could not be searched for: %s", type(error).__name__)
        if self._asked == self._text:
            self._tell(NamedAnswer(self._text or "", problem=sentence_for(error) or _FAULT))
        elif not self._ask_soon.isActive():
            self._ask()

    def _tell(self, answer: NamedAnswer) -> None:
        self._is_due = False
        self.answered.emit(answer)
