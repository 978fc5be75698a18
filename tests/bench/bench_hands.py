"""Whether fields, draft and what is posted agree, whatever is typed in whatever order.

``HANDS=500 make bench BENCH_ARGS=hands`` plays 500 sequences instead of 100,000; ``HANDS_MINUTES=15`` ends it
then. It takes all cores, or as many as ``HANDS_PROCESSES`` says. What disagrees is printed with the events
that led to it.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import keyring
from hypothesis import HealthCheck, Phase, given, settings
from PySide6.QtWidgets import QApplication

from app.sandbox.child import SandboxChild
from tests.bench.table import Table
from tests.helpers.secrets.memory_keyring import MemoryKeyring
from tests.helpers.ui.hand_events import Count, Event, sequences
from tests.helpers.ui.hands import Disagreement, Hands
from tests.helpers.ui.window import connect_to, running

SEQUENCES = 100_000
LENGTH = 200
_AT_ONCE = 50
_MEMORY = Path("/dev/shm")  # noqa: S108  # what the window writes to the disk is not what is measured
_UNCHECKED: dict[str, Any] = {"suppress_health_check": list(HealthCheck)}


def run() -> Table:
    processes = int(os.environ.get("HANDS_PROCESSES", os.cpu_count() or 1))
    wanted = int(os.environ.get("HANDS", SEQUENCES))
    share = -(-wanted // processes)
    # Each has a window and a server of its own.
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        played = [one.result() for one in [pool.submit(_play_some, share) for _process in range(processes)]]
    count = sum((one for one, _disagreements in played), Count())
    return Table(
        title=f"Sequences of {LENGTH} events in {processes} windows; the longest step was {count.longest}",
        columns=["what", "number"],
        rows=[
            ["sequences", count.sequences],
            ["sequences a minute", count.sequences / count.minutes],
            ["events", count.events],
            ["companies saved", count.saved],
            ["disagreements", sum(disagreements for _count, disagreements in played)],
            ["steps over 50 ms", count.steps_too_long],
            ["longest step (ms of the processor)", count.longest_ms],
        ],
    )


def _play_some(wanted: int) -> tuple[Count, int]:
    """Plays that many sequences, in a process of its own; returns what was done, and how many disagreed."""
    keyring.set_keyring(MemoryKeyring())
    _app = QApplication.instance() or QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        home = Path(folder)
        # A process of its own, as a server is: in this one it would hold the interpreter now and then.
        with SandboxChild(home / "sandbox.sqlite3") as child:
            connect_to(child.sign_in.url, home)
            with running(home) as typist:
                typist.wait_until_signed_in()
                hands = Hands(typist)
                began = time.monotonic()
                disagreements = _play(hands, wanted)
                hands.count.minutes = (time.monotonic() - began) / 60
    return hands.count, disagreements


def _play(hands: Hands, wanted: int) -> int:
    """Plays the sequences and returns how many disagreed."""
    ends = time.monotonic() + 60 * float(os.environ.get("HANDS_MINUTES", "inf"))
    disagreements = 0

    def play(events: Sequence[Event]) -> None:
        nonlocal disagreements
        if time.monotonic() > ends:
            return
        try:
            hands.play(events)
        except Disagreement as error:
            disagreements += 1
            sys.stderr.write(f"{error}\n")

    # In parts, since Hypothesis would go on to draw all the rest once the time is over.
    while hands.count.sequences < wanted and time.monotonic() < ends:
        some = min(_AT_ONCE, wanted - hands.count.sequences)
        settings(max_examples=some, deadline=None, database=None, phases=[Phase.generate], **_UNCHECKED)(
            given(events=sequences(LENGTH))(play)
        )()
    return disagreements
