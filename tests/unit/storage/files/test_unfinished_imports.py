"""What is noted of tables that were not put away to their end."""

from pathlib import Path

import pytest

from app.model.imports.notes import Unfinished
from app.storage.files.unfinished_imports import UnfinishedImports


def test_it_is_told_once_and_goes_with_the_last_company(tmp_path: Path) -> None:
    notes = UnfinishedImports(tmp_path / "data")
    notes.begin("fair.csv")
    notes.note(Unfinished("fair.csv", 45, 3, 152))
    later = UnfinishedImports(tmp_path / "data")
    assert later.take() == (Unfinished("fair.csv", 45, 3, 152),)
    assert later.take() == ()
    notes.note(Unfinished("fair.csv", 190, 10, 0))
    assert not list((tmp_path / "data").iterdir())


def test_another_table_leaves_what_is_noted_of_the_one_before(tmp_path: Path) -> None:
    notes, left = UnfinishedImports(tmp_path), Unfinished("fair.csv", 45, 3, 152)
    notes.begin("fair.csv")
    notes.note(left)
    notes.begin("other.csv")
    notes.note(Unfinished("other.csv", 1, 0, 1))
    notes.note(Unfinished("other.csv", 2, 0, 0))
    notes.begin("fair.csv")
    notes.note(left._replace(remaining=9))
    assert notes.take() == (left._replace(remaining=9),)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"{",
        b"7",
        b"[7]",
        b'["ab"]',
        b'[["a", 1, 2]]',
        b'[["a", 1, 2, -1]]',
        b"[[1, 1, 2, 3]]",
        b"[" * 9999,
    ],
)
def test_what_is_no_note_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "unfinished.json").write_bytes(content)
    assert UnfinishedImports(tmp_path).take() == ()


def test_the_end_of_a_longer_text_is_none_of_it(tmp_path: Path) -> None:
    (tmp_path / "unfinished.json").write_bytes(b'[["fair.csv", 9, 0, 5]]5]]')
    assert UnfinishedImports(tmp_path).take() == (Unfinished("fair.csv", 9, 0, 5),)


def test_a_disk_that_takes_nothing_stops_no_import(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "unfinished.json").mkdir()
    notes = UnfinishedImports(tmp_path)
    notes.begin("fair.csv")
    notes.note(Unfinished("fair.csv", 1, 0, 1))
    assert notes.take() == ()
    assert "was not noted" in caplog.text
