"""``make outdated``: names the dependencies that are behind, and what to do; no part of ``make check``.

Asks the package index, as pip does. Without a connection it says so and ends with 0.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

_CONSTRAINTS: Final = Path(__file__).with_name("constraints.txt")
_PROJECT: Final = Path(__file__).parents[1] / "pyproject.toml"
# What “make pins” would do, without doing it.
_DRY_RUN: Final = (
    *("install", "--dry-run", "--quiet", "--report", "-", "--no-input", "--upgrade"),
    *("--upgrade-strategy", "eager"),
)
_PINNED: Final = re.compile(r"^([\w.-]+)==(\S+?)(?:;.*)?$", re.MULTILINE)


def pinned(text: str) -> dict[str, str]:
    """Returns the pinned versions by name, as pip compares names."""
    return {_plain(name): version for name, version in _PINNED.findall(text)}


def wanted(project: str) -> list[str]:
    """Returns everything that ``pyproject.toml`` asks for, with the versions that it excludes."""
    told = tomllib.loads(project)["project"]
    extras: dict[str, list[str]] = told["optional-dependencies"]
    return [*told["dependencies"], *extras["dev"], *extras["package"]]


def behind(pins: dict[str, str], told: list[dict[str, Any]]) -> list[str]:
    """Returns a line for each pinned package that pip would bring up to date; `told` is what it reports."""
    newer = {_plain(one["metadata"]["name"]): str(one["metadata"]["version"]) for one in told}
    return [
        f"{name}: {pins[name]} is pinned, {newer[name]} is there"
        for name in sorted(newer)
        if name in pins and pins[name] != newer[name]
    ]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> int:
    """Prints what is behind. Returns 1 if anything is."""
    asked = [*_DRY_RUN, *wanted(_PROJECT.read_text(encoding="utf-8"))]
    done = subprocess.run(  # noqa: S603  # pip, by name
        [sys.executable, "-m", "pip", *asked], capture_output=True, text=True, check=False, timeout=900
    )
    try:
        told = json.loads(done.stdout)["install"]
    except (ValueError, KeyError, TypeError):
        print("outdated: the package index could not be asked; nothing is known.")
        return 0
    lines = behind(pinned(_CONSTRAINTS.read_text(encoding="utf-8")), told)
    print(*lines, sep="\n")
    print(
        f"outdated: {len(lines)} behind. “make pins” brings all up to date." if lines else "outdated: none."
    )
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
