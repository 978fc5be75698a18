"""Goes through the companies of a table on a worker: checks them all, then puts each where it belongs."""

from __future__ import annotations

from array import array
from collections import Counter, deque
from collections.abc import Callable, Iterator
from functools import cached_property
from threading import Event
from typing import Final

from app.model.entry import Entry, State
from app.model.imports.lines import Line, LineState, rows_told
from app.model.imports.progress import ImportProgress, Lacking, WalkItem
from app.service.imports.earlier_imports import Before
from app.service.imports.keeping import ImportKeeper
from app.service.imports.plan import Outlook, Planner
from app.service.imports.result_table import RowResult, result_of_before
from app.service.imports.table_plan import TablePlan
from app.storage.files.errors import EntryFrozen

_STATES = {
    Outlook.CLEAR: LineState.NEW,
    Outlook.DOUBTFUL: LineState.DOUBTFUL,
    Outlook.WRONG: LineState.WRONG,
    Outlook.DONE: LineState.DONE,
}
_ALL = tuple(LineState)
_Said = tuple[tuple[str, ...], tuple[str, ...]]
"""Why a company is where it is, and what it lacks."""
_Field = tuple[str, str]
"""The path and the name of a field that the tenant requires."""
_NEARLY_ALL: Final = 0.9


class TableRun:
    """What is known of each company of a plan by now. A worker writes, and any thread may read meanwhile.

    `cancel` ends the work after the company that it is at, `pause` holds it there.
    """

    def __init__(self, plan: TablePlan, make_planner: Callable[[], Planner], keeper: ImportKeeper) -> None:
        """`make_planner` is called by the worker, as it reads the outbox."""
        self.plan = plan
        self._make_planner = make_planner
        self._keeper = keeper
        self._states = bytearray(len(plan.groups))
        # Of ten thousand companies most have nothing that is said of them, or the same as many others.
        self._said = array("L", bytes(array("L").itemsize * len(plan.groups)))
        self._sayings: list[_Said] = [((), ())]
        self._places = {self._sayings[0]: 0}
        self._same: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.counts = dict.fromkeys(LineState, 0)
        self.done = 0
        self.is_cancelled = False
        self._goes_on = Event()
        self._goes_on.set()
        self.added = deque[Entry]()
        """Entries that are in the outbox, until somebody takes them."""
        self.missing = self.missing_clear = 0
        """How many companies lack something that the tenant requires, and how many of them are clear."""
        self._lacking = Counter[_Field]()
        self._fields: dict[str, _Field] = {}  # by the sentence that says that it is missing
        self._looked_at = 0  # companies, for what the tenant requires
        self.unknown: tuple[str, ...] = ()
        """Sentences for what is given for all companies, and the server does not have."""
        self.unlisted: tuple[str, ...] = ()
        """Sentences for columns of which the server's lists have hardly a value."""
        self.results: dict[int, RowResult] = {}
        self._ids: dict[str, tuple[int, ...]] = {}
        self.walk: list[WalkItem] = []
        self.sent = self.put = 0
        """How many companies are in the outbox, and how many are put away in all."""
        self.after_each: Callable[[], None] = lambda: None
        """Called by the worker, whenever a company is put away."""

    @cached_property
    def _planner(self) -> Planner:
        return self._make_planner()

    @property
    def total(self) -> int:
        """How many companies there are."""
        return len(self.plan.groups)

    def line(self, number: int) -> Line:
        """Returns what is known of a company by now."""
        reasons, missing = self._sayings[self._said[number]]
        rows, name = rows_told(self.plan.rows(number)), self.plan.name(number)
        once = frozenset(told for told in missing if self._is_common(self._fields.get(told)))
        return Line(rows, name, _ALL[self._states[number]], reasons, missing, once)

    def progress(self, *, is_putting: bool, problem: str) -> ImportProgress:
        """Returns how far the work is."""
        return ImportProgress(
            *(self.done, self.total, dict(self.counts)),
            is_putting=is_putting,
            problem=problem,
            missing=self.missing,
            missing_clear=self.missing_clear,
            lacking=tuple(
                Lacking(*one, count, self._is_common(one))
                for one, count in self._lacking.copy().most_common()
            ),
            unknown=self.unknown,
            unlisted=self.unlisted,
            is_paused=not self._goes_on.is_set(),
        )

    def numbers_in(self, state: LineState) -> list[int]:
        """Returns the companies in a state."""
        wanted = _ALL.index(state)
        return [number for number, one in enumerate(self._states) if one == wanted]

    def cancel(self) -> None:
        """Ends the work."""
        self.is_cancelled = True
        self._goes_on.set()

    def pause(self, *, is_paused: bool) -> None:
        """Holds the work, or has it go on."""
        (self._goes_on.clear if is_paused else self._goes_on.set)()

    def check(self) -> None:
        """Checks all companies that are not checked yet.

        Raises WebApiError if the server takes nothing at the moment: called again, it goes on from there.
        """
        self.unknown, self.unlisted = tuple(self._planner.unknown().values()), self._planner.unlisted()
        self.done = self.total - self._states.count(_ALL.index(LineState.UNCHECKED))
        for number in self._numbers(self.done):
            planned = self._planner.plan(self.plan.company(number))
            state = LineState.DOUBLE if planned.is_only_double else _STATES[planned.outlook]
            self._said[number] = self._place_of((planned.reasons, planned.missing))
            self._states[number] = _ALL.index(state)
            self.counts[state] += 1
            self.missing += bool(planned.missing)
            self.missing_clear += bool(planned.missing) and state is LineState.NEW
            self._looked_at += planned.checked is not None
            self._fields.update(zip(planned.missing, planned.lacking, strict=True))
            self._lacking.update(set(planned.lacking))
            self.done = number + 1

    def put_away(self, *, sends: bool) -> None:
        """Puts what is clear into the outbox if it `sends`, and all else among the drafts.

        Raises WebApiError and StoreProblem; what is put away stays where it is.
        """
        self.done = self.sent = self.put = 0
        self.walk, self.results = [], {}
        for number in self._numbers(0):
            line = self.line(number)
            is_sent = sends and line.state is LineState.NEW
            result = self._send(number, line) if is_sent else self._keep(number, line)
            self.results.update(dict.fromkeys(self.plan.rows(number), result))
            self.done = self.put = number + 1
            self.after_each()

    def rows_by_id(self) -> dict[str, tuple[int, ...]]:
        """Returns the rows of each company that is put away by the id of its entry or draft."""
        return self._ids

    def rows_left(self) -> Iterator[int]:
        """Yields the rows of the companies that are not put away."""
        for number in range(self.put, self.total):
            yield from self.plan.rows(number)

    def _send(self, number: int, line: Line) -> RowResult:
        """Puts a company into the outbox, unless it has become a draft since it was checked."""
        planned = self._planner.again(self.plan.company(number))
        try:
            entry = self._keeper.put(planned)
        except EntryFrozen as problem:
            if self._keeper.found_before(planned.id):
                return self._keep(number, line)
            return result_of_before(Before(problem.message, state="draft"))
        self.added.append(entry)
        self._ids[entry.id] = self.plan.rows(number)
        self.sent += 1
        return RowResult("saved" if entry.state is State.SAVED else "kept", entry.contact_id)

    def _keep(self, number: int, line: Line) -> RowResult:
        """Puts a company among the drafts, and on the way that is walked."""
        planned = self._planner.draft_of(self.plan.company(number))
        reasons, entry_id = line.reasons, planned.id
        if line.state is LineState.DONE:
            before = self._keeper.found_before(planned.id) or Before(" ".join(reasons))
            if before.state != "done" or not before.contact_id:
                self._ids[planned.id] = self.plan.rows(number)
            if not before.is_draft:
                return result_of_before(before)
            reasons = reasons[1:] or reasons
        elif (sent := self._keeper.found_before(planned.id)) and not sent.is_draft:
            self._ids[planned.id] = self.plan.rows(number)
            return result_of_before(sent)  # it was sent before somebody chose to go through them
        else:
            entry_id = self._keeper.keep(planned).id
            self._ids[entry_id] = self.plan.rows(number)
        self.walk.append(WalkItem(entry_id, line.name, reasons))
        return RowResult("draft", 0, " ".join(reasons))

    def _place_of(self, said: _Said) -> int:
        """Returns where what is said of a company stands among all that is said."""
        if (place := self._places.get(said)) is None:
            reasons, missing = said
            # What a tenant requires is the same sentence thousands of times.
            said = reasons, self._same.setdefault(missing, missing)
            place = self._places[said] = len(self._sayings)
            self._sayings.append(said)
        return place

    def _is_common(self, field: _Field | None) -> bool:
        """Returns True for a field that nearly all companies lack, by what is known of them by now."""
        count = self._lacking[field] if field else 0
        return count > 1 and count >= _NEARLY_ALL * self._looked_at

    def _numbers(self, first: int) -> Iterator[int]:
        for number in range(first, self.total):
            self._goes_on.wait()
            if self.is_cancelled:
                return
            yield number
