"""What all lists of rows have in common, seen at the company's and at a person's."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.controller.process import sliced_work
from app.model.checks.problem import Problem, Severity
from app.model.form.fields import CONTACT_FIELDS, Rows
from app.model.form.person_fields import ROW_FIELDS
from app.ui.parts.row_list import MOST_ROWS, RowList
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


def many(count: int) -> list[dict[str, str]]:
    return [{"Value": f"{number}@example.com"} for number in range(count)]


@pytest.mark.long
def test_thousands_are_kept_though_few_of_them_are_built_at_once(
    rows: RowList,  # type: ignore[type-arg]  # either kind of row
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", -1)
    rows.set_value(many(3_000))
    assert rows.value() == many(3_000)
    assert len(rows.rows) < 20
    late, unseen = rows.path_in_row(50, "Value"), rows.path_in_row(2_950, "Value")
    problems = [Problem(path, "No", Severity.ERROR) for path in (late, unseen)]
    rows.set_problems(problems)
    assert rows.shown_problems() == []
    rows.reveal_problems()
    assert rows.shown_problems() == problems
    rows.focus_path(late)
    assert 50 < len(rows.rows) < 60
    rows.focus_path(unseen)
    assert len(rows.rows) == MOST_ROWS
    assert rows.value() == many(3_000)
    assert rows.shown_problems() == problems
    (rest,) = [one.text() for one in rows.findChildren(QLabel) if "not shown here" in one.text()]
    assert rest == "2,900 more are not shown here. They are kept as they are."
    rows.set_value(many(12))
    assert rows.value() == many(12)
    assert not [one for one in rows.findChildren(QLabel) if "not shown" in one.text() and not one.isHidden()]


def test_a_list_typed_among_many_keeps_those_behind(
    rows: RowList,  # type: ignore[type-arg]  # either kind of row
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", -1)
    rows.set_value(many(40))
    rows._on_several(rows.rows[1], ("a@b.no", "c@d.no"))
    expected = many(40)
    expected[1:2] = [{"Value": "a@b.no"}, {"Value": "c@d.no"}]
    assert rows.value() == expected
