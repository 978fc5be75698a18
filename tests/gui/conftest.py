"""The real window, connected to a real sandbox server."""

import logging
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication

from app.model.entry import Entry
from app.sandbox import Options, SandboxServer
from tests.helpers.ui.beginnings import Beginning
from tests.helpers.ui.outbox_desk import Desk, Links, desk_with
from tests.helpers.ui.shared_window import SharedWindow, WindowShare
from tests.helpers.ui.window import Typist, connect_to, running

_share = WindowShare()
_SAFE_VALUE_LOG = logging.getLogger("app.ui.parts.safe_value")


def _shares_window(item: pytest.Item) -> bool:
    return item.get_closest_marker("shared_window") is not None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Closes the shared window after a failure, and once the next test has no use for it."""
    assert item is not None
    try:
        yield
    finally:
        if nextitem is None or not _shares_window(nextitem) or not _share.is_trusted:
            _share.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """After a failure nobody trusts the shared window."""
    assert item is not None
    report = yield
    if call.excinfo is not None:
        _share.distrust()
    return report


def pytest_sessionfinish() -> None:
    _share.close()


@pytest.fixture
def shared_window(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> SharedWindow | None:
    """The window of a test that is marked ``shared_window``; the mark says how it begins."""
    assert qapp is not None
    mark = request.node.get_closest_marker("shared_window")
    if mark is None:
        return None
    folder = tmp_path_factory.mktemp("shared-window")
    return _share.window(folder, Beginning.of_mark(mark.kwargs))


@pytest.fixture
def server(
    request: pytest.FixtureRequest, tmp_path: Path, shared_window: SharedWindow | None
) -> Iterator[SandboxServer]:
    """Options: ``@pytest.mark.parametrize("server", [Options(…)], indirect=True)``."""
    if shared_window is not None:
        assert not hasattr(request, "param"), "the shared window's server has no options"
        yield shared_window.server
        return
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
    _SAFE_VALUE_LOG.addHandler(faults)
    yield
    _SAFE_VALUE_LOG.removeHandler(faults)
    assert not faults.told or getattr(request.module, "MAKES_FAULTS", False)


@pytest.fixture
def typist(
    qapp: QApplication, server: SandboxServer, program_home: Path, shared_window: SharedWindow | None
) -> Iterator[Typist]:
    """Somebody at the keyboard of a window that is signed in and has all its lists."""
    if shared_window is not None:
        yield shared_window.typist
        return
    assert qapp is not None
    connect_to(server.url, program_home)
    with running() as typist:
        typist.wait_until_signed_in()
        yield typist


@pytest.fixture
def desk(
    qapp: QApplication, server: SandboxServer, program_home: Path, shared_window: SharedWindow | None
) -> Iterator[Callable[..., Desk]]:
    """Makes a desk with these entries."""
    assert qapp is not None
    opened: list[Any] = []

    def make(*entries: Entry) -> Desk:
        if shared_window is not None:
            shared_window.put_into_the_outbox(entries)
            return Desk(shared_window.typist)
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


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What a screen reader that is there is told, and whether it interrupts."""
    assertive = QAccessible.AnnouncementPoliteness.Assertive
    told: list[tuple[str, bool]] = []

    def note(event: QAccessibleAnnouncementEvent) -> None:
        told.append((event.message(), event.politeness() is assertive))

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", note)
    return told
