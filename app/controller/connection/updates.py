"""Checks for a newer version, when the user asks and an address for it is set."""

from __future__ import annotations

import logging
from functools import partial
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal

from app import __version__
from app.controller.connection.connections import Connections
from app.controller.process.workers import WorkerPool
from app.model.profile import Profile
from app.model.release import UpdateResult, update_result
from app.translation import _

_log = logging.getLogger(__name__)

_FAULT = _("Which version is the newest could not be found out. Copy the diagnostics for your administrator.")


def check_for_update(url: str, proxy_of: Profile | None = None) -> UpdateResult:
    """Asks the server at `url` for the newest version. Blocks; raises UpdateCheckError."""
    # Imported here: httpx is loaded after the first paint.
    from app.webapi.newest_version import fetch_newest_release

    return update_result(fetch_newest_release(url, proxy_of), url, __version__)


class Updates(QObject):
    """Checks for a newer version on a worker thread."""

    checked = Signal(object)  # UpdateResult, once for each `check`

    def __init__(self, connections: Connections, network: WorkerPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connections = connections
        self._network = network

    @property
    def host(self) -> str:
        """The host that `check` asks; empty if no address is set."""
        return urlsplit(self._connections.settings.update_url).netloc

    def check(self) -> None:
        """Asks for the newest version, if an address is set; `checked` is emitted with the result."""
        url = self._connections.settings.update_url
        if url:
            work = partial(check_for_update, url, self._connections.status.profile)
            self._network.run(work, self._on_checked, self._on_failed)

    def _on_checked(self, result: UpdateResult) -> None:
        self.checked.emit(result)

    def _on_failed(self, error: Exception) -> None:
        from app.webapi.newest_version import UpdateCheckError  # as above

        if isinstance(error, UpdateCheckError):
            _log.warning("Which version is the newest is not known: %s", error.detail)
            self.checked.emit(UpdateResult(error.message))
            return
        _log.error("Asking for the newest version failed: %s", type(error).__name__)
        self.checked.emit(UpdateResult(_FAULT))
