"""What was sent beside what the server has, in the real window: a person says whether it is the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from app.model.carriers.contact import ContactEntity
from app.model.entry import Entry, State
from app.sandbox import PASSWORD, USER, SandboxServer
from app.service.delivery.deliverer import new_entry
from app.ui.outbox.compare_dialog import CompareDialog
from app.ui.outbox.table_model import Column
from tests.helpers.ui.outbox_desk import (
    PROFILE,
    TOMORROW,
    Desk,
    Links,
    an_entry,
    names_on,
    put_on,
)
from tests.helpers.ui.window import wait_until

pytestmark = pytest.mark.shared_window


def same_on_server(server: SandboxServer, name: str) -> tuple[Entry, int]:
    """An entry whose answer was lost and whose token does not tell, and a company that may be it."""
    entry = an_entry(name, State.UNKNOWN, 3, next_try=TOMORROW)
    body = {key: value for key, value in entry.body.items() if key != "DbiKey"}
    contact_id = put_on(server, body)
    step = replace(entry.company, candidates=(contact_id,), sent=entry.created, posted_by=f"user {USER}")
    return replace(entry, steps=(step,)), contact_id


def compare(here: Desk) -> CompareDialog:
    here.typist.press(Qt.Key.Key_Return)
    wait_until(lambda: here.panel.findChild(CompareDialog) is not None)
    dialog = here.panel.findChild(CompareDialog)
    assert isinstance(dialog, CompareDialog)
    return dialog


def words_of(dialog: QWidget) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


@pytest.mark.long
def test_it_is_this_one(desk: Callable[..., Desk], server: SandboxServer, links: Links) -> None:
    entry, contact_id = same_on_server(server, "Fjell")
    here = desk(entry)
    here.open(rows=1)
    dialog = compare(here)
    assert {"What you sent", "In SuperOffice"} <= set(words_of(dialog))
    assert words_of(dialog).count("Fjell") >= 2
    assert here.typist.place == "compare.later"
    look = next(one for one in dialog.findChildren(QAbstractButton) if one.text() == "Open in SuperOffice")
    look.click()
    assert links.opened == [f"{server.url}/default.aspx?contact.main?contact_id={contact_id}"]
    same = dialog.findChild(QAbstractButton, "compare.same[0]")
    assert same is not None
    same.click()
    wait_until(lambda: here.column(Column.STATE) == ["Saved"])
    assert names_on(server) == ["Fjell"]
    assert here.outbox().summaries()[0].contact_id == contact_id


@pytest.mark.long
def test_an_appointment_that_may_be_it(desk: Callable[..., Desk], server: SandboxServer) -> None:
    call = {"Title": "Call", "StartDate": "2026-12-01T09:00:00+01:00"}
    contact_id = put_on(server, {"Name": "Fjell"})
    body = call | {"Title": "Call.", "Contact": {"ContactId": contact_id}}
    answer = httpx.post(f"{server.url}/api/v1/Appointment", json=body, auth=(USER, PASSWORD))
    number = int(answer.raise_for_status().json()["AppointmentId"])
    entity = ContactEntity(name="Fjell").with_changes(NextSteps=[{"Kind": "Appointment", **call}])
    entry = new_entry(entity, PROFILE, "call", datetime.now(UTC))
    company, step = entry.steps
    steps = (
        replace(company, state=State.SAVED, remote_id=contact_id),
        replace(step, state=State.UNKNOWN, candidates=(number,), sent=entry.created),
    )
    entry = replace(entry, state=State.UNKNOWN, contact_id=contact_id, steps=steps, next_try=TOMORROW)
    here = desk(entry)
    here.open(rows=1)
    assert here.column(Column.STATE) == ["You decide"]
    dialog = compare(here)
    assert {"Appointment", "When", "Call", "≠ Call."} <= set(words_of(dialog))
    assert "An appointment that may be it is in SuperOffice." in " ".join(words_of(dialog))
    same = dialog.findChild(QAbstractButton, "compare.same[0]")
    assert same is not None
    same.click()
    wait_until(lambda: here.column(Column.STATE) == ["Saved"])


@pytest.mark.long
def test_it_is_another_one(desk: Callable[..., Desk], server: SandboxServer) -> None:
    entry, _ = same_on_server(server, "Fjell")
    here = desk(entry)
    here.open(rows=1)
    dialog = compare(here)
    again = dialog.findChild(QAbstractButton, "compare.none")
    assert again is not None
    assert again.text() == "It is another one: send mine"
    again.click()
    wait_until(lambda: here.column(Column.STATE) == ["Saved"])
    assert names_on(server) == ["Fjell", "Fjell"]


@pytest.mark.long
def test_what_another_user_has_sent_is_sent_again_by_who_has_looked(
    desk: Callable[..., Desk], server: SandboxServer
) -> None:
    entry = an_entry("Fjell", State.UNKNOWN, 3, next_try=TOMORROW)
    step = replace(entry.company, posted_by="user ola", is_left_to_user=True, sent=entry.created)
    here = desk(replace(entry, steps=(step,)))
    here.open(rows=1)
    assert here.column(Column.STATE) == ["You decide"]
    dialog = compare(here)
    again = dialog.findChild(QAbstractButton, "compare.none")
    assert again is not None
    assert again.text() == "It is not there: send mine"
    again.click()
    wait_until(lambda: here.column(Column.STATE) == ["Saved"])
    assert names_on(server) == ["Fjell"]


def test_enter_decides_nothing(desk: Callable[..., Desk], server: SandboxServer) -> None:
    entry, _ = same_on_server(server, "Fjell")
    here = desk(entry)
    here.open(rows=1)
    dialog = compare(here)
    here.typist.press(Qt.Key.Key_Return)
    wait_until(lambda: not here.panel.findChildren(CompareDialog))
    assert dialog is not None
    assert here.column(Column.STATE) == ["You decide"]
    assert names_on(server) == ["Fjell"]
