from __future__ import annotations

import os
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


def test_a_commit_survives_and_the_settings_that_make_it_so_are_on(store: Store) -> None:
    for name, value in {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
    }.items():
        assert store.read(f"PRAGMA {name}") == [(value,)]
    assert store.notices == ()


def test_what_was_stored_is_there_after_closing(path: Path) -> None:
    with Store.open(path) as store:
        Drafts(store).save(draft())
        Outbox(store).add(entry())
    with Store.open(path) as store:
        assert Drafts(store).all() == (draft(),)
        assert Outbox(store).list() == (entry(),)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps others out by the rights of the user's profile")
def test_the_files_are_for_their_owner_alone(store: Store) -> None:
    Drafts(store).save(draft())
    store.backup(store.path.with_name("copy"))
    files = {file.name: stat.S_IMODE(file.stat().st_mode) for file in store.path.parent.iterdir()}
    assert len(files) == 5
    assert set(files.values()) == {0o600}
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700


def test_one_process_at_a_time(path: Path) -> None:
    with program(HOLDER, path) as holder:
        assert line_of(holder) == "open"
        with pytest.raises(StoreBusy, match="running already"):
            Store.open(path)
        assert holder.stdin is not None
        print(file=holder.stdin, flush=True)
        assert line_of(holder) == "closed"
        Store.open(path).close()


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


def test_what_fails_half_way_is_not_stored_at_all(store: Store, drafts: Drafts) -> None:
    drafts.save(draft(1))
    with pytest.raises(ZeroDivisionError), store.transaction(CommitPoint.DRAFT_DELETE) as connection:
        connection.execute("DELETE FROM drafts")
        raise ZeroDivisionError
    assert drafts.all() == (draft(1),)
    assert drafts.save(draft(2))


def test_a_closed_store_says_so(path: Path) -> None:
    store = Store.open(path)
    store.close()
    store.close()
    with pytest.raises(StoreProblem, match="closing"):
        Drafts(store).save(draft())
    with pytest.raises(StoreProblem, match="closing"):
        Drafts(store).all()


def test_a_mistake_in_the_program_is_no_trouble_of_the_disk(store: Store) -> None:
    with pytest.raises(Exception, match="no such table") as mistake:
        store.read("SELECT * FROM nowhere")
    assert not isinstance(mistake.value, StoreProblem)


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


MOUNTS = """\
/dev/vda / ext4 rw,relatime 0 0
fileserver:/home /home nfs4 rw 0 0
tmpfs /home/me/local tmpfs rw 0 0
//server/share /mnt/with\\040space cifs rw 0 0
me@host: /mnt/ssh fuse.sshfs rw 0 0
/dev/sdb1 /mnt/stick fuseblk rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "network"),
    [
        ("/var/lib", False),
        ("/home/me", True),
        ("/home/me/local/data", False),
        ("/homestead", False),
        ("/mnt/with space/x", True),
        ("/mnt/ssh", True),
        ("/mnt/stick", False),
    ],
)
def test_network_drives_are_told_from_the_computers_own(folder: str, network: bool) -> None:
    assert disk._is_network_type(disk._file_system_type(Path(folder), MOUNTS)) is network


@pytest.mark.skipif(os.name == "nt", reason="a table of mounts is how Linux tells")
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
