"""How similar companies are asked for: one question at a time, and no answer that is out of date."""

from __future__ import annotations

import threading
from typing import cast

import pytest

from app.controller.process.workers import WorkerPool
from app.controller.questions.live_question import QuestionContext
from app.controller.questions.similar_companies import DuplicateSearch
from app.model.carriers.lists import DuplicateEntry
from app.model.carriers.reading import read_as
from app.webapi.client import WebApi
from tests.helpers.ui.window import Typist, wait_until


class Slow:
    """A client that answers when it is told to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.go = threading.Semaphore(0)

    def duplicates(self, name: str, _department: str = "") -> tuple[DuplicateEntry, ...]:
        self.asked.append(name)
        assert self.go.acquire(timeout=30)
        answer = {"SoPrimaryKey": 0, "EntryName": f"like {name}", "EntryIdentifier": name}
        return (read_as(DuplicateEntry, answer),)


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.mark.long
def test_a_late_answer_is_not_shown(typist: Typist, slow: Slow) -> None:
    program, pool = typist.program, WorkerPool(2)
    asking = QuestionContext(program.connections, program.lookups, lambda _name: cast("WebApi", slow), pool)
    duplicates = DuplicateSearch(program.entry, asking)
    shown: list[str] = []
    duplicates.similar_changed.connect(lambda similar: shown.extend(one.name for one in similar))
    typist.type("Nord")
    wait_until(lambda: slow.asked == ["Nord"])
    typist.type("lys")
    assert not duplicates.is_ready(typist.window.form.value())
    duplicates.ask_now()
    assert slow.asked == ["Nord"], "there is a question under way"
    slow.go.release()
    wait_until(lambda: slow.asked == ["Nord", "Nordlys"])
    slow.go.release()
    wait_until(lambda: duplicates.is_ready(typist.window.form.value()))
    assert shown == ["like Nordlys"]
    duplicates.deleteLater()


@pytest.mark.long
def test_save_does_not_wait_for_ever(typist: Typist, slow: Slow) -> None:
    program, pool = typist.program, WorkerPool(2)
    asking = QuestionContext(program.connections, program.lookups, lambda _name: cast("WebApi", slow), pool)
    duplicates = DuplicateSearch(program.entry, asking)
    ready: list[bool] = []
    duplicates.ready.connect(lambda: ready.append(True))
    typist.type("Nordlys")
    duplicates.ask_now()
    wait_until(lambda: bool(ready))
    assert duplicates.is_ready(typist.window.form.value())
    slow.go.release(2)
    pool.wait(5000)
    duplicates.deleteLater()
