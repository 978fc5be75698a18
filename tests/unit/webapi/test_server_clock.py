from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.webapi import server_clock
from app.webapi.server_clock import ServerClock

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def test_the_latest_answer_tells_how_far_ahead_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_clock, "_now", lambda: NOON)
    clock = ServerClock()
    assert clock.ahead == timedelta()
    clock.note({"date": "Mon, 04 May 2026 12:03:00 GMT"})
    assert clock.ahead == timedelta(minutes=3)
    clock.note({})
    clock.note({"date": "soon"})
    assert clock.ahead == timedelta(minutes=3)
    clock.note({"date": "Mon, 04 May 2026 11:59:59 GMT"})
    assert clock.ahead == timedelta(seconds=-1)


def test_the_time_on_the_server_is_known_once_it_has_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_clock, "_now", lambda: NOON)
    clock = ServerClock()
    clock.note({"date": "soon"})
    assert clock.now is None
    clock.note({"date": "Mon, 04 May 2026 12:03:00 GMT"})
    assert clock.now == NOON + timedelta(minutes=3)
