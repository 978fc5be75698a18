"""The company that the form adds to: read on a worker, and compared with what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.controller.connection.status import ConnectionStatus
from app.controller.form.entry import EntryController
from app.controller.process.failures import sentence_or_fault
from app.controller.questions.company_values import CompanyValues
from app.controller.questions.live_question import LiveQuestion, QuestionContext
from app.controller.questions.moving import MovingController
from app.controller.questions.similar_companies import DuplicateSearch
from app.model.additions.company_there import CompanyThere
from app.model.additions.target import Target, as_new_company, target_of, with_target
from app.model.checks.form_problems import StickyProblem
from app.model.checks.problem import Problem
from app.model.entry import StepKind
from app.model.form.paths import value_at
from app.model.form.submission import posted_country_id
from app.translation import _
from app.webapi.errors import Verdict, WebApiError

if TYPE_CHECKING:
    from app.controller.questions.named_search import NamedSearch
    from app.webapi.client import WebApi

_SOURCE = "addition"
_OTHER_CONNECTION = _(
    "This adds to a company of the connection “{profile}”. Choose that connection again to save it."
)


@dataclass(frozen=True)
class Adding:
    """What is known of the company; `there` is None until it has been read.

    `trouble` says why it cannot be read, and `is_gone` that there is nothing to wait for. `differs` are paths
    and values of what it has otherwise than was typed.
    """

    target: Target
    there: CompanyThere | None = None
    trouble: str = ""
    is_gone: bool = False
    differs: tuple[tuple[str, str], ...] = ()


class AddingController(LiveQuestion[Target, CompanyThere]):
    """Follows the target of the form. What cannot be added is a problem of the form like any other."""

    changed = Signal(object)  # Adding; None for a new company

    def __init__(
        self, entry: EntryController, context: QuestionContext, parent: QObject | None = None
    ) -> None:
        super().__init__(entry, context, 0, parent)
        self.state: Adding | None = None
        self.values = CompanyValues(context, self)

    def with_company(self, form: Mapping[str, Any], contact_id: int, name: str) -> dict[str, Any] | None:
        """Returns the form as an addition to a company of the connection in use; None without one."""
        profile = self._context.connections.status.profile
        if profile is None or contact_id <= 0:
            return None
        target = Target(contact_id, profile.name, name.strip())
        return with_target(form, target, self._context.lookups.proposed)

    def moving(self, duplicates: DuplicateSearch) -> MovingController:
        """Makes what tells of people who are typed and are at another company."""
        return MovingController(self._entry, duplicates, self._context, self)

    def named_search(self, kind: StepKind) -> NamedSearch:
        """Makes what searches for selections, or projects, by name."""
        from app.controller.questions.named_search import NamedSearch  # here: few need it

        return NamedSearch(self._entry, self._context, kind, self)

    def as_new(self, form: Mapping[str, Any]) -> dict[str, Any]:
        """Returns the form of an addition as that of a new company."""
        return as_new_company(form, self._context.lookups.proposed)

    def with_its_name(self, form: Mapping[str, Any]) -> dict[str, Any] | None:
        """Returns the form with the company's name as it is in its record; None where it has that."""
        state, name = self.state, self.state.there.name if self.state and self.state.there else ""
        if state is None or name in ("", state.target.name):
            return None
        return with_target(form, replace(state.target, name=name), {})

    def keep(self, form: dict[str, Any]) -> None:
        """Keeps a form that the program has changed."""
        self._entry.edited(form)

    def _question(self) -> Target | None:
        state = self.state
        if state is None or state.is_gone or state.target.profile != self._context.signed_in_profile_name:
            return None
        return Target(state.target.contact_id, state.target.profile)

    def _fetch(self, api: WebApi, question: Target) -> CompanyThere:
        from app.service.addition_check import read_company  # here, on a worker: it loads the client

        return read_company(api, question.contact_id)

    def _accept(self, question: Target, answer: CompanyThere) -> bool:
        if self.state is None or not self.state.target.is_same_company(question):
            return False
        self._show(replace(self.state, there=answer, trouble=""))
        self._context.lookups.set_country(answer.country_id or self._country_id)
        return True

    def _on_failed(self, error: Exception) -> None:
        if self.state is not None and self.state.there is None:
            is_gone = isinstance(error, WebApiError) and error.verdict is Verdict.REJECTED
            self._show(replace(self.state, trouble=sentence_or_fault(error), is_gone=is_gone))
        super()._on_failed(error)

    def _on_signed_in(self) -> None:
        if self.state is not None:
            self._show(replace(self.state, trouble="", is_gone=False))

    def _on_status_changed(self, status: ConnectionStatus) -> None:
        super()._on_status_changed(status)
        if self.state is not None:
            self._show(self.state)  # another connection may be in use

    def _on_typed(self, form: dict[str, Any]) -> None:
        self._form = form
        target, before = target_of(form), self.state
        if target is None:
            if before is not None:
                self._leave()
        elif before is not None and target.is_same_company(before.target):
            self._show(replace(before, target=target))
        else:
            self._answered = None
            self._show(Adding(target))
            self._ask()

    def _leave(self) -> None:
        self.state = self._answered = None
        self._entry.problems.set_external(_SOURCE, ())
        self._context.lookups.set_country(self._country_id)
        self.changed.emit(None)

    @property
    def _country_id(self) -> int:
        return posted_country_id(self._form, self._context.lookups.default)

    def _show(self, state: Adding) -> None:
        there = state.there
        state = replace(state, differs=there.differences(self._form) if there else ())
        before, self.state = self.state, state
        problems = self._problems(state)
        self._entry.problems.set_external(
            _SOURCE, tuple(StickyProblem(one, value_at(self._form, one.path)) for one in problems)
        )
        if state != before:
            self.changed.emit(state)

    def _problems(self, state: Adding) -> tuple[Problem, ...]:
        profile = self._context.connections.status.profile
        if profile is not None and profile.name != state.target.profile:
            return (Problem("", _OTHER_CONNECTION.format(profile=state.target.profile)),)
        if state.is_gone:
            return (Problem("", state.trouble),)
        return state.there.problems(self._form) if state.there else ()
