"""Whether fields, draft and what is posted agree, whatever is typed in whatever order.

A sequence is 200 events at a new company in the real window, signed in at a practice server of its own, on
a desktop of one of twelve locales: letters of many scripts, numbers and days at a stretch, keys that are
held, codes of a scanner, compositions of an input method that are changed, committed, cancelled or left
open, pastes, undo and redo, keys that move, select and erase, lists that are opened and chosen from, page
changes, dialogs that are opened, typed in and left, new companies, Saves that are refused, ask or go
through, typing on while one is decided, and meanwhile values that are put in by others, and lists, rules
and proposals that come from the server. After each event the value that the program has read must be the
draft that it keeps, no other property than the one in the field may have changed, the text in the field
must be what such an event makes of it, undo must lead to what was there before and redo back again. With
each page, undo, redo, Save and new company all fields are read anew and compared; with each Save what goes
to the server; at the end the drafts on the disk, and what each field shows as wrong. No event may take
longer than 50 ms of the processor, of many keys none of them.

Of the sequences one in twenty is painted. A sequence that goes wrong is made shorter as long as it does, and
printed with its seed: ``HANDS_SEED=… HANDS=1`` plays it again.

``HANDS=500 make bench BENCH_ARGS=hands`` plays 500 sequences instead of 100,000; ``HANDS_MINUTES=15`` ends it
then. It takes all cores, or as many as ``HANDS_PROCESSES`` says.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import keyring
from PySide6.QtWidgets import QApplication

from app.sandbox.child import SandboxChild
from tests.bench.table import Table
from tests.helpers.secrets.memory_keyring import MemoryKeyring
from tests.helpers.ui.hand_events import Count, Event, sequence, shortened
from tests.helpers.ui.hand_fields import Disagreement
from tests.helpers.ui.hands import Hands
from tests.helpers.ui.window import connect_to, running

SEQUENCES = 100_000
LENGTH = 200
_PAINTS_EVERY = 20
_MOST_TRIES = 150
"""To shorten a sequence, of a quarter of a second each."""
_MEMORY = Path("/dev/shm")  # noqa: S108  # what the window writes to the disk is not what is measured


def run() -> Table:
    processes = int(os.environ.get("HANDS_PROCESSES", os.cpu_count() or 1))
    wanted = int(os.environ.get("HANDS", SEQUENCES))
    share = -(-wanted // processes)
    seed = os.environ.get("HANDS_SEED") or os.urandom(4).hex()
    # Each has a window and a server of its own.
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        playing = [pool.submit(_play_some, share, seed, number) for number in range(processes)]
        played = [one.result() for one in playing]
    count = sum((one for one, _disagreements in played), Count())
    return Table(
        title=f"{LENGTH} events each, {processes} windows, seed {seed}; the longest step was {count.longest}",
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


def _play_some(wanted: int, seed: str, process: int) -> tuple[Count, int]:
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
                gc.freeze()  # as the start does: else a step would pay for going through all that it has made
                hands = Hands(typist, paints_every=_PAINTS_EVERY)
                began = time.monotonic()
                disagreements = _play(hands, wanted, f"{seed}/{process}" if process else seed)
                hands.count.minutes = (time.monotonic() - began) / 60
    return hands.count, disagreements


def _play(hands: Hands, wanted: int, seed: str) -> int:
    """Plays the sequences and returns how many disagreed."""
    ends = time.monotonic() + 60 * float(os.environ.get("HANDS_MINUTES", "inf"))
    disagreements = 0
    for number in range(wanted):
        if time.monotonic() > ends:
            break
        called = f"{seed}+{number}" if number else seed
        events = sequence(called, LENGTH)
        if (wrong := _what_goes_wrong(hands, events)) is not None:
            disagreements += 1
            sys.stderr.write(f"{called}: {wrong}\n")
            short = shortened(events, partial(_goes_wrong, hands), _MOST_TRIES)
            sys.stderr.write(f"shortened: {_what_goes_wrong(hands, short) or short}\n")
        for line in hands.too_long:
            sys.stderr.write(f"{called}: {line}\n")
        hands.too_long.clear()
    return disagreements


def _goes_wrong(hands: Hands, events: Sequence[Event]) -> bool:
    return _what_goes_wrong(hands, events) is not None


def _what_goes_wrong(hands: Hands, events: Sequence[Event]) -> Disagreement | None:
    try:
        hands.play(events)
    except Disagreement as error:
        return error
    return None
