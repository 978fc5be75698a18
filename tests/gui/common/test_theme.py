"""Colours, style sheet and small pictures of the application."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QTabBar, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from app.ui.common.theme import (
    DARK,
    LIGHT,
    LINE,
    Look,
    Theme,
    app_icon,
    dot,
    height_of_input,
    look_of,
    mark_tab,
    restyle,
)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


def end(theme: Theme) -> None:
    theme.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.long
@pytest.mark.parametrize("dark", [False, True])
def test_dark_and_light_have_their_colours(theme: Theme, qapp: QApplication, dark: bool) -> None:
    theme.apply_colors(dark=dark)
    colours = DARK if dark else LIGHT
    window, text = (
        qapp.palette().color(role) for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Text)
    )
    assert (window.lightness() < text.lightness()) is dark
    assert colours.error in _sheet_of(theme, qapp)
    end(theme)


def _sheet_of(theme: Theme, app: QApplication) -> str:
    theme.apply()
    return app.styleSheet()


@pytest.mark.long
def test_the_style_sheet_comes_with_apply_and_names_no_colour_that_is_unknown(
    theme: Theme, qapp: QApplication
) -> None:
    theme.apply_colors(dark=False)
    assert qapp.styleSheet() == ""
    theme.apply()
    without_comments = re.sub(r"/\*.*?\*/", "", qapp.styleSheet(), flags=re.DOTALL)
    assert without_comments.strip()
    assert "@" not in without_comments
    end(theme)


def test_a_property_that_changes_the_look_is_set(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    restyle(label, severity="error")
    assert label.property("severity") == "error"


def test_a_tab_tells_its_errors_and_whether_anything_is_in_it(qtbot: QtBot) -> None:
    tabs = QTabWidget()
    qtbot.addWidget(tabs)
    tabs.addTab(QWidget(), "&Contact")
    mark_tab(tabs, 0, "&Contact", 2, is_used=True)
    assert "2" in tabs.tabText(0)
    mark_tab(tabs, 0, "&Contact", 0, is_used=False)
    assert tabs.tabText(0) == "&Contact"


def test_pictures_are_there(qtbot: QtBot) -> None:
    assert qtbot is not None
    assert [size.toTuple() for size in app_icon().availableSizes()] == [(16, 16), (256, 256)]
    chosen = dot("#cc0000").pixmap(16, mode=QIcon.Mode.Selected).toImage()
    assert chosen.pixelColor(8, 8).name() == "#cc0000", "a dot in a line that is chosen has its own colour"


@pytest.mark.long
@pytest.mark.parametrize("look", [Look(text_size=75), Look(), Look(density="compact")], ids=str)
def test_an_input_is_as_high_as_labels_take_it_for(qapp: QApplication, qtbot: QtBot, look: Look) -> None:
    theme = Theme(qapp, look)
    theme.apply()
    line, choices, bar = QLineEdit(), QComboBox(), QTabBar()
    for widget in (line, choices, bar):
        qtbot.addWidget(widget)
        widget.ensurePolished()
    assert line.sizeHint().height() == choices.sizeHint().height() == height_of_input(LINE)
    bar.addTab("Company")
    bar.resize(bar.sizeHint())
    corner, middle = (bar.grab().toImage().pixelColor(1, y).name() for y in (5, bar.height() // 2 - 2))
    assert corner != middle, "the corners of a tab are round"
    end(theme)


@pytest.mark.long
@pytest.mark.parametrize("dark", [False, True])
def test_the_style_sheet_shows_no_drawing_and_a_picture_for_each_scale(theme: Theme, dark: bool) -> None:
    theme.apply_colors(dark=dark)
    theme.apply()
    pictures = {Path(found) for found in re.findall(r"url\(([^)]*)\)", theme._app.styleSheet())}
    end(theme)
    # What reads drawings takes a megabyte and a half, and two milliseconds of the start.
    assert {picture.suffix for picture in pictures} == {".png"}
    for picture in pictures:
        width = QImage(str(picture)).width()
        finer = [picture.with_stem(f"{picture.stem}@{scale}x") for scale in (2, 3)]
        assert width > 0
        assert [QImage(str(one)).width() for one in finer] == [2 * width, 3 * width]


@pytest.mark.parametrize(
    ("texts", "look"),
    [
        ({}, Look()),
        ({"theme": "dark", "text_size": "150", "density": "compact"}, Look("dark", 150, "compact")),
        ({"theme": "pink", "text_size": "9999999999999999999999", "density": "0"}, Look()),
        ({"text_size": "-1"}, Look()),
        ({"text_size": "１５０"}, Look()),
        ({"text_size": "[1]"}, Look()),
    ],
)
def test_what_settings_cannot_mean_is_as_usual(texts: dict[str, str], look: Look) -> None:
    assert look_of(lambda name: texts.get(name, "")) == look


@pytest.mark.long
def test_a_list_shows_its_entry_up_to_the_arrow(qtbot: QtBot, theme: Theme) -> None:
    theme.apply_colors(dark=False)
    theme.apply()
    box = QComboBox()
    box.setEditable(True)
    qtbot.addWidget(box)
    box.resize(200, 30)
    box.show()
    line = box.lineEdit()
    assert line is not None
    assert box.width() - line.geometry().right() < 32, "the arrow takes 24 pixels, its frame some"
    end(theme)
