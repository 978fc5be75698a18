"""One check of the self test and what came of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from traceback import extract_tb
from typing import Final

_PATIENCE: Final = 60.0  # seconds


class Outcome(StrEnum):
    OK = "ok"
    NOTE = "note"
    """Not as it could be, and the program works all the same."""
    FAILED = "failed"


@dataclass(frozen=True)
class Check:
    """`sentence` is for people, `detail` a technical word for those who help; it may be empty."""

    name: str
    outcome: Outcome
    sentence: str
    detail: str = ""


def made(name: str, check: Callable[[], Check]) -> Check:
    """The check, or a failed one where it raises."""
    try:
        return check()
    except Exception as error:  # noqa: BLE001  # whatever is wrong is what the self test is to tell
        return _could_not_be_made(name, error)


def within(seconds: float, name: str, check: Callable[[], Check]) -> Check | None:
    """`made` on a thread of its own; None where it takes longer."""
    results: list[Check] = []
    # Not waited for at the end: the system may be asking somebody who is not there to unlock something.
    thread = threading.Thread(target=lambda: results.append(made(name, check)), daemon=True)
    thread.start()
    thread.join(seconds)
    return results[0] if results else None


def attempt(name: str, check: Callable[[], Check], patience: float = _PATIENCE) -> Check:
    """The check, which may raise anything, or take for ever. `patience` is in seconds."""
    return within(patience, name, check) or _too_slow(name, patience)


def _could_not_be_made(name: str, error: Exception) -> Check:
    place = extract_tb(error.__traceback__)[-1]
    said = str(error) if isinstance(error, ImportError | OSError) else ""
    where = f"{type(error).__name__}, {Path(place.filename).name} line {place.lineno}"
    sentence = "This check could not be made, so something is missing. Install Contact Entry again."
    return Check(name, Outcome.FAILED, sentence, f"{where}: {said}" if said else where)


def _too_slow(name: str, patience: float) -> Check:
    sentence = f"This check did not end within {patience:.0f} seconds, so what it tries does not answer."
    return Check(name, Outcome.FAILED, sentence)
