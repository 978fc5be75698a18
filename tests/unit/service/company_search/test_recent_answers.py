"""What was asked within the last minute is not asked again."""

from __future__ import annotations

from typing import cast

import pytest

from app.model.company_search.questions import Criterion, Question
from app.service.company_search.recent_answers import RecentAnswers
from app.webapi.client import WebApi
from app.webapi.company_finder import FoundHits


class Server:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def find_companies(self, question: Question, most: int) -> FoundHits:
        self.asked.append(question.values[0])
        return FoundHits(is_cut=most == 1)


def named(name: str) -> Question:
    return Question(Criterion.NAME, (name,))


def test_an_answer_is_good_for_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    server, now = Server(), [1000.0]
    monkeypatch.setattr("app.service.company_search.recent_answers.monotonic", lambda: now[0])
    recent, api = RecentAnswers(), cast("WebApi", server)
    for at, times in ((1000.0, 1), (1050.0, 1), (1060.0, 1), (1060.5, 2)):
        now[0] = at
        assert not recent.find(api, named("A"), 5).is_cut
        assert server.asked == ["A"] * times
    now[0] = 1.0
    assert recent.find(api, named("B"), 1).is_cut, "a computer that has just been started"


def test_no_more_are_kept_than_a_form_asks_for() -> None:
    server, recent = Server(), RecentAnswers()
    for number in range(51):
        recent.find(cast("WebApi", server), named(str(number)), 5)
    for number in (50, 1, 0):
        recent.find(cast("WebApi", server), named(str(number)), 5)
    assert [server.asked.count(str(number)) for number in (50, 1, 0)] == [1, 1, 2]
