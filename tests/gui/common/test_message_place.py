"""The place of messages: as high with none as with many, one at a time, and how the others are reached."""

from collections.abc import Callable
from functools import partial
from math import ceil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.common.banner import Banner, Tone
from app.ui.common.message_place import MessagePlace
from app.ui.common.plain_text import LimitedLabel, plain_tip
from app.ui.common.theme import Theme

_LONG = "The practice server has answered with a page that is none of SuperOffice's. " * 8


class Window(QWidget):
    """Three strips above a field."""

    def __init__(self) -> None:
        super().__init__()
        self.place = MessagePlace()
        self.trouble, self.outcome, self.offers = Banner("trouble"), Banner("outcome"), QFrame()
        for strip in (self.trouble, self.outcome):
            self.place.add(strip)
        self.offers.hide()
        self.place.add(self.offers, is_quiet=True)
        self.field = QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.place)
        layout.addWidget(self.field, 1)
        self.resize(800, 800)

    @property
    def next(self) -> QToolButton:
        found = self.place.findChild(QToolButton, "messages.next")
        assert isinstance(found, QToolButton)
        return found


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_what_is_beneath_never_moves(qtbot: QtBot, window: Window) -> None:
    before = window.field.geometry()
    steps: list[Callable[[], None]] = [
        lambda: window.trouble.show_message(_LONG, Tone.REFUSED, actions={"Sign in": window.raise_}),
        lambda: window.outcome.show_message("Saved as number 10001.", Tone.SAVED),
        window.offers.show,
        lambda: window.trouble.keep_message("store", "The disk is full."),
        window.outcome.dismiss,
    ]
    for step in steps:
        step()
        qtbot.wait(0)
        assert window.field.geometry() == before


def test_the_last_message_is_seen_and_the_others_are_counted(window: Window) -> None:
    assert (window.place.seen, window.next.isHidden()) == (None, True)
    window.trouble.show_message("Sign in.", Tone.REFUSED)
    assert (window.place.seen, window.next.isHidden()) == (window.trouble, True)
    window.outcome.show_message("Saved.", Tone.SAVED)
    assert (window.place.seen, window.next.text()) == (window.outcome, "+1 ›")
    window.next.click()
    assert window.place.seen is window.trouble
    window.outcome.show_message("Saved, too.", Tone.SAVED)
    assert window.place.seen is window.outcome
    window.outcome.dismiss()
    assert (window.place.seen, window.next.isHidden()) == (window.trouble, True)


def test_what_leads_is_covered_by_no_more_than_a_refusal(window: Window) -> None:
    place, strip, other = window.place, window.trouble, window.outcome
    place.let_lead(strip, other)
    strip.show_message("Why this one waits.")
    other.show_message("Saved.", Tone.SAVED)
    assert place.seen is strip
    other.show_message("Not saved.", Tone.REFUSED)
    assert place.seen is other
    place.let_lead(other, strip)
    strip.show_message("Others wait.", Tone.WAITING)
    assert place.seen is other
    place.let_none_lead()
    strip.show_message("Others wait.", Tone.WAITING)
    assert place.seen is strip


def test_what_is_offered_covers_no_message(window: Window) -> None:
    window.outcome.show_message("Saved.", Tone.SAVED)
    window.offers.show()
    assert (window.place.seen, window.next.text()) == (window.outcome, "+1 ›")
    window.outcome.dismiss()
    assert window.place.seen is window.offers


def test_a_message_whose_button_has_the_focus_is_seen(qtbot: QtBot, window: Window) -> None:
    window.trouble.show_message("Sign in.", actions={"Sign in": window.raise_})
    window.outcome.show_message("Saved.")
    button = next(one for one in window.trouble.findChildren(QPushButton) if one.text() == "Sign in")
    button.setFocus(Qt.FocusReason.ShortcutFocusReason)
    qtbot.waitUntil(lambda: window.place.seen is window.trouble)


@pytest.mark.parametrize("points", [9, 10, 10.5, 11, 12])
def test_two_lines_are_not_cut(window: Window, points: float) -> None:
    window.setStyleSheet("QFrame#banner { border: 1px solid red; }")
    font = window.font()
    font.setPointSizeF(points)
    window.setFont(font)
    window.trouble.show_message("There is no connection yet.\nSet one up, and press Save again.")
    whole = next(one for one in window.trouble.findChildren(QPushButton) if one.text() == "Read all")
    assert whole.isHidden()


def test_a_message_that_is_cut_can_be_read_whole(window: Window) -> None:
    window.trouble.show_message("The disk is full.")
    whole = next(one for one in window.trouble.findChildren(QPushButton) if one.text() == "Read all")
    assert whole.isHidden()
    window.trouble.show_message(_LONG)
    assert not whole.isHidden()
    whole.click()
    box = window.findChild(QMessageBox, "whole")
    assert isinstance(box, QMessageBox)
    assert box.text().strip() == _LONG.strip()
    box.reject()
    window.trouble.show_message("The disk is full.")
    assert whole.isHidden()


