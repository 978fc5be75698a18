"""The controllers of the form without a window, in front of a server that gives what a test tells it to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QObject
from shiboken6 import Shiboken

from app.controller.connection.connections import Connections
from app.controller.connection.status import ConnectionState, ConnectionStatus
from app.controller.form.entry import EntryController
from app.controller.form.lookups import Lookups
from app.controller.process.store_access import StoreAccess
from app.controller.process.workers import WorkerPool
from app.controller.questions.live_question import QuestionContext
from app.model.carriers.principal import Principal
from app.model.profile import Profile
from app.service.clients import ApiFor, Clients
from app.storage.files.paths import AppPaths
from app.storage.settings.password_store import SecretStore
from app.storage.settings.settings_file import Settings, SettingsFile
from app.storage.sqlite.store import Store
from app.webapi.client import WebApi
from app.webapi.errors import MaintenanceError

PATIENCE_MS = 20_000
WORK = Profile(name="work", url="https://crm.example", user="kari")


class FakeApi:
    """A client by the names of its methods; those without an answer fail as in maintenance."""

    def __init__(self) -> None:
        self.answers: dict[str, Callable[..., Any]] = {}

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def fail(*_arguments: object) -> None:
            raise MaintenanceError("crm.example", status=503)

        return self.answers.get(name, fail)


class Office(QObject):
    """Everything behind the form. The store is opened by `open_store`; nobody is signed in at first."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._path = folder / "entries.sqlite3"
        self._opened: Store | None = None
        api = self.api = FakeApi()
        # No method: it would be garbage in a circle, which a worker may be the one to collect.
        self.api_for: ApiFor = lambda _name: cast("WebApi", api)
        self.network, self.disk = WorkerPool(2, self), WorkerPool(1, self)
        self.access = StoreAccess(self.disk, self)
        secrets = SecretStore()
        self.clients = Clients(secrets)
        self.connections = Connections(
            file=SettingsFile(AppPaths.of(folder).settings),
            settings=Settings(),
            secrets=secrets,
            clients=self.clients,
            network=self.network,
            parent=self,
        )
        self.lookups = Lookups(self.api_for, self.network, self.access, self)
        self.entry = EntryController(self.connections, self.lookups, self.access, self)
        self.context = QuestionContext(self.connections, self.lookups, self.api_for, self.network)

    def open_store(self) -> Store:
        self._opened = Store.open(self._path)
        self.access.open(self._opened)
        return self._opened

    def sign_in(self, profile: Profile = WORK) -> None:
        """Somebody is signed in, as far as the controllers know."""
        status = ConnectionStatus(ConnectionState.SIGNED_IN, profile.name, "", profile, Principal())
        self.connections.status = status
        self.connections.status_changed.emit(status)

    def close(self) -> None:
        """Ends all work and deletes every object that has this one as its parent."""
        assert self.network.wait(PATIENCE_MS)
        assert self.disk.wait(PATIENCE_MS)
        if self._opened is not None:
            self._opened.close()
        # With its timers, here and now: left to Python it might be a worker that deletes them.
        Shiboken.delete(self)
