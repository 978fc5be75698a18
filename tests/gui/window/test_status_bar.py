"""The line at the bottom of the window."""

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.model.outbox_rows import Progress
from app.ui.window.status_bar import StatusBar


def text(bar: StatusBar, name: str) -> str:
    label = bar.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def test_it_shows_connection_progress_and_what_waits(qtbot: QtBot) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.show()
    bar.connection.setText("Signed in")
    assert bar.connection.isVisible()
    assert text(bar, "status.connection") == "Signed in"
    bar.show_waiting("3 companies wait")
    waiting = bar.findChild(QPushButton, "status.outbox")
    assert isinstance(waiting, QPushButton)
    assert waiting.text() == "3 companies wait"
    with qtbot.waitSignal(bar.outbox_asked):
        waiting.click()
    bar.show_waiting("")
    assert waiting.isHidden()
    progress = Progress()
    bar.show_progress(progress)
    assert text(bar, "status.progress") == progress.text
