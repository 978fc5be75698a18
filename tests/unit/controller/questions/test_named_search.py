"""The search for selections and projects: one request at a time, the last text counts, failures are told."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from app.controller.questions.named_search import NamedSearch
from app.model.entry import StepKind
from app.model.next_steps.named import Named, NamedAnswer, NamedPage
from app.webapi.errors import MaintenanceError
from tests.helpers.fakes.controllers import PATIENCE_MS, Office


class Server:
    """Answers with what was asked; holds answers back and fails as it is told to."""

    def __init__(self, office: Office) -> None:
        self.asked: list[str] = []
        self.is_free = threading.Event()
        self.is_free.set()
        self.fails_on = ""
        calls = SimpleNamespace(find_selections=self.find, find_projects=self.find)
        office.api.next_steps = calls  # type: ignore[attr-defined]  # in place of the real ones

    def find(self, text: str, most: int) -> NamedPage:
        assert most == 50
        self.asked.append(text)
        assert self.is_free.wait(PATIENCE_MS / 1000)
        if text == self.fails_on:
            raise MaintenanceError("crm.example", status=503)
        return NamedPage((Named(7, f"{text} fair"),))


@pytest.fixture
def server(office: Office) -> Server:
    return Server(office)


@pytest.fixture
def search(office: Office, server: Server) -> NamedSearch:  # noqa: ARG001  # is there before it
    office.sign_in()
    return NamedSearch(office.entry, office.context, StepKind.SELECTION, office)


def answers_of(search: NamedSearch) -> list[NamedAnswer]:
    heard: list[NamedAnswer] = []
    search.answered.connect(heard.append)
    return heard


def ask(search: NamedSearch, text: str) -> None:
    search.typed(text)
    search.search_now()


def test_what_is_typed_is_asked_once(qtbot: QtBot, search: NamedSearch, server: Server) -> None:
    heard = answers_of(search)
    ask(search, " Oslo ")
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=PATIENCE_MS)
    ask(search, "Oslo")
    assert server.asked == ["Oslo"]
    assert heard == [NamedAnswer("Oslo", NamedPage((Named(7, "Oslo fair"),)))] * 2


def test_what_is_out_of_date_is_dropped(qtbot: QtBot, search: NamedSearch, server: Server) -> None:
    heard = answers_of(search)
    server.is_free.clear()
    ask(search, "O")
    qtbot.waitUntil(lambda: server.asked == ["O"], timeout=PATIENCE_MS)
    for text in ("Os", "Osl"):
        ask(search, text)
    assert server.asked == ["O"], "one at a time"
    server.is_free.set()
    qtbot.waitUntil(lambda: bool(heard), timeout=PATIENCE_MS)
    assert server.asked == ["O", "Osl"]
    assert [one.text for one in heard] == ["Osl"]


def test_a_failure_is_told_and_may_be_asked_again(qtbot: QtBot, search: NamedSearch, server: Server) -> None:
    heard = answers_of(search)
    server.fails_on = "Oslo"
    ask(search, "Oslo")
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=PATIENCE_MS)
    assert heard[0].text == "Oslo"
    assert heard[0].problem != ""
    server.fails_on = ""
    ask(search, "Oslo")
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=PATIENCE_MS)
    assert heard[1].problem == ""


def test_after_a_failure_what_was_typed_meanwhile_is_asked(
    qtbot: QtBot, search: NamedSearch, server: Server
) -> None:
    heard = answers_of(search)
    server.fails_on = "O"
    server.is_free.clear()
    ask(search, "O")
    qtbot.waitUntil(lambda: server.asked == ["O"], timeout=PATIENCE_MS)
    ask(search, "Oslo")
    server.is_free.set()
    qtbot.waitUntil(lambda: bool(heard), timeout=PATIENCE_MS)
    assert [(one.text, one.problem) for one in heard] == [("Oslo", "")]


def test_nobody_is_asked_while_nobody_is_signed_in(office: Office, server: Server) -> None:
    search = NamedSearch(office.entry, office.context, StepKind.PROJECT, office)
    heard = answers_of(search)
    ask(search, "Oslo")
    assert heard == [NamedAnswer("Oslo", problem="You are not signed in.")]
    assert server.asked == []


def test_nothing_is_told_once_it_was_given_up(qtbot: QtBot, search: NamedSearch, server: Server) -> None:
    heard = answers_of(search)
    server.is_free.clear()
    ask(search, "O")
    qtbot.waitUntil(lambda: server.asked == ["O"], timeout=PATIENCE_MS)
    search.cancel()
    server.is_free.set()
    qtbot.waitUntil(lambda: not search._is_asking, timeout=PATIENCE_MS)
    assert heard == []
    assert server.asked == ["O"]
