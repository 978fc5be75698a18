"""``python -m tests.bench.silent_work bare|program``: a window that works while its heart beats.

Prints one line of JSON, by what was done: the gaps between beats in milliseconds, and the processor time that
the GUI thread took within each, which is what it was silent for on a machine that does nothing else. The bare
window does the same with what Qt and httpx have for it: posts on a thread, a model in a combo box, rows in a
table.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

import httpx
import keyring
from PySide6.QtCore import QObject, QStringListModel, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QComboBox, QMainWindow, QTableView, QTabWidget

from app.model.carriers.lists import MDOListItem
from app.model.profile import Profile
from app.sandbox import PASSWORD, USER
from app.sandbox.child import SandboxChild
from app.storage.sqlite.outbox import Outbox
from app.webapi.client import WebApi
from app.webapi.http.answer_limits import from_json
from app.webapi.http.answers import parse_as
from tests.bench.bench_outbox import _entry
from tests.bench.bench_persons import _NAMES, PEOPLE, _person
from tests.bench.heartbeat import BEAT_MS
from tests.helpers.secrets.memory_keyring import MemoryKeyring
from tests.helpers.ui import window as window_helpers
from tests.helpers.ui.company import type_communication, type_company, type_custom_fields
from tests.helpers.ui.window import connect_to, running, wait_until

SAVE, LIST, PERSONS, DRAIN = "Save", "10,000 list items", f"{PEOPLE} persons", "500 entries sent"
ITEMS, ENTRIES = 10_000, 500
_ROWS = json.dumps([{"Id": n, "Name": f"Företag {n}", "Rank": n} for n in range(1, ITEMS + 1)])
_AFTERWARDS_SECONDS = 0.5
_PATIENCE_MS = 120_000


class Heart(QObject):
    """Beats, and tells the gaps that fell into a piece of work."""

    def __init__(self) -> None:
        super().__init__()
        self._beats: list[tuple[float, float]] = []
        self.gaps: dict[str, list[tuple[float, float]]] = {}
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(lambda: self._beats.append((time.perf_counter(), time.thread_time())))
        timer.start(BEAT_MS)

    @contextmanager
    def during(self, work: str) -> Iterator[None]:
        """Notes the gaps of this piece of work, and of what it leaves to be done shortly after."""
        self._beats.clear()
        wait_until(lambda: bool(self._beats))
        yield
        until = time.perf_counter() + _AFTERWARDS_SECONDS
        wait_until(lambda: time.perf_counter() > until)
        beats = self._beats
        self.gaps[work] = [
            ((after[0] - before[0]) * 1000, (after[1] - before[1]) * 1000)
            for before, after in pairwise(beats)
        ]


def _in_program(home: Path, url: str, heart: Heart) -> None:
    connect_to(url, home)
    with running(home) as typist:
        typist.wait_until_signed_in()
        type_company(typist)
        type_communication(typist)
        type_custom_fields(typist)
        with heart.during(SAVE):
            typist.save()
            typist.wait_for_outcome("Saved as number")
        _list_comes(typist.program.lookups, heart)
        with heart.during(PERSONS):
            typist.window.form.set_value({"Name": "Fjell AS", "Persons": [_person(n) for n in range(PEOPLE)]})
            typist.go_to_tab(2)
        typist.begin_anew()
        assert typist.program.store is not None
        outbox = Outbox(typist.program.store)
        profile = Profile(name="Practice", url=url, user=USER)
        for number in range(ENTRIES):
            outbox.add(_entry(profile, f"Fjord {number} AS"))
        sent: list[Any] = []
        typist.program.sending.entry_changed.connect(sent.append)
        with heart.during(DRAIN):
            typist.program.sending.wake()
            wait_until(lambda: len(sent) >= ENTRIES)


def _list_comes(lookups: Any, heart: Heart) -> None:
    real = WebApi.mdo_list

    def mdo_list(api: WebApi, name: str, **options: Any) -> tuple[MDOListItem, ...]:
        if name == "category":
            # As an answer comes in.
            return parse_as(tuple[MDOListItem, ...], from_json(_ROWS.encode()), "127.0.0.1")
        return real(api, name, **options)

    with patch.object(WebApi, "mdo_list", mdo_list), heart.during(LIST):
        came: list[str] = []
        lookups.choices_changed.connect(lambda name, _choices: came.append(name))
        lookups.refresh()
        wait_until(lambda: "category" in came)


def _in_bare_window(url: str, heart: Heart) -> None:
    window, tabs, combo, table = QMainWindow(), QTabWidget(), QComboBox(), QTableView()
    tabs.addTab(combo, "List")
    tabs.addTab(table, "Table")
    window.setCentralWidget(tabs)
    window.resize(1000, 720)
    window.show()
    profile = Profile(name="Bare", url=url, user=USER)
    bodies = [_entry(profile, f"Fjord {number} AS").body for number in range(ENTRIES)]
    rows: list[str] = []
    with heart.during(SAVE):
        _on_thread(lambda: _post(url, bodies[:1]))
    with heart.during(LIST):
        _on_thread(lambda: rows.extend(row["Name"] for row in json.loads(_ROWS)))
        combo.setModel(QStringListModel(rows, combo))
    with heart.during(PERSONS):
        model = QStandardItemModel(table)
        for person in map(_person, range(PEOPLE)):
            model.appendRow([QStandardItem(person[name]) for name in _NAMES])
        table.setModel(model)
        tabs.setCurrentIndex(1)
    with heart.during(DRAIN):
        _on_thread(lambda: _post(url, bodies))
    window.close()


def _on_thread(work: Callable[[], object]) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    wait_until(lambda: not thread.is_alive())


def _post(url: str, bodies: list[Any]) -> None:
    with httpx.Client(base_url=url, auth=(USER, PASSWORD)) as client:
        for body in bodies:
            client.post("/api/v1/Contact", json=body).raise_for_status()


def main(which: str) -> int:
    """Does all of it once."""
    keyring.set_keyring(MemoryKeyring())
    _app = QApplication.instance() or QApplication(sys.argv[:1])
    heart = Heart()
    with tempfile.TemporaryDirectory() as folder, patch.object(window_helpers, "PATIENCE_MS", _PATIENCE_MS):
        home = Path(folder)
        # A process of its own, as a server is.
        with SandboxChild(home / "sandbox.sqlite3") as child:
            if which == "bare":
                _in_bare_window(child.sign_in.url, heart)
            else:
                _in_program(home, child.sign_in.url, heart)
    os.write(1, json.dumps({"gaps": heart.gaps, "complete": True}).encode() + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
