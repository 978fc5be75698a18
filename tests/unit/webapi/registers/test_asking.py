"""Questions to a register: what is no answer is told apart, bounded, and never raises anything else."""

from pathlib import Path
from typing import Any

import pytest

from app.model.profile import Profile
from app.storage.settings.proxy_refusals import ProxyRefusals
from app.webapi.http.transport import Timeouts
from app.webapi.registers.asking import (
    ProxyAccess,
    Question,
    RegisterAnswerError,
    RegisterBusyError,
    RegisterError,
    RegisterKeyError,
    RegisterNotReachedError,
)
from tests.helpers.faults.faulty_proxy import FaultyProxy, ProxyFault
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Response
from tests.helpers.registers.stand_in import HTML, StandIn

ODD = {"Content-Type": "application/json; charset=odd"}
LATIN = {"Content-Type": "application/json; charset=iso-8859-1"}


def ask(answer: Any) -> Any:
    with StandIn({"GET /": answer}) as server:
        question = Question("Register", server.url)
        try:
            return question.get("/x", {"name": "Blåbær & Sønn"})
        finally:
            question.close()


def test_a_proxy_is_told_the_name_of_the_connection_and_a_refused_password_once(tmp_path: Path) -> None:
    refusals = ProxyRefusals(tmp_path)
    with FaultyProxy(ProxyFault.NONE, challenges=("Basic",), credentials="kari:right") as proxy:
        way = Profile(name="Work", proxy=proxy.url, proxy_user="kari")
        for _time in range(2):
            access = ProxyAccess(lambda: "wrong", refusals)
            question = Question("Register", "https://register.example", way, proxy=access)
            with pytest.raises(RegisterError):
                question.get("/x")
            question.close()
        assert proxy.sign_ins == ["kari:wrong"]
        without = Question("Register", "https://register.example", way)
        with pytest.raises(RegisterError):
            without.get("/x")
        without.close()
        assert proxy.sign_ins == ["kari:wrong"]


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ({"a": "å"}, {"a": "å"}),
        (Response(200, headers=LATIN, content='{"a": "å"}'.encode("latin-1")), {"a": "å"}),
        (Response(200, content="\ufeff{}".encode()), {}),
        (Response(404, content=b""), None),
        (Response(410, content=b"<html>"), None),
        (Response(400, {"error": "odd"}), None),
    ],
)
def test_answers(answer: Any, value: Any) -> None:
    assert ask(answer) == value


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Response(200, content=b"<html>"), RegisterAnswerError),
        (Response(200, content=b"[" * 5000), RegisterAnswerError),
        (
            Response(200, headers={"Content-Type": "application/json; charset=odd"}, content=b"{}"),
            RegisterAnswerError,
        ),
        (Response(200, content=b'"' + b"x" * 3_000_000 + b'"'), RegisterAnswerError),
        (Response(301, headers={"Location": "https://elsewhere.example"}, content=b""), RegisterAnswerError),
        (
            Response(200, headers={"Content-Type": "application/json; charset=idna"}, content=b"{}"),
            RegisterAnswerError,
        ),
        (Response(429, headers={"Retry-After": "soon"}, content=b""), RegisterBusyError),
        (Response(401, {}), RegisterKeyError),
        (Response(403, {}), RegisterKeyError),
        (Response(500, {}), RegisterNotReachedError),
        (HTML, RegisterNotReachedError),
        (Response(wire=b"nonsense"), RegisterError),
    ],
)
def test_what_is_no_answer(answer: Response, error: type[RegisterError]) -> None:
    with pytest.raises(error) as caught:
        ask(answer)
    assert "Register" in caught.value.message
    assert "Blåbær" not in f"{caught.value.message} {caught.value.detail}"


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": "Sun, 29 Nov 2026 12:02:00 GMT", "Date": "Sun, 29 Nov 2026 12:00:00 GMT"}, 120),
        ({"Retry-After": "Sun, 29 Nov 2026 11:00:00 GMT", "Date": "Sun, 29 Nov 2026 12:00:00 GMT"}, 0),
        ({"Retry-After": "99999999"}, 24 * 3600),
        ({"Retry-After": "soon"}, 60),
        ({}, 60),
    ],
)
def test_how_long_a_register_is_left_alone(told: dict[str, str], seconds: float) -> None:
    with pytest.raises(RegisterBusyError) as caught:
        ask(Response(429, headers=told, content=b""))
    assert caught.value.retry_after == seconds


def test_a_register_that_is_not_there_or_says_nothing() -> None:
    hasty = Timeouts(connect=0.3, read=0.3, write=0.3, pool=0.3, total=0.5)
    with FaultyServer(Fault.READ_THEN_STALL, applies=lambda _request: True) as server:
        question = Question("Register", server.url, timeouts=hasty)
        with pytest.raises(RegisterError):
            question.get("/x")
        question.close()
    gone = Question("Register", server.url, timeouts=hasty)
    with pytest.raises(RegisterNotReachedError):
        gone.get("/x")
    gone.close()


def test_a_question_that_was_ended_is_none_any_more() -> None:
    with StandIn({"GET /": {}}) as server:
        question = Question("Register", server.url)
        question.close()
        with pytest.raises(RegisterError):
            question.get("/x")
    assert server.requests == []
