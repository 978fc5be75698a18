"""A server that goes down while somebody is signed in: the status bar says so until it is back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.controller.connection.status import ConnectionState
from app.sandbox import Options, SandboxServer
from tests.helpers.faults.faulty_server import Fault, FaultyServer, forward_to
from tests.helpers.ui.company import type_custom_fields
from tests.helpers.ui.window import connect_to, running, wait_until


def test_it_is_said_in_the_status_bar_as_long_as_what_is_saved_does_not_arrive(
    qapp: QApplication, tmp_path: Path, program_home: Path
) -> None:
    assert qapp is not None
    with (
        SandboxServer(tmp_path / "sandbox.sqlite3", Options(companies=False)) as sandbox,
        FaultyServer(Fault.UNAVAILABLE_503, forward_to(sandbox.url)) as network,
    ):
        connect_to(network.url, program_home)
        with running() as typist:
            connections, label = typist.program.connections, typist.window.connection_strip.label
            wait_until(lambda: connections.status.state is ConnectionState.SIGNED_IN)
            signed_in = label.text()
            wait_until(lambda: typist.program.lookups.is_complete)
            typist.type("Fjell Bakeri AS")
            type_custom_fields(typist)
            typist.save()  # which alone is not taken
            wait_until(lambda: label.text().endswith(": out of reach"))
            assert connections.status.state is ConnectionState.SIGNED_IN
            network.heal()
            typist.program.sending.retry_now()
            wait_until(lambda: label.text() == signed_in)
