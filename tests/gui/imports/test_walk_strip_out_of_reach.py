"""What an import calls there already is asked about in its draft, also while the server is out of reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.controller.connection.status import ConnectionState
from app.sandbox import Options, SandboxServer
from app.storage.sqlite.outbox import Outbox
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Request, forward_to
from tests.helpers.ui.company import type_custom_fields
from tests.helpers.ui.tables import Importer, as_rows
from tests.helpers.ui.window import ALT, Typist, connect_to, running, wait_until

NAMES = ("Nordlys Bakeri AS", "Havbris Sjømat AS")
ROWS = as_rows(("Firma", "Kontakt person"), *((name, "Nils Ny") for name in NAMES))


class Network(FaultyServer):
    """What is between the program and the server; `is_down` has nothing pass."""

    is_down = False

    def take(self, request: Request) -> Fault:
        return Fault.UNAVAILABLE_503 if self.is_down else super().take(request)


@pytest.fixture
def network(qapp: QApplication, tmp_path: Path) -> Iterator[Network]:
    assert qapp is not None
    with (
        SandboxServer(tmp_path / "sandbox.sqlite3", Options(people=True)) as sandbox,
        Network(Fault.NONE, forward_to(sandbox.url)) as network,
    ):
        yield network


def kept(typist: Typist) -> int:
    assert typist.program.store is not None
    return sum(Outbox(typist.program.store).counts().values())


def test_save_asks_once_although_nobody_can_be_asked(network: Network, program_home: Path) -> None:
    connect_to(network.url, program_home)
    with running(program_home) as typist:
        typist.wait_until_signed_in()
        importer = Importer(typist)
        importer.paste(ROWS)
        assert importer.wait_until_checked().startswith("0 new companies, 2 there already")
        importer.press(Qt.Key.Key_G, ALT)
        importer.wait_until_closed()
        importer.wait_until_at("1 of 2")
        network.is_down = True
        importer.press(Qt.Key.Key_F9)
        importer.wait_until_at("2 of 2")
        type_custom_fields(typist)
        typist.save()
        wait_until(lambda: "Press Ctrl+Enter again to save anyway." in typist.window.notice.text)
        name = typist.window.form.value()["Name"]
        told = [one.message for one in typist.program.entry.problems.find() or ()]
        assert any(message.startswith(f"SuperOffice has “{name}") for message in told), told
        assert kept(typist) == 0
        typist.read_refusal()
        typist.save()
        wait_until(lambda: kept(typist) == 1)
        assert typist.program.connections.status.state is ConnectionState.SIGNED_IN
