from __future__ import annotations

import stat
import sys
from pathlib import Path

import platformdirs
import pytest
from platformdirs.windows import Windows

from app.storage.files.errors import StoreProblem
from app.storage.files.paths import AppPaths, private_folder
from app.storage.files.system_folders import HOME_VARIABLE, config_folder


def test_one_folder_holds_everything_where_it_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "elsewhere"))
    assert AppPaths.of(tmp_path) == AppPaths(config=tmp_path, data=tmp_path, logs=tmp_path / "logs")
    assert AppPaths.of(None).data == tmp_path / "elsewhere"
    monkeypatch.chdir(tmp_path)
    assert AppPaths.of(Path("here")).store == tmp_path / "here" / "entries.sqlite3"


def test_otherwise_the_system_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(HOME_VARIABLE, raising=False)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    paths = AppPaths.of(None)
    files = {paths.settings, paths.store, paths.sandbox, paths.window, paths.logs / "log"}
    assert {file.name for file in files} == {
        "settings.json",
        "entries.sqlite3",
        "sandbox.sqlite3",
        "window",
        "log",
    }
    assert all("contact-entry" in str(file) for file in files)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked, not the environment")
def test_on_windows_nothing_roams_and_no_folder_of_a_maker_is_around_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (HOME_VARIABLE, "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(platformdirs, "PlatformDirs", Windows)
    monkeypatch.setattr("platformdirs.windows.get_win_folder", lambda name: str(tmp_path / name))
    here = tmp_path / "CSIDL_LOCAL_APPDATA" / "contact-entry"
    assert AppPaths.of(None) == AppPaths(config=here, data=here, logs=here / "Logs")
    assert config_folder() == str(here)


def test_a_folder_that_another_program_makes_at_the_same_moment_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "exists", lambda _path: False)
    assert private_folder(tmp_path) == tmp_path


@pytest.mark.needs("file modes")
def test_new_folders_are_closed_to_others_and_old_ones_keep_their_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    deep = private_folder(tmp_path / "a" / "b")
    assert private_folder(deep) == deep
    modes = [stat.S_IMODE(folder.stat().st_mode) for folder in (tmp_path, tmp_path / "a", deep)]
    assert modes == [0o755, 0o700, 0o700]


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(StoreProblem, match="something else is in its place"):
            private_folder(folder)
