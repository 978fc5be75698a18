"""A run through all schemes, and then a search for every secret that was used."""

from __future__ import annotations

import base64
import json
import logging
import secrets
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from pytestqt.qtbot import QtBot

from app.controller.connection.connections import BrowserResult, Connections
from app.controller.connection.diagnostics import diagnostics
from app.controller.connection.status import ConnectionState, ConnectionStatus
from app.controller.process.workers import WorkerPool
from app.model.carriers.contact import ContactEntity
from app.model.entry import State
from app.model.profile import Profile, Scheme, SecretKind
from app.sandbox import Options, SandboxServer
from app.service.clients import Clients
from app.service.delivery.deliverer import Deliverer, new_entry
from app.service.request_log import current_entry_id
from app.storage.files.logs import LogFile
from app.storage.files.paths import AppPaths
from app.storage.settings.password_store import SecretStore
from app.storage.settings.settings_file import Settings, SettingsFile
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.processes.browser import Browser
from tests.helpers.processes.command import Program
from tests.helpers.processes.preloaded import Preloaded
from tests.helpers.secrets.secret_hunt import Hunt
from tests.helpers.secrets.shared_keyring import KeyringServer

PATIENCE_MS = 60_000
STATIC = [scheme for scheme in Scheme if scheme is not Scheme.ONLINE]


def unguessable(what: str) -> str:
    """A text that is nowhere by chance. Tickets and tokens are ASCII."""
    return f"{what}-{secrets.token_hex(12)}"


@dataclass
class Used:
    """All secrets of the run."""

    right: dict[Scheme, str] = field(
        default_factory=lambda: {
            Scheme.BASIC: unguessable("Sésame æ&+ ✓"),
            Scheme.TICKET: unguessable("7T:ticket"),
            Scheme.BEARER: unguessable("8A:Cust12345.bearer"),
            Scheme.XSRF: unguessable("xsrf"),
        }
    )
    wrong: dict[Scheme, str] = field(
        default_factory=lambda: {scheme: unguessable(f"wrong-{scheme}") for scheme in STATIC}
    )
    app_token: str = field(default_factory=lambda: unguessable("app-token"))
    client_secret: str = field(default_factory=lambda: unguessable("client-secret"))
    proxy_password: str = field(default_factory=lambda: unguessable("proxy"))
    issued: list[str] = field(default_factory=list)

    @property
    def all(self) -> list[str]:
        fixed = [self.app_token, self.client_secret, self.proxy_password]
        return [*self.right.values(), *self.wrong.values(), *fixed, *self.issued]

    def options(self, scheme: Scheme) -> Options:
        right = self.right
        return Options(
            scheme=scheme,
            companies=False,
            user="kari",
            password=right[Scheme.BASIC],
            ticket=right[Scheme.TICKET],
            bearer=right[Scheme.BEARER],
            xsrf=right[Scheme.XSRF],
            app_token=self.app_token if scheme is Scheme.TICKET else "",
            client_secret=self.client_secret,
        )

    def others(self, scheme: Scheme) -> dict[SecretKind, str]:
        kept = {SecretKind.PROXY_PASSWORD: self.proxy_password}
        if scheme is Scheme.TICKET:
            kept[SecretKind.CLIENT_SECRET] = self.app_token
        if scheme is Scheme.ONLINE:
            kept[SecretKind.CLIENT_SECRET] = self.client_secret
        return kept


class Window:
    """What is behind the window, with its log at its most talkative."""

    def __init__(self, home: Path, qtbot: QtBot, ending: ExitStack) -> None:
        self.paths = AppPaths.of(home)
        self.log = ending.enter_context(LogFile(self.paths.logs, current_entry_id))
        self.log.start("DEBUG")
        self.secrets, self.network = SecretStore(), WorkerPool(4)
        self.clients = Clients(self.secrets)
        ending.callback(self.clients.close)
        self.outbox = Outbox(ending.enter_context(Store.open(self.paths.store)))
        self.statuses: list[ConnectionStatus] = []
        self.shown: list[str] = []
        self._qtbot = qtbot
        self.connections = Connections(
            file=SettingsFile(self.paths.settings),
            settings=Settings(),
            secrets=self.secrets,
            clients=self.clients,
            network=self.network,
        )
        self.connections.status_changed.connect(self.statuses.append)
        self.connections.tested.connect(lambda result: self.shown.append(repr(result)))

    def until(self, standing: ConnectionState) -> None:
        self._qtbot.waitUntil(lambda: self.connections.status.state is standing, timeout=PATIENCE_MS)

    def sign_in(
        self, profile: Profile, secret: str, others: dict[SecretKind, str], ends: ConnectionState
    ) -> None:
        self.statuses.clear()
        self.connections.save_profile(profile, secret, others)
        self._qtbot.waitUntil(lambda: any(one.state is ends for one in self.statuses), timeout=PATIENCE_MS)

    def save(self, profile: Profile, number: str) -> State:
        deliverer = Deliverer(self.outbox, self.clients.api, self.clients.profile)
        entry = new_entry(ContactEntity(name=f"Fjord {number} AS"), profile, number, datetime.now(UTC))
        delivery = deliverer.advance(self.outbox.add(entry))
        self.shown += [
            repr(delivery),
            repr(delivery.error),
            str(delivery.error),
            repr(self.connections.status),
        ]
        return delivery.entry.state


