"""What a test needs of the system that it runs on, by name, and which system lacks it for which reason."""

from __future__ import annotations

import sys
from functools import cache
from typing import Final

WINE: Final = "Wine"
NEEDS: Final = {
    "file modes": {"win32": "Windows keeps others out by the rights of the user's profile"},
    "read-only folders": {"win32": "folders are made read-only by other means on Windows"},
    "mounts": {"win32": "a table of mounts is how Linux tells"},
    "named pipes": {"win32": "there are no named pipes of this kind on Windows"},
    "signals": {"win32": "Windows has no signals to send to a child"},
    "posix pipes": {"win32": "pipes of POSIX are the matter"},
    "posix shell": {"win32": "a POSIX shell is the matter"},
    "pseudo-terminals": {"win32": "Windows has no pseudo-terminals of this kind"},
    "unix sockets": {"win32": "Windows has a named pipe instead"},
}
"""By what is needed, the systems that lack it, named as in `sys.platform` or `WINE`, with the reason."""


@cache
def systems() -> tuple[str, ...]:
    """Returns the names of this system: that of `sys.platform`, and `WINE` where it stands in for Windows."""
    names = [sys.platform]
    if sys.platform == "win32":
        import ctypes

        if hasattr(ctypes.windll.ntdll, "wine_get_version"):
            names.append(WINE)
    return tuple(names)


def lacking(*needs: str) -> str:
    """Returns why a test that needs these cannot run here, "" if it can. KeyError for another name."""
    reasons = [NEEDS[need].get(system, "") for need in needs for system in systems()]
    return "; ".join(filter(None, reasons))
