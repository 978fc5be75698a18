"""Writes two .def files of the names that a DLL exports: for an import library, and for python3.dll.

Usage: exports.py python311.dll FOLDER
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path


def exports(data: bytes) -> list[str]:
    """Returns the names that a 64-bit DLL exports. Raises ValueError or struct.error for anything else.

    The form of the file: https://learn.microsoft.com/windows/win32/debug/pe-format
    """
    header = struct.unpack_from("<I", data, 0x3C)[0]
    sections, optional = (
        struct.unpack_from("<H", data, header + 6)[0],
        struct.unpack_from("<H", data, header + 20)[0],
    )
    table = header + 24 + optional
    places = [struct.unpack_from("<IIII", data, table + 40 * at + 8) for at in range(sections)]

    def offset(address: int) -> int:
        for size, start, raw_size, raw in places:
            if start <= address < start + max(size, raw_size):
                return int(address - start + raw)
        raise ValueError(f"{address:#x} is in no section.")

    directory = offset(struct.unpack_from("<I", data, header + 24 + 112)[0])
    count = struct.unpack_from("<I", data, directory + 24)[0]
    names = offset(struct.unpack_from("<I", data, directory + 32)[0])
    starts = [offset(struct.unpack_from("<I", data, names + 4 * at)[0]) for at in range(count)]
    return [data[start : data.index(b"\0", start)].decode() for start in starts]


def main(library: Path, folder: Path) -> None:
    """Writes FOLDER/python311.def and FOLDER/python3.def, whose names lead to the former."""
    names, stem = exports(library.read_bytes()), library.stem
    own = "".join(f"  {name}\n" for name in names)
    (folder / f"{stem}.def").write_text(f"LIBRARY {library.name}\nEXPORTS\n{own}", encoding="ascii")
    forwarded = "".join(f"  {name} = {stem}.{name}\n" for name in names)
    (folder / "python3.def").write_text(f"LIBRARY python3.dll\nEXPORTS\n{forwarded}", encoding="ascii")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
