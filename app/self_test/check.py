"""One check of the self test and its result."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from traceback import extract_tb
from typing import Final

from app.translation import _

_TIMEOUT: Final = 60.0  # seconds


class Outcome(StrEnum):
    """The outcome of a check; the values appear in JSON."""

    OK = "ok"
    NOTE = "note"
    """Something is missing, but the program works."""
    FAILED = "failed"


@dataclass(frozen=True)
class Check:
    """The result of a check. `sentence` is for users, `detail` for support; it may be empty."""

    name: str
    outcome: Outcome
    sentence: str
    detail: str = ""


def run_check(name: str, check: Callable[[], Check]) -> Check:
    """Runs a check; an exception becomes a failed one."""
    try:
        return check()
    except Exception as error:  # noqa: BLE001  # every error is a result of the self test
        return _failed_with(name, error)


def result_within(seconds: float, name: str, check: Callable[[], Check]) -> Check | None:
    """Runs a check in a thread; returns None if it takes longer."""
    results: list[Check] = []
    # A daemon: the system may wait for an absent user to unlock a password store.
    thread = threading.Thread(target=lambda: results.append(run_check(name, check)), daemon=True)
    thread.start()
    thread.join(seconds)
    return results[0] if results else None


def run_check_with_timeout(name: str, check: Callable[[], Check], timeout: float = _TIMEOUT) -> Check:
    """Runs a check in a thread; a failed one after `timeout` seconds. The check may raise anything."""
    return result_within(timeout, name, check) or _too_slow(name, timeout)


def _failed_with(name: str, error: Exception) -> Check:
    place = extract_tb(error.__traceback__)[-1]
    said = str(error) if isinstance(error, ImportError | OSError) else ""
    where = f"{type(error).__name__}, {Path(place.filename).name} line {place.lineno}"
    sentence = _("This check could not be made, so something is missing. Install Contact Entry again.")
    return Check(name, Outcome.FAILED, sentence, f"{where}: {said}" if said else where)


def _too_slow(name: str, timeout: float) -> Check:
    sentence = _(
        "This check did not end within {timeout:.0f} seconds, so what it tries does not answer."
    ).format(timeout=timeout)
    return Check(name, Outcome.FAILED, sentence)
