"""A new company begins with the values of one in the outbox."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from app.model.entry import Entry, State, Step, StepKind
from app.sandbox import SandboxServer
from app.storage.sqlite.drafts import Drafts
from app.ui.common.plain_text import PlainLabel
from tests.helpers.ui.outbox_desk import Desk, names_on, saved
from tests.helpers.ui.window import CONTROL, open_draft, wait_until

pytestmark = pytest.mark.shared_window


def a_whole_one(name: str = "Fjell AS", connection: str = "Practice") -> Entry:
    entry = saved(name, 7)
    body = {
        **entry.body,
        "Department": "Oslo",
        "Category": {"Id": 2, "Value": "Customer"},
        "Phones": [{"Value": "+47 22 33 44 55"}],
        "Number2": "10017",
        "Persons": [{"Firstname": "Kari"}],
    }
    kari = Step(1, StepKind.PERSON, "Kari", state=State.SAVED, remote_id=8)
    return replace(entry, body=body, profile=connection, steps=(entry.company, kari))


def form_of(here: Desk) -> dict[str, object]:
    return here.typist.window.form.value()


def copy(here: Desk) -> None:
    here.typist.press(Qt.Key.Key_D, CONTROL)
    wait_until(lambda: form_of(here).get("Department") == "Oslo")
    wait_until(lambda: here.typist.place == "Name")


def test_ctrl_d_copies_the_chosen_company_without_its_people(desk: Callable[..., Desk]) -> None:
    here = desk(a_whole_one())
    here.open(rows=1)
    copy(here)
    form = form_of(here)
    assert form["Name"] == "Fjell AS"
    assert form["Phones"] == [{"Value": "+47 22 33 44 55"}]
    assert form["CustomFields"] == {"SuperOffice:1": "K-1"}
    assert not {"Persons", "Number2", "DbiKey", "ContactId"} & set(form)
    assert here.typist.window.notice.text == "A copy of “Fjell AS”, without its people."
    assert here.column() == ["Fjell AS"]


def test_what_is_said_of_a_copy_is_not_said_of_another_draft(desk: Callable[..., Desk]) -> None:
    here = desk(a_whole_one())
    here.typist.type("Vann AS")
    here.open(rows=1)
    copy(here)
    assert here.typist.window.notice.text == "A copy of “Fjell AS”, without its people."
    open_draft(here.typist)
    assert form_of(here)["Name"] == "Vann AS"
    assert here.typist.window.notice.text == ""


def test_a_copy_of_a_company_without_an_address_says_nothing_of_one(desk: Callable[..., Desk]) -> None:
    there = a_whole_one()
    parts = {"Street": "ContactStreetAddress", "Postal": "ContactPostalAddress"}
    address = {part: {"AtypeIdx": kind, "Address1": "", "City": ""} for part, kind in parts.items()}
    here = desk(replace(there, body={**there.body, "Source": 0, "Address": address}))
    here.open(rows=1)
    copy(here)
    assert not {"Source", "Address"} & set(form_of(here))
    shown = [one for one in here.typist.window.form.findChildren(PlainLabel) if one.isVisible()]
    assert not [one.text() for one in shown if "not sent" in one.text()]


def test_what_is_typed_next_is_the_name_of_the_copy(desk: Callable[..., Desk], server: SandboxServer) -> None:
    here = desk(a_whole_one())
    here.typist.wait_until_signed_in()
    here.open(rows=1)
    copy(here)
    here.typist.type("Fjell Bergen AS")
    here.typist.save()
    wait_until(lambda: names_on(server) == ["Fjell Bergen AS"])
    wait_until(lambda: here.column() == ["Fjell Bergen AS", "Fjell AS"])


def test_what_was_typed_before_waits_among_the_drafts(desk: Callable[..., Desk]) -> None:
    here = desk(a_whole_one())
    here.typist.type("Mill")
    here.open(rows=1)
    copy(here)
    store = here.typist.program.store
    assert store is not None
    wait_until(lambda: "Mill" in [draft.title for draft in Drafts(store).all()])


def test_undo_takes_back_what_was_typed_into_the_copy(desk: Callable[..., Desk]) -> None:
    here = desk(a_whole_one())
    here.open(rows=1)
    copy(here)
    here.typist.type("Mill")
    here.typist.press(Qt.Key.Key_Z, CONTROL)  # what was typed behind the letter that replaced the name
    here.typist.press(Qt.Key.Key_Z, CONTROL)
    assert form_of(here).get("Name") == "Fjell AS"
    here.typist.press(Qt.Key.Key_Z, CONTROL)
    assert form_of(here).get("Department") == "Oslo"


def test_the_menu_copies_as_the_key_does(desk: Callable[..., Desk]) -> None:
    here = desk(a_whole_one())
    here.open(rows=1)
    table = here.panel.table
    table.customContextMenuRequested.emit(table.visualRect(here.panel.model.index(0, 0)).center())
    menu = table.findChild(QMenu)
    assert menu is not None
    next(item for item in menu.actions() if "same values" in item.text()).trigger()
    wait_until(lambda: form_of(here).get("Department") == "Oslo")
    menu.close()


def test_of_another_connection_what_its_lists_say_is_left_out(desk: Callable[..., Desk]) -> None:
    here = desk(a_whole_one(connection="Elsewhere"))
    here.open(rows=1)
    copy(here)
    assert "Category" not in form_of(here)
    assert "CustomFields" not in form_of(here)
