"""How long a keystroke takes in a combo box with 10,000 entries, beside Qt's own."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QCompleter, QVBoxLayout, QWidget

from app.model.carriers.lists import Choice
from app.model.form.choices import Choices
from app.model.form.fields import CONTACT_FIELDS
from app.ui.common.theme import Theme
from app.ui.inputs.choice import ChoiceInput
from tests.bench.table import Cell, Table
from tests.helpers.ui.window import wait_until

ITEMS = 10_000
ROUNDS = 12
PLACES = ("Bergen", "Göteborg", "Århus", "Köln", "Leeds", "Tromsø", "Malmö")
WORDS = ("ltd 77", "berg 12", "tromsø", "99", "n")


def names() -> list[str]:
    return [f"{PLACES[number % len(PLACES)]} Trading Ltd {number}" for number in range(1, ITEMS + 1)]


def run() -> Table:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    theme = Theme(app) if isinstance(app, QApplication) else None
    if theme is not None:
        theme.apply()
    rows: list[list[Cell]] = []
    for name, make in (("QComboBox with QCompleter", _bare), ("ours", _ours)):
        wall, processor = (sorted(times) for times in zip(*_type_into(make), strict=True))
        last = int(len(wall) * 0.99)
        rows.append([name, wall[len(wall) // 2], wall[last], processor[last]])
    if theme is not None:
        theme.deleteLater()
    return Table(
        title=f"One keystroke in a list of {ITEMS:,}, until it is painted ({len(wall)} keystrokes; "
        "a frame is 16 ms)",
        # On a machine that others share, the time on the processor is what counts.
        columns=["combo box", "median (ms)", "99th percentile (ms)", "the same on the processor (ms)"],
        rows=rows,
        ratio_of="99th percentile (ms)",
    )


def _bare() -> QComboBox:
    combo = QComboBox()
    combo.setEditable(True)
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    combo.addItems(names())
    completer = QCompleter(combo.model(), combo)
    combo.setCompleter(completer)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCompletionMode(completer.CompletionMode.PopupCompletion)
    return combo


def _ours() -> QComboBox:
    combo = ChoiceInput(next(field for field in CONTACT_FIELDS if field.path == "Category"))
    combo.set_choices(Choices(Choice(number, name) for number, name in enumerate(names(), 1)))
    return combo


def _type_into(make: Callable[[], QComboBox]) -> list[tuple[float, float]]:
    """Milliseconds of each keystroke and all that follows from it at once, by the clock and the processor."""
    window = QWidget()
    combo = make()
    QVBoxLayout(window).addWidget(combo)
    window.show()
    window.activateWindow()
    combo.setFocus()
    wait_until(combo.hasFocus)
    times: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        for word in WORDS:
            combo.clearEditText()
            for letter in word:
                started, worked = time.perf_counter(), time.process_time()
                QTest.keyClicks(QApplication.focusWidget() or combo, letter)
                QApplication.processEvents()
                clock, processor = time.perf_counter() - started, time.process_time() - worked
                times.append((clock * 1000, processor * 1000))
            combo.hidePopup()
    window.close()
    window.deleteLater()
    QApplication.processEvents()
    return times
