"""Whether the window stays alive while a list of 10,000 entries arrives."""

from __future__ import annotations

import gc
import json
import sys
import time
from typing import Any, cast

from PySide6.QtWidgets import QApplication

from app.controller.form.lookups import Lookups
from app.controller.process.store_access import StoreAccess
from app.controller.process.workers import WorkerPool
from app.model.carriers.lists import MDOListItem
from app.model.form.fields import CONTACT_FIELDS
from app.ui.inputs.choice import ChoiceInput
from app.webapi.client import WebApi
from app.webapi.errors import MaintenanceError
from app.webapi.http.answers import parse_as
from tests.bench.bench_save import FRAME_MS, Heartbeat
from tests.bench.table import Table
from tests.helpers.ui.window import wait_until

ITEMS = 10_000
HOST = "127.0.0.1"


class OneList:
    """A client whose server has the list "category" and nothing else."""

    def __init__(self) -> None:
        rows = [{"Id": number, "Name": f"Företag {number}", "Rank": number} for number in range(1, ITEMS + 1)]
        self._text = json.dumps(rows)

    def mdo_list(self, name: str) -> tuple[MDOListItem, ...]:
        if name != "category":
            raise MaintenanceError(HOST, status=503)
        return parse_as(tuple[MDOListItem, ...], json.loads(self._text), HOST)

    def __getattr__(self, _name: str) -> Any:
        raise MaintenanceError(HOST, status=503)


def run() -> Table:
    # As the program does once its store is open.
    gc.freeze()
    _app = QApplication.instance() or QApplication(sys.argv[:1])
    combo = ChoiceInput(next(field for field in CONTACT_FIELDS if field.path == "Category"))
    combo.show()
    network, disk, api = WorkerPool(4), WorkerPool(1), OneList()
    lookups = Lookups(lambda _name: cast("WebApi", api), network, StoreAccess(disk))
    came: list[str] = []

    def take(name: str, choices: Any) -> None:
        combo.set_choices(choices)
        came.append(name)

    lookups.choices_changed.connect(take)
    heart = Heartbeat()
    until = time.perf_counter() + 1
    while time.perf_counter() < until:
        QApplication.processEvents()
    idle = heart.longest
    heart.reset()
    lookups.use("bench", "en")
    wait_until(lambda: came == ["category"])
    network.wait(5000)
    rows = [
        [name, f"{value:.1f}", f"{value / FRAME_MS:.2f}"]
        for name, value in (("idle", idle), ("loading", heart.longest))
    ]
    combo.deleteLater()
    return Table(
        title=f"Longest silence of the event loop while a list of {ITEMS:,} arrives",
        columns=["while", "ms", "frames of 1/60 s"],
        rows=rows,
    )
