"""The self test: checks that the program works on this computer. Smoke tests and support staff run it.

It never changes the user's data: test files are written beside it and removed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from app.self_test import passwords, policy, sandbox, storage, tls
from app.self_test.check import Check, Outcome, run_check_with_timeout
from app.self_test.window_process import WINDOW_CHECKS, window_checks
from app.storage.files.paths import AppPaths

__all__ = ["NAMES", "Check", "Outcome", "checks"]

NAMES = (*WINDOW_CHECKS, "policy", "keyring", "tls", "store", "sandbox")
"""The names of the checks, in order; they are stable, since scripts rely on them."""


def checks(paths: AppPaths) -> Iterator[Check]:
    """Runs the checks one by one; failures are results, not exceptions. `paths` are the user's own."""
    yield from window_checks()
    parts: dict[str, Callable[[], Check]] = {
        "policy": policy.check,
        "keyring": passwords.check,
        "tls": tls.check,
        "store": partial(storage.check, paths),
        "sandbox": sandbox.check,
    }
    for name, part in parts.items():
        yield run_check_with_timeout(name, part)
