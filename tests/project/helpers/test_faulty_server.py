"""The server of faults must itself do what it says: tests of delivery rest on it."""

from __future__ import annotations

import http.client
import json
from contextlib import closing
from typing import Any

import pytest

from tests.helpers.faults.faulty_server import Fault, FaultyServer, Request, Response, forward_to


def send(server: FaultyServer, method: str, target: str, value: Any = None) -> tuple[int, bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)) as connection:
        connection.request(method, target, json.dumps(value))
        answer = connection.getresponse()
        return answer.status, answer.read()


def echo(request: Request) -> Response:
    return Response(200, {"method": request.method, "target": request.target, "body": request.json})


def test_only_a_new_company_is_treated_badly() -> None:
    with FaultyServer(Fault.UNAVAILABLE_503, echo) as server:
        assert send(server, "POST", "/api/v1/Contact?$select=Name", {"Name": "A"})[0] == 503
        assert send(server, "GET", "/api/v1/Contact/7", 1)[0] == 200
        assert send(server, "POST", "/api/v1/Contact/Validate", {})[0] == 200
    assert server.bodies == [{"Name": "A"}]
    assert len(server.requests) == 3


def test_it_works_again_after_so_many_times() -> None:
    with FaultyServer(Fault.ERROR_500, echo, times=2) as server:
        statuses = [send(server, "POST", "/api/v1/Contact", number)[0] for number in range(4)]
    assert statuses == [500, 500, 200, 200]
    assert server.bodies == [0, 1, 2, 3]


def test_a_refusing_server_can_be_healed_at_the_same_port() -> None:
    with FaultyServer(Fault.REFUSE, echo) as server:
        with pytest.raises(ConnectionRefusedError):
            send(server, "GET", "/api", 1)
        server.heal()
        assert send(server, "GET", "/api", 1)[0] == 200


def test_what_is_saved_first_is_the_whole_request() -> None:
    saved: list[Request] = []
    with (
        FaultyServer(Fault.READ_THEN_CLOSE, save_first=saved.append) as server,
        pytest.raises(http.client.RemoteDisconnected),
    ):
        send(server, "POST", "/api/v1/Contact", {"Name": "Å"})
    assert saved[0].json == {"Name": "Å"}
    assert saved[0].path == "/api/v1/Contact"


@pytest.mark.parametrize("fault", [Fault.RESET_BEFORE_READING, Fault.RESET_IN_BODY, Fault.READ_THEN_RESET])
def test_a_reset_is_a_reset(fault: Fault) -> None:
    with FaultyServer(fault) as server, pytest.raises(ConnectionResetError):
        send(server, "POST", "/api/v1/Contact", {"Name": "A"})
    assert len(server.bodies) == (fault is Fault.READ_THEN_RESET)


def test_it_stands_in_front_of_a_real_server() -> None:
    with FaultyServer(handle=echo) as real, FaultyServer(Fault.HTML, forward_to(real.url)) as front:
        status, body = send(front, "GET", "/api/v1/MDOList/category?flat=true", {"a": 1})
    assert status == 200
    assert json.loads(body) == {
        "method": "GET",
        "target": "/api/v1/MDOList/category?flat=true",
        "body": {"a": 1},
    }


def test_the_end_does_not_wait_for_clients() -> None:
    with FaultyServer(Fault.READ_THEN_STALL) as server:
        waiting = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        waiting.request("POST", "/api/v1/Contact", "{}")
        idle = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        idle.connect()
    waiting.close()
    idle.close()
