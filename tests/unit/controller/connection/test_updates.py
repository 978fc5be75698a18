"""The check for a newer version: only where an address is set, and never a failure without a sentence."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.controller.connection.updates import Updates
from app.model.release import UpdateResult
from tests.helpers.fakes.controllers import PATIENCE_MS, Office
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Response


@pytest.fixture
def updates(office: Office) -> Updates:
    return Updates(office.connections, office.network, office)


def result(qtbot: QtBot, office: Office, updates: Updates, url: str) -> UpdateResult:
    office.connections.settings = office.connections.settings.with_changes(update_url=url)
    with qtbot.waitSignal(updates.checked, timeout=PATIENCE_MS) as told:
        updates.check()
    assert told.args
    answer = told.args[0]
    assert isinstance(answer, UpdateResult)
    return answer


def test_without_an_address_nobody_is_asked(qtbot: QtBot, office: Office, updates: Updates) -> None:
    assert updates.host == ""
    with qtbot.assertNotEmitted(updates.checked):
        updates.check()
        assert office.network.wait(PATIENCE_MS)


def test_a_newer_version_is_told(qtbot: QtBot, office: Office, updates: Updates) -> None:
    with FaultyServer(handle=lambda _request: Response(200, {"version": "99.0"})) as server:
        answer = result(qtbot, office, updates, f"{server.url}/newest.json")
        assert updates.host == f"127.0.0.1:{server.port}"
    assert "99.0" in answer.sentence


def test_a_server_that_does_not_answer_has_a_sentence(qtbot: QtBot, office: Office, updates: Updates) -> None:
    with FaultyServer(Fault.REFUSE) as server:
        assert result(qtbot, office, updates, f"{server.url}/newest.json").sentence


def test_a_fault_of_the_program_has_one_too(
    qtbot: QtBot, office: Office, updates: Updates, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr("app.webapi.newest_version.fetch_newest_release", fail)
    answer = result(qtbot, office, updates, "https://updates.invalid/newest.json")
    assert "diagnostics" in answer.sentence
