"""``contact-entry self-test``: whether the program works on this computer."""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from app import __version__
from app.commands.output import Exit, tell, tell_json
from app.self_test import NAMES, Check, Outcome, checks
from app.storage.files.places import Places

_WIDTH: Final = max(map(len, NAMES))


def run(arguments: argparse.Namespace) -> Exit:
    if arguments.part == "window":
        return _window()
    places = Places.of(arguments.home)
    about = _about(places)
    if not arguments.json:
        tell(f"Contact Entry {about['version']} on {about['platform']}, Python {about['python']}")
        tell(f"Entries: {about['store']}")
    made: list[Check] = []
    for check in checks(places):
        made.append(check)
        if not arguments.json:
            _tell(check)
    failed = [check for check in made if check.outcome is Outcome.FAILED]
    if arguments.json:
        tell_json({**about, "ok": not failed, "checks": [asdict(check) for check in made]})
    else:
        tell(_verdict(made, failed))
    return Exit.NOT_SOUND if failed else Exit.DONE


def _window() -> Exit:
    """This is the process in which Qt is loaded: see `app.self_test.window_process`."""
    from app.self_test.window import checks as window_checks

    for check in window_checks():
        tell_json(asdict(check))
    return Exit.DONE


def _about(places: Places) -> dict[str, Any]:
    return {
        "version": __version__,
        "platform": platform.platform(),
        "python": platform.python_version(),
        "qt": _qt_version(),
        "bundled": bool(getattr(sys, "frozen", False)),
        "store": str(places.store),
    }


def _qt_version() -> str:
    try:
        from PySide6.QtCore import qVersion
    except ImportError:
        return ""  # the check of the window tells
    return qVersion()


def _tell(check: Check) -> None:
    tell(f"{check.name:<{_WIDTH}}  {check.outcome:<6}  {check.sentence}")
    if check.detail:
        tell(f"{'':<{_WIDTH + 10}}({check.detail})")


def _verdict(made: Sequence[Check], failed: Sequence[Check]) -> str:
    if not failed:
        return "Contact Entry works on this computer."
    which = "One check" if len(failed) == 1 else f"{len(failed)} checks"
    return f"{which} of {len(made)} failed. Send these lines to whoever looks after this computer."
