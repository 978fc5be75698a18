"""Tracks of a trial: what is tried side by side, each in a Windows of its own. Where one fails, all end."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from typing import Final

_STOPPED: Final = threading.Event()
_PRINTING: Final = threading.Lock()
_track = threading.local()


class StepFailed(Exception):
    """What did not come out as it has to, for people."""


def say(text: str) -> None:
    """Prints a line for what has come out as it has to: its track, the seconds since its last line, text."""
    now = time.monotonic()
    name, before = getattr(_track, "name", ""), getattr(_track, "said", now)
    _track.said = now
    with _PRINTING:
        sys.stdout.write(f"ok  {name:<7} {now - before:3.0f} s  {text}\n")
        sys.stdout.flush()


def expect(holds: bool, otherwise: str) -> None:
    """Raises StepFailed with that sentence where it does not hold."""
    if not holds:
        raise StepFailed(otherwise)


def go_on() -> None:
    """Raises StepFailed where another track has failed: asked before what takes long, and while waiting."""
    expect(not _STOPPED.is_set(), "Another track has failed.")


def run(tracks: Mapping[str, Callable[[], None]], enders: Sequence[Callable[[], None]]) -> None:
    """Runs the tracks side by side, each to its end. Raises what the first to fail has raised.

    `enders` end what they have running, so that the others come to an end as well.
    """
    _STOPPED.clear()
    with ThreadPoolExecutor(len(tracks)) as pool:
        running = [pool.submit(_follow, name, track) for name, track in tracks.items()]
        try:
            for ended in wait(running, return_when=FIRST_EXCEPTION).done:
                ended.result()
        except BaseException:  # the terminal's key as well
            _STOPPED.set()
            for end in enders:
                end()
            raise


def _follow(name: str, track: Callable[[], None]) -> None:
    _track.name, _track.said = name, time.monotonic()
    track()
