"""The window before anything is behind it."""

from collections.abc import Iterator
from functools import partial
from unittest.mock import Mock

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.window.first_picture import FirstPicture


@pytest.fixture
def picture(qtbot: QtBot) -> Iterator[FirstPicture]:
    made = FirstPicture()
    qtbot.addWidget(made)
    yield made
    made.allow_closing()


def test_the_first_paint_is_told_once(picture: FirstPicture, qtbot: QtBot) -> None:
    painted = Mock()
    picture.painted.connect(painted)
    with qtbot.waitSignal(picture.painted):
        picture.show()
    with qtbot.waitSignal(picture.form.tabs.currentChanged):
        picture.form.show_tab(2)
    picture.repaint()
    assert painted.call_count == 1


def test_one_page_is_built_and_the_others_when_they_are_opened(picture: FirstPicture) -> None:
    assert len(picture.form.pages) == 1
    picture.actions_by_name["action.tab6"].trigger()
    assert [page.tab for page in picture.form.pages] == ["tab.contact", "tab.more"]
    picture.actions_by_name["action.addEmail"].trigger()
    assert list(picture.form.parts_by_path)[-1] == "DbiLastModified"
    assert "Emails" in picture.form.parts_by_path


def test_what_is_asked_for_is_done_once_it_can_be(picture: FirstPicture) -> None:
    done = Mock()
    picture.actions_by_name["action.about"].trigger()
    picture.actions_by_name["action.discard"].trigger()
    picture.actions_by_name["action.discard"].trigger()
    names = list(picture.actions_by_name)
    picture._begin({name: partial(done, name) for name in names})
    assert [call.args for call in done.call_args_list] == [("action.about",), ("action.discard",)]
    picture.actions_by_name["action.save"].trigger()
    assert done.call_count == 3


def test_what_is_done_after_an_early_save_is_for_the_next_company(
    picture: FirstPicture, qtbot: QtBot
) -> None:
    saved, done = Mock(), Mock()
    picture._save_early = saved  # type: ignore[method-assign]  # what the main window does
    picture.show()
    picture.activateWindow()
    qtbot.waitUntil(picture.isActiveWindow)
    QTest.keyClicks(picture.focusWidget(), "Fjell")
    for name in ("action.save", "action.save", "action.addPerson", "action.nextProblem"):
        picture.actions_by_name[name].trigger()
    QTest.keyClicks(picture.focusWidget(), "N")
    assert picture.form.value() == {"Name": "Fjell"}
    names = list(picture.actions_by_name)
    picture._begin({name: partial(done, name) for name in names})
    (ahead,) = saved.call_args.args
    assert [goes_on for _, goes_on in ahead] == [True, False, True]
    for work, _ in ahead:
        work()
    assert [call.args[0] for call in done.call_args_list] == ["action.addPerson", "action.nextProblem"]
    assert picture.form.value() == {"Name": "FjellN"}


def test_size_and_place_come_back(picture: FirstPicture, qtbot: QtBot) -> None:
    picture.resize(777, 555)
    other = FirstPicture()
    qtbot.addWidget(other)
    other.restore(picture.geometry_text(), picture.state_text())
    assert (other.width(), other.height()) == (777, 555)
    other.restore("", "")
    other.restore("damaged", "ÿ")
    assert (other.width(), other.height()) == (777, 555)
