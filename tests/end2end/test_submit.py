"""``contact-entry submit`` as a real process against real servers: exit codes, JSON, bad input."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from app.sandbox import SandboxServer
from app.storage.files.paths import AppPaths
from app.storage.sqlite.list_cache import ServerTraits
from app.storage.sqlite.store import Store
from tests.helpers.data.vendor import sample
from tests.helpers.kill.next_steps import PROJECT, SELECTION
from tests.helpers.processes.command import ROOT, Done, Program
from tests.helpers.processes.connected import connect
from tests.helpers.processes.submitting import (
    COMPANY,
    KEYS,
    ask,
    how_many,
    names_at,
    written,
)
from tests.helpers.secrets.shared_keyring import KeyringServer

# Saved


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
    with SandboxServer(AppPaths.of(program.home).sandbox) as server:
        assert ask(server.url, f"Contact/{told['ContactId']}")["Name"] == "Dare Group"
        assert names_at(server.url, told["ContactId"]) == [("Terrence", "Balistreri")]


@pytest.mark.long
@pytest.mark.parametrize("options", [[], ["--take-persons"]], ids=["ignores persons", "takes persons"])
def test_its_person_is_there_exactly_once(
    signed_in: Program, keyring: KeyringServer, tmp_path: Path, options: list[str]
) -> None:
    with signed_in.sandbox(*options) as sandbox:
        connect(signed_in, keyring, sandbox["url"], sandbox["password"])
        if not options:
            # What the first company with people has found out, a minute after it was sent.
            with Store.open(AppPaths.of(signed_in.home).store) as store:
                ServerTraits(store).note_people_not_named("Work", sandbox["url"])
        done = signed_in.run("submit", "--json", written(tmp_path, sample("Sample request")))
        assert done.code == 0, done.err
        assert names_at(sandbox["url"], done.json["ContactId"]) == [("Terrence", "Balistreri")]
    (person,) = done.json["persons"]
    assert person.keys() == {"PersonId", "name", "state"}
    assert person["PersonId"] > 0
    assert person["state"] == "saved"


def test_what_follows_is_done_and_told(program: Program, tmp_path: Path) -> None:
    company = {**COMPANY, "NextSteps": [SELECTION, {**PROJECT, "Name": "Nowhere"}]}
    done = program.run("submit", "--sandbox", "--json", written(tmp_path, company))
    assert done.code == 4, done.err
    selection, project = done.json["next_steps"]
    assert (selection["Kind"], selection["name"], selection["state"]) == (
        "Selection",
        "Fair Oslo 2026",
        "saved",
    )
    assert (project["state"], "no project" in project["message"]) == ("rejected", True)
    (entry,) = program.run("outbox", "list", "--json").json
    assert (entry["steps_done"], entry["steps_total"]) == (4, 5)
    shown = program.run("outbox", "show", "--json", entry["id"]).json
    assert shown["next_steps"] == done.json["next_steps"]


def test_the_first_people_of_a_server_that_does_not_name_them_are_looked_for_once_more(
    signed_in: Program, keyring: KeyringServer, tmp_path: Path
) -> None:
    with SandboxServer(tmp_path / "ignoring.sqlite3") as server:
        connect(signed_in, keyring, server.url)
        done = signed_in.run("submit", "--json", written(tmp_path, sample("Sample request")))
        assert (done.code, done.json["state"]) == (6, "unknown")
        assert "is looked for once more in a minute and added if not there." in done.err
        assert "Send it with “contact-entry outbox send”." in done.err
        assert signed_in.run("outbox", "send").code == 6, "a minute has not passed"
        assert names_at(server.url, done.json["ContactId"]) == []


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
    "wrong types": (b'{"Name": 5, "Xstop": "no"}', "Name: This must be a text in quotes."),
    "wrong date": (b'{"DbiLastModified": "soon"}', "DbiLastModified: This is not a date and time"),
}
NOT_VALID: Mapping[str, tuple[object, str]] = {
    "too long": ({"Name": "A" * 220}, "Name: Too long: 219 characters fit, this has 1 more."),
    "no name": ({"Department": "Sales"}, "Name: Enter the name of the company."),
    "a person without a name": (
        {"Name": "A", "Persons": [{"Email": "a@b.example.no"}]},
        "Persons[0].Firstname: Enter a first name or a last name.",
    ),
    "half a character": (
        {"Name": "A", "Unknown": "\ud800"},
        "Unknown: A character that cannot be stored (U+D800) is in it. Take it out.",
    ),
    "a name that nobody sees": ({"Name": "\u200b"}, "Name: Enter the name of the company."),
    "beyond Int32": ({"Name": "A", "Source": 2**31}, "Source: Enter a whole number from -2,147,483,648 to"),
    "no place": (
        {"Name": "A", "Address": {"Wgs84Latitude": float("inf")}},
        "Address.Wgs84Latitude: This number is beyond all bounds.",
    ),
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
    program = replace(program, patience=0.5)
    with Store.open(AppPaths.of(program_home).store):
        done = program.run("submit", "--sandbox", "--json", company)
        assert done.code == 2
        assert done.json["errors"][0]["message"].startswith("Contact Entry is running already")
        assert program.run("outbox", "list").code == 2


# Adding to a company that is there


def test_people_and_numbers_are_added_to_a_company_that_is_there(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer, tmp_path: Path
) -> None:
    connect(signed_in, keyring, server.url)
    before = ask(server.url, "Contact/2")
    given = {
        "ContactId": 2,
        "Persons": [{"Firstname": "Kari", "Lastname": "Ås"}],
        "Faxes": [{"Value": "815 00 001"}],
    }
    file = written(tmp_path, given)
    refused = signed_in.run("submit", "--json", file)
    assert (refused.code, refused.json["errors"][0]["field"]) == (3, "ContactId")
    assert "--add" in refused.json["errors"][0]["message"]
    done = signed_in.run("submit", "--add", "--json", file)
    assert (done.code, done.json["state"], done.json["ContactId"]) == (0, "saved", 2)
    assert ("Kari", "Ås") in names_at(server.url, 2)
    after = ask(server.url, "Contact/2")
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"Faxes", "UpdatedDate", "UpdatedBy"}
    again = signed_in.run("submit", "--add", "--json", file)
    assert (again.code, again.json["errors"][0]["field"]) == (3, "Persons[0]")
    assert names_at(server.url, 2).count(("Kari", "Ås")) == 1
    assert ask(server.url, "Contact/2") == after


def test_without_a_number_there_is_nothing_to_add_to(program: Program, company: Path) -> None:
    done = program.run("submit", "--sandbox", "--add", "--json", company)
    assert (done.code, done.json["errors"][0]["field"]) == (3, "ContactId")
