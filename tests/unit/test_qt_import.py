"""The import of Qt's binding, in processes of their own, since each imports it once."""

import json
import subprocess
import sys
from typing import Any

import pytest

_ROWS = """
import builtins, json, sys
before = builtins.compile
from app.qt_import import load_qt
{load}
from PySide6 import QtCore, QtWidgets
told = {{"is_restored": builtins.compile is before and "feature" not in repr(builtins.__import__)}}
told["early"] = sorted(name for name in ("argparse", "logging") if name in sys.modules)
import linecache
told["kept"] = [name for name in linecache.cache if "enum" in name]
import app.model.checks.record_comparison
told["is_read"] = any("record_comparison" in name for name in linecache.cache)
told["doc"] = QtWidgets.QLabel.setText.__doc__
from shibokensupport.signature import get_signature
told["signature"] = str(get_signature(QtCore.QPoint.manhattanLength))
errors = []
size, point = lambda: QtCore.QSize("a", "b"), lambda: QtCore.QPoint("a", "b", "c")
for call in (lambda: QtCore.QTimer.singleShot("x"), size, point):
    try:
        call()
    except Exception as error:
        errors.append(f"{{type(error).__name__}}: {{error}}")
told["errors"] = errors
print(json.dumps(told))
"""


def told(load: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-c", _ROWS.format(load=load)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)


@pytest.mark.process
def test_wrong_calls_are_explained_as_ever() -> None:
    ours, theirs = told("load_qt()"), told("import PySide6.QtWidgets")
    for same in ("doc", "signature", "errors"):
        assert ours[same] == theirs[same]
    assert len(ours["errors"]) == 3


@pytest.mark.process
def test_nothing_is_compiled_or_read_that_nobody_asked_for() -> None:
    ours, late = told("load_qt()"), told("import PySide6.QtWidgets; load_qt()")
    assert (ours["is_restored"], ours["early"], ours["is_read"], ours["kept"]) == (True, [], False, [])
    assert (late["is_restored"], late["is_read"]) == (True, False)
