"""Twenty companies entered without a network arrive in their order, once there is one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtNetwork import QNetworkInformation
from PySide6.QtWidgets import QApplication

from app.controller.connection.status import ConnectionState
from app.controller.process.reachability import Reachability
from app.model.entry import EntrySummary, State
from app.sandbox import Options, SandboxServer
from app.storage.sqlite.outbox import Outbox
from tests.helpers.faults.faulty_server import Fault, FaultyServer, forward_to, is_new_company
from tests.helpers.ui.window import Typist, connect_to, running, wait_until

NAMES = [f"Fjell {number:02} AS" for number in range(1, 21)]


def tell_that_there_is_a_network(typist: Typist) -> None:
    """What the operating system does."""
    reachability = typist.program.findChild(Reachability)
    assert reachability is not None
    reachability.on_changed(QNetworkInformation.Reachability.Online)


def entries(typist: Typist, *states: State) -> tuple[EntrySummary, ...]:
    """Oldest first; of all states where none is named."""
    assert typist.program.store is not None
    return Outbox(typist.program.store).summaries(states or None)


@pytest.mark.long
@pytest.mark.timeout(300)
def test_twenty_companies_of_a_day_without_a_network_arrive_in_their_order(
    qapp: QApplication, tmp_path: Path, program_home: Path
) -> None:
    assert qapp is not None
    with (
        SandboxServer(tmp_path / "sandbox.sqlite3", Options(companies=False)) as sandbox,
        FaultyServer(Fault.REFUSE, forward_to(sandbox.url)) as network,
    ):
        connect_to(network.url, program_home)
        with running() as typist:
            wait_until(lambda: typist.program.connections.status.state is ConnectionState.OUT_OF_REACH)
            for number, name in enumerate(NAMES, start=1):
                typist.type(name)
                typist.save()
                wait_until(lambda: typist.program.entry.is_blank)
                assert len(entries(typist)) == number
        with running() as typist:
            wait_until(lambda: typist.program.connections.status.state is ConnectionState.OUT_OF_REACH)
            assert sandbox.requests == []
            network.heal()
            tell_that_there_is_a_network(typist)
            wait_until(lambda: len(entries(typist, State.SAVED)) == len(NAMES))
            saved = entries(typist, State.SAVED)
    posts = [request.json["Name"] for request in network.requests if is_new_company(request)]
    assert posts == NAMES
    assert [one.name for one in saved] == NAMES
    assert [one.contact_id for one in saved] == sorted(one.contact_id for one in saved)
