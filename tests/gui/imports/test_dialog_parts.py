"""The order of Tab, whenever its parts are built."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.imports.dialog_parts import (
    EnabledTogether,
    SheetChoice,
    answers,
    button,
    details_box,
    let_enter_press,
    order_tabs,
)


def test_what_is_built_later_comes_where_it_stands(qtbot: QtBot) -> None:
    dialog, first, last = QDialog(), QWidget(), QLineEdit()
    qtbot.addWidget(dialog)
    layout, inside = QVBoxLayout(dialog), QVBoxLayout(first)
    layout.addWidget(last)
    layout.addWidget(first)
    lines = [QLineEdit(), QLineEdit()]
    for line in lines:
        inside.addWidget(line)
    order_tabs(dialog, (first, last))
    chain: list[QWidget | None] = [lines[0]]
    while chain[-1] is not None and (len(chain) == 1 or chain[-1] is not lines[0]):
        chain.append(chain[-1].nextInFocusChain())
    found = [one for one in chain[:-1] if one in (*lines, last)]
    assert found == [*lines, last]


def test_enter_presses_one_button_and_tab_leaves_the_text(qtbot: QtBot) -> None:
    send, walk = (button(name, name, lambda: None) for name in ("send", "walk"))
    dialog, box = QDialog(), answers(send, walk)
    qtbot.addWidget(dialog)
    layout = QVBoxLayout(dialog)
    layout.addWidget(details := details_box())
    layout.addWidget(box)
    let_enter_press(send, box)
    assert send.isDefault()
    assert not walk.autoDefault()
    assert details.tabChangesFocus()
    assert details.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_what_is_not_allowed_for_a_moment_alone_stays_as_it_is(qtbot: QtBot) -> None:
    dialog, line = QDialog(), QLineEdit()
    qtbot.addWidget(dialog)
    QVBoxLayout(dialog).addWidget(line)
    given = EnabledTogether(dialog, (line,))
    given.set_enabled(False, is_brief=True)
    assert line.isEnabled()
    given.set_enabled(True, is_brief=True)
    assert not given._soon.isActive(), "it was over before it was shown"
    given.set_enabled(False, is_brief=True)
    qtbot.waitUntil(lambda: not line.isEnabled())
    given.set_enabled(True, is_brief=False)
    assert line.isEnabled()
    given.set_enabled(False, is_brief=False)
    assert not line.isEnabled()


def test_a_sheet_is_chosen_and_one_that_is_not_read_is_not_shown(qtbot: QtBot) -> None:
    asked, takes = list[str](), [True]

    def read(name: str) -> bool:
        asked.append(name)
        return takes[0]

    choice = SheetChoice(read)
    qtbot.addWidget(choice)
    shown = choice.findChild(QComboBox, "import.sheet")
    assert isinstance(shown, QComboBox)
    choice.show_sheets(("Day 1", "Day\n2"), "Day\n2")
    assert choice.isVisible()
    assert ([shown.itemText(at) for at in range(2)], shown.currentText()) == (["Day 1", "Day 2"], "Day 2")
    QTest.keyClick(shown, Qt.Key.Key_Up)
    assert (asked, shown.currentText()) == (["Day 1"], "Day 1")
    shown.activated.emit(0)
    assert asked == ["Day 1"], "it is read already"
    takes[0] = False
    QTest.keyClick(shown, Qt.Key.Key_Down)
    assert (asked[-1], shown.currentText()) == ("Day\n2", "Day 1")
    choice.show_sheets()
    assert not choice.isVisible()
    choice.show_sheets(("Day 1",), "Day 1")
    assert not choice.isVisible()
