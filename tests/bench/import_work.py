"""``python -m tests.bench.import_work times|memory``: a table of ten thousand rows; prints one line of JSON.

Times, by kind of file: how long the library alone takes to read it, how long until the window lists its
companies and shows the first of them as the form would have them, and the gaps between heartbeats meanwhile
and while companies are checked. What both need was loaded by a small table before.
"""

from __future__ import annotations

import csv
import gc
import io
import json
import os
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import keyring
from PySide6.QtWidgets import QApplication
from python_calamine import CalamineWorkbook

from app.controller.imports.table_import import TableImport
from app.model.imports.shape import TableShape
from app.sandbox.child import SandboxChild
from app.service.imports.keeping import ImportKeeper
from app.service.imports.plan import Planner
from app.service.imports.table_plan import TablePlan
from app.service.imports.table_run import TableRun
from app.ui.imports.lines_model import Column
from app.ui.imports.lines_table import LinesTable
from app.ui.imports.opening import ImportOpening
from app.webapi.company_finder import FoundHits
from tests.bench.silent_work import Heart
from tests.helpers.data import fair
from tests.helpers.data.workbooks import as_xlsx
from tests.helpers.secrets.memory_keyring import MemoryKeyring
from tests.helpers.ui.tables import Importer
from tests.helpers.ui.window import Typist, connect_to, running, wait_until

ROWS = 10_000
IN_MEMORY = 3_000
"""Rows of which the memory is measured: they are checked one by one."""
CHECKED = 150
"""Companies that are checked while the heart beats."""
_REPEATS = 5


def rows_of(count: int) -> list[tuple[str, ...]]:
    """Returns headings and so many rows of companies that differ."""
    headings, *samples = fair.rows()
    rows = [headings]
    for number in range(count):
        name, *rest = samples[number % (len(samples) - len(fair.WRONG))]
        rows.append((f"{name} {number}", *rest))
    return rows


def _as_csv(rows: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode()


def _read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter=";"))


def _read_xlsx(data: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


LIBRARIES: dict[str, Callable[[bytes], Any]] = {"csv": _read_csv, "xlsx": _read_xlsx}


def _best(work: Callable[[], object]) -> float:
    """Returns the shortest time of several, in milliseconds: the machine is shared."""
    times = []
    for _ in range(_REPEATS):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    return min(times)


def _in_window(typist: Typist, file: Path, heart: Heart, what: str) -> tuple[float, float]:
    """Returns how long it takes from the file to the first companies as the form would have them, and to all.

    In milliseconds, each the shortest of several.
    """
    importer = typist.program.imports
    times, all_listed = [], []
    for turn in range(_REPEATS):
        shown: list[TableShape] = []
        opening = typist.find(ImportOpening, "")
        with heart.during(f"{what}, dialog, turn {turn}"):
            opening._opened()
        told = importer.read.connect(shown.append)
        with heart.during(f"{what}, turn {turn}"):
            begun = time.perf_counter()
            opening.take_files([file])
            wait_until(partial(_is_shown, typist, shown))
            times.append((time.perf_counter() - begun) * 1000)
            wait_until(partial(_is_whole, shown))
            all_listed.append((time.perf_counter() - begun) * 1000)
            if turn == _REPEATS - 1:
                wait_until(lambda: _is_far(importer))
        importer.read.disconnect(told)
        Importer(typist).dialog.reject()
        wait_until(lambda: not Importer(typist).is_open)
    return min(times), min(all_listed)


def _is_shown(typist: Typist, shown: list[TableShape]) -> bool:
    """Returns True once the first companies stand in the list as the form would have them."""
    if not shown:
        return False
    model = typist.find(LinesTable, "import.lines").model()
    return bool(model.data(model.index(0, Column.PLACE)))


def _is_whole(shown: list[TableShape]) -> bool:
    return shown[-1].is_whole


def _is_far(importer: TableImport) -> bool:
    run = importer._run
    return run is not None and run.done >= min(CHECKED, run.total)


def times() -> dict[str, Any]:
    """Returns times by kind of file, and gaps."""
    table = rows_of(ROWS)
    contents = {"csv": _as_csv(table), "xlsx": as_xlsx(table)}
    small = _as_csv(rows_of(5))
    del table
    result: dict[str, Any] = {"library": {}, "window": {}, "gaps": {}}
    gc.collect()
    gc.freeze()
    gc.disable()
    for kind, data in contents.items():
        result["library"][kind] = _best(partial(LIBRARIES[kind], data))
    gc.enable()
    keyring.set_keyring(MemoryKeyring())
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory() as folder, SandboxChild(Path(folder) / "server") as server:
        home = Path(folder) / "home"
        connect_to(server.sign_in.url, home, password=server.sign_in.password)
        heart = Heart()
        with running(home) as typist:
            typist.wait_until_signed_in()
            for kind, data in {
                "small.csv": small,
                **{f"fair.{one}": contents[one] for one in contents},
            }.items():
                file = Path(folder) / kind
                file.write_bytes(data)
                result["window"][kind] = _in_window(typist, file, heart, kind)
            result["gaps"] = heart.gaps
    return result


class _Server:
    """Answers as a server that has nothing."""

    def validate_contact(self, _body: object) -> dict[str, str]:
        return {}

    def default_contact(self) -> None:
        return None

    new_person = default_contact

    def find_companies(self, _question: object, _most: int) -> FoundHits:
        return FoundHits()

    def __getattr__(self, _name: str) -> Callable[..., tuple[()]]:
        return lambda *_arguments: ()


def memory(count: int = IN_MEMORY) -> dict[str, float]:
    """Returns the megabytes of so many bare rows, and of a table that is read and checked."""
    data = _as_csv(rows_of(count))

    def run() -> TableRun:
        plan = TablePlan.of(data, "NO")
        keeper = ImportKeeper.__new__(ImportKeeper)  # nothing is put away
        planner = Planner("work", _Server, lambda _id: None)  # type: ignore[arg-type]
        found = TableRun(plan, lambda: planner, keeper)
        found.check()
        return found

    run()  # what is loaded by the first one is no memory of the rows
    result = {}
    for name, work in (("rows", lambda: _read_csv(data)), ("checked", run)):
        gc.collect()
        tracemalloc.start()
        kept = work()
        gc.collect()
        result[name] = tracemalloc.get_traced_memory()[0] / 1e6
        tracemalloc.stop()
        del kept
    return result


if __name__ == "__main__":
    told = {"times": times, "memory": memory}[sys.argv[1]]()
    os.write(1, json.dumps(told).encode() + b"\n")
    os._exit(0)
