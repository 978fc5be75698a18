"""The search for companies: one request at a time, the last text counts, and the outbox without a server."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence

import pytest
from pytestqt.qtbot import QtBot

from app.controller.connection.status import ConnectionState, ConnectionStatus
from app.controller.questions.company_search import MOST_HITS, CompanySearch
from app.model.company_search.hits import CompanyHit, SearchState
from app.model.company_search.questions import Criterion, Question
from app.model.entry import State
from app.storage.sqlite.outbox import Outbox
from app.webapi.company_finder import FoundHits
from app.webapi.errors import TooBusyError
from tests.helpers.data.store_builders import entry
from tests.helpers.fakes.controllers import PATIENCE_MS, Office


class Server:
    """Answers each question; `let_go` holds the answers back where it is set."""

    def __init__(self, answer: Callable[[Question], FoundHits]) -> None:
        self.asked: list[Question] = []
        self.under_way = 0
        self.most_under_way = 0
        self._answer = answer
        self.let_go: threading.Semaphore | None = None

    def find(self, question: Question, _most: int) -> FoundHits:
        self.asked.append(question)
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        if self.let_go is not None:
            assert self.let_go.acquire(timeout=PATIENCE_MS / 1000)
        self.under_way -= 1
        return self._answer(question)

    def count(self, contact_ids: Sequence[int]) -> Mapping[int, int]:
        return dict.fromkeys(contact_ids, 4)


def by_name(question: Question) -> FoundHits:
    is_name = question.criterion is Criterion.NAME
    return FoundHits((CompanyHit(7, f"{question.values[0]} AS", city="Oslo"),) if is_name else ())


def begin(office: Office, answer: Callable[[Question], FoundHits] = by_name) -> tuple[CompanySearch, Server]:
    server = Server(answer)
    office.api.answers |= {"find_companies": server.find, "count_people": server.count}
    office.sign_in()
    return CompanySearch(office.context, office.access, office), server


def result(qtbot: QtBot, search: CompanySearch, text: str) -> SearchState:
    search.typed(text)
    search.search_now()
    qtbot.waitUntil(lambda: search.is_current and not search.state.is_busy, timeout=PATIENCE_MS)
    return search.state


def test_a_text_is_asked_for_question_by_question(qtbot: QtBot, office: Office) -> None:
    search, server = begin(office)
    state = result(qtbot, search, "Fjord")
    assert [(hit.name, hit.city, hit.people) for hit in state.hits] == [("Fjord AS", "Oslo", 4)]
    assert [one.criterion for one in server.asked] == [
        Criterion.NAME,
        Criterion.NAME_PART,
        Criterion.CITY,
        Criterion.PERSON_NAME,
    ]
    assert (server.most_under_way, state.note) == (1, "")


def test_hits_are_shown_as_they_come(qtbot: QtBot, office: Office) -> None:
    search, server = begin(office)
    server.let_go = threading.Semaphore(1)
    search.typed("Fjord")
    search.search_now()
    qtbot.waitUntil(lambda: bool(search.state.hits), timeout=PATIENCE_MS)
    assert search.state.is_busy
    server.let_go.release(10)
    qtbot.waitUntil(lambda: not search.state.is_busy, timeout=PATIENCE_MS)


def test_what_is_typed_meanwhile_takes_the_place_of_what_is_asked(qtbot: QtBot, office: Office) -> None:
    search, server = begin(office)
    shown: list[SearchState] = []
    search.changed.connect(shown.append)
    server.let_go = threading.Semaphore(0)
    search.typed("Fjo")
    search.search_now()
    qtbot.waitUntil(lambda: len(server.asked) == 1, timeout=PATIENCE_MS)
    search.typed("Fjord")
    search.search_now()
    assert not search.is_current
    server.let_go.release(10)
    qtbot.waitUntil(lambda: search.is_current and not search.state.is_busy, timeout=PATIENCE_MS)
    assert [one.values[0] for one in server.asked] == ["Fjo", *["Fjord"] * 4]
    assert {hit.name for state in shown for hit in state.hits} == {"Fjord AS"}
    assert server.most_under_way == 1


def test_a_failure_of_what_was_typed_before_is_not_told(qtbot: QtBot, office: Office) -> None:
    def fails_at_first(question: Question) -> FoundHits:
        if question.values[0] == "Fjo":
            raise TooBusyError("crm.example", status=429)
        return by_name(question)

    search, server = begin(office, fails_at_first)
    server.let_go = threading.Semaphore(0)
    search.typed("Fjo")
    search.search_now()
    qtbot.waitUntil(lambda: len(server.asked) == 1, timeout=PATIENCE_MS)
    search.typed("Fjord")
    search.search_now()
    server.let_go.release(10)
    qtbot.waitUntil(lambda: search.is_current and not search.state.is_busy, timeout=PATIENCE_MS)
    assert ([hit.name for hit in search.state.hits], search.state.note) == (["Fjord AS"], "")


def test_what_is_typed_while_people_are_counted_is_searched_for(qtbot: QtBot, office: Office) -> None:
    counting, counted = threading.Event(), threading.Event()

    def count(contact_ids: Sequence[int]) -> Mapping[int, int]:
        counting.set()
        assert counted.wait(PATIENCE_MS / 1000)
        return dict.fromkeys(contact_ids, 4)

    search, _server = begin(office)
    office.api.answers["count_people"] = count
    search.typed("Fjo")
    search.search_now()
    qtbot.waitUntil(counting.is_set, timeout=PATIENCE_MS)
    search.typed("Fjord")
    search.search_now()
    counted.set()
    qtbot.waitUntil(lambda: search.is_current and not search.state.is_busy, timeout=PATIENCE_MS)
    assert [hit.name for hit in search.state.hits] == ["Fjord AS"]


def test_a_search_that_is_given_up_asks_nothing_further(qtbot: QtBot, office: Office) -> None:
    search, server = begin(office)
    server.let_go = threading.Semaphore(0)
    search.typed("Fjord")
    search.search_now()
    qtbot.waitUntil(lambda: len(server.asked) == 1, timeout=PATIENCE_MS)
    search.cancel()
    server.let_go.release(10)
    assert office.network.wait(PATIENCE_MS)
    assert result(qtbot, search, "Mill").hits[0].name == "Mill AS"
    assert [one.values[0] for one in server.asked] == ["Fjord", *["Mill"] * 4]


def test_many_hits_end_the_search_with_a_sentence(qtbot: QtBot, office: Office) -> None:
    def many(question: Question) -> FoundHits:
        first = 1000 * list(Criterion).index(question.criterion) + 1
        return FoundHits(tuple(CompanyHit(first + one, "A") for one in range(25)), is_cut=True)

    search, server = begin(office, many)
    state = result(qtbot, search, "Fjord")
    assert (len(state.hits), len(server.asked)) == (MOST_HITS, 2)
    assert "There are more" in state.note


def test_what_the_server_lacks_is_named(qtbot: QtBot, office: Office) -> None:
    search, _server = begin(office, lambda one: FoundHits(is_refused=one.criterion.is_of_person))
    assert result(qtbot, search, "Fjord").note == "This server cannot be searched by: people’s names."


def test_nothing_found_and_too_little_typed(qtbot: QtBot, office: Office) -> None:
    search, server = begin(office, lambda _question: FoundHits())
    assert result(qtbot, search, "Fjord").note == "Nothing is found."
    asked = len(server.asked)
    assert result(qtbot, search, "F").note == ""
    assert len(server.asked) == asked


def saved(office: Office) -> None:
    outbox = Outbox(office.open_store())
    outbox.add(entry(1, name="Fjord Mill", state=State.SAVED, contact_id=71))


def test_without_a_sign_in_the_outbox_is_searched(qtbot: QtBot, office: Office) -> None:
    saved(office)
    search, server = begin(office)
    office.connections.status = ConnectionStatus(
        ConnectionState.OUT_OF_REACH, "", "", office.connections.status.profile
    )
    search.typed("Fjord")
    search.search_now()
    qtbot.waitUntil(lambda: bool(search.state.hits), timeout=PATIENCE_MS)
    assert [hit.contact_id for hit in search.state.hits] == [71]
    assert "not signed in" in search.state.note
    assert server.asked == []


def test_a_server_that_is_busy_is_left_alone(qtbot: QtBot, office: Office) -> None:
    def busy(question: Question) -> FoundHits:
        if question.criterion is Criterion.NAME_PART:
            raise TooBusyError("crm.example", status=429)
        return by_name(question)

    saved(office)
    search, server = begin(office, busy)
    search.typed("Fjord")
    search.search_now()
    qtbot.waitUntil(lambda: len(search.state.hits) == 2, timeout=PATIENCE_MS)
    assert "too many requests" in search.state.note
    assert len(server.asked) == 2


def test_who_is_chosen_is_told(qtbot: QtBot, office: Office) -> None:
    search, _server = begin(office)
    (hit,) = result(qtbot, search, "Fjord").hits
    with qtbot.waitSignal(search.company_chosen) as told:
        search.choose(hit)
    assert told.args == [7, "Fjord AS"]
    assert search.state == SearchState()


@pytest.mark.parametrize("text", ["", "Fjord"])
def test_a_pause_begins_the_search(qtbot: QtBot, office: Office, text: str) -> None:
    search, server = begin(office)
    search.typed(text)
    qtbot.waitUntil(lambda: search.is_current and not search.state.is_busy, timeout=PATIENCE_MS)
    assert bool(server.asked) is bool(text)
