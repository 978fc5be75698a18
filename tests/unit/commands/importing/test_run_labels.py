"""``import`` of headings that are called like the custom fields of the server."""

import json
from pathlib import Path

import pytest

from app.commands.main import run
from app.sandbox import SandboxServer

Printed = pytest.CaptureFixture[str]


def fields(capsys: Printed, file: Path, *options: str) -> dict[str, str]:
    capsys.readouterr()
    run(["import", str(file), "--country", "NO", "--json", *options])
    columns = json.loads(capsys.readouterr().out.splitlines()[-1])["columns"]
    return {one["heading"]: one["field"] for one in columns}


@pytest.mark.parametrize("heading", ["Contract number", "CONTRACT number:", "Contract  number"])
def test_a_heading_that_is_called_like_a_custom_field_goes_there(
    connected: SandboxServer, tmp_path: Path, capsys: Printed, heading: str
) -> None:
    file = tmp_path / "table.csv"
    file.write_text(f"Company,{heading},Town,Color\nAlfa AS,22334455,Oslo,red\n", encoding="utf-8")
    told = list(fields(capsys, file).values())
    assert told[0] == "Name"
    assert told[1].startswith("CustomFields.")
    assert told[2:] == ["Address.Street.City", ""]
    bodies = [json.loads(one.body) for one in connected.requests if one.path.lower().endswith("/v1/contact")]
    assert "22334455" in [value for one in bodies for value in (one.get("CustomFields") or {}).values()]


@pytest.mark.usefixtures("connected")
def test_a_map_comes_before_the_label_of_a_custom_field(tmp_path: Path, capsys: Printed) -> None:
    file, chosen = tmp_path / "table.csv", tmp_path / "map.toml"
    file.write_text("Company,Contract number,Segment\nAlfa Ltd,C-1,Large\n", encoding="utf-8")
    chosen.write_text('[columns]\n"Contract number" = ""\n"c" = "Department"\n', encoding="utf-8")
    told = fields(capsys, file, "--map", str(chosen), "--dry-run")
    assert told == {"Company": "Name", "Contract number": "", "Segment": "Department"}


@pytest.mark.usefixtures("connected")
def test_industries_that_no_list_has_are_told_once_and_left_out(tmp_path: Path, capsys: Printed) -> None:
    file = tmp_path / "table.csv"
    file.write_text("Firma;Bransje\nAlfa AS;Fiske\nBeta AS;Blomster\nSigma AS;Regnskap\n", encoding="utf-8")
    run(["import", str(file), "--country", "NO", "--json"])
    printed = capsys.readouterr()
    told = json.loads(printed.out.splitlines()[-1])
    assert [one["state"] for one in told["companies"]] == ["saved"] * 3
    (remark,) = told["remarks"]
    assert "“Bransje”" in remark
    assert remark in printed.err
