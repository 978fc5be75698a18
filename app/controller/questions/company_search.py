"""Searches for companies that are there as somebody types: one request at a time, the last text counts."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from app.controller.process.debounce import Debounce
from app.controller.process.failures import sentence_for
from app.controller.process.store_access import OpenStore, StoreAccess
from app.controller.questions.live_question import QuestionContext
from app.model.company_search.hits import CompanyHit, SearchState
from app.model.company_search.questions import Criterion, Question, names_of, questions_of
from app.service.company_search.saved_here import saved_here
from app.translation import _

if TYPE_CHECKING:
    from app.webapi.company_finder import FoundHits

T = TypeVar("T")

ASK_AFTER_MS = 300
MOST_HITS = 50
_MOST_OF_QUESTION = 25
_log = logging.getLogger(__name__)
_OFFLINE = _("You are not signed in: these are companies that were saved from this computer.")
_FAULT = _("What the server has answered cannot be used.")
_CUT = _("There are more. Type more of the name, or a number, to find fewer.")


class CompanySearch(QObject):
    """Tells with `changed` what each request has found. Without a sign-in it searches the outbox."""

    changed = Signal(object)  # SearchState
    company_chosen = Signal(object, str)  # contact id (no C int: it is the server's), name
    branch_asked = Signal(object, str)  # the same: another branch of it is to be begun

    def __init__(self, context: QuestionContext, store: StoreAccess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._store = store
        self.state = SearchState()
        self._number = self._begun = 0  # of the search that counts; of the one whose hits are shown
        self._asked = 0  # of what a worker is busy with
        self._is_asking = False
        self._profile = ""
        self._left: tuple[Question, ...] = ()
        self._unasked: set[Criterion] = set()
        self._is_cut = False
        self._ask_soon = Debounce(self, ASK_AFTER_MS, self._begin)

    @property
    def site(self) -> str:
        """Address of the web client of the connection in use, for links; empty if there is no connection."""
        profile = self._context.connections.status.profile
        return profile.site if profile else ""

    @property
    def is_current(self) -> bool:
        """True if the hits are those of the text that was typed last."""
        return self._begun == self._number

    def typed(self, text: str) -> None:
        """Takes the text after each key; it is searched for after a pause."""
        self._number += 1
        self._left = ()
        self.state = replace(self.state, text=text.strip())
        self._ask_soon.start()

    def search_now(self) -> None:
        """Searches for what was typed without waiting for a pause."""
        self._ask_soon.flush()

    def cancel(self) -> None:
        """Gives up: nothing further is asked, and what is still answered is dropped."""
        self._number += 1
        self._left = ()
        self._ask_soon.stop()
        self.state = SearchState()

    def choose(self, hit: CompanyHit) -> None:
        """Tells everybody of the company that somebody has chosen."""
        self.cancel()
        self.company_chosen.emit(hit.contact_id, hit.name)

    def begin_branch(self, hit: CompanyHit) -> None:
        """Tells everybody that somebody begins another branch of that company."""
        self.cancel()
        self.branch_asked.emit(hit.contact_id, hit.name)

    def _begin(self) -> None:
        self._left, self._unasked, self._is_cut = (), set(), False
        if self._is_asking:
            return  # what is under way comes back here
        self._begun = self._number
        self._profile = self._context.signed_in_profile_name
        if not self._profile:
            self.state = replace(self.state, hits=())
            self._search_here(_OFFLINE)
            return
        text, region, number = self.state.text, self._context.lookups.rules.region, self._number

        def work() -> tuple[int, tuple[Question, ...]]:
            return number, questions_of(text, region)  # loads the library of phone numbers

        self._show((), is_busy=bool(text))
        self._run(number, work, self._on_questions)

    def _on_questions(self, answer: tuple[int, tuple[Question, ...]]) -> None:
        number, questions = answer
        if number == self._number and not questions:
            self._is_asking = False
            self._show(())  # too little to search for
            return
        self._left = questions
        self._go_on(number)

    def _go_on(self, number: int) -> None:
        """Asks the next question of the search that counts, or begins anew for what was typed meanwhile."""
        self._is_asking = False
        if number != self._number:
            self._left = ()
            if self.state.text and not self._ask_soon.isActive():
                self._begin()
            return
        if len(self.state.hits) >= MOST_HITS:
            self._left, self._is_cut = (), True
        if self._left:
            question, self._left = self._left[0], self._left[1:]
            self._ask(question, number)
        elif self.state.hits:
            self._count(number)
        else:
            self._end()

    def _ask(self, question: Question, number: int) -> None:
        profile = self._profile

        def work() -> tuple[int, Criterion, FoundHits]:
            found = self._context.api_for(profile).find_companies(question, _MOST_OF_QUESTION)
            return number, question.criterion, found

        self._run(number, work, self._on_found)

    def _on_found(self, answer: tuple[int, Criterion, FoundHits]) -> None:
        number, criterion, found = answer
        if number == self._number:
            if found.is_refused:
                self._unasked.add(criterion)
            self._is_cut = self._is_cut or found.is_cut
            known = {hit.key: hit for hit in self.state.hits}
            for hit in found.hits:
                if hit.contact_id:
                    known.setdefault(hit.key, hit)
            self._show(tuple(known.values())[:MOST_HITS], is_busy=True)
        self._go_on(number)

    def _count(self, number: int) -> None:
        profile = self._profile
        ids = tuple(dict.fromkeys(hit.contact_id for hit in self.state.hits))

        def work() -> tuple[int, Mapping[int, int]]:
            return number, self._context.api_for(profile).count_people(ids)

        self._run(number, work, self._on_counted)

    def _run(self, number: int, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._is_asking, self._asked = True, number
        self._context.network.run(work, done, self._on_failed)

    def _on_counted(self, answer: tuple[int, Mapping[int, int]]) -> None:
        number, counts = answer
        if number != self._number:
            self._go_on(number)
            return
        self._is_asking = False
        hits = tuple(hit.with_people(counts.get(hit.contact_id)) for hit in self.state.hits)
        self.state = replace(self.state, hits=hits)
        self._end()

    def _end(self) -> None:
        sentences = []
        if self._unasked:
            missing = _("This server cannot be searched by: {what}.").format(what=names_of(self._unasked))
            sentences.append(missing)
        if self._is_cut:
            sentences.append(_CUT)
        if not self.state.hits and self.state.text and not self._unasked:
            sentences.append(_("Nothing is found."))
        self._show(self.state.hits, " ".join(sentences))

    def _on_failed(self, error: Exception) -> None:
        # The class alone: a message may quote what was typed.
        _log.error("Companies could not be searched for: %s", type(error).__name__)
        if self._asked != self._number:
            self._go_on(self._asked)
            return
        self._is_asking, self._left = False, ()
        self._search_here(sentence_for(error) or _FAULT)

    def _search_here(self, why: str) -> None:
        """Searches the outbox instead; what was found on the server before stays."""
        number, text, before = self._number, self.state.text, self.state.hits
        status = self._context.connections.status
        profile = self._profile or (status.profile.name if status.profile else "")

        def work(store: OpenStore) -> tuple[int, str, tuple[CompanyHit, ...]]:
            found = saved_here(store.outbox, profile, text, MOST_HITS) if text else ()
            known = {hit.contact_id for hit in before}
            return number, why, (*before, *(hit for hit in found if hit.contact_id not in known))

        if not self._store.run(work, self._on_found_here, self._on_not_found_here):
            self._show(before, why)

    def _on_found_here(self, answer: tuple[int, str, tuple[CompanyHit, ...]]) -> None:
        number, why, hits = answer
        if number == self._number:
            self._show(hits[:MOST_HITS], why)

    def _on_not_found_here(self, error: Exception) -> None:
        self._show(self.state.hits, sentence_for(error) or _FAULT)

    def _show(self, hits: tuple[CompanyHit, ...], note: str = "", *, is_busy: bool = False) -> None:
        self.state = SearchState(self.state.text, hits, note, is_busy)
        self.changed.emit(self.state)
