"""Asking a real server on this computer which version is newest, and every way in which it may not tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.model.profile import Profile
from app.webapi.http.transport import Timeouts
from app.webapi.newest_version import UpdateCheckError, fetch_newest_release
from tests.helpers.faults.certificates import private_authority
from tests.helpers.faults.faulty_proxy import FaultyProxy, ProxyFault
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Request, Response

NEWEST = {"version": "1.3.0", "url": "https://updates.example.com/", "more": [1]}
SHORT = Timeouts(connect=5, read=0.2, write=5, pool=5, total=10)


def every(_request: Request) -> bool:
    return True


def test_the_answer_is_read_and_nothing_that_signs_in_is_sent() -> None:
    way = Profile(name="Work", url="https://crm.example.com", user="kari", proxy="http://proxy.invalid:1")
    with FaultyServer(handle=lambda _: Response(200, NEWEST)) as server:
        release = fetch_newest_release(f"{server.url}/newest.json?stable", way)
        (request,) = server.requests
    assert (release.version, release.url) == ("1.3.0", "https://updates.example.com/")
    assert (request.method, request.target, request.body) == ("GET", "/newest.json?stable", b"")
    assert request.headers.keys() <= {"host", "accept", "accept-encoding", "connection", "user-agent"}
    assert request.headers["user-agent"] == "ContactEntry"


def test_a_byte_order_mark_is_no_obstacle() -> None:
    content = b'\xef\xbb\xbf{"version": "2.0"}'
    with FaultyServer(handle=lambda _: Response(200, content=content)) as server:
        assert fetch_newest_release(server.url).version == "2.0"


UNREADABLE = "its answer is not one that this program knows."


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Response(404, {}), "it answered with error 404."),
        (Response(401, {}), "it answered with error 401."),
        (Response(500, {}), "it answered with error 500."),
        (Response(302, {}, {"Location": "https://elsewhere.example"}), "it answered with error 302."),
        (Response(200, content=b"<html>Sign in to the guest network</html>"), UNREADABLE),
        (Response(200, content=b""), UNREADABLE),
        (Response(200, {"version": "newest"}), UNREADABLE),
        (Response(200, {"version": "1.0", "url": "file:///etc/passwd"}), UNREADABLE),
        (Response(200, {"version": "1.0", "padding": "x" * 70_000}), UNREADABLE),
    ],
)
def test_an_answer_that_does_not_tell(answer: Response, said: str) -> None:
    with FaultyServer(handle=lambda _: answer) as server, pytest.raises(UpdateCheckError) as unknown:
        fetch_newest_release(server.url)
    host = f"127.0.0.1:{server.port}"
    assert unknown.value.message == (
        f"{host} did not say which version is the newest: {said} Tell your administrator."
    )
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault.REFUSE, "it could not be reached. Check your network"),
        (Fault.READ_THEN_CLOSE, "its answer did not arrive. Ask again later."),
        (Fault.READ_THEN_STALL, "its answer did not arrive. Ask again later."),
        (Fault.GARBAGE, UNREADABLE),
    ],
)
def test_a_server_that_fails(fault: Fault, said: str) -> None:
    with FaultyServer(fault, applies=every) as server, pytest.raises(UpdateCheckError) as unknown:
        fetch_newest_release(server.url, timeouts=SHORT)
    assert said in unknown.value.message


def test_a_server_whose_certificate_is_not_trusted_is_not_asked(tmp_path: Path) -> None:
    tls, ca_file = private_authority(tmp_path, "localhost")
    with FaultyServer(handle=lambda _: Response(200, NEWEST), tls=tls) as server:
        url = f"https://localhost:{server.port}"
        with pytest.raises(UpdateCheckError) as unknown:
            fetch_newest_release(url)
        assert server.requests == []
        assert "does not trust its certificate" in unknown.value.message
        company = Profile(name="Work", url="https://crm.example.com", ca_file=str(ca_file))
        assert fetch_newest_release(url, company).version == "1.3.0"


def test_a_certificate_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    way = Profile(name="Work", url="https://crm.example.com", ca_file=str(tmp_path / "{gone}.pem"))
    with FaultyServer() as server, pytest.raises(UpdateCheckError) as unknown:
        fetch_newest_release(server.url, way)
    assert "{gone}.pem cannot be opened" in unknown.value.message


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (ProxyFault.FORBID, "the newest: the proxy of this computer does not let the question through. Tell"),
        (ProxyFault.ASK_PASSWORD, "does not let the question through."),
        (
            ProxyFault.DROP,
            "127.0.0.1, the proxy through which this computer reaches updates.example.com",
        ),
        (
            ProxyFault.NO_WAY_ON,
            "127.0.0.1, the proxy of this computer, cannot reach updates.example.com",
        ),
    ],
)
def test_a_proxy_that_brings_nothing(fault: ProxyFault, said: str) -> None:
    with FaultyProxy(fault) as proxy, pytest.raises(UpdateCheckError) as unknown:
        fetch_newest_release(
            "https://updates.example.com", Profile(name="Work", url="https://x", proxy=proxy.url), SHORT
        )
    assert said in unknown.value.message
