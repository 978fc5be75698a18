"""The file in which stands what became of each row."""

from dataclasses import replace
from pathlib import Path

from app.controller.imports.results import ImportResults
from app.model.entry import State
from app.service.imports.keeping import ImportKeeper
from app.service.imports.plan import Planner
from app.service.imports.table_plan import TablePlan
from app.service.imports.table_run import TableRun
from app.storage.files.import_notes import ImportNotes
from tests.helpers.fakes.controllers import WORK, Office
from tests.helpers.ui.outbox_desk import an_entry, saved
from tests.helpers.ui.window import wait_until

TABLE = b"Firma;By\nFjell AS;Oslo\nVann AS;Oslo\n"


def run_of(office: Office) -> TableRun:
    office.open_store()
    store = office.access.current
    assert store is not None
    keeper = ImportKeeper(store.outbox, store.drafts, WORK)
    planner = Planner("work", lambda: office.api_for("work"), keeper.found_before)
    run = TableRun(TablePlan.of(TABLE, "NO"), lambda: planner, keeper)
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


def test_a_table_that_was_pasted_has_a_file_once_somebody_says_where(office: Office, tmp_path: Path) -> None:
    results = ImportResults(office.disk, office)
    results.begin(run_of(office), None)
    results.write_to(tmp_path / "result.csv")
    wait_until((tmp_path / "result.csv").exists)


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
    wait_until(lambda: bool(notes.read().lines))

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
