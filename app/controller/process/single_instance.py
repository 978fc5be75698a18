"""One window for each data folder: a second start brings the first one's window to the front."""

from __future__ import annotations

import json
from contextlib import suppress

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.service.running_window import ENTRY, LONGEST_ENTRY, LONGEST_LINE, address_of, raise_running
from app.storage.files.errors import StoreProblem
from app.storage.files.file_lock import FileLock
from app.storage.files.paths import AppPaths, private_folder

# A window that is closing waits for its calls to end, so somebody who opens it again must wait, too.
_PATIENCE_MS = 5000
_ASK_EVERY_MS = 50


class Instance(QObject):
    """This process as the one that shows the window of a data folder.

    A lock of the operating system says who that is, so that what a crash leaves behind is known to be stale.

    Signals: raise_asked(the desktop's activation token, may be empty), send_asked, entry_given(row of the
    store: whoever is connected calls `answer` with its id).
    """

    raise_asked = Signal(str)
    send_asked = Signal()
    entry_given = Signal(object)

    def __init__(self, paths: AppPaths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths = paths
        self._lock = FileLock(paths.data / "window")
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        # The commands that wait for an answer, by the id of the entry that each has given.
        self._waiting: dict[str, QLocalSocket] = {}

    def claim(self, patience_ms: int = _PATIENCE_MS) -> bool:
        """Becomes the one window, or brings the one that there is to the front and returns False.

        True as well where neither can be done: what is wrong with the folder, opening the store will say.
        """
        deadline = QDeadlineTimer(patience_ms)
        try:
            private_folder(self._paths.data)
            while not self._lock.acquire():
                if raise_running(self._paths):
                    return False
                if deadline.hasExpired():
                    return True
                QThread.msleep(_ASK_EVERY_MS)
        except (StoreProblem, OSError):
            return True
        # Qt puts the new socket in the place of one that a crash left behind.
        self._server.listen(address_of(self._paths.data))
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

    def answer(self, entry_id: str, *, taken: bool) -> None:
        """Tells the command that has given the entry whether it is stored, if it still listens."""
        connection = self._waiting.pop(entry_id, None)
        if connection is not None:
            _answer(connection, ok=taken)

    def _listen_to(self, connection: QLocalSocket) -> None:
        is_entry = connection.peek(len(ENTRY)).data() == ENTRY
        longest = LONGEST_ENTRY if is_entry else LONGEST_LINE
        if connection.canReadLine():
            line = bytes(connection.readLine(longest).data())
            if is_entry:
                self._take(connection, line)
            else:
                _answer(connection, ok=self._obey(line))
        elif connection.bytesAvailable() >= longest:
            connection.abort()

    def _take(self, connection: QLocalSocket, line: bytes) -> None:
        """Passes an entry on; the command goes on waiting."""
        row: object = None
        with suppress(ValueError):
            row = json.loads(line)["submit"]
        if not (isinstance(row, list) and row and isinstance(row[0], str)):
            _answer(connection, ok=False)
            return
        entry_id = row[0]
        self._waiting[entry_id] = connection
        connection.disconnected.connect(lambda: self._waiting.pop(entry_id, None))
        self.entry_given.emit(row)

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


def _answer(connection: QLocalSocket, *, ok: bool) -> None:
    connection.write(json.dumps({"ok": ok}).encode() + b"\n")
    connection.disconnectFromServer()
