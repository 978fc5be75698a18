"""Reads what a company has that is there already, for the one being typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from app.controller.form.templates import Filled, fill_form
from app.controller.process.failures import sentence_or_fault
from app.controller.questions.live_question import QuestionContext
from app.model.additions.company_there import CompanyThere
from app.model.company_search.branch import Branch, begun_as_branch, branch_values, values_to_fill
from app.recognition import RecognitionResult, found_in_record
from app.translation import _

T = TypeVar("T")


class CompanyValues(QObject):
    """Asks the server once for each company that somebody wants the values of; the latest one counts."""

    found = Signal(object)  # RecognitionResult; if nothing is proposed, its message says why
    branch_found = Signal(object)  # Branch
    branch_refused = Signal(str)  # sentence: why it cannot be read

    def __init__(self, context: QuestionContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._number = 0

    def ask(self, contact_id: int, name: str) -> None:
        """Has `found` say what the company has."""
        self._ask(
            contact_id,
            lambda there: found_in_record(there.record, there.name or name),
            self.found.emit,
            lambda sentence: self.found.emit(RecognitionResult(message=sentence, source=name)),
        )

    def ask_for_branch(self, contact_id: int, name: str) -> None:
        """Has `branch_found` say what another branch of the company begins with."""
        self._ask(
            contact_id,
            lambda there: Branch(contact_id, there.name or name, branch_values(there.record)),
            self.branch_found.emit,
            self.branch_refused.emit,
        )

    def with_branch(self, form: Mapping[str, Any], branch: Branch) -> Filled:
        """Returns a form as that of a branch: what was typed stays, but for the name."""
        lookups = self._context.lookups
        values = values_to_fill(branch, lookups.rules.layout)
        return fill_form(lookups, values, begun_as_branch(form, branch))

    def cancel(self) -> None:
        """Forgets what was asked for: nothing is told of it any more."""
        self._number += 1

    def _ask(
        self,
        contact_id: int,
        make: Callable[[CompanyThere], T],
        tell: Callable[[T], object],
        refuse: Callable[[str], object],
    ) -> None:
        """Tells what `make` makes of the company, on a worker, or why it cannot be read."""
        self.cancel()
        number, profile = self._number, self._context.signed_in_profile_name

        def work() -> T:
            from app.service.addition_check import read_company  # here, on a worker: it loads the client

            return make(read_company(self._context.api_for(profile), contact_id))

        def done(made: T) -> None:
            if number == self._number:
                tell(made)

        def failed(error: Exception) -> None:
            if number == self._number:
                refuse(sentence_or_fault(error))

        if profile:
            self._context.network.run(work, done, failed)
        else:
            refuse(_("Sign in first, so that the company can be read."))
