"""The combo box under the fingers of somebody who types all day."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from app.model.carriers.lists import Choice, MDOListItem
from app.model.carriers.reading import read_as
from app.model.form.choices import Choices, choices_from_list
from app.model.form.fields import CONTACT_FIELDS
from app.model.form.person_fields import PERSON_FIELDS
from app.ui.inputs.choice import ChoiceInput
from app.ui.inputs.choice_list import ChoiceList
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, wait_until

ALT = Qt.KeyboardModifier.AltModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier
CATEGORIES = choices_from_list(
    [
        read_as(
            MDOListItem,
            {
                "Id": 57,
                "Name": "Sales",
                "ChildItems": [
                    {"Id": 1, "Name": "Customer"},
                    {"Id": 3, "Name": "Potential customer"},
                    {"Id": 6, "Name": "Lost customer"},
                    {"Id": 8, "Name": "Former member", "Deleted": True},
                ],
            },
        ),
        read_as(MDOListItem, {"Id": 58, "Name": "Others", "ChildItems": [{"Id": 2, "Name": "Supplier"}]}),
    ]
)


@dataclass
class Desk:
    """A combo box between two other fields."""

    window: QWidget
    combo: ChoiceInput
    said: list[str] = field(default_factory=list)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.combo, key, modifiers)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.combo, text)
        QApplication.processEvents()

    @property
    def popup(self) -> ChoiceList:
        found = self.combo.findChild(ChoiceList)
        assert isinstance(found, ChoiceList)
        return found

    @property
    def lines(self) -> list[str]:
        """The names in the open list, the highlighted one with a star."""
        if not self.combo.is_open:
            return []
        model, current = self.popup.model(), self.popup.currentIndex().row()
        names = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
        return [name + ("*" if row == current else "") for row, name in enumerate(names)]

    @property
    def place(self) -> str:
        focused = QApplication.focusWidget()
        return focused.objectName() if focused else ""


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    assert qapp is not None
    window = QWidget()
    combo = ChoiceInput(next(field for field in CONTACT_FIELDS if field.path == "Category"))
    combo.setObjectName("combo")
    layout = QVBoxLayout(window)
    before, after = QLineEdit(), QLineEdit()
    before.setObjectName("before")
    after.setObjectName("after")
    for widget in (before, combo, after):
        layout.addWidget(widget)
    combo.set_choices(CATEGORIES)
    window.show()
    window.activateWindow()
    combo.setFocus()
    wait_until(combo.hasFocus)
    desk = Desk(window, combo)
    combo.changed.connect(lambda: desk.said.append("changed"))
    combo.finished.connect(lambda: desk.said.append("finished"))
    yield desk
    window.close()
    window.deleteLater()


def test_typing_opens_the_list_and_tab_takes_the_match_and_goes_on(desk: Desk) -> None:
    desk.type("tial")
    assert desk.lines == ["Sales", "Potential customer*"]
    assert (desk.place, desk.combo.value()) == ("combo", None)
    desk.press(Qt.Key.Key_Tab)
    assert (desk.place, desk.combo.value()) == ("after", {"Id": 3})
    assert (desk.combo.currentText(), desk.lines) == ("Potential customer", [])
    assert desk.said == ["changed", "finished"]


def test_back_tab_takes_it_too(desk: Desk) -> None:
    desk.type("supp")
    desk.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert (desk.place, desk.combo.value()) == ("before", {"Id": 2})


def test_enter_takes_the_highlighted_one_and_stays(desk: Desk) -> None:
    desk.type("cust")
    desk.press(Qt.Key.Key_Down)
    assert desk.lines == ["Sales", "Customer", "Potential customer*", "Lost customer"]
    desk.press(Qt.Key.Key_Return)
    assert (desk.place, desk.combo.value(), desk.lines) == ("combo", {"Id": 3}, [])


def test_arrows_pass_over_headings_and_stop_at_the_ends(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F4)
    assert desk.lines == [
        "Sales",
        "Customer",
        "Potential customer",
        "Lost customer",
        "Others",
        "Supplier",
    ]
    for _ in range(4):
        desk.press(Qt.Key.Key_Down)
    assert desk.lines[-2:] == ["Others", "Supplier*"]
    desk.press(Qt.Key.Key_Down)
    assert desk.lines[-1] == "Supplier*"
    for _ in range(9):
        desk.press(Qt.Key.Key_Up)
    assert desk.lines[:2] == ["Sales", "Customer*"]


def test_a_heading_cannot_be_clicked(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F4)
    heading = desk.popup.visualRect(desk.popup.model().index(4, 0)).center()
    QTest.mouseClick(desk.popup.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert (desk.combo.value(), desk.combo.is_open) == (None, True)
    entry = desk.popup.visualRect(desk.popup.model().index(5, 0)).center()
    QTest.mouseClick(desk.popup.viewport(), Qt.MouseButton.LeftButton, pos=entry)
    assert (desk.combo.value(), desk.combo.is_open, desk.place) == ({"Id": 2}, False, "combo")
    assert desk.said == ["changed", "finished"]


@pytest.mark.parametrize("typed", ["lost", "xyz"])
def test_escape_brings_back_what_was_there(desk: Desk, typed: str) -> None:
    desk.combo.set_value({"Id": 1})
    desk.press(Qt.Key.Key_A, CONTROL)
    desk.type(typed)
    desk.press(Qt.Key.Key_Escape)
    assert (desk.combo.value(), desk.combo.currentText(), desk.lines) == ({"Id": 1}, "Customer", [])
    assert desk.combo._line.selectedText() == "Customer", "the next key replaces it"
    assert desk.said == []


def test_escape_brings_back_what_was_cleared(desk: Desk) -> None:
    desk.combo.set_value({"Id": 1})
    desk.press(Qt.Key.Key_A, CONTROL)
    desk.press(Qt.Key.Key_Delete)
    assert desk.combo.value() is None
    desk.press(Qt.Key.Key_Escape)
    assert (desk.combo.value(), desk.said) == ({"Id": 1}, ["changed", "changed"])


@pytest.mark.parametrize(("key", "modifiers"), [(Qt.Key.Key_F4, CONTROL.NoModifier), (Qt.Key.Key_Down, ALT)])
def test_the_whole_list_opens_at_the_value_and_closes_again(
    desk: Desk, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    desk.combo.set_value({"Id": 6})
    desk.press(key, modifiers)
    assert desk.lines[3] == "Lost customer*"
    desk.press(key, modifiers)
    assert (desk.lines, desk.combo.value(), desk.said) == ([], {"Id": 6}, [])


def test_looking_at_the_list_changes_nothing(desk: Desk) -> None:
    desk.combo.set_value({"Id": 6})
    desk.press(Qt.Key.Key_F4)
    desk.press(Qt.Key.Key_Tab)
    assert (desk.place, desk.combo.value(), desk.said) == ("after", {"Id": 6}, ["finished"])


def test_clearing_the_text_empties_the_field(desk: Desk) -> None:
    desk.combo.set_value({"Id": 1})
    desk.press(Qt.Key.Key_A, CONTROL)
    desk.press(Qt.Key.Key_Backspace)
    assert (desk.combo.value(), desk.lines) == (None, [])
    desk.press(Qt.Key.Key_Tab)
    assert (desk.combo.value(), desk.combo.currentText(), desk.combo.input_problem()) == (None, "", "")


def test_what_fits_nothing_stays_visible_and_is_named(desk: Desk) -> None:
    desk.combo.set_value({"Id": 1})
    desk.press(Qt.Key.Key_A, CONTROL)
    desk.type("xyz")
    assert desk.combo.input_problem() == ""
    assert desk.lines == ["Nothing found"]
    desk.press(Qt.Key.Key_Down)
    assert desk.lines == ["Nothing found"]
    desk.press(Qt.Key.Key_Tab)
    assert (desk.place, desk.combo.value(), desk.combo.currentText()) == ("after", None, "xyz")
    assert desk.lines == []
    assert "“xyz” is not in the list" in desk.combo.input_problem()


@pytest.mark.parametrize(
    ("typed", "value", "trouble"),
    [("cus", {"Id": 1}, ""), ("customer", {"Id": 1}, ""), ("e", None, "fits several entries")],
)
def test_leaving_with_the_mouse_takes_only_what_is_meant(
    desk: Desk, typed: str, value: object, trouble: str
) -> None:
    desk.type(typed)
    after = desk.window.findChild(QLineEdit, "after")
    assert after is not None
    QTest.mouseClick(after, Qt.MouseButton.LeftButton)
    assert (desk.combo.value(), desk.combo.is_open) == (value, False)
    assert trouble in desk.combo.input_problem()


def test_what_the_arrows_chose_is_meant(desk: Desk) -> None:
    desk.type("l")
    desk.press(Qt.Key.Key_Down)
    desk.combo.commit_pending_text()
    assert desk.combo.currentText() == "Supplier"


def test_another_list_leaves_alone_what_is_being_typed(desk: Desk) -> None:
    desk.combo.set_value({"Id": 1})
    desk.press(Qt.Key.Key_A, CONTROL)
    desk.type("sup")
    desk.combo.set_choices(Choices([Choice(5, "Superhero"), Choice(2, "Supplier")]))
    assert (desk.combo.currentText(), desk.lines) == ("sup", ["Superhero*", "Supplier"])
    desk.press(Qt.Key.Key_Escape)
    assert desk.combo.value() == {"Id": 1}


def test_what_was_typed_before_the_list_came_is_resolved_by_it(desk: Desk) -> None:
    desk.combo.set_choices(())
    desk.type("supplier")
    desk.press(Qt.Key.Key_Tab)
    assert "have not come from the server yet" in desk.combo.input_problem()
    desk.combo.set_choices(CATEGORIES)
    assert (desk.combo.value(), desk.combo.input_problem()) == ({"Id": 2}, "")


def test_a_deleted_entry_is_shown_and_not_offered(desk: Desk) -> None:
    desk.combo.set_value({"Id": 8})
    assert desk.combo.currentText() == "Former member"
    desk.press(Qt.Key.Key_F4)
    assert "Former member" not in desk.lines


def test_a_name_is_its_own_value_where_its_list_could_not_be_loaded(qapp: QApplication) -> None:
    assert qapp is not None
    combo = ChoiceInput(next(field for field in PERSON_FIELDS if field.path == "Mrmrs"))
    QTest.keyClicks(combo, "Ms")
    combo.commit_pending_text()
    assert combo.value() == "Ms"


def test_the_list_closes_with_a_click_beside_it(desk: Desk) -> None:
    desk.type("cust")
    handle = desk.window.windowHandle()
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=desk.window.rect().bottomRight())
    wait_until(lambda: not desk.combo.is_open)


def test_ten_thousand_lines_can_be_walked_to_the_end(desk: Desk) -> None:
    desk.combo.set_choices(Choices(Choice(number, f"Item {number}") for number in range(1, 10_001)))
    desk.combo.set_value({"Id": 10_000})
    desk.press(Qt.Key.Key_F4)
    assert desk.lines[-1] == "Item 10000*"
    desk.press(Qt.Key.Key_PageUp)
    desk.press(Qt.Key.Key_Return)
    assert 9_980 < desk.combo.value()["Id"] < 10_000


def test_a_scanner_types_into_ten_thousand_lines(desk: Desk) -> None:
    desk.combo.set_choices(Choices(Choice(number, f"Item {number}") for number in range(1, 10_001)))
    longest = 0.0
    for number, letter in enumerate("item 9876\r"):
        key = Qt.Key.Key_Return if letter == "\r" else Qt.Key(ord(letter.upper()))
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
        event.setTimestamp(10_000 + 2 * number)
        begun = time.thread_time()
        QApplication.sendEvent(desk.combo, event)
        longest = max(longest, time.thread_time() - begun)
    assert desk.combo.value() == {"Id": 9876}
    assert longest < 0.05


@pytest.mark.shared_window
def test_ctrl_enter_in_the_middle_of_typing_settles_and_saves(typist: Typist) -> None:
    typist.type("Fjell AS")
    typist.go_to_tab(1)
    typist.fill("Category", "partner")
    typist.save()
    category = typist.window.form.value()["Category"]
    assert category == {"Id": 4}
    assert typist.window.problems


@pytest.mark.parametrize("modifiers", [KEYPAD, SHIFT, KEYPAD | SHIFT])
def test_every_enter_takes_the_entry(desk: Desk, modifiers: Qt.KeyboardModifier) -> None:
    desk.combo.setFocus()
    desk.type("supp")
    desk.press(Qt.Key.Key_Enter if modifiers & KEYPAD else Qt.Key.Key_Return, modifiers)
    assert desk.combo.value() == {"Id": 2}
    assert not desk.combo.is_open


def test_a_step_back_is_one_step_of_what_was_typed(desk: Desk) -> None:
    desk.combo.set_value({"Id": 1})
    line = desk.combo._line
    line.selectAll()
    desk.type("sup")
    desk.press(Qt.Key.Key_Home)
    desk.type("x")
    assert line.text() == "xsup"
    desk.combo.undo()
    assert line.text() == "sup"
    desk.combo.undo()
    assert line.text() == "Customer"
    desk.combo.redo()
    assert line.text() == "sup"


def test_a_step_back_brings_the_value_back_over_which_was_composed(desk: Desk) -> None:
    desk.combo.set_value({"Id": 1})
    line = desk.combo._line
    line.selectAll()
    QApplication.sendEvent(line, QInputMethodEvent("supp", []))
    committed = QInputMethodEvent()
    committed.setCommitString("supp")
    QApplication.sendEvent(line, committed)
    assert line.text() == "supp"
    desk.combo.undo()
    assert line.text() == "Customer"
