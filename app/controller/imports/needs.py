"""What the import of tables needs of the rest of the program."""

from __future__ import annotations

from dataclasses import dataclass

from app.controller.connection.connections import Connections
from app.controller.form.lookups import Lookups
from app.controller.process.store_access import StoreAccess
from app.controller.process.workers import WorkerPool
from app.service.clients import ApiFor
from app.storage.settings.settings_file import SettingsFile


@dataclass(frozen=True)
class Needs:
    """What a table is read and checked with."""

    connections: Connections
    lookups: Lookups
    api_for: ApiFor
    store: StoreAccess
    file: SettingsFile
    disk: WorkerPool
