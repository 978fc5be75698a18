"""Mutated answers and drafts in the real window: no slot raises. `make bench` tries hundreds."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers.garbage.puppet import recorded
from tests.helpers.garbage.uses import ask_everything
from tests.helpers.garbage.window import fuzz_window, fuzzed_window

TRIES = 14
LAYOUTS = ("\ud800", "garbage", "A" * 100_000, "Åse", "AdnQywAD/////w==", "\x00")


@pytest.mark.long
@pytest.mark.usefixtures("qapp")
def test_no_slot_of_the_window_raises_whatever_the_server_answers(program_home: Path, tmp_path: Path) -> None:
    assert QApplication.instance() is not None
    recorder = recorded(tmp_path, ask_everything)
    with fuzzed_window(program_home, recorder, 7, largest=40) as window:
        fuzz_window(window, TRIES)
        assert window.findings.faults == []
        for text in LAYOUTS:
            window.typist.window.restore(text, text)
