"""Secrets in a real keyring of a Linux desktop, in a D-Bus session of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.helpers.secrets.secret_service import needs_secret_service, run_python, secret_service

pytestmark = [pytest.mark.secretservice, needs_secret_service]

SECRET = "hemmelig-Ær-3141 " + "x" * 3000

SET = """
import sys
from app.storage.settings.password_store import SecretStore
store = SecretStore()
place = store.set("Work/password", sys.stdin.read())
print(place.lasting, store.get("Work/password") is not None, place.sentence)
"""
GET = """
from app.storage.settings.password_store import SecretStore
print(SecretStore().get("Work/password"))
"""
DELETE = """
from app.storage.settings.password_store import SecretStore
print(SecretStore().delete("Work/password"))
"""
LOCK = """
import secretstorage
secretstorage.get_default_collection(secretstorage.dbus_init()).lock()
"""
FIND = """
import secretstorage
for item in secretstorage.get_default_collection(secretstorage.dbus_init()).get_all_items():
    print(item.get_attributes()["service"], item.get_attributes()["username"])
"""


@pytest.fixture
def environment() -> Iterator[dict[str, str]]:
    with secret_service() as made:
        yield made


@pytest.mark.long
def test_a_secret_is_there_for_the_next_process_until_it_is_deleted(environment: dict[str, str]) -> None:
    assert run_python(GET, environment) == "None"
    assert run_python(SET, environment, SECRET) == "True True The password is kept in the desktop's keyring."
    assert run_python(FIND, environment) == "contact-entry Work/password"
    assert run_python(GET, environment) == SECRET
    assert run_python(SET, environment, "changed").startswith("True True")
    assert run_python(GET, environment) == "changed"
    assert run_python(DELETE, environment) == "True"
    assert run_python(GET, environment) == "None"
    assert run_python(DELETE, environment) == "True"


@pytest.mark.long
def test_a_locked_keyring_gives_nothing_and_the_session_keeps_the_secret(environment: dict[str, str]) -> None:
    run_python(SET, environment, SECRET)
    run_python(LOCK, environment)
    assert run_python(GET, environment) == "None"
    said = run_python(SET, environment, "other")
    assert said.startswith("False True The password store of this computer is locked. The password is kept")
    assert run_python(DELETE, environment) == "False"


def test_without_a_bus_the_session_keeps_the_secret(environment: dict[str, str]) -> None:
    del environment["DBUS_SESSION_BUS_ADDRESS"]
    assert run_python(GET, environment) == "None"
    said = run_python(SET, environment, SECRET)
    assert said.startswith("False True This computer has no safe place for passwords. The password is kept")


def test_with_a_bus_and_no_keyring_the_session_keeps_the_secret(environment: dict[str, str]) -> None:
    environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent/bus"
    assert run_python(SET, environment, SECRET).startswith("False True This computer has no safe place")
