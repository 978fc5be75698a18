"""Puts companies of a table where they belong: what is clear into the outbox, the rest among the drafts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from app.model.entry import Draft, Entry, EntrySummary, State
from app.model.history.origin import is_untouched, origin_in, origin_of, with_origin
from app.model.profile import Profile
from app.service.delivery.deliverer import new_entry
from app.service.imports.earlier_imports import Before, EarlierImports
from app.service.imports.plan import PlannedCompany
from app.storage.files.errors import EntryUnreadable
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.translation import _
from app.translation.days import day_in_words

_ALL: Final = 2**62


class ImportKeeper:
    """The outbox and the drafts, for companies of a table. Any thread; raises StoreProblem on disk errors."""

    def __init__(self, outbox: Outbox, drafts: Drafts, profile: Profile) -> None:
        self._outbox = outbox
        self._drafts = drafts
        self._profile = profile

    def in_outbox(self) -> Mapping[str, str]:
        """Returns by name what is to be said of another company of that name: it waits, or was saved."""
        elsewhere = self._outbox.saved_by_others(self._profile.name)
        saved, waiting = dict[str, str](), dict[str, str]()
        for one in self._outbox.summaries(limit=_ALL):
            if one.is_readable and one.state is State.SAVED:
                saved[one.name] = _saved_told(one, is_elsewhere=one.id in elsewhere)
            elif one.is_readable:
                waiting[one.name] = _("A company of this name is in the outbox.")
        return {name: told for name, told in saved.items() if name not in waiting} | waiting

    def earlier(self) -> EarlierImports:
        """Returns what earlier imports have made."""
        return EarlierImports(self.stored(), self.made_of_table, self.is_replaceable, self.waiting())

    def waiting(self) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
        """Yields name, id and form of each draft of a table."""
        for draft in self._drafts.all(self._profile.name):
            if origin_in(draft.form).table:
                yield str(draft.form.get("Name") or ""), draft.id, draft.form

    def stored(self) -> Iterator[tuple[str, str]]:
        """Yields name and id of each company in the outbox and among the drafts."""
        for one in self._outbox.summaries(limit=_ALL):
            if one.is_readable:
                yield one.name, one.id
        yield from ((name, draft_id) for name, draft_id, _form in self.waiting())

    def made_of_table(self, entry_id: str) -> Mapping[str, Any] | None:
        """Returns what is stored of a company that a table of this connection has become; None for others."""
        try:
            entry = self._outbox.get(entry_id)
        except EntryUnreadable:
            return None
        if entry is not None:
            origin = origin_of(entry)
            is_ours = entry.profile == self._profile.name and bool(origin.table)
            return {**entry.body, **origin.content} if is_ours else None
        draft = self._drafts.get(entry_id)
        return draft.form if draft is not None else None

    def found_before(self, entry_id: str) -> Before | None:
        """Returns what an earlier import has made of a company; None if there was none.

        What is stored of it and cannot be read was imported as well, and holds up no other.
        """
        try:
            entry = self._outbox.get(entry_id)
        except EntryUnreadable as problem:
            return Before(problem.message, state="kept")
        if entry is not None:
            number = entry.contact_id
            if entry.state is State.SAVED:
                told = _("It was imported before, with the id {number}.")
                return Before(told.format(number=number), number)
            told = _("It was imported before and is in the outbox.")
            is_refused = entry.state is State.REJECTED
            why = entry.message if is_refused else ""
            state = "rejected" if is_refused else "kept"
            return Before(f"{told} {why}".rstrip(), number, state=state)
        if self._drafts.get(entry_id):
            return Before(_("It was imported before and waits as a draft."), is_draft=True, state="draft")
        if why := self._drafts.why_unreadable(entry_id):
            return Before(why, state="draft")
        return None

    def is_replaceable(self, draft_id: str) -> bool:
        """Returns True for a draft in whose place a corrected row may stand: nobody has it open, or typed."""
        draft = self._drafts.get(draft_id)
        return draft is not None and is_untouched(draft) and self._drafts.shown() != draft_id

    def put(self, planned: PlannedCompany) -> Entry:
        """Puts a company that is clear into the outbox; returns the entry that is there by now.

        Raises EntryFrozen where a draft has its id that it does not replace.
        """
        entry = entry_of(planned, self._profile)
        replaces = planned.id if planned.otherwise and self.is_replaceable(planned.id) else None
        return self._outbox.add(entry, replaces_draft=replaces)

    def stored_entry(self, entry_id: str) -> Entry | None:
        """Returns an entry of the outbox; None if there is none, or it cannot be read."""
        with suppress(EntryUnreadable):
            return self._outbox.get(entry_id)
        return None

    def keep(self, planned: PlannedCompany) -> Draft:
        """Puts a company among the drafts, where it is not yet, or in the place of one that it replaces."""
        is_replaced = bool(planned.otherwise) and self.is_replaceable(planned.id)
        if planned.otherwise and not is_replaced:
            planned = replace(planned, id=planned.otherwise)
        draft = draft_of(planned, self._profile)
        if is_replaced or not self._drafts.get(draft.id):
            self._drafts.save(draft)
        return draft


def _saved_told(saved: EntrySummary, *, is_elsewhere: bool) -> str:
    day = day_in_words(saved.updated.astimezone().date())
    if is_elsewhere:
        return _("A company of this name was saved on {day} over another connection.").format(day=day)
    told = _("A company of this name was saved on {day}, with the id {number}.")
    return told.format(day=day, number=saved.contact_id)


def entry_of(planned: PlannedCompany, profile: Profile) -> Entry:
    """Makes the entry of a company that can be sent. Raises ValueError for one that cannot."""
    if planned.checked is None:
        raise ValueError("it was not checked")
    made = new_entry(planned.checked.body, profile, planned.id, datetime.now(UTC))
    return with_origin(made, origin_in(planned.form))


def draft_of(planned: PlannedCompany, profile: Profile) -> Draft:
    """Makes the draft of a company."""
    now = datetime.now(UTC)
    return Draft(planned.id, profile.name, dict(planned.form), now, now)
