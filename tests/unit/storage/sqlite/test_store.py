from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest

from app.model.entry import State
from app.storage.files.errors import StoreBusy, StoreProblem
from app.storage.sqlite import store_file as disk
from app.storage.sqlite.database import CommitPoint
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import draft, entry, line_of, program

HOLDER = """
import sys
from pathlib import Path
from app.storage.sqlite.store import Store
store = Store.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
store.close()
print("closed", flush=True)
sys.stdin.readline()
"""


def test_what_was_stored_is_there_after_closing(path: Path) -> None:
    with Store.open(path) as store:
        Drafts(store).save(draft())
        Outbox(store).add(entry())
    with Store.open(path) as store:
        assert Drafts(store).all() == (draft(),)
        assert Outbox(store).list() == (entry(),)


@pytest.mark.needs("file modes")
def test_the_files_are_for_their_owner_alone(store: Store) -> None:
    Drafts(store).save(draft())
    store.backup(store.path.with_name("copy"))
    files = {file.name: stat.S_IMODE(file.stat().st_mode) for file in store.path.parent.iterdir()}
    assert len(files) == 5
    assert set(files.values()) == {0o600}
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700


@pytest.mark.long
def test_one_process_at_a_time(path: Path) -> None:
    with program(HOLDER, path) as holder:
        assert line_of(holder) == "open"
        with pytest.raises(StoreBusy, match="running already"):
            Store.open(path)
        assert holder.stdin is not None
        print(file=holder.stdin, flush=True)
        assert line_of(holder) == "closed"
        Store.open(path).close()


def test_beside_who_has_it_open_it_is_read_and_left_as_it_is(store: Store) -> None:
    Outbox(store).add(entry())
    beside = Store.beside(store.path)
    assert beside is not None
    with beside:
        Drafts(store).save(draft())
        assert Outbox(beside).list() == (entry(),)
        assert Drafts(beside).all() == (draft(),)
        with pytest.raises(StoreProblem):
            Drafts(beside).save(draft(2))
        store.empty_log()
    assert Drafts(store).save(draft(2))


@pytest.mark.parametrize("version", [0, 1, 99])
def test_what_another_version_has_open_is_not_read(store: Store, version: int) -> None:
    with store.transaction(CommitPoint.MIGRATE) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    assert Store.beside(store.path) is None


def test_where_there_is_no_store_none_is_made(path: Path) -> None:
    assert Store.beside(path) is None
    assert not path.exists()


def test_a_holder_that_was_killed_does_not_block(path: Path) -> None:
    with program(HOLDER, path) as holder:
        assert line_of(holder) == "open"
        holder.kill()
        holder.wait()
        Store.open(path).close()


def test_the_same_process_cannot_open_it_twice_either(store: Store) -> None:
    with pytest.raises(StoreBusy):
        Store.open(store.path)


def test_a_store_that_could_not_be_opened_is_not_locked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("app.storage.sqlite.store.is_on_network", lambda _folder: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            Store.open(path)
    Store.open(path).close()


def test_a_closed_store_says_so(path: Path) -> None:
    store = Store.open(path)
    store.close()
    store.close()
    with pytest.raises(StoreProblem, match="closing"):
        Drafts(store).save(draft())
    with pytest.raises(StoreProblem, match="closing"):
        Drafts(store).all()


def test_many_threads_write_and_read_at_once(outbox: Outbox, drafts: Drafts) -> None:
    failures: list[BaseException] = []
    start = threading.Barrier(6)

    def work(worker: int) -> None:
        start.wait()
        try:
            for number in range(worker * 100, worker * 100 + 15):
                drafts.save(draft(number, id=f"entry-{number}"))
                outbox.add(entry(number), replaces_draft=f"entry-{number}")
                outbox.update(entry(number, state=State.SENDING), expected=State.QUEUED)
                assert outbox.counts()[State.SENDING]
        except BaseException as failure:  # noqa: BLE001 - an assertion in a thread would be lost
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert outbox.counts()[State.SENDING] == 90
    assert drafts.all() == ()


@pytest.mark.needs("mounts")
def test_on_a_network_drive_the_user_is_told_and_there_is_no_log_to_break(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/ {tmp_path.resolve()} nfs rw 0 0\n")
    monkeypatch.setattr(disk, "_MOUNTS", mounts)
    with Store.open(path) as store:
        (notice,) = store.notices
        assert notice.startswith(f"Your entries are kept in {path.parent}, which is on a network drive.")
        assert store.read("PRAGMA journal_mode") == [("delete",)]
        assert store.read("PRAGMA synchronous") == [(2,)]


@pytest.mark.parametrize("size", [1, 16, 99, 100, 511, 512])
def test_a_file_that_is_cut_off_at_its_beginning_is_kept_and_told(path: Path, size: int) -> None:
    """SQLite takes a few bytes for an empty file: the outbox would be empty without a word."""
    with Store.open(path) as store:
        Outbox(store).add(entry())
    begun = path.read_bytes()[:size]
    path.write_bytes(begun)
    with Store.open(path) as store:
        assert Outbox(store).summaries() == ()
        assert any("was damaged" in notice for notice in store.notices)
    (aside,) = path.parent.glob("*.damaged-*")
    assert aside.read_bytes() == begun


def test_an_empty_file_is_a_new_one(path: Path) -> None:
    """SQLite, and this program, begin with one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    with Store.open(path) as store:
        assert store.notices == ()
        Outbox(store).add(entry())
    assert not list(path.parent.glob("*.damaged-*"))


def test_an_empty_file_with_a_log_is_kept_and_told(path: Path) -> None:
    """SQLite would delete the log, and the entries in it."""
    with Store.open(path) as store:
        Outbox(store).add(entry())
        log = disk.log_files(path)[0].read_bytes()
    assert log
    path.write_bytes(b"")
    disk.log_files(path)[0].write_bytes(log)
    with Store.open(path) as store:
        assert any("was damaged" in notice for notice in store.notices)
    kept = {one.read_bytes() for one in path.parent.glob("*.damaged-*")}
    assert log in kept
