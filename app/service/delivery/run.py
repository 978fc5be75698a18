"""Delivers one entry as far as possible now; every transition is committed before its effect."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING

from app.model.entry import Entry, State
from app.model.profile import Profile
from app.service.delivery import sentences, transitions
from app.service.delivery.backoff import back_off
from app.service.delivery.damage import DamagedBody
from app.service.delivery.search_times import SECOND_SEARCH_DELAY
from app.service.delivery.steps.addition_steps import AdditionSteps
from app.service.delivery.steps.company_check import give_back_unanswered, is_still_there, leave_unanswered
from app.service.delivery.steps.company_steps import CompanySteps
from app.service.delivery.steps.earlier_posts import forget_old_word, may_company_be_there
from app.service.delivery.steps.people_steps import PeopleSteps
from app.service.delivery.waits import named_wait, pauses_connection
from app.service.delivery.working_copy import DeliveryStopped, WorkingCopy
from app.storage.files.errors import StaleEntry
from app.storage.sqlite.outbox import Outbox
from app.webapi.errors import Verdict, WebApiError
from app.webapi.errors.trace import nothing

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.client import WebApi

Connect = Callable[[], "tuple[Profile, WebApi]"]
# A server that answered within these seconds has the next entry begun while it works on this one. With a slow
# one that would keep an entry for long from who wants to change it.
_QUICK_SECONDS = 0.1

NextEntry = Callable[[], Entry | None]
"""Returns the entry to send next; None if there is none or it must not be started yet.

