"""A search for the password over everything that the commands write, and the proof that it would find it."""

from __future__ import annotations

import base64
import json
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.sandbox import Options, SandboxServer
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Request, Response
from tests.helpers.processes.command import Done, Program
from tests.helpers.processes.preloaded import Preloaded
from tests.helpers.secrets.shared_keyring import KeyringServer

USER = "kari"
SECRET = "Kvikk-Lunsj-4711"
COMPANY = {"Name": "Fjell AS", "CustomFields": {"SuperOffice:1": "K-1"}}


def forms(secret: str) -> set[bytes]:
    """As it may be written: plainly, as Windows writes text, as Basic sign-in encodes it."""
    basic = base64.b64encode(f"{USER}:{secret}".encode())
    return {secret.encode(), secret.encode("utf-16-le"), secret.encode("utf-16-be"), basic}


def found_in(folder: Path, secret: str) -> list[str]:
    """The files below the folder that hold it; their names count as well."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(
        str(file.relative_to(folder))
        for file in files
        if any(form in file.read_bytes() + str(file).encode() for form in forms(secret))
    )


def is_in(done: Done, secret: str) -> bool:
    return any(form in (done.out + done.err).encode() for form in forms(secret))


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """The folder in which everything lies that the program can write to."""
    folder = tmp_path / "world"
    (folder / "tmp").mkdir(parents=True)
    return folder


@pytest.fixture
def everywhere(world: Path, keyring: KeyringServer, preloaded: Preloaded) -> Program:
    """The program with home, temporary and user's folders in that world."""
    user = {"HOME": world, "USERPROFILE": world, "LOCALAPPDATA": world, "APPDATA": world}
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), world / "tmp")
    places = {name: str(folder) for name, folder in {**user, **temporary}.items()}
    return replace(Program.at(world / "contact-entry", **places, **keyring.environment), preloaded=preloaded)


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "server.sqlite3", Options(user=USER, password=SECRET)) as server:
        yield server


def use_everything(program: Program, server: SandboxServer) -> list[Done]:
    """Every command, with the right password, with a server that refuses it, and with none."""
    company = json.dumps(COMPANY)
    with FaultyServer(Fault.REFUSE) as nobody:
        return [
            program.add_profile("Work", server.url, SECRET, user=USER),
            program.run("profile", "list", "--json"),
            program.run("profile", "test", "Work"),
            program.run("submit", "-", "--json", typed=company),
            program.add_profile("Elsewhere", nobody.url, SECRET, user=USER),
            program.run("submit", "-", "--profile", "Elsewhere", typed=company),
            program.add_profile("Refused", server.url, SECRET, user="somebody"),
            program.run("submit", "-", "--profile", "Refused", typed=company),
            program.run("outbox", "send"),
            program.run("outbox", "list"),
            program.run("outbox", "show", program.run("outbox", "list", "--json").json[0]["id"], "--json"),
            program.run("profile", "add", "Odd", "--url", f"https://{USER}:{SECRET}@crm.example.com"),
            program.run("profile", "remove", "Elsewhere"),
        ]


def test_the_password_is_in_nothing_that_the_commands_write(
    everywhere: Program, world: Path, keyring: KeyringServer, guarded: SandboxServer
) -> None:
    told = use_everything(everywhere, guarded)
    assert [done.code for done in told] == [0, 0, 0, 0, 0, 6, 0, 5, 5, 0, 0, 2, 0]
    assert SECRET in keyring.passwords.values(), "it is where it belongs"
    assert {"contact-entry/settings.json", "contact-entry/entries.sqlite3"} <= {
        file.relative_to(world).as_posix() for file in world.rglob("*")
    }
    assert found_in(world, SECRET) == []
    assert [done for done in told if is_in(done, SECRET)] == []


def test_the_search_would_find_it(everywhere: Program, world: Path, guarded: SandboxServer) -> None:
    """What the program does write, it finds: in the database, in the settings, in the output."""
    everywhere.add_profile("Work", guarded.url, SECRET, user=USER)
    everywhere.run(
        "profile", "add", "Noted", "--url", guarded.url, "--user", SECRET, "--secret-stdin", typed="x"
    )
    typed = json.dumps({**COMPANY, "Description": SECRET})
    everywhere.run("submit", "-", "--profile", "Work", typed=typed)
    entry = everywhere.run("outbox", "list", "--json").json[0]["id"]
    shown = everywhere.run("outbox", "show", entry, "--json")
    assert found_in(world, SECRET) == ["contact-entry/entries.sqlite3", "contact-entry/settings.json"]
    assert is_in(shown, SECRET)
    for form in forms(SECRET):
        (world / "tmp" / "app.log").write_bytes(b"before" + form + b"after")
        assert "tmp/app.log" in found_in(world, SECRET)


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_password_is_in_neither_arguments_nor_environment_of_the_process(
    everywhere: Program, world: Path
) -> None:
    is_asked, is_over = threading.Event(), threading.Event()

    def stall(_request: Request) -> Response:
        is_asked.set()
        is_over.wait()
        return Response()

    with FaultyServer(handle=stall) as stalling:
        everywhere.add_profile("Work", stalling.url, SECRET, user=USER)
        with everywhere.started("profile", "test", "Work") as process:
            assert is_asked.wait(60)
            seen = b"".join(
                Path(f"/proc/{process.pid}/{name}").read_bytes() for name in ("cmdline", "environ")
            )
        is_over.set()
    assert b"profile" in seen
    assert b"HOME=" in seen
    assert not any(form in seen for form in forms(SECRET))
    assert found_in(world, SECRET) == []
