from __future__ import annotations

import stat
from pathlib import Path

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
