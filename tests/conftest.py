"""What holds for every test: no display, no network but loopback, a home and a keyring of its own."""

import gc
import lzma
import os
import shutil
import ssl
import sys
from collections.abc import Generator, Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import keyring.core
import pytest
from hypothesis import settings

# Before anything imports Qt: the platform is chosen once, with the first application object.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Where a machine forbids compiled files, each of the many processes would compile all that it imports.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# Texts are compared in English, whatever the desktop speaks; who tests other languages says so.
os.environ.update(CONTACT_ENTRY_LANGUAGE="en", LANGUAGE="en")

from PySide6.QtCore import QStandardPaths

from app.controller.process.garbage import due_generation
from tests.helpers.processes.dealing import deal
from tests.helpers.processes.reporting import report_briefly
from tests.helpers.processes.rewriting import compile_share
from tests.helpers.secrets.memory_keyring import MemoryKeyring
from tests.helpers.systems import lacking

_MEMORY = Path("/dev/shm")  # noqa: S108  # pytest makes a folder of its own in it
_HERE = Path(__file__).parent
_MARKS = {"gui": ("gui", "slow"), "end2end": ("process", "slow")}
"""The marks of all tests in a folder."""
_LONG = ("timeout", "long", "process", "gui", "slow")
"""The marks of long tests, of the longest first."""
_NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
_SECRET_SERVICE_PROGRAMS = ("dbus-run-session", "gnome-keyring-daemon")
_homes = count(1)


def pytest_configure(config: pytest.Config) -> None:
    # An example is as slow as the machine is busy; what must be quick is measured by the processor's time.
    settings.register_profile("project", deadline=None)
    settings.load_profile("project")
    gc.disable()  # collecting makes hundreds of thousands of objects, and none of them is garbage
    sys.dont_write_bytecode = False
    QStandardPaths.setTestModeEnabled(True)
    pytest.MonkeyPatch().setattr("httpx._transports.default.create_ssl_context", _trust_nobody)
    # The program keeps no table of postcodes: it takes 20 ms for each place that some test types.
    pytest.MonkeyPatch().setattr("lzma.decompress", cache(lzma.decompress))
    # A disk that is asked to keep every commit is what most tests would wait for.
    if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > 2 * 1024**3:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))
    report_briefly(config)
    compile_share(config, _HERE)


def _trust_nobody(
    verify: ssl.SSLContext | str | bool = True, cert: Any = None, trust_env: bool = True
) -> ssl.SSLContext:
    """What a test's own client of httpx trusts, which would read the certificates of the world for 30 ms.

    It calls this computer alone; the program's client is told what to trust.
    """
    given = _NOBODY if verify is True else verify
    return httpx.create_ssl_context(given, cert, trust_env)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """For ``-n auto``: twice the processors, for a test that waits for an answer leaves its own idle."""
    return 2 * (os.cpu_count() or 1)


@pytest.hookimpl(tryfirst=True, wrapper=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Generator[None, object, object]:
    """Sets the marks before tests are chosen by them, and the order of those that were chosen."""
    folder_of = cache(_folder)
    for item in items:
        for mark in _MARKS.get(folder_of(item.path), ()):
            item.add_marker(mark)
        if item.get_closest_marker("secretservice"):  # it starts a D-Bus session and programs in it
            item.add_marker("slow")
    result = yield
    items.sort(key=_window_rank)
    if hasattr(config, "workerinput"):  # of several processes none shall be left alone with a long one
        items.sort(key=_duration_rank)
        items[:] = deal(items, config.workerinput["workercount"], _is_long, lambda item: item.path)
    return result


def _folder(path: Path) -> str:
    return path.relative_to(_HERE).parts[0]


def _window_rank(item: pytest.Item) -> str:
    """Tests that share a window follow one another, else each of them would open one."""
    mark = item.get_closest_marker("shared_window")
    if mark is None:
        return ""
    # By its name, and not by its place in memory, which is another one in each process.
    told = {name: getattr(one, "__qualname__", one) for name, one in mark.kwargs.items()}
    return f"shared {sorted(told.items())}"


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What all tests share outlives them all: no search for garbage goes over it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, *gc.get_threshold()[1:])  # what a test leaves is little


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Collects here alone what tests leave: any other thread that finds a widget may stand still for good.

    See docs/decisions/0005-garbage-on-the-gui-thread.md: a server of the tests has threads as well.
    """
    if (generation := due_generation()) is not None:
        gc.collect(generation)


def _is_long(item: pytest.Item) -> bool:
    return _duration_rank(item) < 3


def _duration_rank(item: pytest.Item) -> int:
    """A test that is given more time than others is the longest, one that starts processes comes next."""
    marks = {mark.name for mark in item.iter_markers()}  # in one go: each look goes up to the session
    return next((rank for rank, name in enumerate(_LONG) if name in marks), len(_LONG))


def pytest_runtest_setup(item: pytest.Item) -> None:
    needs = [need for mark in item.iter_markers("needs") for need in mark.args]
    if reason := lacking(*needs):
        pytest.skip(reason)
    if item.get_closest_marker("secretservice") is None:
        return
    missing = [name for name in _SECRET_SERVICE_PROGRAMS if shutil.which(name) is None]
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed (Debian: gnome-keyring, dbus)")


class _Apart(NamedTuple):
    home: Path
    keyring: MemoryKeyring | None


@pytest.fixture(autouse=True)
def _apart(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Apart]:
    """What keeps every test apart from this computer: one fixture, for each costs every test its share."""
    asks_for_folder = "tmp_path" in request.fixturenames
    if asks_for_folder:
        home = Path(request.getfixturevalue("tmp_path")) / "contact-entry"
    else:
        home = tmp_path_factory.getbasetemp() / f"contact-entry-{next(_homes)}"
    real = request.node.get_closest_marker("secretservice") is not None
    fresh = None if real else MemoryKeyring()
    backend = vars(keyring.core)
    before, backend["_keyring_backend"] = backend["_keyring_backend"], fresh
    os.environ["CONTACT_ENTRY_HOME"] = str(home)
    yield _Apart(home, fresh)
    os.environ.pop("CONTACT_ENTRY_HOME", None)
    backend["_keyring_backend"] = before
    if asks_for_folder:
        return
    if home.is_dir():
        shutil.rmtree(home)
    else:
        home.unlink(missing_ok=True)  # a test may have put something else in its place


@pytest.fixture
def program_home(_apart: _Apart) -> Path:
    """The folder where the program under test, and every child it starts, keeps all that it writes.

    It is not there yet, and in no folder of the test's own where the test asks for none: most write nothing.
    """
    return _apart.home


@pytest.fixture
def memory_keyring(_apart: _Apart) -> MemoryKeyring | None:
    """An empty keyring in memory; None in a ``secretservice`` test, where keyring looks for the real one."""
    return _apart.keyring
