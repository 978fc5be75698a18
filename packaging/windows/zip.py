"""Packs the program for Windows as an archive for those who may not install: it runs where it is unpacked.

Usage: python3 packaging/windows/zip.py PAYLOAD OUTPUT.zip
The same files give the same bytes: the dates are those of SOURCE_DATE_EPOCH, else of 1980.
"""

from __future__ import annotations

import os
import sys
import time
import zipfile
from pathlib import Path

FOLDER = "Contact Entry"
"""The one folder in the archive: unpacked anywhere, it does not spill."""


def pack(payload: Path, output: Path) -> int:
    """Writes the archive. Returns the count of files."""
    # A date before 1980 cannot be written: PKWARE's APPNOTE, 4.4.6.
    at = max(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), 315532800)
    files = sorted(file for file in payload.rglob("*") if file.is_file())
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in files:
            name = f"{FOLDER}/{file.relative_to(payload).as_posix()}"
            entry = zipfile.ZipInfo(name, time.gmtime(at)[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes())
    return len(files)


if __name__ == "__main__":
    print(f"zip: {sys.argv[2]}, {pack(Path(sys.argv[1]), Path(sys.argv[2]))} files")
