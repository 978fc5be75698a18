"""The start of the real program: what is loaded when it paints first, and somebody who saves at once."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

import pytest

from app.sandbox import SandboxServer
from tests.helpers.processes.command import ROOT, Program
from tests.helpers.processes.connected import connect
from tests.helpers.secrets.shared_keyring import KeyringServer

_LOADED = """
import json, os, sys
from app.qt_import import load_qt
load_qt()
of_qt = set(sys.modules)
from app.bootstrap.loading import Loading

def tell(self):
    print(json.dumps([sorted(set(sys.modules) - of_qt), sorted(of_qt)]), flush=True)
    os._exit(0)

Loading.start = tell
from app.__main__ import main
main([])
"""
# What is typed at the first paint, all of it before anything else has been loaded.
_EARLY = """
import json, sys, time
from app.bootstrap.loading import Loading

begin = Loading.start

def work(self):
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow))
    painted = time.monotonic()
    begin(self)
    QTest.keyClicks(window.focusWidget(), "Fjell AS")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(window.focusWidget(), "Vidde AS")
    told = {"after_ms": (time.monotonic() - painted) * 1000, "loaded": "app.bootstrap.program" in sys.modules}

    def look():
        label = window.findChild(QLabel, "outcome")
        if label is not None and "Saved as number" in label.text():
            print(json.dumps(told | {"form": window.form.value().get("Name")}), flush=True)
            timer.stop()
            window.close()

    timer = self.timer = QTimer(window)
    timer.timeout.connect(look)
    timer.start(20)

Loading.start = work
from app.__main__ import main
sys.exit(main([]))
"""

_AT_REST = """
import json, os, sys
from app.bootstrap.program import Program

opened = Program._on_opened

def tell(self, *store):
    opened(self, *store)
    print(json.dumps(sorted(sys.modules)), flush=True)
    os._exit(0)

Program._on_opened = tell
# Whoever sets nothing has no values that have to be checked.
os.environ.pop("CONTACT_ENTRY_LANGUAGE", None)
from app.__main__ import main
main([])
"""


def run(program: Program, code: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**program.environment, "QT_QPA_PLATFORM": "offscreen"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.stdout, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def written_list() -> set[str]:
    """The names in the list of docs/start.md."""
    page = (ROOT / "docs" / "start.md").read_text(encoding="utf-8")
    found = re.search(r"```modules\n(.*?)```", page, re.DOTALL)
    assert found is not None
    return set(found[1].split())


@pytest.mark.long
def test_at_the_first_paint_nothing_is_loaded_but_what_is_written_down(program: Program) -> None:
    loaded, of_qt = run(program, _LOADED)
    written = written_list()
    assert {name for name in loaded if name not in written and not name.startswith("PySide6.Qt")} == set()
    assert {name for name in written if name.startswith("app.") and name not in [*loaded, *of_qt]} == set()
    for never in ("pydantic", "httpx", "keyring", "sqlite3", "phonenumbers", "logging", "PySide6.QtNetwork"):
        assert never not in loaded
        assert never not in of_qt


@pytest.mark.long
def test_a_window_at_rest_has_nothing_that_it_may_never_need(program: Program) -> None:
    loaded = run(program, _AT_REST)
    assert "app.bootstrap.program" in loaded
    own = (
        "app.recognition.language.tables",
        "app.recognition.reading.people_finder",
        "app.sandbox.http",
        "app.ui.printing.sheet_dialog",
        "app.webapi.client",
    )
    of_others = ("pydantic", "httpx", "phonenumbers", "keyring", "ssl", "_hashlib")
    of_qt = ("PySide6.QtPrintSupport", "PySide6.QtNetwork")
    of_python = ("csv", "html.entities", "difflib", "subprocess", "calendar", "uuid", "tomllib", "platform")
    assert {name for name in (*own, *of_others, *of_qt, *of_python) if name in loaded} == set()


@pytest.mark.long
def test_who_saves_at_once_finds_the_company_saved(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer
) -> None:
    connect(signed_in, keyring, server.url)
    told = run(signed_in, _EARLY)
    assert told["after_ms"] < 300
    assert not told["loaded"]
    assert told["form"] == "Vidde AS"
    posts = [request for request in server.requests if request.method == "POST"]
    assert [request.path for request in posts].count("/api/v1/Contact") == 1
