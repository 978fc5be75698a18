"""Save waits until the outbox was looked into for the name that is typed, and for nothing else."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.controller.outbox.waiting_companies import WaitingCompanies
from app.model.checks.problem import Problem
from app.model.form.choices import TARGET
from app.storage.sqlite.outbox import Outbox
from tests.helpers.data.store_builders import entry
from tests.helpers.fakes.controllers import PATIENCE_MS, WORK, Office


@pytest.fixture
def waiting(office: Office) -> WaitingCompanies:
    return WaitingCompanies(office.entry, office.connections, office.access, office)


def _problems(office: Office) -> list[str]:
    found: list[tuple[Problem, ...]] = []
    office.entry.problems.found.connect(found.append)
    office.entry.problems.look()
    return [one.message for problems in found for one in problems if "in the outbox" in one.message]


def test_without_a_store_a_connection_or_a_name_nothing_is_waited_for(
    office: Office, waiting: WaitingCompanies
) -> None:
    assert waiting.is_ready({"Name": "Bakery 1"})
    office.open_store()
    assert waiting.is_ready({"Name": "Bakery 1"})
    office.sign_in()
    assert waiting.is_ready({"Name": " "})
    assert waiting.is_ready({"Name": "Bakery 1", TARGET: {}})
    assert not waiting.is_ready({"Name": "Bakery 1"})


def test_a_name_that_waits_is_warned_of_until_it_is_another(
    qtbot: QtBot, office: Office, waiting: WaitingCompanies
) -> None:
    Outbox(office.open_store()).add(entry(1, profile=WORK.name))
    office.sign_in()
    for name, is_warned in (("bakery 1", True), ("Bakery 2", False), ("Bakery 1", True)):
        office.entry.edited({"Name": name})
        with qtbot.waitSignal(waiting.ready, timeout=PATIENCE_MS):
            waiting.ask_now()
        assert waiting.is_ready({"Name": name})
        assert bool(_problems(office)) is is_warned


def test_a_store_that_fails_lets_save_through(
    qtbot: QtBot, office: Office, waiting: WaitingCompanies
) -> None:
    store = office.open_store()
    office.sign_in()
    office.entry.edited({"Name": "Bakery 1"})
    store.read("ALTER TABLE entries RENAME COLUMN contact_id TO lost")
    with qtbot.waitSignal(waiting.ready, timeout=PATIENCE_MS):
        waiting.ask_now()
    assert waiting.is_ready({"Name": "Bakery 1"})
    assert _problems(office) == []
