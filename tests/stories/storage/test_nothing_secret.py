"""What the program writes on this computer holds no secret, and what is imported at the start is little."""

from __future__ import annotations

import logging
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from app.model.profile import Profile, Scheme
from app.storage.files.paths import AppPaths
from app.storage.settings.password_store import REFRESH_TOKEN, SecretStore, account
from app.storage.settings.settings_file import SettingsFile
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.list_cache import ListCache
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import draft, entry, line_of, program
from tests.helpers.secrets.memory_keyring import MemoryKeyring

PASSWORD, TOKEN = "hemmelig-Ær-3141", "refresh-2718281828"


class Locked(MemoryKeyring):
    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked(f"{service} {username} {password}")


KeyringBackend._classes.discard(Locked)


@pytest.mark.parametrize("backend", [MemoryKeyring, Locked])
def test_no_secret_is_in_any_file_or_log(
    tmp_path: Path, backend: type[MemoryKeyring], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    keyring.set_keyring(backend())
    paths, secrets = AppPaths.of(tmp_path), SecretStore()
    profile = Profile(name="Work", url="https://crm.example", scheme=Scheme.BASIC, user="me")
    said = [secrets.set(account("Work"), PASSWORD), secrets.set(account("Work", REFRESH_TOKEN), TOKEN)]
    SettingsFile(paths.settings).change(lambda settings: settings.with_profile(profile))
    with Store.open(paths.store) as store:
        Drafts(store).save(draft())
        Outbox(store).add(entry())
        ListCache(store).put("Work", "nb", "category", "[]")
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert len(files) >= 3
        for path in files:
            content = path.read_bytes()
            assert PASSWORD.encode() not in content, path
            assert TOKEN.encode() not in content, path
    shown = caplog.text + repr((said, secrets, secrets.location_of(account("Work")), vars(secrets)))
    assert PASSWORD not in shown
    assert TOKEN not in shown


IMPORTS = """
import sys
import app.storage.{module}
print(sorted({{"keyring", "pydantic", "httpx", "PySide6", "sqlalchemy"}} & set(sys.modules)))
"""


@pytest.mark.long
@pytest.mark.parametrize(
    "module",
    [
        "settings.password_store",
        "sqlite.store",
        "sqlite.outbox",
        "sqlite.drafts",
        "sqlite.list_cache",
        "files.paths",
    ],
)
def test_nothing_slow_is_imported_for_the_store(module: str) -> None:
    with program(IMPORTS.format(module=module)) as importing:
        assert line_of(importing) == "[]"
