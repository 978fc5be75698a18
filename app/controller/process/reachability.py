"""Tells when the network is back, so that what waits can be sent."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation


class Reachability(QObject):
    """Follows what the operating system says about the network; emits nothing if Qt cannot ask it.

    It only says when it is worth trying: the server's answer decides.
    """

    came_back = Signal()  # there is a network where there was none, or another one

    def __init__(self, parent: QObject | None = None) -> None:
        """Loads a plug-in of Qt, so do not create it before the first paint."""
        super().__init__(parent)
        feature = QNetworkInformation.Feature.Reachability
        if QNetworkInformation.loadBackendByFeatures(feature):
            QNetworkInformation.instance().reachabilityChanged.connect(self.on_changed)

    def on_changed(self, reachability: QNetworkInformation.Reachability) -> None:
        """Takes the system's state. A company's server may be reached without the internet."""
        offline = (
            QNetworkInformation.Reachability.Disconnected,
            QNetworkInformation.Reachability.Unknown,
        )
        if reachability not in offline:
            self.came_back.emit()
