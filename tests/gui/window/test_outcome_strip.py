"""The strip that ends every Save: what can be done about each outcome."""

from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton

from app.model.history.origin import origin_in
from app.model.templates.like_last import LIKE_LAST
from app.sandbox import Options, SandboxServer
from app.ui.connection.password_dialog import PasswordDialog
from app.ui.connection.strip import ConnectionStrip
from app.ui.window.saved_facts_dialog import SavedFactsDialog
from tests.gui.window.test_main_window_save import type_minimum
from tests.helpers.fakes.delivery import Switch
from tests.helpers.faults.faulty_server import FaultyServer, Response, forward_to
from tests.helpers.ui.outbox_desk import Desk, Links
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, connect_to, running, wait_until


def buttons(typist: Typist) -> dict[str, QPushButton]:
    found = typist.window.outcome.findChildren(QPushButton)
    return {button.text(): button for button in found if button.isVisible()}


def save_one(typist: Typist) -> None:
    type_minimum(typist)
    typist.save()
    typist.wait_for_outcome("Saved as number")


@pytest.mark.shared_window
def test_a_saved_company_can_be_opened_looked_at_and_repeated(typist: Typist, links: Links) -> None:
    save_one(typist)
    wanted = ["Open in SuperOffice", "Details", "New with same settings"]
    wait_until(lambda: list(buttons(typist)) == wanted)
    buttons(typist)["Open in SuperOffice"].click()
    assert "contact_id=" in links.opened[0]
    buttons(typist)["Details"].click()
    dialog = typist.window.findChild(SavedFactsDialog)
    assert isinstance(dialog, QDialog)
    assert dialog.isVisible()
    dialog.reject()


@pytest.mark.shared_window
def test_a_success_goes_once_the_next_company_is_typed_and_it_was_read(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_one(typist)
    typist.type("N")
    assert "Saved as number" in typist.window.outcome.text
    monkeypatch.setattr("app.ui.window.outcome_strip._READING_MS", 0)
    typist.window.outcome._go_soon.stop()
    typist.type("e")
    wait_until(lambda: not typist.window.outcome.text)
    typist.press(Qt.Key.Key_N, CONTROL | SHIFT)  # what it was saved with can be repeated
    assert not typist.window.outcome.text


@pytest.mark.long
@pytest.mark.shared_window
def test_the_settings_of_the_last_one_go_in_as_one_step_over_what_nobody_chose(typist: Typist) -> None:
    typist.fill("Category", "Supplier")
    typist.tab_to("Name")
    save_one(typist)
    typist.press(Qt.Key.Key_N, CONTROL | SHIFT)
    form = typist.window.form
    name = form.context.choices["category"]
    assert next(one.name for one in name if one.id == form.value()["Category"]["Id"]) == "Supplier"
    assert "Name" not in form.value()
    assert origin_in(form.value()).templates == (LIKE_LAST,), "the outbox finds it as one of these"
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert next(one.name for one in name if one.id == form.value()["Category"]["Id"]) != "Supplier"
    assert not origin_in(form.value()).templates


@pytest.mark.shared_window
def test_there_is_nothing_to_repeat_before_the_first(typist: Typist) -> None:
    typist.press(Qt.Key.Key_N, CONTROL | SHIFT)
    assert "no settings to repeat" in typist.window.outcome.text


@pytest.mark.long
@pytest.mark.parametrize("server", [Options(fail_person="Feil")], indirect=True)
def test_a_person_who_was_refused_can_be_tried_again(typist: Typist) -> None:
    type_minimum(typist)
    typist.go_to_tab(2)
    typist.fill("Persons[0].Lastname", "Feil")
    typist.save()
    wait_until(lambda: "Send what is missing" in buttons(typist))
    assert "Feil" in typist.window.outcome.text


@pytest.mark.long
def test_what_waits_for_the_server_can_be_sent_now(program_home: Path, tmp_path: Path) -> None:
    data = tmp_path / "sandbox.sqlite3"
    with ExitStack() as stack:
        with SandboxServer(data) as server:
            connect_to(server.url, program_home)
            typist = stack.enter_context(running(program_home))
            typist.wait_until_signed_in()
            type_minimum(typist)
        typist.save()
        # In a narrow window all of the sentence is offered, too.
        wait_until(lambda: [one for one in buttons(typist) if one != "Read all"] == ["Send now", "Outbox"])
        type_minimum(typist, "Vidde AS")
        typist.save()
        typist.wait_for_outcome("cannot be reached. It is sent by itself: ")
        port = int(server.url.rpartition(":")[2])
        stack.enter_context(SandboxServer(data, port=port))
        while typist.focused is not buttons(typist)["Send now"]:
            is_beside = typist.focused is buttons(typist).get("Read all")
            typist.press(Qt.Key.Key_Tab if is_beside else Qt.Key.Key_F6)
        typist.press(Qt.Key.Key_Return)
        typist.wait_for_outcome("Saved as number")


def test_what_waits_for_a_sign_in_offers_it_with_what_the_server_says(
    program_home: Path, tmp_path: Path
) -> None:
    said = {"Error": True, "ErrorMessage": "Your password has expired."}
    refusal = Response(401, said, headers={"WWW-Authenticate": "Basic"})
    with SandboxServer(tmp_path / "sandbox.sqlite3") as behind, ExitStack() as stack:
        way_in = Switch(forward_to(behind.url))
        connect_to(stack.enter_context(FaultyServer(handle=way_in)).url, program_home)
        typist = stack.enter_context(running(program_home))
        typist.wait_until_signed_in()
        type_minimum(typist)
        way_in.handle = lambda _: refusal
        typist.save()
        typist.wait_for_outcome("sent as soon as you have signed in")
        wait_until(lambda: [one for one in buttons(typist) if one != "Read all"] == ["Sign in", "Outbox"])
        strip = typist.window.findChild(ConnectionStrip)
        assert strip is not None
        assert strip.text.startswith("127.0.0.1")
        assert "did not accept your sign-in: “Your password has expired”." in strip.text
        buttons(typist)["Sign in"].click()
        asked = typist.window.findChild(PasswordDialog)
        assert isinstance(asked, PasswordDialog)
        asked.reject()


@pytest.mark.long
@pytest.mark.parametrize("is_discarded", [True, False], ids=["discarded", "taken back into the form"])
def test_what_was_said_of_one_that_waits_goes_with_it(
    program_home: Path, tmp_path: Path, *, is_discarded: bool
) -> None:
    with ExitStack() as stack:
        with SandboxServer(tmp_path / "sandbox.sqlite3") as server:
            connect_to(server.url, program_home)
            typist = stack.enter_context(running(program_home))
            typist.wait_until_signed_in()
            type_minimum(typist)
        typist.save()
        wait_until(lambda: "Send now" in buttons(typist))
        here = Desk(typist)
        here.open(1)
        if is_discarded:
            typist.press(Qt.Key.Key_Delete)
        else:
            assert here.panel.chosen is not None
            here.panel._outbox.edit_again(here.panel.chosen.id)
        wait_until(lambda: here.panel.model.rowCount() == 0)
        wait_until(lambda: not typist.window.outcome.text)
