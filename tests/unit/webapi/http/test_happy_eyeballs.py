"""A host with several addresses, of which the first are dead."""

from __future__ import annotations

import contextlib
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import httpcore
import pytest

from app.webapi import errors
from app.webapi.errors import Verdict, WebApiError
from app.webapi.http import happy_eyeballs
from app.webapi.http.happy_eyeballs import HEAD_START, EyeballBackend, connect, resolve, until
from tests.helpers.fakes.connect import IMPATIENT_TO_CONNECT, IMPATIENT_TO_READ, serving
from tests.helpers.fakes.connect import connect as connect_to
from tests.helpers.faults.faulty_proxy import FaultyProxy, ProxyFault
from tests.helpers.faults.silent_host import silent_host

linux = pytest.mark.skipif(
    sys.platform != "linux", reason="other systems refuse calls when the queue is full"
)
# Far from what one address after the other would take, 30 seconds, however busy the machine is.
IN_GOOD_TIME = 10
DEAD = "127.0.0.2"
HOST = "crm.corp.test"
Hosts = Callable[..., None]
PRINCIPAL = {"AssociateId": 1}


@pytest.fixture
def hosts(monkeypatch: pytest.MonkeyPatch) -> Hosts:
    """Gives HOST these addresses."""
    real = socket.getaddrinfo

    def give(*addresses: str) -> None:
        def find(host: str, port: int, *rest: Any, **named: Any) -> list[Any]:
            wanted = addresses if host == HOST else (host,)
            return [each for address in wanted for each in real(address, port, *rest, **named)]

        monkeypatch.setattr(socket, "getaddrinfo", find)

    return give


def soon() -> float:
    return time.monotonic() + 20


def free_port(address: str) -> int:
    with socket.create_server((address, 0)) as server:
        port: int = server.getsockname()[1]
        return port


@linux
def test_a_dead_first_address_costs_a_head_start(hosts: Hosts) -> None:
    with serving(PRINCIPAL) as server, silent_host(DEAD, server.port):
        hosts(DEAD, "127.0.0.1")
        with connect_to(f"http://{HOST}:{server.port}", {"allow_plain_http": True}) as api:
            begun = time.monotonic()
            assert api.current_principal().associate_id == 1
            took = time.monotonic() - begun
    assert HEAD_START <= took < IN_GOOD_TIME
    assert server.connections == 1, "none besides the one that is used"


@linux
def test_a_proxy_with_a_dead_first_address(hosts: Hosts) -> None:
    with serving(PRINCIPAL) as server, FaultyProxy(ProxyFault.NONE, server.port) as proxy:
        port = int(proxy.url.rpartition(":")[2])
        with silent_host(DEAD, port):
            hosts(DEAD, "127.0.0.1")
            settings = {"allow_plain_http": True, "proxy": f"http://{HOST}:{port}"}
            begun = time.monotonic()
            with connect_to("http://crm.example.com", settings) as api:
                assert api.current_principal().associate_id == 1
            assert time.monotonic() - begun < IN_GOOD_TIME


