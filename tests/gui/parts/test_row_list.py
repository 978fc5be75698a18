"""What all lists of rows have in common, seen at the company's and at a person's."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.model.form.fields import CONTACT_FIELDS, Rows
from app.model.form.person_fields import ROW_FIELDS
from app.ui.parts.row_list import RowList
from app.ui.parts.rows import RowsEditor
from app.ui.persons.rows import PersonRows

ELEMENTS = [{"Value": "1"}, {"Value": "2", "Description": "Home"}]


def company() -> RowsEditor:
    return RowsEditor(next(one for one in CONTACT_FIELDS if isinstance(one, Rows)))


def person() -> PersonRows:
    return PersonRows(ROW_FIELDS[0])


@pytest.fixture(params=[company, person])
def rows(request: pytest.FixtureRequest, qtbot: QtBot) -> RowList:  # type: ignore[type-arg]  # either kind of row
    made: RowList = request.param()  # type: ignore[type-arg]
    qtbot.addWidget(made)
    return made


def test_values_come_back_and_none_is_nothing(rows: RowList) -> None:  # type: ignore[type-arg]
    assert rows.value() is None
    rows.set_value(ELEMENTS)
    assert rows.value() == ELEMENTS
    rows.set_value([*ELEMENTS, *ELEMENTS])
    rows.set_value(None)
    assert rows.value() is None
    assert len(rows.rows) == (2 if isinstance(rows, RowsEditor) else 1)


def test_showing_a_value_is_no_change(rows: RowList) -> None:  # type: ignore[type-arg]
    changes: list[int] = []
    rows.changed.connect(lambda: changes.append(1))
    rows.set_value(ELEMENTS)
    assert changes == []


def test_paths_lead_to_the_filled_rows(rows: RowList) -> None:  # type: ignore[type-arg]
    rows.set_value(ELEMENTS)
    boxes = list(rows.boxes_by_path())
    assert [box.value() for _, box in boxes] == ["1", None, "2", "Home"]
    assert len({path for path, _ in boxes}) == 4


def test_a_row_that_goes_says_nothing_more(rows: RowList, qtbot: QtBot) -> None:  # type: ignore[type-arg]
    said: list[int] = []
    rows.changed.connect(lambda: said.append(1))
    rows.editing_finished.connect(lambda: said.append(2))
    rows.show()
    rows.activateWindow()
    qtbot.waitUntil(rows.isActiveWindow)
    rows.set_value([{"Value": "1"}, {"Value": "2"}, {}])
    line = rows.rows[2].boxes["Value"].widget
    qtbot.waitUntil(line.isVisible)
    line.setFocus()
    QTest.keyClicks(line, "22 33 44 55; 22 33 44 66")
    said.clear()
    rows.set_value(ELEMENTS)
    assert rows.value() == ELEMENTS
    assert said == []
