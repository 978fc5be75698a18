"""``--template`` of the commands, against a practice server."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.commands.exit_codes import ExitCode
from app.commands.main import run
from app.model.templates.numbers import server_of
from app.sandbox import SandboxServer
from app.storage.settings.settings_file import SettingsFile

Printed = pytest.CaptureFixture[str]
Typed = Callable[[bytes], None]
FAIR = {"Category": "Supplier", "Source": "7", "NextSteps.Selection": "Fair Oslo 2026"}


@pytest.fixture
def server(connected: SandboxServer, settings: SettingsFile) -> SandboxServer:
    settings.change(
        lambda now: now.with_changes(
            templates={
                "Trade fair": FAIR,
                "Odd": {"Category": "Friend"},
                "Last": {"NextSteps.Selection": "Fair Oslo 2025"},
            }
        )
    )
    return connected


def posted(server: SandboxServer) -> list[dict[str, Any]]:
    asked = [one for one in server.requests if one.method == "POST" and one.path.endswith("/v1/Contact")]
    return [json.loads(one.body) for one in asked]


def submit(typed: Typed, company: dict[str, Any], *options: str) -> int:
    typed(json.dumps(company).encode())
    return run(["submit", "-", "--json", *options])


def test_what_the_file_lacks_is_filled_in(server: SandboxServer, typed: Typed, capsys: Printed) -> None:
    company = {"Name": "Fjell AS", "Source": 3, "Persons": [{"Firstname": "Kari", "Lastname": "Moe"}]}
    assert submit(typed, company, "--template", "TRADE fair") == 0
    (body,) = posted(server)
    assert (body["Category"]["Id"], body["Source"]) == (2, 3)
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert [one["state"] for one in told["next_steps"]] == ["saved"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("--template Fair", (ExitCode.USAGE, "no template “Fair”. These there are: Last, Odd, Trade fair.")),
        ("--template Odd", (ExitCode.NOT_VALID, "“Friend” is not in the list Category")),
        ("--template Last", (ExitCode.NOT_VALID, "no selection “Fair Oslo 2025” on the server")),
        ("--template Like_the_company_saved_last", (ExitCode.USAGE, "is a template of the window alone")),
        ("--template Odd --add", (ExitCode.USAGE, "takes no template")),
    ],
)
def test_what_cannot_be_filled_in_sends_nothing(
    server: SandboxServer, typed: Typed, capsys: Printed, options: str, told: tuple[int, str]
) -> None:
    assert submit(typed, {"Name": "Fjell AS"}, *(one.replace("_", " ") for one in options.split())) == told[0]
    assert told[1] in json.loads(capsys.readouterr().out.splitlines()[-1])["errors"][0]["message"]
    assert posted(server) == []


def shown(capsys: Printed, name: str) -> dict[str, Any]:
    capsys.readouterr()
    run(["outbox", "list", "--json"])
    listed = json.loads(capsys.readouterr().out)
    entry_id = next(one["id"] for one in listed if one["name"] == name)
    run(["outbox", "show", entry_id, "--json"])
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_an_entry_knows_its_template_and_its_table(
    server: SandboxServer, typed: Typed, tmp_path: Path, capsys: Printed
) -> None:
    assert (
        submit(typed, {"Name": "Vann AS", "Persons": [{"Lastname": "Moe"}]}, "--template", "trade fair") == 0
    )
    told = shown(capsys, "Vann AS")
    assert (told["templates"], told["table"]) == (["Trade fair"], "")
    table = tmp_path / "fair.csv"
    table.write_text("Company\nFjell AS\n", encoding="utf-8")
    assert run(["import", str(table), "--template", "TRADE fair"]) == 0
    told = shown(capsys, "Fjell AS")
    assert (told["templates"], told["table"]) == (["Trade fair"], "fair.csv")
    assert all("Origin" not in body for body in posted(server))


@pytest.mark.parametrize("is_here", [True, False])
def test_one_of_another_language_counts_by_its_numbers_at_its_own_server(
    server: SandboxServer,
    settings: SettingsFile,
    typed: Typed,
    tmp_path: Path,
    *,
    is_here: bool,
) -> None:
    (profile,) = settings.load().profiles
    site = server_of(profile) if is_here else "https://other.example.com"
    german = {"Category": "Geschäftspartner [2]", "Interests": "Golf spielen [1]", "Server": site}
    settings.change(lambda now: now.with_changes(templates={"Messe": german}))
    table = tmp_path / "fair.csv"
    table.write_text("Company\nVann AS\n", encoding="utf-8")
    submitted = submit(typed, {"Name": "Fjell AS"}, "--template", "Messe")
    imported = run(["import", str(table), "--template", "Messe"])
    assert (submitted, imported) == ((0, 0) if is_here else (ExitCode.NOT_VALID, ExitCode.NOT_VALID))
    found = [
        (one["Category"]["Id"], [each["Id"] for each in one["Interests"] if each["Selected"]])
        for one in posted(server)
    ]
    assert found == [(2, [1])] * (2 if is_here else 0)


def test_rows_and_set_come_before_it(server: SandboxServer, tmp_path: Path) -> None:
    table = tmp_path / "fair.csv"
    table.write_text("Company;Category\nFjell AS;Customer\nVann AS;\n", encoding="utf-8")
    assert run(["import", str(table), "--template", "Trade fair", "--set", "Source=9"]) == 0
    assert [(one["Category"]["Id"], one["Source"]) for one in posted(server)] == [(1, 9), (2, 9)]


@pytest.mark.usefixtures("server")
def test_a_window_is_asked_for_one_that_there_is(capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def window(*_given: object, begins: str = "", **_options: object) -> int:
        asked.append(begins)
        return 0

    monkeypatch.setattr("app.commands.main._window", window)
    assert run(["new", "--template", "trade fair"]) == 0
    assert asked == ["template:trade fair"]
    assert run(["new", "--template", "like the company SAVED last"]) == 0
    assert asked[1:] == ["template:like the company SAVED last"], "the window knows which one that is"
    assert run(["new", "--template", "Fair"]) == ExitCode.USAGE
    assert run(["new", "--template", "Odd", "--from-clipboard"]) == ExitCode.USAGE
    assert "either --template or --from-clipboard" in capsys.readouterr().err
