from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from app.storage.files.atomic_write import replacing, write_text_atomically


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


@pytest.mark.parametrize("before", [None, "a longer text than the new one\n"])
def test_the_file_holds_the_new_text_alone(tmp_path: Path, before: str | None) -> None:
    path = tmp_path / "settings.json"
    if before is not None:
        path.write_text(before)
    write_text_atomically(path, "Ærlig\n")
    assert path.read_bytes() == "Ærlig\n".encode()
    assert names(tmp_path) == ["settings.json"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps others out by the rights of the user's profile")
def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.touch(mode=0o644)
    write_text_atomically(path, "{}")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_text_that_cannot_be_written_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text("before")
    with pytest.raises(UnicodeEncodeError):
        write_text_atomically(path, "half a surrogate pair: \ud800")
    assert path.read_text() == "before"
    assert names(tmp_path) == ["settings.json"]


def test_a_block_that_fails_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    path, part = tmp_path / "copy", tmp_path / "copy.part"
    path.write_text("before")
    with pytest.raises(ZeroDivisionError), replacing(path, part):
        part.write_text("half of")
        raise ZeroDivisionError
    assert path.read_text() == "before"
    assert names(tmp_path) == ["copy"]


def test_the_old_file_is_there_until_the_block_has_ended(tmp_path: Path) -> None:
    path, part = tmp_path / "copy", tmp_path / "copy.part"
    path.write_text("before")
    with replacing(path, part):
        part.write_text("after")
        assert path.read_text() == "before"
    assert path.read_text() == "after"


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_text_atomically(tmp_path / "nowhere" / "settings.json", "{}")
