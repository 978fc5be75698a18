"""CSV files open in spreadsheets as they are, and run nothing there."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from app.storage.files.csv_file import read_csv, write_csv
from app.storage.files.errors import StoreProblem


@pytest.mark.parametrize("separator", [";", ","])
def test_what_is_written_is_read_back_with_every_letter(tmp_path: Path, separator: str) -> None:
    lines = [["Company", "People"], ["Ærø; Søn, “AS”", 'says "yes"\nand no'], ["", "株式会社"]]
    path = tmp_path / "table.csv"
    write_csv(path, lines, separator)
    assert path.read_bytes().startswith("\ufeff".encode())
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file, delimiter=separator)) == lines


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("\t=1", "'\t=1"),
        ("+47 22 33 44 55", "+47 22 33 44 55"),
        ("-2", "-2"),
        ("A=1", "A=1"),
        ("Fjord,=cmd|'/C calc'!A0,AS", "Fjord,'=cmd|'/C calc'!A0,AS"),
        ("Fjord; @SUM(A1)", "Fjord; '@SUM(A1)"),
        ("Lia 4\n-2+3", "Lia 4\n'-2+3"),
        ('a,"=1+1"', 'a,"\'=1+1"'),
        ("a\t＝1+1", "a\t'＝1+1"),
        ("\n=1+1", "'\n'=1+1"),
        ("\x0b=1+1", "'\x0b=1+1"),
        ("\u200b=1+1", "'\u200b=1+1"),
        ("＠SUM(A1)", "'＠SUM(A1)"),
        ("22 33 44 55, +47 22 33 44 56", "22 33 44 55, +47 22 33 44 56"),
        ("a@b.no, c+d@e.no; x-y", "a@b.no, c+d@e.no; x-y"),
        ("Oslo, - , Bergen", "Oslo, - , Bergen"),
    ],
)
def test_no_formula_is_run_and_no_phone_is_changed(tmp_path: Path, value: str, written: str) -> None:
    path = tmp_path / "table.csv"
    write_csv(path, [[value]])
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file, delimiter=";")) == [[written]]


def test_a_place_that_cannot_be_written_to(tmp_path: Path) -> None:
    with pytest.raises(StoreProblem):
        write_csv(tmp_path / "nowhere" / "table.csv", [["x"]])


def test_what_it_has_written_it_reads(tmp_path: Path) -> None:
    lines = [["Company", "=1+1"], ["Ærø\n“AS”; 1", "-2+3"], ["'t Hart", "+47 22 33 44 55"]]
    lines += [["Fjord,=1+1, AS", 'a;"@x"\n-b'], ["\n=1", "＝1"], ["\u200b=1", "22 33 44 55, +47 1"]]
    write_csv(tmp_path / "table.csv", lines)
    assert read_csv(tmp_path / "table.csv") == lines


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xff", b"\x00" * 200_000])
def test_what_it_has_not_written_is_no_table(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "table.csv").write_bytes(content)
    assert not any(any(line) and len(line) > 1 for line in read_csv(tmp_path / "table.csv"))


def test_what_is_too_large_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "table.csv"
    write_csv(path, [["Ærø"]])
    monkeypatch.setattr("app.storage.files.csv_file._MOST_BYTES", path.stat().st_size)
    assert read_csv(path) == [["Ærø"]]
    write_csv(path, [["Ærøs"]])
    assert read_csv(path) == []
