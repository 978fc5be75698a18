"""Checks the chains of a compound file (XLS): a damaged one that runs in a circle would be read for ever.

One that is said to be longer than the file would take as much memory as it says.
Source: [MS-CFB], sections 2.2 (header), 2.3 (FAT), 2.5 (DIFAT), 2.6 (directory).
"""

from __future__ import annotations

import io
import struct
from math import ceil
from typing import Final

_HEADER: Final = 512
_IN_HEADER: Final = 109
_LAST_SECTOR: Final = 0xFFFFFFFA
_FREE: Final = 0xFFFFFFFF
_SHIFTS: Final = (9, 12)
_SMALL: Final = 512
_ENTRY: Final = 128
"""Bytes of an entry of the directory."""
_MOST_SECTORS: Final = 1_000_000
_BOOKS: Final = ("workbook", "book")


def has_sound_chains(data: bytes) -> bool:
    """Returns True if no chain of sectors runs into another, into itself, or beyond the end of the file.

    Nothing in its directory is said to be longer than the file, either.
    """
    if len(data) < _HEADER:
        return False
    shift = struct.unpack_from("<H", data, 30)[0]
    successors = _fat(data, 1 << shift) if shift in _SHIFTS else None
    if successors is None:
        return False
    starts = struct.unpack_from("<I", data, 48)[0], struct.unpack_from("<I", data, 60)[0]
    known = [one for one in successors if one < _LAST_SECTOR]
    if max(known, default=0) >= ceil(len(data) / (1 << shift)) - 1:  # the header takes the place of one
        return False
    followers = set(known)
    if len(known) != len(followers) or followers.intersection(starts):
        return False
    # Each sector is in one chain at most. What nothing else leads to begins one; the rest are circles.
    begins = [one for one, successor in enumerate(successors) if successor != _FREE and one not in followers]
    is_without_circle = sum(len(_chain(one, successors)) - 1 for one in begins) == len(known)
    return is_without_circle and _are_lengths_possible(data, _chain(starts[0], successors), 1 << shift)


def _chain(begin: int, successors: list[int]) -> list[int]:
    """Returns the sectors of a chain, as far as their successors are known."""
    chain = [begin]
    while chain[-1] < len(successors) and successors[chain[-1]] < _LAST_SECTOR:
        chain.append(successors[chain[-1]])
    return chain


def _are_lengths_possible(data: bytes, directory: list[int], size: int) -> bool:
    """Returns True if nothing in the sectors of the directory is said to be longer than the file."""
    # In a file of small sectors the upper half of a length may be anything.
    length = "<I" if size == _SMALL else "<Q"
    for sector in directory:
        place = (sector + 1) * size
        entries = range(place, min(place + size, len(data) - _ENTRY + 1), _ENTRY)
        named = (at for at in entries if data[at : at + 2] != b"\0\0")
        if any(struct.unpack_from(length, data, at + 120)[0] > len(data) for at in named):
            return False
    return True


def _fat(data: bytes, size: int) -> list[int] | None:
    """Returns the successor of each sector, as far as the header says where they stand; None if cut off."""
    sectors = struct.unpack_from(f"<{_IN_HEADER}I", data, 76)
    entries: list[int] = []
    for sector in sectors:
        place = (sector + 1) * size
        if sector >= _LAST_SECTOR or len(entries) > _MOST_SECTORS:
            break
        if place + size > len(data):
            return None
        entries += struct.unpack_from(f"<{size // 4}I", data, place)
    return entries[: len(data) // size]


def streams_of(data: bytes) -> dict[str, bytes]:
    """Returns the records of the workbooks in a file whose chains are sound, by their names in small letters.

    Another workbook may lie in a folder of it. Raises ValueError where one is not to be found by its folder:
    the library looks through the whole directory.
    """
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            paths = [path for path in file.listdir() if path[-1].lower() in _BOOKS]
            entries = file.directory_fp.getvalue()
            listed = sum(_entry_name(entries, at) in _BOOKS for at in range(0, len(entries), _ENTRY))
            if listed != len(paths):
                raise ValueError
            return {"/".join(path).lower(): bytes(file.openstream(path).read()) for path in paths}
    except (LookupError, TypeError, AttributeError, RecursionError, struct.error) as error:
        raise ValueError(*error.args) from None


def _entry_name(entries: bytes, at: int) -> str:
    """Returns what an entry of the directory is called, in small letters."""
    (length,) = struct.unpack_from("<H", entries, at + 64)
    return entries[at : at + min(max(length - 2, 0), 62)].decode("utf-16-le", "replace").lower()
