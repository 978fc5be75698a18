"""The list of templates, worked by keys."""

from collections.abc import Iterator
from unittest.mock import Mock

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from app.model.templates.like_last import LAST
from app.ui.templates.chooser import TemplateChooser
from tests.helpers.ui.letters import clashes, texts_in_view


@pytest.fixture
def chooser(qtbot: QtBot) -> Iterator[TemplateChooser]:
    parent, templates = QWidget(), Mock()
    qtbot.addWidget(parent)
    templates.templates = {"Trade fair": {"Category": "Customer", "Source": "7"}, "Partners": {"Source": "8"}}
    templates.values_of = lambda key: templates.templates.get(key, {"NextSteps.Title": "Call"})
    templates.last.name = "Fjell AS"
    templates.why_given = lambda name: "Set by your administrator." if name == "Partners" else ""
    made = TemplateChooser(templates, lambda path: path, parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.show()
    yield made
    made.done(0)


def line(chooser: TemplateChooser) -> QLineEdit:
    found = chooser.findChild(QLineEdit, "templates.name")
    assert found is not None
    return found


def text(chooser: TemplateChooser, name: str) -> str:
    found = chooser.findChild(QLabel, f"templates.{name}")
    assert found is not None
    return found.text()


def test_no_letter_means_two_things(chooser: TemplateChooser) -> None:
    assert clashes(texts_in_view(chooser)) == {}


def test_enter_takes_the_first_that_fits(chooser: TemplateChooser) -> None:
    chosen = Mock()
    chooser.chosen.connect(chosen)
    QTest.keyClicks(line(chooser), "fai")
    assert text(chooser, "holds") == "Category: Customer; Source: 7"
    QTest.keyClick(line(chooser), Qt.Key.Key_Return)
    chosen.assert_called_once_with("Trade fair")
    assert not chooser.isVisible()


def test_the_company_saved_last_is_the_first_and_is_named(chooser: TemplateChooser) -> None:
    assert text(chooser, "holds") == "As “Fjell AS”: Next step: Call"
    chosen = Mock()
    chooser.chosen.connect(chosen)
    QTest.keyClick(line(chooser), Qt.Key.Key_Return)
    chosen.assert_called_once_with(LAST)


def test_nothing_that_fits_takes_nothing_and_is_told(chooser: TemplateChooser) -> None:
    QTest.keyClicks(line(chooser), "zzz")
    QTest.keyClick(line(chooser), Qt.Key.Key_Return)
    assert chooser.isVisible()
    assert text(chooser, "message") == "No template has “zzz” in its name."
    line(chooser).clear()
    assert text(chooser, "message") == ""


def test_arrows_go_through_the_list_and_an_administrators_stays(chooser: TemplateChooser) -> None:
    QTest.keyClick(line(chooser), Qt.Key.Key_Down)
    shown = chooser.findChild(QListWidget, "templates.list")
    assert shown is not None
    assert shown.currentItem().text() == "Partners"
    assert text(chooser, "message") == "Set by your administrator."
    for name in ("rename", "delete"):
        button = chooser.findChild(QWidget, f"templates.{name}")
        assert button is not None
        assert not button.isEnabled()
