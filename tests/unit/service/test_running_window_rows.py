"""The row that a line submits, read value by value, so that no line holds the window up."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.service.running_window import SUBMIT_PREFIX, row_in

MILLIONS = 3_000_000


def line(row: Any) -> bytes:
    return json.dumps({"submit": row}).encode() + b"\n"


@pytest.mark.parametrize(
    "row",
    [
        ["id"],
        ["id", "Work", None, 0, -1, 2**62, ""],
        ["id", '{"Name": [1, 2], "b": "\\"]}"}', "Åse\u2028\0\n, ]}", None],
        ["x"] * 32,
        [None, 7, "id"],
    ],
)
def test_a_row_of_texts_numbers_and_nothing_is_read_as_it_was_written(row: list[Any]) -> None:
    assert row_in(line(row)) == row
    assert row_in(SUBMIT_PREFIX + json.dumps(row, separators=(",", ":")).encode() + b"}") == row


@pytest.mark.parametrize(
    "said",
    [
        line([]),
        line(["x"] * 33),
        line(["id", []]),
        line(["id", {}]),
        line(["id", True]),
        line(["id", 1.5]),
        line(["id", 10**20]),
        line({"a": 1}),
        line("id"),
        line(None),
        b'{"submit": ["id"]',
        b'{"submit": ["id"',
        b'{"submit": ["id',
        b'{"submit": ["id",]}',
        b'{"submit": ["id" "id"]}',
        b'{"submit": ["id"]} x',
        b'{"submit": ["id"], "a": 1}',
        b'{"submit": [nul]}',
        b'{"submit": [1x]}',
        b'{"submit": ["\\x"]}',
        b'{"submit": ["a\nb"]}',
        b'{"submit": ["\xff"]}',
        b'{"send": true}',
        b"",
        b'{"submit": [' + b"[" * 100_000,
    ],
)
def test_anything_else_is_none(said: bytes) -> None:
    assert row_in(said) is None


@pytest.mark.long
@pytest.mark.parametrize("value", [b"[]", b"1", b"{}", b'""'])
def test_of_millions_of_values_a_few_are_read(value: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json, "loads", lambda *_: pytest.fail("all of it was read"))
    assert row_in(SUBMIT_PREFIX + b"[" + b",".join([value] * MILLIONS) + b"]}\n") is None
