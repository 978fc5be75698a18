"""Delivery to SuperOffice Online: tokens that end, tenants that move, maintenance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.controller.connection.connections import BrowserResult, Connections
from app.controller.connection.status import ConnectionState
from app.controller.outbox.sender import Sender
from app.controller.process.workers import WorkerPool
from app.model.carriers.contact import ContactEntity
from app.model.entry import Entry, State
from app.model.profile import Profile, Scheme, SecretKind
from app.sandbox import Options, SandboxServer
from app.sandbox.http.identity_provider import IdentityProvider
from app.service.clients import Clients
from app.service.delivery.deliverer import Deliverer, new_entry
from app.storage.files.paths import AppPaths
from app.storage.settings.password_store import SecretStore, account
from app.storage.settings.settings_file import Settings, SettingsFile
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.faults.faulty_server import FaultyServer, Response
from tests.helpers.processes.browser import Browser

PATIENCE_MS = 60_000
NAME = "Online"


@dataclass
class Office:
    """One connection to Online, set up as the window does it, with a browser that somebody works."""

    server: SandboxServer
    identity: IdentityProvider
    connections: Connections
    clients: Clients
    outbox: Outbox
    browser: Browser
    asked: list[tuple[str, str]]
    sender: Sender

    def enter(self, count: int) -> list[Entry]:
        now = datetime.now(UTC)
        profile = self.connections.profiles[0]
        made = [
            new_entry(ContactEntity(name=f"Fjord {n} AS"), profile, f"entry-{n}", now + timedelta(seconds=n))
            for n in range(count)
        ]
        return [self.outbox.add(entry) for entry in made]

    def count(self, state: State) -> int:
        return self.outbox.counts().get(state, 0)

    def posts(self) -> int:
        return sum(
            request.method == "POST" and request.path.endswith("/v1/Contact")
            for request in self.server.requests
        )

    def companies(self, name: str) -> int:
        return len(self.clients.api(NAME).find_contacts(name, None))


@pytest.fixture
def office(tmp_path: Path, qtbot: QtBot) -> Iterator[Office]:
    options = Options(scheme="online", companies=False)
    paths, secrets = AppPaths.of(tmp_path / "home"), SecretStore()
    clients = Clients(secrets)
    network, disk = WorkerPool(4), WorkerPool(1)
    with (
        SandboxServer(tmp_path / "sandbox.db", options) as server,
        Store.open(paths.store) as store,
        Browser() as browser,
    ):
        assert server.identity is not None
        connections = Connections(
            file=SettingsFile(paths.settings),
            settings=Settings(),
            secrets=secrets,
            clients=clients,
            network=network,
        )
        connections.browser_asked.connect(browser.open)
        profile = Profile(name=NAME, url=server.url, scheme=Scheme.ONLINE, client_id=options.client_id)
        connections.browser_done.connect(lambda result: _keep(connections, result))
        with qtbot.waitSignal(connections.status_changed, timeout=PATIENCE_MS, check_params_cb=_is_signed_in):
            connections.sign_in_with_browser(profile)
        outbox, sender, asked = Outbox(store), Sender(), list[tuple[str, str]]()
        sender.sign_in_needed.connect(lambda *told: asked.append(told))
        connections.used.connect(lambda name, _language: sender.resume(name))
        yield Office(server, server.identity, connections, clients, outbox, browser, asked, sender)
        assert sender.stop(PATIENCE_MS)
        assert network.wait(PATIENCE_MS)
        assert disk.wait(PATIENCE_MS)
        clients.close()


def _keep(connections: Connections, result: BrowserResult) -> None:
    assert result.works, result.sentence
    connections.save_profile(result.profile, result.refresh_token)


def _is_signed_in(status: Any) -> bool:
    return bool(status.state is ConnectionState.SIGNED_IN)


def start(office: Office) -> None:
    office.sender.start(office.outbox, Deliverer(office.outbox, office.clients.api, office.clients.profile))


def test_the_customer_and_the_sign_in_are_kept_apart(office: Office, memory_keyring: Any) -> None:
    (profile,) = office.connections.settings.profiles
    assert profile.customer_id == "Cust12345"
    kept = memory_keyring.get_password("contact-entry", account(NAME, SecretKind.REFRESH_TOKEN))
    assert {kept} == office.identity.refresh_tokens


@pytest.mark.long
def test_twenty_entries_and_a_sign_in_that_ends(office: Office, qtbot: QtBot) -> None:
    entries = office.enter(20)
    office.identity.expire_access_tokens()
    office.identity.revoke_refresh_tokens()
    start(office)
    qtbot.waitUntil(lambda: bool(office.asked), timeout=PATIENCE_MS)
    assert office.asked[0][0] == NAME
    assert "has ended" in office.asked[0][1]
    # Whatever wakes the sender, it does not ask again, and no entry goes out or is lost.
    for _ in range(3):
        with qtbot.waitSignal(office.sender.counts_changed, timeout=PATIENCE_MS):
            office.sender.wake()
    assert (len(office.asked), office.count(State.QUEUED), office.posts()) == (1, 20, 0)

    office.connections.sign_in_again()
    qtbot.waitUntil(lambda: office.count(State.SAVED) == 20, timeout=PATIENCE_MS)
    assert len(office.asked) == 1
    assert office.posts() == 20, "who is signed in was asked first, and refused"
    assert [office.companies(entry.name) for entry in entries] == [1] * 20


@pytest.mark.long
def test_twenty_entries_and_a_token_that_is_renewed_in_silence(office: Office, qtbot: QtBot) -> None:
    office.enter(20)
    office.identity.expire_access_tokens()
    start(office)
    qtbot.waitUntil(lambda: office.count(State.SAVED) == 20, timeout=PATIENCE_MS)
    assert office.asked == []
    assert office.posts() == 20, "the token was renewed for the question who is signed in"


def test_a_moved_tenant_is_followed_by_what_is_queued(office: Office, qtbot: QtBot) -> None:
    (entry,) = office.enter(1)
    refusal = Response(421, {"Message": "Wrong subdomain used to access tenant"})

    def move_on_second(_request: object) -> Response:
        office.identity.api = ""
        return refusal

    with FaultyServer(handle=move_on_second) as old:
        office.identity.api = f"{old.url}/Cust12345/api"
        office.clients.reload(NAME)
        start(office)
        qtbot.waitUntil(lambda: office.count(State.SAVED) == 1, timeout=PATIENCE_MS)
        assert len(old.requests) == 1
    assert office.companies(entry.name) == 1


def test_a_tenant_in_maintenance_waits_as_long_as_it_says(office: Office) -> None:
    (entry,) = office.enter(1)
    until = datetime.now(UTC) + timedelta(minutes=90)
    office.identity.state, office.identity.until = "OfflineMaintenance", until
    office.clients.reload(NAME)
    clock = [datetime.now(UTC)]
    deliverer = Deliverer(office.outbox, office.clients.api, office.clients.profile, lambda: clock[0])
    delivery = deliverer.advance(entry)
    assert delivery.entry.state is State.QUEUED
    assert f"in maintenance until {until.astimezone():%H:%M}" in delivery.entry.message
    assert delivery.pause_until is not None
    assert delivery.pause_until >= until - timedelta(seconds=5)
    deliverer.retry_now()
    waiting = office.outbox.get(entry.id)
    assert waiting is not None
    assert waiting.next_try is not None, "the server's word counts more than the user's hurry"
    assert office.posts() == 0
    office.identity.state, office.identity.until = "Running", None
    clock[0] = until
    assert deliverer.advance(waiting).entry.state is State.SAVED
    assert office.posts() == 1
