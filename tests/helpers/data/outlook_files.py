"""Makes files as Outlook saves mails (.msg): a compound file ([MS-CFB]) with the streams of [MS-OXMSG]."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

Tree: TypeAlias = "dict[str, bytes | Tree]"
_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def outlook_mail(
    *,
    sender: tuple[str, str] = ("Kari Nordmann", "kari@fjell.no"),
    body: str = "",
    html: bytes = b"",
    rtf: bytes = b"",
    to: Sequence[tuple[str, str]] = (),
    copied: Sequence[tuple[str, str]] = (),
    attached: Mapping[str, bytes] | None = None,
    kind: str = "IPM.Note",
    code_page: int = 0,
) -> bytes:
    """Makes a mail; with a code page its texts are not in Unicode, as those of Outlook 2002 and older."""
    texts = {"001A": kind, "0C1A": sender[0], "5D01": sender[1], "1000": body}
    tree = _texts(texts, code_page)
    if html:
        tree["__substg1.0_10130102"] = html
    if rtf:
        tree["__substg1.0_10090102"] = rtf
    numbers = ((0x3FFD0003, code_page), (0x3FDE0003, code_page)) if code_page else ()
    tree["__properties_version1.0"] = bytes(32) + _numbers(numbers)
    people = [(1, *one) for one in to] + [(2, *one) for one in copied]
    for index, (recipient, name, address) in enumerate(people):
        inner = _texts({"3001": name, "39FE": address}, code_page)
        inner["__properties_version1.0"] = bytes(8) + _numbers(((0x0C150003, recipient),))
        tree[f"__recip_version1.0_#{index:08X}"] = inner
    for index, (name, data) in enumerate((attached or {}).items()):
        inner = _texts({"3707": name}, code_page)
        inner["__substg1.0_37010102"] = data
        inner["__properties_version1.0"] = bytes(8)
        tree[f"__attach_version1.0_#{index:08X}"] = inner
    return compound_file(tree)


def _texts(texts: Mapping[str, str], code_page: int) -> Tree:
    kind, encoding = ("001E", f"cp{code_page}") if code_page else ("001F", "utf-16-le")
    return {f"__substg1.0_{number}{kind}": text.encode(encoding) for number, text in texts.items() if text}


def _numbers(values: Sequence[tuple[int, int]]) -> bytes:
    return b"".join(struct.pack("<IIII", tag, 0, value, 0) for tag, value in values)


def compound_file(tree: Tree) -> bytes:
    """Makes a compound file of sectors of 512 bytes; a folder's entries are one chain to the right."""
    return _Writer().write(tree)


class _Writer:
    def __init__(self) -> None:
        self._sectors: list[bytes] = []
        self._fat: list[int] = []
        self._small = bytearray()
        self._small_fat: list[int] = []
        self._entries: list[list[object]] = []

    def write(self, tree: Tree) -> bytes:
        self._entries.append(["Root Entry", 5, _FREE, _FREE, 0, 0])
        self._entries[0][3] = self._folder(tree)
        self._entries[0][4:] = [self._chain(bytes(self._small)), len(self._small)]
        directory = b"".join(self._packed(entry) for entry in self._entries)
        at_directory = self._chain(directory + bytes(-len(directory) % _SECTOR))
        small_fat = struct.pack(f"<{len(self._small_fat)}I", *self._small_fat)
        at_small_fat = self._chain(small_fat + b"\xff" * (-len(small_fat) % _SECTOR)) if small_fat else _END
        count = 1
        while (len(self._fat) + count) * 4 > count * _SECTOR:
            count += 1
        places = range(len(self._fat), len(self._fat) + count)
        whole = self._fat + [_FAT] * count
        table = struct.pack(f"<{len(whole)}I", *whole)
        table += b"\xff" * (count * _SECTOR - len(table))
        listed = [*places, *[_FREE] * (109 - count)]
        header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
        header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
        header += struct.pack("<IIIII", 0, count, at_directory, 0, _CUTOFF)
        header += struct.pack("<IIII", at_small_fat, -(-len(small_fat) // _SECTOR), _END, 0)
        return header + struct.pack("<109I", *listed) + b"".join(self._sectors) + table

    def _folder(self, tree: Tree) -> int:
        """Adds the entries of a folder; returns the first of them."""
        places = []
        for name, content in sorted(tree.items(), key=lambda one: (len(one[0]), one[0].upper())):
            places.append(len(self._entries))
            if isinstance(content, bytes):
                self._entries.append([name, 2, _FREE, _FREE, self._stream(content), len(content)])
            else:
                entry: list[object] = [name, 1, _FREE, _FREE, 0, 0]
                self._entries.append(entry)
                entry[3] = self._folder(content)
        for place, following in pairwise(places):
            self._entries[place][2] = following
        return places[0] if places else _FREE

    def _stream(self, content: bytes) -> int:
        if len(content) >= _CUTOFF:
            return self._chain(content)
        if not content:
            return _END
        first = len(self._small_fat)
        count = -(-len(content) // _SMALL)
        self._small += content + bytes(-len(content) % _SMALL)
        self._small_fat += [*range(first + 1, first + count), _END]
        return first

    def _chain(self, content: bytes) -> int:
        if not content:
            return _END
        first, count = len(self._fat), -(-len(content) // _SECTOR)
        padded = content + bytes(-len(content) % _SECTOR)
        self._sectors += [padded[at : at + _SECTOR] for at in range(0, len(padded), _SECTOR)]
        self._fat += [*range(first + 1, first + count), _END]
        return first

    @staticmethod
    def _packed(entry: list[object]) -> bytes:
        name, kind, right, child, start, size = entry
        letters = f"{name}\0".encode("utf-16-le")
        return letters.ljust(64, b"\0") + struct.pack(
            "<HBBIII16xI8x8xIQ", len(letters), kind, 1, _FREE, right, child, 0, start, size
        )
