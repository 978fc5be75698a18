"""Questions to the server about the form, asked while it is being typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject

from app.controller.connection.connections import Connections
from app.controller.connection.status import ConnectionState, ConnectionStatus
from app.controller.form.entry import EntryController
from app.controller.form.lookups import Lookups
from app.controller.process.debounce import Debounce
from app.controller.process.workers import WorkerPool
from app.service.clients import ApiFor

if TYPE_CHECKING:
    from app.webapi.client import WebApi

Question = TypeVar("Question")
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class QuestionContext:
    """What a question needs besides the form."""

    connections: Connections
    lookups: Lookups
    api_for: ApiFor
    network: WorkerPool

    @property
    def signed_in_profile_name(self) -> str:
        """The name of the connection in use if somebody is signed in there; else empty."""
        status = self.connections.status
        known = status.profile is not None and status.state is ConnectionState.SIGNED_IN
        return status.profile.name if known and status.profile else ""


@dataclass(frozen=True)
class _Answered(Generic[Question, Answer]):
    """An answer and what was asked of which connection."""

    profile: str
    question: Question
    answer: Answer


class LiveQuestion(QObject, Generic[Question, Answer]):
    """Asks the server about the form after a pause in typing, one request at a time.

    The same question is asked once for each connection. Failures are not reported: a server that is away is
    told elsewhere, and nothing here is needed for going on.
    """

    def __init__(
        self,
        entry: EntryController,
        context: QuestionContext,
        delay_ms: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._entry = entry
        self._context = context
        self._form: dict[str, Any] = {}
        self._answered: Question | None = None
        self._is_asking = False
        self._ask_soon = Debounce(self, delay_ms, self._ask)
        entry.typed.connect(self._on_typed)
        self._has_failed = False
        context.connections.status_changed.connect(self._on_status_changed)
        context.connections.text_changed.connect(self._on_reach_changed)

    def _question(self) -> Question | None:
        """Returns what is to be asked about the form as it is now; None if there is nothing to ask."""
        raise NotImplementedError

    def _fetch(self, api: WebApi, question: Question) -> Answer:
        """Asks the server. Runs on a worker thread; raises WebApiError."""
        raise NotImplementedError

    def _accept(self, question: Question, answer: Answer) -> bool:
        """Takes an answer of the connection in use; returns False if it is out of date and was dropped."""
        raise NotImplementedError

    def _on_no_answer(self) -> None:
        """Goes on without an answer."""

    def _on_signed_in(self) -> None:
        """Drops what another connection, or another user, was told."""

    def _on_typed(self, form: dict[str, Any]) -> None:
        self._form = form
        self._ask_soon.start()

    def _on_status_changed(self, status: ConnectionStatus) -> None:
        if status.state is ConnectionState.SIGNED_IN:
            self._answered = None
            self._on_signed_in()
            self._ask_soon.start()

    def _on_reach_changed(self, _text: str) -> None:
        """Asks again what could not be asked while the server was out of reach."""
        if self._has_failed:
            self._answered = None
            self._ask_soon.start()

    def _ask(self) -> None:
        profile = self._context.signed_in_profile_name
        question = None if self._is_asking or not profile else self._question()
        if question is None or question == self._answered:
            return
        self._is_asking = True

        def work() -> _Answered[Question, Answer]:
            return _Answered(profile, question, self._fetch(self._context.api_for(profile), question))

        self._context.network.run(work, self._on_answered, self._on_failed)

    def _on_answered(self, answered: _Answered[Question, Answer]) -> None:
        self._is_asking = self._has_failed = False
        is_of_use = answered.profile == self._context.signed_in_profile_name
        # First noted: what is accepted may let a Save go on, and so empty the form, before it is known to be.
        before, self._answered = self._answered, answered.question
        if not (is_of_use and self._accept(answered.question, answered.answer)):
            self._answered = before
        if not self._ask_soon.isActive():
            # What was typed in the meantime has not been asked about yet.
            self._ask()

    def _on_failed(self, _error: Exception) -> None:
        self._is_asking, self._has_failed = False, True
        self._on_no_answer()
