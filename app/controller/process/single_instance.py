"""One window for each data folder: a second start brings the first one's window to the front."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QDeadlineTimer, QObject, QSocketNotifier, Qt, QThread, QTimer, Signal

from app.storage.files.errors import StoreProblem
from app.storage.files.file_lock import FileLock
from app.storage.files.paths import AppPaths, private_folder
from app.translation import _

if TYPE_CHECKING:
    from socket import socket

    from PySide6.QtNetwork import QLocalServer, QLocalSocket

    from app.service.given_lines import GivenLines

# A window that is closing waits for its calls to end, so a start in the meantime waits, too.
_PATIENCE_MS = 5000
_ASK_EVERY_MS = 50
IDLE_MS = 10_000
"""How long somebody who connects may take to say what is wanted."""
WAIT_MS = 60_000
"""How long a command may wait for its answer; ours waits a quarter of that."""
_MOST_FILES = 20_000
_LONGEST_FILES = 4_000_000  # characters of their names: more than a command line holds
_MOST_CALLERS = 50  # who wait to be heard, as Qt has it
_LONGEST_SENTENCE = 2000


class SingleInstance(QObject):
    """Ensures only one window per data folder.

    A lock of the operating system decides, so that a socket that a crash left behind is known to be stale.
    """

    raise_asked = Signal(str)  # the desktop's activation token, may be empty
    send_asked = Signal()
    files_given = Signal(object)  # paths of files to read, a tuple
    asked = Signal(str)  # a new company: "empty", with the "clipboard", "template:…"; or to see the "outbox"
    entry_given = Signal(object)  # row of the store; the receiver calls `answer` with its id
    _row_read = Signal(
        object, object
    )  # who has given it, the row: emitted by a thread that has read a long one

    def __init__(self, paths: AppPaths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths = paths
        self._lock = FileLock(paths.window)
        self._server: QLocalServer | None = None
        self._socket: socket | None = None
        self._caller: QSocketNotifier | None = None
        # The commands that wait for an answer, by the id of the entry that each has given.
        self._waiting: dict[str, QLocalSocket] = {}
        self._lines: GivenLines | None = None
        self._reading: set[QLocalSocket] = set()  # whose entry is being read
        self._row_read.connect(self._on_row_read, Qt.ConnectionType.QueuedConnection)
        self._files: dict[Path, None] = {}  # of messages that others follow, each once and in their order

    def claim(self, patience_ms: int = _PATIENCE_MS) -> bool:
        """Locks the folder and listens; returns False if another window has it, see `lock`."""
        is_first = self.lock(patience_ms)
        if is_first:
            self.listen()
        return is_first

    def lock(self, patience_ms: int = _PATIENCE_MS, files: Sequence[Path] = (), begins: str = "") -> bool:
        """Returns True for the first window; else brings that one to the front and returns False.

        The other window reads `files`, and does what `begins` says (see `asked`), also where it is still
        being loaded.

        Returns True as well if neither works: opening the store then reports what is wrong with the folder.
        Without the lock nothing is listened to, so that no window loses its callers to this one.
        """
        deadline = QDeadlineTimer(patience_ms)
        try:
            private_folder(self._paths.data)
            while not self._lock.acquire():
                if self._raise_other(files, begins):
                    return False
                if deadline.hasExpired():
                    return True
                QThread.msleep(_ASK_EVERY_MS)
        except (StoreProblem, OSError):
            # No lock says who is first, but a window that answers is there.
            return not self._raise_other(files, begins)
        return True

    def _raise_other(self, files: Sequence[Path], begins: str) -> bool:
        from app.service.running_window import raise_running

        return raise_running(self._paths, files, begins)

    def listen(self) -> None:
        """Answers further starts, and commands, from now on; until then they wait.

        Most windows are never asked for anything, and Qt's network takes three megabytes: it gets the socket
        with the first caller. A pipe of Windows is its own from the start.
        """
        from app.service.running_window import address_of, remove_dead

        if not self._lock.is_held:
            return
        address = address_of(self._paths.data)
        if sys.platform == "win32":
            self._serve(address)
        else:
            with suppress(OSError):  # nobody is answered then
                self._socket = _listening_socket(address)
                self._caller = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read, self)
                self._caller.activated.connect(self._on_first_caller)
        remove_dead(address)

    def _on_first_caller(self) -> None:
        descriptor = self._take_socket()
        if descriptor is not None:
            self._serve(descriptor)

    def _take_socket(self) -> int | None:
        """Returns the socket that no caller has come to yet, which is looked at no more."""
        if self._caller is not None:
            self._caller.setEnabled(False)
            self._caller.deleteLater()
        self._caller = None
        return self._socket.detach() if self._socket is not None and self._socket.fileno() >= 0 else None

    def _serve(self, address: str | int) -> None:
        """Hears callers, at an address or with the descriptor of a socket."""
        from PySide6.QtNetwork import QLocalServer

        from app.service.given_lines import GivenLines

        self._lines = GivenLines()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_new_connection)
        self._server.listen(address)

    def stop_listening(self) -> None:
        """Stops answering; called by a window that is closing and cannot come to the front any more."""
        descriptor = self._take_socket()
        if descriptor is not None:
            os.close(descriptor)
        if self._server is not None:
            self._server.close()
        if self._socket is not None:
            from app.service.running_window import address_of

            self._socket = None
            with suppress(OSError):
                Path(address_of(self._paths.data)).unlink()

    def release(self) -> None:
        """Releases the data folder for the next window."""
        self.stop_listening()
        self._lock.release()

    def _on_new_connection(self) -> None:
        from app.service.given_lines import PIECE

        while self._server is not None and (connection := self._server.nextPendingConnection()) is not None:
            connection.setReadBufferSize(PIECE)
            connection.disconnected.connect(self._on_disconnected)
            connection.disconnected.connect(connection.deleteLater)
            connection.readyRead.connect(self._on_ready_read)
            patience = QTimer(connection, singleShot=True)
            patience.timeout.connect(self._on_patience_over)
            patience.start(IDLE_MS)
            if self._lines is not None:
                self._lines.greet(connection)
            self._read(connection)

    def _on_patience_over(self) -> None:
        """Ends a connection that has not said anything complete by now, so that none is held for ever.

        A call that holds the connection would be let go of while that is being deleted, and would delete it
        a second time where it is the last to hold this window.
        """
        patience = self.sender()
        cast("QLocalSocket", patience.parent()).abort()

    def _on_disconnected(self) -> None:
        """Forgets a command that waits no more; another one may have submitted the same since."""
        gone = self.sender()
        self._reading.discard(cast("QLocalSocket", gone))
        if self._lines is not None:
            self._lines.forget(gone)
        self._waiting = {entry_id: one for entry_id, one in self._waiting.items() if one is not gone}

    def _on_ready_read(self) -> None:
        connection = self.sender()
        self._read(cast("QLocalSocket", connection))

    def answer(self, entry_id: str, *, taken: bool) -> None:
        """Tells the command that submitted the entry whether it is stored, if it is still connected."""
        connection = self._waiting.pop(entry_id, None)
        if connection is not None:
            _answer(connection, ok=taken)

    def refuse(self, entry_id: str, because: str) -> None:
        """Tells the command that submitted the entry why it is not stored; `because` is a sentence."""
        connection = self._waiting.pop(entry_id, None)
        if connection is not None:
            _answer(connection, ok=False, because=because)

    def _read(self, connection: QLocalSocket) -> None:
        from app.service.given_lines import TooLong
        from app.service.running_window import SUBMIT_PREFIX

        if self._lines is None or connection in self._reading or connection in self._waiting.values():
            return  # it has said what it wants
        try:
            line = self._lines.add(connection, bytes(connection.readAll().data()))
        except TooLong:
            connection.abort()
            return
        for silent in self._lines.too_many():
            cast("QLocalSocket", silent).abort()
        if line is None:
            return
        if line.startswith(SUBMIT_PREFIX):
            self._read_row(connection, line)
        else:
            ok, because = self._obey_message(line)
            _answer(connection, ok=ok, because=because)

    def _read_row(self, connection: QLocalSocket, line: bytes) -> None:
        """Reads the row that a line submits; a long one on a thread, which takes more than a frame."""
        from app.service.given_lines import PIECE
        from app.service.running_window import row_in

        self._reading.add(connection)
        if len(line) <= PIECE:
            self._on_row_read(connection, row_in(line))
            return
        # Imported here: few windows are given anything as long.
        from threading import Thread

        def read() -> None:
            row = row_in(line)
            with suppress(RuntimeError):  # the window has ended
                self._row_read.emit(connection, row)

        Thread(target=read, name="given row", daemon=True).start()

    def _on_row_read(self, connection: QLocalSocket, row: list[str | int | None] | None) -> None:
        """Passes an entry on, unless its command has gone; else it keeps waiting for `answer`."""
        from app.service.running_window import ENTRY_ID

        if connection not in self._reading:
            return
        self._reading.discard(connection)
        if not (row and isinstance(row[0], str) and ENTRY_ID.fullmatch(row[0])):
            _answer(connection, ok=False)
            return
        entry_id = row[0]
        if entry_id in self._waiting:
            _answer(connection, ok=False, because=_("An entry of that id is being taken at this moment."))
            return
        self._waiting[entry_id] = connection
        cast("QTimer", connection.findChild(QTimer)).start(WAIT_MS)
        self.entry_given.emit(row)

    def _obey_message(self, line: bytes) -> tuple[bool, str]:
        """Does what a message asks for; returns whether it does, and why not if there is more to say."""
        from app.service.given_lines import token_in, why_not_obeyed

        message: object = None
        with suppress(ValueError, RecursionError):
            message = json.loads(line)
        if not isinstance(message, dict):
            return False, ""
        wants_raise, wants_sending = message.get("raise") is True, message.get("send") is True
        because = why_not_obeyed(message) if wants_raise or wants_sending else ""
        if because or not self._take_files(message):
            return False, because
        if wants_raise:
            self.raise_asked.emit(token_in(message))
        if wants_raise and "new" in message:
            self.asked.emit(message["new"])
        if self._files and message.get("more") is not True:
            files, self._files = tuple(self._files), {}
            self.files_given.emit(files)
        if wants_sending:
            self.send_asked.emit()
        return wants_raise or wants_sending, ""

    def _take_files(self, message: dict[str, Any]) -> bool:
        """Adds the files that a message names; returns False, and forgets all, if they are too many."""
        from app.service.given_lines import files_in

        self._files.update(dict.fromkeys(files_in(message)))
        if len(self._files) <= _MOST_FILES and sum(len(str(one)) for one in self._files) <= _LONGEST_FILES:
            return True
        # Imported lazily: the first paint does without.
        import logging

        logging.getLogger(__name__).warning("Another start has named too many files: %s", len(self._files))
        self._files = {}
        return False


def _listening_socket(address: str) -> socket:
    """Returns a socket that this user alone may connect to, in the place of one that a crash left behind."""
    import socket

    fresh = Path(f"{address}.new")
    fresh.unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        listening.bind(str(fresh))
        fresh.chmod(0o600)
        listening.listen(_MOST_CALLERS)
        fresh.rename(address)
    except OSError:
        listening.close()
        raise
    return listening


def _answer(connection: QLocalSocket, *, ok: bool, because: str = "") -> None:
    answer = {"ok": ok} | ({"because": because[:_LONGEST_SENTENCE]} if because else {})
    connection.write(json.dumps(answer).encode() + b"\n")
    connection.disconnectFromServer()
