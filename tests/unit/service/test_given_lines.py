"""What callers of the local socket say: put together, bounded, and understood or not."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest

from app.service import given_lines
from app.service.given_lines import GivenLines, TooLong, files_in, token_in, why_not_obeyed
from app.service.running_window import LONGEST_ENTRY, LONGEST_LINE, SUBMIT_PREFIX


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_a_line_is_whole_with_its_end_however_it_comes(size: int) -> None:
    lines, line = GivenLines(), SUBMIT_PREFIX + b'["id-1", "' + b"x" * LONGEST_LINE + b'"]}\n'
    pieces = [line[start : start + size] for start in range(0, len(line), size)]
    told = [lines.add("a", piece) for piece in pieces]
    assert told[:-1] == [None] * (len(pieces) - 1)
    assert told[-1] == line


def test_what_follows_a_line_is_left_out() -> None:
    assert GivenLines().add("a", b'{"send": true}\n{"raise": true}\n') == b'{"send": true}\n'


def test_callers_are_told_apart() -> None:
    lines = GivenLines()
    assert lines.add("a", b"one") is lines.add("b", b"two") is None
    assert (lines.add("a", b"\n"), lines.add("b", b"\n")) == (b"one\n", b"two\n")


@pytest.mark.parametrize(
    ("begins", "longest"),
    [(b"", LONGEST_LINE), (SUBMIT_PREFIX, LONGEST_ENTRY), (SUBMIT_PREFIX[:-1], LONGEST_LINE)],
)
@pytest.mark.parametrize("end", [b"", b"\n"])
def test_a_line_that_is_too_long_is_refused(begins: bytes, longest: int, end: bytes) -> None:
    rest = b"x" * (longest - len(begins) - 1)
    assert GivenLines().add("a", begins + rest + b"\n") is not None
    with pytest.raises(TooLong):
        GivenLines().add("a", begins + rest + b"x" + end)


def test_who_has_said_nothing_for_longest_goes_where_all_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(given_lines, "MOST_HELD", 100)
    lines = GivenLines()
    for caller in "abc":
        lines.greet(caller)
        lines.add(caller, b"x" * 40)
        lines.add("a", b"x")
    assert list(lines.too_many()) == ["b"]
    assert list(lines.too_many()) == []
    lines.add("a", b"x" * 200)
    assert list(lines.too_many()) == ["c"]  # one alone may go on


def test_so_it_is_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(given_lines, "MOST_CALLERS", 2)
    lines = GivenLines()
    for caller in "abcd":
        lines.greet(caller)
    lines.forget("a")
    assert list(lines.too_many()) == ["b"]


def test_no_piece_costs_more_than_a_frame_however_long_the_line_is() -> None:
    lines, piece, longest = GivenLines(), b"x" * given_lines.PIECE, 0.0
    lines.add("a", SUBMIT_PREFIX)
    for _ in range(LONGEST_ENTRY // len(piece) - 1):
        begun = time.thread_time()
        lines.add("a", piece)
        longest = max(longest, time.thread_time() - begun)
    assert longest < 0.016


@pytest.mark.parametrize(
    "message",
    [
        {"new": "another"},
        {"new": [1]},
        {"new": ""},
        {"new": "template:" + "x" * 5000},
        {"quit": True},
        {"empty": 1},
    ],
)
def test_what_is_not_known_is_not_obeyed_and_named(message: dict[str, Any]) -> None:
    told = why_not_obeyed({"raise": True} | message)
    assert "does not know" in told
    assert len(told) < 200


@pytest.mark.parametrize("new", ["empty", "clipboard", "outbox", "template:Main street"])
def test_what_is_known_is_obeyed(new: str) -> None:
    assert not why_not_obeyed({"raise": True, "token": "x", "open": [], "more": False, "new": new})
    assert not why_not_obeyed({"send": True})


@pytest.mark.parametrize("name", ["/a\ud800", "/a\udfff\ud800", "/a\0", "a", 5, None])
def test_what_can_be_no_path_is_none(name: object) -> None:
    assert files_in({"open": ["/b", name]}) == ()
    assert files_in({"open": name}) == ()


@pytest.mark.skipif(os.name != "posix", reason="elsewhere every name is Unicode")
def test_the_name_of_a_file_may_be_no_text() -> None:
    assert files_in({"open": ["/a\udcff"]}) == (Path(os.fsdecode(b"/a\xff")),)


@pytest.mark.parametrize("token", [{"a": 1}, "x" * 1001, "a\0", "\ud800", None])
def test_what_is_no_token_is_empty(token: object) -> None:
    assert token_in({"token": token}) == ""
    assert token_in({"token": "leave"}) == "leave"
