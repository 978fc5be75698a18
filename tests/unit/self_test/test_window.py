"""The checks with Qt, in this process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtNetwork import QNetworkInformation
from PySide6.QtWidgets import QApplication

import resources
from app.model.checks import plausibility
from app.self_test import window, window_process
from app.self_test.check import Check, Outcome, run_check
from app.ui.common.theme import Theme


@pytest.fixture(autouse=True)
def undressed(qapp: QApplication) -> Iterator[None]:
    """The theme of the check goes with it, or it would dress the windows of other tests."""
    yield
    for theme in qapp.findChildren(Theme):
        theme.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def found(name: str) -> Check:
    """What the check of that name finds; those before it, which take a second, are not run."""

    def run(other: str, check: Callable[[], Check]) -> Check:
        return run_check(other, check) if other == name else Check(other, Outcome.OK, "not run")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(window, "run_check", run)
        return next(check for check in window.checks() if check.name == name)


@pytest.mark.long
def test_all_four_are_well() -> None:
    assert [(check.name, check.outcome) for check in window.checks()] == [
        (name, Outcome.OK) for name in window_process.WINDOW_CHECKS
    ]


def test_every_file_of_the_folder_is_in_the_list_of_resources() -> None:
    folder = Path(resources.__file__).parent
    # What translators work with is no part of the program.
    sources = (".py", ".pyc", ".po", ".pot", ".ts")
    files = {path for path in folder.rglob("*") if path.is_file() and path.suffix not in sources}
    names = {path.relative_to(folder).as_posix() for path in files}
    # The guide comes from docs, which has a test of its own.
    assert names == {name for name in resources.NAMES if not name.startswith("guide/")}


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


@pytest.mark.parametrize(
    ("library", "name"),
    [
        ("python_calamine", "XLSX"),
        ("charset_normalizer", "CSV"),
        ("olefile", "mails of Outlook"),
        ("zxingcpp", "QR codes"),
        ("lzma", "postcodes"),
    ],
)
def test_a_library_for_files_that_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, library: str, name: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    check = found("formats")
    assert check.outcome is Outcome.FAILED
    assert check.sentence == f"The rules for {name} are missing. Install Contact Entry again."


def test_parts_that_are_missing_have_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window.pkgutil, "walk_packages", lambda *_: iter(()))  # type: ignore[attr-defined]  # imported there
    assert found("parts").outcome is Outcome.FAILED


@pytest.mark.parametrize("loaded", [True, False])
def test_whether_the_network_can_be_asked_is_told_with_its_time(
    monkeypatch: pytest.MonkeyPatch, loaded: bool
) -> None:
    monkeypatch.setattr(QNetworkInformation, "loadBackendByFeatures", lambda _feature: loaded)
    told = window.load_network_state()
    assert told["loaded"] is loaded
    assert 0 <= told["milliseconds"] < 60_000


_LOAD = """
from app.self_test import window
window._NETWORK_TIMEOUT = 1.0
window.load_network_state()
"""


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="a system bus that can be stood in for")
def test_a_system_that_never_answers_ends_the_trial(tmp_path: Path) -> None:
    """Qt keeps Python's lock meanwhile, so no thread of Python could end it."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as bus:
        bus.bind(str(tmp_path / "bus"))
        bus.listen()
        environment = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={tmp_path / 'bus'}"}
        done = subprocess.run([sys.executable, "-c", _LOAD], env=environment, check=False, timeout=60)
    assert done.returncode == 1
