"""``import`` of a table whose companies an import before has left in the outbox."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.commands.main import run
from app.sandbox import SandboxServer
from app.storage.files.csv_file import read_csv
from app.storage.settings.settings_file import SettingsFile
from tests.helpers.faults.faulty_server import Fault, FaultyServer, forward_to

Printed = pytest.CaptureFixture[str]


def imported(capsys: Printed, file: Path, *options: str) -> tuple[int, list[tuple[str, bool]]]:
    """Returns the exit code, and of each company its state and whether it has a number."""
    capsys.readouterr()
    code = run(["import", str(file), "--country", "NO", "--json", *options])
    told: list[dict[str, Any]] = json.loads(capsys.readouterr().out.splitlines()[-1])["companies"]
    return code, [(one["state"], one["ContactId"] != 0) for one in told]


@pytest.mark.parametrize("is_taken", [True, False])
def test_what_is_not_saved_is_not_done_and_is_tried_again(
    connected: SandboxServer, settings: SettingsFile, tmp_path: Path, capsys: Printed, *, is_taken: bool
) -> None:
    file = tmp_path / "fair.csv"
    file.write_text("Firma;Sted\nElv AS;Oslo\n", encoding="utf-8")
    behind = forward_to(connected.url)
    save_first = behind if is_taken else None
    with FaultyServer(Fault.UNAVAILABLE_503, behind, save_first=save_first, times=1) as server:
        settings.change(lambda now: now.with_profile(now.profiles[0].with_changes(url=server.url)))
        assert imported(capsys, file) == (6, [("kept", False)])
        assert imported(capsys, file, "--dry-run") == (6, [("kept", False)])
        again = (0, [("saved", True)]) if is_taken else (6, [("kept", False)])
        assert imported(capsys, file) == again
        (_headings, *rows) = read_csv(tmp_path / "fair.result.csv")
        assert [row[2] for row in rows] == [again[1][0][0]]
        assert len(server.bodies) == 1, "nothing is sent again before it is known that it is not there"
        if is_taken:
            assert imported(capsys, file) == (0, [("done", True)])


def test_what_was_refused_is_not_done(
    connected: SandboxServer, settings: SettingsFile, tmp_path: Path, capsys: Printed
) -> None:
    file = tmp_path / "fair.csv"
    file.write_text("Firma;Sted\nElv AS;Oslo\n", encoding="utf-8")
    with FaultyServer(Fault.BAD_REQUEST_400, forward_to(connected.url), times=1) as server:
        settings.change(lambda now: now.with_profile(now.profiles[0].with_changes(url=server.url)))
        for _ in range(2):
            assert imported(capsys, file) == (4, [("rejected", False)])
    assert len(server.bodies) == 1


@pytest.mark.usefixtures("connected")
def test_a_result_that_is_imported_creates_what_was_corrected_in_it_alone(
    tmp_path: Path, capsys: Printed
) -> None:
    file, result = tmp_path / "fair.csv", tmp_path / "fair.result.csv"
    rows = ("Firma;Navn;E-post;Antall", "Fjell AS;Kari Moe;;3", "Feil AS;Ola Li;ola@feil;1")
    sums = ("Totalt;;;4", "Side 1 av 2", rows[0], "Vann AS;Liv Ny;;2", "")
    file.write_text("\n".join((*rows, *sums)), encoding="utf-8")
    saved, draft, done = ("saved", True), ("draft", False), ("done", True)
    assert imported(capsys, file) == (3, [saved, draft, saved])
    before = read_csv(result)
    assert imported(capsys, result) == (3, [done, draft, done])
    after = read_csv(result)
    assert [row[:4] for row in after] == [row[:4] for row in before], "it is written anew itself"
    assert [len(row) for row in after] == [7] * len(before)
    assert [row[4:] for row in after if row[4] == "left_out"] == [
        row[4:] for row in before if row[4] == "left_out"
    ]
    corrected = result.read_text(encoding="utf-8-sig").replace(
        "Feil AS;Ola Li;ola@feil", "Rett AS;Ola Li;ola@rett.no"
    )
    result.write_text(corrected, encoding="utf-8")
    assert imported(capsys, result) == (0, [done, saved, done])
    assert sorted(path.name for path in tmp_path.glob("*.csv")) == ["fair.csv", "fair.result.csv"]


@pytest.mark.usefixtures("connected")
@pytest.mark.parametrize("is_json", [True, False])
def test_headings_alone_are_no_company(tmp_path: Path, capsys: Printed, *, is_json: bool) -> None:
    file = tmp_path / "empty.csv"
    file.write_text("Firma;Navn\n", encoding="utf-8")
    assert run(["import", str(file), *(["--json"] if is_json else [])]) == 0
    out, err = capsys.readouterr()
    assert err.splitlines()[-1] == "There is no company in the table."
    assert not is_json or json.loads(out)["message"] == "There is no company in the table."
