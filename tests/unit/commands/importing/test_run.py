"""``import`` in this process, against a practice server."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from app.commands.main import run
from app.model.imports.progress import WalkItem
from app.sandbox import SandboxServer
from app.storage.files.csv_file import read_csv
from app.storage.files.errors import StoreProblem
from app.storage.files.import_notes import ImportNotes
from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import SettingsFile
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.store import Store
from app.translation.catalogue import use_language
from tests.helpers.data.workbooks import with_part
from tests.helpers.garbage.stored_values import damage
from tests.helpers.secrets.memory_keyring import MemoryKeyring

Printed = pytest.CaptureFixture[str]
FAIR = """Besøkende på Bygg Reis Deg;;;;
;;;;
Bedrift;Kontaktperson;E-post;Mobil;Postnr/sted
Fjell & Sønn AS;Kari Nordmann;kari@fjell.example;911 22 333;0155 Oslo
Fjell & Sønn AS;Ola Moe;ola@fjell.example;;0155 Oslo
Vann AS;Liv Strand;liv(at)vann;;9008 Tromsø
;Ingen Firma;;;
Sum;4;;;
"""


@pytest.fixture
def people_by_themselves(connected: SandboxServer, settings: SettingsFile) -> SandboxServer:
    """The server, which is known not to take people inside a company."""
    settings.change(lambda now: now.with_profile(now.profiles[0].with_changes(send_persons=False)))
    return connected


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "fair.csv"
    file.write_text(FAIR, encoding="cp1252")
    return file


def imported(capsys: Printed, file: Path, *options: str) -> tuple[int, list[dict[str, Any]]]:
    capsys.readouterr()
    code = run(["import", str(file), "--country", "NO", "--json", *options])
    return code, json.loads(capsys.readouterr().out.splitlines()[-1])["companies"]


def drafts(home: Path) -> list[str]:
    with Store.open(AppPaths.of(home).store) as store:
        return sorted(str(one.form.get("Name", "")) for one in Drafts(store).all())


def posted(server: SandboxServer) -> list[str]:
    asked = [
        one for one in server.requests if one.method == "POST" and one.path.lower().endswith("/v1/contact")
    ]
    return [json.loads(one.body)["Name"] for one in asked]


def test_the_window_leads_through_the_drafts_that_are_left(
    people_by_themselves: SandboxServer, table: Path, program_home: Path, capsys: Printed
) -> None:
    notes = ImportNotes(AppPaths.of(program_home).data)
    before = WalkItem("a" * 32, "Sand AS", ("Odd.",)), WalkItem("b" * 32, "Leira AS")
    notes.change(walk=before, left_out=("b" * 32,))
    imported(capsys, table, "--dry-run")
    assert notes.read().walk == before
    _code, told = imported(capsys, table)
    left = tuple(WalkItem(one["id"], one["name"], tuple(one["reasons"])) for one in told[1:])
    assert [one.name for one in left] == ["Vann AS", ""]
    assert notes.read().walk == (*left, before[0]), "those of before come after them, but for one left out"
    notes.change(walk=())
    imported(capsys, table)
    assert [(one.id, one.reasons) for one in notes.read().walk] == [(one.id, one.reasons) for one in left]
    assert people_by_themselves.requests


def test_what_is_clear_is_sent_and_the_rest_waits_as_drafts(
    people_by_themselves: SandboxServer, table: Path, program_home: Path, capsys: Printed
) -> None:
    code, told = imported(capsys, table)
    assert code == 3
    assert [(one["rows"], one["state"]) for one in told] == [
        ([4, 5], "saved"),
        ([6], "draft"),
        ([7], "draft"),
    ]
    assert told[0]["ContactId"]
    assert told[0]["persons"] == 2
    assert posted(people_by_themselves) == ["Fjell & Sønn AS"]
    assert drafts(program_home) == ["", "Vann AS"]
    result = table.with_name("fair.result.csv").read_text(encoding="utf-8-sig").splitlines()
    assert result[3].split(";")[5:7] == ["saved", str(told[0]["ContactId"])]
    assert result[5].split(";")[5] == "draft"


def test_the_same_table_creates_nothing_twice(
    connected: SandboxServer, table: Path, program_home: Path, capsys: Printed
) -> None:
    _code, first = imported(capsys, table)
    before = read_csv(table.with_name("fair.result.csv"))
    code, told = imported(capsys, table)
    assert code == 3, "drafts still wait for somebody"
    assert [one["state"] for one in told] == ["done", "draft", "draft"]
    _code, tried = imported(capsys, table, "--dry-run")
    assert [one["state"] for one in tried] == ["done", "draft", "draft"]
    number = first[0]["ContactId"]
    assert [one["ContactId"] for one in told] == [number, 0, 0]
    # The file knows no less than the first time: the number, and why the others are drafts.
    after = read_csv(table.with_name("fair.result.csv"))
    for row in (3, 4):
        told_again = f"It was imported before, with the id {number}."
        assert after[row][-3:] == ["done", str(number), told_again]
    assert after[5:] == before[5:]
    assert all(after[row][-3] == "draft" and after[row][-1] for row in (5, 6))
    assert posted(connected) == ["Fjell & Sønn AS"]
    assert drafts(program_home) == ["", "Vann AS"]


@pytest.mark.usefixtures("people_by_themselves")
def test_the_result_file_is_in_the_language_of_the_program_and_the_json_for_scripts(
    table: Path, capsys: Printed
) -> None:
    result, ends = table.with_name("fair.result.csv"), []
    try:
        for language in ("de", "en"):
            _code, told = imported(capsys, table, "--language", language)
            ends.append(([one["state"] for one in told], [line[-3] for line in read_csv(result)[2:]]))
    finally:
        use_language("en")
    german = ["Status", *["gespeichert"] * 2, "Entwurf", "Entwurf", "nicht übernommen"]
    english = ["State", *["done"] * 2, "draft", "draft", "left_out"]
    assert ends == [(["saved", "draft", "draft"], german), (["done", "draft", "draft"], english)]


def test_a_trial_keeps_and_sends_nothing(
    connected: SandboxServer, table: Path, program_home: Path, capsys: Printed
) -> None:
    _code, told = imported(capsys, table, "--dry-run")
    assert [one["state"] for one in told] == ["clear", "doubtful", "wrong"]
    assert posted(connected) == []
    assert drafts(program_home) == []
    assert not table.with_name("fair.result.csv").exists()


def test_what_lacks_a_required_field_is_a_draft_if_asked_for(
    connected: SandboxServer, table: Path, capsys: Printed
) -> None:
    code, trial = imported(capsys, table, "--strict", "--dry-run")
    assert (code, trial[0]["state"]) == (3, "doubtful")
    _code, told = imported(capsys, table, "--strict")
    assert told[0]["state"] == "draft"
    assert told[0]["reasons"][-1].startswith("Fill in “Contract number”")
    assert posted(connected) == []
    _code, told = imported(capsys, table, "--strict", "--set", "CustomFields.SuperOffice:1=42")
    assert told[0]["state"] == "draft"


@pytest.mark.usefixtures("connected")
def test_a_value_for_every_company(table: Path, capsys: Printed) -> None:
    _code, told = imported(capsys, table, "--strict", "--dry-run", "--set", "contract number=42")
    assert told[0]["state"] == "clear"
    assert run(["import", str(table), "--set", "Nane=x"]) == 2
    assert "“Nane” is no field of a company." in capsys.readouterr().err
    _code, told = imported(capsys, table, "--dry-run", "--set", "Category=Customer")
    assert told[0]["state"] == "clear"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("Category=Custmer", "“Custmer” is not in the list Category of your SuperOffice. Similar: Customer"),
        (
            "NextSteps.Selection=Fair Oslo 2025",
            "is no selection “Fair Oslo 2025” on the server. Correct the name. Similar: Fair Oslo 2026.",
        ),
        ("NextSteps.Selection=Christmas cards", "There are several selections “Christmas cards”"),
        ("NextSteps.Project=Energy", "Correct the name. Similar: Energy day 2026."),
        ("NextSteps.Task=Phne", "“Phne” is not in the list Type of your SuperOffice. Similar: Phone call."),
        ("NextSteps.Associate=Nobody at all", "“Nobody at all” is not in the list For of your SuperOffice."),
        ("Category=999", "“999” is not in the list Category of your SuperOffice."),
        ("CustomFields.x_gone=1", "“CustomFields.x_gone” is no custom field of your SuperOffice."),
        ("Interests=Nothing, Golff", "“Nothing” is not in the list Interests of your SuperOffice."),
        ("Interests=Nothing, Golff", "“Golff” is not in the list Interests of your SuperOffice."),
    ],
)
def test_what_is_for_all_companies_is_looked_up_before_anything_is_sent(
    connected: SandboxServer, table: Path, capsys: Printed, given: str, told: str
) -> None:
    assert run(["import", str(table), "--set", given]) == 3
    printed = capsys.readouterr()
    assert told in printed.err
    assert printed.out == ""
    assert posted(connected) == []
    assert not table.with_name("fair.result.csv").exists()


def test_what_follows_each_company_by_its_name(
    connected: SandboxServer, table: Path, capsys: Printed
) -> None:
    steps = (
        "Selection=fair oslo 2026",
        "Project=Energy day 2026",
        "Title=Call",
        "StartDate=+7",
        "Task=1",
    )
    given = [part for step in steps for part in ("--set", f"NextSteps.{step}")]
    _code, told = imported(capsys, table, *given)
    assert told[0]["state"] in ("saved", "kept"), told[0]["reasons"]
    assert posted(connected) == ["Fjell & Sønn AS"]


def test_a_server_that_takes_nothing_keeps_the_rest(
    connected: SandboxServer, memory_keyring: MemoryKeyring, table: Path, capsys: Printed
) -> None:
    memory_keyring.passwords["contact-entry", "Work/password"] = "wrong"
    code, told = imported(capsys, table)
    assert (code, told) == (5, [])
    assert posted(connected) == []


@pytest.mark.usefixtures("people_by_themselves")
def test_a_server_that_takes_nothing_costs_the_file_no_numbers(
    memory_keyring: MemoryKeyring, table: Path, capsys: Printed
) -> None:
    _code, told = imported(capsys, table)
    number = next(one["ContactId"] for one in told if one["ContactId"])
    # A new row comes before the known ones, and the server does not take it now.
    changed = FAIR.replace("Fjell & Sønn AS;Kari", "Is AS;;;;\nFjell & Sønn AS;Kari")
    table.write_text(changed, encoding="cp1252")
    memory_keyring.passwords["contact-entry", "Work/password"] = "wrong"
    code, told = imported(capsys, table)
    assert (code, [one["ContactId"] for one in told if one["state"] == "done"][:1]) == (5, [number])
    lines = read_csv(table.with_name("fair.result.csv"))
    assert str(number) in [line[-2] for line in lines]
    assert next(line[-3] for line in lines if line[0] == "Is AS") == "not_reached"


@pytest.mark.usefixtures("connected")
def test_lines_for_people_name_their_rows(table: Path, capsys: Printed) -> None:
    run(["import", str(table), "--dry-run", "--language", "en"])
    printed = capsys.readouterr()
    assert printed.out.startswith("Rows 4–5: Fjell & Sønn AS – clear\nRow 6: Vann AS – doubtful\n")
    assert printed.err.startswith("Row 6: ")
    assert "Row 7: Company name: Enter the name of the company." in printed.err


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["{table}", "--template", "Fair"], 2, "There is no template “Fair”: no template has been made yet."),
        (["nowhere.csv"], 2, "There is no file nowhere.csv."),
        (["{table}", "--set", "Nane=x"], 2, "“Nane” is no field of a company."),
        (["{table}", "--set", "Name"], 2, "--set wants PATH=VALUE"),
        (["{other}"], 3, "No column of the table is known to hold names of companies"),
    ],
)
def test_what_is_refused_is_told(
    words: list[str], code: int, sentence: str, table: Path, capsys: Printed
) -> None:
    other = table.with_name("other.csv")
    other.write_text("1;2\n12;3\n", encoding="utf-8")
    assert run(["import", *(word.format(table=table, other=other) for word in words)]) == code
    assert sentence in capsys.readouterr().err


def test_a_damaged_draft_of_an_earlier_import_holds_up_no_other(
    people_by_themselves: SandboxServer, tmp_path: Path, program_home: Path, capsys: Printed
) -> None:
    file, store = tmp_path / "two.csv", AppPaths.of(program_home).store
    file.write_text("Firma;Sted\nHav AS;Oslo\n", encoding="utf-8")
    assert imported(capsys, file, "--strict")[1][0]["state"] == "draft"
    with Store.open(store) as opened:
        (draft,) = Drafts(opened).all()
    damage(store, "drafts", "form", "[1]", draft.id)
    file.write_text("Firma;Sted\nHav AS;Oslo\nElv AS;Oslo\n", encoding="utf-8")
    _code, told = imported(capsys, file)
    assert [(one["name"], one["state"]) for one in told] == [("Hav AS", "draft"), ("Elv AS", "saved")]
    assert told[0]["reasons"]
    assert posted(people_by_themselves) == ["Elv AS"]


def test_what_is_noticed_about_the_whole_table_is_told(
    connected: SandboxServer, tmp_path: Path, capsys: Printed
) -> None:
    table = tmp_path / "fair.xlsx"
    file, part = Path(__file__).parents[3] / "data" / "tables" / "fair.xlsx", "xl/worksheets/sheet1.xml"
    table.write_bytes(with_part(file, part, '<row r="6">', '<row r="6" hidden="1">'))
    capsys.readouterr()
    run(["import", str(table), "--country", "NO", "--json", "--dry-run"])
    printed = capsys.readouterr()
    told = "1 row is hidden in the file, and is read like the others."
    assert told in printed.err.splitlines()
    assert told in json.loads(printed.out.splitlines()[-1])["remarks"]
    assert posted(connected) == []


@pytest.mark.parametrize(
    ("trouble", "expected", "sentence"),
    [
        (StoreProblem("The disk is full."), 2, "The disk is full."),
        (sqlite3.IntegrityError("of kari@fjell.example"), 1, "a mistake of its own (IntegrityError"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_whatever_ends_it_what_was_sent_is_told(  # noqa: PLR0917  # fixtures
    people_by_themselves: SandboxServer,
    table: Path,
    capsys: Printed,
    monkeypatch: pytest.MonkeyPatch,
    trouble: BaseException,
    expected: int,
    sentence: str,
) -> None:
    def save(_drafts: Drafts, _draft: object) -> None:
        raise trouble

    monkeypatch.setattr(Drafts, "save", save)
    capsys.readouterr()
    code = run(["import", str(table), "--country", "NO", "--json"])
    printed = capsys.readouterr()
    assert code == expected
    assert sentence in printed.err
    assert "kari@" not in printed.err, "the message may quote what was typed"
    told = json.loads(printed.out.splitlines()[-1])["companies"]
    assert [one["state"] for one in told] == ["saved"]
    result = read_csv(table.with_name("fair.result.csv"))
    assert list(result[3][5:7]) == ["saved", str(told[0]["ContactId"])]
    assert posted(people_by_themselves) == ["Fjell & Sønn AS"]


@pytest.mark.usefixtures("connected")
def test_columns_that_go_nowhere_and_headings_that_are_not_there_are_told(
    table: Path, tmp_path: Path, capsys: Printed
) -> None:
    table.write_text("Firma;Skostørrelse;Mobil\nFjell AS;44;91122333\n", encoding="utf-8")
    fields = tmp_path / "map.toml"
    fields.write_text('[columns]\n"Firma" = "Name"\n"Finnes ikke" = "Department"\n', encoding="utf-8")
    assert run(["import", str(table), "--dry-run", "--map", str(fields)]) == 0
    told = capsys.readouterr().err
    assert "The table has no column “finnes ikke”, which --map names." in told
    assert "These columns go nowhere: “Skostørrelse”." in told
