"""What a newcomer types: the Makefile, the set-up script and the pinned versions behind it."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_REPOSITORY = Path(__file__).parents[2]
_BUILT_WITH = ["pip", "hatchling", "editables"]

needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def _make(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    # These tests may themselves run under make, which leaves its MAKEFLAGS and MAKELEVEL to its children.
    without = ("DISPLAY", "WAYLAND_DISPLAY", "MAKE")
    bare = {name: value for name, value in os.environ.items() if not name.startswith(without)}
    return subprocess.run(
        ["make", *arguments],  # noqa: S607  # the developer's own make
        cwd=_REPOSITORY,
        env=bare | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@needs_make
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a desktop is always there")
def test_run_without_a_display_says_so_in_one_sentence() -> None:
    ran = _make("run")
    assert ran.returncode != 0
    assert ran.stdout == ""
    sentence, *of_make = ran.stderr.splitlines()
    assert sentence == "There is no display to open a window on; try 'make demo', which needs none."
    assert all(line.startswith("make") for line in of_make)


@needs_make
def test_make_alone_lists_every_target() -> None:
    targets = re.search(r"^\.PHONY: (.*)$", (_REPOSITORY / "Makefile").read_text(), re.MULTILINE)
    assert targets is not None
    listed = [line.split()[1] for line in _make().stdout.splitlines()]
    assert sorted(listed) == sorted(targets[1].split())


def test_everything_that_is_installed_is_pinned() -> None:
    wanted = [*_BUILT_WITH, *_wanted()]
    assert sorted(_with_all_they_need(wanted) - _pinned().keys()) == []


def test_the_pins_are_within_what_the_project_allows() -> None:
    pinned = _pinned()
    assert [
        str(one)
        for one in map(Requirement, _wanted())
        if not one.specifier.contains(pinned[canonicalize_name(one.name)])
    ] == []


def _wanted() -> list[str]:
    """Everything that the project asks for, with all its extras."""
    project = tomllib.loads((_REPOSITORY / "pyproject.toml").read_text())["project"]
    return [
        *project["dependencies"],
        *(one for extra in project["optional-dependencies"].values() for one in extra),
    ]


def _pinned() -> dict[str, str]:
    lines = (_REPOSITORY / "packaging" / "constraints.txt").read_text().splitlines()
    pins = [re.match(r"([\w.-]+)==([^; ]+)", line) for line in lines if not line.startswith("#")]
    return {canonicalize_name(pin[1]): pin[2] for pin in pins if pin is not None}


def _with_all_they_need(wanted: list[str]) -> set[str]:
    """The names of all packages that these requirements bring onto this machine."""
    found: set[str] = set()
    waiting = [Requirement(text) for text in wanted]
    while waiting:
        one = waiting.pop()
        name = canonicalize_name(one.name)
        if name in found or (one.marker is not None and not one.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        waiting.extend(map(Requirement, _requires(name)))
    return found


def _requires(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []
