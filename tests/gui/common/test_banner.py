"""A banner: one sentence, its actions, and when it goes away."""

from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.ui.common.banner import Banner, Tone


def shown(qtbot: QtBot) -> Banner:
    banner = Banner("notice")
    qtbot.addWidget(banner)
    return banner


def buttons(banner: Banner) -> list[QPushButton]:
    return [one for one in banner.findChildren(QPushButton) if not one.isHidden()]


def test_it_is_hidden_until_there_is_a_message(qtbot: QtBot) -> None:
    banner = shown(qtbot)
    assert banner.isHidden()
    banner.show_message("The disk is full.", Tone.REFUSED)
    assert not banner.isHidden()
    assert banner.text == "The disk is full."
    assert banner.property("kind") == "refused"


def test_markup_is_shown_as_it_was_written(qtbot: QtBot) -> None:
    banner = shown(qtbot)
    banner.show_message("<b>Fjell</b> AS")
    label = banner.findChild(QLabel, "notice")
    assert isinstance(label, QLabel)
    assert label.text() == "<b>Fjell</b> AS"
    assert label.textFormat().name == "PlainText"


def test_each_message_has_its_own_actions(qtbot: QtBot) -> None:
    banner, done = shown(qtbot), []
    banner.show_message("Discarded.", actions={"Undo": lambda: done.append("undo")})
    banner.show_message(
        "Saved.", actions={"Open it": lambda: done.append("open"), "Details": lambda: done.append("details")}
    )
    qtbot.waitUntil(lambda: [one.text() for one in buttons(banner)] == ["Open it", "Details"])
    buttons(banner)[0].click()
    assert done == ["open"]


def test_only_the_topic_that_is_named_is_dismissed(qtbot: QtBot) -> None:
    banner = shown(qtbot)
    banner.show_message("A list failed.", topic="lists")
    banner.dismiss("rights")
    assert banner.text == "A list failed."
    banner.dismiss("lists")
    assert banner.isHidden()
    banner.show()
    banner.dismiss("lists")
    assert not banner.isHidden(), "what is gone is not taken away with each key"
    banner.show_message("A list failed.", topic="lists")
    banner.dismiss()
    assert banner.isHidden()


def test_the_cross_hides_it(qtbot: QtBot) -> None:
    banner = shown(qtbot)
    banner.show_message("Saved.")
    cross = banner.findChild(QToolButton)
    assert isinstance(cross, QToolButton)
    cross.click()
    assert banner.isHidden()


def test_what_is_kept_stays_above_what_follows(qtbot: QtBot) -> None:
    banner = shown(qtbot)
    banner.keep_message("store", "The disk is full.", Tone.REFUSED)
    banner.keep_message("settings", "The settings are damaged.")
    banner.show_message("Discarded.", actions={"Undo": banner.hide})
    assert banner.text == "The disk is full.\nThe settings are damaged.\nDiscarded."
    assert banner.property("kind") == "refused"
    banner.dismiss()
    assert (banner.text, banner.topic) == ("The disk is full.\nThe settings are damaged.", "")
    assert not buttons(banner)
    banner.keep_message("store", "")
    assert (banner.text, banner.property("kind")) == ("The settings are damaged.", "plain")
    banner.keep_message("settings", "")
    assert banner.isHidden()


def test_what_the_buttons_leave_no_room_for_is_offered_whole(qtbot: QtBot) -> None:
    banner = shown(qtbot)
    banner.is_fixed = True
    text = "Nothing answers there. If it has worked before, it may be off."
    banner.resize(banner.fontMetrics().horizontalAdvance(text) + 120, banner.fontMetrics().height() + 18)
    banner.show_message(text)
    assert [one.text() for one in buttons(banner)] == []
    banner.show_message(text, actions=dict.fromkeys(("Before", "Leave out", "End"), banner.dismiss))
    assert [one.text() for one in buttons(banner)][:1] == ["Read all"], "before any of it is laid out"
