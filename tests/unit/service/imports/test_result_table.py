"""The result file: the same table, three columns more, nothing that a spreadsheet would run."""

import csv
from pathlib import Path

import pytest

from app.recognition.tables.delimited import read_text_table
from app.service.imports.result_table import RowResult, write_result
from app.storage.files.errors import StoreProblem

SHEET = read_text_table("Title;\nFirma;By\nFjell AS;Oslo\n=1+1;-2\n")


def test_each_row_says_what_became_of_it(tmp_path: Path) -> None:
    path = tmp_path / "result.csv"
    results = {3: RowResult("saved", 7), 4: RowResult("draft", 0, "Odd.")}
    write_result(path, SHEET, results, 2)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows[1][2:] == ["State", "SuperOffice’s number", "Reason"]
    assert rows[2] == ["Fjell AS", "Oslo", "saved", "7", ""]
    assert rows[3] == ["'=1+1", "-2", "draft", "", "Odd."]


def test_a_place_that_cannot_be_written_to(tmp_path: Path) -> None:
    with pytest.raises(StoreProblem):
        write_result(tmp_path / "nowhere" / "result.csv", SHEET, {}, 2)
