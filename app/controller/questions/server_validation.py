"""What the server's own ``Contact/Validate`` says of the form, while it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.controller.form.entry import EntryController
from app.controller.questions.live_question import LiveQuestion, QuestionContext
from app.model.carriers.contact import ContactEntity
from app.model.checks.form_problems import StickyProblem
from app.model.checks.problem import Problem, Severity
from app.model.form.choices import TARGET
from app.model.form.field_names import has_editor
from app.model.form.paths import value_at
from app.model.form.server_paths import form_path
from app.model.form.submission import body_to_post, entity_from_form
from app.translation import _

if TYPE_CHECKING:
    from app.webapi.client import WebApi

ASK_AFTER_MS = 800


@dataclass(frozen=True)
class _Question:
    """The form, and what the server proposes for a company."""

    form: dict[str, Any]
    default: ContactEntity | None


class ServerValidation(LiveQuestion[_Question, Mapping[str, str]]):
    """Asks once the local rules find no error and somebody is signed in; Save never waits for it.

    What the server checks is not documented, so its objections are warnings: Save asks about them once, and
    the answer to the POST decides.
    """

    def __init__(
        self,
        entry: EntryController,
        context: QuestionContext,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(entry, context, ASK_AFTER_MS, parent)

    def _question(self) -> _Question | None:
        """Returns the form, unless the local rules find an error in it."""
        if self._entry.is_blank or TARGET in self._form:
            return None
        found = self._entry.problems.find_ours()
        if found is None:  # a form of thousands of rows is still being checked
            self._ask_soon.start()
        is_content = found is not None and all(one.severity is Severity.WARNING for one in found)
        return _Question(self._form, self._context.lookups.default) if is_content else None

    def _fetch(self, api: WebApi, question: _Question) -> Mapping[str, str]:
        return api.validate_contact(body_to_post(entity_from_form(question.form), question.default))

    def _accept(self, question: _Question, answer: Mapping[str, str]) -> bool:
        """Takes an outdated answer, too: a problem is dropped when its field changes, and the rest holds."""
        problems = (_problem(key, words) for key, words in answer.items())
        sticky = tuple(StickyProblem(one, value_at(question.form, one.path)) for one in problems)
        self._entry.problems.set_external("server", sticky)
        return True


def _problem(key: str, words: str) -> Problem:
    """Makes a warning at the field of a key, or for the whole form if no field has this key."""
    path = form_path(key)
    if not has_editor(path):
        path = ""
    message = (
        _("SuperOffice says: {words}").format(words=words)
        if path
        else _("SuperOffice says of {key}: {words}").format(key=key or _("the company"), words=words)
    )
    return Problem(path, message, Severity.WARNING)