@pytest.mark.long
@pytest.mark.timeout(400)  # some twenty processes, one after the other
def test_no_secret_is_written_printed_or_passed_on(  # noqa: PLR0917  # fixtures
    tmp_path: Path,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    keyring: KeyringServer,
    memory_keyring: Any,
    preloaded: Preloaded,
) -> None:
    caplog.set_level(logging.DEBUG)
    used, home, servers = Used(), tmp_path / "home", tmp_path / "servers"
    servers.mkdir()
    hunt = Hunt([home])
    with hunt.watching(), ExitStack() as ending:
        window = Window(home / "window", qtbot, ending)
        for scheme in STATIC:
            _by_hand(used, scheme, servers, window)
        _online(used, servers, window)
        shown = diagnostics(window.connections.status, {}, window.log, window.secrets.location_of().name)
        hunt.tell("what was shown", "\n".join([*window.shown, *map(repr, window.statuses), shown]))
        hunt.tell("reprs", repr(window.clients) + repr(window.secrets))
        assert window.network.wait(PATIENCE_MS)
    program = replace(Program.at(home / "commands", **keyring.environment), preloaded=preloaded)
    with hunt.watching():
        for scheme in STATIC:
            _by_command(used, scheme, servers, program, hunt)
        for arguments in (["profile", "list", "--json"], ["outbox", "list", "--json"]):
            done = program.run(*arguments)
            hunt.tell("a command's output", done.out + done.err)
    hunt.tell("logged", caplog.text)
    out, err = capfd.readouterr()
    hunt.tell("printed", out + err)

    kept = [*memory_keyring.passwords.values(), *keyring.passwords.values()]
    assert set(used.right.values()) <= set(kept), "they were used, and they are where they belong"
    assert len(used.issued) >= 8
    assert hunt.size > 100_000
    assert len(hunt.children) >= 3 * len(STATIC)
    assert {secret: paths for secret in used.all if (paths := hunt.places_of(secret))} == {}


def _profile(scheme: Scheme, url: str, options: Options) -> Profile:
    client = options.client_id if scheme is Scheme.ONLINE else ""
    return Profile(name=f"By {scheme}", url=url, scheme=scheme, user="kari", proxy_user="p", client_id=client)


def _by_hand(used: Used, scheme: Scheme, servers: Path, window: Window) -> None:
    """Wrong first, then right, then a company."""
    options = used.options(scheme)
    with SandboxServer(servers / f"{scheme}.db", options) as server:
        profile = _profile(scheme, server.url, options)
        window.connections.test(profile, used.wrong[scheme], used.others(scheme))
        window.sign_in(profile, used.wrong[scheme], used.others(scheme), ConnectionState.SIGN_IN_NEEDED)
        assert window.save(profile, f"{scheme}-refused") is State.QUEUED
        window.sign_in(profile, used.right[scheme], used.others(scheme), ConnectionState.SIGNED_IN)
        assert window.save(profile, f"{scheme}-taken") is State.SAVED
        assert window.network.wait(PATIENCE_MS)


