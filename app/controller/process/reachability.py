"""Whether there is a network: what waits is sent as soon as there is one again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation


class Reachability(QObject):
    """Follows the operating system's word on the network, where Qt can get it; silent elsewhere.

    It only says when it is worth trying: what the server answers decides.

    Signals: came_back (there is a network where there was none, or another one).
    """

    came_back = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Loads a plug-in of Qt: not before the first paint."""
        super().__init__(parent)
        feature = QNetworkInformation.Feature.Reachability
        if QNetworkInformation.loadBackendByFeatures(feature):
            QNetworkInformation.instance().reachabilityChanged.connect(self.take)

    def take(self, reachability: QNetworkInformation.Reachability) -> None:
        """What the system says now. A company's server may be reached without the internet."""
        offline = (
            QNetworkInformation.Reachability.Disconnected,
            QNetworkInformation.Reachability.Unknown,
        )
        if reachability not in offline:
            self.came_back.emit()
