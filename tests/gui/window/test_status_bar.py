"""The line at the bottom of the window."""

from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from app.model.history.saved_today import SavedToday
from app.model.outbox_rows import Progress
from app.ui.window.status_bar import StatusBar
from tests.helpers.ui.window import wait_until


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


def test_what_is_told_later_is_seen_without_a_new_size(qtbot: QtBot) -> None:
    window = QMainWindow()
    bar = StatusBar()
    window.setStatusBar(bar)
    qtbot.addWidget(window)
    window.resize(1000, 200)
    window.show()
    QApplication.processEvents()
    today, sent = (bar.findChild(QLabel, name) for name in ("status.today", "status.progress"))
    assert today is not None
    assert sent is not None
    bar.show_today(SavedToday(1, 1))
    assert today.isVisible()
    bar.show_progress(Progress(9, 32))
    assert sent.isVisible()
    bar.show_progress(Progress())
    assert sent.isHidden()


def test_counts_give_way_where_there_is_no_room(qtbot: QtBot) -> None:
    window = QMainWindow()
    bar = StatusBar()
    window.setStatusBar(bar)
    qtbot.addWidget(window)
    bar.connection.setText("Practice: Ingrid Solberg")
    bar.show_waiting("2 to send · 1 refused")
    window.show()
    QApplication.processEvents()
    least = window.minimumSizeHint().width()
    window.resize(least, 200)
    bar.show_today(SavedToday(36, 36))
    bar.show_progress(Progress(9, 32))
    QApplication.processEvents()
    assert window.minimumSizeHint().width() == window.width() == least
    today, sent = (bar.findChild(QLabel, name) for name in ("status.today", "status.progress"))
    assert today is not None
    assert sent is not None
    wait_until(lambda: today.isHidden() and sent.isHidden())
    window.resize(least + sent.sizeHint().width() + 20, 200)
    wait_until(lambda: today.isHidden() and sent.isVisible())
    window.resize(least + 800, 200)
    wait_until(lambda: today.isVisible() and sent.isVisible())
    assert today.width() >= today.sizeHint().width()
