"""What a command has checked at one server is not sent to another by a window that was opened before."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.controller.outbox.submissions import SubmissionInbox
from app.controller.process.store_access import StoreAccess
from app.controller.process.workers import WorkerPool
from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.profile import Profile
from app.service.delivery.deliverer import new_entry
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.row_format import entry_row
from app.storage.sqlite.store import Store
from tests.helpers.fakes.controllers import PATIENCE_MS


def test_it_is_refused_with_what_to_do(qapp: object, qtbot: QtBot, tmp_path: Path) -> None:
    assert qapp is not None
    company = read_as(ContactEntity, {"Name": "Bakery 1"})
    made = new_entry(company, Profile(name="work"), "entry-1", datetime.now(UTC))
    with Store.open(tmp_path / "entries.sqlite3") as store:
        disk = WorkerPool(1)
        access = StoreAccess(disk)
        access.open(store)
        inbox = SubmissionInbox(lambda _name: True, lambda name: name == "work", access)
        with qtbot.waitSignal(inbox.refused, timeout=PATIENCE_MS) as refused:
            inbox.submit(entry_row(made))
        assert refused.args is not None
        assert refused.args[1].startswith("The connection “work” leads elsewhere in the window")
        assert Outbox(store).list() == ()
        assert disk.wait(PATIENCE_MS)
