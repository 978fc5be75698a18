"""The real program, of which a part cannot be loaded: what was typed is on the disk once it is closed."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from app.storage.files.paths import AppPaths
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.store import Store
from tests.helpers.processes.command import ROOT, Program

# Types, presses Save and closes the window at the first paint, with nothing else loaded yet.
_BROKEN = """
import sys
broken, error = sys.argv[1:]

class Broken:
    def find_spec(self, name, path=None, target=None):
        if name == broken:
            raise {"ImportError": ImportError, "SyntaxError": SyntaxError, "OSError": OSError}[error](name)

from app.bootstrap.loading import Loading

begin = Loading.start

def work(self):
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QMainWindow
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow))
    sys.meta_path.insert(0, Broken())
    QTest.keyClicks(window.focusWidget(), "Fjell AS")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(window.focusWidget(), " Nord")
    window.close()
    begin(self)

Loading.start = work
from app.__main__ import main
sys.exit(main([]))
"""


def kept_in(paths: AppPaths) -> list[dict[str, Any]]:
    """What is among the drafts, or else in files."""
    files = [json.loads(file.read_text(encoding="utf-8")) for file in paths.data.glob("typed-*.json")]
    with Store.open(paths.store) as store:
        return [*files, *(draft.form for draft in Drafts(store).all())]


@pytest.mark.long
@pytest.mark.parametrize(
    ("broken", "error"),
    [
        ("sqlite3", "ImportError"),
        ("app.ui.common.held_keys", "SyntaxError"),
        ("app.controller.outbox.sender", "OSError"),
    ],
)
def test_what_was_typed_is_kept_and_the_window_closes(program: Program, broken: str, error: str) -> None:
    environment = {**program.environment, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", _BROKEN, broken, error],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    paths = AppPaths.of(program.home)
    # What was typed after Save is the next company.
    assert sorted(form["Name"] for form in kept_in(paths)) == ["Fjell AS", "Nord"]
    assert f"{error} ({broken})" in (paths.logs / "contact-entry.log").read_text(encoding="utf-8")
