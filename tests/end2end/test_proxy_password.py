"""A proxy that refuses its password, and several processes: one attempt until somebody acts."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from app.model.profile import Profile
from app.sandbox import PASSWORD, USER
from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import Settings, SettingsFile
from tests.helpers.faults.faulty_proxy import FaultyProxy, ProxyFault
from tests.helpers.processes.command import Program
from tests.helpers.secrets.shared_keyring import KeyringServer


@pytest.mark.long
def test_commands_side_by_side_try_a_wrong_password_once(
    signed_in: Program, keyring: KeyringServer, company: Path
) -> None:
    with (
        FaultyProxy(ProxyFault.NONE, challenges=("Basic",), credentials="kari:right") as proxy,
        ExitStack() as side_by_side,
    ):
        url = "https://crm.corp.test"
        profile = Profile(name="Work", user=USER, url=url, proxy=proxy.url, proxy_user="kari")
        file = SettingsFile(AppPaths.of(signed_in.home).settings)
        file.save(Settings(profiles=(profile,), active="Work"))
        keyring.passwords["contact-entry", "Work/password"] = PASSWORD
        keyring.passwords["contact-entry", "Work/proxy-password"] = "wrong"
        other = side_by_side.enter_context(signed_in.started("submit", company))
        assert signed_in.run("submit", company).code == 5
        assert "did not accept its user name and password" in other.communicate(timeout=60)[1]
        assert signed_in.run("outbox", "send").code == 5
        assert proxy.sign_ins == ["kari:wrong"]
        signed_in.run("profile", "test", "Work")
        assert proxy.sign_ins == ["kari:wrong"] * 2, "whoever tests has acted"
        assert signed_in.run("outbox", "send").code == 5
        assert len(proxy.sign_ins) == 2
        added = ("--url", url, "--user", USER, "--secret-stdin")
        secrets = f"{PASSWORD}\nalso wrong\n"
        further = ("--further-secret", "proxy-password")
        assert signed_in.run("profile", "add", "Work", *added, *further, typed=secrets).code == 0
        assert signed_in.run("outbox", "send").code == 5
        assert proxy.sign_ins[2:] == ["kari:also wrong"]
