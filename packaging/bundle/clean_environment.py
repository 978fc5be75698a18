"""Runs first in the built program: programs that it opens get their libraries from the system.

PyInstaller puts its own folder into LD_LIBRARY_PATH and keeps what was there in LD_LIBRARY_PATH_ORIG. The
dynamic loader has read it by now; a web browser started from here would inherit it and load our Qt.
"""

import os

before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if before is not None:
    os.environ["LD_LIBRARY_PATH"] = before
else:
    os.environ.pop("LD_LIBRARY_PATH", None)
