from __future__ import annotations

import ctypes
import stat
import sys
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from types import SimpleNamespace

import pytest

from app.storage.sqlite import store_file as disk

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


def test_a_computer_whose_disk_is_on_the_network_has_no_other() -> None:
    mounts = "server:/ / nfs4 rw 0 0\nserver:/ / nfs rw 0 0\nproc /proc proc rw 0 0\n"
    assert disk._file_system_type(Path("/home/me"), mounts) == "nfs", "the last mount of a place is seen"
    assert disk._file_system_type(Path("/home/me"), "") == ""


@pytest.mark.parametrize(
    ("drive", "kind", "network"), [("C:", 3, False), ("N:", 4, True), (r"\\server", 0, True)]
)
def test_windows_is_asked_for_the_kind_of_a_drive(
    monkeypatch: pytest.MonkeyPatch, drive: str, kind: int, network: bool
) -> None:
    asked: list[str] = []

    def kind_of(path: str) -> int:
        asked.append(path)
        return kind

    kernel32 = SimpleNamespace(GetDriveTypeW=kind_of)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel32), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    folder = SimpleNamespace(absolute=lambda: SimpleNamespace(drive=drive))
    assert disk.is_on_network(folder) is network  # type: ignore[arg-type]  # all that is used of a path
    assert asked in ([], [f"{drive}\\"])


@pytest.mark.needs("mounts")
def test_without_a_table_of_mounts_no_drive_is_on_a_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "_MOUNTS", tmp_path / "none")
    assert not disk.is_on_network(tmp_path)


@pytest.mark.needs("file modes")
def test_a_new_file_is_empty_and_private(tmp_path: Path) -> None:
    path = tmp_path / "file"
    disk.create_private(path)
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"", 0o600)


def test_a_file_that_is_there_keeps_its_content(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"content")
    disk.create_private(path)
    assert path.read_bytes() == b"content"


def test_damaged_files_are_named_by_their_moment(tmp_path: Path) -> None:
    names = [disk.damaged_path(tmp_path / "store", moment).name for moment in (0.25, 86400.0)]
    assert names == ["store.damaged-19700101-000000-250000", "store.damaged-19700102-000000-000000"]


def test_the_logs_of_a_file_stand_beside_it(tmp_path: Path) -> None:
    assert [path.name for path in disk.log_files(tmp_path / "store")] == ["store-wal", "store-shm"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/srv/kåre/a?b/entries.sqlite3"), "file:///srv/k%C3%A5re/a%3Fb/entries.sqlite3"),
        (PureWindowsPath("C:/Data/entries.sqlite3"), "file:///C:/Data/entries.sqlite3"),
        (PureWindowsPath("//server/share/entries.sqlite3"), "file:////server/share/entries.sqlite3"),
    ],
)
def test_a_share_of_windows_is_no_authority_of_an_address(path: PurePath, uri: str) -> None:
    assert disk.uri_for_reading(path) == f"{uri}?mode=ro"
