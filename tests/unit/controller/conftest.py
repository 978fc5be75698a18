"""What the tests of several controllers share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers.fakes.controllers import Office


@pytest.fixture
def office(qapp: QApplication, tmp_path: Path) -> Iterator[Office]:
    assert qapp is not None
    office = Office(tmp_path)
    yield office
    office.close()
