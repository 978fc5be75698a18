"""What ``import --json`` prints of a table that is not imported: one object, with the sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.commands.main import run
from app.recognition.sheets.sheet import MOST_BYTES
from app.sandbox import SandboxServer
from app.storage.files.file_lock import FileLock
from app.storage.files.paths import AppPaths, private_folder
from tests.helpers.secrets.memory_keyring import MemoryKeyring

Printed = pytest.CaptureFixture[str]
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
TABLE = b"Firma;By\nFjell AS;Oslo\n"
LISTS = "sheets", "columns", "remarks", "left_out", "companies"
NOTHING_ELSE: dict[str, Any] = {"sheet": "", **{key: [] for key in LISTS}}


def told(capsys: Printed, *words: str) -> tuple[int, dict[str, Any], str]:
    capsys.readouterr()
    code = run(["import", "--json", *words])
    printed = capsys.readouterr()
    (line,) = printed.out.splitlines()
    return code, json.loads(line), printed.err


@pytest.mark.parametrize(
    ("content", "code", "sentence"),
    [
        (None, 2, "There is no file"),
        (b"PK\x03\x04 and no more", 3, "is damaged"),
        (OLE + bytes(504), 3, "is damaged"),
        (b"Firma;By\n" + b"x" * MOST_BYTES, 3, "MB"),
        (b"", 3, "There is nothing in the table"),
    ],
    ids=["missing", "damaged", "damaged xls", "too large", "empty"],
)
def test_a_file_that_is_no_table(
    tmp_path: Path, capsys: Printed, content: bytes | None, code: int, sentence: str
) -> None:
    file = tmp_path / "fair.xlsx"
    if content is not None:
        file.write_bytes(content)
    ended, printed, err = told(capsys, str(file))
    assert ended == code
    assert sentence in printed["message"]
    assert printed["message"] in err.splitlines()
    assert printed == NOTHING_ELSE | {"message": printed["message"]}


def test_a_table_without_names_tells_its_columns(tmp_path: Path, capsys: Printed) -> None:
    file = tmp_path / "other.csv"
    file.write_text("1;2\n12;3\n", encoding="utf-8")
    code, printed, _err = told(capsys, str(file))
    assert code == 3
    assert printed["message"].startswith("No column of the table is known to hold names of companies")
    assert [one["column"] for one in printed["columns"]] == ["A", "B"]
    assert printed["companies"] == []


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["--set", "Nane=x"], 2, "“Nane” is no field of a company."),
        (["--template", "Fair"], 2, "There is no template “Fair”"),
        (["--set", "Category=Custmer"], 3, "“Custmer” is not in the list Category"),
        (["--profile", "Nowhere"], 2, "There is no connection “Nowhere”."),
    ],
)
@pytest.mark.usefixtures("connected")
def test_what_is_given_and_is_wrong(
    tmp_path: Path, capsys: Printed, words: list[str], code: int, sentence: str
) -> None:
    file = tmp_path / "fair.csv"
    file.write_bytes(TABLE)
    ended, printed, err = told(capsys, str(file), *words)
    assert (ended, printed["companies"]) == (code, [])
    assert printed["message"].startswith(sentence)
    assert printed["message"] in err.splitlines()


def test_what_has_stopped_it_and_that_nothing_has(
    connected: SandboxServer, memory_keyring: MemoryKeyring, tmp_path: Path, capsys: Printed
) -> None:
    assert connected.url
    file = tmp_path / "fair.csv"
    file.write_bytes(TABLE)
    assert told(capsys, str(file), "--dry-run")[1]["message"] == ""
    memory_keyring.passwords["contact-entry", "Work/password"] = "wrong"
    code, printed, err = told(capsys, str(file))
    assert code == 5
    assert printed["message"]
    assert printed["message"] in err.splitlines()


def test_for_the_practice_server_an_open_window_takes_nothing(
    program_home: Path, tmp_path: Path, capsys: Printed
) -> None:
    file = tmp_path / "fair.csv"
    file.write_bytes(TABLE)
    paths = AppPaths.of(program_home)
    private_folder(paths.data)
    window, store = FileLock(paths.window), FileLock(paths.store)
    assert window.acquire()
    assert store.acquire()
    code, printed, _err = told(capsys, str(file), "--sandbox")
    window.release()
    store.release()
    assert code == 2
    assert "so nothing can be left to that window. Close the window" in printed["message"]
