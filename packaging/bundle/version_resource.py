"""What Windows shows of a program in its properties and in the Task Manager."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PyInstaller.utils.win32.versioninfo import VSVersionInfo

_ENGLISH_UNICODE: Final = (0x0409, 0x04B0)
"""The language and the code page of the texts (VarFileInfo, "Translation")."""


def version_resource(name: str, version: str) -> VSVersionInfo:
    """For the program `name`, without ".exe". Of 1.2.3rc1 the numbers alone go into the fixed part."""
    from PyInstaller.utils.win32 import versioninfo as parts  # needs pefile, which Windows alone has

    texts = {
        "FileDescription": "Contact Entry",
        "ProductName": "Contact Entry",
        "CompanyName": "Contact Entry contributors",
        "LegalCopyright": "Copyright © 2026 Contact Entry contributors. MIT licence.",
        "InternalName": name,
        "OriginalFilename": f"{name}.exe",
        "FileVersion": version,
        "ProductVersion": version,
    }
    language, code_page = _ENGLISH_UNICODE
    rows = [parts.StringStruct(*text) for text in texts.items()]
    return parts.VSVersionInfo(
        ffi=parts.FixedFileInfo(filevers=(*numbers(version), 0), prodvers=(*numbers(version), 0)),
        kids=[
            parts.StringFileInfo([parts.StringTable(f"{language:04x}{code_page:04x}", rows)]),
            parts.VarFileInfo([parts.VarStruct("Translation", [language, code_page])]),
        ],
    )


def numbers(version: str) -> tuple[int, int, int]:
    """What Windows and macOS compare. Raises ValueError for a version without three numbers in front."""
    found = re.match(r"(\d+)\.(\d+)\.(\d+)", version)
    if found is None:
        raise ValueError(f"{version} does not begin with three numbers, as in 1.2.3.")
    major, minor, patch = map(int, found.groups())
    return major, minor, patch
