"""What the server's own ``Contact/Validate`` says of the form, while it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer

from app.controller.connection.connections import ConnectionState, ConnectionStatus
from app.controller.form.entry import EntryController, StickyProblem
from app.controller.form.server_questions import QuestionContext
from app.model.carriers.contact import ContactEntity
from app.model.checks.validation import Problem, Severity, check
from app.model.form.field_names import has_editor
from app.model.form.paths import value_at
from app.model.form.server_paths import form_path
from app.model.form.submission import InvalidEntity, body_to_post, entity_from_form

ASK_AFTER_MS = 800


@dataclass(frozen=True)
class _Answer:
    entity: ContactEntity
    form: dict[str, Any]
    said: Mapping[str, str]


class ServerValidation(QObject):
    """Asks once the local rules are content and somebody is signed in; Save never waits for it.

    What the server checks there is not documented, so its objections are warnings:
    they ask once, and the answer to the POST has the last word. A server that is away has no objections.
    """

    def __init__(
        self,
        entry: EntryController,
        context: QuestionContext,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._entry = entry
        self._context = context
        self._form: dict[str, Any] = {}
        self._asked: ContactEntity | None = None
        self._is_asking = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(ASK_AFTER_MS)
        self._soon.timeout.connect(self._ask)
        entry.typed.connect(self._follow)
        context.connections.status_changed.connect(self._turn_to)

    def _follow(self, form: dict[str, Any]) -> None:
        self._form = form
        self._soon.start()

    def _turn_to(self, status: ConnectionStatus) -> None:
        if status.state is ConnectionState.SIGNED_IN:
            self._asked = None
            self._soon.start()

    def _ask(self) -> None:
        name, form = self._context.signed_in_profile_name, self._form
        entity = None if self._is_asking or not name else self._entity()
        if entity is None or entity == self._asked:
            return
        self._is_asking, self._asked = True, entity

        def work() -> _Answer:
            return _Answer(entity, form, self._context.api_for(name).validate_contact(entity))

        self._context.network.run(work, self._take, self._not_answered)

    def _entity(self) -> ContactEntity | None:
        """What would be posted, if the local rules have nothing against it."""
        if self._entry.is_blank:
            return None
        try:
            entity = body_to_post(entity_from_form(self._form), self._context.lookups.default)
        except InvalidEntity:
            return None
        problems = check(entity, self._context.lookups.rules)
        return entity if all(one.severity is Severity.WARNING for one in problems) else None

    def _take(self, answer: _Answer) -> None:
        self._is_asking = False
        if answer.form != self._form:
            # Fields that have changed since drop their sticky_problems by themselves; the rest still holds.
            self._soon.start()
        remarks = tuple(
            StickyProblem(problem, value_at(answer.form, problem.path))
            for problem in (_problem(key, words) for key, words in answer.said.items())
        )
        self._entry.set_external_problems("server", remarks)

    def _not_answered(self, _error: Exception) -> None:
        self._is_asking = False
        self._asked = None


def _problem(key: str, words: str) -> Problem:
    """An objection at its field, or in the form's own message where nobody knows the key."""
    path = form_path(key)
    if not has_editor(path):
        path = ""
    message = f"SuperOffice says: {words}" if path else f"SuperOffice says of {key or 'the company'}: {words}"
    return Problem(path, message, Severity.WARNING)
