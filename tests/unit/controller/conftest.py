"""What the tests of several controllers share."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers.fakes.controllers import Office


@pytest.fixture
def office(qapp: QApplication, tmp_path: Path) -> Iterator[Office]:
    assert qapp is not None
    # As in the program: garbage is not collected by workers.
    was_enabled = gc.isenabled()
    gc.disable()
    office = Office(tmp_path)
    yield office
    office.close()
    if was_enabled:
        gc.enable()
