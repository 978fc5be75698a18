"""Where an administrator's policy is on each system, and whether there is one: without what reads it."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # for the checker it is True; typing itself takes its time to load

if TYPE_CHECKING:
    from typing import Final

POLICY_FILE: Final = "/etc/contact-entry/policy.toml"
POLICY_KEY: Final = r"SOFTWARE\Policies\Contact Entry"
PREFERENCES_FILE: Final = "/Library/Managed Preferences/contact-entry.plist"


def may_have_policy() -> bool:
    """Returns False where this computer surely has no policy that can be read."""
    if sys.platform == "win32":
        import winreg

        try:
            winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, POLICY_KEY).Close()
        except FileNotFoundError:
            return False
        except OSError:
            return True
        return True
    return os.path.exists(PREFERENCES_FILE if sys.platform == "darwin" else POLICY_FILE)  # noqa: PTH110  # pathlib takes its time to load
