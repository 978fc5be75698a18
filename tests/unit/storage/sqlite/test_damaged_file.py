from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.storage.sqlite.damaged_file import read_rows, readable_text, version_of

PAGE = 4096
TABLES = {"towns": ("name", "note"), "rivers": ("name",)}
ROWS = 40


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two tables in about twenty pages, by the schema that a new file has."""
    path = tmp_path / "copy" / "file"
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE towns (name, note)")
        connection.execute("CREATE TABLE rivers (name)")
        connection.executemany(
            "INSERT INTO towns VALUES (?, ?)", ((f"Town {number}", "x" * 1500) for number in range(ROWS))
        )
        connection.execute("INSERT INTO rivers VALUES ('Glomma')")
        connection.execute("PRAGMA user_version = 7")
        connection.commit()
    return path


def overwrite(path: Path, offset: int, content: bytes) -> None:
    with path.open("r+b") as opened:
        opened.seek(offset)
        opened.write(content)


def towns(path: Path) -> set[str]:
    return {name for _number, name, _note in read_rows(path, TABLES)["towns"] if str(name).startswith("Town")}


def test_a_sound_file_is_read_whole_with_the_numbers_of_its_rows(file: Path) -> None:
    rows = read_rows(file, TABLES)
    assert rows["rivers"] == {(1, "Glomma")}
    assert {(number, name) for number, name, _ in rows["towns"]} == {
        (number + 1, f"Town {number}") for number in range(ROWS)
    }


def test_a_destroyed_first_page_costs_no_row_of_other_pages(file: Path) -> None:
    overwrite(file, 0, bytes(PAGE))
    assert towns(file) == {f"Town {number}" for number in range(ROWS)}


def test_all_of_a_long_file_is_read_without_its_first_page(tmp_path: Path) -> None:
    path, rows = tmp_path / "file", 260
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE rivers (name)")
        connection.executemany("INSERT INTO rivers VALUES (?)", ((f"{n:4000}",) for n in range(rows)))
        connection.commit()
    assert path.stat().st_size > 256 * PAGE, "a number of pages that takes two bytes"
    overwrite(path, 0, bytes(PAGE))
    found = read_rows(path, {"rivers": ("name",)})["rivers"]
    assert {int(name) for _number, name in found if str(name).strip().isdigit()} == set(range(rows))


def test_a_destroyed_page_costs_its_own_rows_only(file: Path) -> None:
    content = file.read_bytes()
    leaf = next(
        offset
        for offset in range(PAGE, len(content), PAGE)
        if content[offset] == 0x0D and b"Town 20" in content[offset : offset + PAGE]
    )
    lost = {
        f"Town {number}"
        for number in range(ROWS)
        if f"Town {number}x".encode() in content[leaf : leaf + PAGE]
    }
    overwrite(file, leaf, b"\xff" * PAGE)
    assert towns(file) == {f"Town {number}" for number in range(ROWS)} - lost
    assert 0 < len(lost) < 4


@pytest.mark.parametrize("content", [b"", b"SQLite", b"Dear diary, " * 2000])
def test_a_file_without_anything_of_it_has_no_rows(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert read_rows(file, {"towns": ("name",)} if content else {}) in ({"towns": set()}, {})


def test_the_version_is_read_from_the_header(file: Path) -> None:
    assert version_of(file) == 7
    overwrite(file, 0, b"no magic")
    assert version_of(file) == 0
    file.write_bytes(b"SQLite format 3\0")
    assert version_of(file) == 0


def test_wrong_bytes_are_replaced() -> None:
    assert readable_text("Ås".encode()) == "Ås"
    assert readable_text(b"\xc3") == "\N{REPLACEMENT CHARACTER}"
