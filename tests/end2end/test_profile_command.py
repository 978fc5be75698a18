"""``contact-entry profile`` as a real process: connections and where their passwords are kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.sandbox import PASSWORD, Options, SandboxServer
from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import SettingsFile
from tests.helpers.faults.faulty_server import Fault, FaultyServer
from tests.helpers.processes.browser import Browser
from tests.helpers.processes.command import Program
from tests.helpers.processes.connected import connect
from tests.helpers.secrets.secret_service import needs_secret_service, secret_service
from tests.helpers.secrets.shared_keyring import KeyringServer

URL = "https://crm.example.com"
ADD = ("profile", "add", "Work", "--url", URL, "--user", "kari", "--secret-stdin")
KEY = ("contact-entry", "Work/password")


def test_a_connection_is_added_changed_listed_and_removed(signed_in: Program, keyring: KeyringServer) -> None:
    done = signed_in.run(*ADD, typed="kept safe\n")
    assert (done.code, done.err) == (0, "")
    added, kept = done.out.splitlines()
    assert added == "The connection “Work” is added."
    assert kept.startswith("The password is kept in ")
    assert keyring.passwords == {KEY: "kept safe"}

    done = signed_in.run(
        "profile", "add", "WORK", "--url", URL, "--auth", "bearer", "--secret-stdin", typed="8A:x"
    )
    assert done.out.startswith("The connection “Work” is changed.")
    bearer = {("contact-entry", "Work/bearer"): "8A:x"}
    assert keyring.passwords == bearer, "however it is capitalised, it is the same connection"
    listed = signed_in.run("profile", "list", "--json").json
    work = {"name": "Work", "url": URL, "auth": "bearer", "user": "", "active": True, "managed": False}
    assert listed == [work]
    assert signed_in.run("profile", "list").out == f"* Work  {URL}  bearer\n"

    done = signed_in.run("profile", "remove", "work")
    assert (done.code, done.out) == (0, "The connection “Work” is removed.\n")
    assert keyring.passwords == {}
    assert signed_in.run("profile", "list", "--json").json == []


def test_what_else_a_connection_was_set_to_stays(signed_in: Program, keyring: KeyringServer) -> None:
    connect(signed_in, keyring, URL)
    file = SettingsFile(AppPaths.of(signed_in.home).settings)
    file.change(lambda now: now.with_profile(now.profiles[0].with_changes(send_persons=False, language="nb")))
    assert signed_in.run(*ADD, typed="new").code == 0
    (profile,) = file.load().profiles
    assert (profile.user, profile.send_persons, profile.language) == ("kari", False, "nb")


@pytest.mark.parametrize(
    ("arguments", "typed", "sentence"),
    [
        (
            ["Work", "--url", "https://kari:dismiss@crm.example.com", "--user", "kari"],
            "dismiss",
            "contains a user name",
        ),
        (["Work", "--url", "http://crm.example.com", "--user", "kari"], "dismiss", "would not be encrypted"),
        (["Work", "--url", "no address", "--user", "kari"], "dismiss", "is not the address of a server"),
        (["Work", "--url", "http://[", "--user", "kari"], "dismiss", "is not the address of a server"),
        (["Work", "--url", URL], "dismiss", "add --user"),
        (["Work", "--auth", "online"], "dismiss", "needs the client ID"),
        (["  ", "--url", URL, "--user", "kari"], "dismiss", "A connection needs a name"),
        (["sandbox", "--url", URL, "--user", "kari"], "dismiss", "is the name of the practice server"),
        (["Work", "--url", URL, "--user", "kari"], "\n", "The password is empty"),
        (["Work", "--url", URL, "--user", "kari"], b"\xff\xfe", "is not text in UTF-8"),
    ],
)
def test_what_cannot_be_a_connection_is_refused_and_nothing_changes(
    signed_in: Program, keyring: KeyringServer, arguments: list[str], typed: str | bytes, sentence: str
) -> None:
    done = signed_in.run("profile", "add", *arguments, "--secret-stdin", typed=typed)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err
    assert "dismiss" not in done.err
    assert keyring.passwords == {}
    assert not AppPaths.of(signed_in.home).settings.exists()


def test_without_a_terminal_the_password_must_come_from_standard_input(signed_in: Program) -> None:
    done = signed_in.run(*ADD[:-1], typed="not read")
    assert done.code == 2
    assert "--secret-stdin" in done.err


NOWHERE = {
    "keyring.backends.fail.Keyring": "This computer has no safe place for passwords",
    "keyring.backends.null.Keyring": "This computer has no safe place for passwords",
}


@pytest.mark.parametrize(("backend", "reason"), NOWHERE.items())
def test_where_no_password_can_be_kept_that_is_said_and_the_connection_is_there(
    program: Program, backend: str, reason: str
) -> None:
    homeless = replace(Program.at(program.home, PYTHON_KEYRING_BACKEND=backend), preloaded=program.preloaded)
    done = homeless.run(*ADD, typed="kept nowhere\n")
    assert done.code == 5
    assert done.err.startswith(
        f"{reason}. So the password was not kept: commands ask for it on the terminal."
    )
    assert [one["name"] for one in homeless.run("profile", "list", "--json").json] == ["Work"]


def test_a_connection_is_tried(signed_in: Program, keyring: KeyringServer, server: SandboxServer) -> None:
    connect(signed_in, keyring, server.url)
    done = signed_in.run("profile", "test", "Work")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("It works: you are ")


def test_a_connection_that_does_not_work_says_why(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer
) -> None:
    connect(signed_in, keyring, server.url, "wrong")
    done = signed_in.run("profile", "test", "Work")
    assert done.code == 5
    assert "did not accept your sign-in" in done.err
    with FaultyServer(Fault.REFUSE) as nobody:
        connect(signed_in, keyring, nobody.url)
        done = signed_in.run("profile", "test", "Work")
    assert done.code == 6
    assert "Nothing answers at" in done.err


@pytest.mark.parametrize("action", ["test", "remove"])
def test_a_connection_that_is_not_there_is_told(program: Program, action: str) -> None:
    done = program.run("profile", action, "Nobody")
    assert done.code == 2
    assert done.err.startswith("There is no connection “Nobody”.")


@pytest.mark.long
@needs_secret_service
@pytest.mark.secretservice
def test_with_the_desktops_real_keyring(program: Program, server: SandboxServer) -> None:
    with secret_service() as desktop:
        program = replace(
            Program.at(program.home, **desktop, PYTHON_KEYRING_BACKEND=""), preloaded=program.preloaded
        )
        done = program.add_profile("Work", server.url, PASSWORD)
        assert (done.code, done.err) == (0, "")
        assert done.out.endswith("The password is kept in the desktop's keyring.\n")
        assert program.run("profile", "test", "Work").code == 0
        done = program.run("submit", "-", "--json", typed='{"Name": "Keyring AS"}')
        assert done.code == 0, done.err
        assert program.run("profile", "remove", "Work").code == 0
        connect_again = program.add_profile("Work", server.url, "other")
        assert connect_again.code == 0
        assert program.run("profile", "test", "Work").code == 5, "the first password is forgotten"


@pytest.mark.long
def test_every_setting_of_a_connection_and_its_further_secrets(
    signed_in: Program, keyring: KeyringServer
) -> None:
    further = [
        *("--language", "nb", "--time-zone", "NO", "--include-offset", "--select", "Name"),
        *("--body-format", "application/xml", "--proxy", "direct", "--no-send-persons"),
        *("--further-secret", "client-secret", "--further-secret", "proxy-password"),
    ]
    assert signed_in.run(*ADD, *further, typed="kept safe\napp token\nproxy\n").code == 0
    assert keyring.passwords == {
        KEY: "kept safe",
        ("contact-entry", "Work/client-secret"): "app token",
        ("contact-entry", "Work/proxy-password"): "proxy",
    }
    (profile,) = SettingsFile(AppPaths.of(signed_in.home).settings).load().profiles
    assert (profile.language, profile.time_zone, profile.include_offset) == ("nb", "NO", True)
    assert (profile.select, profile.body_format, profile.proxy) == ("Name", "application/xml", "direct")
    assert profile.send_persons is False
    assert signed_in.run(*ADD, "--include-offset", typed="kept safe\n").code == 0
    (again,) = SettingsFile(AppPaths.of(signed_in.home).settings).load().profiles
    assert again == profile
    too_few = signed_in.run(*ADD, "--further-secret", "client-secret", typed="kept safe\n")
    assert (too_few.code, keyring.passwords[KEY]) == (2, "kept safe")


@pytest.mark.long
def test_signing_in_and_out_of_online(signed_in: Program, keyring: KeyringServer, tmp_path: Path) -> None:
    options = Options(scheme="online", companies=False)
    with SandboxServer(tmp_path / "online.sqlite3", options) as server, Browser() as browser:
        add = ("profile", "add", "Online", "--auth", "online", "--url", server.url)
        done = signed_in.run(*add, "--client-id", options.client_id)
        assert (done.code, done.err) == (0, "")
        assert "profile sign-in Online" in done.out
        assert signed_in.run("profile", "test", "Online").code == 5
        # The browser of the command is one that does nothing; the one of the test works the page.
        quiet = Program.at(signed_in.home, **keyring.environment, BROWSER="true")
        with quiet.started("profile", "sign-in", "Online") as process:
            assert process.stdout is not None
            lines = iter(process.stdout.readline, "")
            browser.open(next(line for line in lines if line.startswith("http")).strip())
            said = process.stdout.read()
            assert process.wait(60) == 0
        assert said == "You are signed in as ingrid.solberg@example.com at Cust12345.\n"
        (key,) = keyring.passwords
        assert key == ("contact-entry", "Online/refresh-token")
        assert "Ingrid Solberg" in signed_in.run("profile", "test", "Online").out
        assert signed_in.run("profile", "sign-out", "Online").code == 0
        assert keyring.passwords == {}
        assert server.identity is not None
        assert not server.identity.refresh_tokens
