"""Asks registers about a number or name that is typed: one question at a time, the latest one counts."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.controller.form.form_context import form_context
from app.controller.process.debounce import Debounce
from app.controller.process.failures import sentence_for
from app.controller.questions.live_question import QuestionContext
from app.controller.registers.consent import Consent
from app.controller.registers.questions import Hits, Proposal, Question
from app.model.registers.numbers import is_number_like
from app.model.registers.record import RegisterRecord
from app.recognition import review
from app.service.registers.keys import register_account
from app.service.registers.proposals import proposals_of
from app.storage.settings.password_store import SecretLocation, SecretStore
from app.translation import _

if TYPE_CHECKING:
    from app.service.registers.lookup import RegisterAnswer, RegisterLookup

ASK_AFTER_MS = 300
_log = logging.getLogger(__name__)
_UNKNOWN = _("No register that may be asked knows it.")
_HINT = _("Ctrl+L looks this number up in a public register.")
_KEY_NOT_KEPT = _("So the key of the register was not kept. Give it once more when that is mended.")
_FAULT = _("What the register has answered cannot be used.")


class RegisterController(QObject):
    """Asks on a worker. What is asked next takes the place of what was asked before.

    `is_practice` of the connections decides that nothing leaves this computer.
    """

    found = Signal(object)  # Hits
    proposed = Signal(object)  # Proposal
    consent_asked = Signal(str)  # sentence: `decide` answers

    def __init__(
        self,
        context: QuestionContext,
        consent: Consent,
        secrets: SecretStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._connections = context.connections
        self._lookups = context.lookups
        self._network = context.network
        self._secrets = secrets
        self.consent = consent
        self._service: RegisterLookup | None = None
        self._number = 0  # of the question that counts
        self._is_asking = False
        self._has_hinted = False  # that numbers can be looked up
        self._wanted: Question | None = None
        self._asked: tuple[int, Question | None] = (0, None)  # what a worker is busy with
        self._ask_soon = Debounce(self, ASK_AFTER_MS, self._ask)

    def typed(self, path: str, text: str) -> None:
        """Takes the text of a field after each key: what looks like a number is asked for after a pause."""
        self.cancel()
        if is_number_like(text.strip()) and (self.consent.may_ask or self.consent.may_be_asked_for):
            self._wanted = Question(path, text.strip(), self._lookups.rules.region, is_asked=False)
            self._ask_soon.start()

    def ask(self, path: str, text: str) -> None:
        """Asks for the name or number in a field now, since somebody wants it; says so if nobody can be."""
        self.cancel()
        question = Question(path, text.strip(), self._lookups.rules.region, is_asked=True)
        if not (self.consent.may_ask or self.consent.may_be_asked_for):
            self.found.emit(Hits(question, (), (self.consent.why_not,)))
            return
        self._wanted = question
        self._ask()

    def cancel(self) -> None:
        """Gives up what is being asked; nothing is told of it any more."""
        self._number += 1
        self._wanted = None
        self._ask_soon.stop()
        if self._is_asking and self._service is not None:
            self._service.cancel()

    def decide(self, *, allowed: bool) -> None:
        """Takes the answer to `consent_asked`; what it was asked for is looked up now."""
        self.consent.decide(allowed=allowed)
        if allowed:
            self._ask()
        else:
            self.cancel()

    def keep_key(self, code: str, secret: str) -> None:
        """Keeps the key of a register in the password store; says so where it could not be kept."""
        account, secrets = register_account(code), self._secrets

        def done(location: SecretLocation) -> None:
            if not location.lasting:
                self.consent.problem_reported.emit(f"{location.reason} {_KEY_NOT_KEPT}".strip())

        self._network.run(lambda: secrets.set(account, secret), done, self.consent.report)

    def choose(self, question: Question, record: RegisterRecord, form: Mapping[str, Any]) -> None:
        """Has `proposed` say what of a hit can go into the form."""
        self.cancel()
        number = self._number
        self._asked = number, question
        context = form_context(self._lookups, question.path)
        context = replace(context, businesses=self.consent.settings.businesses)

        def work() -> tuple[int, Proposal]:
            from app.webapi.registers import REGISTERS

            whole = self._lookup().whole(record, lambda: number == self._number).records[0]
            found = proposals_of(whole, REGISTERS[record.register].title)
            return number, Proposal(question, found, review(form, found, context), context)

        self._begin(work, self._on_chosen)

    def _ask(self) -> None:
        question, number = self._wanted, self._number
        if question is None or self._is_asking:
            return
        if not self.consent.may_ask:
            self._asked = number, question
            self._begin(partial(self._would_ask, question, number), self._on_would_ask)
            return
        self._wanted, self._asked = None, (number, question)
        if question.is_asked:
            self.found.emit(Hits(question, (), (_("Asking …"),)))
        self._begin(partial(self._look_up, question, number), self._on_answered)

    def _begin(self, work: Any, done: Any) -> None:
        self._is_asking = True
        self._network.run(work, done, self._on_failed)

    def _lookup(self) -> RegisterLookup:
        """Returns what asks, made by the worker that needs it first: nobody else loads the registers."""
        from app.service.registers.lookup import RegisterLookup
        from app.webapi.registers.asking import ProxyAccess

        connections, secrets = self._connections, self._secrets
        if self._service is None:
            self._service = RegisterLookup(
                lambda: self.consent.settings,
                lambda code: secrets.get(register_account(code)) or "",
                lambda: connections.status.profile,
                is_practice=lambda: connections.is_practice,
                proxy=ProxyAccess(connections.proxy_password, connections.proxy_refusals),
            )
        return self._service

    def _would_ask(self, question: Question, number: int) -> tuple[int, str]:
        codes = self.consent.proposed_codes
        asked = self._lookup().questions(question.text, question.country, codes)
        return number, self.consent.sentence() if asked else ""

    def _on_would_ask(self, answer: tuple[int, str]) -> None:
        number, sentence = answer
        question = self._wanted
        if self._end(number) or question is None:
            return
        if sentence and question.is_asked:
            self.consent_asked.emit(sentence)
        elif sentence and not self._has_hinted:
            self._has_hinted = True
            self.found.emit(Hits(question, (), (_HINT,)))
        elif question.is_asked:
            self.found.emit(Hits(question, (), (self.consent.why_nobody,)))

    def _look_up(self, question: Question, number: int) -> tuple[int, Question, RegisterAnswer | None]:
        is_wanted = lambda: number == self._number  # noqa: E731  # read on the worker
        service = self._lookup()
        if not service.questions(question.text, question.country):
            return number, question, None
        return number, question, service.look_up(question.text, question.country, is_wanted)

    def _on_answered(self, answer: tuple[int, Question, RegisterAnswer | None]) -> None:
        number, question, said = answer
        if self._end(number):
            return
        if said is not None:
            self.found.emit(Hits(question, said.records, said.problems or (_UNKNOWN,)))
        elif question.is_asked:
            self.found.emit(Hits(question, (), (self.consent.why_nobody,)))

    def _on_chosen(self, answer: tuple[int, Proposal]) -> None:
        number, proposal = answer
        if not self._end(number):
            self.proposed.emit(proposal)

    def _on_failed(self, error: Exception) -> None:
        # The class alone: a message may quote what was typed.
        _log.error("A register could not be asked: %s", type(error).__name__)
        number, question = self._asked
        if not self._end(number) and question is not None and question.is_asked:
            self.found.emit(Hits(question, (), (sentence_for(error) or _FAULT,)))

    def _end(self, number: int) -> bool:
        """Ends a question; returns True if it does not count any more. What was asked since comes next."""
        self._is_asking = False
        if number == self._number:
            return False
        if not self._ask_soon.isActive():
            self._ask()
        return True
