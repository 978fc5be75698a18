"""A table read, checked and put away on a worker, without a window."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from app.model.entry import Entry
from app.model.history.origin import Origin, origin_in, origin_of
from app.model.imports.lines import LineState
from app.model.imports.progress import PutAway
from app.service.imports import reading
from app.service.imports.keeping import ImportKeeper
from app.service.imports.plan import PlannedCompany
from app.storage.files.errors import StoreProblem
from app.webapi.errors import UnreachableError
from tests.helpers.data.workbooks import as_workbook
from tests.helpers.fakes.controllers import Office
from tests.helpers.ui.window import wait_until
from tests.unit.controller.imports.conftest import Watched

DATA = Path(__file__).parents[3] / "data" / "tables"
TABLE = b"Firma;Kontakt;Gate\nFjell AS;Kari Moe;Storgata 1\nVann AS;;\n"


def test_a_table_is_read_checked_and_put_away(watched: Watched) -> None:
    watched.importer.read_data(TABLE)
    wait_until(lambda: bool(watched.progress) and watched.progress[-1].is_over)
    (shape,) = watched.shapes
    assert (shape.rows, shape.companies, [one.field for one in shape.columns]) == (
        2,
        2,
        ["Name", "Person.Name", "Address.Street.Address1"],
    )
    assert watched.progress[-1].counts[LineState.NEW] == 2
    added: list[Any] = []
    watched.importer.entry_added.connect(added.append)
    watched.importer.put(sends=True)
    wait_until(lambda: bool(watched.put))
    assert [entry.name for entry in added] == ["Fjell AS", "Vann AS"]
    assert watched.put[0].sent == 2


def test_a_card_is_read_when_it_is_asked_for(watched: Watched) -> None:
    rows = "".join(f"Fjell {number} AS;Kari Moe;\n" for number in range(60))
    watched.importer.read_data(f"Firma;Kontakt;Gate\n{rows}".encode())
    wait_until(lambda: bool(watched.shapes))
    assert watched.importer.card(0) is not None, "the first ones are read with the table"
    assert watched.importer.card(59) is None
    wait_until(lambda: watched.importer.card(59) is not None)
    card = watched.importer.card(59)
    assert card is not None
    assert card.name == "Fjell 59 AS"


def test_another_sheet_of_the_file_is_read_as_another_table(watched: Watched) -> None:
    watched.importer.read_file(DATA / "days.ods")
    wait_until(lambda: bool(watched.progress) and watched.progress[-1].is_over)
    first = watched.shapes[-1]
    assert (first.name, first.sheet, first.sheets) == ("days.ods", "Tirsdag", ("Tirsdag", "Onsdag"))
    watched.importer.set_constants({"Source": 4})
    watched.importer.set_fields({1: "Description"})
    wait_until(lambda: watched.shapes[-1].columns[1].field == "Description")
    watched.importer.read_sheet("Onsdag")
    wait_until(lambda: watched.shapes[-1].sheet == "Onsdag" and watched.progress[-1].is_over)
    other = watched.shapes[-1]
    assert [one.field for one in other.columns] == [one.field for one in first.columns]
    assert (other.name, watched.importer.called) == ("days.ods", "days.ods, Onsdag")
    added: list[Entry] = []
    watched.importer.entry_added.connect(added.append)
    watched.importer.put(sends=True)
    wait_until(lambda: bool(watched.put))
    assert [(entry.name, origin_of(entry).table, entry.body["Source"]) for entry in added] == [
        ("Fjell AS", "days.ods, Onsdag", 4),
        ("Sand AS", "days.ods, Onsdag", 4),
    ]
    watched.importer.read_sheet("Tirsdag")
    wait_until(lambda: watched.shapes[-1].sheet == "Tirsdag" and watched.progress[-1].is_over)
    assert watched.progress[-1].counts[LineState.DONE] == 1, "it was on both"


def test_sheets_that_are_passed_by_are_not_read(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    read_first, goes_on, asked = reading.read_first, Event(), list[str]()

    def held(*given: Any, **named: Any) -> reading.TableRead:
        asked.append(given[-1])
        assert goes_on.wait(30)
        return read_first(*given, **named)

    monkeypatch.setattr(reading, "read_first", held)
    watched.importer.read_file(DATA / "cover.xlsx")
    for name in ("Eksempel", "Sammendrag", "Onsdag"):
        watched.importer.read_sheet(name)
    goes_on.set()
    wait_until(lambda: bool(watched.shapes))
    assert ([shape.sheet for shape in watched.shapes], asked[-1]) == (["Onsdag"], "Onsdag")
    assert len(asked) <= 2, "that which was begun, and the last one"


def test_all_of_a_long_sheet_is_read_that_was_chosen(watched: Watched, tmp_path: Path) -> None:
    rows = [["Firma", "Kontakt"], *([f"Fjell {number} AS", f"Kari {number}"] for number in range(2000))]
    file = tmp_path / "fair.xlsx"
    more = [[*row, f"2233 {number:04}" if number else "Telefon"] for number, row in enumerate(rows[:120])]
    file.write_bytes(as_workbook({"Onsdag": more, "Torsdag": rows}))
    watched.importer.read_file(file)
    wait_until(lambda: bool(watched.shapes) and watched.shapes[-1].is_whole)
    assert watched.shapes[-1].sheet == "Onsdag"
    watched.importer.read_sheet("Torsdag")
    wait_until(lambda: watched.shapes[-1].companies == 2000)
    told = [(shape.sheet, shape.companies, shape.is_whole) for shape in watched.shapes[-2:]]
    assert told == [("Torsdag", 299, False), ("Torsdag", 2000, True)]


def field_the_next_time(watched: Watched) -> str:
    """Reads another table with the same headings; returns where its third column goes."""
    told = len(watched.shapes)
    watched.importer.read_data(TABLE.replace(b"Fjell", b"Berg"))
    wait_until(lambda: len(watched.shapes) > told)
    return str(watched.shapes[-1].columns[2].field)


def test_what_a_user_says_of_a_column_is_remembered_once_the_table_is_taken(watched: Watched) -> None:
    watched.importer.read_data(TABLE)
    wait_until(lambda: bool(watched.shapes))
    usual = watched.shapes[-1].columns[2].field
    watched.importer.set_fields({2: "Description"})
    wait_until(lambda: len(watched.shapes) == 2)
    watched.importer.cancel()
    assert field_the_next_time(watched) == usual
    watched.importer.set_fields({2: "Description"})
    wait_until(lambda: len(watched.shapes) == 4 and watched.progress[-1].is_over)
    watched.importer.put(sends=False)
    wait_until(lambda: bool(watched.put and watched.file.load().import_columns))
    assert field_the_next_time(watched) == "Description"


def test_every_company_begins_with_what_is_the_same_for_all(watched: Watched) -> None:
    watched.importer.read_data(TABLE)
    wait_until(lambda: bool(watched.progress) and watched.progress[-1].is_over)
    watched.importer.set_constants({"Source": 7})
    wait_until(lambda: len(watched.shapes) == 2 and watched.progress[-1].is_over)
    added: list[Any] = []
    watched.importer.entry_added.connect(added.append)
    watched.importer.put(sends=True)
    wait_until(lambda: bool(watched.put))
    assert [entry.body["Source"] for entry in added] == [7, 7]


def test_entries_and_drafts_know_the_table_and_the_template(
    watched: Watched, office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "fair.csv"
    path.write_bytes(TABLE)
    watched.importer.set_template({"Source": "7"}, "Fair")
    watched.importer.read_file(path)
    wait_until(lambda: bool(watched.progress) and watched.progress[-1].is_over)
    added: list[Any] = []
    watched.importer.entry_added.connect(added.append)
    watched.importer.put(sends=True)
    wait_until(lambda: bool(watched.put))
    assert [origin_of(entry) for entry in added] == [Origin(("Fair",), "fair.csv")] * 2
    assert [entry.body["Source"] for entry in added] == [7, 7]
    path.write_bytes(TABLE.replace(b"Fjell", b"Berg").replace(b"Vann", b"Vidde"))
    watched.importer.set_template({})
    watched.importer.read_file(path)
    wait_until(lambda: len(watched.shapes) == 2 and watched.progress[-1].is_over)
    watched.importer.put(sends=False)
    wait_until(lambda: len(watched.put) == 2)
    store = office.access.current
    assert store is not None
    kept = [origin_in(draft.form) for draft in store.drafts.all()]
    assert kept == [Origin((), "fair.csv")] * 2


def test_what_cannot_be_read_is_refused_with_a_sentence(watched: Watched, tmp_path: Path) -> None:
    watched.importer.read_data(b"\x89PNG\r\n\x1a\n\x00\x00")
    wait_until(lambda: len(watched.refused) == 1)
    watched.importer.read_file(tmp_path / "nowhere.csv")
    wait_until(lambda: len(watched.refused) == 2)
    assert "nowhere.csv" in watched.refused[1]


def test_without_a_connection_nothing_is_checked(office: Office, tmp_path: Path) -> None:
    office.open_store()
    watched = Watched(office, tmp_path)
    watched.importer.read_data(TABLE)
    wait_until(lambda: bool(watched.refused))
    assert "connection" in watched.refused[0]
    assert watched.importer.close()


def test_it_goes_on_once_the_server_answers_again(watched: Watched, office: Office) -> None:
    kept = dict(office.api.answers)
    office.api.answers.clear()
    watched.importer.read_data(TABLE)
    wait_until(lambda: bool(watched.progress) and bool(watched.progress[-1].problem))
    office.api.answers |= kept
    watched.importer.go_on()
    wait_until(lambda: watched.progress[-1].is_over)


@dataclass
class Gate:
    """Holds whoever puts a company into the outbox once it is there, from the second one on."""

    is_open: Event = field(default_factory=Event)
    names: list[str] = field(default_factory=list)
    error: Exception | None = None

    def put(self, put: Callable[..., Entry], keeper: ImportKeeper, planned: PlannedCompany) -> Entry:
        if self.names and self.error is not None:
            raise self.error
        entry = put(keeper, planned)
        self.names.append(entry.name)
        if len(self.names) > 1:
            assert self.is_open.wait(60)
        return entry


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate, put = Gate(), ImportKeeper.put
    monkeypatch.setattr(ImportKeeper, "put", lambda *given: gate.put(put, *given))
    yield gate
    gate.is_open.set()


def test_of_one_that_is_cancelled_in_the_middle_all_that_is_put_away_is_told(
    watched: Watched, gate: Gate, tmp_path: Path
) -> None:
    path = tmp_path / "fair.csv"
    path.write_bytes(TABLE + b"Elv AS;;\n")
    added: list[Any] = []
    known: list[Any] = []
    watched.importer.entry_added.connect(added.append)
    watched.importer.results_known.connect(lambda run, source: known.append((run, source)))
    left: list[PutAway] = []
    watched.importer.left.connect(left.append)
    watched.importer.read_file(path)
    wait_until(lambda: bool(watched.progress) and watched.progress[-1].is_over)
    watched.importer.put(sends=True)
    wait_until(lambda: len(gate.names) == 2)
    watched.importer.cancel()
    watched.importer.read_data(TABLE.replace(b"Fjell", b"Berg"))
    gate.is_open.set()
    wait_until(lambda: bool(known))
    assert [entry.name for entry in added] == ["Fjell AS", "Vann AS"]
    ((run, source),) = known
    assert (source, sorted(run.results)) == (path, [2, 3])
    assert watched.put == [], "nothing is walked through"
    assert left == [PutAway(2, (), 1, has_file=True)]
    wait_until(lambda: watched.progress[-1].is_over and watched.progress[-1].total == 2)
    counts = watched.progress[-1].counts
    assert (counts[LineState.NEW], counts[LineState.DONE]) == (1, 1)


def test_what_stopped_in_the_middle_goes_on_where_it_was(watched: Watched, gate: Gate) -> None:
    added: list[Any] = []
    watched.importer.entry_added.connect(added.append)
    watched.importer.read_data(TABLE)
    wait_until(lambda: bool(watched.progress) and watched.progress[-1].is_over)
    gate.error = StoreProblem("The disk is full.")
    watched.importer.put(sends=True)
    wait_until(lambda: watched.progress[-1].problem == "The disk is full.")
    assert [entry.name for entry in added] == ["Fjell AS"]
    gate.error = None
    gate.is_open.set()
    watched.importer.go_on()
    wait_until(lambda: bool(watched.put))
    assert {entry.name for entry in added} == {"Fjell AS", "Vann AS"}
    assert watched.progress[-1].counts[LineState.NEW] == 2, "none is counted twice"
    assert watched.put[0].sent == 2


def test_one_that_stopped_in_the_middle_is_told_when_it_is_left_and_what_was_sent_is_no_draft(
    watched: Watched, gate: Gate
) -> None:
    left: list[PutAway] = []
    watched.importer.left.connect(left.append)
    other = TABLE.replace(b"Fjell", b"Berg").replace(b"Vann", b"Elv")
    for table in (TABLE, other):
        gate.names.clear()
        watched.importer.read_data(table)
        wait_until(lambda: bool(watched.progress) and watched.progress[-1].is_over)
        gate.error = StoreProblem("The disk is full.")
        watched.progress.clear()
        watched.importer.put(sends=True)
        wait_until(lambda: any(one.problem for one in watched.progress))
        watched.importer.set_fields({2: "Description"})
        watched.importer.set_constants({"Description": "Fair"})
        assert watched.importer.is_in_the_middle, "it stays as it was checked"
        if table is TABLE:
            watched.importer.cancel()
    watched.importer.put(sends=False)
    assert left == [PutAway(1, (), 1)]
    wait_until(lambda: bool(watched.put))
    assert [item.name for item in watched.put[0].drafts] == ["Elv AS"]
    assert not watched.importer.is_in_the_middle


def test_what_goes_wrong_with_a_table_that_was_left_is_nothing_to_the_next_one(
    watched: Watched, office: Office, tmp_path: Path
) -> None:
    asked, answered = Event(), Event()

    def fail() -> Any:
        asked.set()
        assert answered.wait(60)
        raise UnreachableError("crm.example")

    office.api.answers["default_contact"] = fail
    watched.importer.read_data(TABLE)
    wait_until(asked.is_set)
    office.api.answers["default_contact"] = lambda: None
    watched.importer.read_file(tmp_path / "nowhere.csv")
    watched.importer.read_data(TABLE)
    before = len(watched.progress)
    answered.set()
    wait_until(lambda: len(watched.progress) > before and watched.progress[-1].is_over)
    assert not any(one.problem for one in watched.progress)
    assert watched.refused == []


def test_the_first_rows_of_a_long_table_are_told_before_all(watched: Watched) -> None:
    rows = "".join(f"Fjell {number} AS;Kari Moe;\n" for number in range(6000))
    watched.importer.read_data(f"Firma;Kontakt;Gate\n{rows}".encode())
    wait_until(lambda: bool(watched.shapes))
    first = watched.shapes[0]
    assert not first.is_whole
    assert watched.importer.card(0) is not None, "it is seen at once"
    watched.importer.set_fields({2: "Description"})  # which is kept until all is there
    watched.importer.set_constants({"Description": "from the fair"})
    wait_until(lambda: len(watched.shapes) == 3)
    whole, changed = watched.shapes[1:]
    assert (whole.is_whole, whole.companies) == (True, 6000)
    assert [one.field for one in whole.columns] == [one.field for one in first.columns]
    assert [one.field for one in changed.columns] == [
        *(one.field for one in first.columns[:2]),
        "Description",
    ]
    assert watched.importer._run is not None
    assert watched.importer._begin_with == {"Description": "from the fair"}


def test_a_table_that_goes_wrong_behind_its_first_rows_is_refused(watched: Watched) -> None:
    rows = "".join(f"Fjell {number} AS;Kari Moe;\n" for number in range(6000))
    watched.importer.read_data(f'Firma;Kontakt;Gate\n{rows}Vann AS;";\n{rows}'.encode())
    wait_until(lambda: bool(watched.refused))
    assert "quotation mark" in watched.refused[0]
    assert [shape.is_whole for shape in watched.shapes] == [False]


def test_what_was_checked_is_not_told_once_a_column_goes_elsewhere(watched: Watched) -> None:
    watched.importer.read_data(TABLE)
    wait_until(lambda: bool(watched.progress) and watched.progress[-1].is_over)
    told = len(watched.progress)
    watched.importer.set_fields({2: "Address.Street.Address2"})
    # The worker's own word that it is done comes after what is looked at while it works.
    watched.importer._on_checked((watched.importer._request - 1, None))
    assert len(watched.progress) == told
    wait_until(lambda: len(watched.progress) > told and watched.progress[-1].is_over)
