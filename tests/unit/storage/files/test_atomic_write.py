from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from app.storage.files.atomic_write import replacing, write_text_atomically
from app.storage.files.errors import StoreProblem, raising_store_problem


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


@pytest.mark.needs("file modes")
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


# Held by a scanner or a program that syncs folders, as Windows tells it


WAITS: list[float] = []


def windows_error(number: int) -> PermissionError:
    error = PermissionError(errno.EACCES, "Access is denied")
    error.winerror = number  # type: ignore[attr-defined,unused-ignore]  # Windows alone has it
    return error


@pytest.fixture
def refusals(monkeypatch: pytest.MonkeyPatch) -> list[PermissionError]:
    """The errors of the next replacements, before one works; nobody waits in between."""
    errors: list[PermissionError] = []
    replace = Path.replace

    def try_to_replace(part: Path, path: Path) -> Path:
        if errors:
            raise errors.pop(0)
        return replace(part, path)

    monkeypatch.setattr(Path, "replace", try_to_replace)
    monkeypatch.setattr("app.storage.files.atomic_write.time.sleep", WAITS.append)
    WAITS.clear()
    return errors


@pytest.mark.parametrize("number", [5, 32, 33])
def test_a_file_that_is_held_for_a_moment_is_replaced(
    tmp_path: Path, refusals: list[PermissionError], number: int
) -> None:
    path = tmp_path / "settings.json"
    path.write_text("before")
    refusals += [windows_error(number)] * 3
    write_text_atomically(path, "after")
    assert path.read_text() == "after"
    assert names(tmp_path) == ["settings.json"]


def test_a_file_that_stays_held_is_told_as_held(tmp_path: Path, refusals: list[PermissionError]) -> None:
    path = tmp_path / "settings.json"
    path.write_text("before")
    refusals += [windows_error(5)] * 100
    with pytest.raises(StoreProblem, match="Another program holds the file"), raising_store_problem(path):
        write_text_atomically(path, "after")
    assert path.read_text() == "before"
    assert names(tmp_path) == ["settings.json"]
    assert sorted(WAITS) == WAITS
    assert 0.9 < sum(WAITS) < 1.1, "a second in all, and it is asked often at first"


@pytest.mark.parametrize("missing", [True, False])
def test_a_right_that_is_missing_is_not_tried_again(
    tmp_path: Path, refusals: list[PermissionError], missing: bool
) -> None:
    """Access denied where nothing is to be replaced, or an error of another system."""
    path = tmp_path / "settings.json"
    if not missing:
        path.write_text("before")
    refusals += [windows_error(5 if missing else 0), windows_error(5)]
    with pytest.raises(StoreProblem, match="may not write in the folder"), raising_store_problem(path):
        write_text_atomically(path, "after")
    assert len(refusals) == 1


def test_file_and_folder_are_on_the_disk_and_nothing_stays_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[str] = []
    opened: dict[int, str] = {}
    open_file, replace, sync, close = os.open, Path.replace, os.fsync, os.close

    def opening(path: str | Path, flags: int, mode: int = 0o777) -> int:
        descriptor = open_file(path, flags, mode)
        opened[descriptor] = "folder" if Path(path) == tmp_path else "file"
        return descriptor

    def syncing(descriptor: int) -> None:
        events.append(f"{opened[descriptor]} synced")
        sync(descriptor)

    def closing(descriptor: int) -> None:
        opened.pop(descriptor, None)
        close(descriptor)

    def replacing_it(part: Path, path: Path) -> Path:
        events.append("replaced")
        return replace(part, path)

    monkeypatch.setattr(os, "open", opening)
    monkeypatch.setattr(os, "fsync", syncing)
    monkeypatch.setattr(os, "close", closing)
    monkeypatch.setattr(Path, "replace", replacing_it)
    write_text_atomically(tmp_path / "settings.json", "{}")
    monkeypatch.undo()
    assert events == ["file synced", "replaced", "folder synced"]
    assert opened == {}
