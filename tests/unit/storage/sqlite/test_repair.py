"""Files with real damage: what can be read comes back, the file is kept, nothing is sent blindly."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.model.entry import Entry, State
from app.storage.files.errors import StoreRefused
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.migrations import MIGRATIONS
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.repair import repair
from app.storage.sqlite.store import Store, is_damaged_store
from app.storage.sqlite.store_file import damaged_path
from tests.helpers.data.old_store import DRAFT, QUEUED, SAVED, UNKNOWN, make_old_store
from tests.helpers.data.store_builders import NOW, draft, entry, line_of, program
from tests.helpers.processes.killing import was_killed
from tests.unit.storage.sqlite.test_migrations import NEXT

PAGE = 4096
ENTRIES, DRAFTS = 60, 20


@pytest.fixture
def filled(path: Path) -> Path:
    """Sixty entries, of which every third is queued, and twenty drafts, in about eighty pages."""
    with Store.open(path) as store:
        fill(store)
    return path


def fill(store: Store) -> None:
    states = (State.QUEUED, State.SAVED, State.REJECTED)
    for number in range(ENTRIES):
        body = {"Name": f"Bakery {number}", "Note": f"{number} " * 400}
        Outbox(store).add(entry(number, state=states[number % 3], body=body, created=NOW))
    for number in range(DRAFTS):
        Drafts(store).save(draft(number, form={"Name": f"Draft {number}", "Note": f"{number} " * 700}))


def overwrite(path: Path, offset: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(content)


def pages_with(path: Path, kind: bytes, text: bytes = b"") -> list[int]:
    """Offsets of the pages that start with that byte, the first page left out, and hold the text."""
    content = path.read_bytes()
    pages = {offset: content[offset : offset + PAGE] for offset in range(PAGE, len(content), PAGE)}
    return [offset for offset, page in pages.items() if page[:1] == kind and text in page]


def one_leaf(path: Path) -> None:
    overwrite(path, pages_with(path, b"\x0d", b"Bakery")[3], b"\xff" * PAGE)


def every_root(path: Path) -> None:
    for offset in pages_with(path, b"\x05"):
        overwrite(path, offset, bytes(PAGE))


DAMAGE: dict[str, tuple[Callable[[Path], object], int, int]] = {
    # what happens to the file, and how many entries and drafts must come back at the least
    "header overwritten": (lambda path: overwrite(path, 0, os.urandom(100)), ENTRIES, DRAFTS),
    "first page overwritten": (lambda path: overwrite(path, 0, bytes(PAGE)), ENTRIES, DRAFTS),
    "one page of rows overwritten": (one_leaf, ENTRIES - 3, DRAFTS),
    "tables' roots overwritten": (every_root, ENTRIES, DRAFTS),
    "cut in half": (lambda path: os.truncate(path, path.stat().st_size // 2), ENTRIES // 4, 0),
    "last page missing": (
        lambda path: os.truncate(path, path.stat().st_size - PAGE),
        ENTRIES - 3,
        DRAFTS - 3,
    ),
    "cut in the middle of a page": (
        lambda path: os.truncate(path, path.stat().st_size - PAGE - 100),
        ENTRIES - 6,
        DRAFTS - 6,
    ),
    "another file altogether": (lambda path: path.write_bytes(b"Dear diary, " * 2000), 0, 0),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_can_be_read_comes_back(filled: Path, damage: str) -> None:
    hurt, entries, drafts = DAMAGE[damage]
    hurt(filled)
    damaged = filled.read_bytes()
    with Store.open(filled) as store:
        found, typed = Outbox(store).list(), Drafts(store).all()
        assert len(found) >= entries
        assert len(typed) >= drafts
        assert found == tuple(expected(one.id) for one in found)
        numbers = [int(one.id.removeprefix("entry-")) for one in found]
        assert numbers == sorted(numbers)
        for one in typed:
            number = one.id.removeprefix("draft-")
            assert one.form == {"Name": f"Draft {number}", "Note": f"{number} " * 700}
        (aside,) = filled.parent.glob("entries.sqlite3.damaged-*")
        assert aside.read_bytes() == damaged
        (notice,) = store.notices
        assert str(aside) in notice
        assert f"{len(typed)} drafts and {len(found)} entries could be read" in notice
        assert store.read("PRAGMA integrity_check") == [("ok",)]
    assert {file.name for file in filled.parent.iterdir()} == {filled.name, f"{filled.name}.lock", aside.name}
    with Store.open(filled) as store:
        assert store.notices == ()
        assert Outbox(store).list() == found


def test_damage_that_no_reading_meets_is_found_before_anything_is_written(filled: Path) -> None:
    assert not is_damaged_store(filled)
    free_pages = 36  # where the header counts them
    overwrite(filled, free_pages, (7).to_bytes(4, "big"))
    with closing(sqlite3.connect(filled)) as connection:
        assert len(connection.execute("SELECT * FROM entries").fetchall()) == ENTRIES
    assert is_damaged_store(filled)


def expected(entry_id: str) -> object:
    """The entry as it was, except that one that was waiting may have been sent for all that is known."""
    number = int(entry_id.removeprefix("entry-"))
    state = (State.UNKNOWN, State.SAVED, State.REJECTED)[number % 3]
    body = {"Name": f"Bakery {number}", "Note": f"{number} " * 400}
    one = entry(number, state=state, body=body, created=NOW)
    if state is State.UNKNOWN:
        one = replace(
            one,
            message=(
                "The file with this entry was damaged, so it is looked for on the server before it is sent."
            ),
            steps=tuple(replace(step, state=State.UNKNOWN) for step in one.steps),
        )
    return searched_for_when_tried_again(one) if state is State.REJECTED else one


def searched_for_when_tried_again(one: Entry) -> Entry:
    steps = (
        replace(step, state_if_not_found=State.REJECTED) if step.state is State.REJECTED else step
        for step in one.steps
    )
    return replace(one, steps=tuple(steps))


@pytest.mark.long
def test_random_damage_never_stops_the_program(filled: Path) -> None:
    sound = filled.read_bytes()
    for seed in range(25):
        for file in filled.parent.iterdir():
            file.unlink()
        filled.write_bytes(sound)
        # A run of bytes somewhere behind the version number: a newer file is another matter.
        offset = 100 + (seed * 7919 * 31) % (len(sound) - 600)
        overwrite(filled, offset, bytes((seed * 37 + i * 11) % 256 for i in range(1 << (seed % 9))))
        with Store.open(filled) as store:
            assert len(Outbox(store).summaries()) >= ENTRIES - 8
            Outbox(store).add(entry(1000))
            assert Outbox(store).get("entry-1000") == entry(1000)


def test_an_entry_in_the_log_of_a_crashed_program_comes_back_from_a_damaged_file(path: Path) -> None:
    store = Store.open(path)
    fill(store)
    store.empty_log()
    late = Outbox(store).add(entry(77, state=State.REJECTED))
    kept = {file: file.read_bytes() for file in path.parent.iterdir()}
    store.close()
    for file, content in kept.items():
        file.write_bytes(content)
    one_leaf(path)
    with Store.open(path) as store:
        assert Outbox(store).get("entry-77") == searched_for_when_tried_again(late)
        asides = {
            file.name.partition("damaged-")[2].rpartition("-")[2] for file in path.parent.glob("*damaged*")
        }
        assert {"wal", "shm"} < asides


def test_a_row_whose_text_is_damaged_stays_in_the_file_that_is_kept(filled: Path) -> None:
    one_leaf(filled)
    hurt = filled.read_bytes().replace(b'{"Name":"Bakery 50"', b'{"Name";"Bakery 50"')
    filled.write_bytes(hurt.replace(b'{"Name":"Draft 5"', b'{"Name";"Draft 5"'))
    with Store.open(filled) as store:
        assert Outbox(store).get("entry-50") is None
        assert Outbox(store).get("entry-51") is not None
        assert store.read("SELECT count(*) FROM entries WHERE id = 'entry-50'") == [(0,)]
        ids = {row[0] for row in store.read("SELECT id FROM drafts")}
        assert ids == {f"draft-{number}" for number in range(DRAFTS) if number != 5}
        (aside,) = filled.parent.glob("entries.sqlite3.damaged-*")
        assert b'{"Name";"Bakery 50"' in aside.read_bytes()


def test_a_damaged_file_of_an_older_version_is_migrated_as_well(path: Path) -> None:
    make_old_store(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO lists VALUES ('work', 'nb', 'x', ?, ?)", (str(NOW), "x" * 9000))
        connection.commit()
    os.truncate(path, path.stat().st_size - PAGE)
    with Store.open(path, NEXT) as store:
        assert store.version == len(MIGRATIONS) + 1
        assert {one.id for one in Outbox(store).list()} == {QUEUED, SAVED, UNKNOWN}
        assert store.read("SELECT DISTINCT colour FROM entries") == [("none",)]
        assert [one.id for one in Drafts(store).all()] == [DRAFT]


def test_the_rebuilt_file_has_the_newest_version_before_anybody_opens_it(path: Path) -> None:
    make_old_store(path)
    repair(path, NEXT)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(NEXT),)
        states = dict(connection.execute("SELECT id, state FROM entries"))
        assert states == {QUEUED: "unknown", SAVED: "saved", UNKNOWN: "unknown"}
    assert not path.with_name(f"{path.name}.copy").exists()


@pytest.mark.needs("file modes")
def test_what_is_copied_meanwhile_is_for_its_owner_alone(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes: list[int] = []

    def fail(*_arguments: object) -> None:
        modes.append(stat.S_IMODE(filled.with_name(f"{filled.name}.copy").stat().st_mode))
        raise ZeroDivisionError

    monkeypatch.setattr("app.storage.sqlite.repair.version_of", fail)
    filled.with_name(f"{filled.name}.copy").mkdir(mode=0o755)
    with pytest.raises(ZeroDivisionError):
        repair(filled, MIGRATIONS)
    assert modes == [0o700]
    assert not filled.with_name(f"{filled.name}.copy").exists()


def test_a_damaged_file_of_a_newer_version_is_left_alone(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    os.truncate(filled, PAGE * 5)
    damaged = filled.read_bytes()
    with pytest.raises(StoreRefused):
        Store.open(filled)
    assert filled.read_bytes() == damaged


def test_a_version_without_its_tables_is_damaged(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    with Store.open(path) as store:
        assert Outbox(store).add(entry()) == entry()
        assert "was damaged" in store.notices[0]


def test_tables_without_a_version_are_damaged(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("PRAGMA user_version = 0")
    with Store.open(filled) as store:
        assert len(Outbox(store).list()) == ENTRIES


@pytest.mark.parametrize("moved", ["nothing", "the log", "everything"])
def test_a_repair_that_was_cut_short_is_finished_by_the_next_start(filled: Path, moved: str) -> None:
    rebuilt = filled.with_name("entries.sqlite3.rebuilt")
    with Store.open(filled) as store:
        store.backup(rebuilt)
    aside = filled.with_name(damaged_path(filled, rebuilt.stat().st_mtime).name)
    log = filled.with_name("entries.sqlite3-wal")
    log.write_bytes(b"the log of the damaged file")
    overwrite(filled, 0, bytes(PAGE))
    if moved != "nothing":
        log.replace(aside.with_name(f"{aside.name}-wal"))
    if moved == "everything":
        filled.replace(aside)
    with Store.open(filled) as store:
        assert len(Outbox(store).list()) == ENTRIES
        assert "was damaged and has been repaired" in store.notices[0]
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"the log of the damaged file"
    assert aside.read_bytes()[:PAGE] == bytes(PAGE)
    assert not rebuilt.exists()


REPAIR = """
import sys
from pathlib import Path
from app.storage.sqlite.store import Store
from tests.helpers.processes.killing import die

