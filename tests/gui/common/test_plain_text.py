"""Labels, tooltips and message boxes show every text as it is, and open nothing that it names."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QTextDocumentFragment
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolTip,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.common import plain_text
from app.ui.common.plain_text import (
    ORIGIN,
    FieldLabel,
    LimitedLabel,
    PlainLabel,
    PlainMessageBox,
    ShortenedLabel,
    name_button,
    plain_line,
    plain_lines,
    plain_tip,
    set_description,
    set_field_tip,
    set_item_tip,
    set_tip,
    show_table,
    show_tip,
    without_mnemonic,
)

HTML = (
    "<b>Fjell</b>",
    '<img src="/a/pipe">',
    '<img src="//host/share/x.png">',
    "<?xml version='1.0'?><b>",
    "a &lt;b&gt; c",
    "  <p style='white-space:pre-wrap'>x</p>",
    "two  blanks <i>\nand a line",
    "</p></body><img src=x>",
)


@pytest.mark.parametrize("wraps", [False, True])
@pytest.mark.parametrize("text", ["A" * 1_900, "A" * 2_000_000, "https://x.no/" + "a-b" * 500])
def test_a_text_that_cannot_be_broken_widens_no_window(qtbot: QtBot, text: str, wraps: bool) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label = PlainLabel(parent=window)
    label.setWordWrap(wraps)
    QVBoxLayout(window).addWidget(label)
    window.resize(600, 200)
    window.show()
    label.setText(text)
    QApplication.processEvents()
    assert window.minimumSizeHint().width() < 1_000
    assert window.width() < 1_000
    assert label.text() == text[:1_999] + "…" or label.text() == text, "and is told as it is"
    if wraps:
        assert label.heightForWidth(500) > 5 * label.fontMetrics().height(), "its lines are broken"


def seen_in(tip: str) -> str:
    """What Qt shows of a tooltip."""
    if not GuiQt.mightBeRichText(tip):
        return tip
    assert "<img" not in tip
    return QTextDocumentFragment.fromHtml(tip).toPlainText()


@pytest.mark.parametrize(
    "text", [*HTML, "Plain & simple", "", "a < b", "R&D", "words " * 60 + "<b>", "x\n<b>"]
)
def test_a_tooltip_shows_the_text_as_it_is(text: str) -> None:
    assert seen_in(plain_tip(text)) == text


def test_a_short_plain_tooltip_is_handed_over_as_it_is_for_screen_readers() -> None:
    assert plain_tip("Save & close (Ctrl+Enter)") == "Save & close (Ctrl+Enter)"


def test_tooltips_of_widgets_actions_and_items(qtbot: QtBot) -> None:
    widget, action, item = QWidget(), QAction("x"), QTreeWidgetItem(["a", "b"])
    qtbot.addWidget(widget)
    set_tip(widget, HTML[0])
    set_tip(action, HTML[0])
    set_item_tip(item, 1, HTML[0])
    assert [seen_in(tip) for tip in (widget.toolTip(), action.toolTip(), item.toolTip(1))] == [HTML[0]] * 3
    set_tip(widget, "")
    assert widget.toolTip() == ""
    widget.show()
    show_tip(widget, HTML[0])
    assert seen_in(QToolTip.text()) == HTML[0]
    show_tip(widget, "")


@pytest.mark.parametrize("text", HTML)
def test_a_label_is_plain_however_its_text_came(qtbot: QtBot, text: str) -> None:
    label = PlainLabel(text, name="a.label", role="hint")
    qtbot.addWidget(label)
    assert (label.textFormat(), label.text()) == (Qt.TextFormat.PlainText, text)
    assert (label.objectName(), label.property("role")) == ("a.label", "hint")
    label.setText(text * 2)
    assert (label.textFormat(), label.text()) == (Qt.TextFormat.PlainText, text * 2)


def test_a_label_of_five_megabytes_is_cut_before_qt_breaks_its_lines(qtbot: QtBot) -> None:
    label = PlainLabel()
    qtbot.addWidget(label)
    label.setWordWrap(True)
    label.setText("word " * 1_000_000)
    assert len(label.text()) == plain_text._LONGEST_TEXT
    assert label.text().endswith("…")


def test_what_turns_text_around_and_what_no_font_has_is_seen(qtbot: QtBot) -> None:
    label = PlainLabel("gro.\u202eexe\u202c\x00\x1b[31m\ud800 שלום\r\nÅs\t👍")
    qtbot.addWidget(label)
    assert label.text() == "gro.�exe���[31m� שלום\nÅs\t👍"


def test_a_message_box_is_plain_in_both_texts(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    box = PlainMessageBox(parent, "a.box", "Title", HTML[1], HTML[1])
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert box.text() == HTML[1]
    labels = {label.objectName(): label for label in box.findChildren(QLabel)}
    beneath = labels["qt_msgbox_informativelabel"]
    assert seen_in(beneath.text()) == HTML[1]


def test_a_table_is_plain_fits_its_window_and_scrolls_by_keys(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1024, 600)
    parent.show()
    show_table(parent, "keys", "Keys", [("Ctrl+<", HTML[1])] * 60)
    dialog = parent.findChild(QDialog, "keys")
    assert isinstance(dialog, QDialog)
    assert dialog.isVisible()
    labels = dialog.findChildren(PlainLabel)
    assert len(labels) == 120
    assert {label.text() for label in labels} == {"Ctrl+<", HTML[1]}
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert dialog.height() < 600
    scroll = dialog.findChild(QScrollArea)
    assert isinstance(scroll, QScrollArea)
    for _ in range(30):
        QTest.keyClick(scroll, Qt.Key.Key_PageDown)
    assert scroll.verticalScrollBar().value() == scroll.verticalScrollBar().maximum() > 0
    QTest.keyClick(scroll, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_name_with_an_ampersand_marks_no_key(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    label = PlainLabel(parent=line)
    label.setBuddy(line)
    label.setText(without_mnemonic("R&D"))
    assert label.text() == "R&&D"


def test_what_a_field_says_and_where_its_value_is_from_stand_beside_each_other(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    set_field_tip(line, "Company name")
    set_description(line, "Required.")
    line.setProperty(ORIGIN, "From CVR, today")
    set_field_tip(line)
    set_description(line)
    assert (line.toolTip(), line.accessibleDescription()) == (
        "Company name\nFrom CVR, today",
        "Required. From CVR, today",
    )
    set_description(line, "It is too long.")
    assert line.accessibleDescription() == "It is too long. From CVR, today"
    line.setProperty(ORIGIN, "")
    set_field_tip(line)
    set_description(line)
    assert (line.toolTip(), line.accessibleDescription()) == ("Company name", "It is too long.")


def test_a_button_is_named_once_and_its_keys_are_told(qtbot: QtBot) -> None:
    button = QPushButton("✕")
    qtbot.addWidget(button)
    name_button(button, "Hide it", "Ctrl+H")
    told = (button.toolTip(), button.accessibleName(), button.accessibleDescription())
    assert told == ("Hide it (Ctrl+H)", "Hide it", "Ctrl+H")
    name_button(button, "Hide it")
    assert (button.toolTip(), button.accessibleDescription().strip()) == ("Hide it", "")


def test_a_label_keeps_its_line_whatever_style_it_gets(qtbot: QtBot) -> None:
    """Qt gives one that has no place yet the margins of its frame."""
    label = FieldLabel("Name:")
    qtbot.addWidget(label)
    margin = label.contentsMargins().top()
    label.setGeometry(0, 0, 100, 0)
    label.setStyleSheet("QLabel { color: red; }")
    assert label.contentsMargins().top() == margin > 0
    label.stand_above()
    assert label.contentsMargins().top() == 0


def test_what_does_not_fit_in_a_line_ends_in_dots_and_is_in_the_tip(qtbot: QtBot) -> None:
    text = "Call about the offer <b> · " + "Fair Oslo 2026 · " * 6
    label = ShortenedLabel(text)
    qtbot.addWidget(label)
    label.resize(200, 30)
    label.show()
    assert label.minimumSizeHint().width() == 0
    assert label.text().startswith("Call about the")
    assert label.text().endswith("…")
    assert (seen_in(label.toolTip()).split(), label.accessibleName()) == (text.split(), text)
    label.resize(label.sizeHint().width(), 30)
    assert (label.text(), label.toolTip(), label.accessibleName()) == (text, "", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Fjord AS", "Fjord AS"),
        ("Ås & Sønn", "Ås & Sønn"),
        ("\u202eSA rehtona", "\ufffdSA rehtona"),
        ("a\x1b[31mb\x07", "a\ufffd[31mb\ufffd"),
        ("a\r\nb\tc", "a b c"),
        ("half \ud800", "half \ufffd"),
        ("x" * 5000, "x" * 999 + "…"),
    ],
)
def test_what_has_no_class_here_shows_one_line_without_what_does_harm(text: str, shown: str) -> None:
    assert plain_line(text) == shown


def test_an_input_that_nobody_types_into_shows_lines() -> None:
    assert plain_lines("a\r\nb\u2066c") == "a\nb\ufffdc"


@pytest.mark.parametrize("size", [8.0, 9.5, 10.0, 10.5, 12.0, 15.0])
@pytest.mark.parametrize("lines", [1, 2])
def test_what_does_not_fit_in_its_lines_shows_what_does_in_every_size(
    qtbot: QtBot, size: float, lines: int
) -> None:
    label = LimitedLabel("Saved as number 10012. " * 20)
    qtbot.addWidget(label)
    label.setWordWrap(True)
    font = label.font()
    font.setPointSizeF(size)
    label.setFont(font)
    label.resize(60 * round(size), 100)
    label.show()
    label.show_lines(lines)
    shown = QLabel.text(label)
    assert shown.endswith("…")
    # As wide as that, each line has some fifty letters.
    assert len(shown) > 40 * lines
