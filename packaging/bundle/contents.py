"""What the built program consists of on the disk, compared with the parts that are named for it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

from bundle.licences import Part

_OWN: Final = ("app", "resources", "start")
# PyInstaller's own modules, which belong to its starter.
_STARTER: Final = ("pyimod*", "pyiboot*", "pyi_*", "_pyi_*")


def names_in(folder: Path) -> set[str]:
    """Returns the names at the top of a built program: of its modules, and of its files and folders.

    ICU's libraries are named wherever they lie: they come in the folder of Qt, and are not Qt's.
    """
    from PyInstaller.archive.readers import CArchiveReader

    program = folder / ("contact-entry.exe" if sys.platform == "win32" else "contact-entry")
    reader = CArchiveReader(str(program))
    archives = [name for name in reader.toc if name.lower().endswith(".pyz")]
    modules = {name for archive in archives for name in reader.open_embedded_archive(archive).toc}
    inside = folder / "_internal"
    names = {name.partition(".")[0] for name in modules} | {one.name for one in inside.iterdir()}
    return names | {one.name for one in inside.rglob("*icu*.so.*")}


def unclaimed(names: Iterable[str], parts: Iterable[Part]) -> list[str]:
    """Returns the names that belong to no part: something is in the program that nothing tells of."""
    patterns = {claim for part in parts for claim in part.claims} | {*_OWN, *_STARTER}
    return sorted(name for name in names if not _is_claimed(name, patterns))


def unused(names: Iterable[str], parts: Iterable[Part]) -> list[str]:
    """Returns the parts of which nothing is in the program: they are named without need."""
    found = set(names)
    return sorted(
        part.name
        for part in parts
        if part.claims and not any(_is_claimed(name, set(part.claims)) for name in found)
    )


def _is_claimed(name: str, patterns: set[str]) -> bool:
    is_named = not patterns.isdisjoint({name, name.partition(".")[0]})
    return is_named or any(fnmatch(name, one) for one in patterns if "*" in one)
