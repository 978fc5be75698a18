"""Looks at what the built program needs from the system, and fills it into nfpm.yaml.

Usage: ``python packaging/linux/needs.py FOLDER <packaging/linux/nfpm.yaml >FILLED``. Needs Debian's binutils,
and the libraries themselves to be installed, so that dpkg can tell which package each is from.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

# Since Debian 13 and Ubuntu 24.04 (time_t of 64 bits) they are called so.
RENAMED: Final = {name: f"{name}t64" for name in ("libglib2.0-0", "libssl3", "libcups2")}
_ELF: Final = b"\x7fELF"
_NEEDED: Final = re.compile(r"\(NEEDED\).*\[(.+)\]")
_VERSIONS_OF: Final = re.compile(r"^\s*(?:0x)?\w+: Version: \d+\s+File: (\S+)")
_VERSION: Final = re.compile(r"^\s*(?:0x)?\w+:\s+Name: (\S+)")

Needs = Mapping[str, frozenset[str]]
"""Of each library from the system the versions of its symbols that are asked for."""


def needs_of(folder: Path) -> Needs:
    """Of everything executable in that folder, without what lies there itself."""
    files = [path for path in sorted(folder.rglob("*")) if _is_elf(path)]
    own = {path.name for path in folder.rglob("*.so*")}
    found: dict[str, set[str]] = defaultdict(set)
    for path in files:
        for library, versions in _needs(path).items():
            if library not in own:
                found[library] |= versions
    return {library: frozenset(versions) for library, versions in sorted(found.items())}


def debian(needs: Needs) -> list[str]:
    """The packages that bring those libraries, as dpkg's Depends wants them. Raises LookupError."""
    packages = {_package_of(library) for library in needs}
    c_library = _highest([version for versions in needs.values() for version in versions], "GLIBC")
    depends = {name: f"{name} | {RENAMED[name]}" if name in RENAMED else name for name in packages}
    depends["libc6"] = f"libc6 (>= {c_library})"
    return [depends[name] for name in sorted(depends)]


def rpm(needs: Needs) -> list[str]:
    """The libraries in rpm's own words, which every distribution's packages provide."""
    lines = set()
    for library, versions in needs.items():
        if library.startswith("ld-linux"):
            continue  # provided by whoever provides libc.so.6
        lines.add(f"{library}()(64bit)")
        for family in {version.rpartition("_")[0] for version in versions}:
            lines.add(f"{library}({family}_{_highest(versions, family)})(64bit)")
    return sorted(lines)


def filled(template: str, needs: Needs) -> str:
    """The template with a line for each dependency in the place of the two that stand for them."""
    for place, found in (("@deb-libraries@", debian(needs)), ("@rpm-libraries@", rpm(needs))):
        line = next(line for line in template.splitlines(keepends=True) if place in line)
        template = template.replace(line, "".join(line.replace(place, item) for item in found))
    return template


def _is_elf(path: Path) -> bool:
    if not path.is_file() or path.is_symlink():
        return False
    with path.open("rb") as file:
        return file.read(4) == _ELF


def _needs(path: Path) -> dict[str, set[str]]:
    told = _run("readelf", "--wide", "--dynamic", "--version-info", str(path))
    found: dict[str, set[str]] = {library: set() for library in _NEEDED.findall(told)}
    library = ""
    # Only the section on needed versions has these lines.
    for line in told.partition(".gnu.version_r")[2].splitlines():
        if of := _VERSIONS_OF.match(line):
            library = of[1]
        elif (version := _VERSION.match(line)) and library in found:
            found[library].add(version[1])
    return found


def _highest(versions: Iterable[str], family: str) -> str:
    """Of GLIBC_2.4 and GLIBC_2.34 the second's number."""
    numbers = [version.removeprefix(f"{family}_") for version in versions if version.startswith(f"{family}_")]
    return max(numbers, key=_as_numbers)


def _as_numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def _package_of(library: str) -> str:
    where = _installed().get(library)
    if where is None:
        raise LookupError(f"{library} is needed and not installed here, so nobody can tell its package.")
    # dpkg knows a file by the place that its package gives it, with or without /usr.
    resolved = os.path.realpath(where)
    for path in (where, resolved, where.removeprefix("/usr"), resolved.removeprefix("/usr"), f"/usr{where}"):
        owner = subprocess.run(["dpkg-query", "-S", path], capture_output=True, text=True, check=False)  # noqa: S603, S607  # the system's own
        if owner.returncode == 0:
            name = owner.stdout.partition(":")[0]
            return next((old for old, new in RENAMED.items() if new == name), name)
    raise LookupError(f"{where} belongs to no package.")


@cache
def _installed() -> dict[str, str]:
    """Where the dynamic loader finds each library."""
    lines = re.findall(r"^\t(\S+) \(.*x86-64.*\) => (\S+)$", _run("/sbin/ldconfig", "-p"), re.MULTILINE)
    return dict(reversed(lines))


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603  # the system's own


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    try:
        text = filled(sys.stdin.read(), needs_of(options.parse_args().folder))
    except LookupError as error:
        print(f"needs: {error}", file=sys.stderr)
        return 1
    print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
