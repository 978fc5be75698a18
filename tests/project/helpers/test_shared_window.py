"""The window that tests share: it is handed on as it was at first, or not at all."""

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.model.carriers.lists import Choice
from tests.helpers.ui.beginnings import Beginning
from tests.helpers.ui.shared_window import SharedWindow, WindowShare
from tests.helpers.ui.window import CONTROL, SHIFT, Typist

pytestmark = pytest.mark.slow


@pytest.fixture
def share() -> Iterator[WindowShare]:
    share = WindowShare()
    yield share
    share.close()


def leave_much(typist: Typist) -> None:
    """What tests leave behind: drafts, a page, rows, people, panels, sentences, and text in the middle."""
    typist.type("Fjell AS")
    typist.press(Qt.Key.Key_N, CONTROL)
    typist.type("Vidde AS")
    typist.press(Qt.Key.Key_E, CONTROL | SHIFT)
    typist.type("no address")
    typist.press(Qt.Key.Key_Plus, CONTROL)
    typist.go_to_tab(2)
    typist.fill("Persons[0].Lastname", "Berg")
    typist.press(Qt.Key.Key_PageDown, CONTROL)
    typist.press(Qt.Key.Key_N, CONTROL | SHIFT)
    typist.save()
    typist.press(Qt.Key.Key_J, CONTROL | SHIFT)
    typist.press(Qt.Key.Key_O, CONTROL)
    typist.window.notice.show_message("Left over.", actions={"Undo": lambda: None})


def change_the_context(typist: Typist) -> None:
    form = typist.window.form
    form.set_context(form.context.with_choices("category", (Choice(1, "Left over"),)))


def disable_a_field(typist: Typist) -> None:
    typist.window.form.parts_by_path["Department"].setEnabled(False)


@pytest.mark.long
def test_what_a_test_leaves_is_put_back_or_there_is_a_new_window(
    qapp: QApplication, tmp_path: Path, share: WindowShare
) -> None:
    assert qapp is not None
    hooks = sys.excepthook, sys.unraisablehook, threading.excepthook

    def window() -> SharedWindow:
        return share.window(tmp_path, Beginning(is_connected=False))

    first = window()
    blank = first.typist.window.form.value()
    leave_much(first.typist)
    assert window() is first
    assert first.typist.window.form.value() == blank
    assert first.typist.place == "Name"
    assert first.typist.window.notice.isHidden()
    for spoil in (change_the_context, disable_a_field):
        assert_a_new_one_after(spoil, window)
    assert share.window(tmp_path, Beginning(is_connected=False)) is not first
    share.close()
    assert (sys.excepthook, sys.unraisablehook, threading.excepthook) == hooks


def assert_a_new_one_after(spoil: Callable[[Typist], None], window: Callable[[], SharedWindow]) -> None:
    before = window()
    spoil(before.typist)
    after = window()
    assert after is not before, spoil.__name__
    assert after.typist.window.form.parts_by_path["Department"].isEnabled()


@pytest.mark.long
def test_after_a_failure_there_is_a_new_window(
    qapp: QApplication, tmp_path: Path, share: WindowShare
) -> None:
    assert qapp is not None
    first = share.window(tmp_path, Beginning(is_connected=False))
    share.distrust()
    second = share.window(tmp_path, Beginning(is_connected=False))
    assert second is not first
    assert share.window(tmp_path, Beginning(is_connected=False)) is second
