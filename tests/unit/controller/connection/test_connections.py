"""The connections behind the dialog: browsers given up, sign-ins revoked, what is decided elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.controller.connection.connections import BrowserResult, Connections
from app.controller.connection.status import ConnectionState, ConnectionStatus
from app.controller.process.workers import WorkerPool
from app.model.profile import Profile, Scheme, SecretKind
from app.sandbox import Options, SandboxServer
from app.service.clients import Clients
from app.storage.files.paths import AppPaths
from app.storage.settings.managed_settings import ManagedSettings
from app.storage.settings.password_store import SecretStore
from app.storage.settings.policy_sources import SettingsLayer
from app.storage.settings.settings_file import Settings, SettingsFile
from tests.helpers.faults.faulty_server import FaultyServer, Response
from tests.helpers.processes.browser import Browser
from tests.helpers.secrets.memory_keyring import MemoryKeyring

PATIENCE_MS = 30_000
OPTIONS = Options(scheme="online", companies=False)


class Office:
    def __init__(self, home: Path, managed: ManagedSettings) -> None:
        self.secrets, self.network = SecretStore(), WorkerPool(4)
        self.clients = Clients(self.secrets)
        self.file = SettingsFile(AppPaths.of(home).settings)
        self.connections = Connections(
            file=self.file,
            settings=Settings(),
            secrets=self.secrets,
            clients=self.clients,
            network=self.network,
            managed=managed,
        )
        self.results: list[BrowserResult] = []
        self.connections.browser_done.connect(self.results.append)


@pytest.fixture
def managed() -> ManagedSettings:
    return ManagedSettings()


@pytest.fixture
def office(tmp_path: Path, managed: ManagedSettings, qtbot: QtBot) -> Iterator[Office]:
    del qtbot  # signals need its application
    office = Office(tmp_path / "home", managed)
    yield office
    office.connections.cancel_browser()
    assert office.network.wait(PATIENCE_MS)
    office.clients.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "sandbox.db", OPTIONS) as server:
        yield server


def online(server: SandboxServer, **settings: Any) -> Profile:
    return Profile(
        name="Online", url=server.url, scheme=Scheme.ONLINE, client_id=OPTIONS.client_id, **settings
    )


def test_a_removed_connection_is_signed_out(
    office: Office, server: SandboxServer, qtbot: QtBot, memory_keyring: MemoryKeyring
) -> None:
    with Browser() as browser:
        office.connections.browser_asked.connect(browser.open)
        office.connections.sign_in_with_browser(online(server))
        qtbot.waitUntil(lambda: bool(office.results), timeout=PATIENCE_MS)
    result, connections = office.results[0], office.connections
    connections.save_profile(
        result.profile, result.refresh_token, {SecretKind.CLIENT_SECRET: OPTIONS.client_secret}
    )
    qtbot.waitUntil(lambda: connections.status.state is ConnectionState.SIGNED_IN, timeout=PATIENCE_MS)
    assert len(memory_keyring.passwords) == 2
    assert server.identity is not None
    server.identity.rotates = True
    with qtbot.waitSignal(connections.tested, timeout=PATIENCE_MS) as tested:
        connections.test(result.profile, None)
    assert tested.args[0].works
    kept = memory_keyring.passwords["contact-entry", "Online/refresh-token"]
    assert {kept} == server.identity.refresh_tokens, "the test's own replacement is kept"
    connections.remove("Online")
    qtbot.waitUntil(lambda: connections.status.state is ConnectionState.NONE, timeout=PATIENCE_MS)
    assert memory_keyring.passwords == {}
    assert not server.identity.refresh_tokens


def test_a_page_in_the_place_of_an_answer_can_be_opened(office: Office, qtbot: QtBot) -> None:
    connections = office.connections
    answers = [
        Response(200, {"AssociateId": 1, "FullName": "Kari Nordmann"}),
        Response(511, headers={"Content-Type": "text/html"}, content=b"<html>Welcome to our guests"),
    ]
    with FaultyServer(handle=lambda _: answers[-1]) as server:
        connections.save_profile(Profile(name="Work", url=server.url, user="kari"), "password")
        qtbot.waitUntil(lambda: bool(connections.status.page), timeout=PATIENCE_MS)
        assert connections.status.state is ConnectionState.OUT_OF_REACH
        assert connections.status.page == f"{server.url}/"
        assert "in your browser" in connections.status.sentence
        told: list[ConnectionStatus] = []
        connections.status_changed.connect(told.append)
        connections.page_came("Work", connections.status.sentence)
        connections.page_came("Another", "A page came.")
        assert told == [], "what is known is not told again, nor of a connection that is not in use"
        answers.pop()
        connections.page_came("Work", "")
        qtbot.waitUntil(lambda: connections.status.state is ConnectionState.SIGNED_IN, timeout=PATIENCE_MS)
    assert connections.status.page == ""
    connections.page_came("Work", "A page came.")
    assert (connections.status.state, bool(connections.status.page)) == (ConnectionState.SIGNED_IN, True)
    connections.page_came("Work", "")
    assert (connections.status.sentence, connections.status.page) == ("", "")


def test_a_server_that_takes_nothing_is_out_of_reach_until_it_does(office: Office, qtbot: QtBot) -> None:
    connections, told = office.connections, list[str]()
    connections.text_changed.connect(told.append)
    answer = Response(200, {"AssociateId": 1, "FullName": "Kari Nordmann"})
    with FaultyServer(handle=lambda _: answer) as server:
        connections.save_profile(Profile(name="Work", url=server.url, user="kari"), "password")
        qtbot.waitUntil(lambda: connections.status.state is ConnectionState.SIGNED_IN, timeout=PATIENCE_MS)
    changed: list[ConnectionStatus] = []
    connections.status_changed.connect(changed.append)
    for name, is_reached in (("Another", False), ("Work", False), ("Work", False)):
        connections.reach_changed(name, is_reached)
    assert (connections.status.text, connections.status.state) == (
        "Work: out of reach",
        ConnectionState.SIGNED_IN,
    )
    for _again in range(2):
        connections.reach_changed("Work", is_reached=True)
    assert told == ["Work: out of reach", "Work: Kari Nordmann"]
    assert changed == [], "nobody has signed in anew"


def test_a_refused_password_is_tried_once_more_when_the_user_says_so(office: Office, qtbot: QtBot) -> None:
    connections = office.connections
    with FaultyServer(handle=lambda _: Response(401, {"Error": True})) as server:
        connections.save_profile(Profile(name="Work", url=server.url, user="kari"), "wrong")
        needed = ConnectionState.SIGN_IN_NEEDED
        qtbot.waitUntil(lambda: connections.status.state is needed, timeout=PATIENCE_MS)
        with qtbot.waitSignal(connections.status_changed, timeout=PATIENCE_MS):
            connections.sign_in()
        assert connections.status.state is needed
    assert len(server.requests) == 2


def test_a_change_of_scheme_leaves_no_old_secret(
    office: Office, server: SandboxServer, qtbot: QtBot, memory_keyring: MemoryKeyring
) -> None:
    connections = office.connections
    profile = Profile(name="Work", url=server.url, user="kari")
    connections.save_profile(profile, "password")
    qtbot.waitUntil(lambda: bool(connections.profiles), timeout=PATIENCE_MS)
    connections.save_profile(profile.with_changes(scheme=Scheme.TICKET), "7T:abc")
    qtbot.waitUntil(lambda: connections.profiles[0].scheme is Scheme.TICKET, timeout=PATIENCE_MS)
    assert memory_keyring.passwords == {("contact-entry", "Work/ticket"): "7T:abc"}


@pytest.mark.parametrize(
    "managed",
    [
        ManagedSettings(
            (
                SettingsLayer(
                    {"connection.language": "nb"},
                    {"connection.language": "Set by your administrator."},
                    ({"name": "Given", "url": "https://given.invalid"},),
                ),
            )
        )
    ],
)
def test_what_is_decided_elsewhere_is_not_written_to_the_users_file(office: Office, qtbot: QtBot) -> None:
    connections = office.connections
    assert [(one.name, one.language) for one in connections.profiles] == [("Given", "nb")]
    own = Profile(name="Own", url="https://own.invalid", user="kari", language="nb")
    connections.save_profile(own, None)
    qtbot.waitUntil(lambda: len(connections.profiles) == 2, timeout=PATIENCE_MS)
    connections.save_profile(connections.profiles[0], "a password of the user's")
    qtbot.waitUntil(
        lambda: office.secrets.get("Given/password") == "a password of the user's", timeout=PATIENCE_MS
    )
    assert office.network.wait(PATIENCE_MS)
    assert [(one.name, one.language) for one in office.file.load().profiles] == [("Own", "")]


def test_the_settings_may_come_later(office: Office) -> None:
    late = Connections(
        file=office.file, secrets=office.secrets, clients=office.clients, network=office.network
    )
    assert (late.is_open, late.profiles) == (False, ())
    told: list[str] = []
    late.used.connect(lambda name, _language: told.append(name))
    late.opened.connect(lambda: told.append("opened"))
    profiles = (
        Profile(name="Home", url="http://127.0.0.1:9"),
        Profile(name="Work", url="http://127.0.0.1:9"),
    )
    late.open(Settings(profiles=profiles, active="Home"), ManagedSettings(), "Work")
    assert (late.is_open, told) == (True, ["Work", "opened"])


@pytest.mark.parametrize(
    "managed", [ManagedSettings((SettingsLayer({}, {}, unreadable="The policy cannot be read."),))]
)
def test_while_a_policy_cannot_be_read_no_connection_is_called(
    office: Office, server: SandboxServer, qtbot: QtBot
) -> None:
    connections, tested = office.connections, list[Any]()
    connections.tested.connect(tested.append)
    profile = Profile(name="Work", url=server.url, user="kari")
    connections.save_profile(profile, "password")
    qtbot.waitUntil(lambda: connections.status.state is ConnectionState.OUT_OF_REACH, timeout=PATIENCE_MS)
    assert connections.status.sentence == "The policy cannot be read."
    connections.test(profile, "password")
    qtbot.waitUntil(lambda: bool(tested), timeout=PATIENCE_MS)
    assert (tested[0].works, tested[0].sentence) == (False, "The policy cannot be read.")
    assert server.requests == []
