"""Collects the licence texts of everything that goes into the built program."""

from __future__ import annotations

import re
import shutil
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Final

_LICENCE = re.compile(r"(^|/)(licen[cs]es?/.+|(licen[cs]e|copying|notice|authors)[\w.-]*)$", re.IGNORECASE)
_TEXTS: Final = Path(__file__).parents[1] / "licenses"
_RESOURCES: Final = Path(__file__).parents[2] / "resources"
# Their wheels come without the text.
_FROM_HERE: Final = {
    "PySide6_Essentials": ("LGPL-3.0-only.txt", "GPL-3.0-only.txt"),
    "shiboken6": ("LGPL-3.0-only.txt", "GPL-3.0-only.txt"),
}
_RUNS_IN_IT: Final = ("pyinstaller",)
"""Its start-up code is part of what it builds."""


@dataclass(frozen=True)
class Part:
    """Something bundled: its texts lie in the folder `name` of the collection."""

    name: str
    version: str
    licence: str


def collect(entries: Iterable[tuple[str, str, str]], folder: Path) -> list[Part]:
    """Writes the texts below `folder`, and a table ``parts.tsv`` of name, version and licence.

    `entries` are PyInstaller's: the second of each is the file that it was taken from. Raises LookupError
    for a part that says nothing of its licence or brings no text.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    used = {str(Path(source)) for _, source, _ in entries if source}
    found = sorted(distributions(), key=lambda one: one.name.lower())
    parts = [
        _python(folder),
        _postcodes(folder),
        *(_distribution(one, folder) for one in found if _is_in(one, used)),
    ]
    lines = "".join(f"{part.name}\t{part.version}\t{part.licence}\n" for part in parts)
    (folder / "parts.tsv").write_text(lines, encoding="utf-8")
    return parts


def _is_in(one: Distribution, used: set[str]) -> bool:
    return one.name in _RUNS_IN_IT or any(str(one.locate_file(file)) in used for file in one.files or ())


def _python(folder: Path) -> Part:
    text = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    if not text.is_file():
        # Debian's Python has it here, Windows' beside the interpreter.
        text = next(
            path
            for path in (Path(sys.base_prefix, "LICENSE.txt"), Path("/usr/share/doc/python3/copyright"))
            if path.is_file()
        )
    _copy(text, folder / "Python")
    return Part("Python", sys.version.split()[0], "PSF-2.0")


def _postcodes(folder: Path) -> Part:
    _copy(_RESOURCES / "recognition" / "NOTICE.txt", folder / "GeoNames")
    return Part("GeoNames", "2024-08-09", "CC-BY-4.0")


def _distribution(one: Distribution, folder: Path) -> Part:
    target = folder / one.name
    for file in one.files or ():
        if ".dist-info/" in file.as_posix() and _LICENCE.search(file.as_posix().partition(".dist-info/")[2]):
            _copy(Path(str(one.locate_file(file))), target)
    for name in _FROM_HERE.get(one.name, ()):
        _copy(_TEXTS / name, target)
    if not target.is_dir():
        raise LookupError(f"{one.name} brings no licence text: put one into packaging/licenses.")
    return Part(one.name, one.version, _licence_of(one))


def _licence_of(one: Distribution) -> str:
    told = one.metadata
    named = str(told.json.get("license_expression") or told.json.get("license") or "")
    classes = [
        line.split(" :: ")[-1] for line in told.get_all("Classifier", []) if line.startswith("License")
    ]
    # Some put the whole text there.
    licence = named if named and "\n" not in named else " and ".join(classes)
    if not licence:
        raise LookupError(f"{one.name} does not say under which licence it is.")
    return licence


def _copy(source: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    shutil.copyfile(source, folder / source.name)
