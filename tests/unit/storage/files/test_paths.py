from __future__ import annotations

import stat
from pathlib import Path

import pytest

from app.storage.files.errors import StoreProblem
from app.storage.files.paths import AppPaths, private_folder
from app.storage.files.system_folders import HOME_VARIABLE


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
    files = {paths.settings, paths.store, paths.sandbox, paths.logs / "log"}
    assert len(files) == 4
    assert all("contact-entry" in str(file) for file in files)
    assert not list(tmp_path.iterdir())


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
