"""The program ends before or after any of its commits: every company and every person is there once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest

from app.model.carriers.person import Person
from app.model.entry import Entry, State
from app.sandbox import Options, SandboxServer
from app.storage.files.errors import ClockWrong
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.progress import Progress
from app.storage.sqlite.store import Store
from tests.helpers.fakes.delivery import Clock, Desk, asked, is_new_person, there
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Handler, forward_to, is_new_company

pytestmark = pytest.mark.slow

PEOPLE = (Person(firstname="Kari", lastname="Li"), Person(firstname="Kari", lastname="Li"))


class Crash(BaseException):
    """The process is killed."""


@dataclass
class Plan:
    """Ends the program at the commit of that number, counted from 1."""

    number: int
    before: bool = True
    seen: int = 0

    @contextmanager
    def commit(self) -> Iterator[None]:
        self.seen += 1
        self._strike(before=True)
        yield
        self._strike(before=False)

    def _strike(self, *, before: bool) -> None:
        if self.seen == self.number and self.before == before:
            raise Crash


class CrashingOutbox(Outbox):
    def __init__(self, store: Store, clock: Clock, plan: Plan) -> None:
        super().__init__(store, clock)
        self._plan = plan

    def update(self, entry: Entry, *, expected: State) -> Entry:
        with self._plan.commit():
            return super().update(entry, expected=expected)

    def append_progress(self, change: Progress) -> datetime:
        with self._plan.commit():
            return super().append_progress(change)


@dataclass(frozen=True)
class Scenario:
    """What else goes wrong, so that every kind of commit happens."""

    fault: Fault = Fault.NONE
    saves: bool = False
    person: bool = False

    @contextmanager
    def server(self, behind: Handler) -> Iterator[str]:
        with FaultyServer(
            self.fault,
            behind,
            applies=is_new_person if self.person else is_new_company,
            save_first=behind if self.saves else None,
            times=1,
        ) as server:
            yield server.url


OF_COMPANIES = {
    "nothing else": Scenario(),
    "sent later": Scenario(Fault.BUSY_429_SECONDS),
    "refused, then sent again": Scenario(Fault.ERROR_500),
    "refused, but saved": Scenario(Fault.ERROR_500, saves=True),
    "answer lost, saved": Scenario(Fault.READ_THEN_CLOSE, saves=True),
    "answer lost, not saved": Scenario(Fault.READ_THEN_CLOSE),
}
OF_PEOPLE = {
    "a person's answer lost, saved": Scenario(Fault.READ_THEN_CLOSE, saves=True, person=True),
    "a person's answer lost, not saved": Scenario(Fault.READ_THEN_CLOSE, person=True),
    "a person refused, then sent again": Scenario(Fault.ERROR_500, person=True),
}


def bring_through(desk: Desk, entry: Entry) -> Entry:
    """Delivers to the end; after a crash the program is started again, what is refused is sent again."""
    for _ in range(60):
        try:
            now = desk.stored(entry)
            if now.state is State.SAVED:
                return now
            if now.state is State.REJECTED:
                desk.deliverer.retry(entry.id)
                continue
            desk.clock.now = max(desk.clock.now, now.next_try or desk.clock.now)
            desk.advance(now)
        except Crash:
            desk.reopen()
    raise AssertionError(f"it does not come to an end: {desk.stored(entry)}")


@pytest.mark.long
@pytest.mark.parametrize("scenario", ["nothing else", "refused, but saved", "answer lost, saved"])
def test_where_the_server_takes_people_with_the_company(tmp_path: Path, scenario: str) -> None:
    crash_everywhere(tmp_path, OF_COMPANIES[scenario], takes_people=True, use_dbi_key=False)


@pytest.mark.long
@pytest.mark.parametrize(
    "scenario", [*OF_COMPANIES.values(), *OF_PEOPLE.values()], ids=[*OF_COMPANIES, *OF_PEOPLE]
)
def test_where_the_server_ignores_people_with_the_company(tmp_path: Path, scenario: Scenario) -> None:
    crash_everywhere(tmp_path, scenario, takes_people=False, use_dbi_key=True)


def crash_everywhere(tmp_path: Path, scenario: Scenario, *, takes_people: bool, use_dbi_key: bool) -> None:
    options = Options(take_persons=takes_people, companies=False)

    def run(plan: Plan) -> None:
        folder = tmp_path / f"{plan.number}{plan.before}"
        folder.mkdir()
        with (
            # A new one each time: a search reads every company of the day.
            SandboxServer(folder / "sandbox.db", options) as sandbox,
            scenario.server(forward_to(sandbox.url)) as url,
            Desk(folder, url, outbox=_crashing(plan), use_dbi_key=use_dbi_key) as desk,
        ):
            name = f"Fjord {plan.number} {plan.before}"
            saved = bring_through(desk, desk.enter(name=name, persons=PEOPLE))
            assert desk.api().find_contacts(name, None) == (saved.contact_id,)
            rows = desk.api().contact_persons(saved.contact_id)
            assert len(rows) == len(PEOPLE)
            assert {step.remote_id for step in saved.people} == {row.person_id for row in rows}

    for number in count(1):
        plan = Plan(number)
        run(plan)
        if plan.seen < number:
            break  # there is no such commit: this run was the one without a crash
        run(Plan(number, before=False))
    assert number > 2


def _crashing(plan: Plan) -> Callable[[Store, Clock], Outbox]:
    return lambda store, clock: CrashingOutbox(store, clock, plan)


@pytest.mark.long
@pytest.mark.parametrize("year", [1969, 3000])
@pytest.mark.parametrize("right", range(7))
def test_a_clock_whose_times_could_not_be_read_again_damages_nothing(
    tmp_path: Path, year: int, right: int
) -> None:
    options = Options(companies=False)
    with SandboxServer(tmp_path / "s.db", options) as server, Desk(tmp_path, server.url) as desk:
        entry, now, asked_for = desk.enter(name="Fjord AS", persons=PEOPLE[:1]), desk.clock.now, count()
        # So many times the clock is right.
        desk.outbox._clock = lambda: now if next(asked_for) < right else now.replace(year=year)
        with suppress(ClockWrong):
            desk.advance(entry)
        desk.clock.forward(seconds=1)
        desk.reopen()
        assert desk.deliver(entry).state is State.SAVED
        assert asked(server).count("POST Contact") == 1
        assert there(desk, desk.stored(entry)) == ["Kari Li"]
