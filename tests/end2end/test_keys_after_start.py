"""Keys in a window that was started as people start it: pages come one by one, inputs replace others."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.helpers.processes.command import ROOT, Program

# Goes round the areas once the practice server's lines of an address have taken the place of others.
_ROUND = """
import json, sys
from app.bootstrap.loading import Loading

begin = Loading.start

def work(self):
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow))
    begin(self)
    control = Qt.KeyboardModifier.ControlModifier

    def name():
        focused = QApplication.focusWidget()
        return focused.objectName() if focused is not None else ""

    def press(key, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget() or window, key, modifier)
        return name()

    watched, gone = set(), []

    def look():
        pages = window.form.pages
        for line in pages[0].address.findChildren(QLineEdit) if pages else ():
            if line not in watched:
                watched.add(line)
                line.destroyed.connect(lambda *_one: gone.append(True))
        if gone and len(pages) == window.form.tabs.count():
            timer.stop()
            again.start(0)

    def go():
        try:
            walk()
        except RuntimeError as fault:
            print(json.dumps(str(fault)), flush=True)
        window.close()

    def walk():
        steps = [press(Qt.Key.Key_F6) for _time in range(8)]
        steps += [press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier) for _time in range(2)]
        window.actions_by_name["action.outbox"].trigger()
        steps.append(press(Qt.Key.Key_F, control))
        print(json.dumps({"steps": steps, "notice": window.notice.text}), flush=True)

    timer, again = QTimer(window), QTimer(window)
    self.timers = timer, again
    again.setSingleShot(True)
    timer.timeout.connect(look)
    again.timeout.connect(go)
    timer.start(20)

Loading.start = work
from app.__main__ import main
sys.exit(main(["--sandbox"]))
"""


@pytest.mark.long
def test_f6_goes_round_and_ctrl_f_into_the_search(program: Program) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _ROUND],
        env={**program.environment, "QT_QPA_PLATFORM": "offscreen"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.stdout, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(told, dict), told
    assert "went wrong" not in told["notice"], done.stderr
    assert "RuntimeError" not in done.stderr
    assert {"Name", "qt_tabwidget_tabbar", "button.save"} <= set(told["steps"]), told
    assert told["steps"][-1] == "outbox.search", told
