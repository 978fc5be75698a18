"""The dialog of what was recognised: what is ticked, by line and by group."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from app.recognition import ReviewLine
from app.ui.recognition.review_dialog import RecognitionDialog


def groups(dialog: RecognitionDialog) -> list[QTreeWidgetItem]:
    tree = dialog.findChild(QTreeWidget, "recognition.rows")
    assert isinstance(tree, QTreeWidget)
    return [item for index in range(tree.topLevelItemCount()) if (item := tree.topLevelItem(index))]


def lines(group: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [item for index in range(group.childCount()) if (item := group.child(index))]


ROWS = (
    ReviewLine("Name", "Company", "Company name", "Fjell AS", "Fjell AS"),
    ReviewLine("OrgNr", "Company", "VAT No.", "1", "Org.nr. 1", reason="Already there."),
    ReviewLine("Urls[0].Value", "Company", "Website", "fjell.no", "fjell.no"),
    ReviewLine("Persons[0].Firstname", "Kari", "Name", "Kari", "Kari"),
    ReviewLine("Persons[1].Firstname", "Kari", "Name", "Kari", "Kari"),
)


def test_a_group_ticks_its_lines_but_none_that_cannot_go_in(qtbot: QtBot) -> None:
    dialog = RecognitionDialog(ROWS, "One of the cards could not be read.")
    qtbot.addWidget(dialog)
    everything = {"Name", "Urls[0].Value", "Persons[0].Firstname", "Persons[1].Firstname"}
    assert dialog.accepted_keys() == everything
    company, *people = groups(dialog)
    # Two people of one name are two groups.
    assert [group.text(0) for group in (company, *people)] == ["Company", "Kari", "Kari"]
    name, number, _ = lines(company)
    company.setCheckState(0, Qt.CheckState.Unchecked)
    assert dialog.accepted_keys() == {"Persons[0].Firstname", "Persons[1].Firstname"}
    name.setCheckState(0, Qt.CheckState.Checked)
    assert company.checkState(0) is Qt.CheckState.PartiallyChecked
    company.setCheckState(0, Qt.CheckState.Checked)
    assert dialog.accepted_keys() == everything
    assert number.checkState(0) is Qt.CheckState.Unchecked


def test_with_nothing_ticked_there_is_nothing_to_put_in(qtbot: QtBot) -> None:
    dialog = RecognitionDialog(ROWS[1:2])
    qtbot.addWidget(dialog)
    button = dialog.findChild(QPushButton, "recognition.take")
    assert isinstance(button, QPushButton)
    assert not button.isEnabled()
    assert button.text() == "Put in 0 values"


def test_what_is_doubtful_is_not_ticked_until_the_user_ticks_it(qtbot: QtBot) -> None:
    doubtful = ReviewLine("OrgNr", "Company", "VAT No.", "923 609 016", "923 609 016", is_doubtful=True)
    dialog = RecognitionDialog([ROWS[0], doubtful])
    qtbot.addWidget(dialog)
    assert dialog.accepted_keys() == {"Name"}
    _, number = lines(groups(dialog)[0])
    number.setCheckState(0, Qt.CheckState.Checked)
    assert dialog.accepted_keys() == {"Name", "OrgNr"}


def test_a_number_ticks_and_unticks_the_line_that_it_stands_before(qtbot: QtBot) -> None:
    other = ReviewLine("Number1", "Company", "Code", "FJ", "FJ", current="VI")
    dialog = RecognitionDialog([*ROWS[:2], other, *ROWS[2:]])
    qtbot.addWidget(dialog)
    dialog.show()
    tree = dialog.findChild(QTreeWidget, "recognition.rows")
    assert isinstance(tree, QTreeWidget)
    # What cannot go in has no number, and what would take the place of something begins unticked.
    assert [line.text(0) for line in lines(groups(dialog)[0])] == [
        "1  Company name",
        "VAT No.",
        "2  Code",
        "3  Website",
    ]
    assert [lines(groups(dialog)[0])[2].text(column) for column in (1, 2)] == ["FJ", "VI"]
    everything = dialog.accepted_keys()
    assert "Number1" not in everything
    QTest.keyClicks(tree, "12")
    assert dialog.accepted_keys() == everything - {"Name"} | {"Number1"}
    QTest.keyClicks(tree, "129")
    assert dialog.accepted_keys() == everything
    for is_repeat in (False, True, True):
        one = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", is_repeat)
        QApplication.sendEvent(tree, one)
    assert dialog.accepted_keys() == everything - {"Name"}, "a held key ticks once"


def test_what_stands_in_the_form_has_a_column_only_where_something_does(qtbot: QtBot) -> None:
    for rows, is_hidden in ((ROWS, True), ([ReviewLine("Name", "C", "Name", "a", "", current="b")], False)):
        dialog = RecognitionDialog(rows, title="What the register says")
        qtbot.addWidget(dialog)
        tree = dialog.findChild(QTreeWidget, "recognition.rows")
        assert isinstance(tree, QTreeWidget)
        assert tree.isColumnHidden(2) is is_hidden
        assert dialog.windowTitle() == tree.accessibleName() == "What the register says"


@pytest.mark.long
def test_a_long_list_is_there_at_once_and_filled_while_it_is_looked_at(qtbot: QtBot) -> None:
    people = [
        ReviewLine(f"Persons[{number}].Firstname", f"Kari {number}", "Name", f"Kari {number}", "")
        for number in range(1000)
    ]
    dialog = RecognitionDialog(people)
    qtbot.addWidget(dialog)
    assert 0 < len(groups(dialog)) < 1000
    # Enter at once takes those, too, that nobody has seen yet.
    assert len(dialog.accepted_keys()) == 1000
    button = dialog.findChild(QPushButton, "recognition.take")
    assert isinstance(button, QPushButton)
    assert button.text() == "Put in 1000 values"
    assert all(group.isExpanded() and group.isFirstColumnSpanned() for group in groups(dialog))


def test_a_long_value_is_seen_whole(qtbot: QtBot) -> None:
    mail = "kari.nordmann@regnskap.fjordsagbruk.example"
    dialog = RecognitionDialog([ReviewLine("Emails[0].Value", "Company", "E-mail", mail, mail)])
    qtbot.addWidget(dialog)
    dialog.resize(1000, 600)
    dialog.show()
    tree = dialog.findChild(QTreeWidget, "recognition.rows")
    assert isinstance(tree, QTreeWidget)
    assert tree.columnWidth(1) > tree.fontMetrics().horizontalAdvance(mail)
    assert tree.columnWidth(1) < tree.width() // 2
