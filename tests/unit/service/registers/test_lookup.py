"""Registers are asked politely: with consent, one question at a time, and kept for a while."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from app.model.registers.record import RegisterRecord
from app.model.registers.settings import RegisterSettings
from app.service.registers import lookup as lookup_module
from app.service.registers.choice import Asked
from app.service.registers.lookup import RegisterAnswer, RegisterLookup
from app.webapi.registers import REGISTERS
from app.webapi.registers.asking import RegisterBusyError
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
        clock[0] += 899
        assert lookup.look_up("923 609 016", "NO").age == 899
        assert len(server.requests) == asked
        clock[0] += 1
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
        clock[0] += 29
        lookup.look_up("Nord", "NO")
        assert len(server.requests) == 1
        clock[0] += 1
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
        assert lookup.whole(whole) == RegisterAnswer((whole,), (), 0)
        assert len(server.requests) == before


def test_a_hit_whose_register_fails_is_what_is_known_of_it() -> None:
    with StandIn(ANSWERS) as server:
        lookup = lookup_at(server)
        (hit,) = lookup.look_up("Nord", "NO").records
        server.answers = {"GET /": HTML}
        answer = lookup.whole(hit)
        assert answer.records == (hit,)
        assert answer.problems == ("Brønnøysundregistrene could not be reached.",)


class Sent(RegisterLookup):
    """A lookup that sends nothing: `said` has what each register answers, `sent` whom it was asked."""

    def __init__(self, allowed: str, said: Mapping[str, tuple[RegisterRecord, ...]] | None = None) -> None:
        settings = RegisterSettings.of(allowed, "")
        self.time, self.between = 0.0, 10.0
        super().__init__(lambda: settings, lambda _code: "", lambda: None, now=lambda: self.time)
        self.said = said or {}
        self.sent: list[tuple[str, str]] = []

    def questions(self, *whom: Any) -> Sequence[Asked]:
        self.time += self.between  # so that no register has to be left alone for its pause
        return super().questions(*whom)

    def _send(self, asked: Asked, *_where: object) -> tuple[RegisterRecord, ...]:
        self.sent.append((asked.register.code, asked.text))
        return self.said.get(asked.register.code, ())


NORDLYS = RegisterRecord("dk", "DK", "24256790", "Nordlys", is_whole=False)
VAT = RegisterRecord("vies", "DK", "DK24256790", "Nordlys", is_whole=False)


def test_the_first_register_that_knows_a_number_is_enough() -> None:
    lookup = Sent("dk, vies", {"dk": (NORDLYS,), "vies": (VAT,)})
    assert lookup.look_up("24256790", "DK").records == (NORDLYS,)
    assert [code for code, _text in lookup.sent] == ["dk"]
    lookup = Sent("dk, vies", {"vies": (VAT,)})
    assert lookup.look_up("24256790", "DK").records == (VAT,)
    assert [code for code, _text in lookup.sent] == ["dk", "vies"]


def test_a_hit_is_asked_of_its_own_register_and_as_a_number_alone() -> None:
    said = {"dk": (replace(NORDLYS, is_whole=True),), "vies": (VAT,)}
    lookup = Sent("dk, vies, gleif", said)
    assert lookup.whole(VAT).records == (VAT,)
    assert [code for code, _text in lookup.sent] == ["vies"]
    answer = lookup.whole(NORDLYS)
    assert (answer.records, answer.age) == (said["dk"], 0)
    lookup.time += 100
    assert lookup.whole(NORDLYS).age == 100 + lookup.between
    lookup.sent.clear()
    no_number = replace(NORDLYS, number="Nordlys")
    assert lookup.whole(no_number).records == (no_number,)
    assert lookup.sent == []


def test_a_limited_number_of_answers_is_kept_the_newest() -> None:
    lookup = Sent("dk")
    lookup.between = 1.0  # so that none is too old
    names = [f"Nordlys {number}" for number in range(201)]
    for name in names:
        lookup.look_up(name, "DK")
    lookup.sent.clear()
    for name in (names[200], names[1], names[0]):
        lookup.look_up(name, "DK")
    assert [text for _code, text in lookup.sent] == [names[0]]


def test_a_pause_of_a_register_is_kept_between_two_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    paused: list[float] = []
    waiting = SimpleNamespace(Event=lambda: SimpleNamespace(wait=paused.append), Lock=threading.Lock)
    monkeypatch.setattr(lookup_module, "threading", waiting)
    line = lookup_module._Line(lambda: 100.0)
    for _ in range(2):
        with line.turn(REGISTERS["no"]):
            pass
    assert paused == [pytest.approx(REGISTERS["no"].pause)]


def test_a_register_that_rests_says_for_how_long_and_the_longest_counts() -> None:
    line = lookup_module._Line(lambda: 100.0)
    line.rest(30)
    line.rest(20)
    with pytest.raises(RegisterBusyError) as busy, line.turn(REGISTERS["no"]):
        pass
    assert (busy.value.retry_after, busy.value.detail) == (30, "30 s")


def test_who_is_not_waited_for_any_more_is_told_of_no_failure() -> None:
    with StandIn({"GET /": HTML}) as server:
        wanted = iter((True, True, False))
        answer = lookup_at(server).look_up("Nord", "NO", is_wanted=lambda: next(wanted, False))
    assert (answer.records, answer.problems) == ((), ())


def test_the_key_of_a_register_is_read_only_where_it_needs_one() -> None:
    read: list[str] = []

    def key(code: str) -> str:
        read.append(code)
        return ""

    settings = RegisterSettings.of("no, gb", "no=http://127.0.0.1:9 gb=http://127.0.0.1:9")
    lookup = RegisterLookup(lambda: settings, key, lambda: None)
    for country in ("NO", "GB"):
        assert lookup.look_up("Nord", country).problems
    assert read == ["gb"]
