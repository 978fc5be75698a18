"""What is typed is added to a company that is there: chosen, shown, sent, taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from app.model.additions.merging import with_added
from app.model.additions.target import target_of
from app.sandbox import PASSWORD, USER, Options, SandboxServer
from app.ui.additions.differences_dialog import DifferencesDialog
from app.ui.window.save_corner import ProblemsSummary
from tests.helpers.ui.window import ALT, CONTROL, SHIFT, Typist, connect_to, running, wait_until

BAKERY = "Nordlys Bakeri AS"
NUMBER = 2
AUTH = (USER, PASSWORD)
_NONE = Qt.KeyboardModifier.NoModifier


def record(server: SandboxServer) -> dict[str, Any]:
    answer = httpx.get(f"{server.url}/api/v1/Contact/{NUMBER}", auth=AUTH).raise_for_status()
    found: dict[str, Any] = answer.json()
    return found


def people(server: SandboxServer) -> list[tuple[str, str]]:
    query = "$select=firstName,lastName,email/emailAddress"
    answer = httpx.get(f"{server.url}/api/v1/Contact/{NUMBER}/Persons?{query}", auth=AUTH).raise_for_status()
    rows = answer.json()["value"]
    return [(f"{row['firstName']} {row['lastName']}", row["email/emailAddress"]) for row in rows]


def change(server: SandboxServer, **values: Any) -> None:
    """Has somebody else change the company."""
    body = with_added(record(server), {}).record | values
    httpx.put(f"{server.url}/api/v1/Contact/{NUMBER}", json=body, auth=AUTH).raise_for_status()


def choose_bakery(typist: Typist, press: Callable[..., None] | None = None) -> None:
    """Types the name of a known company and chooses it from the strip."""
    press = press or typist.press
    typist.type(BAKERY)
    wait_until(lambda: typist.window.duplicates.text == "1 similar company")
    press(Qt.Key.Key_J, CONTROL)
    press(Qt.Key.Key_Return)


def strip_text(typist: Typist) -> str:
    return typist.program.adding_to.strip.text


def wait_until_read(typist: Typist) -> None:
    wait_until(lambda: "Adding to" in strip_text(typist) and "is being read" not in strip_text(typist))


def differences() -> DifferencesDialog:
    wait_until(lambda: isinstance(QApplication.activeWindow(), DifferencesDialog))
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, DifferencesDialog)
    return dialog


@pytest.mark.long
@pytest.mark.shared_window
def test_somebody_is_added_to_a_known_company_by_six_keys(typist: Typist, server: SandboxServer) -> None:
    keys: list[Qt.Key] = []

    def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE) -> None:
        keys.append(key)
        typist.press(key, modifiers)

    before, companies = record(server), _count_of_companies(server)
    choose_bakery(typist, press)
    assert typist.place == "Persons[0].Firstname"
    typist.type("Kari Nordmann")
    press(Qt.Key.Key_B, ALT)
    typist.type("99 88 77 66")
    press(Qt.Key.Key_Backtab, SHIFT)
    typist.type("kari@nordlys.example")
    press(Qt.Key.Key_Return, CONTROL)
    assert "Kari Nordmann" in typist.wait_for_outcome("Added to")
    assert len(keys) <= 6
    assert people(server) == [("Kari Nordmann", "kari@nordlys.example")]
    assert _count_of_companies(server) == companies
    assert record(server) == before
    assert not any(request.method == "PUT" for request in server.requests)


def _count_of_companies(server: SandboxServer) -> int:
    answer = httpx.get(f"{server.url}/api/v1/Contact?$select=contactId", auth=AUTH).raise_for_status()
    return len(answer.json()["value"])


@pytest.mark.shared_window
def test_that_there_is_nothing_to_add_is_told_by_save(typist: Typist) -> None:
    choose_bakery(typist)
    wait_until_read(typist)
    wait_until(lambda: bool(typist.window._problems.problems))
    (counted,) = typist.window.findChildren(ProblemsSummary)
    assert counted.isHidden(), "nobody has typed or left anything yet"
    typist.save()
    wait_until(lambda: counted.text == "1 to correct (F8)")
    assert "There is nothing to add yet" in typist.window.notice.text


@pytest.mark.shared_window
def test_who_is_typed_already_is_shown_and_nobody_is_added(typist: Typist) -> None:
    form = typist.window.form
    form.show_page(form.persons)
    form.persons.editor.add_person()
    typist.type("Eva")
    form.focus_first()
    choose_bakery(typist)
    assert typist.place == "Persons[0].Firstname"
    assert form.value()["Persons"] == [{"Firstname": "Eva"}]
    assert form.persons.editor.person == {"Firstname": "Eva"}


@pytest.mark.shared_window(options=Options(people=True))
def test_one_more_enter_chooses_none_of_those_where_its_people_are_known(typist: Typist) -> None:
    form = typist.window.form
    form.show_page(form.persons)
    form.persons.editor.add_person()
    typist.type("Eva")
    form.persons.editor.focus_path("Persons[0].Email")
    typist.type("marte@havbris.example")
    form.focus_first()
    typist.type(BAKERY)
    typist.press(Qt.Key.Key_H, CONTROL | SHIFT)  # what is left is no field of the header
    wait_until(lambda: typist.window.duplicates.text == "2 similar companies")
    typist.press(Qt.Key.Key_J, CONTROL)
    typist.press(Qt.Key.Key_Return)
    chosen = target_of(form.value())
    assert chosen is not None
    assert typist.place.startswith("Persons[0].")
    wait_until(lambda: typist.window.duplicates.text == "Known at 1 other company")
    assert typist.window.duplicates.isHidden()
    typist.press(Qt.Key.Key_Return)
    now = target_of(form.value())
    assert now is not None
    assert now.is_same_company(chosen), "its name may have been read meanwhile"
    typist.press(Qt.Key.Key_J, CONTROL)
    (hint,) = [one for one in typist.window.duplicates.findChildren(QLabel) if one.isVisible()]
    assert hint.text().startswith(
        "Your people are known at these companies. Enter adds to one of them instead"
    )
    typist.press(Qt.Key.Key_Escape)
    now = target_of(form.value())
    assert now is not None
    assert now.is_same_company(chosen)


@pytest.mark.long
@pytest.mark.shared_window
def test_what_was_typed_moves_and_one_step_takes_it_back(typist: Typist) -> None:
    typist.press(Qt.Key.Key_H, CONTROL | SHIFT)
    typist.type("77 12 34 56")
    typist.window.form.focus_first()
    typist.type(BAKERY)
    wait_until(lambda: typist.window.duplicates.text == "1 similar company")
    before = typist.window.form.value()
    typist.press(Qt.Key.Key_J, CONTROL)
    typist.press(Qt.Key.Key_Return)
    wait_until_read(typist)
    form = typist.window.form.value()
    target = target_of(form)
    assert target is not None
    assert (target.contact_id, target.name) == (NUMBER, BAKERY)
    assert form.keys() - {"Target"} == {"Name", "Phones"}
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert typist.window.form.value() == before
    assert strip_text(typist) == ""
    typist.press(Qt.Key.Key_Y, CONTROL)
    wait_until_read(typist)
    typist.program.adding_to.strip.back_asked.emit()
    assert strip_text(typist) == ""
    assert typist.window.form.value() == {**before, "Name": BAKERY}


@pytest.mark.shared_window
def test_what_the_company_has_is_shown_and_closed(typist: Typist) -> None:
    choose_bakery(typist)
    wait_until_read(typist)
    assert "Adding to “Nordlys Bakeri AS” · number DEMO-2 · Tromsø" in strip_text(typist)
    typist.go_to_tab(1)
    assert "+47 77 00 00 20" in strip_text(typist)
    assert "post@nordlys-bakeri.example" in strip_text(typist)
    number = typist.window.form.parts_by_path["OrgNr"].findChild(QLineEdit, "OrgNr")
    assert number is not None
    assert (number.isReadOnly(), number.placeholderText()) == (True, "999 888 771")
    starred = _starred(typist)
    assert starred == [], "what it lacks besides is its own matter"
    typist.press(Qt.Key.Key_N, CONTROL)
    assert "Contract number: *" in _starred(typist)
    assert (number.isReadOnly(), number.placeholderText()) == (False, "")


def _starred(typist: Typist) -> list[str]:
    labels = typist.window.form.contact.findChildren(QLabel)
    return [label.text() for label in labels if label.text().endswith("*") and not label.isHidden()]


@pytest.mark.long
@pytest.mark.parametrize("way", ["keep", "replace"])
@pytest.mark.shared_window
def test_what_differs_is_asked_about_field_by_field(typist: Typist, server: SandboxServer, way: str) -> None:
    typist.fill("OrgNr", "914 778 271")
    typist.window.form.focus_first()
    choose_bakery(typist)
    wait_until_read(typist)
    assert "1 value differs: decide …" in [
        button.text() for button in typist.program.adding_to.strip.findChildren(QPushButton)
    ]
    typist.type("Kari Nordmann")
    typist.save()
    dialog = differences()
    assert (dialog.kept, dialog.replaced) == (("OrgNr",), {})
    if way == "replace":
        typist.press(Qt.Key.Key_Down)
        assert dialog.replaced == {"OrgNr": "999 888 771"}
    typist.press(Qt.Key.Key_Return)  # Save goes on
    typist.window.activateWindow()
    typist.wait_for_outcome("Added to")
    assert record(server)["OrgNr"] == ("914 778 271" if way == "replace" else "999 888 771")
    assert [name for name, _mail in people(server)] == ["Kari Nordmann"]


@pytest.mark.long
@pytest.mark.shared_window
def test_what_is_decided_without_a_save_saves_nothing(typist: Typist, server: SandboxServer) -> None:
    typist.fill("OrgNr", "914 778 271")
    typist.window.form.focus_first()
    choose_bakery(typist)
    wait_until_read(typist)
    typist.type("Kari Nordmann")
    links = typist.program.adding_to.strip.findChildren(QPushButton)
    next(one for one in links if one.text() == "1 value differs: decide …").click()
    differences()
    typist.press(Qt.Key.Key_Return)
    typist.window.activateWindow()
    wait_until(typist.window.isActiveWindow)
    assert "OrgNr" not in typist.window.form.value()
    assert not typist.program.entry.is_saving
    assert typist.window.form.value()["Persons"]
    assert people(server) == []


@pytest.mark.long
@pytest.mark.shared_window
def test_save_goes_on_to_what_it_has_to_ask_next(typist: Typist, server: SandboxServer) -> None:
    typist.fill("OrgNr", "914 778 271")
    typist.window.form.focus_first()
    choose_bakery(typist)
    wait_until_read(typist)
    typist.type("Kari Nordmann")
    typist.tab_to("Persons[0].Email")
    typist.type("kari@nordlys")
    typist.save()
    differences()
    typist.press(Qt.Key.Key_Return)
    typist.window.activateWindow()
    wait_until(lambda: "Press Ctrl+Enter again to save anyway." in typist.window.notice.text)
    assert people(server) == []


@pytest.mark.long
@pytest.mark.shared_window
def test_what_somebody_else_has_filled_meanwhile_is_not_replaced(
    typist: Typist, server: SandboxServer
) -> None:
    change(server, OrgNr="")
    choose_bakery(typist)
    wait_until_read(typist)
    typist.go_to_tab(1)
    typist.fill("OrgNr", "914 778 271")
    change(server, OrgNr="974 760 673")
    typist.save()
    typist.wait_for_outcome("it has other values than were typed")
    wait_until(lambda: typist.window.form.value().get("OrgNr") == "914 778 271")
    wait_until_read(typist)
    assert record(server)["OrgNr"] == "974 760 673"
    typist.save()
    assert differences().kept == ("OrgNr",)
    typist.press(Qt.Key.Key_Escape)
    typist.window.activateWindow()


@pytest.mark.long
def test_a_restarted_window_goes_on_adding(server: SandboxServer, program_home: Path, qapp: object) -> None:
    assert qapp is not None
    connect_to(server.url, program_home)
    with running() as typist:
        typist.wait_until_signed_in()
        choose_bakery(typist)
        wait_until_read(typist)
        typist.type("Kari Nordmann")
    with running() as typist:
        wait_until_read(typist)
        assert "Adding to “Nordlys Bakeri AS”" in strip_text(typist)
        typist.wait_until_signed_in()
        typist.save()
        typist.wait_for_outcome("Added to")
    assert [name for name, _mail in people(server)] == ["Kari Nordmann"]


@pytest.mark.long
@pytest.mark.parametrize(
    "server", [Options(masks={"TableRight": "Select, Insert"})], indirect=True, ids=["no right"]
)
def test_what_may_not_be_changed_cannot_be_typed(typist: Typist, server: SandboxServer) -> None:
    choose_bakery(typist)
    wait_until_read(typist)
    typist.type("Kari Nordmann")
    note = typist.window.form.parts_by_path["Description"].findChild(QPlainTextEdit, "Description")
    assert note is not None
    assert note.isReadOnly()
    assert "no right to change this company" in note.toolTip()
    typist.save()
    typist.wait_for_outcome("Added to")
    assert [name for name, _mail in people(server)] == ["Kari Nordmann"]
