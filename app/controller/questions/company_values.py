"""Reads what a company has that is there already, to be proposed for the one being typed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.controller.process.failures import sentence_or_fault
from app.controller.questions.live_question import QuestionContext
from app.recognition import RecognitionResult, found_in_record
from app.translation import _


class CompanyValues(QObject):
    """Asks the server once for each company that somebody wants the values of; the latest one counts."""

    found = Signal(object)  # RecognitionResult; if nothing is proposed, its message says why

    def __init__(self, context: QuestionContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._number = 0

    def ask(self, contact_id: int, name: str) -> None:
        """Has `found` say what the company has."""
        self.cancel()
        number, profile = self._number, self._context.signed_in_profile_name

        def work() -> RecognitionResult:
            from app.service.addition_check import read_company  # here, on a worker: it loads the client

            there = read_company(self._context.api_for(profile), contact_id)
            return found_in_record(there.record, there.name or name)

        def tell(found: RecognitionResult) -> None:
            if number == self._number:
                self.found.emit(found)

        def fail(error: Exception) -> None:
            tell(RecognitionResult(message=sentence_or_fault(error), source=name))

        if profile:
            self._context.network.run(work, tell, fail)
        else:
            tell(RecognitionResult(message=_("Sign in first, so that the company can be read."), source=name))

    def cancel(self) -> None:
        """Forgets what was asked for: nothing is told of it any more."""
        self._number += 1
