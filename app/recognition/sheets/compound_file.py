"""Checks the chains of a compound file (XLS): a damaged one that runs in a circle would be read for ever.

Source: [MS-CFB], sections 2.2 (header), 2.3 (FAT), 2.5 (DIFAT).
"""

from __future__ import annotations

import struct
from math import ceil
from typing import Final

_HEADER: Final = 512
_IN_HEADER: Final = 109
_LAST_SECTOR: Final = 0xFFFFFFFA
_MOST_SECTORS: Final = 1_000_000


def has_sound_chains(data: bytes) -> bool:
    """Returns True if no chain of sectors runs into another, into itself, or beyond the end of the file."""
    if len(data) < _HEADER:
        return False
    shift = struct.unpack_from("<H", data, 30)[0]
    size = 1 << shift
    if shift not in (9, 12):
        return False
    successors = _fat(data, size)
    if successors is None:
        return False
    starts = struct.unpack_from("<I", data, 48)[0], struct.unpack_from("<I", data, 60)[0]
    known = [one for one in successors if one < _LAST_SECTOR]
    if max(known, default=0) >= ceil(len(data) / size) - 1:  # the header takes the place of one
        return False
    followers = set(known)
    # What nothing else leads to begins a chain; where each sector has one before it, none is a circle.
    return len(known) == len(followers) and not followers.intersection(starts)


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
