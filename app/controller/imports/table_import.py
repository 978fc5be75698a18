"""Reads a table, has its companies checked, and puts them away: all of it on a worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.controller.imports.chosen_columns import ChosenColumns
from app.controller.imports.needs import Needs
from app.controller.imports.refusals import why_refused
from app.controller.imports.sign_in import SignInFirst
from app.controller.imports.table_cards import TableCards
from app.controller.imports.tagged_work import tagged
from app.controller.imports.unfinished import put_away_noted
from app.controller.process.failures import sentence_for, sentence_or_fault
from app.controller.process.workers import WorkerPool
from app.model.history.origin import with_table, with_template
from app.model.imports.lines import Line, LineState
from app.model.imports.progress import PutAway
from app.translation import _

if TYPE_CHECKING:
    from app.recognition.tables.companies import TableCompany
    from app.service.imports.reading import TableRead
    from app.service.imports.table_plan import TablePlan
    from app.service.imports.table_run import TableRun
    from app.storage.files.unfinished_imports import UnfinishedImports

LOOK_EVERY_MS: Final = 40
_SEEN_AFTER_MS: Final = 60
"""The rows are painted by then, which reading all others, or checking them, would hold up."""
_CLOSE_WITHIN_MS: Final = 1000
_MOST_ENTRIES_A_LOOK: Final = 20


class TableImport(QObject):
    """One table at a time; what is read next takes the place of the one before."""

    read = Signal(object)  # TableShape: a table was read, or its columns were changed
    refused = Signal(str)  # sentence: it is no table
    progressed = Signal(object)  # ImportProgress
    cards_read = Signal(object)  # numbers of companies that `card` knows by now
    entry_added = Signal(object)  # entry that is in the outbox
    put_away = Signal(object)  # PutAway: everything is where it belongs
    left = Signal(object)  # PutAway: it was left in the middle
    results_known = Signal(object, object)  # TableRun with its results, and the path of the table or None
    drafts_listed = Signal(object)  # all drafts, after new ones

    def __init__(self, needs: Needs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.needs = needs
        self._work = WorkerPool(1, self)
        self._sign_in = SignInFirst(needs.connections, self._go_on, self)
        self._cards = TableCards(self)
        self._cards.read.connect(self.cards_read)
        self._chosen = ChosenColumns(needs.file, needs.disk)
        self._plan: TablePlan | None = None
        self._is_whole, self._fields_later = True, dict[int, str]()
        self._run: TableRun | None = None
        self._name = self._sheet = ""
        self.called = ""  # with the sheet, where the file has several
        self.path: Path | None = None  # of the file that the table is from; None for one that was pasted
        self._begin_with: Mapping[str, Any] = {}
        self._template: tuple[Mapping[str, str], str] = ({}, "")  # values, and the name
        self.unfinished: UnfinishedImports | None = None
        self.templates_there: Callable[[], Mapping[str, Mapping[str, str]]] = dict
        self._request, self._is_putting, self._problem = 0, False, ""
        self._stopped_put: bool | None = None  # whether it sends what is being put away, or was
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY_MS)
        self._look.timeout.connect(self._on_look)

    @property
    def is_in_the_middle(self) -> bool:
        """True while a table is being put away, also while that has stopped at a problem."""
        return self._stopped_put is not None

    def read_file(self, path: Path) -> None:
        """Reads a file; `read` or `refused` is emitted."""
        self._start(path, path.name)

    def read_sheet(self, name: str) -> None:
        """Reads another sheet of the file; `read` or `refused` is emitted."""
        if self.path is not None:
            self._start(self.path, self.path.name, name)

    def read_data(self, data: bytes) -> None:
        """Reads a table that was pasted; `read` or `refused` is emitted."""
        self._start(data, _("Pasted table"))

    def set_fields(self, fields: Mapping[int, str]) -> None:
        """Has columns go to other fields, by their places; `put` has it remembered for the same headings."""
        if self._plan is None or self.is_in_the_middle:
            return
        if not self._is_whole:
            self._fields_later |= fields  # once all of it is read
            return
        self._stop()
        plan = self._plan

        def work() -> TableRead:
            from app.service.imports.reading import with_companies

            return with_companies(plan.with_fields(fields))

        self._read(work)
        self._chosen.choose(plan.headings_key, fields)

    def set_constants(self, form: Mapping[str, Any]) -> bool:
        """Has every company begin with these values, behind the table's; returns False for the same ones."""
        if form == self._begin_with or self.is_in_the_middle:
            return False
        self._begin_with = dict(form)
        self._check_again()
        return True

    def set_template(self, values: Mapping[str, str], name: str = "") -> None:
        """Has every company begin with a template; the table and `set_constants` come before it."""
        if (values, name) != self._template and not self.is_in_the_middle:
            self._template = dict(values), name
            self._check_again()

    def begin_with_nothing(self) -> None:
        """Forgets what the companies of the table before began with."""
        self.set_constants({})
        self.set_template({})

    def _check_again(self) -> None:
        if self._plan is not None and self._is_whole:
            self._stop()
            self._check(self._plan)

    def pause(self, *, is_paused: bool) -> None:
        """Holds the checking, or has it go on."""
        if self._run is not None:
            self._run.pause(is_paused=is_paused)

    def go_on(self) -> None:
        """Checks on, or puts away on, after the problem that stopped it; asks to sign in where that is it."""
        if not self._sign_in.is_needed(self._problem):
            self._go_on()

    def _go_on(self) -> None:
        if not self._problem:
            return  # another table was read meanwhile
        self._problem = ""
        if self._stopped_put is not None:
            self.put(sends=self._stopped_put)
        else:
            self._begin_check(self._request)

    def put(self, *, sends: bool) -> None:
        """Puts what is clear into the outbox if it `sends`, and all else among the drafts."""
        run = self._run
        if run is not None and not self._is_putting:
            self._chosen.keep()
            self._is_putting, self._problem, self._stopped_put = True, "", sends
            self._look.start()
            name = self.called if self.path else ""
            put_away = partial(put_away_noted, run, self.unfinished, name, sends=sends)
            self._work.run(partial(tagged, (run, self.path), put_away), self._on_put)

    def cancel(self) -> None:
        """Ends what is under way and forgets the table. What is put away already stays, and is told."""
        if self._run is not None and self.is_in_the_middle and not self._is_putting:
            self._tell_left(self._run, self.path)  # else the worker is at it, and it is told once that ends
        self._stop()
        self._chosen.forget()
        self._plan = self._run = None
        self._fields_later = {}
        self._cards.begin(None)

    def close(self) -> bool:
        """Ends all work; returns False if a file or call does not come to an end."""
        self.cancel()
        return self._work.close(_CLOSE_WITHIN_MS) and self._cards.close(_CLOSE_WITHIN_MS)

    def line(self, number: int) -> Line:
        """Returns what is known of a company by now."""
        return self._run.line(number) if self._run is not None else Line("", "")

    def numbers_in(self, state: LineState) -> Sequence[int]:
        """Returns the companies in a state."""
        return self._run.numbers_in(state) if self._run is not None else ()

    def card(self, number: int) -> TableCompany | None:
        """Returns a company as the card would read it; None until `cards_read` tells that it is read."""
        return self._cards.card(number)

    def _start(self, given: Path | bytes, name: str, sheet: str = "") -> None:
        self.cancel()
        self.path = given if isinstance(given, Path) else None
        self._name, self._sheet = name, sheet
        rules, fields_of = self.needs.lookups.rules, self._chosen.remembered

        def work() -> TableRead:
            from app.service.imports.reading import read_first

            return read_first(given, rules.region, fields_of, sheet, layout=rules.layout)

        self._read(work)

    def _read(self, work: Callable[[], TableRead]) -> None:
        number = self._request

        def work_if_wanted() -> TableRead | None:
            """Skips what waits while another one is asked for: a key that is held goes through sheets."""
            return work() if number == self._request else None

        self._work.run(partial(tagged, number, work_if_wanted), self._on_read)

    def _stop(self) -> None:
        """Ends the run; nothing that is still under way is told."""
        self._request += 1
        self._look.stop()
        self._is_putting, self._problem, self._stopped_put = False, "", None
        self._cards.begin(self._plan)
        if self._run is not None:
            self._run.cancel()

    def _on_read(self, answer: tuple[int, TableRead | Exception | None]) -> None:
        number, read = answer
        if number != self._request or read is None:
            return
        if isinstance(read, Exception):
            self.refused.emit(why_refused(read, self._name))
            return
        self._stop()  # companies of first rows that are still being read are none of the whole
        self._plan, self._is_whole = read.plan, not read.rest
        self._cards.begin(read.plan, read.companies)
        self._check(read.plan)
        if self._is_whole and (later := self._fields_later):
            self._fields_later = {}
            self.set_fields(later)
        if read.rest and self._run is not None:
            QTimer.singleShot(_SEEN_AFTER_MS, self, partial(self._read_on, self._request, read.rest))

    def _read_on(self, number: int, content: bytes) -> None:
        """Reads all of a table whose first rows are seen by now."""
        if number != self._request:
            return
        rules, fields_of, sheet = self.needs.lookups.rules, self._chosen.remembered, self._sheet

        def work() -> TableRead:
            from app.service.imports.reading import read_whole

            return read_whole(content, rules.region, fields_of, wanted=sheet, layout=rules.layout)

        self._read(work)

    def _check(self, plan: TablePlan) -> None:
        from app.service.imports.keeping import ImportKeeper
        from app.service.imports.plan import Planner
        from app.service.imports.reading import shape_of
        from app.service.imports.table_run import TableRun

        profile, store = self.needs.connections.status.profile, self.needs.store.current
        if profile is None or store is None:
            self.refused.emit(self.needs.why_not)
            return
        keeper = ImportKeeper(store.outbox, store.drafts, profile)
        connect = partial(self.needs.api_for, profile.name)
        values, template = self._template
        self.called = plan.sheet.called(self._name)
        begun = with_table(with_template(self._begin_with, template), self.called)
        given: Any = {"begin_with": begun, "constants": tuple(values.items()), "matched": plan.matched}

        def make() -> Planner:
            stored = keeper.found_before, keeper.in_outbox()
            return Planner(profile.name, connect, *stored, earlier=keeper.earlier(), **given)

        self._run = TableRun(plan, make, keeper)
        self.read.emit(shape_of(self._name, plan, is_whole=self._is_whole))
        if not self._is_whole:
            return
        if plan.has_names:
            QTimer.singleShot(_SEEN_AFTER_MS, self, partial(self._begin_check, self._request))
        self._on_look()

    def _begin_check(self, number: int) -> None:
        """Checks the companies of a table whose rows are seen by now."""
        if number == self._request and self._run is not None:
            self._look.start()
            self._work.run(partial(tagged, number, self._run.check), self._on_checked)

    def _on_checked(self, answer: tuple[int, Exception | None]) -> None:
        number, error = answer
        if number == self._request and error is not None:
            self._stop_at(error)
        elif number == self._request:
            self._on_look()

    def _on_put(self, answer: tuple[tuple[TableRun, Path | None], Exception | None]) -> None:
        (run, path), error = answer
        # Of one that was cancelled or failed, too: what is put away of it is there.
        self._tell_entries(run, all_of_them=True)
        self.needs.store.run(lambda store: store.drafts.all(), self.drafts_listed.emit)
        if run.results:
            self.results_known.emit(run, path)
        if run is self._run and error is not None:
            self._stop_at(error)
        elif run is self._run:
            self._look.stop()
            self._is_putting, self._stopped_put = False, None
            self._plan = self._run = None
            self.put_away.emit(_put_away(run, path))
        else:
            self._tell_left(run, path)

    def _tell_left(self, run: TableRun, path: Path | None) -> None:
        self.left.emit(_put_away(run, path, run.total - run.done))

    def _stop_at(self, error: Exception) -> None:
        self._look.stop()
        self._problem = sentence_for(error) or sentence_or_fault(error)
        self._is_putting = False
        self._on_look()

    def _on_look(self) -> None:
        run = self._run
        if run is None:
            return
        self._tell_entries(run)
        progress = run.progress(is_putting=self.is_in_the_middle, problem=self._problem)
        if progress.is_over and not self._is_putting:
            self._look.stop()
        self.progressed.emit(progress)

    def _tell_entries(self, run: TableRun, *, all_of_them: bool = False) -> None:
        """Tells of the entries that are in the outbox by now, some at a time: each is a row of its panel."""
        told = 0
        while run.added and (all_of_them or told < _MOST_ENTRIES_A_LOOK):
            self.entry_added.emit(run.added.popleft())
            told += 1


def _put_away(run: TableRun, path: Path | None, remaining: int = 0) -> PutAway:
    """Tells what became of a table, which was read from the file at `path`, if from one."""
    ids = frozenset(run.rows_by_id())
    return PutAway(run.sent, tuple(run.walk), remaining, has_file=path is not None, ids=ids)