path, moves = Path(sys.argv[1]), int(sys.argv[2])
replace = Path.replace


def deadly(self, target):
    global moves
    moves -= 1
    if moves < 0:
        die()
    return replace(self, target)


Path.replace = deadly
Store.open(path).close()
print("lived", flush=True)
"""


@pytest.mark.long
@pytest.mark.parametrize("moves", range(5))
def test_a_repair_can_be_killed_at_each_of_its_moves(path: Path, moves: int) -> None:
    store = Store.open(path)
    fill(store)
    store.empty_log()
    Outbox(store).add(entry(77))
    kept = {file: file.read_bytes() for file in path.parent.iterdir()}
    store.close()
    for file, content in kept.items():
        file.write_bytes(content)
    every_root(path)
    with program(REPAIR, path, moves) as killed:
        assert line_of(killed) == ""
        assert was_killed(killed.wait())
    with Store.open(path) as store:
        assert len(Outbox(store).list()) == ENTRIES + 1
        assert len(Drafts(store).all()) == DRAFTS
        assert "was damaged" in store.notices[0]
    assert len(list(path.parent.glob("entries.sqlite3.damaged-*"))) == 3


def test_the_schema_fits_into_the_first_page(filled: Path) -> None:
    """A table of tables that is a tree of its own could not be replaced (damaged_file.py)."""
    assert filled.read_bytes()[100:101] == b"\x0d"


@pytest.mark.parametrize("left", ["half of it", "another file altogether"])
def test_what_a_killed_repair_has_left_is_not_built_upon(path: Path, left: str) -> None:
    part = path.with_name(path.name + ".part")
    with Store.open(part) as store:
        Outbox(store).add(entry(2))
    if left != "half of it":
        part.write_bytes(b"Dear diary, " * 2000)
    with Store.open(path) as store:
        Outbox(store).add(entry(1))
    overwrite(path, 0, bytes(100))
    with Store.open(path) as store:
        assert [one.id for one in Outbox(store).list()] == [entry(1).id]
