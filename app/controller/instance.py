"""One window for each data folder: a second start brings the first one's window to the front."""

from __future__ import annotations

import json
from contextlib import suppress

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.controller.handover import LONGEST_LINE, address_of, raise_running
from app.storage.file_lock import FileLock
from app.storage.places import Places, private_folder
from app.storage.problems import StoreProblem

# A window that is closing waits for its calls to end, so somebody who opens it again must wait, too.
_PATIENCE_MS = 5000
_ASK_EVERY_MS = 50


class Instance(QObject):
    """This process as the one that shows the window of a data folder.

    A lock of the operating system says who that is, so that what a crash leaves behind is known to be stale.

    Signals: raise_asked(the desktop's activation token, may be empty), send_asked.
    """

    raise_asked = Signal(str)
    send_asked = Signal()

    def __init__(self, places: Places, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places = places
        self._lock = FileLock(places.data / "window")
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)

    def claim(self, patience_ms: int = _PATIENCE_MS) -> bool:
        """Becomes the one window, or brings the one that there is to the front and returns False.

        True as well where neither can be done: what is wrong with the folder, opening the store will say.
        """
        deadline = QDeadlineTimer(patience_ms)
        try:
            private_folder(self._places.data)
            while not self._lock.acquire():
                if raise_running(self._places):
                    return False
                if deadline.hasExpired():
                    return True
                QThread.msleep(_ASK_EVERY_MS)
        except (StoreProblem, OSError):
            return True
        # Qt puts the new socket in the place of one that a crash left behind.
        self._server.listen(address_of(self._places.data))
        return True

    def stop_listening(self) -> None:
        """For a window that is closing: it can no longer come to the front."""
        self._server.close()

    def release(self) -> None:
        """Lets the next one in."""
        self.stop_listening()
        self._lock.release()

    def _welcome(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            connection.disconnected.connect(connection.deleteLater)
            connection.readyRead.connect(self._listen_to_sender)
            self._listen_to(connection)

    def _listen_to_sender(self) -> None:
        connection = self.sender()
        if isinstance(connection, QLocalSocket):
            self._listen_to(connection)

    def _listen_to(self, connection: QLocalSocket) -> None:
        if connection.canReadLine():
            answer = {"ok": self._obey(bytes(connection.readLine(LONGEST_LINE).data()))}
            connection.write(json.dumps(answer).encode() + b"\n")
            connection.disconnectFromServer()
        elif connection.bytesAvailable() >= LONGEST_LINE:
            connection.abort()

    def _obey(self, line: bytes) -> bool:
        """Does what a message asks for; whether it asks for anything."""
        message: object = None
        with suppress(ValueError):
            message = json.loads(line)
        if not isinstance(message, dict):
            return False
        wants_raise, wants_sending = message.get("raise") is True, message.get("send") is True
        if wants_raise:
            self.raise_asked.emit(str(message.get("token", "")))
        if wants_sending:
            self.send_asked.emit()
        return wants_raise or wants_sending
