"""How long two hundred people take to open, beside the same data in a bare table."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTableView, QWidget

from app.model.checks.person_checks import check_people
from app.model.checks.rules import Rules
from app.model.form.submission import entity_from_form
from app.ui.form.form import ContactForm
from tests.bench.table import Table

PEOPLE = 200
ROUNDS = 15
_NAMES = ("Firstname", "Lastname", "Title", "Email", "MobilePhone", "DirectPhone", "Salutation")


def run() -> Table:
    _app = QApplication.instance() or QApplication(sys.argv[:1])
    people = [_person(number) for number in range(PEOPLE)]
    rows = {
        "a bare QTableView": _bare_table(people),
        "people, opened": _form(people),
        "one letter typed": _typing(people),
        "all judged": _judging(people),
    }
    return Table(
        title=f"{PEOPLE} people with {len(_NAMES)} values each; the median of {ROUNDS}",
        columns=["what", "ms"],
        rows=[[name, milliseconds] for name, milliseconds in rows.items()],
        ratio_of="ms",
    )


def _person(number: int) -> dict[str, Any]:
    texts = {name: f"{name} {number}" for name in _NAMES}
    return texts | {"Email": f"p{number}@fjell.no", "MobilePhone": f"99 88 {number:02} 66"}


def _shown(widget: QWidget) -> QWidget:
    widget.resize(1000, 600)
    widget.show()
    QTest.qWaitForWindowExposed(widget)
    return widget


def _bare_table(people: list[dict[str, Any]]) -> float:
    table = QTableView()
    _shown(table)

    def fill() -> None:
        model = QStandardItemModel(table)
        for person in people:
            model.appendRow([QStandardItem(person[name]) for name in _NAMES])
        table.setModel(model)
        _paint(table)

    return _median(fill)


def _form(people: list[dict[str, Any]]) -> float:
    form = ContactForm(QLabel())
    _shown(form)
    form.show_page(form.persons)

    def fill() -> None:
        form.set_value({"Name": "Fjell AS", "Persons": people})
        _paint(form)

    return _median(fill, lambda: form.set_value({}))


def _typing(people: list[dict[str, Any]]) -> float:
    form = ContactForm(QLabel())
    _shown(form)
    form.show_page(form.persons)
    form.set_value({"Name": "Fjell AS", "Persons": people})
    form.focus_path(f"Persons[{PEOPLE // 2}].Lastname")
    (field,) = form.findChildren(QLineEdit, f"Persons[{PEOPLE // 2}].Lastname")

    def type_letter() -> None:
        QTest.keyClicks(field, "x")
        form.value()
        _paint(form)

    return _median(type_letter)


def _judging(people: list[dict[str, Any]]) -> float:
    rules = Rules(region="NO")

    def judge() -> None:
        list(check_people(entity_from_form({"Persons": people}).persons or (), rules))

    judge()
    return _median(judge)


def _paint(widget: QWidget) -> None:
    QApplication.processEvents()
    widget.repaint()


def _median(work: Callable[[], None], before: Callable[[], None] = lambda: None) -> float:
    taken = []
    for _ in range(ROUNDS):
        before()
        QApplication.processEvents()
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)
