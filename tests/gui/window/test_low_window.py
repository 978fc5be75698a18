"""On a screen of 1024 x 600 the window stays as high as the screen, whatever is opened in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from app.sandbox import SandboxServer
from app.ui.common.theme import Theme
from tests.helpers.ui.outbox_desk import put_on
from tests.helpers.ui.window import CONTROL, Typist, wait_until

pytestmark = pytest.mark.shared_window
LOW = QSize(1008, 552)
LOWER = QSize(667, 352)
"""Of a screen of 1024 x 600 at 150 %."""
SEVERAL = 5


@pytest.fixture
def low(typist: Typist, server: SandboxServer, qapp: QApplication) -> Iterator[Typist]:
    """Somebody at such a window, with similar companies; the style sheet makes it higher."""
    for number in range(SEVERAL):
        put_on(server, {"Name": "Fjelltopp Regnskap AS", "Department": str(number)})
    size, sheet = typist.window.size(), qapp.styleSheet()
    theme = qapp.findChild(Theme)
    assert theme is not None
    if not sheet:
        theme.apply()
    typist.window.resize(LOW)
    typist.type("Fjelltopp Regnskap")
    wait_until(lambda: typist.window.duplicates.text == f"{SEVERAL} similar companies")
    yield typist
    if typist.window.outbox.isVisible():
        typist.press(Qt.Key.Key_O, CONTROL)
    typist.window.resize(size)
    if not sheet:
        qapp.setStyleSheet("")


def height(typist: Typist) -> int:
    QApplication.processEvents()
    return typist.window.height()


@pytest.mark.long
def test_the_window_does_not_outgrow_its_screen(low: Typist) -> None:
    window = low.window
    row = window.findChild(QPushButton, "nextSteps.open")
    assert row is not None
    assert row.isVisible()
    low.press(Qt.Key.Key_J, CONTROL)
    assert low.place == "duplicates.list"
    assert height(low) == LOW.height()
    low.press(Qt.Key.Key_O, CONTROL)
    assert window.outbox.isVisible()
    assert height(low) == LOW.height()
    assert not (window.duplicates.isVisible() or row.isVisible()), "the outbox has their room"
    low.press(Qt.Key.Key_J, CONTROL)
    assert low.place == "duplicates.list"
    assert not window.outbox.isVisible()
    assert row.isVisible()
    assert height(low) == LOW.height()


def test_in_a_higher_window_both_are_seen(low: Typist) -> None:
    low.window.resize(1008, 900)
    low.press(Qt.Key.Key_J, CONTROL)
    low.press(Qt.Key.Key_O, CONTROL)
    assert low.window.duplicates.isVisible()
    assert low.window.outbox.isVisible()


def test_on_a_lower_screen_the_form_leaves_its_room_to_the_outbox_until_keys_lead_to_it(
    low: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, form = low.window, low.window.form
    fitting = "app.ui.window.low_window.fitting_size"
    monkeypatch.setattr(fitting, lambda _window, wanted: wanted.boundedTo(LOWER))

    def is_lower() -> bool:
        window.resize(LOWER)  # as low as that once the row of the next step is gone
        return height(low) == LOWER.height()

    wait_until(is_lower)
    before = LOWER.height()
    low.press(Qt.Key.Key_O, CONTROL)
    assert low.place == "outbox.search", "there is nothing in the list"
    assert height(low) == before
    assert form.height() == 0
    assert window.outbox.height() > before // 2
    low.press(Qt.Key.Key_O, CONTROL)
    assert low.place == "Name"
    assert height(low) == before
    assert form.height() >= form.minimumSizeHint().height()
    low.press(Qt.Key.Key_O, CONTROL)
    low.press(Qt.Key.Key_2, CONTROL)
    assert low.place == "Persons[0].Firstname"
    assert not window.outbox.isVisible()
    assert height(low) == before
    low.press(Qt.Key.Key_O, CONTROL)
    window.resize(1008, 900)
    QApplication.processEvents()
    assert window.outbox.isVisible()
    assert form.height() >= form.minimumSizeHint().height(), "there is room for both"


def test_where_the_next_step_has_no_line_a_button_beside_save_opens_it(low: Typist) -> None:
    row = low.window.findChild(QPushButton, "nextSteps.open")
    instead = low.window.findChild(QPushButton, "button.nextSteps")
    assert row is not None
    assert instead is not None
    assert (row.isVisible(), instead.isVisible()) == (True, False)
    low.window.resize(LOWER)
    wait_until(lambda: not row.isVisible())
    assert instead.isVisible()
    assert instead.text() == row.text()
    instead.click()
    dialog = low.window.findChild(QDialog, "nextSteps")
    assert dialog is not None
    dialog.reject()
    low.window.resize(LOW)
    wait_until(row.isVisible)
    assert not instead.isVisible()


def test_in_a_low_window_of_a_higher_screen_both_are_seen(low: Typist) -> None:
    low.window.resize(LOWER)
    low.press(Qt.Key.Key_O, CONTROL)
    assert low.window.form.height() > 0


@pytest.mark.long
def test_what_the_outbox_says_itself_makes_the_window_no_higher(low: Typist) -> None:
    window = low.window
    low.press(Qt.Key.Key_O, CONTROL)
    before = height(low)
    assert before == LOW.height()
    table = window.outbox.table
    rows = table.minimumHeight()
    for words in ("Short.", "2 companies are written to fairs/outbox.csv. " * 9):
        window.outbox.notice.show_message(words, actions={"Undo": window.raise_})
        assert height(low) == before
        assert window.outbox.notice.isVisible()
        assert table.height() >= table.verticalHeader().defaultSectionSize() * 2, "its heading and a row"
    window.outbox.notice.dismiss()
    assert height(low) == before
    assert table.minimumHeight() == rows
