"""A window with entries in its outbox, and somebody who works in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QLabel

from app.model.carriers.contact import ContactEntity
from app.model.entry import Entry, FieldMessage, State
from app.model.profile import Profile
from app.sandbox import PASSWORD, USER, SandboxServer
from app.service.delivery.deliverer import new_entry
from app.storage.files.paths import AppPaths
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from app.ui.outbox.table_model import Column
from tests.helpers.ui.window import CONTROL, Typist, connect_to, running, wait_until

PROFILE = Profile(name="Practice", url="https://crm.example.com")
TOMORROW = datetime.now(UTC) + timedelta(days=1)


def an_entry(name: str, state: State = State.QUEUED, minutes: int = 0, **changes: Any) -> Entry:
    """Typed that many minutes ago."""
    entity = ContactEntity(name=name, custom_fields={"SuperOffice:1": "K-1"})
    created = datetime.now(UTC) - timedelta(minutes=minutes)
    entry = new_entry(entity, PROFILE, f"id of {name}", created)
    steps = (replace(entry.company, state=state),)
    return replace(entry, **{"state": state, "steps": steps, "message": f"{name} is {state}.", **changes})


def saved(name: str, contact_id: int, minutes: int = 0) -> Entry:
    entry = an_entry(name, State.SAVED, minutes, contact_id=contact_id)
    return replace(entry, steps=(replace(entry.company, remote_id=contact_id),))


def refused(name: str, minutes: int = 0) -> Entry:
    problem = FieldMessage("Department", "Leave this empty here.")
    return an_entry(name, State.REJECTED, minutes, problems=(problem,))


class Desk:
    """A typist with the outbox open."""

    def __init__(self, typist: Typist) -> None:
        self.typist = typist
        self.panel = typist.window.outbox

    def open(self, rows: int) -> None:
        self.typist.press(Qt.Key.Key_O, CONTROL)
        wait_until(lambda: self.panel.model.rowCount() == rows and (not rows or bool(self.chosen)))

    def column(self, column: Column = Column.COMPANY) -> list[str]:
        model = self.panel.model
        return [model.index(number, column).data() for number in range(model.rowCount())]

    @property
    def chosen(self) -> str:
        row = self.panel.chosen
        return row.entry.name if row else ""

    @property
    def buttons(self) -> list[str]:
        return [button.text() for button in self.panel._actions._buttons if button.isVisible()]

    def text(self, name: str) -> str:
        label = self.panel.findChild(QLabel, name)
        assert label is not None
        return label.text()

    def click(self, words: str) -> None:
        for button in self.panel.findChildren(QAbstractButton):
            if button.text() == words and button.isVisible():
                button.click()
                return
        raise AssertionError(f"no button says {words}: {self.buttons}")

    def outbox(self) -> Outbox:
        store = self.typist.program.store
        assert store is not None
        return Outbox(store)


@contextmanager
def desk_with(home: Path, url: str, entries: Sequence[Entry], *, dark: bool = False) -> Iterator[Desk]:
    """A window whose outbox held these when it was opened."""
    connect_to(url, home)
    with Store.open(AppPaths.of(home).store) as store:
        for entry in entries:
            Outbox(store).add(entry)
    with running(home, dark=dark) as typist:
        yield Desk(typist)


def names_on(server: SandboxServer) -> list[str]:
    query = "$select=name&$filter=registeredDate today&$orderby=contactId"
    answer = httpx.get(f"{server.url}/api/v1/Contact?{query}", auth=(USER, PASSWORD))
    return [row["name"] for row in answer.raise_for_status().json()["value"]]


def put_on(server: SandboxServer, body: dict[str, Any]) -> int:
    answer = httpx.post(f"{server.url}/api/v1/Contact", json=body, auth=(USER, PASSWORD))
    return int(answer.raise_for_status().json()["ContactId"])


class Links(QObject):
    """Opens web addresses in place of the desktop."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        QDesktopServices.setUrlHandler("http", self, "open")  # type: ignore[arg-type]  # it takes no bytes

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())

    def stop(self) -> None:
        QDesktopServices.unsetUrlHandler("http")
