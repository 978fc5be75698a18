"""The people's page with somebody at its keyboard."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.ui.people_page import Desk, people_page


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    with people_page(qtbot) as desk:
        yield desk
