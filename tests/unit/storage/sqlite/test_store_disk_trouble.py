"""A disk that is full, read-only or not there: a sentence, nothing half written, and it works again after."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from app.model.entry import State
from app.storage.files.errors import StoreProblem
from app.storage.settings.settings_file import Settings, SettingsFile
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import draft, entry, line_of, program

LARGE = {"Name": "Large", "Note": "x" * 30_000}
NOBODY = 65534


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 640 kB."""
    if not sys.platform.startswith("linux") or os.geteuid():
        pytest.skip("mounting a small disk takes root on Linux")
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=640k", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let its root mount a disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S607 - wherever the system keeps it


@pytest.fixture
def readable_folder() -> Iterator[Path]:
    """A folder in which an ordinary user can read but not write."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    shutil.rmtree(folder)


@contextmanager
def nobody() -> Iterator[None]:
    """Root, whom permissions do not bind, is “nobody” for the block."""
    user = os.geteuid()
    os.seteuid(user or NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


@contextmanager
def read_only(folder: Path, *writable: Path) -> Iterator[None]:
    """Nobody may write in the folder for the block, but for `writable`."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(
            (0o777 if path in writable else 0o555) if path.is_dir() else 0o666 if path in writable else 0o444
        )
    try:
        with nobody():
            yield
    finally:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)


def fill_up(folder: Path) -> Path:
    filler = folder / "filler"
    with suppress(OSError), filler.open("ab", buffering=0) as file:
        while True:
            file.write(bytes(512))
    return filler


def test_a_full_disk_keeps_what_it_has_and_takes_more_when_there_is_room(small_disk: Path) -> None:
    with Store.open(small_disk / "entries.sqlite3") as store:
        drafts, outbox = Drafts(store), Outbox(store)
        drafts.save(draft(1))
        kept = outbox.add(entry(1))
        filler = fill_up(small_disk)
        for _attempt in range(2):
            with pytest.raises(StoreProblem, match=f"disk with the folder {small_disk} is full"):
                outbox.add(entry(2, name="Large", body=LARGE), replaces_draft="draft-1")
        with pytest.raises(StoreProblem, match="is full"):
            drafts.save(draft(2, form=LARGE))
        assert outbox.list() == (kept,)
        assert drafts.all() == (draft(1),)
        filler.unlink()
        outbox.add(entry(2, name="Large", body=LARGE), replaces_draft="draft-1")
        assert len(outbox.list()) == 2
        assert drafts.all() == ()
    with Store.open(small_disk / "entries.sqlite3") as store:
        assert store.notices == ()
        assert len(Outbox(store).list()) == 2


def test_a_full_disk_is_told_on_opening(small_disk: Path) -> None:
    filler = fill_up(small_disk)
    with pytest.raises(StoreProblem, match="is full"):
        Store.open(small_disk / "entries.sqlite3")
    filler.unlink()
    Store.open(small_disk / "entries.sqlite3").close()


def test_settings_on_a_full_disk_stay_as_they_were(small_disk: Path) -> None:
    file = SettingsFile(small_disk / "settings.json")
    file.save(Settings(history_days=30))
    filler = fill_up(small_disk)
    with pytest.raises(StoreProblem, match="is full"):
        file.save(Settings(history_days=7, window_state="A" * 9000))
    assert file.load() == Settings(history_days=30)
    assert {path.name for path in small_disk.iterdir()} == {"settings.json", filler.name}


def test_a_repair_that_does_not_fit_on_the_disk_leaves_the_damaged_file(small_disk: Path) -> None:
    path = small_disk / "entries.sqlite3"
    with Store.open(path) as store:
        for number in range(4):
            Outbox(store).add(entry(number, name="Large", body=LARGE, state=State.SAVED))
    with path.open("r+b") as file:
        file.write(bytes(4096))
    damaged = path.read_bytes()
    filler = fill_up(small_disk)
    with pytest.raises(StoreProblem, match="is full"):
        Store.open(path)
    assert path.read_bytes() == damaged
    assert {file.name for file in small_disk.iterdir()} == {path.name, f"{path.name}.lock", filler.name}
    filler.unlink()
    with Store.open(path) as store:
        assert len(Outbox(store).list()) == 4


