"""Runs first in the program built for Linux: an upgrade does not disturb a window that is open.

What the program loads later comes from the file that it was started from, which the system keeps for as long
as it runs, and not from the one that an upgrade has put in its place. PyInstaller would open it by name each
time.
"""

import os

import pyimod02_importers  # type: ignore[import-not-found]  # PyInstaller's, inside the built program

_STARTED_FROM = "/proc/self/exe"

if os.path.exists(_STARTED_FROM):  # noqa: PTH110  # pathlib would take a tenth of the time of the start
    # It has no other way to say so; packaging/linux/try_packages.py upgrades under an open window.
    pyimod02_importers.pyz_archive._filename = _STARTED_FROM  # noqa: SLF001  # see above
