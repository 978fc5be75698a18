"""Looks into a built application for macOS: whether its files are where they belong and find each other.

Usage: python packaging/macos/check_app.py "build/bundle/Contact Entry.app"
A line for each thing that is wrong. It reads files alone, and so runs on every system.
"""

from __future__ import annotations

import plistlib
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

# Mach-O: /usr/include/mach-o/loader.h and fat.h of macOS.
_MAGIC_64: Final = b"\xcf\xfa\xed\xfe"
_FAT: Final = b"\xca\xfe\xba\xbe"
_ARCHITECTURES: Final = {0x01000007: "x86_64", 0x0100000C: "arm64"}
_LOADED: Final = {0x0C, 0x80000018, 0x8000001F, 0x80000023}  # a library: plain, weak, re-exported, upward
_RPATH: Final = 0x8000001C
_BUILD_VERSION: Final = 0x32
_OLDER_BUILD_VERSION: Final = 0x24
_OF_THE_SYSTEM: Final = ("/usr/lib/", "/System/Library/")
_INSIDE: Final = ("@rpath/", "@loader_path", "@executable_path")
_ASKED: Final = ("CFBundleIdentifier", "CFBundleExecutable", "CFBundleShortVersionString", "CFBundleVersion")


@dataclass(frozen=True)
class Image:
    """What one architecture of a program or library says. `least` is the oldest macOS that it runs on."""

    architecture: str
    loads: tuple[str, ...]
    searches: tuple[str, ...]
    least: tuple[int, int]


def images(data: bytes) -> list[Image]:
    """Returns the images in a file, none where it is no Mach-O. Raises struct.error where it is cut off."""
    if data[:4] == _FAT:
        count = struct.unpack_from(">I", data, 4)[0]
        starts = [struct.unpack_from(">IIIII", data, 8 + 20 * number)[2] for number in range(count)]
        # A class file of Java begins alike; its third number is no count.
        return [one for start in starts for one in images(data[start:])] if count < 20 else []
    return [_image(data)] if data[:4] == _MAGIC_64 else []


def _image(data: bytes) -> Image:
    kind, count = struct.unpack_from("<I", data, 4)[0], struct.unpack_from("<I", data, 16)[0]
    loads: list[str] = []
    searches: list[str] = []
    least, at = (0, 0), 32
    for _ in range(count):
        command, size = struct.unpack_from("<II", data, at)
        if command in _LOADED or command == _RPATH:
            start = at + struct.unpack_from("<I", data, at + 8)[0]
            text = data[start : at + size].partition(b"\0")[0].decode()
            (searches if command == _RPATH else loads).append(text)
        elif command in (_BUILD_VERSION, _OLDER_BUILD_VERSION):
            number = struct.unpack_from("<I", data, at + (12 if command == _BUILD_VERSION else 8))[0]
            least = (number >> 16, number >> 8 & 0xFF)
        at += size
    return Image(_ARCHITECTURES.get(kind, hex(kind)), tuple(loads), tuple(searches), least)


def troubles(app: Path) -> Iterator[str]:
    """Yields what is wrong, a sentence each. `app` is the folder that ends with .app."""
    contents = app / "Contents"
    try:
        told = plistlib.loads((contents / "Info.plist").read_bytes())
    except (OSError, plistlib.InvalidFileException) as error:
        yield f"Info.plist cannot be read: {error}"
        return
    yield from (f"Info.plist has no {key}." for key in _ASKED if not told.get(key))
    program = contents / "MacOS" / str(told.get("CFBundleExecutable"))
    own = images(program.read_bytes()) if program.is_file() else []
    if not own:
        yield f"MacOS/{program.name}, which Info.plist names, is no program."
        return
    least = tuple(map(int, str(told.get("LSMinimumSystemVersion", "0.0")).split(".")[:2]))
    wanted = {image.architecture for image in own}
    for file in sorted(one for one in contents.rglob("*") if one.is_file() and not one.is_symlink()):
        found = images(file.read_bytes())
        place = file.relative_to(contents)
        if found and not wanted <= {image.architecture for image in found}:
            yield f"{place} is not for {' and '.join(sorted(wanted))}."
        for image in found:
            yield from (f"{place}: {what}" for what in _image_troubles(image, least))
    for link in sorted(one for one in contents.rglob("*") if one.is_symlink()):
        if not link.resolve().is_relative_to(app.resolve()) or not link.exists():
            yield f"{link.relative_to(contents)} is a link that leads nowhere or out of the application."


def _image_troubles(image: Image, least: tuple[int, ...]) -> Iterator[str]:
    for name in image.loads:
        if not name.startswith((*_OF_THE_SYSTEM, *_INSIDE)):
            yield f"it loads {name}, which is on the computer that built it."
    for name in image.searches:
        if not name.startswith(_INSIDE):
            yield f"it looks for libraries in {name}."
    if image.least > least:
        needed, told = (".".join(map(str, version)) for version in (image.least, least))
        yield f"it needs macOS {needed}; Info.plist says {told}."


def main(app: Path) -> int:
    """Prints what is wrong. Returns 1 if anything is."""
    found = list(troubles(app))
    print(*found, sep="\n", end="\n" if found else "")
    if not found:
        print(f"{app.name}: its files are for macOS as Info.plist says, and find each other.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