def test_a_file_that_may_not_grow_is_told_as_a_full_disk(store: Store) -> None:
    drafts, outbox = Drafts(store), Outbox(store)
    drafts.save(draft(1))
    pages = store.read("PRAGMA page_count")[0][0]
    store.read(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreProblem, match="is full"):
        outbox.add(entry(1, name="Large", body=LARGE), replaces_draft="draft-1")
    assert outbox.list() == ()
    assert drafts.all() == (draft(1),)
    store.read(f"PRAGMA max_page_count = {pages + 100}")
    outbox.add(entry(1, name="Large", body=LARGE), replaces_draft="draft-1")
    assert drafts.all() == ()


@pytest.mark.needs("read-only folders")
def test_a_read_only_folder_is_told(readable_folder: Path) -> None:
    path = readable_folder / "entries.sqlite3"
    with read_only(readable_folder), pytest.raises(StoreProblem, match="may not write in the folder"):
        Store.open(path)
    with read_only(readable_folder), pytest.raises(StoreProblem, match="may not write in the folder"):
        Store.open(readable_folder / "new" / "entries.sqlite3")
    Store.open(path).close()
    before = path.read_bytes()
    with read_only(readable_folder), pytest.raises(StoreProblem, match="may not write in the folder"):
        Store.open(path)
    assert path.read_bytes() == before


@pytest.mark.needs("read-only folders")
def test_settings_in_a_read_only_folder_are_read_and_stay_as_they_were(readable_folder: Path) -> None:
    file = SettingsFile(readable_folder / "settings.json")
    file.save(Settings(history_days=30))
    with read_only(readable_folder):
        assert file.load() == Settings(history_days=30)
        with pytest.raises(StoreProblem, match="may not write in the folder"):
            file.change(lambda settings: settings.with_changes(history_days=7))
    assert file.load() == Settings(history_days=30)


@pytest.mark.needs("file modes")
def test_settings_that_may_not_be_read_are_not_overwritten(readable_folder: Path) -> None:
    file = SettingsFile(readable_folder / "settings.json")
    file.save(Settings(history_days=30))
    readable_folder.chmod(0o777)
    file.path.chmod(0)
    with nobody():
        assert file.load() == Settings()
        assert "cannot be read" in file.notice
        with pytest.raises(StoreProblem):
            file.change(lambda settings: settings.with_changes(window_state="A"))
    file.path.chmod(0o600)
    assert file.load() == Settings(history_days=30)


@pytest.mark.needs("file modes")
def test_a_read_only_file_in_a_writable_folder_is_told(readable_folder: Path) -> None:
    path = readable_folder / "entries.sqlite3"
    with Store.open(path) as store:
        Outbox(store).add(entry())
    lock = path.with_name("entries.sqlite3.lock")
    with (
        read_only(readable_folder, readable_folder, lock),
        pytest.raises(StoreProblem, match="may not write in the folder"),
    ):
        Store.open(path)
    with Store.open(path) as store:
        assert Outbox(store).list() == (entry(),)


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="a folder of the kernel's, on Linux")
def test_a_folder_that_takes_no_files_is_told() -> None:
    with pytest.raises(StoreProblem):
        Store.open(Path("/proc/self/entries.sqlite3"))


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(StoreProblem, match="something else is in its place"):
        Store.open(tmp_path / "data" / "entries.sqlite3")
    (tmp_path / "entries.sqlite3").mkdir()
    with pytest.raises(StoreProblem):
        Store.open(tmp_path / "entries.sqlite3")


WRITER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("writing", flush=True)
sys.stdin.readline()
connection.execute("ROLLBACK")
print("done", flush=True)
sys.stdin.readline()
"""


def test_a_program_that_holds_the_file_is_told_and_waited_for(store: Store, drafts: Drafts) -> None:
    store.read("PRAGMA busy_timeout = 50")
    with program(WRITER, store.path) as writer:
        assert line_of(writer) == "writing"
        with pytest.raises(StoreProblem, match="Another program holds the file"):
            drafts.save(draft())
        assert drafts.all() == ()
        store.read("PRAGMA busy_timeout = 60000")
        assert writer.stdin is not None
        print(file=writer.stdin, flush=True)
        assert drafts.save(draft())
