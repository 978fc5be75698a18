"""The log: what is in it, what never is, and that it costs nothing where it cannot be kept."""

from __future__ import annotations

import logging
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.files import logs
from app.storage.files.logs import LogFile, redacted, start_log

SECRET = "Sésame-3141"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[LogFile]:
    entry = iter(["-", "entry-7", *["-"] * 1000])
    with LogFile(tmp_path / "logs", lambda: next(entry)) as log:
        yield log


def test_a_line_says_when_what_and_for_which_entry(log: LogFile) -> None:
    log.start("INFO")
    logging.getLogger("app.requests").info("GET /v1/Contact/{id} 200 12 ms")
    logging.getLogger("app.requests").info("POST /v1/Contact 401 34 ms SignInError")
    logging.getLogger("app.requests").debug("nothing of this")
    logging.getLogger("httpx").error("nor of this: GET https://crm.example/Kari")
    first, second = log.tail(10).splitlines()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \S+\.\d{3}Z INFO \[-\] app.requests: GET /v1/Contact/.*", first)
    assert "[entry-7]" in second
    assert log.tail(1) == second


def test_the_level_is_a_setting(log: LogFile) -> None:
    log.start("ERROR")
    logging.getLogger("app.x").warning("not this")
    logging.getLogger("app.x").error("this")
    assert log.tail(5).endswith("app.x: this")
    assert "not this" not in log.tail(5)


@pytest.mark.parametrize(
    "text",
    [
        f"Authorization: Basic {SECRET}",
        f"bearer {SECRET}",
        f"SOTicket {SECRET}",
        f"grant_type=refresh_token&refresh_token={SECRET}&client_id=x",
        f"client_secret={SECRET}",
        f"{{'password': '{SECRET}'}}",
        f"Cookie: {SECRET}",
        f"code={SECRET}",
        f"8A:Cust12345.{SECRET}",
        f"write to {SECRET}@example.com",
        f"eyJhbGciOi.{SECRET}".replace("é", "e"),
    ],
)
def test_what_looks_like_a_secret_is_hidden(text: str) -> None:
    shown = redacted(text)
    assert SECRET not in shown
    assert SECRET.replace("é", "e") not in shown
    assert "•••" in shown


def test_ordinary_lines_are_left_alone() -> None:
    line = "POST /v1/Contact 200 132 ms; entry 5 waits: SignInEndedError invalid_grant"
    assert redacted(line) == line


def test_an_error_is_told_without_its_words(log: LogFile) -> None:
    log.start("INFO")
    try:
        int(SECRET)
    except ValueError:
        logging.getLogger("app.x").exception("went wrong")
    (line,) = log.tail(10).splitlines()
    assert SECRET not in line
    assert "ValueError at test_logs.py:" in line


def test_a_text_from_elsewhere_cannot_look_like_another_line(log: LogFile) -> None:
    log.start("INFO")
    logging.getLogger("app.x").info("one\n2026-01-01 00:00:00Z INFO [-] app: two")
    assert len(log.tail(10).splitlines()) == 1


def test_the_log_rotates_and_is_for_its_owner(log: LogFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "_BYTES", 500)
    log.start("INFO")
    for number in range(400):
        logging.getLogger("app.x").info("line %d", number)
    files = sorted(log.path.parent.iterdir())
    assert len(files) == 10
    assert all(file.stat().st_size <= 500 for file in files)
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert log.tail(1).endswith("line 399")


def test_a_place_that_cannot_be_used_is_said_and_costs_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    log = LogFile(tmp_path / "logs", lambda: "-")
    assert str(tmp_path / "logs") in start_log(log, "INFO")
    logging.getLogger("app.x").info("goes nowhere")
    assert log.tail(5) == ""
    log.stop()


def test_a_full_disk_costs_lines_only(log: LogFile, monkeypatch: pytest.MonkeyPatch) -> None:
    log.start("INFO")
    logging.getLogger("app.x").info("before")

    def full(_self: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(logs._LogFileHandler, "flush", full)
    logging.getLogger("app.x").info("while full")
    monkeypatch.undo()
    logging.getLogger("app.x").info("after")
    assert log.tail(1).endswith("after")


def test_stopping_ends_it(log: LogFile) -> None:
    assert start_log(log, "INFO") == ""
    log.stop()
    logging.getLogger("app.x").error("too late")
    assert log.tail(5) == ""


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_a_full_file_makes_room(log: LogFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "_BYTES", 500)
    log.start("INFO")
    for number in range(20):
        logging.getLogger("app.x").info("line %s", number)
    assert log.path.with_name("contact-entry.log.1").stat().st_size <= 500
    assert log.path.stat().st_size <= 500
    assert log.tail(1).endswith("line 19")


def test_a_full_file_that_cannot_be_moved_grows_on(log: LogFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, while another process has it open."""
    monkeypatch.setattr(logs, "_BYTES", 500)
    (log.path.parent / "contact-entry.log.moving" / "in the way").mkdir(parents=True)
    older = log.path.with_name("contact-entry.log.1")
    older.write_text("what was before\n")
    log.start("INFO")
    for number in range(20):
        logging.getLogger("app.x").info("line %s", number)
    assert lines_of(log.path) == 20
    assert older.read_text() == "what was before\n"
    assert not log.path.with_name("contact-entry.log.2").exists()


def test_the_file_is_closed_before_it_is_moved(log: LogFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows moves no file that is open, not even for the program that has it open."""
    monkeypatch.setattr(logs, "_BYTES", 500)
    move = Path.replace

    def move_as_windows(file: Path, target: Path) -> Path:
        (handler,) = (
            one for one in logging.getLogger("app").handlers if isinstance(one, logging.FileHandler)
        )
        if handler.stream is not None:
            raise PermissionError(13, "The process cannot access the file")
        return move(file, target)

    monkeypatch.setattr(Path, "replace", move_as_windows)
    log.start("INFO")
    for number in range(20):
        logging.getLogger("app.x").info("line %s", number)
    assert log.path.with_name("contact-entry.log.1").exists()
    assert log.path.stat().st_size <= 500


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux that is always full")
def test_a_full_disk_lets_the_log_be_stopped(log: LogFile) -> None:
    log.start("INFO")
    log.path.symlink_to("/dev/full")
    logging.getLogger("app.x").info("lost")
    log.stop()
    log.stop()


def test_a_block_ends_the_log(tmp_path: Path) -> None:
    with LogFile(tmp_path, lambda: "-") as log:
        log.start("ERROR")
        logging.getLogger("app.x").error("within")
    logging.getLogger("app.x").error("behind")
    assert log.tail(5).endswith("app.x: within")
    assert logging.getLogger("app").level == logging.NOTSET


def test_why_the_texts_are_english_is_the_first_line(log: LogFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "language_problem", lambda: "no catalogue of nb")
    assert start_log(log, "INFO") == ""
    assert log.tail(5).endswith("WARNING [-] app.storage.files.logs: no catalogue of nb")


def test_an_error_without_one_is_told_as_none(log: LogFile) -> None:
    log.start("INFO")
    logging.getLogger("app.x").error("nothing raised", exc_info=(None, None, None))
    assert log.tail(5).endswith("nothing raised | no error")


def test_letters_that_are_none_are_written_all_the_same(
    log: LogFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Else they are in the test's report, which cannot be sent to the process that collects reports.
    monkeypatch.setattr(logging.getLogger("app"), "propagate", False)
    log.start("INFO")
    logging.getLogger("app.x").error("half a pair: \ud800")
    assert log.tail(5).endswith("half a pair: \\ud800")
