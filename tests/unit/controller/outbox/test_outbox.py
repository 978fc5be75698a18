"""The outbox behind the panel: lists that miss nothing, discarding and its undo, and what goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.controller.connection.connections import Connections
from app.controller.form.entry import EntryController
from app.controller.form.lookups import Lookups
from app.controller.outbox.outbox import OutboxController
from app.controller.outbox.reopening import Reopening
from app.controller.outbox.sender import Sender
from app.controller.process.store_access import StoreAccess
from app.controller.process.workers import WorkerPool
from app.model.entry import Entry, State
from app.model.outbox_rows import MOST_SAVED, OutboxList, OutboxRow
from app.model.profile import Profile
from app.service.clients import Clients
from app.storage.files.paths import AppPaths
from app.storage.settings.password_store import SecretStore
from app.storage.settings.settings_file import Settings, SettingsFile
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import entry

PATIENCE_MS = 20_000
DAY = timedelta(days=1)


class Office(QObject):
    """All that stands behind the panel, without a window and with a sender that is not started."""

    def __init__(self, folder: Path, store: Store, settings: Settings) -> None:
        super().__init__()
        self.store = Outbox(store)
        self._network = WorkerPool(1, self)
        self._disk = WorkerPool(1, self)
        secrets = SecretStore()
        clients = Clients(secrets)
        connections = Connections(
            file=SettingsFile(AppPaths.of(folder).settings),
            settings=settings,
            secrets=secrets,
            clients=clients,
            network=self._network,
            parent=self,
        )
        self._access = StoreAccess(self._disk, self)
        self._opened = store
        lookups = Lookups(clients.api, self._network, self._access, self)
        self.entries = EntryController(connections, lookups, self._access, self)
        self.reopening = Reopening(self.entries, self._access, self)
        self.sending = Sender(self)
        self.outbox = OutboxController(
            entries=self.entries,
            reopening=self.reopening,
            sender=self.sending,
            connections=connections,
            lookups=lookups,
            api_for=clients.api,
            network=self._network,
            store=self._access,
            parent=self,
        )

    def open_store(self) -> None:
        self._access.open(self._opened)

    def close(self) -> None:
        assert self._disk.wait(PATIENCE_MS)
        assert self._network.wait(PATIENCE_MS)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "entries.sqlite3") as store:
        yield store


@pytest.fixture
def office(qapp: object, tmp_path: Path, store: Store) -> Iterator[Office]:
    assert qapp is not None
    profile = Profile(name="work", url="https://crm.example.com")
    office = Office(tmp_path, store, Settings(history_days=30).with_profile(profile))
    yield office
    office.close()


def a_company(number: int, state: State = State.REJECTED, **changes: object) -> Entry:
    now = datetime.now(UTC)
    return entry(number, state=state, created=now, updated=now, **changes)


def listed(qtbot: QtBot, office: Office) -> OutboxList:
    """What is listed when the panel is opened."""
    with qtbot.waitSignal(office.outbox.listed, timeout=PATIENCE_MS) as answer:
        office.open_store()
        office.outbox.show()
    assert isinstance(answer.args, list)
    found = answer.args[0]
    assert isinstance(found, OutboxList)
    return found


def names(rows: tuple[OutboxRow, ...]) -> list[str]:
    return [row.entry.name for row in rows]


def test_it_is_listed_whether_the_panel_or_the_store_is_open_first(qtbot: QtBot, office: Office) -> None:
    office.store.add(a_company(1))
    with qtbot.waitSignal(office.outbox.listed, timeout=PATIENCE_MS):
        office.outbox.show()
        office.open_store()


@pytest.mark.long
def test_saved_ones_beyond_a_number_are_left_to_the_search(qtbot: QtBot, office: Office) -> None:
    for number in range(MOST_SAVED + 1):
        office.store.add(a_company(number, State.SAVED, contact_id=number + 1))
    found = listed(qtbot, office)
    assert found.is_cut
    assert names(found.rows)[0] == f"Bakery {MOST_SAVED}"
    assert len(found.rows) == MOST_SAVED
    with qtbot.waitSignal(office.outbox.listed, timeout=PATIENCE_MS) as answer:
        office.outbox.search("bakery 0")
    assert answer.args is not None
    assert names(answer.args[0].rows) == ["Bakery 0"]
    assert not answer.args[0].is_cut


def test_only_the_search_that_was_typed_last_is_answered(qtbot: QtBot, office: Office) -> None:
    office.store.add(a_company(1))
    listed(qtbot, office)
    answers: list[OutboxList] = []
    office.outbox.listed.connect(answers.append)
    for text in ("b", "ba", "bak"):
        office.outbox.search(text)
        office.outbox._list()
    with qtbot.waitSignal(office.outbox.listed, timeout=PATIENCE_MS):
        pass
    office.close()
    assert [answer.chosen.search for answer in answers] == ["bak"]


def test_what_changes_while_a_list_is_read_is_not_missed(qtbot: QtBot, office: Office) -> None:
    one = office.store.add(a_company(1))
    two = office.store.add(a_company(2))
    told: list[object] = []
    office.outbox.listed.connect(lambda answer: told.append(names(answer.rows)))
    office.outbox.changed.connect(lambda row: told.append(row.entry.state))
    office.outbox.gone.connect(told.append)
    office.open_store()
    with qtbot.waitSignal(office.outbox.listed, timeout=PATIENCE_MS):
        office.outbox.show()
        office.sending.entry_changed.emit(replace(one, state=State.SAVED, contact_id=7))
        office.reopening.reopened.emit(two)
    after = told[told.index(["Bakery 1", "Bakery 2"]) + 1 :]
    assert after == [State.SAVED, two.id]


def test_what_does_not_fit_the_search_is_not_shown(qtbot: QtBot, office: Office) -> None:
    one = office.store.add(a_company(1, name="Fjord"))
    listed(qtbot, office)
    with qtbot.waitSignal(office.outbox.listed, timeout=PATIENCE_MS):
        office.outbox.search("fjord")
    other = a_company(2, name="Fjell")
    with qtbot.waitSignal(office.outbox.gone) as gone, qtbot.assertNotEmitted(office.outbox.changed):
        office.sending.entry_changed.emit(other)
    assert gone.args == [other.id]
    with qtbot.waitSignal(office.outbox.changed):
        office.sending.entry_changed.emit(one)


def test_what_is_given_the_number_that_is_searched_is_shown(qtbot: QtBot, office: Office) -> None:
    one = office.store.add(a_company(1, State.QUEUED))
    listed(qtbot, office)
    with qtbot.waitSignal(office.outbox.listed, timeout=PATIENCE_MS):
        office.outbox.search("10007")
    saved = replace(one, state=State.SAVED, answer={"Number2": "10007"})
    with qtbot.waitSignal(office.outbox.changed):
        office.sending.entry_changed.emit(saved)


def test_the_history_is_purged_by_the_settings(qtbot: QtBot, office: Office) -> None:
    now = datetime.now(UTC)
    for number, days in ((1, 31), (2, 29)):
        at = now - days * DAY
        office.store.add(replace(a_company(number, State.SAVED, contact_id=number), created=at, updated=at))
    assert names(listed(qtbot, office).rows) == ["Bakery 2"]


def test_undo_goes_back_step_by_step(qtbot: QtBot, office: Office) -> None:
    entries = [office.store.add(a_company(number)) for number in (1, 2)]
    listed(qtbot, office)
    for one in entries:
        with qtbot.waitSignals([office.outbox.discarded, office.outbox.gone], timeout=PATIENCE_MS):
            office.outbox.discard(one.id)
    assert office.store.list() == ()
    for one in reversed(entries):
        with qtbot.waitSignal(office.outbox.changed, timeout=PATIENCE_MS) as changed:
            office.outbox.undo()
        assert changed.args is not None
        assert changed.args[0].id == one.id
    with qtbot.assertNotEmitted(office.outbox.changed):
        office.outbox.undo()
    assert list(office.store.list()) == entries


def test_what_was_wiped_does_not_come_back_by_undo(qtbot: QtBot, office: Office) -> None:
    saved = office.store.add(a_company(1, State.SAVED, contact_id=7))
    listed(qtbot, office)
    with qtbot.waitSignal(office.outbox.discarded, timeout=PATIENCE_MS):
        office.outbox.discard(saved.id)
    with qtbot.waitSignal(office.outbox.saved_deleted, timeout=PATIENCE_MS) as wiped:
        office.outbox.delete_saved()
    assert wiped.args == [0]
    office.outbox.undo()
    office.close()
    assert office.store.list() == ()


@pytest.mark.parametrize("move", ["edit_again", "open", "discard"])
def test_what_is_gone_is_told(qtbot: QtBot, office: Office, move: str) -> None:
    listed(qtbot, office)
    with qtbot.waitSignal(office.outbox.problem_reported, timeout=PATIENCE_MS) as told:
        getattr(office.outbox, move)("not there")
    assert told.args == ["This entry is not in the outbox any more."]


def test_what_is_being_sent_stays(qtbot: QtBot, office: Office) -> None:
    one = office.store.add(a_company(1, State.SENDING))
    listed(qtbot, office)
    with qtbot.waitSignal(office.outbox.problem_reported, timeout=PATIENCE_MS) as told:
        office.outbox.discard(one.id)
    assert told.args == ["“Bakery 1” is being sent at this moment. Wait until that is done."]


def test_a_link_needs_its_connection(qtbot: QtBot, office: Office) -> None:
    here = office.store.add(a_company(1, State.SAVED, contact_id=7))
    elsewhere = office.store.add(a_company(2, State.SAVED, contact_id=8, profile="Old"))
    listed(qtbot, office)
    with qtbot.waitSignal(office.outbox.link_found, timeout=PATIENCE_MS) as found:
        office.outbox.open(here.id)
    assert found.args == ["https://crm.example.com/default.aspx?contact.main?contact_id=7"]
    with qtbot.waitSignal(office.outbox.problem_reported, timeout=PATIENCE_MS) as told:
        office.outbox.open(elsewhere.id)
    assert told.args == ["The connection “Old” is not set up any more."]


def test_there_is_nothing_to_compare_where_nothing_is_doubtful(qtbot: QtBot, office: Office) -> None:
    one = office.store.add(a_company(1, State.UNKNOWN))
    listed(qtbot, office)
    with qtbot.waitSignal(office.outbox.problem_reported, timeout=PATIENCE_MS) as told:
        office.outbox.compare(one.id)
    assert told.args == ["There is nothing left to compare. Look on the server again."]


def test_progress_counts_from_the_first_to_the_last_of_a_queue(office: Office) -> None:
    told: list[str] = []
    office.outbox.progress_changed.connect(lambda progress: told.append(progress.text))

    def count(queued: int) -> None:
        office.sending.counts_changed.emit({**dict.fromkeys(State, 0), State.QUEUED: queued}, 0)

    count(3)
    for number, left in ((1, 2), (2, 1), (3, 0)):
        office.sending.entry_changed.emit(a_company(number, State.SAVED, contact_id=number))
        count(left)
    count(0)
    assert told == ["", "1 of 3 sent", "2 of 3 sent", "All 3 sent"]
    count(2)
    assert told[-1] == ""
