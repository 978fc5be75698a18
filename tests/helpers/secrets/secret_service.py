"""A real Secret Service in a D-Bus session of its own: gnome-keyring as Linux desktops run it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[3]
_MISSING = [name for name in ("dbus-daemon", "gnome-keyring-daemon") if not shutil.which(name)]
_KEPT = ("PATH", "LANG", "LD_LIBRARY_PATH", "VIRTUAL_ENV")

needs_secret_service = pytest.mark.skipif(
    bool(_MISSING),
    reason=f"not installed: {', '.join(_MISSING)} (Debian packages gnome-keyring and dbus)",
)


@contextmanager
def secret_service() -> Iterator[dict[str, str]]:
    """Runs a bus and an unlocked keyring for the block; gives the environment for programs that use them.

    Home, data and run-time folders are temporary, so nothing of the real desktop is touched. Children get the
    environment as a whole: ``subprocess.run(…, env=environment)``.
    """
    with tempfile.TemporaryDirectory(prefix="keyring-") as folder:
        environment = _environment(Path(folder))
        with _running(["dbus-daemon", "--session", "--nofork", "--print-address"], environment) as bus:
            assert bus.stdout is not None
            environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
            keyring = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
            with _running(keyring, environment) as daemon:
                assert daemon.stdin is not None
                daemon.stdin.write("the login password")
                daemon.stdin.close()
                run_python(_WAIT_FOR_SERVICE, environment)
                yield environment


def run_python(script: str, environment: Mapping[str, str], typed: str = "") -> str:
    """Runs Python code in a process of its own and returns what it prints. Secrets go in by `typed`, its
    standard input: arguments and environment of a process are there for others to read.
    """
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=_ROOT,
        env=dict(environment),
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


# Asking for the default collection before it is there would have the service ask the user to make one.
_WAIT_FOR_SERVICE = """
import secretstorage

def ready(connection):
    if not secretstorage.check_service_availability(connection):
        return False
    try:
        return not secretstorage.collection.get_collection_by_alias(connection, "default").is_locked()
    except secretstorage.exceptions.SecretStorageException:
        return False

connection = secretstorage.dbus_init()
while not ready(connection):
    pass
"""


def _environment(home: Path) -> dict[str, str]:
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    for name, folder in (
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_RUNTIME_DIR", "run"),
    ):
        (home / folder).mkdir(mode=0o700)
        environment[name] = str(home / folder)
    return {**environment, "HOME": str(home)}


@contextmanager
def _running(command: list[str], environment: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        command,
        env=dict(environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
