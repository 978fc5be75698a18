"""What slots, threads and destructors raise is told once, with the class alone in the log."""

import logging
import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from pytestqt.qtbot import QtBot

from app.controller.process.unexpected_errors import SENTENCE, UnexpectedErrors

SECRET = "Fjell AS, 22 33 44 55"
pytestmark = [
    pytest.mark.qt_no_exception_capture,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]


class Emitter(QObject):
    pressed = Signal()


class Broken:
    def __del__(self) -> None:
        raise ValueError(SECRET)


def fail() -> None:
    raise ValueError(SECRET)


def in_slot() -> None:
    emitter = Emitter()
    emitter.pressed.connect(fail)
    emitter.pressed.emit()


def in_timer() -> None:
    QTimer.singleShot(0, fail)


def in_thread() -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def in_destructor() -> None:
    Broken()


@pytest.fixture
def errors(qapp: object) -> Iterator[UnexpectedErrors]:
    assert qapp is not None
    errors = UnexpectedErrors()
    errors.install()
    yield errors
    errors.remove()


@pytest.mark.parametrize("break_it", [in_slot, in_timer, in_thread, in_destructor])
def test_nothing_fails_silently(
    qtbot: QtBot, errors: UnexpectedErrors, caplog: pytest.LogCaptureFixture, break_it: Callable[[], None]
) -> None:
    with caplog.at_level(logging.ERROR), qtbot.waitSignal(errors.caught) as told:
        break_it()
    assert told.args == [SENTENCE]
    assert "ValueError" in caplog.text
    assert SECRET not in caplog.text


def test_a_fault_in_telling_does_not_go_round(errors: UnexpectedErrors) -> None:
    told: list[str] = []

    def tell(sentence: str) -> None:
        told.append(sentence)
        fail()

    errors.caught.connect(tell)
    in_slot()
    assert told == [SENTENCE]


def test_what_was_there_before_comes_back(qapp: object) -> None:
    before = (sys.excepthook, sys.unraisablehook, threading.excepthook)
    errors = UnexpectedErrors()
    errors.install()
    assert sys.excepthook not in before
    errors.remove()
    assert (sys.excepthook, sys.unraisablehook, threading.excepthook) == before
    assert qapp is not None
