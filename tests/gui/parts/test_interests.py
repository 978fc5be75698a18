"""The tree of interests: only changes are its value."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)
from pytestqt.qtbot import QtBot

from app.controller.process import sliced_work
from app.model.carriers.lists import Choice
from app.ui.parts import interests
from app.ui.parts.interests import InterestsEditor
from app.ui.parts.part_context import NO_CONTEXT
from tests.helpers.ui.window import wait_until

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
    while not made.is_filled:
        QCoreApplication.processEvents()
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
    wait_until(lambda: [item.isHidden() for item in (heading, sailing, skiing)] == [False, False, True])
    QTest.keyClicks(search, "x")
    wait_until(heading.isHidden)


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


def test_a_tree_that_is_being_filled_is_as_a_full_one(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", -1)
    made = editor(qtbot)
    assert not made.is_filled
    made.set_default([{"Id": 2, "Selected": True}], fill=True)
    made.set_value([{"Id": 1, "Selected": True}])
    search = made.findChild(QLineEdit)
    assert isinstance(search, QLineEdit)
    search.setText("sail")
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", 1)
    qtbot.waitUntil(lambda: made.is_filled)
    assert made.value() == [{"Id": 1, "Selected": True}]
    sailing, skiing = leaves(made)
    assert [one.checkState(0) for one in (sailing, skiing)] == [Qt.CheckState.Checked] * 2
    qtbot.waitUntil(lambda: skiing.isHidden() and not sailing.isHidden())


def test_a_tree_that_was_cut_says_so(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interests, "MOST_SHOWN", 2)
    made = editor(qtbot)
    assert len(leaves(made)) == 1
    made.set_value([{"Id": 2, "Selected": True}])
    assert made.value() == [{"Id": 2, "Selected": True}], "what is out of view is kept"
    assert any("the first" in label.text() for label in made.findChildren(QLabel))


def in_search(qtbot: QtBot, made: InterestsEditor) -> tuple[QLineEdit, QTreeWidget]:
    """Shows the editor with the cursor in its search; returns search and tree."""
    leaves(made)
    search, tree = made.findChild(QLineEdit, "Interests.search"), made.findChild(QTreeWidget)
    assert isinstance(search, QLineEdit)
    assert isinstance(tree, QTreeWidget)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    search.setFocus()
    return search, tree


def test_tab_leads_to_the_first_box_in_view_and_the_space_bar_ticks_it(qtbot: QtBot) -> None:
    made = editor(qtbot)
    search, tree = in_search(qtbot, made)
    QTest.keyClick(search, Qt.Key.Key_Tab)
    assert tree.hasFocus()
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert made.value() == [{"Id": 1, "Selected": True}]
    QTest.keyClick(tree, Qt.Key.Key_Backtab)
    QTest.keyClicks(search, "ski")
    qtbot.waitUntil(leaves(made)[0].isHidden)
    QTest.keyClick(search, Qt.Key.Key_Tab)
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert made.value() == [{"Id": 1, "Selected": True}, {"Id": 2, "Selected": True}]


def test_another_record_is_begun_at_its_first_box(qtbot: QtBot) -> None:
    made = editor(qtbot)
    search, tree = in_search(qtbot, made)
    QTest.keyClick(search, Qt.Key.Key_Tab)
    QTest.keyClick(tree, Qt.Key.Key_Down)
    QTest.keyClick(tree, Qt.Key.Key_Backtab)
    made.set_value(None)
    QTest.keyClick(search, Qt.Key.Key_Tab)
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert made.value() == [{"Id": 1, "Selected": True}]


def test_the_space_bar_and_enter_fold_a_heading_and_unfold_it(qtbot: QtBot) -> None:
    made = editor(qtbot)
    search, tree = in_search(qtbot, made)
    QTest.keyClick(search, Qt.Key.Key_Tab)
    QTest.keyClick(tree, Qt.Key.Key_Up)
    heading = tree.topLevelItem(0)
    assert heading is not None
    assert tree.currentItem() is heading
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        QTest.keyClick(tree, key)
        assert not heading.isExpanded()
        QTest.keyClick(tree, key)
        assert heading.isExpanded()
    assert made.value() is None


def test_enter_in_the_search_leads_to_what_was_found_and_enter_ticks_it(qtbot: QtBot) -> None:
    made = editor(qtbot)
    search, tree = in_search(qtbot, made)
    QTest.keyClicks(search, "ski")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert tree.hasFocus()
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert made.value() == [{"Id": 2, "Selected": True}]


def test_down_in_the_search_leads_into_the_list(qtbot: QtBot) -> None:
    made = editor(qtbot)
    search, tree = in_search(qtbot, made)
    QTest.keyClick(search, Qt.Key.Key_Down, Qt.KeyboardModifier.KeypadModifier)
    assert tree.hasFocus()
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert made.value() == [{"Id": 1, "Selected": True}]
    QTest.keyClick(tree, Qt.Key.Key_Backtab)
    QTest.keyClicks(search, "ski")
    QTest.keyClick(search, Qt.Key.Key_Down)
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert made.value() == [{"Id": 1, "Selected": True}, {"Id": 2, "Selected": True}]


def test_blanks_around_what_is_searched_for_filter_nothing(qtbot: QtBot) -> None:
    made = editor(qtbot)
    search, _tree = in_search(qtbot, made)
    for typed, hidden in ((" ", [False, False]), (" ski ", [True, False])):
        search.clear()
        QTest.keyClicks(search, typed)
        made._searching.run_until()
        assert [item.isHidden() for item in leaves(made)] == hidden, typed


def test_enter_in_the_search_goes_to_what_is_found_and_is_not_for_the_dialog_around(qtbot: QtBot) -> None:
    """The import of a table has one: whoever searched there sent the whole table."""
    made, dialog, pressed = editor(qtbot), QDialog(), list[str]()
    leaves(made)
    qtbot.addWidget(dialog)
    layout, send = QVBoxLayout(dialog), QPushButton("Send")
    layout.addWidget(made)
    layout.addWidget(send)
    send.setDefault(True)
    send.clicked.connect(lambda: pressed.append("sent"))
    dialog.show()
    search, tree = in_search(qtbot, made)
    QTest.keyClicks(search, "ski")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert tree.hasFocus()
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert (made.value(), pressed) == ([{"Id": 2, "Selected": True}], [])
