"""Builds the packages once more, in another folder, and compares the bytes: the same sources, the same files.

``make package-test`` runs it first, after ``make package``; it takes as long as that does.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
# What both packages are made of; where they differ, this tells where to look.
_PAYLOAD: Final = "build/linux/root"


def copy_sources(target: Path) -> None:
    """Copies what git knows or would take, and leaves what was built."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    out = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S603  # git
    for name in filter(None, out.split("\0")):
        source, place = ROOT / name, target / name
        if source.is_file():
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, place)
    (target / ".venv").symlink_to(ROOT / ".venv", target_is_directory=True)


def digests(folder: Path, pattern: str = "*") -> dict[str, str]:
    """Returns the digest of each file below a folder, by its path."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob(pattern))
        if file.is_file()
    }


def differing(first: dict[str, str], second: dict[str, str]) -> list[str]:
    """Returns the names that one of both lacks, or has with other bytes."""
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


def packages_in(folder: Path) -> dict[str, str]:
    """Returns the digests of the packages in a folder."""
    return digests(folder, "*.deb") | digests(folder, "*.rpm")


def main() -> int:
    """Builds, compares and prints. Returns 1 if anything differs."""
    epoch = subprocess.run(
        ["git", "log", "-1", "--format=%ct"],  # noqa: S607  # git, by name
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    with tempfile.TemporaryDirectory(prefix="contact-entry-second-") as name:
        other = Path(name) / "another"
        copy_sources(other)
        subprocess.run(
            ["sh", "packaging/linux/build.sh"],  # noqa: S607  # any POSIX shell
            cwd=other,
            env={**os.environ, "SOURCE_DATE_EPOCH": epoch},
            check=True,
        )
        unequal = differing(packages_in(ROOT / "dist"), packages_in(other / "dist"))
        inside = differing(digests(ROOT / _PAYLOAD), digests(other / _PAYLOAD))
        if keep := os.environ.get("KEEP_SECOND"):
            shutil.copytree(other / "build", keep, symlinks=True)
    for place in inside:
        print(f"differs: {place}")
    if unequal or inside:
        print(f"not ok two builds differ: {', '.join(unequal) or 'nothing but what is packed'}")
        return 1
    print("ok    two builds in different folders give the same bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
