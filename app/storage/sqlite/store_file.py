"""The store's file on the disk: its rights, the names beside it, its drive."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path, PurePath

_MOUNTS = Path("/proc/mounts")
_NETWORK_TYPES = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "ceph", "glusterfs", "lustre", "davfs")
)
_DRIVE_REMOTE = 4  # GetDriveTypeW, Windows' fileapi.h


def create_private(path: Path) -> None:
    """Creates an empty file for its owner alone, if there is none. SQLite gives its log the same rights."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def uri_for_reading(path: PurePath) -> str:
    """Returns what SQLite opens a file by to read it only; `path` is absolute.

    SQLite takes no server between the slashes (https://www.sqlite.org/uri.html, 3.1): that of a share on
    Windows goes into the path.
    """
    uri = path.as_uri()
    return f"{uri if uri.startswith('file:///') else uri.replace('file://', 'file:////', 1)}?mode=ro"


def log_files(path: Path) -> tuple[Path, Path]:
    """Returns the paths of SQLite's write-ahead log and its index (https://www.sqlite.org/tempfiles.html)."""
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


def strange_file(path: Path) -> Path | None:
    """Returns what stands in the place of the store or of a file of SQLite's beside it and is no file.

    A folder cannot be opened, a pipe has SQLite wait, and a device may have no end. None if there is none.
    """
    files = (path, *log_files(path), path.with_name(path.name + "-journal"))
    return next((one for one in files if one.exists() and not one.is_file()), None)


def damaged_path(path: Path, moment: float) -> Path:
    """Returns where a file found damaged at `moment` (seconds since 1970) is moved."""
    stamp = datetime.fromtimestamp(moment, UTC).strftime("%Y%m%d-%H%M%S-%f")
    return path.with_name(f"{path.name}.damaged-{stamp}")


def is_on_network(folder: Path) -> bool:
    """Returns True if the system says, without accessing the drive, that the folder is on a network drive."""
    if sys.platform == "win32":
        import ctypes  # Windows alone

        drive = folder.absolute().drive
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False  # no such file on macOS
    return _is_network_type(_file_system_type(folder.resolve(), mounts))


def _file_system_type(folder: Path, mounts: str) -> str:
    """Returns the type of the innermost mount above the folder; `mounts` is ``/proc/mounts`` (fstab(5))."""
    above = {str(one): depth for depth, one in enumerate(reversed((folder, *folder.parents)))}
    found, innermost = "", 0
    for line in mounts.splitlines():
        _device, point, kind, *_rest = line.split(" ")
        if "\\" in point:  # a space, for example
            point = point.encode("utf-8", "surrogateescape").decode("unicode_escape")
        if point in above and above[point] >= innermost:
            found, innermost = kind, above[point]
    return found


def _is_network_type(kind: str) -> bool:
    return kind in _NETWORK_TYPES or kind.startswith("fuse.")
