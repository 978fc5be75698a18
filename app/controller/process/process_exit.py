"""The end of the process where a thread cannot be ended."""

from __future__ import annotations

import os
import sys
from typing import NoReturn


def end_at_once(code: int) -> NoReturn:
    """Ends the process without destroying anything.

    A thread that waits for a server cannot be ended, and Qt would abort because of it. Everything is on the
    disk: what is being sent is searched on the server at the next start.
    """
    if sys.stdout is not None:  # Windows gives none to a program without a console
        sys.stdout.flush()
    os._exit(code)
