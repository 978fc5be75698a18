"""A few hundred mutated answers: the program says a sentence or goes on. `make bench` tries thousands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.garbage.answers import fuzz_answers
from tests.helpers.garbage.puppet import recorded
from tests.helpers.garbage.uses import USES, ask_everything

TRIES = 40
SEED = 20


@pytest.mark.long
def test_mutated_answers_of_every_kind_end_in_a_sentence(tmp_path: Path) -> None:
    found = fuzz_answers(tmp_path, recorded(tmp_path, ask_everything), count=TRIES, seed=SEED, largest=40)
    assert found.faults == []
    assert set(found.tried) == {use.__name__ for use in USES}
