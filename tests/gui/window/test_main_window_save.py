"""Save: what stops it, what only asks, what becomes of it, and that nothing typed is lost."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from app.controller.connection.status import ConnectionState
from app.sandbox import Options, SandboxServer
from app.storage.sqlite.drafts import Drafts
from app.ui.inputs.cursor import Cursor, cursor_in
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, connect_to, open_draft, running, wait_until

CONTRACT = "CustomFields.SuperOffice:1"


def names_on(server: SandboxServer) -> list[str]:
    answer = httpx.get(
        f"{server.url}/api/v1/Contact?$select=name&$filter=registeredDate today", auth=("demo", "demo")
    )
    return [row["name"] for row in answer.raise_for_status().json()["value"]]


def type_minimum(typist: Typist, name: str = "Fjell AS") -> None:
    """What the sandbox makes mandatory."""
    typist.type(name)
    typist.go_to_tab(4)
    typist.fill(CONTRACT, "K-1")


def message_of(typist: Typist, path: str) -> str:
    """What stands beneath a field."""
    field = typist.window.findChild(QLineEdit, path)
    assert field is not None
    box = field.parentWidget()
    assert box is not None
    shown = [label.text() for label in box.findChildren(QLabel) if label.property("severity")]
    assert not shown or field.accessibleDescription() == shown[0]
    return shown[0] if shown else ""


@pytest.mark.shared_window
def test_errors_stop_save_and_open_the_first(typist: Typist, server: SandboxServer) -> None:
    typist.fill("Department", "Sales")
    typist.save()
    assert typist.place == "Name"
    assert message_of(typist, "Name") == "Enter the name of the company."
    assert typist.window.form.tabs.tabText(3) == "Custom fields  (1)"
    typist.read_refusal()
    typist.type("Fjell AS")
    wait_until(lambda: not message_of(typist, "Name"))
    typist.save()
    assert typist.place == f"required.{CONTRACT}"
    assert "requires it" in message_of(typist, CONTRACT)
    assert not [request for request in server.requests if request.path == "/api/v1/Contact"]


@pytest.mark.shared_window
def test_a_value_that_cannot_be_read_hides_no_other_fault(typist: Typist) -> None:
    typist.go_to_tab(6)
    typist.fill("Source", "--5")
    typist.save()
    paths = {problem.path for problem in typist.window.problems}
    assert {"Source", "Name", CONTRACT} <= paths
    tabs = typist.window.form.tabs
    assert [tabs.tabText(3), tabs.tabText(5)] == ["Custom fields  (1)", "More  (1)"]


@pytest.mark.long
@pytest.mark.shared_window
def test_a_field_is_judged_once_it_has_been_left(typist: Typist) -> None:
    typist.type("N" * 220)
    wait_until(lambda: any("Too long" in problem.message for problem in typist.window.problems))
    assert not message_of(typist, "Name")
    typist.press(Qt.Key.Key_Tab)
    assert message_of(typist, "Name") == "Too long: 219 characters fit, this has 1 more."


@pytest.mark.long
@pytest.mark.shared_window
def test_warnings_ask_once(typist: Typist, server: SandboxServer) -> None:
    type_minimum(typist)
    typist.press(Qt.Key.Key_E, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    typist.type("unde")
    typist.save()
    assert typist.window.notice.text == (
        "Look again at: Company, E-mail. Press Ctrl+Enter again to save anyway."
    )
    assert "does not look like an e-mail address" in message_of(typist, "Emails[0].Value")
    assert typist.place == "Emails[0].Value"
    assert names_on(server) == []
    typist.read_refusal()
    typist.save()
    typist.wait_for_outcome("Saved as number")
    assert names_on(server) == ["Fjell AS"]


@pytest.mark.long
@pytest.mark.shared_window
def test_what_is_asked_of_one_company_is_not_asked_of_another(typist: Typist) -> None:
    typist.type("Vann AS")
    typist.press(Qt.Key.Key_N, CONTROL)
    type_minimum(typist)
    typist.press(Qt.Key.Key_E, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    typist.type("unde")
    typist.save()
    assert "Press Ctrl+Enter again to save anyway." in typist.window.notice.text
    typist.read_refusal()
    open_draft(typist)
    assert typist.window.form.value()["Name"] == "Vann AS"
    assert typist.window.notice.text == ""


@pytest.mark.long
@pytest.mark.shared_window
def test_three_impatient_presses_make_one_entry(typist: Typist, server: SandboxServer) -> None:
    type_minimum(typist)
    for _ in range(3):
        typist.save()
    typist.wait_for_outcome("Saved as number")
    assert names_on(server) == ["Fjell AS"]
    assert len(typist.saved_entries()) == 1


@pytest.mark.long
@pytest.mark.parametrize("server", [Options(fail_person="Hansen")], indirect=True)
def test_a_refused_person_is_named_and_the_company_is_not_posted_again(
    typist: Typist, server: SandboxServer
) -> None:
    type_minimum(typist)
    typist.go_to_tab(2)
    typist.fill("Persons[0].Firstname", "Kari")
    typist.press(Qt.Key.Key_Return)
    typist.fill("Persons[1].Lastname", "Hansen")
    typist.save()
    said = typist.wait_for_outcome("Hansen")
    assert "10001" in said
    assert names_on(server) == ["Fjell AS"]
    posts = [request.path for request in server.requests if request.method == "POST"]
    assert posts.count("/api/v1/Contact") == 1


@pytest.mark.long
@pytest.mark.shared_window
def test_what_the_server_refuses_comes_back_with_its_words(typist: Typist, server: SandboxServer) -> None:
    type_minimum(typist)
    typist.go_to_tab(1)
    typist.fill("Country", "norway")
    form = typist.window.form
    form.set_context(replace(form.context, rules=typist.program.lookups.rules))
    category = typist.window.form.parts_by_path["Category"]
    category.set_value({"Id": 999_999})
    typist.save()
    typist.wait_for_outcome("Fjell AS")
    wait_until(lambda: typist.window.form.value().get("Name") == "Fjell AS")
    assert names_on(server) == []
    wait_until(lambda: bool(typist.window.problems))
    assert typist.window.form.value()["CustomFields"]["SuperOffice:1"] == "K-1"


@pytest.mark.long
def test_a_draft_outlives_the_window(qapp: QApplication, server: SandboxServer, program_home: Path) -> None:
    assert qapp is not None
    connect_to(server.url, program_home)
    with running() as typist:
        typist.wait_until_signed_in()
        typist.type("Half a comp")
    with running() as typist:
        wait_until(lambda: typist.window.form.value().get("Name") == "Half a comp")
        assert "what you were typing" in typist.window.notice.text
        assert cursor_in(typist.focused) == Cursor(11, 11), "one goes on where one was"
        typist.wait_until_signed_in()
        typist.press(Qt.Key.Key_D, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        wait_until(lambda: "Name" not in typist.window.form.value())


@pytest.mark.long
def test_without_a_server_the_entry_is_kept_and_sent_later(
    qapp: QApplication, tmp_path: Path, program_home: Path
) -> None:
    assert qapp is not None
    data = tmp_path / "sandbox.sqlite3"
    with SandboxServer(data) as server:
        port = int(server.url.rpartition(":")[2])
    connect_to(server.url, program_home)
    with running() as typist:
        wait_until(lambda: typist.program.connections.status.state is ConnectionState.OUT_OF_REACH)
        typist.type("Fjell AS")
        typist.save()
        typist.wait_for_outcome("“Fjell AS” is kept here")
        assert "127.0.0.1" in typist.wait_for_outcome("as soon as")
        assert typist.window.form.value().get("Name") is None
    with SandboxServer(data, port=port) as server, running() as typist:
        wait_until(lambda: names_on(server) == ["Fjell AS"])


@pytest.fixture
def wrong_password(qapp: QApplication, server: SandboxServer, program_home: Path) -> Iterator[Typist]:
    assert qapp is not None
    connect_to(server.url, program_home, password="not this one")
    with running() as typist:
        wait_until(lambda: typist.program.connections.status.state is ConnectionState.SIGN_IN_NEEDED)
        yield typist


@pytest.mark.long
def test_a_wrong_password_pauses_sending_not_typing(wrong_password: Typist, server: SandboxServer) -> None:
    typist = wrong_password
    assert "password" in typist.window.connection_strip.text
    typist.type("Fjell AS")
    typist.save()
    wait_until(lambda: "Name" not in typist.window.form.value())
    typist.type("The next one")
    assert names_on(server) == []
    typist.program.connections.give_secret("demo")
    wait_until(lambda: names_on(server) == ["Fjell AS"])
    assert typist.window.form.value()["Name"] == "The next one"
    assert keyring.get_password("contact-entry", "Practice/password") == "demo"


@pytest.mark.long
@pytest.mark.shared_window
def test_the_next_company_takes_the_settings_of_the_last_one(typist: Typist) -> None:
    typist.press(Qt.Key.Key_N, CONTROL | SHIFT)
    assert "no settings to repeat" in typist.window.outcome.text
    typist.type("Fjell AS")
    typist.fill("Country", "sweden")
    typist.fill("Category", "partner")
    typist.fill("Business", "health")
    typist.go_to_tab(4)
    typist.fill("CustomFields.SuperOffice:1", "K-1")
    typist.save()
    typist.wait_for_outcome("Saved as number")
    typist.type("Vidde AS")
    typist.press(Qt.Key.Key_N, CONTROL | SHIFT)
    form = typist.window.form.value()
    assert (form["Country"]["CountryId"], form["Category"]["Id"], form["Business"]["Id"]) == (752, 4, 7)
    assert not form.keys() & {"Name", "CustomFields", "Address"}
    store = typist.program.store
    assert store is not None
    wait_until(lambda: [draft.form.get("Name") for draft in Drafts(store).all()] == ["Vidde AS"])
