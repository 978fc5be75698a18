"""Somebody at a window whose registers are a stand-in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.sandbox import SandboxServer
from tests.helpers.registers.everywhere import ANSWERS, CODES, lead_to
from tests.helpers.registers.stand_in import StandIn
from tests.helpers.ui.shared_window import SharedWindow
from tests.helpers.ui.window import Typist, connect_to, running


@pytest.fixture
def registers(shared_window: SharedWindow | None) -> Iterator[StandIn]:
    if shared_window is not None:
        assert shared_window.registers is not None
        yield shared_window.registers
        return
    with StandIn(ANSWERS) as server:
        yield server


@pytest.fixture
def typist(
    request: pytest.FixtureRequest,
    server: SandboxServer,
    registers: StandIn,
    program_home: Path,
    shared_window: SharedWindow | None,
) -> Iterator[Typist]:
    """What is allowed is the parameter: ``@pytest.mark.parametrize("typist", [""], indirect=True)``."""
    if shared_window is not None:
        yield shared_window.typist
        return
    connect_to(server.url, program_home)
    lead_to(registers, program_home, getattr(request, "param", ", ".join(CODES)))
    with running() as typist:
        typist.wait_until_signed_in()
        yield typist
