"""Values that every company of a table begins with."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from app.model.checks.rules import FieldRule, Rules
from app.ui.imports.constants import Constants
from app.ui.parts.field_box import FieldBox
from app.ui.parts.part_context import PartContext


def built(qtbot: QtBot) -> Constants:
    constants = Constants(PartContext())
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
