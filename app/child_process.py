"""How the program starts itself once more, as a child: from a checkout, a wheel and an installer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).parents[1]

NO_CONSOLE: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""The `creationflags` of a child that speaks through pipes: on Windows a console would flash up for it."""


def self_command() -> list[str]:
    """The beginning of a command line; the arguments follow."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    # Elsewhere a folder “app” of somebody else's may lie in the working directory.
    return [sys.executable, *([] if _is_here(_ROOT) else ["-P"]), "-m", "app"]


def _is_here(folder: Path) -> bool:
    try:
        return Path.cwd() == folder
    except FileNotFoundError:  # the working directory has been removed
        return False
