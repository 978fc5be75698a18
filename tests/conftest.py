"""What holds for every test: no display, no network but loopback, a home and a keyring of its own."""

import os
import shutil
import sys
from pathlib import Path

import pytest

# Before anything imports Qt: the platform is chosen once, with the first application object.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Where a machine forbids compiled files, each of the many processes would compile all that it imports.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

from PySide6.QtCore import QStandardPaths

from tests.helpers.secrets.memory_keyring import MemoryKeyring

_SECRET_SERVICE_PROGRAMS = ("dbus-run-session", "gnome-keyring-daemon")


def pytest_configure() -> None:
    sys.dont_write_bytecode = False
    QStandardPaths.setTestModeEnabled(True)


def pytest_runtest_setup(item: pytest.Item) -> None:
    missing = [name for name in _SECRET_SERVICE_PROGRAMS if shutil.which(name) is None]
    if missing and item.get_closest_marker("secretservice"):
        pytest.skip(f"{' and '.join(missing)} not installed (Debian: gnome-keyring, dbus)")


@pytest.fixture(autouse=True)
def program_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where the program under test, and every child it starts, keeps all that it writes."""
    home = tmp_path / "contact-entry"
    monkeypatch.setenv("CONTACT_ENTRY_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def memory_keyring(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring | None:
    """An empty keyring in memory; None in a ``secretservice`` test, where keyring looks for the real one."""
    real = request.node.get_closest_marker("secretservice") is not None
    fresh = None if real else MemoryKeyring()
    monkeypatch.setattr("keyring.core._keyring_backend", fresh)
    return fresh
