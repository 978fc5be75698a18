"""The preview asks for what is in view, and for no more."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from app.model.imports.lines import Line, LineState
from app.recognition.reading.findings import FoundValue, RecognitionResult
from app.recognition.tables.companies import TableCompany
from app.ui.imports.lines_model import Column, LinesModel, people_of, place_of

CARD = TableCompany(
    (2,),
    RecognitionResult(
        company=(
            FoundValue("Address.Street.Zipcode", "0155", ""),
            FoundValue("Address.Street.City", "Oslo", ""),
        ),
        persons=(
            (FoundValue("Persons[0].Firstname", "Kari", ""), FoundValue("Persons[0].Lastname", "Moe", "")),
        ),
    ),
)


@pytest.mark.usefixtures("qapp")
def test_a_line_says_its_state_and_why() -> None:
    line = Line("2", "Fjell AS", LineState.WRONG, ("Enter a name.", "Odd."))
    model = LinesModel(lambda _number: line, lambda _number: CARD)
    model.show_numbers([0])
    texts = [model.data(model.index(0, column)) for column in Column]
    assert texts == ["2", "Wrong", "Fjell AS", "Enter a name. Odd.", "0155 Oslo", "Kari Moe"]
    spoken = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert "Wrong" in spoken
    assert "Kari Moe" in spoken
    assert (place_of(CARD), people_of(CARD)) == ("0155 Oslo", ["Kari Moe"])


def test_ten_thousand_lines_are_asked_for_as_far_as_they_are_in_view(qtbot: QtBot) -> None:
    asked: set[int] = set()

    def card(number: int) -> None:
        asked.add(number)

    model = LinesModel(lambda number: Line(str(number), f"Company {number}"), card)
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.resize(600, 400)
    model.show_numbers(range(10_000))
    view.show()
    qtbot.waitUntil(lambda: bool(asked))
    assert len(asked) < 100
    view.scrollToBottom()
    qtbot.waitUntil(lambda: 9_999 in asked)
    assert len(asked) < 200
    assert model.number_at(9_999) == 9_999
    assert model.number_at(-1) == -1


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("numbers", "given", "rows"),
    [
        (range(10), (2, 5), (2, 4)),
        ((1, 4, 7), (2, 8), (1, 2)),
        ((1, 4, 7), (4, 5), (1, 1)),
        (range(10), (), (0, 9)),
        ((1, 4, 7), (2, 4), None),
        ((), (), None),
    ],
)
def test_what_is_not_told_to_be_new_is_not_painted_again(
    numbers: Sequence[int], given: tuple[int, ...], rows: tuple[int, int] | None
) -> None:
    model = LinesModel(lambda number: Line(str(number), f"Company {number}"), lambda _number: None)
    model.show_numbers(numbers)
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.refresh(*given)
    assert told == ([] if rows is None else [rows])


@pytest.mark.usefixtures("qapp")
def test_a_cell_has_nothing_for_what_a_view_asks_besides() -> None:
    model = LinesModel(lambda _number: pytest.fail("a line was asked for"), lambda _number: None)
    model.show_numbers([0])
    assert model.data(model.index(0, 0), Qt.ItemDataRole.FontRole) is None


@pytest.mark.usefixtures("qapp")
def test_what_the_tenant_requires_and_a_new_company_lacks_stands_in_its_line() -> None:
    line = Line("2", "Fjell AS", LineState.NEW, missing=("Fill in “Contract number”.",))
    model = LinesModel(lambda _number: line, lambda _number: CARD)
    model.show_numbers([0])
    assert model.data(model.index(0, Column.REASON)) == "Fill in “Contract number”."


@pytest.mark.usefixtures("qapp")
def test_what_nearly_all_companies_lack_is_not_repeated_in_each_line() -> None:
    number, business = "Fill in “Contract number”.", "Fill in “Business”."
    line = Line("2", "Fjell AS", LineState.DOUBTFUL, ("Odd.",), (number, business), frozenset((number,)))
    model = LinesModel(lambda _number: line, lambda _number: CARD)
    model.show_numbers([0])
    assert model.data(model.index(0, Column.REASON)) == f"Odd. {business}"
    assert number not in model.data(model.index(0, Column.ROWS), Qt.ItemDataRole.AccessibleTextRole)
