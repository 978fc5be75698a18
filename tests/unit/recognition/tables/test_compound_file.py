"""Chains of sectors that run in a circle are found before anybody follows them."""

import struct
from pathlib import Path

from app.recognition.tables.compound_file import has_sound_chains

FAIR = (Path(__file__).parents[3] / "data" / "tables" / "fair.xls").read_bytes()


def test_a_sound_file() -> None:
    assert has_sound_chains(FAIR)


def test_a_file_without_a_table_of_sectors() -> None:
    assert not has_sound_chains(FAIR[:600] + bytes(len(FAIR) - 600))
    assert not has_sound_chains(FAIR[:100])
    assert not has_sound_chains(FAIR[:30] + b"\xff\xff" + FAIR[32:])


def test_a_circle() -> None:
    place = (struct.unpack_from("<I", FAIR, 76)[0] + 1) * 512
    successors = list(struct.unpack_from("<128I", FAIR, place))
    directory = struct.unpack_from("<I", FAIR, 48)[0]
    successors[directory] = directory
    broken = FAIR[:place] + struct.pack("<128I", *successors) + FAIR[place + 512 :]
    assert not has_sound_chains(broken)
