"""Says what to install for Windows, on another system: pip reads markers for the computer that it runs on.

Usage: requirements.py CONSTRAINTS_OUT [NAME ...]
Prints the requirements of pyproject.toml that hold on Windows, with what libraries need there besides; or, of
the extra “dev”, those of the given names. The pins are written without markers.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement

ROOT: Final = Path(__file__).parents[3]
ON_WINDOWS: Final = ("pywin32-ctypes", "colorama", "sspilib", "tzdata", "pefile", "pyinstaller", "setuptools")
"""What keyring, click, pyspnego, pydantic and PyInstaller take there."""
_THERE: Final = {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"}


def wanted(project: str) -> list[str]:
    """Returns what the program runs with on Windows, without markers, of the text of pyproject.toml."""
    told = tomllib.loads(project)["project"]["dependencies"]
    return [*_holding(told), *ON_WINDOWS]


def wanted_for_tests(project: str, names: list[str]) -> list[str]:
    """Returns those of the extra “dev” that have one of the names, without markers."""
    told = tomllib.loads(project)["project"]["optional-dependencies"]["dev"]
    return [line for line in _holding(told) if Requirement(line).name in names]


def pins(constraints: str) -> str:
    """Returns the pinned versions that hold on Windows, or on every system, without markers."""
    lines = [line for line in constraints.splitlines() if line and not line.startswith("#")]
    return "".join(f"{line}\n" for line in _holding(lines))


def _holding(lines: list[str]) -> list[str]:
    read = [Requirement(line) for line in lines]
    holding = [one for one in read if one.marker is None or one.marker.evaluate(_THERE)]
    for one in holding:
        one.marker = None
    return [str(one) for one in holding]


def main(out: Path, *names: str) -> None:
    """Prints the requirements, one a line, and writes the pins."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    constraints = (ROOT / "packaging/constraints.txt").read_text(encoding="utf-8")
    out.write_text(pins(constraints), encoding="utf-8")
    print(*(wanted_for_tests(project, list(names)) if names else wanted(project)), sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
