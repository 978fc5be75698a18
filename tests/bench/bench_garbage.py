"""Every column of every table of the store, with every kind of garbage in it: what stops, hides or fails."""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import SystemRandom
from unittest.mock import patch

import keyring

from app.storage.files.system_folders import HOME_VARIABLE
from tests.bench.table import Table
from tests.helpers.garbage.puppet import puppet, recorded
from tests.helpers.garbage.store import damaged_store
from tests.helpers.garbage.uses import ask_everything
from tests.helpers.secrets.memory_keyring import MemoryKeyring

STRUCTURAL = 100
"""How many mutations of the JSON in a column come on top of the kinds of garbage."""
_FAULTS = ("traceback", "hidden", "blocked", "silent", "not discarded")


def run() -> Table:
    keyring.set_keyring(MemoryKeyring())
    seed = SystemRandom().getrandbits(32)
    tried: Counter[str] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as name, patch.dict(os.environ, {HOME_VARIABLE: name}):
        folder = Path(name)
        recorder = recorded(folder, ask_everything)
        with puppet(recorder.replies), damaged_store(folder, recorder.online) as store:
            for one in store.damaged_ones(seed, structural=STRUCTURAL):
                tried[one.table] += 1
                for complaint in store.complaints(one):
                    found[one.table, complaint.partition(":")[0]] += 1
                    sys.stderr.write(f"{one}: {complaint}\n")
    rows: list[list[str | int]] = [
        [table, count, *(found[table, fault] for fault in _FAULTS)] for table, count in tried.items()
    ]
    faults = [sum(count for (_, kind), count in found.items() if kind == fault) for fault in _FAULTS]
    return Table(
        title=f"Garbage in each column of the store, read by commands, drafts and lists (seed {seed})",
        columns=["table", "combinations", *_FAULTS],
        rows=[*rows, ["all", tried.total(), *faults]],
    )
