"""``import`` of one sheet of a workbook, in this process, against a practice server."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from app.commands.main import run
from app.sandbox import SandboxServer
from app.storage.files.csv_file import read_csv

Printed = pytest.CaptureFixture[str]
DATA = Path(__file__).parents[3] / "data" / "tables"
OTHERS = "The file has companies in other sheets, too, which are not read unless you choose them: “{}”."


@pytest.fixture
def days(tmp_path: Path) -> Path:
    """Two days of a fair, with one company on both."""
    return Path(shutil.copy(DATA / "days.ods", tmp_path / "fair.ods"))


def told_of(capsys: Printed, *words: str) -> dict[str, Any]:
    capsys.readouterr()
    run(["import", *words, "--country", "NO", "--json"])
    found = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert isinstance(found, dict)
    return found


def states(told: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["name"], one["state"]) for one in told["companies"]]


def posted(server: SandboxServer) -> int:
    asked = [one.path.lower() for one in server.requests if one.method == "POST"]
    return sum(path.endswith("/v1/contact") for path in asked)


def test_each_sheet_is_read_and_a_row_of_both_is_sent_once(
    connected: SandboxServer, days: Path, capsys: Printed
) -> None:
    first = told_of(capsys, str(days))
    assert (first["sheet"], first["sheets"]) == ("Tirsdag", ["Tirsdag", "Onsdag"])
    assert OTHERS.format("Onsdag") in first["remarks"]
    assert states(first) == [("Fjell AS", "saved"), ("Vann AS", "saved")]
    other = told_of(capsys, str(days), "--sheet", "onsdag")
    assert (other["sheet"], other["remarks"]) == ("Onsdag", [OTHERS.format("Tirsdag")])
    assert states(other) == [("Fjell AS", "done"), ("Sand AS", "saved")]
    assert other["companies"][0]["ContactId"] == first["companies"][0]["ContactId"]
    assert posted(connected) == 3
    again = told_of(capsys, str(days), "--sheet", "Tirsdag")
    assert states(again) == [("Fjell AS", "done"), ("Vann AS", "done")]
    assert posted(connected) == 3


@pytest.mark.usefixtures("connected")
def test_each_sheet_has_a_file_of_results_of_its_own(days: Path, capsys: Printed) -> None:
    for words in ([], ["--sheet", "Onsdag"]):
        assert run(["import", str(days), "--country", "NO", *words]) == 0
        capsys.readouterr()
    of_first, of_other = (read_csv(days.with_name(f"fair.{day}.result.csv")) for day in ("Tirsdag", "Onsdag"))
    assert [[line[0], line[-3]] for line in of_first[1:]] == [["Fjell AS", "saved"], ["Vann AS", "saved"]]
    assert [[line[0], line[-3]] for line in of_other[1:]] == [["Fjell AS", "done"], ["Sand AS", "saved"]]
    assert of_other[1][-2] == of_first[1][-2] != ""
    assert not days.with_name("fair.result.csv").exists()
    run(["outbox", "list", "--json"])
    tables = {}
    for entry in json.loads(capsys.readouterr().out):
        run(["outbox", "show", entry["id"], "--json"])
        tables[entry["name"]] = json.loads(capsys.readouterr().out)["table"]
    first, other = "fair.ods, Tirsdag", "fair.ods, Onsdag"
    assert tables == {"Fjell AS": first, "Vann AS": first, "Sand AS": other}


@pytest.mark.parametrize(
    ("file", "sheet", "told"),
    [
        (
            "days.ods",
            "Torsdag",
            "has no sheet “Torsdag” with rows in it. These there are: “Tirsdag”, “Onsdag”.",
        ),
        ("table.csv", "Torsdag", "The file has no sheets, and so none that is called “Torsdag”."),
    ],
)
def test_a_sheet_that_is_not_there_is_told_and_nothing_is_sent(  # noqa: PLR0917  # fixtures
    connected: SandboxServer, tmp_path: Path, capsys: Printed, file: str, sheet: str, told: str
) -> None:
    shutil.copy(DATA / "days.ods", tmp_path / "days.ods")
    (tmp_path / "table.csv").write_text("Firma;By\nFjell AS;Oslo\n", encoding="utf-8")
    assert run(["import", str(tmp_path / file), "--sheet", sheet]) == 3
    assert told in capsys.readouterr().err
    assert posted(connected) == 0
    assert not list(tmp_path.glob("*.result.csv"))
