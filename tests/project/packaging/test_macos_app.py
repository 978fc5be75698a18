"""What is looked for in a built application for macOS, with small programs made here."""

from __future__ import annotations

import plistlib
import struct
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pytest

check: Any = import_module("macos.check_app")
ARM: Final = 0x0100000C
INTEL: Final = 0x01000007
INFO: Final = {
    "CFBundleIdentifier": "local.contact-entry.ContactEntry",
    "CFBundleExecutable": "contact-entry",
    "CFBundleShortVersionString": "1.2.3",
    "CFBundleVersion": "1.2.3",
    "LSMinimumSystemVersion": "13.0",
}


def text_command(number: int, text: str, header: bytes = b"") -> bytes:
    words = text.encode() + b"\0"
    words += b"\0" * (-len(words) % 8)
    start = 12 + len(header)
    return struct.pack("<III", number, start + len(words), start) + header + words


def macho(*loads: str, searches: tuple[str, ...] = (), least: int = 12, kind: int = ARM) -> bytes:
    commands = [text_command(0x0C, name, b"\0" * 12) for name in loads]
    commands += [text_command(0x8000001C, name) for name in searches]
    commands.append(struct.pack("<IIIIII", 0x32, 24, 1, least << 16, 14 << 16, 0))
    body = b"".join(commands)
    return b"\xcf\xfa\xed\xfe" + struct.pack("<IIIIIII", kind, 0, 2, len(commands), len(body), 0, 0) + body


def universal(*parts: bytes) -> bytes:
    start, table, body = 8 + 20 * len(parts), b"", b""
    for part in parts:
        table += struct.pack(">IIIII", 0, 0, start + len(body), len(part), 0)
        body += part
    return b"\xca\xfe\xba\xbe" + struct.pack(">I", len(parts)) + table + body


@pytest.fixture
def app(tmp_path: Path) -> Path:
    contents = tmp_path / "Contact Entry.app" / "Contents"
    (contents / "MacOS").mkdir(parents=True)
    (contents / "Frameworks").mkdir()
    (contents / "Resources").mkdir()
    (contents / "Info.plist").write_bytes(plistlib.dumps(INFO))
    (contents / "MacOS/contact-entry").write_bytes(macho("/usr/lib/libSystem.B.dylib", "@rpath/Python"))
    searches = ("@loader_path/..",)
    qt = universal(macho("@rpath/QtCore", searches=searches, kind=INTEL), macho("@rpath/QtCore"))
    (contents / "Frameworks/QtGui").write_bytes(qt)
    (contents / "Resources/texts.toml").write_text("no program")
    (contents / "Resources/QtGui").symlink_to("../Frameworks/QtGui")
    return contents.parent


def test_an_application_as_it_should_be_has_no_trouble(app: Path) -> None:
    assert list(check.troubles(app)) == []


@pytest.mark.parametrize(
    ("library", "told"),
    [
        (macho("/opt/homebrew/lib/libffi.8.dylib"), "libffi.8.dylib, which is on the computer that built it"),
        (macho(searches=("/opt/homebrew/lib",)), "looks for libraries in /opt/homebrew/lib"),
        (macho(least=14), "needs macOS 14.0; Info.plist says 13.0"),
        (macho(kind=INTEL), "is not for arm64"),
    ],
    ids=["loads", "searches", "least", "architecture"],
)
def test_a_library_that_would_not_be_found_or_run_is_told(app: Path, library: bytes, told: str) -> None:
    (app / "Contents/Frameworks/other.dylib").write_bytes(library)
    (trouble,) = check.troubles(app)
    assert trouble.startswith("Frameworks/other.dylib")
    assert told in trouble


def test_a_link_that_leads_out_is_told(app: Path) -> None:
    (app / "Contents/Resources/out").symlink_to("/usr/lib")
    (app / "Contents/Resources/nowhere").symlink_to("gone")
    assert [line.partition(" ")[0] for line in check.troubles(app)] == ["Resources/nowhere", "Resources/out"]


def test_without_what_names_and_starts_it_it_is_none(app: Path) -> None:
    info = app / "Contents/Info.plist"
    info.write_bytes(plistlib.dumps({**INFO, "CFBundleIdentifier": ""}))
    assert list(check.troubles(app)) == ["Info.plist has no CFBundleIdentifier."]
    info.write_bytes(plistlib.dumps({**INFO, "CFBundleExecutable": "gone"}))
    assert list(check.troubles(app)) == ["MacOS/gone, which Info.plist names, is no program."]
    info.write_text("no list")
    (trouble,) = check.troubles(app)
    assert trouble.startswith("Info.plist cannot be read")
