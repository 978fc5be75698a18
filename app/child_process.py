"""How to start this program again as a child process: from a checkout, a wheel or an installer."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).parents[1]

NO_CONSOLE: Final = 0x08000000 if sys.platform == "win32" else 0
"""The `creationflags` of a child with pipes; without them Windows shows a console window for a moment.

The value of `subprocess.CREATE_NO_WINDOW`, which a window at rest does not load.
"""


def self_command() -> list[str]:
    """Returns the beginning of a command line; append the arguments."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    # In another working directory there may be a folder “app” that is not ours.
    return [sys.executable, *([] if _is_here(_ROOT) else ["-P"]), "-m", "app"]


def _is_here(folder: Path) -> bool:
    try:
        return Path.cwd() == folder
    except FileNotFoundError:  # the working directory has been removed
        return False
