"""What settings are where nobody has said anything, their bounds, and how they stand in the file."""

from __future__ import annotations

import errno
import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from app.model.profile import Profile
from app.storage.settings.settings_file import Settings, SettingsFile

WORK = Profile(name="Work", url="https://crm.example", user="ÅSE")


def test_what_nobody_has_said() -> None:
    assert Settings().to_values() == {
        "profiles": (),
        "active": "",
        "window_geometry": "",
        "window_state": "",
        "guide_geometry": "",
        "import_folder": "",
        "history_days": 90,
        "log_level": "INFO",
        "language": "",
        "update_url": "",
        "registers": "",
        "register_businesses": "",
        "register_urls": "",
        "theme": "",
        "text_size": 100,
        "density": "",
        "start_page": "contact",
        "passed_by": (),
        "asks_before_discard": False,
        "own_defaults": {},
        "import_columns": {},
        "templates": {},
    }


@pytest.mark.parametrize(("days", "may_be"), [(0, False), (1, True), (36_500, True), (36_501, False)])
def test_saved_entries_are_listed_for_a_day_to_a_century(days: int, may_be: bool) -> None:
    with nullcontext() if may_be else pytest.raises(ValueError, match="1 to 36,500 days"):
        assert Settings(history_days=days).history_days == days


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"log_level": "LOUD"}, "DEBUG, INFO, WARNING, ERROR"),
        ({"language": "tlh"}, "The program speaks these languages"),
    ],
)
def test_a_wrong_value_says_which_ones_there_are(values: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Settings(**values)


@pytest.mark.parametrize("key", ["text_size", "profiles", "asks_before_discard"])
def test_a_value_of_another_type_is_not_quoted(key: str) -> None:
    with pytest.raises(ValueError, match=key) as told:
        Settings.from_values({key: "Sésame"})
    assert "Sésame" not in str(told.value)


def test_an_address_of_the_update_check_is_one_or_none() -> None:
    assert Settings(update_url="  ").update_url == ""
    assert (
        Settings(update_url="https://updates.example/x.json").update_url == "https://updates.example/x.json"
    )
    with pytest.raises(ValueError):
        Settings(update_url="ftp://updates.example")


def test_the_file_is_one_that_people_can_read(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    file.save(Settings(profiles=(WORK,), others={"later": "Ærlig"}))
    text = file.path.read_text(encoding="utf-8")
    assert text.startswith('{\n  "profiles": [\n    {\n      "name": "Work",')
    assert text.endswith("}\n")
    assert "ÅSE" in text
    assert json.loads(text)["later"] == "Ærlig"


def test_connections_that_cannot_be_read_are_named_or_counted(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    profiles = [{"name": "Odd", "url": 7}, {"name": "Work", "url": "https://crm.example"}, 7, {"url": "x"}]
    file.path.write_text(json.dumps({"profiles": profiles, "active": "Work", "theme": "pink"}))
    settings = file.load()
    assert [one.name for one in settings.profiles] == ["Work"]
    assert settings.active == "Work"
    for name in ("the connection “Odd”", "the connection “3”", "the connection “4”", "“theme”"):
        assert name in file.notice
    assert file.load() == settings
    assert file.notice == "", "what is left of it was saved"


def test_what_is_active_is_the_first_and_the_next_after_it_is_gone() -> None:
    home = Profile(name="Home", url="https://home.example")
    settings = Settings().with_profile(WORK)
    assert settings.active == "Work"
    settings = settings.with_profile(home)
    assert (settings.active, settings.without_profile("home").active) == ("Work", "Work")
    assert settings.without_profile("WORK").active == "Home"
    assert settings.without_profile("Work").without_profile("Home").active == ""


def test_damaged_settings_that_cannot_be_moved_aside_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    file.path.write_text("{")

    def fail(_part: Path, _path: Path) -> None:
        raise OSError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("app.storage.settings.settings_file.replace_file", fail)
    assert file.load() == Settings()
    assert "may not write in the folder" in file.notice
    assert file.path.read_text() == "{"


@pytest.mark.parametrize("text", ["[" * 100_000, "[]", "7", ""])
def test_what_is_no_object_is_no_settings(tmp_path: Path, text: str) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    file.path.write_text(text)
    assert file.load() == Settings()
    assert "goes on with the defaults" in file.notice
    assert not file.path.exists()


def test_what_is_given_is_kept_in_one_spelling() -> None:
    given = Settings(registers=" NO, dk ", templates={" Fair ": {" Category ": "Customer"}})
    assert given.templates == {"Fair": {"Category": "Customer"}}
    assert given.registers == "no, dk"
