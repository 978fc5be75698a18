"""Going through a table: checked, put away, paused, ended, and gone on with."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.entry import State
from app.model.imports.lines import Line, LineState
from app.service.imports.keeping import ImportKeeper
from app.service.imports.plan import Planner
from app.service.imports.result_table import RowResult
from app.service.imports.table_plan import TablePlan
from app.service.imports.table_run import TableRun
from app.storage.sqlite.store import Store
from app.webapi.client import WebApi
from app.webapi.errors import SignInError, WebApiError
from tests.helpers.garbage.stored_values import damage

TABLE = "Firma;Kontakt;E-post\nFjell AS;Kari Moe;\nFjell AS;Ola Lie;\nVann AS;;\nSand AS;;kari(at)x\n;Ola;\n"

_NAMES = ("Fjell", "Vann", "Sand", "Skog", "Vind", "Hav", "Elv", "Stein", "Torv", "Mose")


def run_of(api: WebApi, keeper: ImportKeeper, connect: Callable[[], WebApi] | None = None) -> TableRun:
    plan = TablePlan.of(TABLE.encode(), "NO")
    make = Planner
    return TableRun(
        plan, lambda: make("Work", connect or (lambda: api), keeper.found_before, keeper.in_outbox()), keeper
    )


def states(run: TableRun) -> list[LineState]:
    return [run.line(number).state for number in range(run.total)]


def test_lines_say_new_there_already_doubtful_and_wrong(api: WebApi, keeper: ImportKeeper) -> None:
    api.create_contact(ContactEntity(name="Vann AS"))
    run = run_of(api, keeper)
    assert states(run) == [LineState.UNCHECKED] * 4
    assert (run.sent, run.done, run.missing, run.walk, run.results) == (0, 0, 0, [], {})
    assert run.line(0).rows == "2–3"
    run.check()
    assert states(run) == [LineState.NEW, LineState.DOUBLE, LineState.DOUBTFUL, LineState.WRONG]
    assert run.counts[LineState.NEW] == run.counts[LineState.WRONG] == 1
    assert [run.numbers_in(state) for state in states(run)] == [[0], [1], [2], [3]]
    assert (run.missing, run.done, run.total) == (4, 4, 4)
    told = [run.line(number) for number in range(4)]
    assert [bool(line.reasons) for line in told] == [False, True, True, True]
    assert [bool(line.missing) for line in told] == [True, True, True, True]
    assert told[0].missing is told[1].missing, "a thousand times the same sentence is kept once"


def test_what_nearly_all_lack_is_told_once_and_what_some_lack_in_their_lines(
    api: WebApi, keeper: ImportKeeper
) -> None:
    number = "CustomFields.SuperOffice:1"

    def lines(rows: int, given: int) -> tuple[list[Line], TableRun]:
        told = (f"{name} AS;{'K-17' if row < given else ''}" for row, name in enumerate(_NAMES[:rows]))
        table = "\n".join(("Firma;Vertrag", *told))
        plan = TablePlan.of(table.encode(), "NO", chosen={"vertrag": number})
        planner = Planner("Work", lambda: api, keeper.found_before, keeper.in_outbox())
        run = TableRun(plan, lambda: planner, keeper)
        run.check()
        return [run.line(row) for row in range(rows)], run

    every, run = lines(3, 0)
    assert [(bool(line.missing), line.sentences) for line in every] == [(True, ())] * 3
    assert run.progress(is_putting=False, problem="").lacking == ((number, "Contract number", 3, True),)
    nearly, _run = lines(10, 1)
    assert [line.sentences for line in nearly] == [()] * 10
    some, run = lines(10, 2)
    assert [bool(line.sentences) for line in some] == [False] * 2 + [True] * 8
    assert not run.progress(is_putting=False, problem="").lacking[0].is_common
    (alone,), _run = lines(1, 0)
    assert alone.sentences == alone.missing != ()


def test_what_is_clear_is_sent_and_the_rest_is_walked(api: WebApi, keeper: ImportKeeper) -> None:
    run = run_of(api, keeper)
    run.check()
    run.put_away(sends=True)
    assert [entry.name for entry in run.added] == ["Fjell AS", "Vann AS"]
    assert run.sent == 2
    assert [item.name for item in run.walk] == ["Sand AS", ""]
    assert all(item.reasons for item in run.walk)
    assert {row: result.state for row, result in run.results.items()} == {
        2: "kept",
        3: "kept",
        4: "kept",
        5: "draft",
        6: "draft",
    }
    assert sorted(run.rows_by_id().values()) == [(2, 3), (4,), (5,), (6,)]
    assert run.results[5].reason == " ".join(run.line(2).reasons) != ""
    assert (run.results[5].contact_id, run.done) == (0, 4)


def test_what_was_put_away_before_says_so(api: WebApi, keeper: ImportKeeper) -> None:
    run = run_of(api, keeper)
    run.check()
    run.put_away(sends=True)
    entry = run.added.popleft()
    steps = tuple(replace(step, state=State.SAVED, remote_id=7 + step.number) for step in entry.steps)
    saved = replace(entry, state=State.SAVED, contact_id=7, steps=steps)
    keeper._outbox.update(saved, expected=State.QUEUED)
    run.put_away(sends=True)
    assert (run.results[2], run.results[4]) == (RowResult("saved", 7), RowResult("kept"))
    assert (run.sent, len(run.walk), run.done) == (2, 2, 4)
    again = run_of(api, keeper)
    again.check()
    again.put_away(sends=True)
    assert again.results[2] == RowResult("done", 7, "It was imported before, with the id 7.")
    assert again.results[4] == RowResult("kept", 0, "It was imported before and is in the outbox.")
    # Why something is a draft is in the file, and in the walk, the second time as well.
    assert again.results[5] == run.results[5]
    assert again.results[5].reason
    assert again.walk == run.walk
    assert again.missing == 0
    assert again.sent == 0
    # What waits in the outbox is followed as it was the first time.
    assert sorted(again.rows_by_id().values()) == [(4,), (5,), (6,)]


def test_walked_all_are_drafts_and_a_second_time_nothing_is_doubled(
    api: WebApi, keeper: ImportKeeper
) -> None:
    run = run_of(api, keeper)
    run.check()
    run.put_away(sends=False)
    assert len(run.walk) == 4
    assert not run.added
    again = run_of(api, keeper)
    again.check()
    assert set(states(again)) == {LineState.DONE}
    again.put_away(sends=True)
    assert not again.added
    assert [item.id for item in again.walk] == [item.id for item in run.walk]


def test_what_became_a_draft_meanwhile_holds_up_no_other(api: WebApi, keeper: ImportKeeper) -> None:
    run = run_of(api, keeper)
    run.check()
    run.put_away(sends=False)
    run.put_away(sends=True)
    assert run.results[2] == RowResult("draft")
    assert (run.done, run.sent, len(run.added), len(run.walk)) == (4, 0, 0, 4)


def test_a_damaged_row_of_an_earlier_import_holds_up_no_other(
    api: WebApi, keeper: ImportKeeper, store: Store
) -> None:
    run = run_of(api, keeper)
    run.check()
    run.put_away(sends=True)
    damage(store.path, "entries", "steps", "[1]", run.added[0].id)
    again = run_of(api, keeper)
    again.check()
    assert again.line(0).state is LineState.DONE
    assert "cannot be read" in again.line(0).reasons[0]
    again.put_away(sends=True)
    assert again.results[2].state == "kept"
    assert (again.done, again.sent) == (4, 0)


def test_a_damaged_draft_of_an_earlier_import_holds_up_no_other(
    api: WebApi, keeper: ImportKeeper, store: Store
) -> None:
    run = run_of(api, keeper)
    run.check()
    run.put_away(sends=False)
    damage(store.path, "drafts", "form", "[1]", run.walk[0].id)
    again = run_of(api, keeper)
    again.check()
    assert again.line(0).state is LineState.DONE
    assert "cannot be read" in again.line(0).reasons[0]
    again.put_away(sends=True)
    assert (again.results[2].state, again.sent, again.done) == ("draft", 0, 4)
    assert again.results[2].reason


def test_it_goes_on_where_a_server_stopped_it(api: WebApi, keeper: ImportKeeper) -> None:
    answers = [api]

    def connect() -> WebApi:
        if not answers:
            raise SignInError("crm.example")
        return answers[0]

    run = run_of(api, keeper, connect)
    api_gone = answers.pop()
    with pytest.raises(WebApiError):
        run.check()
    assert run.done == 0
    answers.append(api_gone)
    run.check()
    assert run.done == run.total


def test_a_paused_run_waits_and_an_ended_one_ends(api: WebApi, keeper: ImportKeeper) -> None:
    run = run_of(api, keeper)
    run.pause(is_paused=True)
    worker = threading.Thread(target=run.check)
    worker.start()
    assert run.done == 0
    run.cancel()
    worker.join(20)
    assert not worker.is_alive()
    assert run.done == 0


def test_what_the_server_does_not_have_is_told_once_for_the_table(api: WebApi, keeper: ImportKeeper) -> None:
    plan, given = TablePlan.of(TABLE.encode(), "NO"), [("NextSteps.Selection", "Nobody knows")]
    run = TableRun(plan, lambda: Planner("Work", lambda: api, keeper.found_before, constants=given), keeper)
    run.check()
    (told,) = run.unknown
    assert told.startswith("There is no selection “Nobody knows”")


def test_a_column_that_no_list_has_is_told_once_for_the_table(api: WebApi, keeper: ImportKeeper) -> None:
    rows = "".join(f"{name} AS;Fiske {name}\n" for name in _NAMES[:4])
    plan = TablePlan.of(f"Firma;Bransje\n{rows}".encode(), "NO")
    run = TableRun(
        plan, lambda: Planner("Work", lambda: api, keeper.found_before, matched=plan.matched), keeper
    )
    run.check()
    assert states(run) == [LineState.NEW] * 4
    (told,) = run.progress(is_putting=False, problem="").unlisted
    assert told.startswith("The list Business of your SuperOffice has none")
    run.put_away(sends=True)
    assert [entry.name for entry in run.added] == [f"{name} AS" for name in _NAMES[:4]]
