"""Where the system keeps a program's files, without what takes long to load."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # for the checker it is True; typing itself takes its time to load

if TYPE_CHECKING:
    from typing import Final

APP: Final = "contact-entry"
HOME_VARIABLE: Final = "CONTACT_ENTRY_HOME"


def config_folder(home: str = "") -> str:
    """Returns the folder of the settings: `home`, else that of the environment, else the system's."""
    chosen = home or os.environ.get(HOME_VARIABLE, "")
    if chosen:
        return os.path.expanduser(chosen)  # noqa: PTH111  # pathlib takes its time to load
    return xdg_folder("XDG_CONFIG_HOME", ".config") or _config_folder_of_system()


def xdg_folder(variable: str, below_home: str) -> str:
    """Returns Linux's folder of the program by the XDG Base Directory Specification.

    Empty where this is not Linux, or where neither variable nor HOME is an absolute path: platformdirs knows
    more, and takes longer to load than all that a command needs.
    """
    if sys.platform != "linux":
        return ""
    base, home = os.environ.get(variable, ""), os.environ.get("HOME", "")
    if base.startswith("/"):
        return os.path.join(base, APP)  # noqa: PTH118  # see above
    return os.path.join(home, below_home, APP) if home.startswith("/") else ""  # noqa: PTH118  # see above


def _config_folder_of_system() -> str:
    import platformdirs

    return platformdirs.user_config_dir(APP, appauthor=False, roaming=False)
