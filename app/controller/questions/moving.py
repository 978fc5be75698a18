"""Somebody who is typed and is at another company: whether they can be moved, and who is to be moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.controller.connection.status import ConnectionState, ConnectionStatus
from app.controller.form.entry import EntryController
from app.controller.questions.live_question import QuestionContext
from app.controller.questions.similar_companies import DuplicateSearch
from app.model.additions.target import target_of
from app.model.company_search.known_people import KnownPerson, known_as, other_name
from app.model.company_search.similar_companies import reaches_of
from app.model.next_steps.moves import Move, moves_of


@dataclass(frozen=True)
class Moving:
    """Who is to be moved, who the shown person is known as, and how.

    `offer` is None until it is known that the user may move them; `why_not` says why they may not.
    `other_name` is what is typed where that is not the name of whom it is known as.
    """

    moves: tuple[Move, ...] = ()
    known: KnownPerson | None = None
    offer: Move | None = None
    why_not: str = ""
    other_name: str = ""


class MovingController(QObject):
    """Follows the form, the similar companies, and the person whom the window shows."""

    changed = Signal(object)  # Moving

    def __init__(
        self,
        entry: EntryController,
        duplicates: DuplicateSearch,
        context: QuestionContext,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.state = Moving()
        self._duplicates = duplicates
        self._context = context
        self._person: Mapping[str, Any] = {}
        self._moves: tuple[Move, ...] = ()
        self._here = 0  # the company that the form adds to
        self._read: dict[int, Move | str] = {}
        """By the person's id: how they are moved, or why they are not; empty while that is being asked."""
        entry.typed.connect(self._on_typed)
        duplicates.similar_changed.connect(self._update)
        context.connections.status_changed.connect(self._on_status_changed)

    def look_at(self, person: Mapping[str, Any]) -> None:
        """Tells which person the window shows now."""
        if person != self._person:
            self._person = person
            self._update()

    def _on_typed(self, form: dict[str, Any]) -> None:
        target = target_of(form)
        told = moves_of(form), target.contact_id if target else 0
        if told != (self._moves, self._here):
            self._moves, self._here = told
            self._update()

    def _on_status_changed(self, status: ConnectionStatus) -> None:
        if status.state is ConnectionState.SIGNED_IN:
            self._read.clear()

    def _known(self) -> KnownPerson | None:
        found = [one for similar in self._duplicates.similar for one in similar.people]
        if not found or not self._person:
            return None
        return known_as(self._person, found, reaches_of(self._person, self._context.lookups.rules.region))

    def _update(self) -> None:
        known = self._known()
        if known is not None and known.person_id not in self._read:
            self._ask(known)
        told = self._read.get(known.person_id, "") if known else ""
        if isinstance(told, Move) and told.contact_id == self._here:
            known, told = None, ""  # the search was behind
        offer = told if isinstance(told, Move) else None
        why_not = "" if isinstance(told, Move) else told
        state = Moving(self._moves, known, offer, why_not, other_name(self._person, known) if known else "")
        if state != self.state:
            self.state = state
            self.changed.emit(state)

    def _ask(self, known: KnownPerson) -> None:
        """Reads the person on a worker: who they are now, where, and whether they may be changed."""
        profile, person_id = self._context.signed_in_profile_name, known.person_id
        if not profile:
            return
        self._read[person_id] = ""

        def work() -> Move | str:
            from app.service.delivery.person_moves import move_of  # here, on a worker: it loads the client

            return move_of(self._context.api_for(profile), person_id)

        def tell(told: Move | str) -> None:
            if profile == self._context.signed_in_profile_name:
                self._read[person_id] = told
                self._update()

        def fail(_error: Exception) -> None:
            self._read.pop(person_id, None)  # a server that is away is told elsewhere

        self._context.network.run(work, tell, fail)
