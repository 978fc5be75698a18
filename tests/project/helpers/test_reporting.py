"""What is left out of the reports of a process that tests is nothing that anybody sees."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.helpers.processes.reporting import report_briefly


class WorkerInteractor:
    """Stands for the one of pytest-xdist, which has this name."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, Any]]] = []

    def sendevent(self, name: str, **facts: Any) -> None:
        self.sent.append((name, facts))


def talk(**options: Any) -> list[tuple[str, dict[str, Any]]]:
    """What arrives of a test that passes and one that fails when it is set up."""
    worker = WorkerInteractor()
    config = SimpleNamespace(
        option=SimpleNamespace(**{"verbose": 0, "durations": None, "xmlpath": None} | options),
        pluginmanager=SimpleNamespace(get_plugins=lambda: [object(), worker]),
        workerinput={},
    )
    report_briefly(cast("pytest.Config", config))
    worker.sendevent("logstart", nodeid="a")
    for when in ("setup", "call", "teardown"):
        worker.sendevent("testreport", data={"outcome": "passed", "when": when, "keywords": {"a": 1}})
    worker.sendevent("logfinish", nodeid="a")
    worker.sendevent("testreport", data={"outcome": "failed", "when": "setup", "keywords": {"b": 1}})
    worker.sendevent("runtest_protocol_complete", item_index=1)
    return worker.sent


def test_one_report_is_sent_for_a_test_that_passes_and_all_of_one_that_fails() -> None:
    assert talk() == [
        ("testreport", {"data": {"outcome": "passed", "when": "call", "keywords": {}}}),
        ("testreport", {"data": {"outcome": "failed", "when": "setup", "keywords": {"b": 1}}}),
        ("runtest_protocol_complete", {"item_index": 1}),
    ]


@pytest.mark.parametrize("option", [{"verbose": 1}, {"durations": 20}, {"xmlpath": "results.xml"}])
def test_who_wants_to_see_all_gets_all(option: dict[str, Any]) -> None:
    assert len(talk(**option)) == 7


def test_pytest_xdist_has_what_is_changed_here() -> None:
    remote = import_module("xdist.remote")

    assert remote.WorkerInteractor.__name__ == WorkerInteractor.__name__
    assert callable(remote.WorkerInteractor.sendevent)
