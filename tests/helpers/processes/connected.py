"""A connection that is set up for a program of the test, without starting the program for it."""

from __future__ import annotations

from app.model.profile import Profile
from app.sandbox import PASSWORD, USER
from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import Settings, SettingsFile
from tests.helpers.processes.command import Program
from tests.helpers.secrets.shared_keyring import KeyringServer


def connect(program: Program, keyring: KeyringServer, url: str, password: str = PASSWORD) -> None:
    """Adds the connection "Work", with its password in the keyring."""
    file = SettingsFile(AppPaths.of(program.home).settings)
    file.save(Settings(profiles=(Profile(name="Work", url=url, user=USER),), active="Work"))
    keyring.passwords["contact-entry", "Work/password"] = password
