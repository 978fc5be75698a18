"""Which Python is bundled: one that has the corrections of its line, or the build is a trial and says so."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Final

LEAST: Final[Mapping[tuple[int, int], int]] = {(3, 11): 14, (3, 12): 12, (3, 13): 9}
"""By line, the oldest patch that may be handed out. Raised with each release of Python that mends a fault."""


def shortcoming(version: tuple[int, int, int]) -> str:
    """Returns why that Python must not be handed out; "" if it may."""
    least = LEAST.get(version[:2])
    told = ".".join(map(str, version))
    if least is None:
        return (
            f"Python {told} is of a line that nobody has looked at: see packaging/bundle/python_version.py."
        )
    if version[2] < least:
        return f"Python {told} lacks corrections: at least {version[0]}.{version[1]}.{least} is bundled."
    return ""


def check() -> None:
    """Refuses an old Python where a release is built (RELEASE is set); else warns that this is a trial.

    Raises SystemExit.
    """
    because = shortcoming(sys.version_info[:3])
    if because and os.environ.get("RELEASE"):
        raise SystemExit(f"refused: {because}")
    if because:
        print(f"trial, not to be handed out: {because}", file=sys.stderr)
