"""Loads what checks an entry, with the first one: a window that only stands there has none of it."""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QObject, QTimer

from app.controller.form.entry import EntryController
from app.controller.process.workers import WorkerPool
from app.model.carriers.reading import load_validators
from app.model.checks.plausibility import load_libraries

_LATER_MS = 500
"""How long the window has for itself first: it may have just begun, and has most to do then."""


class ChecksLoading(QObject):
    """Has an entry checked once the libraries for that are there."""

    def __init__(self, entry: EntryController, network: WorkerPool) -> None:
        super().__init__(entry)
        self._entry = entry
        self._network = network
        entry.problems.needed.connect(self._load)

    def _load(self) -> None:
        self._entry.problems.needed.disconnect(self._load)
        QTimer.singleShot(_LATER_MS, self, self._load_now)

    def _load_now(self) -> None:
        def work() -> None:
            load_validators()
            load_libraries()
            import app.recognition.language.names  # noqa: F401  # what splits a name that was typed

        self._network.run(work, self._on_loaded, self._on_failed)

    def _on_loaded(self, _nothing: None) -> None:
        # These libraries stay, too: see `Start`, which does the same for what was loaded before them.
        gc.freeze()
        self._entry.problems.hold(held=False)

    def _on_failed(self, error: Exception) -> None:
        # What the checks lack, each of them tells.
        sys.excepthook(type(error), error, error.__traceback__)
        self._entry.problems.hold(held=False)
