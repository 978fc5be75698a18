"""The return of the network, as the operating system tells it."""

import pytest
from PySide6.QtNetwork import QNetworkInformation
from pytestqt.qtbot import QtBot

from app.controller.process.reachability import Reachability

State = QNetworkInformation.Reachability


@pytest.mark.parametrize("state", [State.Online, State.Site, State.Local])
def test_a_network_wakes(qtbot: QtBot, state: QNetworkInformation.Reachability) -> None:
    network = Reachability()
    with qtbot.waitSignal(network.came_back):
        network.on_changed(state)


@pytest.mark.parametrize("state", [State.Disconnected, State.Unknown])
def test_none_does_not(qtbot: QtBot, state: QNetworkInformation.Reachability) -> None:
    network = Reachability()
    with qtbot.assertNotEmitted(network.came_back):
        network.on_changed(state)


@pytest.fixture
def system(qtbot: QtBot) -> QNetworkInformation:
    """What Qt knows of this system's network; loaded once for the whole process."""
    del qtbot  # a plug-in needs the application
    if not QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
        pytest.skip("Qt cannot ask this system about its network")
    return QNetworkInformation.instance()


def test_the_system_is_listened_to_where_it_can_be(qtbot: QtBot, system: QNetworkInformation) -> None:
    network = Reachability()
    with qtbot.waitSignal(network.came_back):
        system.reachabilityChanged.emit(State.Online)


def test_without_a_plug_in_nothing_is_said(
    qtbot: QtBot, system: QNetworkInformation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QNetworkInformation, "loadBackendByFeatures", lambda _features: False)
    network = Reachability()
    with qtbot.assertNotEmitted(network.came_back):
        system.reachabilityChanged.emit(State.Online)
