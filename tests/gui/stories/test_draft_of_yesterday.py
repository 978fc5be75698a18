"""Whoever starts the program to type a new company does not type into the draft that comes by itself."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtWidgets import QApplication

from app.ui.form import unread_refusal
from tests.helpers.ui.window import PATIENCE_MS, running, wait_until


@pytest.mark.parametrize(("reading_ms", "name"), [(PATIENCE_MS, "Second"), (1, "MixSecond")])
def test_letters_at_once_are_for_the_next_company(
    program_home: Path, qapp: QApplication, reading_ms: int, name: str
) -> None:
    assert qapp is not None
    with running(program_home) as typist:
        typist.type("Mix")
        typist.wait_for_disk()
    with patch.object(unread_refusal, "READING_MS", reading_ms), running(program_home) as typist:
        wait_until(lambda: typist.window.form.value().get("Name") == "Mix")
        if reading_ms == 1:
            typist.read_refusal()
        typist.type("Second")
        assert typist.window.form.value()["Name"] == name
        assert ("“Mix” is not saved. You have typed on" in typist.window.notice.text) is (name == "Second")
