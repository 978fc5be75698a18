"""Has a table whose check or sending stopped for want of a sign-in go on once somebody has signed in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.controller.connection.connections import Connections
from app.controller.connection.status import ConnectionState, ConnectionStatus
from app.model.outbox_rows import needs_sign_in


class SignInFirst(QObject):
    """Asks the user to sign in, and calls what is to go on after that."""

    def __init__(self, connections: Connections, go_on: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._connections = connections
        self._go_on = go_on
        self._is_asked = False
        connections.status_changed.connect(self._on_status_changed)

    def is_needed(self, problem: str) -> bool:
        """Returns True, and asks the user to sign in, where that is what a problem is about."""
        is_known = self._connections.status.state is ConnectionState.SIGN_IN_NEEDED
        self._is_asked = is_known and needs_sign_in(problem)
        if self._is_asked:
            self._connections.sign_in_asked.emit()
        return self._is_asked

    def _on_status_changed(self, status: ConnectionStatus) -> None:
        if self._is_asked and status.state is ConnectionState.SIGNED_IN:
            self._is_asked = False
            self._go_on()