def _online(used: Used, servers: Path, window: Window) -> None:
    """Signed in, renewed, ended, signed in again, signed out."""
    options = used.options(Scheme.ONLINE)
    with SandboxServer(servers / "online.db", options) as server, Browser() as browser:
        identity = server.identity
        assert identity is not None
        profile = _profile(Scheme.ONLINE, server.url, options)
        window.connections.browser_asked.connect(browser.open)
        results: list[BrowserResult] = []
        window.connections.browser_done.connect(results.append)
        window.connections.sign_in_with_browser(profile, used.others(Scheme.ONLINE))
        window._qtbot.waitUntil(lambda: bool(results), timeout=PATIENCE_MS)
        window.shown.append(repr(results))
        profile = results[0].profile
        token = results[0].refresh_token
        window.sign_in(profile, token, used.others(Scheme.ONLINE), ConnectionState.SIGNED_IN)
        assert window.save(profile, "online-taken") is State.SAVED
        identity.expire_access_tokens()
        assert window.save(profile, "online-renewed") is State.SAVED
        identity.expire_access_tokens()
        identity.revoke_refresh_tokens()
        assert window.save(profile, "online-ended") is State.QUEUED
        window.statuses.clear()
        window.connections.sign_in_again()
        window._qtbot.waitUntil(
            lambda: any(one.state is ConnectionState.SIGNED_IN for one in window.statuses),
            timeout=PATIENCE_MS,
        )
        assert window.secrets.get(f"{profile.name}/refresh-token") in identity.refresh_tokens
        window.connections.sign_out()
        window.until(ConnectionState.SIGN_IN_NEEDED)
        assert not identity.refresh_tokens
        assert window.network.wait(PATIENCE_MS)
        used.issued += identity.issued
        window.shown += browser.opened


def _by_command(used: Used, scheme: Scheme, servers: Path, program: Program, hunt: Hunt) -> None:
    options = used.options(scheme)
    company = servers / "company.json"
    company.write_text(json.dumps({"Name": f"Fjell {scheme} AS"}), encoding="utf-8")
    name = f"By {scheme}"
    further = ["--further-secret", "client-secret"] if scheme is Scheme.TICKET else []
    with SandboxServer(servers / f"{scheme}-2.db", options) as server:
        add = ["--log-level", "DEBUG", "profile", "add", name, "--url", server.url, "--auth", scheme]
        for secret in (used.wrong[scheme], used.right[scheme]):
            typed = f"{secret}\n{used.app_token}\n"
            done = program.run(*add, "--user", "kari", "--secret-stdin", *further, typed=typed)
            hunt.tell("a command's output", done.out + done.err)
            done = program.run("--profile", name, "--log-level", "DEBUG", "submit", company, "--json")
            hunt.tell("a command's output", done.out + done.err)
        assert done.code == 0, done.err
        done = program.run("profile", "test", name)
        hunt.tell("a command's output", done.out + done.err)


HIDDEN = "Sésame&+ 3141 ✓"
WAYS = {
    "a file": HIDDEN.encode(),
    "a file of Windows": HIDDEN.encode("utf-16-le"),
    "a header of Basic": base64.b64encode(f"kari:{HIDDEN}".encode()),
    "an address": quote(HIDDEN).encode(),
    "a form": b"password=" + quote(HIDDEN, safe="").replace("%20", "+").encode(),
    "JSON": json.dumps({"a": HIDDEN}).encode(),
    "a file that is not text": b"\xff\x00" + HIDDEN.encode() + b"\xfe",
}


@pytest.mark.parametrize("way", WAYS)
def test_the_search_finds_what_is_in_a_file(way: str, tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "file.bin").write_bytes(b"before " + WAYS[way] + b" after")
    assert Hunt([tmp_path]).places_of(HIDDEN) == ["file file.bin"]
    assert Hunt([tmp_path]).places_of("something else") == []


def test_the_search_finds_what_is_in_a_name_a_log_and_a_child(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    hunt = Hunt([tmp_path])
    with hunt.watching():
        hunt.run([sys.executable, "-c", "print('argument')", "Sésame-argument"])
        hunt.run([sys.executable, "-c", "pass"], env={"SECRET": "Sésame-environment"})
        hunt.run([sys.executable, "-c", "print('S\\u00e9same-printed'[::1])"], env={"PYTHONUTF8": "1"})
    (tmp_path / "Sésame-name.txt").write_text("")
    logging.getLogger("any").error("Sésame-logged")
    sys.stdout.write("Sésame-out")
    hunt.tell("logged", caplog.text)
    hunt.tell("printed", capfd.readouterr().out)
    assert hunt.places_of("Sésame-argument") == ["a child process"]
    assert hunt.places_of("Sésame-environment") == ["a child process"]
    assert hunt.places_of("Sésame-printed") == ["a child's output"]
    assert hunt.places_of("Sésame-name") == ["file Sésame-name.txt"]
    assert hunt.places_of("Sésame-logged") == ["logged"]
    assert hunt.places_of("Sésame-out") == ["printed"]
