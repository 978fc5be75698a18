"""Tells when the network is back, so that what waits can be sent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from app.child_process import self_command

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkInformation

_BEGIN_AFTER_MS: Final = 3000
_ANSWER_WITHIN_MS: Final = 15_000
_LOAD_WITHIN_MS: Final = 250
_END_WITHIN_MS: Final = 2000


class Reachability(QObject):
    """Follows what the operating system says about the network; emits nothing if Qt cannot ask it.

    It only says when it is worth trying: the server's answer decides.
    """

    came_back = Signal()  # there is a network where there was none, or another one

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_watching = False
        self._trial = QProcess(self)
        self._trial.readyReadStandardOutput.connect(self._on_told)
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._on_late)

    def watch(self, after_ms: int = _BEGIN_AFTER_MS) -> None:
        """Begins to follow the network, once a child process has shown that asking the system works.

        Does so once, however often it is called: what Qt loads for it takes four megabytes.
        Qt's plug-in waits for a service of the system, and may wait for ever: no thread helps, because it
        keeps Python's lock meanwhile. In a child process it costs nobody anything.
        """
        if not self._is_watching:
            self._is_watching = True
            QTimer.singleShot(after_ms, self, self._begin_trial)

    def stop(self) -> None:
        """Ends the child process, if there is one."""
        self._limit.stop()
        if self._trial.state() is not QProcess.ProcessState.NotRunning:
            self._trial.kill()
            self._trial.waitForFinished(_END_WITHIN_MS)

    def on_changed(self, reachability: QNetworkInformation.Reachability) -> None:
        """Takes the system's state. A company's server may be reached without the internet."""
        from PySide6.QtNetwork import QNetworkInformation

        offline = (
            QNetworkInformation.Reachability.Disconnected,
            QNetworkInformation.Reachability.Unknown,
        )
        if reachability not in offline:
            self.came_back.emit()

    def _begin_trial(self) -> None:
        command = [*self_command(), "self-test", "--part", "network"]
        self._limit.start(_ANSWER_WITHIN_MS)
        self._trial.start(command[0], command[1:])

    def _on_told(self) -> None:
        if not self._trial.canReadLine():
            return
        line = bytes(self._trial.readLine(1000).data())
        self.stop()
        if _is_quick(line):
            self._load()

    def _on_late(self) -> None:
        self.stop()

    def _load(self) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        feature = QNetworkInformation.Feature.Reachability
        if QNetworkInformation.loadBackendByFeatures(feature):
            QNetworkInformation.instance().reachabilityChanged.connect(self.on_changed)


def _is_quick(line: bytes) -> bool:
    """Returns True if the child process tells that it loaded the plug-in in no time."""
    try:
        told = json.loads(line)
        return told["loaded"] is True and told["milliseconds"] <= _LOAD_WITHIN_MS
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
