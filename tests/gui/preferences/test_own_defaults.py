"""What new companies begin with: entries of the lists, and nothing else."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.model.carriers.lists import Choice
from app.ui.inputs.choice import ChoiceInput
from app.ui.parts.part_context import NO_CONTEXT
from app.ui.preferences.own_defaults import OwnDefaults

LISTS = NO_CONTEXT.with_choices("category", (Choice(1, "Customer"), Choice(2, "Partner"))).with_choices(
    "country", (Choice(578, "Norway"),)
)


def made(qtbot: QtBot, chosen: dict[str, dict[str, int]], *, is_connected: bool = True) -> OwnDefaults:
    defaults = OwnDefaults(chosen, LISTS, is_connected=is_connected)
    qtbot.addWidget(defaults)
    defaults.show()
    return defaults


def line(defaults: OwnDefaults, path: str) -> ChoiceInput:
    found = defaults.findChild(ChoiceInput, f"preferences.default.{path}")
    assert isinstance(found, ChoiceInput)
    return found


def test_each_field_has_the_key_that_the_server_knows_it_by(qtbot: QtBot) -> None:
    defaults = made(qtbot, {"Category": {"Id": 1}})
    QTest.keyClicks(line(defaults, "Country"), "nor")
    QTest.keyClick(line(defaults, "Country"), Qt.Key.Key_Return)
    assert defaults.value() == {"Category": {"Id": 1}, "Country": {"CountryId": 578}}


def test_a_cleared_field_begins_with_what_the_server_proposes(qtbot: QtBot) -> None:
    defaults = made(qtbot, {"Category": {"Id": 1}})
    category = line(defaults, "Category")
    QTest.keyClick(category, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(category, Qt.Key.Key_Delete)
    defaults.commit_pending_text()
    assert defaults.value() == {}


def test_an_entry_that_is_gone_is_kept(qtbot: QtBot) -> None:
    assert made(qtbot, {"Category": {"Id": 77}}).value() == {"Category": {"Id": 77}}


def test_without_a_connection_it_is_locked(qtbot: QtBot) -> None:
    defaults = made(qtbot, {}, is_connected=False)
    assert not any(one.isEnabled() for one in defaults.findChildren(ChoiceInput))
