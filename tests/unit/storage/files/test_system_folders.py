"""The folders are those of platformdirs, which is not loaded where they are plain to see."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs
import pytest

from app.storage.files.paths import AppPaths
from app.storage.files.system_folders import APP, HOME_VARIABLE, config_folder, xdg_folder

VARIABLES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "HOME")


@pytest.fixture(autouse=True)
def _system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(HOME_VARIABLE, raising=False)


@pytest.mark.parametrize(
    "environment",
    [
        {"HOME": "/home/kari"},
        {"HOME": "/home/kari/"},
        {
            "HOME": "/home/kari",
            "XDG_CONFIG_HOME": "/etc/kari",
            "XDG_DATA_HOME": "/d/",
            "XDG_STATE_HOME": "/s",
        },
        {"HOME": "/home/kari", "XDG_CONFIG_HOME": "relative", "XDG_DATA_HOME": "", "XDG_STATE_HOME": " "},
        {"HOME": "/"},
        {"XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d", "XDG_STATE_HOME": "/s"},
        {"HOME": "relative"},
        {},
    ],
)
def test_they_are_those_of_the_library(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    paths = AppPaths.of(None)
    assert paths == AppPaths(
        config=platformdirs.user_config_path(APP, appauthor=False, roaming=False),
        data=platformdirs.user_data_path(APP, appauthor=False, roaming=False),
        logs=platformdirs.user_log_path(APP, appauthor=False),
    )
    assert Path(config_folder()) == paths.config


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone has these variables")
def test_the_library_is_asked_only_where_it_knows_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "platformdirs", None)
    monkeypatch.setenv("HOME", "/home/kari")
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    assert xdg_folder("XDG_STATE_HOME", ".local/state") == "/home/kari/.local/state/contact-entry"
    assert AppPaths.of(None).logs == Path("/home/kari/.local/state/contact-entry/log")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert xdg_folder("XDG_STATE_HOME", ".local/state") == ""


def test_a_folder_that_was_chosen_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "environment"))
    assert config_folder() == str(tmp_path / "environment")
    assert config_folder(str(tmp_path / "option")) == str(tmp_path / "option")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert config_folder("~/there") == str(tmp_path / "there")


@pytest.mark.parametrize("name", ["~nobody-of-that-name", "~nobody-of-that-name/below"])
def test_the_home_of_nobody_is_a_folder_like_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert config_folder(name) == name
    assert AppPaths.of(Path(name)).config == tmp_path / name


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone has these variables")
def test_a_folder_of_the_environment_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "platformdirs", None)
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    monkeypatch.delenv("HOME", raising=False)
    assert xdg_folder("XDG_DATA_HOME", ".local/share") == "/data/contact-entry"
    assert xdg_folder("XDG_NONE", ".local/share") == ""


def test_a_chosen_folder_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/users/kari")
    assert config_folder("~/mine") == str(Path("/users/kari/mine"))
    monkeypatch.setenv(HOME_VARIABLE, "/of/environment")
    assert (config_folder("/mine"), config_folder()) == ("/mine", "/of/environment")


def test_where_this_is_not_linux_nothing_is_asked_of_its_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert xdg_folder("XDG_DATA_HOME", ".local/share") == ""
