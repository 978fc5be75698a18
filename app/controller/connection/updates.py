"""Whether there is a newer version: asked where an address is set, and when somebody wants to know."""

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

_log = logging.getLogger(__name__)

_FAULT = "Which version is the newest could not be found out. Copy the diagnostics for your administrator."


def ask(url: str, way: Profile | None = None) -> UpdateResult:
    """Blocks while the server is asked. Raises UpdateCheckError."""
    # Imported here: httpx is loaded after the first paint.
    from app.webapi.newest_version import fetch_newest_release

    return update_result(fetch_newest_release(url, way), url, __version__)


class Updates(QObject):
    """Signals: told(UpdateResult), once for each `ask`."""

    told = Signal(object)

    def __init__(self, connections: Connections, network: WorkerPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connections = connections
        self._network = network

    @property
    def host(self) -> str:
        """Who would be asked; empty where no address is set: then there is no question."""
        return urlsplit(self._connections.settings.update_url).netloc

    def ask(self) -> None:
        url = self._connections.settings.update_url
        if url:
            way = self._connections.status.profile
            self._network.run(partial(ask, url, way), self._told, self._not_told)

    def _told(self, news: UpdateResult) -> None:
        self.told.emit(news)

    def _not_told(self, error: Exception) -> None:
        from app.webapi.newest_version import UpdateCheckError  # as above

        if isinstance(error, UpdateCheckError):
            _log.warning("Which version is the newest is not known: %s", error.detail)
            self.told.emit(UpdateResult(error.message))
            return
        _log.error("Asking for the newest version failed: %s", type(error).__name__)
        self.told.emit(UpdateResult(_FAULT))
