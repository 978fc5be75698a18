"""Somebody at a window whose registers are a stand-in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.sandbox import SandboxServer
from tests.helpers.registers.everywhere import ANSWERS, CODES, lead_to
from tests.helpers.registers.stand_in import StandIn
from tests.helpers.ui.window import Typist, connect_to, running


@pytest.fixture
def registers() -> Iterator[StandIn]:
    with StandIn(ANSWERS) as server:
        yield server


@pytest.fixture
def typist(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    server: SandboxServer,
    registers: StandIn,
    program_home: Path,
) -> Iterator[Typist]:
    """What is allowed is the parameter: ``@pytest.mark.parametrize("typist", [""], indirect=True)``."""
    assert qapp is not None
    connect_to(server.url, program_home)
    lead_to(registers, program_home, getattr(request, "param", ", ".join(CODES)))
    with running() as typist:
        typist.wait_until_signed_in()
        yield typist
