"""The list of people: a line each, and dots."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.persons.people_list import PeopleModel, line_of


def test_a_line_says_name_and_title() -> None:
    assert line_of({}) == "New person"
    assert line_of({"Email": "a@a.no"}) == "Person without a name"
    assert line_of({"Firstname": "Kari", "Lastname": "Nordmann", "Title": "CEO"}) == "Kari Nordmann, CEO"


def test_the_model_keeps_to_the_rules_of_qt(qapp: QApplication) -> None:
    assert qapp is not None
    parent = QWidget()
    model = PeopleModel(parent)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show([{"Firstname": "Kari"}, {"Firstname": "Ola"}])
    model.insert(2, {"Firstname": "Nina"})
    model.swap(1)
    model.remove(0)
    assert [dict(person) for person in model.people] == [{"Firstname": "Nina"}, {"Firstname": "Ola"}]
    assert not model.index(0, 0).parent().isValid()


def test_only_rows_that_changed_are_announced(qapp: QApplication) -> None:
    assert qapp is not None
    parent = QWidget()
    model = PeopleModel(parent)
    model.show([{"Firstname": "Kari"}, {"Firstname": "Ola"}])
    changed: list[int] = []
    model.dataChanged.connect(lambda index, _last: changed.append(index.row()))
    model.mark({1})
    model.mark({1})
    model.replace(0, {"Firstname": "Kari", "Email": "a@a.no"})
    assert changed == [1]
    index = model.index(1, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Ola, something is wrong"
