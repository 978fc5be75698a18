"""The strip of the connection: what it says in each state, and what it offers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton

from app.controller.connection.status import ConnectionState
from app.model.checks.rules import Rules
from app.model.checks.validation import NO_RIGHT
from app.sandbox import PASSWORD, SandboxServer
from app.ui.connection.dialog import ConnectionDialog
from app.ui.connection.password_dialog import PasswordDialog
from app.ui.outbox.table_model import next_step
from tests.helpers.ui.outbox_desk import Desk
from tests.helpers.ui.window import Typist, connect_to, running, wait_until


def offered(typist: Typist) -> list[str]:
    buttons = typist.window.connection_strip.findChildren(QPushButton)
    texts = [button.text() for button in buttons if button.isVisible()]
    return [text for text in texts if text != "Read all"]  # the screen of the tests is narrow


@pytest.mark.long
@pytest.mark.shared_window(connected=False)
def test_without_a_connection_it_offers_to_set_one_up(typist: Typist) -> None:
    wait_until(lambda: offered(typist) == ["Set up a connection", "Try it out"])
    buttons = typist.window.connection_strip.findChildren(QPushButton)
    button = next(one for one in buttons if one.text() == "Set up a connection")
    button.click()
    dialog = typist.window.findChild(ConnectionDialog)
    assert isinstance(dialog, ConnectionDialog)
    dialog.reject()


@pytest.mark.shared_window
def test_signed_in_it_is_out_of_the_way_and_the_status_bar_says_who(typist: Typist) -> None:
    strip = typist.window.connection_strip
    assert strip.isHidden()
    assert strip.label.text()


@pytest.mark.long
def test_a_missing_right_is_said_and_taken_back(typist: Typist) -> None:
    lookups, strip = typist.program.lookups, typist.window.connection_strip
    lookups.rules_changed.emit(Rules(may_create=False))
    assert strip.text == NO_RIGHT
    lookups.rules_changed.emit(Rules(may_create=True))
    assert strip.isHidden()


@pytest.mark.shared_window
def test_a_list_that_failed_can_be_tried_again(typist: Typist) -> None:
    typist.program.lookups.problem_changed.emit("The categories did not come.")
    wait_until(lambda: offered(typist) == ["Try again"])
    assert typist.window.connection_strip.text == "The categories did not come."
    typist.program.lookups.problem_changed.emit("")
    assert typist.window.connection_strip.isHidden()


@pytest.mark.shared_window
def test_a_list_that_failed_is_told_once_and_again_once_it_was_closed(typist: Typist) -> None:
    lookups, strip, told = typist.program.lookups, typist.window.connection_strip, list[str]()
    noted = strip.told.connect(lambda: told.append(strip.text))
    sentence = "The businesses did not come."
    for _ in range(3):  # with each list that comes after it
        lookups.problem_changed.emit(sentence)
    assert told == [sentence]
    strip.dismiss()
    lookups.problem_changed.emit(sentence)
    lookups.problem_changed.emit("Nor did the categories.")
    assert told == [sentence, sentence, "Nor did the categories."]
    lookups.problem_changed.emit("")
    assert strip.isHidden()
    strip.told.disconnect(noted)


@pytest.mark.shared_window
def test_a_page_that_came_is_opened_in_the_browser_by_keyboard(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    connections, strip = typist.program.connections, typist.window.connection_strip
    before = connections.status
    assert before.profile is not None
    connections.page_came(before.profile.name, "A page came.")
    assert (strip.text, offered(typist)) == ("A page came.", ["Open in browser", "Try again"])
    button = strip.findChildren(QPushButton)[-2]
    for _ in range(2):  # the tabs are between
        typist.press(Qt.Key.Key_F6)
    assert typist.focused is button
    typist.press(Qt.Key.Key_Return)
    assert opened == [f"{before.profile.url}/"]
    typist.program.lookups.problem_changed.emit("The categories did not come.")
    wait_until(lambda: set(offered(typist)) == {"Open in browser", "Try again"})
    typist.program.lookups.problem_changed.emit("")
    connections.page_came(before.profile.name, "")
    assert strip.isHidden()


@pytest.mark.shared_window
def test_what_is_out_of_reach_leads_to_the_settings(typist: Typist) -> None:
    connections, before = typist.program.connections, typist.program.connections.status
    out = replace(before, state=ConnectionState.OUT_OF_REACH, sentence="The proxy asks for a password.")
    connections.status_changed.emit(out)
    wait_until(lambda: offered(typist) == ["Settings"])
    connections.status_changed.emit(before)
    assert typist.window.connection_strip.isHidden()


@pytest.mark.shared_window
@pytest.mark.parametrize("action", ["connection", "signIn", "preferences", "field", "keys", "about"])
def test_a_dialog_that_is_closed_is_deleted(typist: Typist, action: str) -> None:
    before = len(typist.window.findChildren(QDialog))
    for _ in range(2):
        typist.window.actions_by_name[f"action.{action}"].trigger()
        opened = [one for one in typist.window.findChildren(QDialog) if one.isVisible()]
        assert len(opened) == 1
        wait_until(opened[0].isActiveWindow)
        typist.press(Qt.Key.Key_Escape)
        wait_until(lambda: len(typist.window.findChildren(QDialog)) == before)
    typist.window.activateWindow()
    wait_until(typist.window.isActiveWindow)


@pytest.fixture
def unsigned(server: SandboxServer, program_home: Path) -> Iterator[Typist]:
    """Somebody whose password is not known, and who has saved a company."""
    connect_to(server.url, program_home)
    keyring.delete_password("contact-entry", "Practice/password")
    with running(program_home) as typist:
        wait_until(lambda: typist.program.connections.status.state is ConnectionState.SIGN_IN_NEEDED)
        typist.fill("Name", "Fjord AS")
        typist.save()
        if typist.window.outcome.text == "":
            typist.save()  # what could not be checked is confirmed
        wait_until(lambda: "Fjord AS" in typist.window.outcome.text)
        yield typist


def asked(typist: Typist) -> PasswordDialog | None:
    return next((one for one in typist.window.findChildren(PasswordDialog) if one.isVisible()), None)


@pytest.mark.long
@pytest.mark.parametrize("way", ["message", "outbox"])
def test_who_sends_now_without_a_password_is_asked_for_it(
    unsigned: Typist, server: SandboxServer, way: str
) -> None:
    here = Desk(unsigned)
    here.open(1)
    row = here.panel.chosen
    assert row is not None
    wait_until(
        lambda: next_step(here.panel.chosen or row, datetime.now(UTC)) == "Sent once you have signed in"
    )
    before = len(server.requests)
    if way == "outbox":
        unsigned.press(Qt.Key.Key_Return)
    else:
        buttons = unsigned.window.outcome.findChildren(QPushButton)
        next(one for one in buttons if one.text() == "Sign in").click()
    wait_until(lambda: asked(unsigned) is not None)
    assert len(server.requests) == before
    dialog = asked(unsigned)
    assert dialog is not None
    texts = [one.text() for one in dialog.findChildren(QLabel)]
    assert any("is not known. Type it to sign in." in text for text in texts)
    field = dialog.findChild(QLineEdit, "signin.secret")
    assert isinstance(field, QLineEdit)
    field.setText(PASSWORD)
    dialog.accept()
    wait_until(lambda: "Saved as number" in unsigned.window.outcome.text)


@pytest.mark.long
def test_the_settings_call_no_password_unchanged_that_is_not_known(unsigned: Typist) -> None:
    unsigned.window.connection_strip.set_up()
    dialog = unsigned.window.findChild(ConnectionDialog)
    assert isinstance(dialog, ConnectionDialog)
    field = dialog.findChild(QLineEdit, "profile.secret")
    assert isinstance(field, QLineEdit)
    assert field.placeholderText() != "unchanged"
    dialog.reject()
