"""The file of the store on the disk: private to the user, moved aside, on a network drive or not."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

_MOUNTS = Path("/proc/mounts")
_NETWORK_TYPES = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "ceph", "glusterfs", "lustre", "davfs")
)
_DRIVE_REMOTE = 4  # GetDriveTypeW, Windows' fileapi.h


def make_private(path: Path) -> None:
    """Makes the file, empty, where there is none, for its owner alone. SQLite's log takes after it."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def companions(path: Path) -> tuple[Path, Path]:
    """SQLite's write-ahead log and its index beside the database file."""
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


def damaged_name(path: Path, moment: float) -> Path:
    """Where the file goes that was found damaged at `moment` (seconds since 1970)."""
    stamp = datetime.fromtimestamp(moment, UTC).strftime("%Y%m%d-%H%M%S-%f")
    return path.with_name(f"{path.name}.damaged-{stamp}")


def on_network(folder: Path) -> bool:
    """Whether the folder lies on a network drive, as far as the system tells without asking the drive."""
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
    """The type of the innermost mount above the folder; `mounts` as in ``/proc/mounts`` (fstab(5))."""
    found, depth = "", 0
    for line in mounts.splitlines():
        _device, point, kind, *_rest = line.split(" ")
        place = Path(point.encode("utf-8", "surrogateescape").decode("unicode_escape"))
        if folder.is_relative_to(place) and len(place.parts) >= depth:
            found, depth = kind, len(place.parts)
    return found


def _is_network_type(kind: str) -> bool:
    return kind in _NETWORK_TYPES or kind.startswith("fuse.")
