"""Whether the program works on this computer: what smoke tests and support people run.

Nothing here touches what the user has: what has to be written is written beside it, and removed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from app.self_test import passwords, practice, storage, tls
from app.self_test.check import Check, Outcome, attempt
from app.self_test.window_process import WINDOW_CHECKS, window_checks
from app.storage.files.paths import AppPaths

__all__ = ["NAMES", "Check", "Outcome", "checks"]

NAMES = (*WINDOW_CHECKS, "keyring", "tls", "store", "sandbox")
"""The checks in their order. Scripts hold on to these names."""


def checks(paths: AppPaths) -> Iterator[Check]:
    """Makes one check after the other; never raises for what a check finds. `paths` are the user's own."""
    yield from window_checks()
    parts: dict[str, Callable[[], Check]] = {
        "keyring": passwords.check,
        "tls": tls.check,
        "store": partial(storage.check, paths),
        "sandbox": practice.check,
    }
    for name, part in parts.items():
        yield attempt(name, part)