It is called while the server works on the company of the one before: what it does costs no time.
"""

_log = logging.getLogger(__name__)


def no_next_entry() -> None:
    """Returns None: no entry follows."""


class DeliveryRun:
    """One attempt to deliver one entry.

    If another entry is sent right after it, `DeliveryResult.next_run` is already started; call `resume` on
    it. Nothing is committed between the answer for one and the request for the next, where the server is
    quick: while it works on a company, the end of the one before and the start of the next are one commit. If
    the program dies before that, the one before is searched for, although its answer had come.
    """

    def __init__(
        self,
        entry: Entry,
        outbox: Outbox,
        clock: Callable[[], datetime],
        second_search_delay: timedelta = SECOND_SEARCH_DELAY,
        uptime: Callable[[], float] = monotonic,
    ) -> None:
        self._copy = WorkingCopy(entry, outbox, clock, second_search_delay, uptime)
        self._company = CompanySteps(self._copy, self._on_company_sent)
        self._addition = AdditionSteps(self._copy)
        self._people = PeopleSteps(self._copy)
        self._before = entry
        self._next_entry: NextEntry = no_next_entry
        self._tell: Callable[[], None] = nothing
        self._is_next_known = False
        self._ahead: DeliveryRun | None = None
        self._begun_ahead: DeliveryRun | None = None
        self._next_run: DeliveryRun | None = None
        self._one_before: WorkingCopy | None = None  # saved, and that is not committed yet
        self._is_server_quick = False
        self._sent_at = 0.0
        self._stopped: DeliveryStopped | None = None

    @property
    def entry(self) -> Entry:
        """The entry as it is now; what is not committed yet included."""
        return self._copy.entry

    @property
    def is_begun(self) -> bool:
        """True once it is stored that the entry is being sent: the server may have it."""
        return self._copy.stored_state is State.SENDING

    def start(
        self, connect: Connect, next_entry: NextEntry = no_next_entry, tell: Callable[[], None] = nothing
    ) -> DeliveryResult:
        """Connects and delivers the entry as far as possible now. `connect` may raise WebApiError.

        `tell` is called while the server works, once what had become of the entry before is committed.
        Raises StoreProblem, StaleEntry.
        """
        self._next_entry, self._tell = next_entry, tell
        return self._deliver(lambda: self._connect(connect))

    def resume(
        self, next_entry: NextEntry = no_next_entry, tell: Callable[[], None] = nothing
    ) -> DeliveryResult:
        """Delivers as `start` does, for a run that is already started."""
        self._next_entry, self._tell = next_entry, tell
        return self._deliver(nothing)

    def check(self, profile: Profile, api: WebApi) -> None:
        """Reads the body of an entry that is to be sent soon, and builds what is posted.

        Raises DamagedBody.
        """
        self._copy.connect_to(profile, api)
        self._copy.check_body()
        self._company.build()

    def prepare(self, profile: Profile, api: WebApi) -> None:
        """Prepares `entry` for sending; commit it before calling `resume`.

        Raises ValueError for a damaged body, DeliveryStopped where the server cannot be asked.
        """
        self._copy.connect_to(profile, api)
        self._company.prepare()
        self._copy.set(state=State.SENDING)
        self._copy.stored_state = State.SENDING

    def withdraw(self) -> Entry:
        """Puts an entry that was started but not sent back into the queue, unchanged."""
        self._commit_one_before()
        return self._copy.outbox.update(self._before, expected=self._copy.stored_state)

    def _deliver(self, connect: Callable[[], None]) -> DeliveryResult:
        try:
            self._send(connect)
            self._commit_one_before()
            self._finish()
        finally:
            self._commit_one_before()
            if self._begun_ahead is not self._next_run:
                self._withdraw_ahead()
        return self._result()

    def _send(self, connect: Callable[[], None]) -> None:
        try:
            self._copy.check_body()
            connect()
            forget_old_word(self._copy)
            if not self._reaches_company():
                return
            if self._copy.steps[0].state is State.SAVED and self._copy.unsaved_people():
                self._is_next_known = False  # they may take long
                self._people.run()
            if self._copy.steps[0].state is State.SAVED and self._copy.unfinished_next_steps():
                self._is_next_known = False  # as above
                # Imported here: few companies have any.
                from app.service.delivery.steps.next_steps import NextSteps

                NextSteps(self._copy).run()
        except DeliveryStopped as stopped:
            self._stopped = stopped
            error = stopped.error
            _log.info("entry %s waits: %s %s", self.entry.id, type(error).__name__, error.detail)

    def _reaches_company(self) -> bool:
        """Delivers the company, or what is added to it; returns False where nothing may follow now."""
        copy = self._copy
        if self.entry.is_addition:
            return self._is_answered(self._addition.run)
        is_later = copy.steps[0].state is State.SAVED
        self._company.run()
        is_left = is_later and (copy.unsaved_people() or copy.unfinished_next_steps())
        return not is_left or self._is_answered(lambda: is_still_there(copy))

    def _is_answered(self, ask: Callable[[], bool]) -> bool:
        """Returns what `ask` does at a company that was there; False where its user is asked."""
        try:
            return ask()
        except DeliveryStopped as stopped:
            copy = self._copy
            lost = [one for one in copy.steps if one.state is State.UNKNOWN or one.may_be_taken]
            if not lost:
                give_back_unanswered(copy, stopped)
                return False
            is_look = stopped.searching or copy.steps[0].state is State.SAVED
            leave_unanswered(copy, stopped, lost if is_look else [])
            return False

    def _connect(self, connect: Connect) -> None:
        try:
            self._copy.connect_to(*connect())
        except WebApiError as error:
            searching = self.entry.company.state is State.UNKNOWN
            raise DeliveryStopped(error, searching=searching) from error

    def _finish(self) -> None:
        """Commits the outcome, together with the start of the next entry if there is one."""
        error = self._stopped.error if self._stopped else None
        searching = self._stopped is not None and self._stopped.searching
        if error and error.verdict is not Verdict.SIGN_IN:
            self._copy.set(tries=self.entry.tries + 1)
        late = self._copy.waits_for_lists
        message = sentences.sentence_for(self.entry, error, searching=searching, lists_may_lag=late)
        self._copy.set(next_try=self._next_try(error), named_wait=named_wait(error), message=message)
        state = transitions.resting_state(self.entry.steps)
        next_run = self._prepared_next() if state is State.SAVED and error is None else None
        if next_run is None:
            self._copy.commit(state)
        elif next_run is self._begun_ahead:
            self._leave_commit_to(next_run)
        else:
            self._hand_over_to(next_run)

    def _on_company_sent(self) -> None:
        """Does what can be done while the server works on this one, so that nothing waits for it."""
        self._sent_at = self._copy.uptime()
        if self._is_next_known:
            return
        try:
            self._ahead = self._checked_next()
            self._is_next_known = True
            if self._is_server_quick and len(self._copy.steps) == 1:  # others may take long
                following = self._prepared_next()
                if following is not None:
                    self._begin_ahead(following)
            self._commit_one_before()
            self._tell()
        except Exception as error:  # noqa: BLE001  # an answer is on its way: it has to be read, whatever this is
            _log.info("the next entry was not prepared: %s", type(error).__name__)

    def _begin_ahead(self, run: DeliveryRun) -> None:
        """Commits that the next entry is being sent, and in the same commit the one before as saved."""
        outbox, before = self._copy.outbox, self._one_before
        # If this fails nobody knows whether it is begun: it is withdrawn, and nothing follows at once.
        self._ahead, self._begun_ahead = None, run
        if before is None:
            started = outbox.begin(run.entry)
        else:
            before.entry, started = outbox.hand_over_to_next(
                before.entry, expected=before.stored_state, next_entry=run.entry
            )
            self._one_before = None
        if started is None:
            self._begun_ahead = None
        else:
            run._copy.entry = started
            self._ahead = run

    def _commit_one_before(self) -> None:
        """Commits that the entry before is saved, if that is left to do. Raises StoreProblem."""
        before = self._one_before
        if before is not None:
            with suppress(StaleEntry):  # somebody else has written what became of it
                before.commit(State.SAVED)
            self._one_before = None

    def _withdraw_ahead(self) -> None:
        begun, self._begun_ahead = self._begun_ahead, None
        if begun is not None:
            with suppress(StaleEntry):
                begun.withdraw()

    def _checked_next(self) -> DeliveryRun | None:
        """Returns the run of the next entry if its connection is the same and its company is queued."""
        entry = self._next_entry()
        if entry is None or entry.profile != self.entry.profile or entry.is_addition:
            return None
        copy = self._copy
        if entry.company.state is not State.QUEUED or may_company_be_there(entry, copy.clock()):
            return None
        run = DeliveryRun(entry, copy.outbox, copy.clock, copy.second_search_delay, copy.uptime)
        with suppress(DamagedBody):  # trouble with the next entry must not affect this one
            run.check(copy.profile, copy.api)
            return run
        return None

    def _prepared_next(self) -> DeliveryRun | None:
        """Returns the run of the next entry, prepared for sending; None if nothing follows at once."""
        run = self._ahead if self._is_next_known else self._checked_next()
        if run is not None and run is self._begun_ahead:
            return run
        with suppress(ValueError, DeliveryStopped):  # as above
            if run is not None:
                run.prepare(self._copy.profile, self._copy.api)
            return run
        return None

    def _leave_commit_to(self, next_run: DeliveryRun) -> None:
        """Has the next run commit the end of this one while the server works."""
        self._copy.set(state=State.SAVED)
        next_run._one_before = self._copy
        next_run._is_server_quick = self._is_quick
        self._next_run = next_run

    def _hand_over_to(self, next_run: DeliveryRun) -> None:
        copy = self._copy
        copy.set(state=State.SAVED)
        copy.entry, started = copy.outbox.hand_over_to_next(
            copy.entry, expected=copy.stored_state, next_entry=next_run.entry
        )
        if started is not None:
            next_run._copy.entry = started
            next_run._is_server_quick = self._is_quick
            self._next_run = next_run

    @property
    def _is_quick(self) -> bool:
        """True if the server has just answered quickly."""
        return self._copy.uptime() - self._sent_at < _QUICK_SECONDS

    def _next_try(self, error: WebApiError | None) -> datetime | None:
        """Returns when the entry can be continued; None for at once, and if nothing is left to do."""
        if error is None:
            return min(self._copy.waits, default=None)
        if error.verdict is Verdict.SIGN_IN:
            return None
        asked = timedelta(seconds=named_wait(error))
        return self._copy.clock() + max(back_off(self.entry.tries), asked)

    def _result(self) -> DeliveryResult:
        error = self._stopped.error if self._stopped else None
        is_searching = self._stopped is not None and self._stopped.searching
        if error is None or not pauses_connection(self.entry, error, searching=is_searching):
            return DeliveryResult(self.entry, error=error, next_run=self._next_run)
        sign_in = error.verdict is Verdict.SIGN_IN
        return DeliveryResult(self.entry, sign_in, self.entry.next_try, error)


@dataclass(frozen=True)
class DeliveryResult:
    """The outcome of delivering an entry.

    `entry` is as it is stored now. With `sign_in_needed` nothing can be sent through this connection until
    the user has signed in. Until `pause_until` no entry of this connection can be sent: the network or the
    server has a problem. `error` is what stopped the delivery, if anything. `next_run` is that of the next
    entry, which is already stored as SENDING: it has to be resumed or withdrawn. With `is_gone` somebody has
    discarded the entry meanwhile.
    """

    entry: Entry
    sign_in_needed: bool = False
    pause_until: datetime | None = None
    error: WebApiError | None = None
    next_run: DeliveryRun | None = None
    is_gone: bool = False
