"""``contact-entry self-test``: checks that the program works on this computer."""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from app import __version__
from app.commands.exit_codes import ExitCode
from app.commands.output import print_json, print_line
from app.self_test import NAMES, Check, Outcome, checks
from app.storage.files.paths import AppPaths
from app.translation import _, ngettext

_WIDTH: Final = max(map(len, NAMES))


def run(arguments: argparse.Namespace) -> ExitCode:
    """Runs all checks and prints their results."""
    if arguments.part == "window":
        return _run_window_checks()
    if arguments.part == "network":
        return _run_network_trial()
    if arguments.part == "jump-list":
        return _set_jump_list()
    paths = AppPaths.of(arguments.home)
    environment = _environment(paths)
    if not arguments.json:
        system = f"{environment['platform']}, Python {environment['python']}"
        print_line(
            _("Contact Entry {version} on {system}").format(version=environment["version"], system=system)
        )
        print_line(_("Entries: {path}").format(path=environment["store"]))
    results: list[Check] = []
    for check in checks(paths):
        results.append(check)
        if not arguments.json:
            _print_check(check)
    failed = [check for check in results if check.outcome is Outcome.FAILED]
    if arguments.json:
        print_json({**environment, "ok": not failed, "checks": [asdict(check) for check in results]})
    else:
        print_line(_summary(results, failed))
    return ExitCode.NOT_SOUND if failed else ExitCode.DONE


def _run_window_checks() -> ExitCode:
    """Runs the checks that load Qt, in this process: see `app.self_test.window_process`."""
    from app.self_test.window import checks as window_checks

    for check in window_checks():
        print_json(asdict(check))
    return ExitCode.DONE


def _run_network_trial() -> ExitCode:
    """Loads what tells Qt of the network, in this process: see `app.controller.process.reachability`."""
    from app.self_test.window import load_network_state

    print_json(load_network_state())
    return ExitCode.DONE


def _set_jump_list() -> ExitCode:
    """Sets what Windows' taskbar offers, in this process: see `app.bootstrap.desktops`."""
    from app.service.jump_list import Task, set_tasks

    tasks = {
        _("&New company"): "new",
        _("New from the clip&board"): "new --from-clipboard",
        _("&Outbox"): "open --outbox",
    }
    window = str(Path(sys.executable).with_name("contact-entry-window.exe"))
    because = ""
    try:
        set_tasks(window, [Task(title.replace("&", ""), told) for title, told in tasks.items()])
    except OSError as error:
        because = str(error)
    print_json({"set": not because, "because": because})
    return ExitCode.DONE


def _environment(paths: AppPaths) -> dict[str, Any]:
    return {
        "version": __version__,
        "platform": platform.platform(),
        "python": platform.python_version(),
        "qt": _qt_version(),
        "bundled": bool(getattr(sys, "frozen", False)),
        "store": str(paths.store),
    }


def _qt_version() -> str:
    try:
        from PySide6.QtCore import qVersion
    except ImportError:
        return ""  # the window check reports it
    return qVersion()


def _print_check(check: Check) -> None:
    print_line(f"{check.name:<{_WIDTH}}  {check.outcome:<6}  {check.sentence}")
    if check.detail:
        print_line(f"{'':<{_WIDTH + 10}}({check.detail})")


def _summary(results: Sequence[Check], failed: Sequence[Check]) -> str:
    if not failed:
        return _("Contact Entry works on this computer.")
    return ngettext(
        "One check of {all} failed. Send these lines to whoever looks after this computer.",
        "{count} checks of {all} failed. Send these lines to whoever looks after this computer.",
        len(failed),
    ).format(count=len(failed), all=len(results))
