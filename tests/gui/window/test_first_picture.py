"""The window before anything is behind it."""

from collections.abc import Iterator
from functools import partial
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app import __version__
from app.ui.common.plain_text import PlainMessageBox
from app.ui.inputs.choice import ChoiceInput
from app.ui.window.actions import MENUS
from app.ui.window.first_picture import FirstPicture

OF_THE_FORM = tuple(
    f"action.{name}"
    for name in ("quit", "save", "tab", "add", "guide", "keys", "about", "nextPage", "pageBefore")
)
COMMANDS = [
    entry.name
    for entries in MENUS.values()
    for entry in entries
    if entry.text and not entry.name.startswith(OF_THE_FORM)
]


@pytest.fixture
def picture(qtbot: QtBot) -> Iterator[FirstPicture]:
    made = FirstPicture()
    qtbot.addWidget(made)
    yield made
    made.allow_closing()


@pytest.mark.long
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


def test_about_names_version_and_licence(picture: FirstPicture) -> None:
    picture.actions_by_name["action.about"].trigger()
    box = picture.findChild(PlainMessageBox, "about")
    assert isinstance(box, PlainMessageBox)
    assert __version__ in box.text()
    assert "MIT licence" in box.text()
    box.close()


def test_about_leads_to_the_guide_and_to_what_it_names(
    picture: FirstPicture, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    for words in ("Licence of Qt", "SuperOffice’s documentation"):
        picture.actions_by_name["action.about"].trigger()
        box = picture.findChild(PlainMessageBox, "about")
        assert isinstance(box, PlainMessageBox)
        next(one for one in box.buttons() if one.text().replace("&", "") == words).click()
        QCoreApplication.sendPostedEvents(box, QEvent.Type.DeferredDelete)
    assert opened == ["https://www.qt.io/licensing/", "https://docs.superoffice.com/"]


def show(picture: FirstPicture, qtbot: QtBot) -> None:
    picture.show()
    picture.activateWindow()
    qtbot.waitUntil(picture.isActiveWindow)


def type_keys(picture: FirstPicture, text: str) -> None:
    focused = picture.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def test_what_is_asked_for_is_done_once_it_can_be(picture: FirstPicture) -> None:
    done = Mock()
    for name in ("refresh", "discard", "discard", "undo", "undo"):
        picture.actions_by_name[f"action.{name}"].trigger()
    names = list(picture.actions_by_name)
    picture._begin({name: partial(done, name) for name in names})
    asked = [call.args[0] for call in done.call_args_list]
    assert asked == ["action.refresh", "action.discard", "action.undo", "action.undo"]
    picture.actions_by_name["action.save"].trigger()
    assert done.call_count == 5


@pytest.mark.long
@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_typed_after_a_command_that_waits_comes_after_it(
    picture: FirstPicture, qtbot: QtBot, name: str
) -> None:
    show(picture, qtbot)
    type_keys(picture, "Fjell")
    picture.actions_by_name[name].trigger()
    type_keys(picture, "V")
    QTest.keyClick(picture.focusWidget(), Qt.Key.Key_Home)
    type_keys(picture, "A")
    assert picture.form.value() == {"Name": "Fjell"}
    assert not picture.close()
    order: list[object] = []

    def note(done: str) -> None:
        order.append((done, picture.form.value()["Name"]))
        picture.menuBar().setFocus()  # as if it had opened something

    picture._begin({one: partial(note, one) for one in picture.actions_by_name})
    assert order == [(name, "Fjell")]
    assert picture.form.value() == {"Name": "AFjellV"}


def test_a_command_that_fails_does_not_take_along_what_came_after_it(
    picture: FirstPicture, qtbot: QtBot
) -> None:
    saved = Mock()
    picture._save_early = saved  # type: ignore[method-assign]  # what the main window does
    show(picture, qtbot)
    picture.actions_by_name["action.discard"].trigger()
    type_keys(picture, "Fjell")
    picture.actions_by_name["action.save"].trigger()
    type_keys(picture, "V")
    with qtbot.captureExceptions() as raised:
        picture._begin({"action.discard": lambda: 1 // 0})
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]
    assert picture.form.value() == {"Name": "Fjell"}
    assert len(saved.call_args.args[0]) == 1


def test_a_text_that_names_no_entry_is_not_closed_away(picture: FirstPicture, qtbot: QtBot) -> None:
    show(picture, qtbot)
    country = picture.form.findChild(ChoiceInput, "Country")
    assert country is not None
    country.setFocus()
    type_keys(picture, "Nor")
    assert picture.form.value() == {}
    assert not picture.close()


def test_what_is_done_after_an_early_save_is_for_the_next_company(
    picture: FirstPicture, qtbot: QtBot
) -> None:
    saved, done = Mock(), Mock()
    picture._save_early = saved  # type: ignore[method-assign]  # what the main window does
    show(picture, qtbot)
    type_keys(picture, "Fjell")
    for name in ("action.save", "action.save", "action.addPerson", "action.nextProblem"):
        picture.actions_by_name[name].trigger()
    type_keys(picture, "N")
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
