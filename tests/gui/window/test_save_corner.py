"""The corner with Save: what it says of the draft, and that Save cannot be pressed twice."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.model.checks.problem import Problem, Severity
from app.ui.window.save_corner import SaveCorner


@pytest.fixture
def corner(qtbot: QtBot) -> SaveCorner:
    made = SaveCorner()
    qtbot.addWidget(made)
    return made


def state(corner: SaveCorner) -> str:
    label = corner.findChild(QLabel, "status.entry")
    assert isinstance(label, QLabel)
    return label.text()


def test_it_says_that_the_draft_is_kept_until_something_is_typed(corner: SaveCorner) -> None:
    corner.show_draft_kept()
    assert state(corner) == "Draft kept"
    corner.clear_state()
    assert state(corner) == ""


def test_while_it_saves_there_is_no_second_save(corner: SaveCorner) -> None:
    corner.show_saving(True)
    corner.show_draft_kept()
    assert (corner.button.isEnabled(), state(corner)) == (False, "Saving…")
    corner.show_saving(False)
    assert (corner.button.isEnabled(), state(corner)) == (True, "")


def test_what_it_says_moves_nothing(corner: SaveCorner) -> None:
    corner.similar.setText("1 similar company")
    corner.similar.show()
    corner.show_draft_kept()
    corner.problems_summary.count([Problem("Name", "Enter it."), Problem("Code", "Odd.", Severity.WARNING)])
    said = corner.sizeHint().height()
    corner.similar.hide()
    corner.clear_state()
    corner.problems_summary.count([])
    assert corner.sizeHint().height() == said
