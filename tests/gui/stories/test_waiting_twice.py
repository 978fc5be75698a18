"""A company that waits in the outbox is typed once more: no search of the server can find it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from app.controller.connection.status import ConnectionState
from app.model.checks.problem import Problem
from app.sandbox import Options, SandboxServer
from app.storage.sqlite.outbox import Outbox
from tests.helpers.faults.faulty_server import Fault, FaultyServer, forward_to
from tests.helpers.ui.window import Typist, connect_to, running, wait_until


@pytest.fixture
def offline(qapp: QApplication, tmp_path: Path, program_home: Path) -> Iterator[Typist]:
    """A window whose server cannot be reached, with a company that waits."""
    assert qapp is not None
    with (
        SandboxServer(tmp_path / "sandbox.sqlite3", Options(companies=False)) as sandbox,
        FaultyServer(Fault.REFUSE, forward_to(sandbox.url)) as network,
    ):
        connect_to(network.url, program_home)
        with running() as typist:
            wait_until(lambda: typist.program.connections.status.state is ConnectionState.OUT_OF_REACH)
            typist.type("Fjell Bakeri AS")
            typist.fill("Department", "Oslo")
            typist.save()
            wait_until(lambda: typist.program.entry.is_blank)
            yield typist


def _names(typist: Typist) -> list[str]:
    assert typist.program.store is not None
    return [one.name for one in Outbox(typist.program.store).summaries()]


@pytest.mark.parametrize(("name", "department"), [("fjell bakeri A/S", ""), ("Fjell  Bakeri AS", "oslo")])
def test_save_warns_of_a_company_that_waits_and_goes_on_when_pressed_again(
    offline: Typist, name: str, department: str
) -> None:
    asked = QSignalSpy(offline.program.entry.confirmation_asked)
    offline.type(name)
    if department:
        offline.fill("Department", department)
    offline.save()
    wait_until(lambda: asked.count() == 1)
    (warning,) = asked.at(0)[0]
    assert isinstance(warning, Problem)
    assert warning.message == (
        "“Fjell Bakeri AS” is in the outbox (Ctrl+O) and will be sent. "
        "Save this too only if it is another company."
    )
    assert _names(offline) == ["Fjell Bakeri AS"]
    offline.read_refusal()
    offline.save()
    wait_until(lambda: offline.program.entry.is_blank)
    assert len(_names(offline)) == 2


@pytest.mark.parametrize(
    ("name", "department"), [("Fjell Bakst AS", ""), ("Fjell Bakeri AS", "Bergen"), ("Fjell", "Oslo")]
)
def test_another_company_is_saved_at_once(offline: Typist, name: str, department: str) -> None:
    asked = QSignalSpy(offline.program.entry.confirmation_asked)
    offline.type(name)
    if department:
        offline.fill("Department", department)
    offline.save()
    wait_until(lambda: offline.program.entry.is_blank)
    assert asked.count() == 0
    assert _names(offline) == ["Fjell Bakeri AS", name]
