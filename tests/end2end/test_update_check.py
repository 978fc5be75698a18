"""``contact-entry update-check``, with an address from the environment as a policy would set it."""

from __future__ import annotations

from dataclasses import replace

from app import __version__
from app.commands.exit_codes import ExitCode
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Response
from tests.helpers.processes.command import Program

NEWER = Response(200, {"version": "9999.1", "url": "https://updates.example.com/"})


def with_address(program: Program, url: str) -> Program:
    return replace(program, environment={**program.environment, "CONTACT_ENTRY_UPDATE_URL": url})


def test_nobody_is_asked_where_no_address_is_set(program: Program) -> None:
    done = program.run("update-check", "--json")
    assert (done.code, done.out) == (ExitCode.USAGE, "")
    assert done.err.startswith("No address is set")


def test_the_newest_version_for_people_and_for_scripts(program: Program) -> None:
    with FaultyServer(handle=lambda _: NEWER) as server:
        asking = with_address(program, server.url)
        for_people, for_scripts = asking.run("update-check"), asking.run("update-check", "--json")
    assert for_people.code == for_scripts.code == ExitCode.DONE
    assert "Version 9999.1 of Contact Entry is out" in for_people.out
    assert for_people.out.endswith("https://updates.example.com/\n")
    assert for_scripts.json == {
        "version": __version__,
        "newest": "9999.1",
        "is_newer": True,
        "url": "https://updates.example.com/",
    }


def test_a_server_that_cannot_be_asked(program: Program) -> None:
    with FaultyServer(Fault.REFUSE) as server:
        done = with_address(program, server.url).run("update-check")
    assert done.code == ExitCode.KEPT
    assert "did not say which version is the newest: it could not be reached" in done.err


def test_an_address_without_encryption_is_not_used(program: Program) -> None:
    done = with_address(program, "http://updates.example.com").run("update-check")
    assert done.code == ExitCode.USAGE
    assert "“update_url” has a value that cannot be used" in done.err
    assert "No address is set" in done.err
