from __future__ import annotations

import json
import os
import stat
import sys
import threading
from dataclasses import asdict
from pathlib import Path

import pytest

from app.model.profile import Profile, Scheme
from app.storage.files.errors import StoreProblem
from app.storage.settings.settings_file import Settings, SettingsFile

WORK = Profile(name="Work", url="https://crm.example/", scheme=Scheme.TICKET, user="ÅSE")
HOME = Profile(name="Home", url="http://127.0.0.1:5000")


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "config" / "settings.json")


def aside(file: SettingsFile) -> list[Path]:
    return sorted(file.path.parent.glob("settings.json.damaged-*"))


def write(file: SettingsFile, text: str | bytes) -> None:
    file.path.parent.mkdir(exist_ok=True)
    file.path.write_bytes(text.encode() if isinstance(text, str) else text)


def test_without_a_file_there_are_defaults_and_nothing_is_written(file: SettingsFile) -> None:
    assert file.load() == Settings()
    assert (Settings().history_days, Settings().active_profile, file.notice) == (90, None, "")
    assert not file.path.parent.exists()


def test_settings_come_back_as_they_were_saved(file: SettingsFile) -> None:
    settings = Settings(
        profiles=(WORK, HOME),
        active="home",
        window_geometry="AdnQywAD",
        window_state="AAAA/w==",
        history_days=7,
    )
    file.save(settings)
    assert file.load() == settings
    assert settings.active_profile == HOME
    assert list(file.path.parent.iterdir()) == [file.path]


def test_one_preference_that_cannot_be_costs_no_other(file: SettingsFile) -> None:
    write(file, json.dumps({"theme": "pink", "text_size": 150, "own_defaults": {"Work": {"Category": "x"}}}))
    assert (file.load().theme, file.load().text_size, file.load().own_defaults) == ("", 150, {})
    (kept,) = aside(file)
    assert "pink" in kept.read_text()


def test_keys_of_a_newer_version_survive(file: SettingsFile) -> None:
    write(file, json.dumps({"history_days": 30, "from_a_newer_version": {"a": [1]}}))
    file.change(lambda settings: settings.with_profile(WORK))
    saved = json.loads(file.path.read_text())
    assert saved["from_a_newer_version"] == {"a": [1]}
    assert saved["history_days"] == 30
    assert saved["active"] == "Work"


@pytest.mark.needs("file modes")
def test_the_file_is_for_its_owner_alone(file: SettingsFile) -> None:
    file.save(Settings())
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


def test_names_are_told_apart_without_regard_to_capitals() -> None:
    with pytest.raises(ValueError, match="already a connection with the name “WORK”"):
        Settings(profiles=(WORK, Profile(name="WORK", url="https://other.example")))
    with pytest.raises(ValueError, match="needs a name"):
        Settings(profiles=(Profile(name=" ", url="https://other.example"),))
    assert Settings(profiles=(WORK,)).profile("wORK") == WORK
    assert Settings(profiles=(WORK,)).profile("Wor") is None


def test_connections_are_added_replaced_and_removed() -> None:
    settings = Settings().with_profile(WORK).with_profile(HOME)
    assert (settings.profiles, settings.active) == ((WORK, HOME), "Work")
    moved = Profile(name="WORK", url="https://moved.example")
    settings = settings.with_profile(moved)
    assert (settings.profiles, settings.active_profile) == ((moved, HOME), moved)
    settings = settings.without_profile("work")
    assert (settings.profiles, settings.active) == ((HOME,), "Home")
    assert settings.without_profile("nobody") == settings
    assert settings.without_profile("HOME") == Settings()


def test_no_secret_fits_into_a_connection() -> None:
    for key in ("password", "secret", "token"):
        with pytest.raises(ValueError) as refused:
            Profile.from_values({"name": "x", "url": "https://x.example", key: "hemmelig"})
        assert "hemmelig" not in str(refused.value)
    with pytest.raises(ValueError, match="must not hold a user name or a password") as refused:
        Profile(name="x", url="https://me:hemmelig@x.example")
    assert "hemmelig" not in str(refused.value)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", b"\xff\xfe\x00", '{"profiles": ['])
def test_a_damaged_file_is_kept_aside_and_defaults_are_used(file: SettingsFile, text: str | bytes) -> None:
    write(file, text)
    before = file.path.read_bytes()
    assert file.load() == Settings()
    assert [kept.read_bytes() for kept in aside(file)] == [before]
    assert str(aside(file)[0]) in file.notice
    assert "with the defaults" in file.notice
    assert file.load() == Settings()
    assert file.notice == ""


