"""The practice server as the window uses it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.controller.connection.connections import Connections
from app.controller.process.workers import WorkerPool
from app.model.profile import SANDBOX, Profile
from app.sandbox.child import SandboxChild, SignIn
from app.sandbox.options import SandboxNotStarted
from app.storage.files.paths import AppPaths


class SandboxConnection(QObject):
    """The practice server on this computer, and the connection to it."""

    problem_reported = Signal(str)  # sentence

    def __init__(
        self, paths: AppPaths, connections: Connections, network: WorkerPool, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._paths = paths
        self._connections = connections
        self._network = network
        self._child: SandboxChild | None = None

    def use(self) -> None:
        """Starts the practice server and turns to it; does nothing if it is running."""
        if self._child is None:
            self._child = SandboxChild(self._paths.sandbox)
            self._connections.begin_to_set_up()
            self._network.run(self._child.start, self._on_started, self._on_failed)

    def stop(self) -> None:
        if self._child is not None:
            self._child.stop()

    def _on_started(self, sign_in: SignIn) -> None:
        profile = Profile(name=SANDBOX, url=sign_in.url, user=sign_in.user, send_persons=False)
        self._connections.use_temporarily(profile, sign_in.password)
        self._connections.end_to_set_up()

    def _on_failed(self, error: Exception) -> None:
        self._child = None
        if isinstance(error, SandboxNotStarted):
            self.problem_reported.emit(str(error))
        self._connections.end_to_set_up()
