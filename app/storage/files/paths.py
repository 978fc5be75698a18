"""The folders and files of Contact Entry."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from pathlib import Path

from app.storage.files.errors import raising_store_problem
from app.storage.files.system_folders import APP, HOME_VARIABLE, xdg_folder

_XDG = (
    ("XDG_CONFIG_HOME", ".config"),
    ("XDG_DATA_HOME", ".local/share"),
    ("XDG_STATE_HOME", ".local/state"),
)


@dataclass(frozen=True)
class AppPaths:
    """The three folders of the program; they are created when something is first written to them.

    `data` is local and non-roaming: SQLite's write-ahead log does not work on a network drive.
    """

    config: Path
    data: Path
    logs: Path

    @classmethod
    def of(cls, home: Path | None) -> AppPaths:
        """Returns the paths below `home`, else below ``CONTACT_ENTRY_HOME``, else in the system's folders."""
        chosen = str(home or "") or os.environ.get(HOME_VARIABLE, "")
        if chosen:
            root = Path(os.path.expanduser(chosen)).absolute()  # noqa: PTH111  # nobody's folder is no error
            return cls(config=root, data=root, logs=root / "logs")
        folders = [xdg_folder(*one) for one in _XDG]
        if all(folders):
            config, data, state = map(Path, folders)
            return cls(config, data, logs=state / "log")
        import platformdirs

        return cls(
            config=platformdirs.user_config_path(APP, appauthor=False, roaming=False),
            data=platformdirs.user_data_path(APP, appauthor=False, roaming=False),
            logs=platformdirs.user_log_path(APP, appauthor=False),
        )

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.json"

    @property
    def store(self) -> Path:
        """The database with drafts, outbox and lists."""
        return self.data / "entries.sqlite3"

    @property
    def window(self) -> Path:
        """What the one window of the data folder locks."""
        return self.data / "window"

    @property
    def sandbox(self) -> Path:
        """The database of the sandbox."""
        return self.data / "sandbox.sqlite3"


def private_folder(folder: Path) -> Path:
    """Creates the folder and its missing parents, closed to other users (mode 700).

    An existing folder keeps its mode: it may be the user's own. Raises StoreProblem.
    """
    with raising_store_problem(folder):
        for missing in reversed([path for path in (folder, *folder.parents) if not path.exists()]):
            missing.mkdir(mode=0o700, exist_ok=True)
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(folder))
    return folder
