"""Companies that may be the one being typed: searched while it is typed, and once more before Save."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.controller.connection.status import ConnectionStatus
from app.controller.form.entry import EntryController
from app.controller.process.debounce import Debounce
from app.controller.questions.live_question import LiveQuestion, QuestionContext
from app.model.carriers.lists import DuplicateEntry
from app.model.checks.form_problems import StickyProblem
from app.model.checks.problem import Problem, Severity
from app.model.company_search.places import Place
from app.model.company_search.similar_companies import (
    SEARCHED,
    CompanyDetails,
    SearchKeys,
    SimilarCompany,
    is_not_same,
    search_keys_of,
)
from app.model.form.choices import TARGET
from app.model.history.origin import origin_in, same_told
from app.service.company_search.recent_answers import RecentAnswers
from app.service.company_search.similar_companies import DuplicateSearchResult, details_of, search_similar
from app.translation import _

if TYPE_CHECKING:
    from app.webapi.client import WebApi

ASK_AFTER_MS = 400
# Save does not wait longer for the answer: a warning is not worth it.
SAVE_WAITS_MS = 2000
_SAME = _("SuperOffice has “{name}” already. Ctrl+Shift+Enter adds to it, Ctrl+J shows more; or save anyway.")


def _is_same(there: CompanyDetails, keys: SearchKeys) -> bool:
    """Returns True for the same name, however its legal form is written, and the department if one is typed.

    That is what an import calls there already.
    """
    if there.is_same_company(keys):
        return True
    from app.service.company_search.same_name import is_of_name  # loaded by the search before

    return is_of_name(there.name, keys, there.department)


def _may_be_same(similar: SimilarCompany, keys: SearchKeys) -> bool:
    """Returns True for what an import calls there already since its name begins as that of the line does."""
    from app.service.company_search.same_name import company_of_name  # as above

    there = company_of_name(DuplicateEntry(entry_name=similar.name), keys)
    return there is not None and there.is_in(keys.department)


class DuplicateSearch(LiveQuestion[SearchKeys, DuplicateSearchResult]):
    """Searches for similar companies, one request at a time; outdated answers are dropped.

    It is the gate that Save passes (`SaveGate`): the same name and department is a warning.
    """

    similar_changed = Signal(object)  # tuple of SimilarCompany
    details_changed = Signal(object, object)  # contact id (no C int: it is the server's), CompanyDetails
    ready = Signal()  # Save need not wait any longer

    def __init__(
        self,
        entry: EntryController,
        context: QuestionContext,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(entry, context, ASK_AFTER_MS, parent)
        self._keys = SearchKeys()
        self._read_of: list[Any] = []  # what the keys were read of
        # What was searched for, or given up, last.
        self._ready_for: SearchKeys | None = None
        self._details: dict[int, CompanyDetails] = {}
        self._recent = RecentAnswers()  # a worker's, one at a time
        self._found: tuple[SimilarCompany, ...] = ()
        self.unchecked = ""
        self.similar: tuple[SimilarCompany, ...] = ()
        entry.form_changed.connect(self._on_form_changed)
        self._give_up_later = Debounce(self, SAVE_WAITS_MS, self._on_no_answer)

    @property
    def site(self) -> str:
        """Address of the web client of the connection in use, for links; empty if there is no connection."""
        profile = self._context.connections.status.profile
        return profile.site if profile else ""

    @property
    def is_of_people(self) -> bool:
        """True if the form adds to a company that is there: found is who works elsewhere."""
        return TARGET in self._form

    @property
    def same(self) -> SimilarCompany | None:
        """The company that is there already with the name and department that are typed; None if none is."""
        keys, is_of_table = self._keys, bool(origin_in(self._form).table)
        for one in self.similar if keys.name else ():
            details = self._details.get(one.contact_id)
            if details is not None and _is_same(details, keys):
                return one
            if is_of_table and one.contact_id and _may_be_same(one, keys):
                return one
        return None

    def is_ready(self, form: Mapping[str, Any]) -> bool:
        """Returns True if the search that Save depends on is done, or cannot be made."""
        return self._is_ready_for(self._keys_of(form))

    def _is_ready_for(self, keys: SearchKeys) -> bool:
        if not keys.name or not self._context.signed_in_profile_name:
            return True
        known = self._ready_for
        return known is not None and (known.name, known.department) == (keys.name, keys.department)

    def ask_now(self) -> None:
        """Searches at once, for Save. `ready` follows soon, whatever the server does."""
        self._give_up_later.start()
        self._ask_soon.stop()
        self._ask()

    def load_details(self) -> None:
        """Fetches what tells the similar companies apart; `details_changed` is emitted for each of them."""
        for similar in self.similar:
            number = similar.contact_id
            if number in self._details:
                self.details_changed.emit(number, self._details[number])
            elif number:
                self._fetch_details(number)

    def _question(self) -> SearchKeys | None:
        return None if self._keys.is_empty else self._keys

    def _fetch(self, api: WebApi, question: SearchKeys) -> DuplicateSearchResult:
        return search_similar(api, question, self._recent)

    def _on_typed(self, form: dict[str, Any]) -> None:
        self._form = form
        read_of = [self._context.lookups.rules.region, *map(form.get, SEARCHED)]
        if read_of != self._read_of:  # else each key anywhere would have all numbers read again
            self._read_of, self._keys = read_of, self._keys_of(form)
        if self._keys.is_empty:
            self._ask_soon.stop()
            self._answered = self._ready_for = None
            self._show(())
        elif self._keys != self._ready_for:
            self._ask_soon.start()
        self._show(self._found, self.unchecked)
        self._warn_of_same()

    def _on_status_changed(self, status: ConnectionStatus) -> None:
        super()._on_status_changed(status)
        self._warn_of_same()

    def _on_signed_in(self) -> None:
        """Another connection has other companies."""
        self._ready_for = None
        self._details.clear()
        self._recent = RecentAnswers()
        self._show(())

    def _on_form_changed(self, _form: object) -> None:
        """Forgets what was found for the form before: that company may have been saved or changed since."""
        recent = RecentAnswers()
        recent.has_no_rules = self._recent.has_no_rules
        self._recent, self._answered = recent, None
        self._details.clear()

    def _accept(self, question: SearchKeys, answer: DuplicateSearchResult) -> bool:
        if question != self._keys:
            return False
        self._ready_for = question
        self._details.update(answer.details)
        self._show(answer.found, answer.unchecked)
        self._warn_of_same()
        self._let_save_go_on()
        return True

    def _on_no_answer(self) -> None:
        """Lets Save through: these keys count as searched until they change."""
        self._ready_for = self._keys
        self._warn_of_same()
        self._let_save_go_on()

    def _let_save_go_on(self) -> None:
        self._give_up_later.stop()
        self.ready.emit()

    def _keys_of(self, form: Mapping[str, Any]) -> SearchKeys:
        return search_keys_of(form, self._context.lookups.rules.region)

    def _show(self, found: tuple[SimilarCompany, ...], unchecked: str = "") -> None:
        """Shows what is similar and may be the same, and names what the server could not be asked for.

        Those of the typed place come first.
        """
        self._found = found
        left = (one for one in found if not is_not_same(self._form, one))
        place = Place.in_form(self._form)
        similar = tuple(
            sorted(left, key=lambda one: place.distance(one.name, self._details.get(one.contact_id)))
            if place.is_known
            else left
        )
        if (similar, unchecked) != (self.similar, self.unchecked):
            self.similar, self.unchecked = similar, unchecked
            self.similar_changed.emit(similar)

    def _warn_of_same(self) -> None:
        """Warns of a company that is the same, for as long as name and department stay the same.

        Of a table's draft it is known otherwise, where a search has not found it or cannot be made: the
        server may be away now, and its searches may lag behind.
        """
        same = self.same
        is_known = not same and not self.is_of_people and self._is_ready_for(self._keys)
        told = _SAME.format(name=same.name) if same else same_told(self._form) if is_known else ""
        problem = StickyProblem(Problem("Name", told, Severity.WARNING), self._form.get("Name"))
        self._entry.problems.set_external("duplicates", (problem,) if told else ())

    def _fetch_details(self, number: int) -> None:
        profile = self._context.signed_in_profile_name

        def work() -> tuple[int, CompanyDetails]:
            return number, details_of(self._context.api_for(profile), number)

        self._context.network.run(work, self._on_details, self._on_no_details)

    def _on_details(self, answer: tuple[int, CompanyDetails]) -> None:
        number, details = answer
        self._details[number] = details
        self.details_changed.emit(number, details)

    def _on_no_details(self, _error: Exception) -> None:
        """Stays quiet: the row shows what is known, and there is nothing for the user to do."""