@pytest.mark.parametrize("text", [_LONG, "<b>Fjell</b> & " * 40, "山田商事株式会社" * 60, "Zwei\n" * 9])
def test_a_message_that_is_cut_ends_in_dots_and_is_whole_in_its_tip(window: Window, text: str) -> None:
    actions = dict.fromkeys(("Next (F9)", "Before", "Leave out", "End"), window.raise_)
    label = window.trouble.findChild(LimitedLabel, "trouble")
    assert isinstance(label, LimitedLabel)
    lengths = []
    for width in (784, 1000):
        window.resize(width, 800)
        window.trouble.show_message(text, actions=actions)
        QApplication.processEvents()
        shown = QLabel.text(label)
        lengths.append(len(shown))
        assert shown.endswith("…")
        assert text.startswith(shown[:-1])
        assert label.heightForWidth(label.width()) <= label.height()
        assert label.toolTip() == plain_tip(text)
        assert (label.text(), window.trouble.text, label.accessibleName()) == (text, text, text)
    assert lengths[0] < lengths[1] or "\n" in text
    window.trouble.show_message("Saved.")
    assert (QLabel.text(label), label.toolTip(), label.accessibleName()) == ("Saved.", "", "")


def test_its_buttons_take_their_room_from_the_text_at_once(window: Window) -> None:
    """What they leave has no room for all of it, which the whole width would have."""
    text = "The postcode does not look like one there. " * 4
    window.trouble.show_message(text)
    whole = next(one for one in window.trouble.findChildren(QPushButton) if one.text() == "Read all")
    more = next(one for one in window.trouble.findChildren(QPushButton) if one.text() == "More ▾")
    assert whole.isHidden()
    window.trouble.show_message(text, actions={"Next " * 12: window.raise_})
    assert not whole.isHidden()
    assert more.isHidden(), "one alone is no menu"


def test_the_last_buttons_are_in_a_menu_before_the_text_is_cut(window: Window) -> None:
    done: list[str] = []
    names = ("Open in SuperOffice", "Details", "New with the same settings", "Send what is missing")
    actions = {name: partial(done.append, name) for name in names}
    text = "Fjell & Vidde Regnskap og Revisjon AS: Saved as number 10001. " * 2
    window.trouble.show_message(text, actions=actions)
    buttons = {one.text(): one for one in window.trouble.findChildren(QPushButton)}
    more, whole = buttons["More ▾"], buttons["Read all"]
    assert [more.isVisible(), whole.isVisible()] == [True, False]
    assert [buttons[name].isVisible() for name in (names[0], names[-1])] == [True, False]
    window.place.lead_to(more)
    assert window.place.stops[-2] is more
    QTest.keyClick(more, Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[-1].text() == names[-1]
    QTest.keyClick(menu, Qt.Key.Key_Up)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert done == [names[-1]]
    window.resize(2400, 800)
    assert [more.isVisible(), buttons[names[-1]].isVisible()] == [False, True]
    window.trouble.dismiss()
    window.trouble.show_message("Saved.")
    assert window.trouble.stops == [window.trouble.findChild(QToolButton)]


def test_a_low_window_has_one_line(window: Window) -> None:
    two = window.place.height()
    window.resize(800, 300)
    assert window.place.height() < two


@pytest.mark.parametrize("height", [400, 800])
@pytest.mark.parametrize("points", [10.5, 13.0])
def test_of_a_message_that_is_cut_whole_lines_are_seen(window: Window, height: int, points: float) -> None:
    font = window.font()
    font.setPointSizeF(points)
    window.setFont(font)
    window.resize(800, height)
    window.trouble.show_message(
        _LONG, Tone.REFUSED, actions={"Sign in": window.raise_, "Settings": window.raise_}
    )
    QApplication.processEvents()
    label = window.trouble.findChild(QLabel, "trouble")
    assert isinstance(label, QLabel)
    line = ceil(QFontMetricsF(label.font()).lineSpacing())
    assert line <= label.height()
    assert label.height() % line == 0
    window.trouble.show_message("Saved.")
    QApplication.processEvents()
    middle = label.geometry().center().y()
    assert abs(middle - window.trouble.rect().center().y()) <= 1


@pytest.mark.parametrize("is_dark", [True, False])
def test_what_the_keys_have_led_to_is_seen(window: Window, qapp: QApplication, is_dark: bool) -> None:
    theme = Theme(qapp)
    theme.apply_colors(dark=is_dark)
    theme.apply()
    try:
        window.trouble.show_message(_LONG, actions={"Sign in": window.raise_})
        window.outcome.show_message(_LONG, actions={"Details": window.raise_})
        QApplication.processEvents()
        stops = window.place.stops
        assert len(stops) == 4
        for stop in stops:
            window.field.setFocus()
            before = stop.grab().toImage()
            stop.setFocus()
            assert stop.grab().toImage() != before, stop.text()
    finally:
        theme.deleteLater()
        qapp.setStyleSheet("")


def test_nothing_of_a_covered_message_is_seen_through_one_without_a_ground(window: Window) -> None:
    window.trouble.show_message(_LONG, Tone.REFUSED)
    window.offers.show()
    for seen in (window.trouble, window.offers, window.trouble):
        assert window.place.seen is seen
        others = {window.trouble, window.offers} - {seen}
        assert not any(one.geometry().intersects(window.place.rect()) for one in others)
        window.next.click()
