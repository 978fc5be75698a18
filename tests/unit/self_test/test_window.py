"""The checks with Qt, in this process, and the process that makes them for the self test."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

import resources
from app.model.checks import plausibility
from app.self_test import window, window_process
from app.self_test.check import Check, Outcome
from app.ui.common.theme import Theme


@pytest.fixture(autouse=True)
def undressed(qapp: QApplication) -> Iterator[None]:
    """The theme of the check goes with it, or it would dress the windows of other tests."""
    yield
    for theme in qapp.findChildren(Theme):
        theme.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def found(name: str) -> Check:
    return next(check for check in window.checks() if check.name == name)


def test_all_four_are_well() -> None:
    assert [(check.name, check.outcome) for check in window.checks()] == [
        (name, Outcome.OK) for name in window_process.WINDOW_CHECKS
    ]


def test_every_file_of_the_folder_is_in_the_list_of_resources() -> None:
    folder = Path(resources.__file__).parent
    files = {path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")}
    assert {path.relative_to(folder).as_posix() for path in files} == set(resources.NAMES)


def test_boxes_instead_of_letters_have_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "_picture", lambda letter: b"box" if letter else b"")
    assert found("window").outcome is Outcome.FAILED


def test_a_picture_that_cannot_be_drawn_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = resources.data
    monkeypatch.setattr(resources, "data", lambda name: b"<svg" if name == "icons/app.svg" else real(name))
    check = found("resources")
    assert (check.outcome, check.detail) == (Outcome.FAILED, "icons/app.svg")


def test_rules_that_are_missing_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plausibility, "check_vat_number", lambda *_: "")
    check = found("formats")
    assert check.outcome is Outcome.FAILED
    assert "VAT numbers" in check.sentence
    assert "phone numbers" not in check.sentence


def test_parts_that_are_missing_have_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window.pkgutil, "walk_packages", lambda *_: iter(()))  # type: ignore[attr-defined]  # imported there
    assert found("parts").outcome is Outcome.FAILED


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
