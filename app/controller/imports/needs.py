"""What the import of tables needs of the rest of the program."""

from __future__ import annotations

from dataclasses import dataclass

from app.controller.connection.connections import Connections
from app.controller.form.lookups import Lookups
from app.controller.process.store_access import StoreAccess
from app.controller.process.workers import WorkerPool
from app.service.clients import ApiFor
from app.storage.settings.settings_file import SettingsFile
from app.translation import _

_NO_CONNECTION = _("A table needs a connection to SuperOffice. Set one up first.")
_NO_STORE = _("The outbox is not open yet. Try again in a moment.")


@dataclass(frozen=True)
class Needs:
    """What a table is read and checked with."""

    connections: Connections
    lookups: Lookups
    api_for: ApiFor
    store: StoreAccess
    file: SettingsFile
    disk: WorkerPool

    @property
    def why_not(self) -> str:
        """The sentence for why no table can be checked now; empty if one can."""
        if self.connections.status.profile is None:
            return _NO_CONNECTION
        return "" if self.store.current is not None else _NO_STORE
