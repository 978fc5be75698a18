"""What is read of the settings before anything else: language, size and place of the window."""

import os
import time
from pathlib import Path

import pytest

from app.storage.settings import early_settings
from app.storage.settings.early_settings import EarlySettings
from app.storage.settings.settings_file import Settings, SettingsFile


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "config" / "settings.json")


def test_the_layout_of_the_window_is_read_without_the_rest(file: SettingsFile) -> None:
    file.save(Settings(window_geometry="AdnQywAD", window_state="AAAA/w=="))
    early = EarlySettings(file.path)
    assert (early.text("window_geometry"), early.text("window_state")) == ("AdnQywAD", "AAAA/w==")
    assert early.text("unknown") == ""


BAD = ["", "{", "[]", b"\xff", "[" * 100_000, '{"window_state": "' + "A" * 1_000_000]


@pytest.mark.parametrize("text", BAD)
def test_a_file_without_a_layout_costs_nothing(file: SettingsFile, text: str | bytes) -> None:
    assert EarlySettings(file.path).text("window_state") == ""
    file.path.parent.mkdir()
    file.path.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert EarlySettings(file.path).text("window_state") == ""


@pytest.mark.parametrize(("length", "is_read"), [(1_000_000, True), (1_000_001, False)])
def test_a_file_is_read_to_a_limit(file: SettingsFile, length: int, is_read: bool) -> None:
    file.path.parent.mkdir()
    text = '{"language": "nb"'
    file.path.write_text(text + " " * (length - len(text) - 1) + "}")
    assert (EarlySettings(file.path).text("language") == "nb") is is_read


@pytest.mark.parametrize("text", [None, "{", '{"language": "nb"}'])
def test_what_has_been_read_is_not_waited_for(
    file: SettingsFile, monkeypatch: pytest.MonkeyPatch, text: str | None
) -> None:
    monkeypatch.setattr(early_settings, "_SECONDS", 20)
    if text is not None:
        file.path.parent.mkdir()
        file.path.write_text(text)
    begun = time.monotonic()
    early = EarlySettings(file.path)
    assert early.text("language") == early.text("language") == ("nb" if text and "nb" in text else "")
    assert time.monotonic() - begun < 20


@pytest.mark.needs("named pipes")
def test_a_file_that_takes_long_is_not_waited_for(file: SettingsFile) -> None:
    file.path.parent.mkdir()
    os.mkfifo(file.path)
    assert EarlySettings(file.path).text("window_state") == ""
    os.close(os.open(file.path, os.O_WRONLY | os.O_NONBLOCK))  # lets the reader end
