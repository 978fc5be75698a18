"""What one of several processes that test tells the one that started it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

_NOT_SHOWN = ("logstart", "logfinish")


def report_briefly(config: pytest.Config) -> None:
    """Has pytest-xdist send one report for a test that passes, not five messages, each taken apart and put
    together again; unless somebody wants to see them: ``-v``, ``--durations``, ``--junit-xml``.
    """
    options = config.option
    if options.verbose > 0 or options.durations is not None or options.xmlpath is not None:
        return
    for plugin in config.pluginmanager.get_plugins() if hasattr(config, "workerinput") else ():
        if type(plugin).__name__ == "WorkerInteractor":
            plugin.sendevent = partial(_send_what_is_shown, plugin.sendevent)


def _send_what_is_shown(send: Callable[..., None], name: str, **facts: Any) -> None:
    if name in _NOT_SHOWN:
        return
    if name == "testreport":
        report = facts["data"]
        if report["outcome"] == "passed":
            if report["when"] != "call":
                return
            report["keywords"] = {}  # only those of a test that is skipped are looked at
    send(name, **facts)
