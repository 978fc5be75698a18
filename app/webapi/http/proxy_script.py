"""Finds out whether this computer is set to find its proxies by a configuration script (PAC, WPAD).

Scripts are not read: they are programs. Where one is set, somebody has to be told, since nothing else says
why the server is out of reach.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from typing import Final

_TIMEOUT_SECONDS: Final = 2.0
_WINDOWS_SETTINGS: Final = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"
_MACOS: Final = ("/usr/sbin/scutil", "--proxy")
_GNOME: Final = ("gsettings", "get", "org.gnome.system.proxy", "mode")


def has_proxy_script() -> bool:
    """Returns True if Windows, macOS or GNOME names a script. Blocks for two seconds at most."""
    if sys.platform == "win32":
        return _is_set_on_windows()
    if sys.platform == "darwin":
        return _is_set_on_macos(_output_of(_MACOS))
    return _output_of(_GNOME).strip().strip("'\"") == "auto"


def _is_set_on_windows() -> bool:
    """Reads what the user has set, and what is set for all users (policy "ProxySettingsPerUser")."""
    import winreg

    for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):  # type: ignore[attr-defined,unused-ignore]  # on Windows alone
        with (
            contextlib.suppress(OSError),
            winreg.OpenKey(root, _WINDOWS_SETTINGS) as key,  # type: ignore[attr-defined,unused-ignore]  # as above
        ):
            value, _ = winreg.QueryValueEx(key, "AutoConfigURL")  # type: ignore[attr-defined,unused-ignore]  # as above
            if str(value).strip():
                return True
    return False


def _is_set_on_macos(settings: str) -> bool:
    """Reads the output of ``scutil --proxy``: lines such as ``ProxyAutoConfigEnable : 1``."""
    pairs = (line.partition(":") for line in settings.splitlines())
    values = {name.strip(): value.strip() for name, _, value in pairs}
    return "1" in (values.get("ProxyAutoConfigEnable"), values.get("ProxyAutoDiscoveryEnable"))


def _output_of(command: tuple[str, ...]) -> str:
    try:
        done = subprocess.run(  # noqa: S603  # one of the two above
            command, capture_output=True, text=True, errors="replace", timeout=_TIMEOUT_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout
