"""Loads what the first picture does not need: modules on a thread of its own."""

from __future__ import annotations

import gc
import importlib
import threading
from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from app.controller.process.sliced_work import SlicedWork, let_window_go_first

MODULES = (
    "app.ui.inputs.choice_list",
    "app.model.bare_value",
    "app.ui.persons.editor",
    "app.ui.form.further_pages",
    "app.ui.parts.custom_fields",
    "app.ui.parts.required_fields",
    "app.ui.parts.interests",
    "app.storage.sqlite.store",
    "app.ui.connection.strip",
    "app.ui.outbox.panel",
    "app.ui.recognition.pasting",
    "app.ui.recognition.offers_strip",
    "app.ui.form.context_feed",
    "app.ui.ways.key_ways",
    "app.ui.form.undo_history",
    "app.ui.window.drafts_menu",
    "app.ui.company_search.duplicates_strip",
    "app.ui.window.outcome_strip",
    "app.ui.window.problem_navigation",
    "app.ui.window.input_shield",
    "app.ui.window.problems_panel",
    "app.ui.common.held_keys",
    "app.service.running_window",
    "app.bootstrap.program",
)
"""In this order, each with all that it imports; the last one needs what is left."""

_NO_WIDGETS = (
    *("QAbstractGraphics", "QAccessible", "QColormap", "QData", "QFileIcon", "QFileSystem", "QGesture"),
    *("QGraphics", "QPan", "QPinch", "QScroller", "QStyleHint", "QStyleOption", "QSwipe", "QSystemTray"),
    *("QTap", "QUndo"),
)
"""How the classes of Qt's module of widgets begin that are none, and are not used here."""


class Loading(QObject):
    """Imports `MODULES` while the window paints and takes keys."""

    loaded = Signal()
    failed = Signal(object)  # error

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = threading.Thread(target=self._run, name="loading")

    def start(self) -> None:
        # Garbage is collected on the GUI thread only: see app.controller.process.garbage.
        gc.disable()
        # What is there by now stays; the first collection after it would else go through all of it at once.
        gc.freeze()
        let_window_go_first()
        SlicedWork(self).start_soon(self._begin())

    def _begin(self) -> Iterator[None]:
        try:
            yield from _load_widget_classes()
        except Exception as error:  # noqa: BLE001  # as below
            self.failed.emit(error)
        else:
            self._thread.start()

    def wait(self) -> None:
        """Waits for the imports to end: a thread of Python's must not outlive Qt."""
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            for name in MODULES:
                importlib.import_module(name)
        except BaseException as error:  # noqa: BLE001  # a broken installation may raise anything
            self.failed.emit(error)
        else:
            self.loaded.emit()


def _load_widget_classes() -> Iterator[None]:
    """Makes Python's classes for Qt's widgets, which else the first call makes that returns some widget.

    One a step, on the GUI thread: two threads that make one at once end the process.
    """
    from PySide6 import QtWidgets

    for name in dir(QtWidgets):
        if not name.startswith(_NO_WIDGETS):
            getattr(QtWidgets, name)
            yield
