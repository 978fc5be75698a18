"""The dialog that names a template: what cannot be is said in it, what is unticked stays out."""

from collections.abc import Iterator
from unittest.mock import Mock

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from app.ui.templates.naming import NameDialog

VALUES = {"Category": "Category: Customer", "Source": "Source: 7"}


def why_not(name: str) -> tuple[str, bool]:
    return {"Team": ("Set by your administrator.", True), "Fair": ("OK replaces it.", False)}.get(
        name, ("", False)
    )


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[NameDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = NameDialog("Keep the card", "", VALUES, parent, why_not)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.show()
    yield made
    made.done(0)


def part(dialog: NameDialog, kind: type[QWidget], name: str) -> QWidget:
    found = dialog.findChild(kind, f"templateName.{name}")
    assert found is not None
    return found


def said(dialog: NameDialog) -> str:
    label = part(dialog, QLabel, "message")
    assert isinstance(label, QLabel)
    return label.text()


def accept(dialog: NameDialog, name: str) -> Mock:
    named = Mock()
    dialog.named.connect(named)
    line = part(dialog, QLineEdit, "name")
    assert isinstance(line, QLineEdit)
    line.clear()
    QTest.keyClicks(line, name)
    QTest.keyClick(line, Qt.Key.Key_Return)
    return named


def test_all_of_it_unless_it_is_unticked(dialog: NameDialog) -> None:
    shown = part(dialog, QListWidget, "values")
    QTest.keyClick(shown, Qt.Key.Key_Space)
    accept(dialog, " Messe ").assert_called_once_with("Messe", ["Source"])
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [(" ", "A template needs a name."), ("Team", "Set by your administrator."), ("x" * 81, "at most 80")],
)
def test_what_cannot_be_stays_open(dialog: NameDialog, name: str, sentence: str) -> None:
    accept(dialog, name).assert_not_called()
    assert dialog.isVisible()
    assert sentence in said(dialog)


def test_what_is_replaced_is_told_before(dialog: NameDialog) -> None:
    line = part(dialog, QLineEdit, "name")
    QTest.keyClicks(line, "Fair")
    assert said(dialog) == "OK replaces it."
    accept(dialog, "Fair").assert_called_once_with("Fair", ["Category", "Source"])


def test_a_template_of_nothing_is_none(dialog: NameDialog) -> None:
    shown = part(dialog, QListWidget, "values")
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space):
        QTest.keyClick(shown, key)
    accept(dialog, "Messe").assert_not_called()
    assert said(dialog).startswith("Nothing is ticked")
