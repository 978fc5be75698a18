"""``contact-entry submit`` where the company is not saved at once: refusals, lost answers, crashes."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from app.sandbox import PASSWORD, Options, SandboxServer
from app.storage.files.paths import AppPaths
from tests.helpers.fakes.delivery import refusing
from tests.helpers.faults.faulty_server import (
    Fault,
    FaultyServer,
    Request,
    Response,
    forward_to,
    is_new_company,
)
from tests.helpers.processes.command import ROOT, Program
from tests.helpers.processes.connected import connect
from tests.helpers.processes.submitting import (
    NOBODY,
    FaultyAtQuestions,
    how_many,
    names_at,
    written,
)
from tests.helpers.secrets.shared_keyring import KeyringServer

# Rejected, sign-in, kept


def test_what_the_server_rejects_is_in_the_outbox_with_its_messages(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer, company: Path
) -> None:
    with FaultyServer(Fault.BAD_REQUEST_400, forward_to(server.url)) as faulty:
        connect(signed_in, keyring, faulty.url)
        done = signed_in.run("submit", "--json", company)
    assert done.code == 4
    assert done.json["state"] == "rejected"
    assert {"field": "Name", "message": "The company name is too long."} in done.json["errors"]
    assert "Name: The company name is too long." in done.err.splitlines()
    (kept,) = signed_in.run("outbox", "list", "--json").json
    assert (kept["id"], kept["state"]) == (done.json["id"], "rejected")


def test_a_person_who_is_refused_is_named_and_the_company_is_not_posted_again(
    signed_in: Program, keyring: KeyringServer, tmp_path: Path, company: Path
) -> None:
    with SandboxServer(tmp_path / "refusing.sqlite3", Options()) as server:
        handle = refusing(
            forward_to(server.url), "Hansen", Response(400, {"Error": True, "ErrorMessage": "Not Hansen"})
        )
        with FaultyServer(handle=handle) as faulty:
            connect(signed_in, keyring, faulty.url, send_persons=False)
            done = signed_in.run("submit", "--json", company)
        assert done.code == 4
        assert names_at(server.url, done.json["ContactId"]) == [("Kari", "Nordmann")]
        assert how_many(server.url, "Fjell & Vidde AS") == 1
    assert [one["state"] for one in done.json["persons"]] == ["saved", "rejected"]
    assert "Ola Hansen" in done.json["errors"][-1]["message"]
    assert done.json["link"]


def test_a_wrong_password_keeps_the_entry_and_says_so(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer, company: Path
) -> None:
    connect(signed_in, keyring, server.url, "wrong")
    done = signed_in.run("submit", "--json", company)
    assert done.code == 5
    assert done.json["state"] == "queued"
    assert "did not accept your sign-in" in done.json["errors"][-1]["message"]
    assert "is kept here" in done.err
    tries = [request for request in server.requests if "authorization" in request.headers]
    assert len(tries) == 1, "each try may be the one that locks the account"
    (kept,) = signed_in.run("outbox", "list", "--json").json
    assert (kept["id"], kept["state"]) == (done.json["id"], "queued")
    assert "did not accept your sign-in" in kept["message"]


def test_without_a_password_and_a_terminal_nothing_is_asked(
    program: Program, keyring: KeyringServer, server: SandboxServer, company: Path
) -> None:
    connect(program, keyring, server.url)
    done = program.run("submit", company)
    assert done.code == 5
    assert "is kept here and sent as soon as you have signed in. The password for" in done.err
    assert server.requests == []


@pytest.mark.long
@pytest.mark.needs("pseudo-terminals")
def test_on_a_terminal_the_password_is_asked_for(
    program: Program, keyring: KeyringServer, server: SandboxServer, company: Path
) -> None:
    import pty

    connect(program, keyring, server.url)
    ours, theirs = pty.openpty()
    with program.started("submit", company, stdin=theirs, start_new_session=True) as process:
        assert process.stderr is not None
        prompt = "Password of demo for “Work”: "
        asked = process.stderr.read(len(prompt))
        os.write(ours, f"{PASSWORD}\n".encode())
        out, err = process.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert asked == prompt
    assert process.returncode == 0, err
    assert PASSWORD not in out + err


UNREADY = [Fault.REFUSE, Fault.HTML, Fault.HALF_REPLY, Fault.GARBAGE]


@pytest.mark.parametrize("fault", UNREADY, ids=lambda fault: fault.name)
def test_a_server_that_is_not_there_keeps_the_entry_unsent(
    signed_in: Program, keyring: KeyringServer, company: Path, fault: Fault
) -> None:
    with FaultyAtQuestions(fault, applies=lambda _: True) as faulty:
        connect(signed_in, keyring, faulty.url)
        done = signed_in.run("submit", "--json", company)
        assert done.code == 6
        assert not any(request.method == "POST" for request in faulty.requests), (
            "nothing is known to be right"
        )
    assert done.json["state"] == "queued"
    assert (
        done.json["errors"][-1]["message"].startswith(f"127.0.0.1:{faulty.port} ") or "127.0.0.1" in done.err
    )


LOST = [Fault.HTML, Fault.HALF_REPLY, Fault.READ_THEN_RESET]


@pytest.mark.parametrize("fault", LOST, ids=lambda fault: fault.name)
def test_a_lost_answer_is_settled_by_looking_while_the_command_waits(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer, tmp_path: Path, fault: Fault
) -> None:
    passed_on = forward_to(server.url)
    with FaultyServer(fault, passed_on, save_first=passed_on) as faulty:
        connect(signed_in, keyring, faulty.url)
        done = signed_in.run("submit", "--json", written(tmp_path, NOBODY))
        assert done.code == 0, done.err
        assert len(faulty.bodies) == 1
    assert done.json["state"] == "saved"
    assert how_many(server.url, "Fjell & Vidde AS") == 1


def test_what_may_have_been_lost_is_not_posted_again_blindly(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer, company: Path
) -> None:
    with FaultyServer(Fault.READ_THEN_CLOSE, forward_to(server.url)) as faulty:
        connect(signed_in, keyring, faulty.url)
        done = signed_in.run("submit", "--json", company)
        assert done.code == 6
        assert len(faulty.bodies) == 1
    assert done.json["state"] == "unknown"
    assert "looked for" in done.json["errors"][-1]["message"]


def test_a_server_too_old_for_one_question_does_not_stop_the_company(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer, company: Path
) -> None:
    def is_layout(request: Any) -> bool:
        return "UdefLayout" in request.target

    with FaultyAtQuestions(Fault.NOT_FOUND_404, forward_to(server.url), applies=is_layout) as faulty:
        connect(signed_in, keyring, faulty.url)
        done = signed_in.run("submit", "--json", company)
    assert done.code == 0
    assert done.json["warnings"][0]["message"].startswith(
        "The company could not be checked against all rules"
    )


# Crashes, interruptions, readers that go away


@pytest.mark.long
@pytest.mark.needs("signals")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["killed", "Ctrl+C"])
def test_ended_between_request_and_answer_the_entry_is_kept_and_settled_later(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer, tmp_path: Path, how: signal.Signals
) -> None:
    passed_on, has_saved = forward_to(server.url), threading.Event()

    def save(request: Any) -> None:
        passed_on(request)
        has_saved.set()

    with FaultyServer(Fault.READ_THEN_STALL, passed_on, save_first=save, times=1) as faulty:
        connect(signed_in, keyring, faulty.url)
        with signed_in.started("submit", written(tmp_path, NOBODY)) as process:
            assert has_saved.wait(60)
            process.send_signal(how)
            out, err = process.communicate(timeout=60)
        assert (process.returncode, out, err) == (130 if how is signal.SIGINT else -how, "", "")
        (kept,) = signed_in.run("outbox", "list", "--json").json
        assert kept["state"] == "unknown"
        sent = signed_in.run("outbox", "send", "--json")
        assert sent.code == 0, sent.err
        assert [one["state"] for one in sent.json] == ["saved"]
    assert how_many(server.url, "Fjell & Vidde AS") == 1


@pytest.mark.needs("signals")
def test_a_command_that_was_killed_goes_on_with_its_company_when_given_again(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer, tmp_path: Path
) -> None:
    passed_on, has_saved, file = forward_to(server.url), threading.Event(), written(tmp_path, NOBODY)

    def save(request: Any) -> None:
        passed_on(request)
        has_saved.set()

    with FaultyServer(Fault.READ_THEN_STALL, passed_on, save_first=save, times=1) as faulty:
        connect(signed_in, keyring, faulty.url)
        with signed_in.started("submit", file) as process:
            assert has_saved.wait(60)
            process.kill()
        again = signed_in.run("submit", "--json", file)
        assert (again.code, again.json["state"]) == (0, "saved"), again.err
        assert how_many(server.url, "Fjell & Vidde AS") == 1
        assert len(signed_in.run("outbox", "list", "--json").json) == 1
        # Its end has been told: who wants a second one gets it.
        assert signed_in.run("submit", file).code == 0
    assert how_many(server.url, "Fjell & Vidde AS") == 2


def test_what_was_kept_is_gone_on_with_by_the_same_command(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer, tmp_path: Path
) -> None:
    file = written(tmp_path, NOBODY)
    with FaultyServer(Fault.REFUSE, forward_to(server.url)) as faulty:
        connect(signed_in, keyring, faulty.url)
        kept = signed_in.run("submit", "--json", file)
        assert kept.code == 6
        faulty.heal()
        done = signed_in.run("submit", "--json", file)
    assert (done.code, done.json["id"]) == (0, kept.json["id"]), done.err
    assert how_many(server.url, "Fjell & Vidde AS") == 1


def test_a_store_that_fails_while_the_company_is_sent_leaves_it_to_be_looked_for(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer, tmp_path: Path
) -> None:
    passed_on, holding = forward_to(server.url), ExitStack()

    def hold_the_file(request: Request) -> Response:
        """As a backup program does it."""
        if is_new_company(request):
            other = sqlite3.connect(AppPaths.of(signed_in.home).store, check_same_thread=False)
            holding.callback(other.close)
            other.execute("BEGIN IMMEDIATE")
        return passed_on(request)

    with FaultyServer(handle=hold_the_file) as faulty, holding:
        connect(signed_in, keyring, faulty.url)
        done = signed_in.run("submit", "--json", written(tmp_path, NOBODY))
        assert done.code == 6
        assert done.json["errors"][0]["message"].startswith("Another program holds the file")
    (kept,) = signed_in.run("outbox", "list", "--json").json
    assert (kept["id"], kept["state"]) == (done.json["id"], "unknown")
    assert how_many(server.url, "Fjell & Vidde AS") == 1


@pytest.mark.long
@pytest.mark.needs("posix pipes")
def test_a_reader_that_goes_away_changes_nothing(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer, company: Path
) -> None:
    connect(signed_in, keyring, server.url)
    reading, writing = os.pipe()
    os.close(reading)
    with signed_in.started("submit", "--json", company, stdout=writing) as process:
        os.close(writing)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert how_many(server.url, "Fjell & Vidde AS") == 1


@pytest.mark.long
def test_commands_do_without_qt(program: Program, company: Path) -> None:
    commands = [
        ["submit", "--sandbox", str(company)],
        ["outbox", "list"],
        ["outbox", "send"],
        ["profile", "list"],
    ]
    script = (
        "import sys; from app.__main__ import main; "
        f"print([int(main(one)) for one in {commands!r}], "
        "[name for name in sys.modules if 'PySide6' in name])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=program.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[0, 0, 0, 0] []"
