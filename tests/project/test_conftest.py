import os
import socket
import subprocess
import sys
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication

from tests.helpers.secrets.memory_keyring import MemoryKeyring

_REPOSITORY = Path(__file__).parents[2]


@pytest.mark.parametrize("run", ["first", "second"])
def test_every_test_has_an_empty_keyring(run: str, memory_keyring: MemoryKeyring) -> None:
    assert keyring.get_keyring() is memory_keyring
    assert keyring.get_password("contact-entry", "ann") is None
    keyring.set_password("contact-entry", "ann", run)
    assert keyring.get_password("contact-entry", "ann") == run


def test_a_deleted_password_is_gone_and_cannot_be_deleted_twice() -> None:
    keyring.set_password("contact-entry", "ann", "secret")
    keyring.delete_password("contact-entry", "ann")
    assert keyring.get_password("contact-entry", "ann") is None
    with pytest.raises(keyring.errors.PasswordDeleteError):
        keyring.delete_password("contact-entry", "ann")


def test_a_child_can_be_given_the_memory_keyring() -> None:
    environment = os.environ | {
        "PYTHON_KEYRING_BACKEND": "tests.helpers.secrets.memory_keyring.MemoryKeyring",
        "PYTHONPATH": str(_REPOSITORY),
    }
    program = "import keyring; print(type(keyring.get_keyring()).__name__)"
    child = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert child.stdout == "MemoryKeyring\n"


@pytest.mark.parametrize("run", ["first", "second"])
def test_every_test_has_a_home_of_its_own(run: str, program_home: Path) -> None:
    assert os.environ["CONTACT_ENTRY_HOME"] == str(program_home)
    assert not program_home.exists()
    program_home.mkdir()
    (program_home / run).touch()


def test_connections_leave_this_machine_for_nowhere() -> None:
    # The address is from TEST-NET-1 (RFC 5737): were the guard missing, nothing would be there either.
    with socket.socket() as sock, pytest.raises(Exception, match=r"192\.0\.2\.1"):
        sock.connect(("192.0.2.1", 9))


def test_connections_to_this_machine_are_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_qt_is_offscreen_and_keeps_off_the_users_files(qapp: QApplication) -> None:
    assert qapp.platformName() == os.environ["QT_QPA_PLATFORM"]
    assert QStandardPaths.isTestModeEnabled()
