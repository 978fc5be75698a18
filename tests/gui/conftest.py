"""The real window, connected to a real sandbox server."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.model.entry import Entry
from app.sandbox import Options, SandboxServer
from app.ui.parts import safe_value
from tests.helpers.secrets.memory_keyring import MemoryKeyring
from tests.helpers.ui.outbox_desk import Desk, Links, desk_with
from tests.helpers.ui.window import Typist, connect_to, running


@pytest.fixture
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SandboxServer]:
    """Options: ``@pytest.mark.parametrize("server", [Options(…)], indirect=True)``."""
    options = getattr(request, "param", Options())
    with SandboxServer(tmp_path / "sandbox.sqlite3", options) as server:
        yield server


class _Faults(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(record.getMessage())


@pytest.fixture(autouse=True)
def no_field_has_a_fault(request: pytest.FixtureRequest) -> Iterator[None]:
    """A fault in a field does not stop the form, so it would not stop a test either.

    A module that makes faults on purpose says so with ``MAKES_FAULTS = True``.
    """
    faults = _Faults()
    safe_value.log.addHandler(faults)
    yield
    safe_value.log.removeHandler(faults)
    assert not faults.told or getattr(request.module, "MAKES_FAULTS", False)


@pytest.fixture
def typist(qapp: QApplication, server: SandboxServer, program_home: Path) -> Iterator[Typist]:
    """Somebody at the keyboard of a window that is signed in and has all its lists."""
    assert qapp is not None
    connect_to(server.url, program_home)
    with running() as typist:
        typist.wait_until_signed_in()
        yield typist


@pytest.fixture(scope="module")
def window_of_module(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typist]:
    """A window that is signed in, for all tests of a module: they take `one_typist`."""
    assert qapp is not None
    home = tmp_path_factory.mktemp("home")
    with (
        pytest.MonkeyPatch.context() as patch,
        SandboxServer(home / "sandbox.sqlite3", Options()) as server,
    ):
        patch.setattr("keyring.core._keyring_backend", MemoryKeyring())
        connect_to(server.url, home)
        with running(home) as typist:
            typist.wait_until_signed_in()
            yield typist


@pytest.fixture
def one_typist(window_of_module: Typist) -> Typist:
    """Somebody at a window that other tests have used before, with an empty form and no drafts.

    It costs a hundredth of `typist`; for tables of keys, not for what the program does as it starts.
    """
    window_of_module.begin_anew()
    return window_of_module


@pytest.fixture
def desk(qapp: QApplication, server: SandboxServer, program_home: Path) -> Iterator[Callable[..., Desk]]:
    """Makes a desk with these entries."""
    assert qapp is not None
    opened: list[Any] = []

    def make(*entries: Entry) -> Desk:
        context = desk_with(program_home, server.url, entries)
        opened.append(context)
        return context.__enter__()

    yield make
    for context in opened:
        context.__exit__(None, None, None)


@pytest.fixture
def links() -> Iterator[Links]:
    links = Links()
    yield links
    links.stop()
