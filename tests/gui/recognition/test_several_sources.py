"""A second source that proposes while the sheet is open stands beside the first; each field says who knew."""

import pytest
from PySide6.QtCore import Qt

from app.recognition import FoundValue, RecognitionResult, review
from app.ui.recognition.sheet import Proposed
from tests.helpers.ui.register_hits import sheet_lines, wait_for_sheet
from tests.helpers.ui.window import CONTROL, Typist, wait_until

pytestmark = pytest.mark.shared_window(connected=False)


def propose(typist: Typist, source: str, told: list[int], **company: str) -> None:
    found = RecognitionResult(
        company=tuple(FoundValue(path, value, source) for path, value in company.items()), source=source
    )
    context = typist.program.recognition.form_context
    lines = review(typist.window.form.value(), found, context)
    assert typist.window.sheet.ask(Proposed(found, lines, context, source, source, done=told.append))


def test_both_are_shown_where_they_differ_and_each_field_says_who_filled_it(typist: Typist) -> None:
    typist.type("Vidde")
    before = typist.window.form.value()
    told: list[int] = []
    propose(typist, "CVR", told, Department="Nord", OrgNr="24256790")
    dialog = wait_for_sheet()
    typist.press(Qt.Key.Key_2)  # not this number
    propose(typist, "VIES", told, Department="Sør", OrgNr="24256790", Number1="VI")
    wait_until(lambda: len(sheet_lines(dialog)) == 4)
    assert sheet_lines(dialog) == {
        "Company: Department": ["x", "Nord", "", "CVR"],
        "Company: Department'": [" ", "Sør", "", "VIES"],
        "Company: VAT No.": [" ", "24256790", "", "CVR · VIES"],
        "Company: Code": ["x", "VI", "", "VIES"],
    }
    typist.press(Qt.Key.Key_2)
    assert [line[0] for line in sheet_lines(dialog).values()] == [" ", "x", " ", "x"]
    typist.press(Qt.Key.Key_Return)
    wait_until(lambda: typist.window.form.value() != before)
    form = typist.window.form.value()
    assert (form["Name"], form["Department"], form["Number1"]) == ("Vidde", "Sør", "VI")
    assert "OrgNr" not in form
    assert told == [2, 2]
    assert typist.program.field_lookup.origins.sentence_at("Department").startswith("From VIES, ")
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert typist.window.form.value() == before


def test_a_group_that_is_ticked_ticks_one_of_what_differs(typist: Typist) -> None:
    told: list[int] = []
    propose(typist, "CVR", told, Department="Nord")
    dialog = wait_for_sheet()
    propose(typist, "VIES", told, Department="Sør")
    wait_until(lambda: len(sheet_lines(dialog)) == 2)
    typist.press(Qt.Key.Key_Home)
    typist.press(Qt.Key.Key_Space)
    typist.press(Qt.Key.Key_Space)
    assert [line[0] for line in sheet_lines(dialog).values()].count("x") <= 1
    typist.press(Qt.Key.Key_Escape)
    wait_until(lambda: not typist.window.sheet.is_open)
    assert told == []
