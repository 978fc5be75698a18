"""Chains of sectors that run in a circle are found before anybody follows them."""

import struct
from pathlib import Path

import pytest

from app.recognition.sheets.compound_file import has_sound_chains, streams_of

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


_END, _FREE, _OF_FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def made(
    successors: dict[int, int], sectors: int, *, shift: int = 9, fats: int = 1, entry: bytes = b""
) -> bytes:
    """Returns a compound file whose first sectors are the table of all, with these successors in it.

    Its directory begins in sector `fats`, with an empty entry and that one.
    """
    size, directory = 1 << shift, fats
    header = bytearray(max(size, 512))
    struct.pack_into("<H", header, 30, shift)
    struct.pack_into("<I", header, 48, directory)
    struct.pack_into("<I", header, 60, _END)
    places = [*range(fats), *[_FREE] * (109 - fats)]
    struct.pack_into("<109I", header, 76, *places)
    entries = size // 4 * fats
    given = dict.fromkeys(range(fats), _OF_FAT) | successors
    table = struct.pack(f"<{entries}I", *(given.get(one, _FREE) for one in range(entries)))
    entries_of_directory = (bytes(128) + entry).ljust(size * (sectors - fats), b"\0")
    return bytes(header) + table + entries_of_directory


@pytest.mark.parametrize("shift", [9, 12])
def test_a_chain_may_go_as_far_as_the_last_sector(shift: int) -> None:
    assert has_sound_chains(made({1: 2, 2: _END}, 3, shift=shift))
    assert not has_sound_chains(made({1: 3, 2: _END}, 3, shift=shift)), "there is none of that number"
    cut = made({1: 2, 2: _END}, 3, shift=shift)[:-100]
    assert has_sound_chains(cut), "the last sector need not be full"


@pytest.mark.parametrize("shift", [8, 10, 13])
def test_sectors_of_another_size_are_those_of_no_compound_file(shift: int) -> None:
    assert not has_sound_chains(made({1: _END}, 3, shift=shift))


def test_a_circle_is_found_wherever_it_is() -> None:
    for at in (3, 101, 126):
        assert not has_sound_chains(made({1: _END, at: at + 1, at + 1: at}, 140))
        assert not has_sound_chains(made({1: _END, at: at}, 140))
    assert not has_sound_chains(made({2: _END, 200: 201, 201: 200}, 250, fats=2)), "in the second part"
    assert has_sound_chains(made({2: _END, 200: 201, 201: _END}, 250, fats=2))


def test_no_chain_runs_into_another_or_into_a_beginning() -> None:
    assert has_sound_chains(made({1: 3, 2: 4, 3: _END, 4: _END}, 6))
    assert not has_sound_chains(made({1: 4, 2: 4, 4: _END}, 6))
    assert not has_sound_chains(made({2: 1, 1: _END}, 6)), "the directory begins there"


@pytest.mark.parametrize("shift", [9, 12])
@pytest.mark.parametrize(("more", "is_sound"), [(0, True), (1, False), (0x7FFFFFFF, False)])
def test_nothing_is_longer_than_the_file(shift: int, more: int, is_sound: bool) -> None:
    """As much memory is taken as it says."""
    whole = len(made({1: _END}, 3, shift=shift))
    upper = 7 if shift == 9 else 0  # which may be anything there
    entry = "Book".encode("utf-16-le").ljust(120, b"\0") + struct.pack("<II", whole + more, upper)
    assert has_sound_chains(made({1: _END}, 3, shift=shift, entry=entry)) is is_sound
    unnamed = bytes(120) + struct.pack("<II", whole + more, upper)
    assert has_sound_chains(made({1: _END}, 3, shift=shift, entry=unnamed))


def test_a_length_of_eight_bytes_is_read_whole() -> None:
    entry = "Book".encode("utf-16-le").ljust(120, b"\0") + struct.pack("<II", 5, 1)
    assert not has_sound_chains(made({1: _END}, 3, shift=12, entry=entry))


def test_a_directory_is_read_to_its_end() -> None:
    entry = ("Book".encode("utf-16-le").ljust(120, b"\0") + struct.pack("<II", 1 << 30, 0)).ljust(128, b"\0")
    for place in range(11):
        data = made({1: 3, 3: 2, 2: _END}, 4, entry=bytes(128 * place) + entry)
        assert not has_sound_chains(data), place
    beyond = made({1: 2, 2: _END}, 4, entry=bytes(128 * 7) + entry)
    assert has_sound_chains(beyond), "it is no part of the directory"
    assert has_sound_chains(made({1: 2, 2: _END}, 3)[:-300]), "the last part of it may be cut off"


def test_a_file_without_any_chain_is_sound() -> None:
    assert has_sound_chains(made({}, 1)[:1024])


@pytest.mark.parametrize("shift", [9, 12])
def test_an_entry_that_is_not_whole_is_none(shift: int) -> None:
    entry = ("Book".encode("utf-16-le").ljust(120, b"\0") + struct.pack("<II", 1 << 30, 0)).ljust(128, b"\0")
    last = (2 << shift) // 128 - 1
    data = made({1: 2, 2: _END}, 3, shift=shift, entry=bytes(128 * (last - 1)) + entry)
    assert len(data) == 4 << shift
    assert not has_sound_chains(data)
    assert has_sound_chains(data[:-1])


def test_every_workbook_of_the_directory_is_found() -> None:
    """The library takes the first of that name, in whatever folder it lies, or in none."""
    data = FAIR
    assert list(streams_of(data)) == ["workbook"]
    name = "Workbook".encode("utf-16-le")
    assert data.count(name) == 1
    at = data.index(name)
    root = data.index("Root Entry".encode("utf-16-le"))
    hidden = bytearray(data)
    hidden[root + 76 : root + 80] = b"\xff" * 4  # its only child
    with pytest.raises(ValueError):
        streams_of(bytes(hidden))
    assert streams_of(data[:at] + "Workbuch".encode("utf-16-le") + data[at + len(name) :]) == {}
