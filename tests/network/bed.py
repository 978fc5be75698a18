"""Somebody's computer in a company's network: the program, its password store, SuperOffice behind it all."""

from __future__ import annotations

import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.model.carriers.contact import ContactEntity
from app.model.profile import Profile, Scheme
from app.sandbox import PASSWORD, USER, Options, SandboxServer
from app.service.delivery.deliverer import new_entry
from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import Settings, SettingsFile
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.processes.command import ROOT, Done, Program
from tests.helpers.secrets.shared_keyring import KeyringServer

STANDINS = Path(__file__).with_name("standins")
_PROXIES = [f"{which}_proxy" for which in ("http", "https", "all", "no")]
_NO_PROXIES = dict.fromkeys([*_PROXIES, *map(str.upper, _PROXIES)], "")


@dataclass
class Bed:
    """`server` is SuperOffice; `folder` is for whatever the row needs."""

    folder: Path
    server: SandboxServer
    keyring: KeyringServer
    profile: Profile = field(default_factory=lambda: Profile(name="Work"))

    @property
    def port(self) -> int:
        """Where SuperOffice itself listens."""
        return int(self.server.url.rpartition(":")[2])

    def connect(self, url: str = "", *, proxy_password: str = "", **settings: Any) -> None:
        """Sets up the connection "Work"."""
        given = {"user": USER, "language": "en", "url": url or self.server.url, **settings}
        self.profile = Profile(name="Work", **given)
        file = SettingsFile(AppPaths.of(self.folder / "home").settings)
        file.save(Settings(profiles=(self.profile,), active="Work"))
        if self.profile.scheme is Scheme.BASIC:
            self.keyring.passwords["contact-entry", "Work/password"] = PASSWORD
        if proxy_password:
            self.keyring.passwords["contact-entry", "Work/proxy-password"] = proxy_password

    def program(self, **environment: str) -> Program:
        """The program with these environment variables, and none of this computer's proxies."""
        given = {**_NO_PROXIES, **self.keyring.environment, "QT_QPA_PLATFORM": "offscreen", **environment}
        return Program.at(self.folder / "home", **given)

    def run(self, *arguments: str, **environment: str) -> Done:
        """Runs a command to its end."""
        return self.program(**environment).run(*arguments)

    def submit(self, name: str, **environment: str) -> Done:
        """Submits a company of that name."""
        return self.program(**environment).run("submit", "-", "--json", typed=json.dumps({"Name": name}))

    def put_into_outbox(self, count: int) -> None:
        """Has that many companies wait, as after an evening without a network."""
        folder = AppPaths.of(self.folder / "home").store
        folder.parent.mkdir(parents=True, exist_ok=True)
        with Store.open(folder) as store:
            outbox = Outbox(store)
            for number in range(1, count + 1):
                entity = ContactEntity(name=f"Fjord {number} AS")
                outbox.add(new_entry(entity, self.profile, f"entry-{number}", datetime.now(UTC)))

    def companies(self, name: str) -> int:
        """Returns how many companies of that name SuperOffice has saved."""
        return sum(
            json.loads(request.body)["Name"] == name
            for request in self.server.requests
            if request.method == "POST" and request.path.lower().endswith("/v1/contact")
        )

    def states(self) -> dict[str, int]:
        """Counts the entries in the outbox by their states."""
        return dict(Counter(entry["state"] for entry in self.run("outbox", "list", "--json").json))

    def standing_in(self, **what: Any) -> dict[str, str]:
        """Returns the environment in which `tests/network/standins` takes the place of the system.

        `proxies` and `exceptions` are what Windows' registry would have, `hosts` the addresses of names.
        """
        file = self.folder / "standins.json"
        file.write_text(json.dumps(what), encoding="utf-8")
        return {"STANDINS": str(file), "PYTHONPATH": f"{STANDINS}{os.pathsep}{ROOT}"}


@contextmanager
def bed(options: Options | None = None) -> Iterator[Bed]:
    """A bed in a folder of its own, connected to SuperOffice without anything in between."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="network-")))
        # Services that root starts go on as other users.
        folder.chmod(0o755)
        given = options or Options(companies=False)
        server = stack.enter_context(SandboxServer(folder / "sandbox.db", given))
        made = Bed(folder, server, stack.enter_context(KeyringServer()))
        if given.scheme == "basic":
            made.connect()
        yield made


def said(done: Done) -> str:
    """Returns what a command said in words: its errors if it has any."""
    return " ".join((done.err.strip() or done.out.strip()).split())
