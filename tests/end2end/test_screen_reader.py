"""The real window as a screen reader of a Linux desktop finds it: over AT-SPI, on an X screen.

Needs Xvfb, AT-SPI and its Python (Debian: xvfb, xauth, at-spi2-core, python3-pyatspi); else it is skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_READER, _BUS = "/usr/bin/python3", "/usr/libexec/at-spi-bus-launcher"
_NEEDED = ("xvfb-run", "xauth", "dbus-run-session", _BUS, _READER)
_SECONDS = 100
_ROOT = Path(__file__).parents[2]


def _lacking() -> str:
    if sys.platform != "linux":
        return "only Linux desktops have AT-SPI"
    missing = [name for name in _NEEDED if shutil.which(name) is None]
    if missing:
        return f"{', '.join(missing)} not installed"
    has_reader = subprocess.run([_READER, "-c", "import pyatspi"], capture_output=True, check=False)
    return "" if has_reader.returncode == 0 else "pyatspi not installed"


pytestmark = pytest.mark.skipif(
    bool(_lacking()), reason=f"{_lacking()} (Debian: xvfb, xauth, at-spi2-core, python3-pyatspi)"
)


def _told(what: str, home: Path) -> list[dict[str, str]]:
    """Returns what `read_window` prints of a window on an X screen and a bus of its own."""
    window = f"{sys.executable} -m tests.end2end.read_window {home} {_READER} {what}"
    # The bus of accessibility outlives the window, and would keep the pipe open.
    script = (
        f"{_BUS} --launch-immediately >/dev/null 2>&1 & sleep 0.5; {window}; code=$?; kill $!; exit $code"
    )
    done = subprocess.run(
        [
            shutil.which("xvfb-run") or "",
            *("-a", "-s", "-screen 0 1280x1024x24", "dbus-run-session", "--", "bash", "-c", script),
        ],
        cwd=_ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"},
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    # The bus has its say there, too.
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def test_every_input_has_a_name_and_none_is_read_twice(tmp_path: Path) -> None:
    found = _told("walk", tmp_path / "home")
    assert len(found) > 100
    # Of a list Qt tells its value as the name here, and its name by the label.
    assert [one for one in found if not one["name"] and not one["labels"]] == []
    named = [one for one in found if one["name"] and one["more"].strip()]
    double = [one for one in named if one["more"].rstrip(".").casefold() in one["name"].casefold()]
    assert double == []
    buttons = [one for one in named if one["role"] == "push button"]
    assert [one for one in buttons if one["more"].startswith(one["name"])] == []
    # What is there already is told where it is seen; nothing of a company that is there is required.
    assert {one["more"] for one in found if one["name"] == "Visiting address, City"} == {" ", "Tromsø"}
    assert "Contract number" in {one["name"] for one in found}


@pytest.mark.long
def test_results_questions_counts_and_mistakes_are_announced(tmp_path: Path) -> None:
    heard = _told("listen", tmp_path / "home")
    said = [one["said"] for one in heard if one["said"]]
    last = next(one for one in said if one.startswith("Nordlys Bakery: Saved as number "))
    end = said.index(last)
    assert sorted(said[:end]) == [
        "1 similar company",
        "1 to check (F8)",
        "1 to check (F8)",  # once the contract number is there
        "1 to correct (F8) · 1 to check",
        "Look again at: Company, E-mail. Press Ctrl+Enter again to save anyway.",
        "Sending Nordlys Bakery …",
        "“post@bakery” does not look like an e-mail address.",
    ]
    # Then the search for companies, what follows, the search of the outbox, and an addition.
    assert said[end + 1 : end + 5] == [
        "1 found",
        "Say when: day, month and year, with or without a time.",
        "What you changed is not saved. Press OK to save it, or Esc once more to leave without it.",
        "1 company",
    ]
    assert said[-4].startswith("Adding to “Nordlys Bakeri AS")
    assert said[-3:] == [
        "Adding to “Nordlys Bakeri AS” · number DEMO-2 · Tromsø",
        "1 to correct (F8)",
        "There is nothing to add yet. Type what this company lacks, such as a person or a phone number.",
    ]
    # A refused Save leads to the field, which says why.
    led = [one for one in heard if one["name"] == "Contract number, required"]
    assert led[-1]["more"] == "Fill in “Contract number”: your SuperOffice requires it."
