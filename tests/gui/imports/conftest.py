"""What tests of the import share."""

import threading
from collections.abc import Callable, Iterator

import pytest

from app.service.imports.table_run import TableRun


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], threading.Event]]:
    """Holds all checking from the call on, until the event that it returns is set."""
    goes_on, check = threading.Event(), TableRun.check

    def held_check(run: TableRun) -> None:
        goes_on.wait()
        check(run)

    def hold() -> threading.Event:
        monkeypatch.setattr(TableRun, "check", held_check)
        return goes_on

    yield hold
    goes_on.set()
