"""A connection that is set up for a program of the test, without starting the program for it."""

from __future__ import annotations

from app.model.profile import Profile
from app.sandbox import PASSWORD, USER
from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import Settings, SettingsFile
from tests.helpers.processes.command import Program
from tests.helpers.secrets.shared_keyring import KeyringServer


def connect(
    program: Program, keyring: KeyringServer, url: str, password: str = PASSWORD, *, send_persons: bool = True
) -> None:
    """Adds the connection "Work", with its password in the keyring."""
    file = SettingsFile(AppPaths.of(program.home).settings)
    profile = Profile(name="Work", url=url, user=USER, send_persons=send_persons)
    file.save(Settings(profiles=(profile,), active="Work"))
    keyring.passwords["contact-entry", "Work/password"] = password
