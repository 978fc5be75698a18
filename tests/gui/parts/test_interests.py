"""The tree of interests: only changes are its value."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from app.model.carriers.lists import Choice
from app.ui.parts.interests import InterestsEditor
from app.ui.parts.part_context import NO_CONTEXT

INTERESTS = (
    Choice(64, "Sports", is_heading=True),
    Choice(1, "Sailing", level=1),
    Choice(2, "Skiing", level=1),
)


def editor(qtbot: QtBot) -> InterestsEditor:
    made = InterestsEditor()
    qtbot.addWidget(made)
    made.set_context(NO_CONTEXT.with_choices("contint", INTERESTS))
    return made


def leaves(made: InterestsEditor) -> list[QTreeWidgetItem]:
    tree = made.findChild(QTreeWidget)
    assert isinstance(tree, QTreeWidget)
    heading = tree.invisibleRootItem().child(0)
    assert heading is not None
    return [item for index in range(heading.childCount()) if (item := heading.child(index)) is not None]


def test_the_value_is_what_differs_from_the_default(qtbot: QtBot) -> None:
    made = editor(qtbot)
    made.set_default([{"Id": 1, "Selected": True}, {"Id": 2}], fill=True)
    assert made.value() is None
    sailing, skiing = leaves(made)
    sailing.setCheckState(0, Qt.CheckState.Unchecked)
    skiing.setCheckState(0, Qt.CheckState.Checked)
    assert made.value() == [{"Id": 1, "Selected": False}, {"Id": 2, "Selected": True}]
    assert made.is_used


def test_a_new_default_keeps_what_was_changed(qtbot: QtBot) -> None:
    made = editor(qtbot)
    made.set_value([{"Id": 2, "Selected": True}])
    made.set_default([{"Id": 1, "Selected": True}], fill=False)
    assert made.value() == [{"Id": 2, "Selected": True}]


def test_searching_hides_headings_without_a_match(qtbot: QtBot) -> None:
    made = editor(qtbot)
    sailing, skiing = leaves(made)
    heading, search = sailing.parent(), made.findChild(QLineEdit)
    assert isinstance(search, QLineEdit)
    assert heading is not None
    QTest.keyClicks(search, "SAIL")
    assert [item.isHidden() for item in (heading, sailing, skiing)] == [False, False, True]
    QTest.keyClicks(search, "x")
    assert heading.isHidden()


def test_enter_ticks_as_the_space_bar_does(qtbot: QtBot) -> None:
    made = editor(qtbot)
    sailing, _skiing = leaves(made)
    tree = sailing.treeWidget()
    tree.setCurrentItem(sailing)
    for key, modifiers, value in (
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, [{"Id": 1, "Selected": True}]),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, None),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, [{"Id": 1, "Selected": True}]),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier, None),
    ):
        QTest.keyClick(tree, key, modifiers)
        assert made.value() == value, (key, modifiers)
    heading = tree.topLevelItem(0)
    assert heading is not None
    tree.setCurrentItem(heading)
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert made.value() is None
