"""``contact-entry submit`` as a real process against real servers: exit codes, JSON, bad input, crashes."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.sandbox import PASSWORD, USER, Options, SandboxServer
from app.storage.places import Places
from app.storage.store import Store
from tests.helpers.command import ROOT, Done, Program
from tests.helpers.connected import connect
from tests.helpers.faulty_server import Fault, FaultyServer, Request, Response, forward_to, is_new_company
from tests.helpers.shared_keyring import KeyringServer
from tests.helpers.vendor import needs_reference, sample

KEYS = {"id", "state", "ContactId", "persons", "errors", "warnings", "link"}
COMPANY = {
    "Name": "Fjell & Vidde AS",
    "CustomFields": {"SuperOffice:1": "K-1"},
    "Category": {"Id": 2},
    "Business": {"Id": 2},
    "Persons": [{"Firstname": "Kari", "Lastname": "Nordmann"}, {"Firstname": "Ola", "Lastname": "Hansen"}],
}
NOBODY = {**COMPANY, "Persons": []}


def ask(url: str, path: str) -> Any:
    answer = httpx.get(f"{url}/api/v1/{path}", auth=(USER, PASSWORD), headers={"Accept": "application/json"})
    assert answer.status_code == 200
    return answer.json()


def names_at(url: str, contact_id: int) -> list[tuple[str, str]]:
    rows = ask(url, f"Contact/{contact_id}/Persons?$select=firstName,lastName")["value"]
    return [(row["firstName"], row["lastName"]) for row in rows]


def how_many(url: str, name: str) -> int:
    rows = ask(url, "Contact?$select=contactId,name")["value"]
    return sum(row["name"] == name for row in rows)


class FaultyAtQuestions(FaultyServer):
    """Fails at requests that have no body, which could not be noted, as well."""

    def arrived(self, request: Request, fault: Fault) -> Response:
        self.requests.append(request)
        return self._handle(request) if fault is Fault.NONE else Response()


@pytest.fixture
def company(tmp_path: Path) -> Path:
    return written(tmp_path, COMPANY)


def written(folder: Path, value: object) -> Path:
    file = folder / "company.json"
    file.write_text(json.dumps(value), encoding="utf-8")
    return file


# Saved


@needs_reference
def test_the_reference_pages_own_sample_is_saved_in_the_practice_server(
    program: Program, tmp_path: Path
) -> None:
    file = written(tmp_path, sample("Sample request"))
    done = program.run("submit", "--sandbox", "--json", file)
    assert done.code == 0, done.err
    told = done.json
    assert told.keys() == KEYS
    assert told["state"] == "saved"
    assert told["ContactId"] > 0
    assert told["errors"] == []
    assert told["link"].endswith(f"/default.aspx?contact.main?contact_id={told['ContactId']}")
    # The practice server keeps what it is given: the next command finds it there.
    with SandboxServer(Places.of(program.home).sandbox) as server:
        assert ask(server.url, f"Contact/{told['ContactId']}")["Name"] == "Dare Group"
        assert names_at(server.url, told["ContactId"]) == [("Terrence", "Balistreri")]


@needs_reference
@pytest.mark.parametrize("options", [[], ["--take-persons"]], ids=["ignores persons", "takes persons"])
def test_its_person_is_there_exactly_once(
    signed_in: Program, keyring: KeyringServer, tmp_path: Path, options: list[str]
) -> None:
    with signed_in.sandbox(*options) as sandbox:
        connect(signed_in, keyring, sandbox["url"], sandbox["password"])
        done = signed_in.run("submit", "--json", written(tmp_path, sample("Sample request")))
        assert done.code == 0, done.err
        assert names_at(sandbox["url"], done.json["ContactId"]) == [("Terrence", "Balistreri")]
    (person,) = done.json["persons"]
    assert person.keys() == {"PersonId", "name", "state"}
    assert person["PersonId"] > 0
    assert person["state"] == "saved"


def test_people_are_told_in_sentences(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer, company: Path
) -> None:
    connect(signed_in, keyring, server.url)
    done = signed_in.run("submit", company)
    assert (done.code, done.err) == (0, "")
    first, link = done.out.splitlines()
    assert first.startswith("Fjell & Vidde AS: Saved as number ")
    assert link.startswith(f"{server.url}/default.aspx?contact.main?contact_id=")


def test_a_company_may_come_from_standard_input_after_a_byte_order_mark(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer
) -> None:
    connect(signed_in, keyring, server.url)
    done = signed_in.run("submit", "-", "--json", typed=b"\xef\xbb\xbf" + json.dumps(COMPANY).encode())
    assert done.code == 0, done.err
    assert ask(server.url, f"Contact/{done.json['ContactId']}")["Name"] == COMPANY["Name"]


def test_what_is_null_or_absent_takes_the_servers_default(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer, tmp_path: Path
) -> None:
    connect(signed_in, keyring, server.url)
    proposed = ask(server.url, "Contact/default")
    done = signed_in.run("submit", "--json", written(tmp_path, {"Name": "Sparse", "Business": None}))
    assert done.code == 0, done.err
    saved = ask(server.url, f"Contact/{done.json['ContactId']}")
    for name, key in {"Country": "CountryId", "Business": "Id", "Associate": "AssociateId"}.items():
        assert saved[name][key] == proposed[name][key] > 0


# Warnings and errors


def test_warnings_are_told_and_the_company_is_saved(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer, tmp_path: Path
) -> None:
    connect(signed_in, keyring, server.url)
    file = written(tmp_path, {"Name": "Loose", "Emails": [{"Value": "unde"}]})
    done = signed_in.run("submit", "--json", file)
    assert done.code == 0
    fields = [warning["field"] for warning in done.json["warnings"]]
    assert "Emails[0].Value" in fields
    assert "CustomFields.SuperOffice:1" in fields, "what the tenant makes mandatory is a hint here"
    assert "Warning: Emails[0].Value: “unde” does not look like an e-mail address." in done.err.splitlines()


def test_strict_makes_them_errors(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer, tmp_path: Path
) -> None:
    connect(signed_in, keyring, server.url)
    file = written(tmp_path, {"Name": "Strict", "Emails": [{"Value": "unde"}]})
    done = signed_in.run("submit", "--json", "--strict", file)
    assert done.code == 3
    assert {"Emails[0].Value", "CustomFields.SuperOffice:1"} <= {one["field"] for one in done.json["errors"]}
    assert done.json["warnings"] == []
    assert how_many(server.url, "Strict") == 0
    assert signed_in.run("outbox", "list", "--json").json == []


def test_the_servers_own_objections_are_warnings(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer, tmp_path: Path
) -> None:
    connect(signed_in, keyring, server.url)
    taken = ask(server.url, "Contact/1")["Number2"]
    done = signed_in.run("submit", "--json", written(tmp_path, {**COMPANY, "Number2": taken}))
    assert done.code == 0
    assert "Number2" in [warning["field"] for warning in done.json["warnings"]]


UNREADABLE: Mapping[str, tuple[bytes, str]] = {
    "not JSON": (b'{"Name": "A"', "The file is not JSON: it goes wrong at line 1, column 13."),
    "not text": (b"\xff\xfe\xfa", "The file is not"),
    "not an entity": (b"[1, 2]", "The file is JSON, but not one company: it must be an object."),
    "empty": (b" \n", "Standard input is empty."),
    "too large": (b" " * (10 * 1024 * 1024 + 1), "Standard input is too large for one company"),
    "a number of 5,000 digits": (b'{"x": ' + b"1" * 5000 + b"}", "The file is not JSON that a company"),
    "nested too deep": (b"[" * 100_000, "The file is not JSON that a company"),
    "wrong types": (b'{"Name": 5, "Xstop": "no"}', "Name: must be a text in quotes."),
    "wrong date": (b'{"DbiLastModified": "soon"}', "DbiLastModified: is not a date and time"),
}
NOT_VALID: Mapping[str, tuple[object, str]] = {
    "too long": ({"Name": "A" * 220}, "Name: Too long: 219 characters fit, this has 1 more."),
    "no name": ({"Department": "Sales"}, "Name: Enter the name of the company."),
    "a person without a name": (
        {"Name": "A", "Persons": [{"Email": "a@b.example.no"}]},
        "Persons[0].Firstname: Enter a first name or a last name.",
    ),
    "half a character": ({"Name": "A", "Unknown": "\ud800"}, "The entry contains a character that"),
}


def assert_not_valid(done: Done, line: str) -> None:
    assert done.code == 3
    assert any(told.startswith(line) for told in done.err.splitlines()), done.err
    assert done.json.keys() == KEYS
    assert done.json["errors"]
    assert (done.json["id"], done.json["state"], done.json["ContactId"]) == (None, None, 0)


@pytest.mark.parametrize(("content", "line"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_is_no_company_is_told_before_anything_else(program: Program, content: bytes, line: str) -> None:
    assert_not_valid(program.run("submit", "-", "--json", typed=content), line)


@pytest.mark.parametrize(("company", "line"), NOT_VALID.values(), ids=NOT_VALID.keys())
def test_what_is_not_valid_is_told_and_not_kept(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer, company: object, line: str
) -> None:
    connect(signed_in, keyring, server.url)
    assert_not_valid(signed_in.run("submit", "-", "--json", typed=json.dumps(company)), line)
    assert not any(request.path.lower() == "/api/v1/contact" for request in server.requests)


def test_a_heading_and_a_misfit_in_a_custom_field_are_found_with_the_servers_lists(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer, tmp_path: Path
) -> None:
    connect(signed_in, keyring, server.url)
    heading = next(item for item in ask(server.url, "MDOList/category") if item["ChildItems"])["Id"]
    wrong = {"Name": "A", "Category": {"Id": heading}, "CustomFields": {"SuperOffice:2": "many"}}
    done = signed_in.run("submit", written(tmp_path, wrong))
    assert done.code == 3
    lines = done.err.splitlines()
    assert "Category: Category: this is a heading. Choose one of the entries below it." in lines
    assert any(line.startswith("CustomFields.SuperOffice:2: ") for line in lines)


# Usage


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere.json"], "There is no file nowhere.json."),
        ([str(ROOT)], f"{ROOT} is a folder. Name a file with one company in it."),
        (["COMPANY", "--profile", "Nobody"], "There is no connection “Nobody”."),
        (["COMPANY"], "No connection to a SuperOffice is set up yet."),
    ],
    ids=["no file", "a folder", "unknown profile", "no profile"],
)
def test_wrong_usage_ends_with_2_and_a_sentence(
    program: Program, company: Path, arguments: list[str], sentence: str
) -> None:
    given = [str(company) if one == "COMPANY" else one for one in arguments]
    done = program.run("submit", "--json", *given)
    assert done.code == 2
    assert done.err.startswith(sentence)
    assert done.json["errors"][0]["message"].startswith(sentence)


def test_two_connections_at_once_are_refused(program: Program, company: Path) -> None:
    done = program.run("submit", "--sandbox", "--profile", "Work", company)
    assert done.code == 2
    assert "use one of them" in done.err


def test_while_another_has_the_store_open_the_command_says_so(
    program: Program, company: Path, program_home: Path
) -> None:
    with Store.open(Places.of(program_home).store):
        done = program.run("submit", "--sandbox", "--json", company)
        assert done.code == 2
        assert done.json["errors"][0]["message"].startswith("Contact Entry is running already")
        assert program.run("outbox", "list").code == 2


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
    with SandboxServer(tmp_path / "refusing.sqlite3", Options(fail_person="Hansen")) as server:
        connect(signed_in, keyring, server.url)
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
    assert done.err.startswith("The password for")
    assert server.requests == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals of this kind")
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


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
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


def test_a_store_that_fails_while_the_company_is_sent_leaves_it_to_be_looked_for(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer, tmp_path: Path
) -> None:
    passed_on, holding = forward_to(server.url), ExitStack()

    def hold_the_file(request: Request) -> Response:
        """As a backup program does it."""
        if is_new_company(request):
            other = sqlite3.connect(Places.of(signed_in.home).store, check_same_thread=False)
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


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
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
