"""The process that makes the checks with Qt for the self test."""

from __future__ import annotations

import sys

import pytest

from app.self_test import window_process
from app.self_test.check import Check, Outcome


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a desktop")
@pytest.mark.parametrize(
    ("given", "platform"),
    [
        ({}, "offscreen"),
        ({"DISPLAY": ""}, "offscreen"),
        ({"DISPLAY": ":0"}, None),
        ({"WAYLAND_DISPLAY": "wayland-0"}, None),
        ({"QT_QPA_PLATFORM": "minimal"}, "minimal"),
    ],
)
def test_a_platform_is_chosen_only_where_there_is_no_display(
    given: dict[str, str], platform: str | None
) -> None:
    assert window_process.with_qt_platform(given).get("QT_QPA_PLATFORM") == platform


def test_what_the_other_process_did_not_come_to_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = '{"name": "parts", "outcome": "ok", "sentence": "There.", "detail": ""}'
    script = f"import os, sys; print('a library says hello'); print({parts!r}); sys.stdout.flush(); "
    script += "print('no display', file=sys.stderr); sys.stderr.flush(); os.abort()"
    monkeypatch.setattr(window_process, "self_command", lambda: [sys.executable, "-c", script])
    made = list(window_process.window_checks())
    assert made[0] == Check("parts", Outcome.OK, "There.")
    assert [(one.name, one.outcome, one.detail) for one in made[1:]] == [
        (name, Outcome.FAILED, "no display") for name in ("window", "resources", "formats")
    ]


def test_the_other_process_speaks_the_same_language(monkeypatch: pytest.MonkeyPatch) -> None:
    script = "import json, sys; told = ' '.join(sys.argv[1:]); print(json.dumps({'name': 'parts', "
    script += "'outcome': 'ok', 'sentence': told, 'detail': ''}))"
    monkeypatch.setattr(window_process, "self_command", lambda: [sys.executable, "-c", script])
    monkeypatch.setattr(window_process, "used_language", lambda: "nb")
    assert next(iter(window_process.window_checks())).sentence == "--language nb self-test --part window"


def test_a_process_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        window_process, "self_command", lambda: [sys.executable, "-c", "import time; time.sleep(60)"]
    )
    monkeypatch.setattr(window_process, "_TIMEOUT", 0.2)
    results = list(window_process.window_checks())
    assert [one.name for one in results] == list(window_process.WINDOW_CHECKS)
    assert {(one.outcome, one.detail) for one in results} == {(Outcome.FAILED, "no answer within 0 seconds")}
    assert results[0].sentence.startswith("The program could not be started a second time.")
