"""What the trials of the packages share: a line for what holds, and an end where something does not."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from linux.bare_root import USER, Root, StepFailed


def say(text: str) -> None:
    """Prints what was found to hold."""
    print(f"ok    {text}", flush=True)


def expect(holds: bool, otherwise: str) -> None:
    """Raises StepFailed with what is `otherwise`."""
    if not holds:
        raise StepFailed(otherwise)


def checked(*command: str | Path, environment: Mapping[str, str] | None = None) -> str:
    """Runs one of this computer's programs; returns its standard output. Raises StepFailed where it fails."""
    done = subprocess.run(  # noqa: S603  # Debian's own
        list(map(str, command)), capture_output=True, text=True, check=False, env=environment
    )
    expect(done.returncode == 0, f"{command[0]}: {done.stdout}{done.stderr}")
    return done.stdout


def as_user(root: Root) -> Any:
    """Returns what runs a command in the root as its user."""
    return lambda *command, **options: root.run(*command, user=USER, **options)
