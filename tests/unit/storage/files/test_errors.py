"""The sentence for each error of the disk."""

import errno
import sqlite3
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.storage.files.errors import (
    ClockWrong,
    StoreProblem,
    is_damage,
    is_unforeseen,
    raising_store_problem,
    store_problem_for,
)

FILE = Path("/data/entries.sqlite3")


def of_sqlite(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (of_sqlite(sqlite3.SQLITE_FULL), f"folder {FILE.parent} is full"),
        (of_sqlite(sqlite3.SQLITE_READONLY_DIRECTORY), "may not write in the folder"),
        (of_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), f"Another program holds the file {FILE}"),
        (of_sqlite(sqlite3.SQLITE_CORRUPT), f"The file {FILE} is damaged"),
        (of_sqlite(sqlite3.SQLITE_IOERR), "reports an error"),
        (sqlite3.OperationalError("without a code"), "reports an error"),
        (OSError(errno.ENOSPC, "full"), "is full"),
        (PermissionError(errno.EACCES, "denied"), "may not write in the folder"),
        (NotADirectoryError(errno.ENOTDIR, "no folder"), "something else is in its place"),
        (OSError(errno.EBUSY, "busy"), f"Another program holds the file {FILE}"),
        (OSError(errno.EDEADLK, "deadlock"), f"Another program holds the file {FILE}"),
        (OSError("without a number"), "reports an error"),
    ],
    ids=str,
)
def test_each_error_has_its_sentence(error: sqlite3.Error | OSError, words: str) -> None:
    assert words in store_problem_for(error, FILE).message


@pytest.mark.parametrize("number", [32, 33])
def test_what_windows_says_of_a_held_file_is_no_missing_right(number: int) -> None:
    error = PermissionError(errno.EACCES, "The process cannot access the file")
    error.winerror = number  # type: ignore[attr-defined,unused-ignore]  # Windows alone has it
    assert f"Another program holds the file {FILE}" in store_problem_for(error, FILE).message


@pytest.mark.parametrize("place", ["", "below", "below/it"])
@pytest.mark.parametrize(
    "error", [FileNotFoundError(errno.ENOENT, "WinError 3"), of_sqlite(sqlite3.SQLITE_CANTOPEN)], ids=str
)
def test_a_file_in_the_place_of_a_folder_is_told_whatever_the_system_calls_it(
    tmp_path: Path, error: sqlite3.Error | OSError, place: str
) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / "file" / place / "entries.sqlite3"
    assert "something else is in its place" in store_problem_for(error, path).message


def test_a_clock_that_is_wrong_says_its_year() -> None:
    message = "The clock of this computer is wrong: it says 1969. Set it and try again."
    assert (ClockWrong(1969).message, str(ClockWrong(1969))) == (message, message)


def test_an_error_of_a_disk_without_room_is_told_as_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    free = [64 * 1024]
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: SimpleNamespace(free=free[0]))
    error = of_sqlite(sqlite3.SQLITE_IOERR)
    assert "reports an error" in store_problem_for(error, Path("/data/entries")).message
    free[0] -= 1
    assert "is full" in store_problem_for(of_sqlite(sqlite3.SQLITE_IOERR), Path("/data/entries")).message
    assert (
        "Another program" in store_problem_for(of_sqlite(sqlite3.SQLITE_BUSY), Path("/data/entries")).message
    )


def test_a_disk_that_tells_nothing_has_an_error_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_path: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("shutil.disk_usage", fail)
    assert "reports an error" in store_problem_for(of_sqlite(sqlite3.SQLITE_IOERR), FILE).message
    monkeypatch.setattr(Path, "exists", fail)
    assert "is full" in store_problem_for(OSError(errno.ENOSPC, "full"), FILE).message
    monkeypatch.setattr(Path, "exists", lambda _path: False)
    assert "is full" in store_problem_for(OSError(errno.ENOSPC, "full"), FILE).message


def test_errors_of_the_disk_become_sentences() -> None:
    with pytest.raises(StoreProblem, match="is full") as caught, raising_store_problem(FILE):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert isinstance(caught.value.__cause__, OSError)


@pytest.mark.parametrize(
    "error",
    [sqlite3.IntegrityError("unique"), sqlite3.ProgrammingError("closed"), of_sqlite(sqlite3.SQLITE_ERROR)],
)
def test_mistakes_of_the_program_stay_what_they_are(error: sqlite3.Error) -> None:
    with pytest.raises(type(error)), raising_store_problem(FILE):
        raise error


def test_an_error_of_sqlite_without_a_code_is_one_of_the_disk() -> None:
    with pytest.raises(StoreProblem, match="reports an error"), raising_store_problem(FILE):
        raise sqlite3.OperationalError("without a code")


def test_sentences_are_passed_on() -> None:
    problem = StoreProblem("It is open elsewhere.")
    with pytest.raises(StoreProblem) as caught, raising_store_problem(FILE):
        raise problem
    assert caught.value is problem


def test_which_errors_are_damage() -> None:
    assert is_damage(of_sqlite(sqlite3.SQLITE_NOTADB))
    assert is_damage(of_sqlite(sqlite3.SQLITE_CORRUPT_INDEX))
    assert not is_damage(of_sqlite(sqlite3.SQLITE_BUSY))


@pytest.mark.parametrize(
    "code", [getattr(sqlite3, name) for name in dir(sqlite3) if name.startswith("SQLITE_")]
)
def test_an_error_in_opening_is_of_the_machine_or_of_the_file(code: int) -> None:
    error = sqlite3.OperationalError("no such thing")
    error.sqlite_errorcode = code
    of_machine = {
        *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN),
        *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_IOERR),
        *(sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_AUTH),
    }
    assert is_damage(error) is is_unforeseen(error) is (code & 0xFF not in of_machine)
