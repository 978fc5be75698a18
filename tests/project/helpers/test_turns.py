from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.helpers.kill.turns import Turns


def told(folder: Path, **waited: int) -> None:
    """The system tells that these threads have waited for so many milliseconds."""
    for name, milliseconds in waited.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "schedstat").write_text(f"5 {milliseconds * 1_000_000} 7\n")


def test_what_all_threads_have_waited_of_late_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 1.0, 2.5, 3.5])
    monkeypatch.setattr("tests.helpers.kill.turns.time.monotonic", lambda: next(clock))
    process = Turns(os.getpid())
    monkeypatch.setattr(process, "_folder", tmp_path)
    assert process.waited == 0
    told(tmp_path, a=4000)
    process.note()
    told(tmp_path, a=4100)
    process.note()
    told(tmp_path, a=4300, b=50)
    process.note()
    assert process.waited == pytest.approx(0.35)
    told(tmp_path, b=150)
    process.note()
    assert process.waited == pytest.approx(0.35), "the first tenth was more than two seconds ago"


def test_of_a_process_that_has_ended_nothing_more_is_told() -> None:
    process = Turns(2**22 + 1)
    process.note()
    assert process.waited == 0