@pytest.mark.parametrize("dead", [(DEAD,), (DEAD, "127.0.0.3", "::1")])
def test_an_address_that_refuses_costs_nothing(
    dead: tuple[str, ...], hosts: Hosts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(happy_eyeballs, "HEAD_START", 60)
    with serving(PRINCIPAL) as server:
        hosts(*dead, "127.0.0.1")
        # An unclosed socket of an attempt would be a warning, which fails the test.
        connect(resolve(HOST, server.port, soon()), soon()).close()


def failure(port: int, **options: Any) -> WebApiError:
    url = f"http://{HOST}:{port}"
    with (
        connect_to(url, {"allow_plain_http": True}, **options) as api,
        pytest.raises(WebApiError) as caught,
    ):
        api.current_principal()
    assert caught.value.verdict is Verdict.NOT_SENT
    return caught.value


def test_where_no_address_is_left_the_refusal_is_said(hosts: Hosts) -> None:
    port = free_port("127.0.0.1")
    hosts("127.0.0.1", DEAD)
    assert isinstance(failure(port), errors.HostRefusedError)
    elsewhere = (socket.AF_UNIX, socket.SOCK_STREAM, 0, "", "/no/such/socket")
    refusing = resolve("127.0.0.1", port, soon())
    for addresses in ([*refusing, elsewhere], [elsewhere, *refusing]):
        with pytest.raises(ConnectionRefusedError):
            connect(addresses, soon())
    with pytest.raises(OSError, match="no address"):
        connect([], soon())


@linux
def test_where_every_address_is_silent(hosts: Hosts) -> None:
    with silent_host() as port, silent_host(DEAD, port):
        hosts("127.0.0.1", DEAD)
        assert isinstance(failure(port, timeouts=IMPATIENT_TO_CONNECT), errors.ConnectTimedOutError)


def test_a_silent_name_server_is_not_waited_for_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = threading.Event()

    def find(*_: object, **__: object) -> list[Any]:
        answered.wait(20)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", find)
    error = failure(80, timeouts=IMPATIENT_TO_CONNECT)
    answered.set()
    assert isinstance(error, errors.ConnectTimedOutError)


def test_families_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    v6, v4 = socket.AF_INET6, socket.AF_INET
    found = [(family, 1, 6, "", (str(number), 1)) for number, family in enumerate([v6, v6, v6, v4, v4])]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    assert [address[4][0] for address in resolve(HOST, 1, soon())] == ["0", "3", "1", "4", "2"]


def drip(listener: socket.socket, lines: list[bytes], is_left: threading.Event) -> None:
    """Answers one request a line at a time, each long before a read times out, until it is left."""
    client, _ = listener.accept()
    with client, contextlib.suppress(OSError):
        client.recv(65536)
        for line in lines:
            client.sendall(line)
            if is_left.wait(0.05):
                return


def test_an_answer_that_drips_is_left_in_time() -> None:
    # All of it would take two seconds, and be a good answer.
    slowly = [b"X-Slow: 1\r\n"] * 40
    lines = [b"HTTP/1.1 200 OK\r\n", *slowly, b"Content-Length: 19\r\n\r\n", b'{"AssociateId": 1} ']
    with socket.create_server(("127.0.0.1", 0)) as listener:
        is_left = threading.Event()
        server = threading.Thread(target=drip, args=(listener, lines, is_left))
        server.start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with connect_to(url, timeouts=IMPATIENT_TO_READ) as api, pytest.raises(WebApiError) as caught:
            api.current_principal()
        is_left.set()
        server.join()
    assert isinstance(caught.value, errors.AnswerTimedOutError)


def test_nothing_is_begun_when_the_time_is_over() -> None:
    with serving(PRINCIPAL) as server:
        connected = EyeballBackend().connect_tcp("127.0.0.1", server.port, 20)
        with until(time.monotonic() - 1):
            with pytest.raises(httpcore.ReadTimeout):
                connected.read(1, 20)
            with pytest.raises(httpcore.WriteTimeout):
                connected.write(b"x", 20)
            with pytest.raises(httpcore.ConnectTimeout):
                connected.start_tls(ssl.create_default_context(), "localhost", 20)
            with pytest.raises(httpcore.ConnectTimeout):
                EyeballBackend().connect_tcp("127.0.0.1", server.port, 20)
        connected.close()


def answer_each(listener: socket.socket, answers: list[bytes]) -> None:
    """Answers one request after the other, on as many connections as come."""
    while answers:
        client, _ = listener.accept()
        with client, contextlib.suppress(OSError):
            while answers and client.recv(65536):
                client.sendall(answers.pop(0))


def principal(number: int) -> bytes:
    body = b'{"AssociateId": %d}' % number
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    return head % len(body) + body


@pytest.mark.parametrize("more", [principal(99), b"</html>", b"HTTP/1.1 200 OK\r\n"])
def test_what_comes_unasked_is_not_taken_for_the_next_answer(more: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        answers = [principal(1) + more, principal(2), principal(3)]
        server = threading.Thread(target=answer_each, args=(listener, answers), daemon=True)
        server.start()
        with connect_to(f"http://127.0.0.1:{listener.getsockname()[1]}") as api:
            assert [api.current_principal().associate_id for _ in range(3)] == [1, 2, 3]
        server.join()
