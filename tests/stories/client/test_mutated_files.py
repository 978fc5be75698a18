"""Mutated files and messages of other processes: a sentence or a value. `make bench` tries thousands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.garbage.files import fuzz_files

TRIES = 100
SEED = 4


@pytest.mark.long
def test_mutated_files_and_messages_end_in_a_sentence_or_a_value(tmp_path: Path) -> None:
    found = fuzz_files(tmp_path, count=TRIES, seed=SEED)
    assert found.faults == []
    assert len(found.tried) == 10
