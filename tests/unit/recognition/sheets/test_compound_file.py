"""Chains of sectors that run in a circle are found before anybody follows them."""

import struct
from pathlib import Path

from app.recognition.sheets.compound_file import has_sound_chains

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


def test_a_file_that_ends_before_its_chains_do() -> None:
    """The library has a fault of its own there, which tells much on the terminal of a command."""
    for size in (4096, 4224):
        assert not has_sound_chains(FAIR[:size])
    place = (struct.unpack_from("<I", FAIR, 76)[0] + 1) * 512
    successors = list(struct.unpack_from("<128I", FAIR, place))
    successors[0] = len(FAIR) // 512 - 1
    assert not has_sound_chains(FAIR[:place] + struct.pack("<128I", *successors) + FAIR[place + 512 :])
