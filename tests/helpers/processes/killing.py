"""Ends a process as nothing can be tidied up after: SIGKILL, on Windows TerminateProcess."""

from __future__ import annotations

import os
import signal
from typing import Final

_MERCILESS: Final = getattr(signal, "SIGKILL", signal.SIGTERM)


def kill(process: int) -> None:
    """Ends the process of that number at once."""
    os.kill(process, _MERCILESS)


def die() -> None:
    """Ends this process at once."""
    kill(os.getpid())


def was_killed(code: int | None) -> bool:
    """Returns whether `code` is how such a process ends: on Windows with the number of the signal."""
    return code in (-_MERCILESS, _MERCILESS) if os.name == "nt" else code == -_MERCILESS