def test_what_is_sound_in_a_damaged_file_is_used(file: SettingsFile) -> None:
    profiles = [asdict(WORK), {"name": "Broken", "url": 3}, "?", asdict(HOME), asdict(HOME)]
    write(file, json.dumps({"profiles": profiles, "active": "Home", "history_days": -1, "later": True}))
    loaded = file.load()
    assert (loaded.profiles, loaded.active, loaded.history_days) == ((WORK, HOME), "Home", 90)
    for lost in ("“Broken”", "“3”", "“Home”", "“history_days”"):
        assert lost in file.notice
    assert len(aside(file)) == 1
    assert file.load() == loaded
    assert json.loads(file.path.read_text())["later"] is True


def test_a_template_that_cannot_be_read_costs_no_other(file: SettingsFile) -> None:
    write(file, json.dumps({"templates": {"Fair": {"Source": "7"}, "Broken": {"Source": 7}}}))
    assert file.load().templates == {"Fair": {"Source": "7"}}
    assert "without the template “Broken”;" in file.notice
    assert len(aside(file)) == 1
    write(file, json.dumps({"templates": ["Fair"], "history_days": 12}))
    assert file.load() == Settings(history_days=12)
    assert "without “templates”;" in file.notice


def test_profiles_of_the_wrong_shape_cost_nothing_else(file: SettingsFile) -> None:
    write(file, json.dumps({"profiles": {"a": 1}, "history_days": 12}))
    assert file.load() == Settings(history_days=12)
    assert "the connections" in file.notice


def test_a_file_that_cannot_be_read_is_not_overwritten(file: SettingsFile) -> None:
    file.path.mkdir(parents=True)
    assert file.load() == Settings()
    assert "cannot be read" in file.notice
    with pytest.raises(StoreProblem):
        file.change(lambda settings: settings.with_profile(WORK))
    assert file.path.is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
@pytest.mark.parametrize("kind", ["pipe", "device", "large"])
def test_what_has_no_end_or_no_writer_is_no_settings_file(file: SettingsFile, kind: str) -> None:
    file.path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "pipe":
        os.mkfifo(file.path)
    elif kind == "device":
        file.path.symlink_to("/dev/zero")
    else:
        with file.path.open("wb") as made:
            made.truncate(1 << 40)
    assert file.load() == Settings()
    assert "cannot be read" in file.notice
    with pytest.raises(StoreProblem):
        file.change(lambda settings: settings.with_profile(WORK))
    assert file.path.exists()


def test_a_file_that_cannot_be_written_leaves_nothing_behind(file: SettingsFile) -> None:
    file.path.mkdir(parents=True)
    with pytest.raises(StoreProblem):
        file.save(Settings())
    assert list(file.path.parent.iterdir()) == [file.path]


def test_an_edit_that_fails_changes_nothing(file: SettingsFile) -> None:
    file.save(Settings(profiles=(WORK,)))
    with pytest.raises(ValueError):
        file.change(lambda settings: settings.with_changes(profiles=(WORK, WORK)))
    assert file.load() == Settings(profiles=(WORK,))


def test_changes_at_the_same_moment_are_all_kept(file: SettingsFile) -> None:
    start = threading.Barrier(6)

    def add(number: int) -> None:
        start.wait()
        profile = Profile(name=f"Number {number}", url="https://crm.example")
        SettingsFile(file.path).change(lambda settings: settings.with_profile(profile))

    threads = [threading.Thread(target=add, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {profile.name for profile in file.load().profiles} == {f"Number {number}" for number in range(6)}


def test_half_a_surrogate_pair_is_read_and_written_again(file: SettingsFile) -> None:
    file.path.parent.mkdir()
    file.path.write_text('{"active": "\\udfff", "of_a_newer_version": {"a": "\\ud800"}}')
    file.change(lambda now: now.with_changes(history_days=7))
    assert (file.load().active, file.load().history_days, file.notice) == ("\udfff", 7, "")


def test_a_connection_with_half_a_character_is_left_out_and_the_file_kept(file: SettingsFile) -> None:
    """Every command ended with a mistake of its own when it came to write the name."""
    write(file, json.dumps({"profiles": [asdict(HOME), {"name": "W\ud800", "url": "https://a.example"}]}))
    before = file.path.read_bytes()
    assert file.load().profiles == (HOME,)
    assert "without the connection “W?”" in file.notice
    assert [kept.read_bytes() for kept in aside(file)] == [before]


def test_a_mark_before_the_text_is_passed_over(file: SettingsFile) -> None:
    write(file, b"\xef\xbb\xbf" + json.dumps({"history_days": 7}).encode())
    assert (file.load().history_days, file.notice, aside(file)) == (7, "", [])
