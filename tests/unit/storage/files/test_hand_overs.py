"""Whoever submits a company again, of which nobody knows whether the window took it, gets its id back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.storage.files.hand_overs import HandOvers

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
FIRST, SECOND = ("entry-1", NOON), ("entry-2", NOON + timedelta(minutes=5))


def at(data: Path, time: datetime = NOON) -> HandOvers:
    return HandOvers(data, clock=lambda: time)


def test_the_second_hand_over_has_the_id_of_the_first(tmp_path: Path) -> None:
    assert at(tmp_path).begin("digest", *FIRST) == FIRST
    assert at(tmp_path).begin("digest", *SECOND) == FIRST
    assert at(tmp_path).find("digest") == FIRST


def test_another_company_has_its_own(tmp_path: Path) -> None:
    at(tmp_path).begin("digest", *FIRST)
    assert at(tmp_path).begin("another", *SECOND) == SECOND


def test_what_is_known_is_forgotten(tmp_path: Path) -> None:
    at(tmp_path).begin("digest", *FIRST)
    at(tmp_path).end("digest")
    assert at(tmp_path).find("digest") is None
    assert at(tmp_path).begin("digest", *SECOND) == SECOND


def test_after_a_week_it_is_another_company(tmp_path: Path) -> None:
    at(tmp_path).begin("digest", *FIRST)
    assert at(tmp_path, NOON + timedelta(days=7)).find("digest") == FIRST
    assert at(tmp_path, NOON + timedelta(days=7, seconds=1)).find("digest") is None
    later = NOON + timedelta(days=8)
    assert at(tmp_path, later).find("digest") is None
    assert at(tmp_path, later).begin("digest", "entry-3", later) == ("entry-3", later)


def test_the_first_note_makes_the_folder_and_is_read_by_the_clock_of_the_computer(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    assert HandOvers(tmp_path / "new").begin("digest", "entry-1", now) == ("entry-1", now)
    assert HandOvers(tmp_path / "new").find("digest") == ("entry-1", now)


@pytest.mark.parametrize(("length", "is_read"), [(65_536, True), (65_537, False)])
def test_a_file_is_read_to_a_limit(tmp_path: Path, length: int, is_read: bool) -> None:
    note = f'{{"digest": ["entry-1", "{NOON.isoformat()}"]'
    (tmp_path / "hand-overs.json").write_text(note + " " * (length - len(note) - 1) + "}")
    assert (at(tmp_path).find("digest") == FIRST) is is_read


def test_a_time_without_a_zone_is_none(tmp_path: Path) -> None:
    (tmp_path / "hand-overs.json").write_text('{"digest": ["entry-1", "2026-07-01T12:00:00"]}')
    assert at(tmp_path).find("digest") is None


def test_a_limited_number_is_kept_the_newest(tmp_path: Path) -> None:
    for number in range(205):
        at(tmp_path).begin(f"digest-{number}", *FIRST)
    assert [at(tmp_path).find(f"digest-{number}") for number in (0, 4, 5, 204)] == [None, None, FIRST, FIRST]


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"[" * 9000, b'{"digest": 1}', b'{"digest": ["a"]}', b'{"digest": ["a", "2026-07-01"]}'],
)
def test_a_file_that_is_none_says_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "hand-overs.json").write_bytes(content)
    assert at(tmp_path).find("digest") is None
    assert at(tmp_path).begin("digest", *SECOND) == SECOND
    assert at(tmp_path).find("digest") == SECOND


def test_a_folder_that_cannot_be_written_to_stops_nothing(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    assert at(file / "data").begin("digest", *FIRST) == FIRST
    at(file / "data").end("digest")
