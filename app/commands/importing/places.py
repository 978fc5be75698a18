"""Where companies of a table go: into the outbox and the drafts, or to the window that has them open."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final, Protocol, TypeVar

from app.commands import delivery as cli_delivery
from app.commands.exit_codes import CommandFailed, ExitCode
from app.commands.session import Session
from app.model.entry import Entry
from app.model.imports.progress import WalkItem
from app.model.profile import Profile
from app.service.delivery.deliverer import Deliverer
from app.service.imports.earlier_imports import Before, EarlierImports
from app.service.imports.keeping import ImportKeeper, draft_of, entry_of
from app.service.imports.plan import PlannedCompany
from app.service.running_window import SubmissionRefused, submit_to_running
from app.storage.files.errors import EntryFrozen, StoreBusy
from app.storage.files.import_notes import ImportNotes
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.row_format import draft_row, entry_row
from app.storage.sqlite.store import Store
from app.translation import _

T = TypeVar("T")
_PATIENCE: Final = 1.0  # seconds
_ASK_EVERY: Final = 0.05  # seconds
_NO_ANSWER: Final = _(
    "The window that is open did not say whether it took the company. Import the same table again: nothing "
    "is taken twice."
)


class Place(Protocol):
    """Takes companies."""

    def in_outbox(self) -> Mapping[str, str]:
        """Returns what is to be said of companies of the outbox, by name, as far as that can be known."""

    def earlier(self) -> EarlierImports:
        """Returns what earlier imports have made, as far as that can be known."""

    def found_before(self, entry_id: str) -> Before | None:
        """Returns what an earlier import has made of a company; None if there was none, or nobody knows."""

    def send(self, planned: PlannedCompany) -> tuple[Entry, ExitCode]:
        """Takes a company that is clear; returns its entry, and what `submit` would end with."""

    def go_on(self, entry_id: str) -> tuple[Entry, ExitCode] | None:
        """Goes on with an entry of an earlier import; returns it as `send` does, None if it is not there."""

    def keep(self, planned: PlannedCompany) -> object:
        """Takes a company as a draft."""

    def begin_walk(self, drafts: Sequence[WalkItem]) -> None:
        """Has the window lead through the drafts of a table that are in the store by now."""


class OwnStore(ImportKeeper):
    """The outbox and the drafts of this computer, which no window has open; each company is sent at once."""

    def __init__(self, session: Session, stores: tuple[Outbox, Drafts], profile: Profile) -> None:
        super().__init__(*stores, profile)
        self._notes = ImportNotes(session.paths.data)
        self._deliverer = Deliverer(stores[0], session.clients.api, session.clients.profile)

    def send(self, planned: PlannedCompany) -> tuple[Entry, ExitCode]:
        """Sends a company once; what is not delivered or settled is left to the outbox."""
        return self._advance(self.put(planned))

    def go_on(self, entry_id: str) -> tuple[Entry, ExitCode] | None:
        """Tries again what was left to the outbox."""
        entry = self.stored_entry(entry_id)
        return self._advance(entry) if entry is not None else None

    def begin_walk(self, drafts: Sequence[WalkItem]) -> None:
        """Notes them for the next window: none is open, as the store is open here."""
        self._notes.begin_walk(drafts)

    def _advance(self, entry: Entry) -> tuple[Entry, ExitCode]:
        delivery = self._deliverer.advance(entry)
        code = cli_delivery.exit_code(delivery.entry, sign_in_needed=delivery.sign_in_needed)
        return delivery.entry, code


class OpenWindow:
    """The window that is open: it stores what it is given, sends what is clear, and takes nothing twice."""

    def __init__(self, session: Session, profile: Profile, busy: StoreBusy) -> None:
        """`busy` is raised where no window takes anything after all."""
        self._paths = session.paths
        self._profile = profile
        self._busy = busy

    def in_outbox(self) -> Mapping[str, str]:
        """Returns what is said of companies in the outbox; nothing where the window is of another version."""
        return self._read(lambda keeper: keeper.in_outbox()) or {}

    def earlier(self) -> EarlierImports:
        """Returns what earlier imports have made; nothing where the window is of another version."""
        stored = self._read(lambda keeper: list(keeper.stored())) or ()
        waiting = self._read(lambda keeper: list(keeper.waiting())) or ()
        return EarlierImports(
            stored, lambda one: self._read(lambda keeper: keeper.made_of_table(one)), waiting=waiting
        )

    def found_before(self, entry_id: str) -> Before | None:
        """Returns what an earlier import has made of a company.

        None if there was none, or the window is of another version: it takes nothing twice all the same.
        """
        return self._read(lambda keeper: keeper.found_before(entry_id))

    def send(self, planned: PlannedCompany) -> tuple[Entry, ExitCode]:
        """Gives the window an entry.

        Raises CommandFailed if it does not take it, EntryFrozen if it has the company from elsewhere by now.
        """
        entry = entry_of(planned, self._profile)
        self._give(entry_row(entry))
        return entry, ExitCode.KEPT

    def go_on(self, entry_id: str) -> tuple[Entry, ExitCode] | None:
        """Returns the entry as it is by now: the window sends it."""
        entry = self._read(lambda keeper: keeper.stored_entry(entry_id))
        return (entry, cli_delivery.exit_code(entry)) if entry is not None else None

    def keep(self, planned: PlannedCompany) -> None:
        """Gives the window a draft. Raises CommandFailed if it does not take it."""
        with suppress(EntryFrozen):
            self._give(draft_row(draft_of(planned, self._profile)))

    def begin_walk(self, drafts: Sequence[WalkItem]) -> None:
        """Does nothing: the window leads through what it is given."""

    def _read(self, ask: Callable[[ImportKeeper], T]) -> T | None:
        """Asks what is in the store now. It is opened for each question: the window may end meanwhile."""
        store = Store.beside(self._paths.store)
        if store is None:
            return None
        with store:
            return ask(ImportKeeper(Outbox(store), Drafts(store), self._profile))

    def _give(self, row: Sequence[Any]) -> None:
        try:
            taken = submit_to_running(self._paths, row)
        except SubmissionRefused as refusal:
            if before := self._there_soon(str(row[0])):
                raise EntryFrozen(before.sentence) from None
            raise CommandFailed(
                _("The window that is open did not take the company. {refusal}").format(refusal=refusal)
            ) from None
        if taken is None:
            raise CommandFailed(_NO_ANSWER, ExitCode.KEPT)
        if not taken:
            raise self._busy

    def _there_soon(self, entry_id: str) -> Before | None:
        """Returns what another command, or somebody in the window, has made of a company at this moment."""
        deadline = time.monotonic() + _PATIENCE
        while not (before := self.found_before(entry_id)) and time.monotonic() < deadline:
            time.sleep(_ASK_EVERY)
        return before


def place_for(session: Session, profile: Profile | None) -> tuple[Place, Profile]:
    """Opens the store, or finds the window that has it open, and signs in.

    `profile` is None for the practice server, which no window could send to: it ends with the command.
    """
    try:
        stores = session.open_outbox_and_drafts()
    except StoreBusy as busy:
        if profile is None:
            raise session.busy_for_sandbox(busy) from None
        session.sign_in(profile)
        return OpenWindow(session, profile, busy), profile
    if profile is None:
        profile = session.start_sandbox()
    else:
        session.sign_in(profile)
    return OwnStore(session, stores, profile), profile
