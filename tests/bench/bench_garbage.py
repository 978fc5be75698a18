"""Every column of every table of the store, with every kind of garbage in it: what stops, hides or fails.

Each processor tries its share, of a store of its own, which lies in memory where that is possible.
"""

from __future__ import annotations

import atexit
import os
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from random import Random, SystemRandom
from typing import Final
from unittest.mock import patch

import keyring

from app.storage.files.system_folders import HOME_VARIABLE
from tests.bench.bench_answers import in_memory
from tests.bench.table import Table
from tests.helpers.garbage.puppet import puppet, recorded
from tests.helpers.garbage.store import Combination, DamagedStore, damaged_store
from tests.helpers.garbage.uses import ask_everything
from tests.helpers.secrets.memory_keyring import MemoryKeyring

STRUCTURAL = 100
"""How many mutations of the JSON in a column come on top of the kinds of garbage."""
_FAULTS = ("traceback", "hidden", "blocked", "silent", "not discarded")
_PIECE: Final = 25
_TOLD_EVERY: Final = 250

_Found = tuple[Counter[str], list[tuple[str, str]]]
"""How many combinations were tried, by table; table and complaint of what was found."""


@dataclass
class _Share:
    """What a process has to try combinations with."""

    store: DamagedStore
    combinations: list[Combination]


_share: list[_Share] = []


def run() -> Table:
    seed = SystemRandom().getrandbits(32)
    tried: Counter[str] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    # A process of its own for each: fresh ones, since a fork has no threads.
    with get_context("spawn").Pool(os.cpu_count(), _begin, (seed,)) as pool:
        total = pool.apply(_count)
        told = 0
        for done, complaints in pool.imap_unordered(_try_piece, range(0, total, _PIECE)):
            tried += done
            for table, complaint in complaints:
                found[table, complaint.partition(":")[0]] += 1
            if tried.total() >= told + _TOLD_EVERY:
                told = tried.total()
                sys.stderr.write(f"{told} of {total} are tried\n")
    rows: list[list[str | int]] = [
        [table, count, *(found[table, fault] for fault in _FAULTS)] for table, count in sorted(tried.items())
    ]
    faults = [sum(count for (_, kind), count in found.items() if kind == fault) for fault in _FAULTS]
    return Table(
        title=f"Garbage in each column of the store, read by commands, drafts and lists (seed {seed})",
        columns=["table", "combinations", *_FAULTS],
        rows=[*rows, ["all", tried.total(), *faults]],
    )


def _begin(seed: int) -> None:
    """Makes a process ready: its store, its puppet, and the combinations, the same in each process."""
    keyring.set_keyring(MemoryKeyring())
    opened = ExitStack()
    atexit.register(opened.close)
    folder = Path(opened.enter_context(tempfile.TemporaryDirectory(dir=in_memory())))
    opened.enter_context(patch.dict(os.environ, {HOME_VARIABLE: str(folder)}))
    recorder = recorded(folder, ask_everything)
    opened.enter_context(puppet(recorder.replies))
    store = opened.enter_context(damaged_store(folder, recorder.online))
    random = Random(seed)  # noqa: S311  # chance that can be repeated is what is wanted
    _share.append(_Share(store, list(store.combinations(random, structural=STRUCTURAL))))


def _count() -> int:
    return len(_share[0].combinations)


def _try_piece(start: int) -> _Found:
    """Tries as many as _PIECE from that one on."""
    share = _share[0]
    tried: Counter[str] = Counter()
    found: list[tuple[str, str]] = []
    for one in filter(share.store.damage, share.combinations[start : start + _PIECE]):
        tried[one.table] += 1
        for complaint in share.store.complaints(one):
            found.append((one.table, complaint))
            sys.stderr.write(f"{one}: {complaint}\n")
    return tried, found
