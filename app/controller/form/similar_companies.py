"""Companies that may be the one being typed: looked for while the name is typed, and again before Save."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.controller.connection.connections import ConnectionState, ConnectionStatus
from app.controller.form.entry import EntryController, StickyProblem
from app.controller.form.server_questions import QuestionContext
from app.model.checks.similar_companies import (
    CompanyDetails,
    SearchKeys,
    SimilarCompany,
    name_matches,
    search_keys_of,
)
from app.model.checks.validation import Problem, Severity
from app.webapi.errors import WebApiError

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.client import WebApi

ASK_AFTER_MS = 400
# Save does not wait longer for the answer: a warning is not worth it.
SAVE_WAITS_MS = 2000
_MOST_SHOWN = 20
_MOST_COMPARED = 3
_SAME = "There is a company of this name and department already. Look at it with Ctrl+J, or save anyway."


@dataclass(frozen=True)
class _Answer:
    profile: str
    traits: SearchKeys
    similar: tuple[SimilarCompany, ...] = ()
    particulars: Mapping[int, CompanyDetails] | None = None


class Duplicates(QObject):
    """Asks the server for similar companies: one question at a time, none that is out of date.

    A server that is away or does not know an address is no trouble here: there is no strip then.

    Signals: similar_changed(similar companies), particulars_changed(contact id, CompanyDetails),
    ready (what Save waited for has come, or is not waited for any longer).
    """

    similar_changed = Signal(object)
    particulars_changed = Signal(int, object)
    ready = Signal()

    def __init__(
        self,
        entry: EntryController,
        context: QuestionContext,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._entry = entry
        self._context = context
        self._traits = SearchKeys()
        self._answered: SearchKeys | None = None
        self._particulars: dict[int, CompanyDetails] = {}
        self._is_asking = False
        self.similar: tuple[SimilarCompany, ...] = ()
        self._soon = self._timer(ASK_AFTER_MS, self._ask)
        self._patience = self._timer(SAVE_WAITS_MS, self._give_up)
        entry.typed.connect(self._follow)
        context.connections.status_changed.connect(self._turn_to)

    @property
    def site(self) -> str:
        """Address of the web client of the connection in use, for links; empty if there is no connection."""
        profile = self._context.connections.status.profile
        return profile.site if profile else ""

    def is_ready(self, form: Mapping[str, Any]) -> bool:
        """Whether all is known that Save should ask about."""
        traits = self._traits_of(form)
        if not traits.name or not self._context.signed_in_profile_name:
            return True
        known = self._answered
        return known is not None and (known.name, known.department) == (traits.name, traits.department)

    def ask_now(self) -> None:
        """Save waits: asks at once. `ready` follows soon, whatever the server does."""
        self._patience.start()
        self._soon.stop()
        self._ask()

    def load_particulars(self) -> None:
        """Fetches what tells the similar companies apart; each comes by `particulars_changed`."""
        for similar in self.similar:
            number = similar.contact_id
            if number in self._particulars:
                self.particulars_changed.emit(number, self._particulars[number])
            elif number:
                self._context.network.run(self._fetching(number), self._take_particulars, self._stay_quiet)

    def _follow(self, form: Mapping[str, Any]) -> None:
        self._traits = self._traits_of(form)
        if self._traits.is_empty:
            self._soon.stop()
            self._answered = None
            self._show(())
        elif self._traits != self._answered:
            self._soon.start()
        self._remark()

    def _traits_of(self, form: Mapping[str, Any]) -> SearchKeys:
        return search_keys_of(form, self._context.lookups.rules.region)

    def _turn_to(self, status: ConnectionStatus) -> None:
        """Another connection has other companies; what is typed is looked for there."""
        if status.state is ConnectionState.SIGNED_IN:
            self._answered = None
            self._particulars.clear()
            self._show(())
            if not self._traits.is_empty:
                self._soon.start()

    def _ask(self) -> None:
        profile, traits = self._context.signed_in_profile_name, self._traits
        if not profile or self._is_asking:
            return
        self._is_asking = True

        def work() -> _Answer:
            return _Answer(profile, traits, *_look(self._context.api_for(profile), traits))

        self._context.network.run(work, self._take, self._not_answered)

    def _take(self, answer: _Answer) -> None:
        self._is_asking = False
        if answer.traits != self._traits or answer.profile != self._context.signed_in_profile_name:
            # Out of date. Where the typing goes on, the timer asks again.
            if not self._soon.isActive():
                self._ask()
            return
        self._answered = answer.traits
        self._particulars.update(answer.particulars or {})
        self._show(answer.similar)
        self._remark()
        self._be_ready()

    def _not_answered(self, _error: Exception) -> None:
        self._is_asking = False
        self._give_up()

    def _give_up(self) -> None:
        """Save is let through: the name counts as looked for until it changes."""
        self._answered = self._traits
        self._be_ready()

    def _be_ready(self) -> None:
        self._patience.stop()
        self.ready.emit()

    def _show(self, similar: tuple[SimilarCompany, ...]) -> None:
        if similar != self.similar:
            self.similar = similar
            self.similar_changed.emit(similar)

    def _remark(self) -> None:
        """The same name and department is a warning, for as long as they stay so."""
        same = any(
            self._particulars[one.contact_id].is_same_company(self._traits)
            for one in self.similar
            if one.contact_id in self._particulars
        )
        problem = Problem("Name", _SAME, Severity.WARNING)
        found = (StickyProblem(problem, self._traits.name),) if same else ()
        self._entry.set_external_problems("duplicates", found)

    def _fetching(self, number: int) -> Callable[[], tuple[int, CompanyDetails]]:
        profile = self._context.signed_in_profile_name
        return lambda: (number, CompanyDetails.from_entity(self._context.api_for(profile).contact(number)))

    def _take_particulars(self, answer: tuple[int, CompanyDetails]) -> None:
        number, particulars = answer
        self._particulars[number] = particulars
        self.particulars_changed.emit(number, particulars)

    def _stay_quiet(self, _error: Exception) -> None:
        """The row shows what is known of it; there is nothing for the user to do."""

    def _timer(self, milliseconds: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer


def _look(api: WebApi, traits: SearchKeys) -> tuple[tuple[SimilarCompany, ...], dict[int, CompanyDetails]]:
    """All that is similar, each company once, and the particulars of those that may be the very same.

    Raises WebApiError where the name cannot be looked for; domains and phones are an extra that not every
    server offers.
    """
    found: dict[tuple[int, str], SimilarCompany] = {}
    for similar in _similar(api, traits):
        found.setdefault((similar.contact_id, similar.identifier), similar)
    shown = tuple(found.values())[:_MOST_SHOWN]
    numbers = [one.contact_id for one in shown if one.contact_id and name_matches(one.name, traits)]
    return shown, {
        number: CompanyDetails.from_entity(api.contact(number)) for number in numbers[:_MOST_COMPARED]
    }


def _similar(api: WebApi, traits: SearchKeys) -> Iterator[SimilarCompany]:
    if traits.name:
        for entry in api.duplicates(traits.name, traits.department):
            why = entry.rule_display_name or "Similar name"
            number = entry.so_primary_key or 0
            yield SimilarCompany(
                number, entry.entry_name or "", why, "" if number else entry.entry_identifier or ""
            )
    try:
        for domain in traits.domains:
            for entry in api.duplicate_domains(domain):
                yield SimilarCompany(
                    entry.so_primary_key or 0, entry.entry_name or "", f"Same domain: {domain}"
                )
        for digits in traits.phones:
            for row in api.companies_with_phone(digits):
                name = ", ".join(part for part in (row.name, row.department) if part)
                yield SimilarCompany(row.contact_id, name, "Same phone number")
    except WebApiError:
        return
