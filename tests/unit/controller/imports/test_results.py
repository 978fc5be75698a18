"""The file in which stands what became of each row."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.controller.imports.results import ImportResults
from app.controller.process.debounce import Debounce
from app.model.entry import State
from app.service.imports import result_table
from app.service.imports.keeping import ImportKeeper
from app.service.imports.plan import Planner
from app.service.imports.result_table import RowResult
from app.service.imports.table_plan import TablePlan
from app.service.imports.table_run import TableRun
from app.storage.files.csv_file import read_csv
from app.storage.files.errors import StoreProblem
from app.storage.files.import_notes import ImportNotes
from app.translation.catalogue import use_language
from tests.helpers.fakes.controllers import WORK, Office
from tests.helpers.ui.outbox_desk import an_entry, saved
from tests.helpers.ui.window import wait_until

DATA = Path(__file__).parents[3] / "data" / "tables"
HEADINGS = "Firma;By\n"
TABLE = b"Firma;By\nFjell AS;Oslo\nVann AS;Oslo\n"


def run_of(office: Office, table: bytes = TABLE, sheet: str = "", *, ends_early: bool = False) -> TableRun:
    if office.access.current is None:
        office.open_store()
    store = office.access.current
    assert store is not None
    keeper = ImportKeeper(store.outbox, store.drafts, WORK)
    planner = Planner("work", lambda: office.api_for("work"), keeper.found_before)
    run = TableRun(TablePlan.of(table, "NO", wanted=sheet), lambda: planner, keeper)
    if ends_early:
        run.after_each = run.cancel
    run.put_away(sends=False)
    return run


def test_it_is_beside_the_table_and_follows_what_the_server_decides(office: Office, tmp_path: Path) -> None:
    run = run_of(office)
    results = ImportResults(office.disk, office)
    told: list[str] = []
    results.written.connect(told.append)
    results.begin(run, tmp_path / "fair.csv")
    file = tmp_path / "fair.result.csv"
    wait_until(lambda: told == [str(file)])
    assert file.read_text(encoding="utf-8-sig").splitlines()[1] == "Fjell AS;Oslo;draft;;"

    entry = replace(an_entry("Fjell AS", State.SAVED, 1), id=run.walk[0].id, contact_id=4711)
    results.follow(entry)
    results.follow(an_entry("Another AS", State.SAVED, 1))
    wait_until(lambda: "saved;4711;" in file.read_text(encoding="utf-8-sig"))
    assert told == [str(file)], "it is said once where the file is"


def test_two_tables_of_one_name_have_a_file_each(office: Office, tmp_path: Path) -> None:
    results, told = ImportResults(office.disk, office), list[str]()
    results.written.connect(told.append)
    (tmp_path / "fair.csv").touch()
    run = run_of(office)
    results.begin(run, tmp_path / "fair.xlsx")
    wait_until(lambda: told == [str(tmp_path / "fair.xlsx.result.csv")])
    # Where it was written once it is written to, whatever is beside it meanwhile.
    (tmp_path / "fair.csv").unlink()
    results.follow(replace(saved("Fjell AS", 9), id=run.walk[0].id))
    wait_until(lambda: "saved;9;" in (tmp_path / "fair.xlsx.result.csv").read_text(encoding="utf-8-sig"))
    assert not (tmp_path / "fair.result.csv").exists()


def test_two_sheets_of_one_file_have_a_file_each_and_both_are_followed(
    office: Office, tmp_path: Path
) -> None:
    results, told = ImportResults(office.disk, office), list[str]()
    results.written.connect(told.append)
    book, runs = (DATA / "days.xls").read_bytes(), list[TableRun]()
    for day in ("Tirsdag", "Onsdag"):
        runs.append(run_of(office, book, day))
        results.begin(runs[-1], tmp_path / "fair.xls")
    files = [tmp_path / f"fair.{day}.result.csv" for day in ("Tirsdag", "Onsdag")]
    wait_until(lambda: all(file.exists() for file in files))
    results.follow(replace(saved("Vann AS", 7), id=runs[0].walk[1].id))
    results.follow(replace(saved("Fjell AS", 8), id=runs[0].walk[0].id))
    results.follow(replace(saved("Sand AS", 9), id=runs[1].walk[1].id))
    wait_until(lambda: [line[-2] for file in files for line in read_csv(file)[1:]] == ["8", "7", "8", "9"])


def test_a_table_that_was_pasted_has_a_file_once_somebody_says_where(office: Office, tmp_path: Path) -> None:
    results = ImportResults(office.disk, office)
    results.begin(run_of(office), None)
    results.write_to(tmp_path / "result.csv")
    wait_until((tmp_path / "result.csv").exists)


def test_rows_that_were_not_reached_say_so_and_have_as_many_cells(office: Office, tmp_path: Path) -> None:
    table = (TABLE + b"Is AS;Moss\n").replace(b";", b"\t")
    run = run_of(office, table, ends_early=True)
    results, file = ImportResults(office.disk, office), tmp_path / "fair.result.csv"
    results.begin(run, tmp_path / "fair.csv")
    wait_until(file.exists)
    assert file.read_text(encoding="utf-8-sig").splitlines() == [
        "Firma\tBy\tState\tId in SuperOffice\tReason",
        "Fjell AS\tOslo\tdraft\t\t",
        "Vann AS\tOslo\tnot_reached\t\t",
        "Is AS\tMoss\tnot_reached\t\t",
    ]
    results.follow(replace(saved("Fjell AS", 9), id=run.walk[0].id))
    wait_until(lambda: "saved\t9\t" in file.read_text(encoding="utf-8-sig"))
    # Rows that were pasted have tabs: their file is parted as spreadsheets open it.
    results.begin(run, None)
    results.write_to(tmp_path / "pasted.csv")
    wait_until((tmp_path / "pasted.csv").exists)
    assert "Vann AS;Oslo;not_reached;;" in (tmp_path / "pasted.csv").read_text(encoding="utf-8-sig")


def test_a_disk_that_takes_nothing_is_told_of(office: Office, tmp_path: Path) -> None:
    results = ImportResults(office.disk, office)
    told: list[str] = []
    results.not_written.connect(told.append)
    run = run_of(office)
    results.begin(run, tmp_path / "nowhere" / "fair.csv")
    wait_until(lambda: bool(told))
    results.write_to(tmp_path / "elsewhere.csv")
    results.follow(replace(saved("Fjell AS", 9), id=run.walk[0].id))
    wait_until(
        lambda: (
            (tmp_path / "elsewhere.csv").exists()
            and ";saved;9;" in (tmp_path / "elsewhere.csv").read_text(encoding="utf-8-sig")
        )
    )
    assert len(told) == 1


def test_what_the_server_decides_before_everything_is_put_away_is_written(
    office: Office, tmp_path: Path
) -> None:
    run, results = run_of(office), ImportResults(office.disk, office)
    fast, late = (replace(saved(one.name, 9), id=one.id) for one in run.walk)
    results.follow(fast)
    results.begin(run, tmp_path / "fair.csv")
    file = tmp_path / "fair.result.csv"
    wait_until(file.exists)
    wait_until(lambda: "Fjell AS;Oslo;saved;9;" in file.read_text(encoding="utf-8-sig"))

    # The next table takes nothing from the one before.
    again = TableRun(run.plan, NotImplemented, NotImplemented)
    results.begin(again, tmp_path / "next.csv")
    results.follow(late)
    wait_until(lambda: "Vann AS;Oslo;saved;9;" in file.read_text(encoding="utf-8-sig"))


def test_after_a_restart_the_file_learns_what_the_server_has_decided(office: Office, tmp_path: Path) -> None:
    run, notes, file = run_of(office), ImportNotes(tmp_path / "data"), tmp_path / "fair.result.csv"
    before = ImportResults(office.disk, office, notes)
    before.begin(run, tmp_path / "fair.csv")
    wait_until(lambda: bool(notes.read().files))

    # One was sent while the program was closed, by a command; the other is, now.
    store = office.access.current
    assert store is not None
    sent = [replace(saved(one.name, 9), id=one.id) for one in run.walk]
    store.drafts.delete(sent[0].id)
    store.outbox.add(sent[0])
    later = ImportResults(office.disk, office, notes)
    later.resume(office.access)
    wait_until(lambda: "Fjell AS;Oslo;saved;9;" in file.read_text(encoding="utf-8-sig"))
    later.follow(sent[1])
    wait_until(lambda: "Vann AS;Oslo;saved;9;" in file.read_text(encoding="utf-8-sig"))


def test_after_a_restart_in_another_language_the_file_is_followed(office: Office, tmp_path: Path) -> None:
    notes, told = ImportNotes(tmp_path / "data"), list[str]()
    use_language("de")
    try:
        run = run_of(office)
        before = ImportResults(office.disk, office, notes)
        before.written.connect(told.append)
        before.begin(run, tmp_path / "fair.csv")
        wait_until(lambda: bool(told) and bool(notes.read().files))
    finally:
        use_language("en")
    file = tmp_path / "fair.result.csv"
    assert [line[-3] for line in read_csv(file)] == ["Status", "Entwurf", "Entwurf"]
    after = ImportResults(office.disk, office, notes)
    after.resume(office.access)
    after.follow(replace(an_entry("Fjell AS", State.SAVED, 1), id=run.walk[0].id, contact_id=4711))
    wait_until(lambda: read_csv(file)[1][-3:] == ["gespeichert", "4711", ""])
    assert read_csv(file)[2][-3] == "Entwurf"


def test_what_is_decided_while_the_notes_are_read_is_not_lost(office: Office, tmp_path: Path) -> None:
    run, notes, file = run_of(office), ImportNotes(tmp_path / "data"), tmp_path / "fair.result.csv"
    ImportResults(office.disk, office, notes).begin(run, tmp_path / "fair.csv")
    wait_until(lambda: bool(notes.read().files))
    store = office.access.current
    assert store is not None
    decided = replace(saved("Fjell AS", 9), id=run.walk[0].id)
    store.drafts.delete(decided.id)
    store.outbox.add(replace(decided, state=State.QUEUED, contact_id=0))
    later = ImportResults(office.disk, office, notes)
    later.resume(office.access)
    office.disk.wait(10_000)  # it is read, and not told yet
    later.follow(decided)
    wait_until(lambda: "Fjell AS;Oslo;saved;9;" in file.read_text(encoding="utf-8-sig"))


def test_the_files_of_all_tables_are_followed_in_the_window(office: Office, tmp_path: Path) -> None:
    results = ImportResults(office.disk, office, ImportNotes(tmp_path / "data"))
    names = [f"Fjell {number} AS" for number in range(7)]
    runs = [begun(results, office, tmp_path / f"{name}.result.csv", name) for name in names]
    for run in runs:
        results.follow(replace(saved("", 9), id=run.walk[0].id))
    for name in names:
        wait_for_line(tmp_path / f"{name}.result.csv", f"{name};Oslo;saved;9;")


def test_after_a_restart_the_files_of_all_tables_are_followed(office: Office, tmp_path: Path) -> None:
    notes = ImportNotes(tmp_path / "data")
    before = ImportResults(office.disk, office, notes)
    first, second, third = (
        begun(before, office, tmp_path / f"{name}.result.csv", name).walk[0].id
        for name in ("A AS", "B AS", "C AS")
    )
    store = office.access.current
    assert store is not None
    store.drafts.delete(first)
    store.outbox.add(replace(saved("A AS", 7), id=first))
    later = ImportResults(office.disk, office, notes)
    later.resume(office.access)
    wait_for_line(tmp_path / "A AS.result.csv", "A AS;Oslo;saved;7;")
    wait_until(lambda: len(notes.read().files) == 2)  # what is saved is noted no more

    # The next table ends none of it.
    begun(later, office, tmp_path / "D AS.result.csv", "D AS")
    later.follow(replace(an_entry("", State.REJECTED), id=second, message="No."))
    later.follow(replace(saved("", 8), id=third))
    wait_for_line(tmp_path / "B AS.result.csv", "B AS;Oslo;rejected;;No.")
    wait_for_line(tmp_path / "C AS.result.csv", "C AS;Oslo;saved;8;")
    # One that was refused can be sent once more, and so it is noted until it is saved.
    wait_until(lambda: [Path(one.path).name[:1] for one in notes.read().files] == ["B", "D"])
    later.follow(replace(saved("", 9), id=second))
    wait_for_line(tmp_path / "B AS.result.csv", "B AS;Oslo;saved;9;")
    wait_until(lambda: [Path(one.path).name[:1] for one in notes.read().files] == ["D"])


def test_a_file_that_cannot_be_written_holds_up_no_other(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = ImportNotes(tmp_path / "data")
    before = ImportResults(office.disk, office, notes)
    ids = [
        begun(before, office, tmp_path / f"{name}.result.csv", name).walk[0].id for name in ("A AS", "B AS")
    ]
    store = office.access.current
    assert store is not None
    store.drafts.delete(ids[0])
    store.outbox.add(replace(saved("A AS", 1), id=ids[0]))
    write = result_table.change_result

    def fails(path: Path, results: dict[int, RowResult]) -> bool:
        if path.name.startswith("A"):
            raise StoreProblem("The disk is full.")
        return write(path, results)

    monkeypatch.setattr(result_table, "change_result", fails)
    later, told = ImportResults(office.disk, office, notes), list[str]()
    later.problem_reported.connect(told.append)
    later.resume(office.access)
    wait_until(lambda: told == ["The disk is full."])
    for number, one in enumerate(ids):
        later.follow(replace(saved("", number + 1), id=one))
    wait_for_line(tmp_path / "B AS.result.csv", "B AS;Oslo;saved;2;")
    wait_until(lambda: len(told) == 2)
    assert [Path(one.path).name[:1] for one in notes.read().files] == ["A"], "it is tried again"


@pytest.mark.parametrize("is_pasted", [False, True])
def test_the_file_of_a_table_is_not_written_over_by_the_one_before(
    office: Office, tmp_path: Path, *, is_pasted: bool
) -> None:
    results, file = ImportResults(office.disk, office), tmp_path / "fair.result.csv"
    first = begun(results, office, file, "A AS", "B AS", is_pasted=is_pasted).walk
    begun(results, office, file, "A AS", "C AS", is_pasted=is_pasted)
    content = file.read_bytes()
    results.follow(replace(saved("", 9), id=first[1].id))  # of a row that somebody has taken out meanwhile
    soon = results.findChild(Debounce)
    assert isinstance(soon, Debounce)
    soon.flush()
    assert office.disk.wait(60_000)
    assert file.read_bytes() == content
    results.follow(replace(saved("", 7), id=first[0].id))
    wait_for_line(file, "A AS;Oslo;saved;7;")


@pytest.mark.parametrize("is_result_first", [True, False])
def test_a_table_and_its_result_are_not_written_over_by_each_other(
    office: Office, tmp_path: Path, *, is_result_first: bool
) -> None:
    results, file, told = ImportResults(office.disk, office), tmp_path / "fair.result.csv", list[str]()
    corrected = b"Firma;By;State;Id in SuperOffice;Reason\nC AS;Oslo;draft;;\n"
    both = [(run_of(office), tmp_path / "fair.csv"), (run_of(office, corrected), file)]
    (first, its_file), (second, other) = reversed(both) if is_result_first else both
    results.written.connect(told.append)
    results.begin(first, its_file)
    wait_until(lambda: told == [str(file)])
    results.begin(second, other)
    wait_until(lambda: told == [str(file)] * 2)
    content = file.read_bytes()
    results.follow(replace(saved("", 7), id=first.walk[0].id))
    soon = results.findChild(Debounce)
    assert isinstance(soon, Debounce)
    soon.flush()
    assert office.disk.wait(60_000)
    assert file.read_bytes() == content


def begun(
    results: ImportResults, office: Office, file: Path, *names: str, is_pasted: bool = False
) -> TableRun:
    """Imports a table of these companies as drafts; this is its result file once it returns."""
    run = run_of(office, (HEADINGS + "".join(f"{name};Oslo\n" for name in names)).encode())
    results.begin(run, None if is_pasted else file.with_name(file.name.replace(".result.csv", ".csv")))
    if is_pasted:
        results.write_to(file)
    wait_for_line(file, f"{names[-1]};Oslo;draft;")
    return run


def wait_for_line(file: Path, line: str) -> None:
    """Waits until a line of a file begins with this."""

    def is_there() -> bool:
        return file.exists() and f"\n{line}" in file.read_text(encoding="utf-8-sig")

    wait_until(is_there)
