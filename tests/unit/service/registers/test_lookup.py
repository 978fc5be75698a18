"""Registers are asked politely: with consent, one question at a time, and kept for a while."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from app.model.registers.settings import RegisterSettings
from app.service.registers.lookup import RegisterLookup
from tests.helpers.faults.faulty_server import Response
from tests.helpers.registers.stand_in import HTML, StandIn

COMPANY = {"organisasjonsnummer": "923609016", "navn": "NORDLYS ASA"}
ANSWERS: dict[str, Any] = {
    "GET /enheter/923609016": COMPANY,
    "GET /enheter?navn=Nord": {"_embedded": {"enheter": [COMPANY]}},
}


def lookup_at(
    server: StandIn, allowed: str = "no", now: Callable[[], float] | None = None, **more: Any
) -> RegisterLookup:
    settings = RegisterSettings.of(allowed, f"no={server.url} dk={server.url}")
    return RegisterLookup(lambda: settings, lambda _code: "", lambda: None, now=now or time.monotonic, **more)


def test_a_number_and_a_name() -> None:
    with StandIn(ANSWERS) as server:
        lookup = lookup_at(server)
        assert [one.name for one in lookup.look_up("923609016", "NO").records] == ["Nordlys ASA"]
        assert [one.name for one in lookup.look_up("Nord", "NO").records] == ["Nordlys ASA"]


def test_without_consent_nobody_is_asked() -> None:
    with StandIn(ANSWERS) as server:
        for allowed in ("", "none", "dk"):
            answer = lookup_at(server, allowed).look_up("923609016", "NO")
            assert (answer.records, answer.problems) == ((), ())
    assert server.requests == []


def test_practice_never_asks_the_world() -> None:
    settings = RegisterSettings.of("no, dk", "no=https://register.example")
    practice = RegisterLookup(lambda: settings, lambda _code: "", lambda: None, is_practice=lambda: True)
    assert not practice.questions("923609016", "NO")
    assert not practice.questions("24256790", "DK")
    with StandIn(ANSWERS) as server:
        assert lookup_at(server, is_practice=lambda: True).look_up("923609016", "NO").records


def test_an_answer_is_kept_for_a_while_and_says_how_old_it_is() -> None:
    clock = [1000.0]
    with StandIn(ANSWERS) as server:
        lookup = lookup_at(server, now=lambda: clock[0])
        lookup.look_up("923609016", "NO")
        asked = len(server.requests)
        clock[0] += 600
        assert lookup.look_up("923 609 016", "NO").age == 600
        assert len(server.requests) == asked
        clock[0] += 600
        assert lookup.look_up("923609016", "NO").age == 0
        assert len(server.requests) > asked


def test_a_register_that_has_been_asked_too_often_is_left_alone() -> None:
    clock = [1000.0]
    busy = Response(429, headers={"Retry-After": "30"}, content=b"")
    with StandIn({"GET /": busy}) as server:
        lookup = lookup_at(server, now=lambda: clock[0])
        for _ in range(3):
            (problem,) = lookup.look_up("Nord", "NO").problems
            assert "too often" in problem
        assert len(server.requests) == 1
        clock[0] += 31
        lookup.look_up("Nord", "NO")
        assert len(server.requests) == 2


def test_a_failed_question_is_a_sentence_and_is_asked_again() -> None:
    with StandIn({"GET /": HTML}) as server:
        lookup = lookup_at(server)
        assert lookup.look_up("Nord", "NO").problems == ("Brønnøysundregistrene could not be reached.",)
        server.answers = ANSWERS
        assert lookup.look_up("Nord", "NO").records


def test_what_is_not_wanted_any_more_is_not_asked() -> None:
    with StandIn(ANSWERS) as server:
        lookup = lookup_at(server)
        assert lookup.look_up("Nord", "NO", is_wanted=lambda: False).records == ()
        assert server.requests == []


def test_one_question_is_in_flight_at_a_time() -> None:
    at_once, most, lock = [0], [0], threading.Lock()
    done = threading.Barrier(3)

    class Slow(StandIn):
        def _answer(self, request: Any) -> Response:
            with lock:
                at_once[0] += 1
                most[0] = max(most[0], at_once[0])
            threading.Event().wait(0.02)
            with lock:
                at_once[0] -= 1
            return super()._answer(request)

    with Slow(ANSWERS) as server:
        lookup = lookup_at(server, now=lambda: 0.0)

        def ask(text: str) -> None:
            lookup.look_up(text, "NO")
            done.wait(20)

        for text in ("Nord 1", "Nord 2"):
            threading.Thread(target=ask, args=(text,), daemon=True).start()
        done.wait(20)
    assert most == [1]


@pytest.mark.parametrize("text", ["01010112345", "811218-9876"])
def test_a_persons_number_leaves_no_trace(text: str, caplog: pytest.LogCaptureFixture) -> None:
    with StandIn(ANSWERS) as server, caplog.at_level("DEBUG"):
        assert not lookup_at(server, "no, se, vies, gleif").look_up(text, "NO").records
    assert server.requests == []
    assert text not in caplog.text


def test_what_is_looked_up_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    with StandIn({"GET /": HTML}) as server, caplog.at_level("DEBUG"):
        lookup_at(server).look_up("Hemmelig Hav", "NO")
        lookup_at(server).look_up("923609016", "NO")
    assert "register no" in caplog.text
    for typed in ("Hemmelig", "923609016"):
        assert typed not in caplog.text


def test_what_nobody_waits_for_any_more_is_not_kept() -> None:
    with StandIn(ANSWERS) as server:
        lookup = lookup_at(server)
        wanted = iter((True, True, False))
        assert lookup.look_up("Nord", "NO", is_wanted=lambda: next(wanted, False)).records == ()
        assert len(server.requests) == 1
        assert lookup.look_up("Nord", "NO").records
        assert len(server.requests) == 2


def test_a_cancelled_question_sends_nothing_more() -> None:
    asked = threading.Event()
    free = threading.Event()

    class Held(StandIn):
        def _answer(self, request: Any) -> Response:
            asked.set()
            free.wait(20)
            return super()._answer(request)

    with Held(ANSWERS) as server:
        lookup = lookup_at(server, now=lambda: 0.0)
        asking = threading.Thread(target=lookup.look_up, args=("923609016", "NO"), daemon=True)
        asking.start()
        assert asked.wait(20)
        lookup.cancel()
        free.set()
        asking.join(20)
        assert not asking.is_alive()
        # Without the roles, which would have been the next to be asked for.
        assert server.asked == ["GET /enheter/923609016"]


def test_a_hit_is_asked_for_once_more_where_it_is_not_whole() -> None:
    with StandIn(ANSWERS) as server:
        lookup = lookup_at(server)
        (hit,) = lookup.look_up("Nord", "NO").records
        assert not hit.is_whole
        (whole,) = lookup.whole(hit).records
        assert whole.is_whole
        before = len(server.requests)
        assert lookup.whole(whole).records == (whole,)
        assert len(server.requests) == before


def test_a_hit_whose_register_fails_is_what_is_known_of_it() -> None:
    with StandIn(ANSWERS) as server:
        lookup = lookup_at(server)
        (hit,) = lookup.look_up("Nord", "NO").records
        server.answers = {"GET /": HTML}
        answer = lookup.whole(hit)
        assert answer.records == (hit,)
        assert answer.problems == ("Brønnøysundregistrene could not be reached.",)
