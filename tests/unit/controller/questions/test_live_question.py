"""A live question is asked once after a pause, one at a time, and quietly."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.controller.questions.live_question import LiveQuestion
from app.webapi.client import WebApi
from app.webapi.errors import MaintenanceError
from tests.helpers.fakes.controllers import PATIENCE_MS, WORK, Office


class Echo(LiveQuestion[str, str]):
    """Asks about the name, and waits for the server until it may answer."""

    def __init__(self, office: Office) -> None:
        super().__init__(office.entry, office.context, 10, office)
        self.asked: list[str] = []
        self.accepted: list[str] = []
        self.failures = 0
        self.may_answer = threading.Semaphore(0)

    def _question(self) -> str | None:
        return self._form.get("Name") or None

    def _fetch(self, api: WebApi, question: str) -> str:
        del api
        self.asked.append(question)
        assert self.may_answer.acquire(timeout=PATIENCE_MS / 1000)
        if question == "broken":
            raise MaintenanceError("crm.example", status=503)
        return question.upper()

    def _accept(self, question: str, answer: str) -> bool:
        if question != self._question():
            return False
        self.accepted.append(answer)
        return True

    def _on_no_answer(self) -> None:
        self.failures += 1


@pytest.fixture
def echo(office: Office) -> Echo:
    return Echo(office)


def typed(office: Office, name: str) -> None:
    form: dict[str, Any] = {"Name": name}
    office.entry.edited(form)


def test_it_is_asked_when_somebody_is_signed_in(qtbot: QtBot, office: Office, echo: Echo) -> None:
    typed(office, "a")
    echo._ask_soon.flush()
    assert echo.asked == []
    echo.may_answer.release()
    office.sign_in()
    qtbot.waitUntil(lambda: echo.accepted == ["A"], timeout=PATIENCE_MS)


def test_the_same_question_is_asked_once_for_each_sign_in(qtbot: QtBot, office: Office, echo: Echo) -> None:
    office.sign_in()
    echo.may_answer.release(2)
    for _ in range(2):
        typed(office, "a")
        qtbot.waitUntil(lambda: echo.accepted == ["A"], timeout=PATIENCE_MS)
        echo._ask_soon.flush()
    assert echo.asked == ["a"]
    office.sign_in(WORK.with_changes(name="home"))
    qtbot.waitUntil(lambda: echo.accepted == ["A", "A"], timeout=PATIENCE_MS)


def test_an_outdated_answer_is_dropped_and_the_new_question_asked(
    qtbot: QtBot, office: Office, echo: Echo
) -> None:
    office.sign_in()
    typed(office, "a")
    qtbot.waitUntil(lambda: echo.asked == ["a"], timeout=PATIENCE_MS)
    typed(office, "ab")
    echo._ask_soon.flush()
    assert echo.asked == ["a"], "one at a time"
    echo.may_answer.release(2)
    qtbot.waitUntil(lambda: echo.accepted == ["AB"], timeout=PATIENCE_MS)


def test_an_answer_of_another_connection_is_dropped(qtbot: QtBot, office: Office, echo: Echo) -> None:
    office.sign_in()
    typed(office, "a")
    qtbot.waitUntil(lambda: echo.asked == ["a"], timeout=PATIENCE_MS)
    office.sign_in(WORK.with_changes(name="home"))
    echo.may_answer.release()
    qtbot.waitUntil(lambda: echo.asked == ["a", "a"], timeout=PATIENCE_MS)
    assert echo.accepted == []
    echo.may_answer.release()
    qtbot.waitUntil(lambda: echo.accepted == ["A"], timeout=PATIENCE_MS)


def test_a_failure_is_quiet_and_the_next_change_asks_again(qtbot: QtBot, office: Office, echo: Echo) -> None:
    office.sign_in()
    echo.may_answer.release(2)
    with qtbot.assertNotEmitted(office.entry.problem_reported):
        typed(office, "broken")
        qtbot.waitUntil(lambda: echo.failures == 1, timeout=PATIENCE_MS)
    typed(office, "b")
    qtbot.waitUntil(lambda: echo.accepted == ["B"], timeout=PATIENCE_MS)


def test_what_is_forgotten_while_an_answer_is_accepted_is_asked_again(
    qtbot: QtBot, office: Office, echo: Echo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Save that goes on with the answer empties the form, and the same company may come back into it."""
    accept = echo._accept

    def accept_and_forget(question: str, answer: str) -> bool:
        if not echo.accepted:
            echo._answered = None
        return accept(question, answer)

    monkeypatch.setattr(echo, "_accept", accept_and_forget)
    office.sign_in()
    echo.may_answer.release(2)
    typed(office, "a")
    qtbot.waitUntil(lambda: echo.accepted == ["A", "A"], timeout=PATIENCE_MS)


def test_what_failed_is_asked_again_once_the_server_is_reached(
    qtbot: QtBot, office: Office, echo: Echo
) -> None:
    office.sign_in()
    echo.may_answer.release(3)
    typed(office, "broken")
    qtbot.waitUntil(lambda: echo.failures == 1, timeout=PATIENCE_MS)
    office.connections.text_changed.emit("demo, work")
    qtbot.waitUntil(lambda: echo.failures == 2, timeout=PATIENCE_MS)
    typed(office, "b")
    qtbot.waitUntil(lambda: echo.accepted == ["B"], timeout=PATIENCE_MS)
    office.connections.text_changed.emit("demo, work")
    assert not echo._ask_soon.isActive(), "what was answered is not asked again"
