"""The import of tables stands behind the window, and nothing of its dialog is loaded before it is opened."""

import sys
from pathlib import Path

import pytest

from app.bootstrap.options import WindowOptions
from app.bootstrap.program import Program
from app.storage.files.paths import AppPaths
from app.ui.imports.opening import ImportOpening


@pytest.mark.usefixtures("qapp")
def test_the_key_opens_the_dialog(tmp_path: Path) -> None:
    program = Program(WindowOptions(AppPaths.of(tmp_path)))
    opening = program.window.findChild(ImportOpening)
    assert opening is not None
    program.window.actions_by_name["action.import"].trigger()
    dialog = sys.modules["app.ui.imports.dialog"].ImportDialog
    shown = program.window.findChild(dialog)
    assert shown is not None
    shown.reject()
    assert program.close()
