"""Values that every company of a table begins with."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from app.model.carriers.lists import Choice
from app.model.checks.rules import FieldRule, Rules
from app.model.form.choices import Choices
from app.ui.imports.constants import Constants
from app.ui.parts.field_box import FieldBox
from app.ui.parts.part_context import NO_CONTEXT, PartContext


def built(qtbot: QtBot, context: PartContext = NO_CONTEXT) -> Constants:
    constants = Constants(context)
    qtbot.addWidget(constants)
    qtbot.waitUntil(lambda: constants.findChild(QTreeWidget, "import.Interests") is not None)
    return constants


def test_what_is_typed_is_what_companies_begin_with(qtbot: QtBot) -> None:
    constants = built(qtbot)
    constants.show()
    assert constants.value() == {}
    source = constants.findChild(QLineEdit, "import.Source")
    assert isinstance(source, QLineEdit)
    told: list[object] = []
    constants.changed.connect(told.append)
    QTest.keyClicks(source, "7")
    assert constants.value() == {"Source": 7}
    assert told[-1] == {"Source": 7}


def test_what_companies_begin_with_is_told_in_words(qtbot: QtBot) -> None:
    choices = {
        "category": Choices([Choice(3, "Customer")]),
        "contint": Choices([Choice(8, "Fairs"), Choice(9, "Golf")]),
    }
    constants = built(qtbot, PartContext(choices=choices))
    tree = constants.findChild(QTreeWidget, "import.Interests")
    assert isinstance(tree, QTreeWidget)
    qtbot.waitUntil(lambda: tree.topLevelItemCount() == 2)
    assert constants.told() == {}
    golf = tree.topLevelItem(1)
    assert golf is not None
    golf.setCheckState(0, Qt.CheckState.Checked)
    category = constants.findChild(QComboBox, "import.Category")
    assert isinstance(category, QComboBox)
    QTest.keyClicks(category, "Cust")
    QTest.keyClick(category, Qt.Key.Key_Return)
    assert constants.told() == {"Category": "Category: Customer", "Interests": "Interests: Golf"}


def test_what_means_nothing_is_told_and_no_company_begins_with_it(qtbot: QtBot) -> None:
    constants = built(qtbot)
    constants.show()
    source = constants.findChild(QLineEdit, "import.Source")
    assert isinstance(source, QLineEdit)
    assert source.placeholderText() == "a whole number"
    assert constants.problem == ""
    QTest.keyClicks(source, "Messe Oslo")
    assert constants.value() == {}
    assert constants.problem.startswith("Source: “Messe Oslo” is not a whole number.")


def test_its_inputs_have_names_of_their_own(qtbot: QtBot) -> None:
    constants = built(qtbot)
    for path in ("Category", "Business", "Associate", "Country", "Source"):
        assert constants.findChild(QWidget, f"import.{path}") is not None
        assert constants.findChild(QWidget, path) is None
    assert constants.findChild(QTreeWidget, "import.Interests") is not None


def test_a_name_stands_above_its_input_and_not_in_it(qtbot: QtBot) -> None:
    constants = Constants(PartContext(rules=Rules({"Category": FieldRule(mandatory=True)})))
    qtbot.addWidget(constants)
    constants.show()
    qtbot.waitUntil(lambda: constants.findChild(QTreeWidget, "import.Interests") is not None)
    boxes = constants.findChildren(FieldBox)
    assert len(boxes) == 5
    assert [label.text() for box in boxes for label in box.findChildren(QLabel) if label.isVisible()] == []
