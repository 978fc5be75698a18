"""Signing in to a real proxy: not before it asks for Basic, and never twice with what it refused."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.model.profile import Profile, SecretKind
from app.storage.settings.proxy_refusals import ProxyRefusals
from app.webapi import errors
from app.webapi.client import WebApi
from app.webapi.errors import Verdict, WebApiError
from tests.helpers.faults.certificates import server_context
from tests.helpers.faults.faulty_proxy import FaultyProxy, ProxyFault
from tests.helpers.faults.faulty_server import FaultyServer, Response

HOST = "crm.corp.test"
BASIC = 'Basic realm="proxy"'
THREADS = 8


@pytest.fixture(autouse=True)
def no_proxy_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


class Office:
    """A server that is only reached through a proxy, by a tunnel (https) or by its name (http)."""

    def __init__(self, scheme: str, folder: Path, name: str = HOST) -> None:
        tls, self._trusting = None, None
        if scheme == "https":
            tls, self._trusting = server_context(folder, name)
        self.scheme = scheme
        self.server = FaultyServer(handle=lambda _: Response(200, {"AssociateId": 1}), tls=tls)

    def api(
        self,
        proxy: FaultyProxy,
        password: str = "right",  # noqa: S107  # of the proxy of a test
        settings: dict[str, str] | None = None,
        refusals: ProxyRefusals | None = None,
    ) -> WebApi:
        given = settings or {"proxy": proxy.url, "proxy_user": "kari"}
        profile = Profile(
            name="Work", url=f"{self.scheme}://{HOST}", user="k", allow_plain_http=True
        ).with_changes(**given)
        others = {SecretKind.PROXY_PASSWORD: password}.get
        return WebApi(profile, lambda: "secret", others=others, verify=self._trusting, refusals=refusals)

    def proxy(self, *challenges: str) -> FaultyProxy:
        return FaultyProxy(ProxyFault.NONE, self.server.port, challenges=challenges, credentials="kari:right")


@pytest.fixture(params=["https", "http"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    office = Office(request.param, tmp_path)
    with office.server:
        yield office


def failure(api: WebApi) -> WebApiError:
    with pytest.raises(WebApiError) as caught:
        api.current_principal()
    return caught.value


@pytest.mark.parametrize("status", [407, 401])
def test_a_proxy_gets_the_password_once_it_asks_and_is_not_asked_for_it_again(
    office: Office, status: int
) -> None:
    with office.proxy("Negotiate", BASIC) as proxy, office.api(proxy) as api:
        proxy.status = status
        assert api.current_principal().associate_id == 1
        assert len(proxy.asked) == 2
        assert proxy.sign_ins == ["kari:right"]
        assert api.current_principal().associate_id == 1
    assert len(proxy.asked) <= 3, "the second call begins with the credentials, or goes through the tunnel"


@pytest.mark.parametrize("challenge", ["", "=,,;"])
def test_a_proxy_that_does_not_say_how_gets_the_password_once(challenge: str, tmp_path: Path) -> None:
    office = Office("https", tmp_path)
    with office.server, office.proxy(challenge) as proxy:
        with office.api(proxy) as api:
            assert api.current_principal().associate_id == 1
        with office.api(proxy, "wrong") as api:
            assert {type(failure(api)) for _ in range(3)} == {errors.ProxyPasswordRefusedError}
    assert proxy.sign_ins == ["kari:right", "kari:wrong"]


def test_a_proxy_that_asks_for_nothing_gets_no_password(office: Office) -> None:
    with office.proxy() as proxy, office.api(proxy) as api:
        assert api.current_principal().associate_id == 1
    assert proxy.sign_ins == []


@pytest.mark.parametrize(
    ("challenge", "scheme"),
    [("Negotiate", "http"), ("NTLM", "http"), ("Digest", "http"), ("Digest", "https")],
)
def test_a_sign_in_that_cannot_be_done_gets_no_password(challenge: str, scheme: str, tmp_path: Path) -> None:
    # Negotiate and NTLM take a tunnel, which there is for https alone.
    office = Office(scheme, tmp_path)
    with office.server, office.proxy(f'{challenge} realm="p"') as proxy, office.api(proxy) as api:
        error = failure(api)
    assert type(error) is errors.ProxyUnsupportedSignInError
    assert f"({challenge.lower()})" in error.message
    assert error.verdict is Verdict.NOT_SENT
    assert proxy.sign_ins == []


def test_a_proxy_that_asks_where_no_user_is_known(office: Office) -> None:
    with office.proxy(BASIC) as proxy, office.api(proxy, settings={"proxy": proxy.url}) as api:
        error = failure(api)
    assert (type(error), error.verdict) == (errors.ProxyPasswordError, Verdict.NOT_SENT)
    assert proxy.sign_ins == []


def test_of_many_calls_one_tries_a_wrong_password(office: Office) -> None:
    begin = threading.Barrier(THREADS)
    with office.proxy(BASIC) as proxy, office.api(proxy, "wrong") as api:

        def call(_number: int) -> WebApiError:
            begin.wait()
            return failure(api)

        with ThreadPoolExecutor(THREADS) as threads:
            found = list(threads.map(call, range(THREADS)))
        found += [failure(api) for _ in range(3)]
    assert proxy.sign_ins == ["kari:wrong"]
    assert {type(error) for error in found} == {errors.ProxyPasswordRefusedError}
    assert {error.verdict for error in found} == {Verdict.SIGN_IN}
    assert office.server.requests == []


def test_of_many_clients_of_many_processes_one_tries_a_wrong_password(office: Office, tmp_path: Path) -> None:
    begin = threading.Barrier(THREADS)
    with office.proxy(BASIC) as proxy:

        def call(_number: int) -> type[WebApiError]:
            with office.api(proxy, "wrong", refusals=ProxyRefusals(tmp_path / "data")) as api:
                begin.wait()
                return type(failure(api))

        with ThreadPoolExecutor(THREADS) as threads:
            found = list(threads.map(call, range(THREADS)))
        assert found == [errors.ProxyPasswordRefusedError] * THREADS
        assert proxy.sign_ins == ["kari:wrong"]
        ProxyRefusals(tmp_path / "data").forget()
        with office.api(proxy, refusals=ProxyRefusals(tmp_path / "data")) as api:
            assert api.current_principal().associate_id == 1
        assert proxy.sign_ins[1] == "kari:right"


def test_tinyproxy_refuses_as_if_it_were_the_server(office: Office) -> None:
    with office.proxy(BASIC) as proxy, office.api(proxy, "wrong") as api:
        proxy.refusal = (
            b"HTTP/1.0 401 Unauthorized\r\nServer: tinyproxy/1.11.1\r\nContent-Type: text/html\r\n"
            b'WWW-Authenticate: Basic realm="Tinyproxy"\r\nConnection: close\r\n\r\n<html>'
        )
        found = [type(failure(api)) for _ in range(3)]
    assert found == [errors.ProxyPasswordRefusedError] * 3
    assert proxy.sign_ins == ["kari:wrong"]


def test_a_proxy_is_told_an_ipv6_address_in_brackets(tmp_path: Path) -> None:
    for scheme, line in (("https", "CONNECT [fd00::7]:8443 "), ("http", "GET http://[fd00::7]:8443/api/v1/")):
        office = Office(scheme, tmp_path, "fd00::7")
        with office.server, office.proxy(BASIC) as proxy:
            settings = {"url": f"{scheme}://[fd00::7]:8443", "proxy": proxy.url, "proxy_user": "kari"}
            with office.api(proxy, settings=settings) as api:
                assert api.current_principal().associate_id == 1
                assert api.current_principal().associate_id == 1
        assert all(head.startswith(line) for head in proxy.asked)
        assert all("\r\nHost: [fd00::7]:8443\r\n" in head for head in proxy.asked)


def test_a_proxy_that_finds_no_way_on_is_named(office: Office) -> None:
    with FaultyProxy(ProxyFault.NO_WAY_ON) as proxy, office.api(proxy) as api:
        error = failure(api)
    if office.scheme == "http":
        assert type(error) is errors.NotReachedByProxyError
        assert error.message.startswith("Through 127.0.0.1, the proxy of this computer, crm.corp.test is not")
        assert (error.verdict, error.intercepted) == (Verdict.SEARCH_THEN_LATER, True)
    else:
        assert (type(error), error.verdict) == (errors.ProxyNoWayOnError, Verdict.NOT_SENT)
        assert error.message.startswith(
            "127.0.0.1, the proxy of this computer, cannot reach crm.corp.test at the moment (status 502)."
        )


def test_no_password_is_not_sent_as_an_empty_one(office: Office) -> None:
    with office.proxy(BASIC) as proxy, office.api(proxy, "") as api:
        error = failure(api)
    assert (type(error), error.verdict) == (errors.ProxyPasswordError, Verdict.NOT_SENT)
    assert proxy.sign_ins == []


@pytest.mark.parametrize("user", ["kari", "kari:"])
def test_a_user_of_the_environment_without_a_password_is_none(
    user: str, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office.proxy(BASIC) as proxy, office.api(proxy, settings={"proxy_user": ""}) as api:
        monkeypatch.setenv(f"{office.scheme}_proxy", proxy.url.replace("//", f"//{user}@"))
        error = failure(api)
    assert (type(error), error.verdict) == (errors.ProxyPasswordError, Verdict.NOT_SENT)
    assert proxy.sign_ins == []


def test_a_password_that_ends_is_tried_once_more_and_then_not(office: Office) -> None:
    with office.proxy(BASIC) as proxy, office.api(proxy) as api:
        api.current_principal()
        before = len(proxy.sign_ins)
        proxy.credentials = "kari:changed"
        office.server.hang_up()
        begin = threading.Barrier(THREADS)

        def call(_number: int) -> None:
            begin.wait()
            with pytest.raises(WebApiError):
                api.current_principal()

        with ThreadPoolExecutor(THREADS) as threads:
            list(threads.map(call, range(THREADS)))
        assert type(failure(api)) is errors.ProxyPasswordRefusedError
        assert len(proxy.sign_ins) == before + 1


def test_new_credentials_are_tried(office: Office) -> None:
    with office.proxy(BASIC) as proxy:
        with office.api(proxy, "wrong") as api:
            failure(api)
        with office.api(proxy) as api:
            assert api.current_principal().associate_id == 1
    assert proxy.sign_ins[:2] == ["kari:wrong", "kari:right"]


def test_credentials_in_the_address_of_the_environment(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office.proxy(BASIC) as proxy:
        monkeypatch.setenv("ALL_PROXY", proxy.url.replace("http://", "http://kari:right@"))
        with office.api(proxy, settings={"proxy": ""}) as api:
            assert api.current_principal().associate_id == 1
    assert proxy.sign_ins == ["kari:right"]


def test_a_407_of_the_server_itself_is_not_the_proxys(office: Office) -> None:
    del office.server
    with FaultyServer(handle=lambda _: Response(407, content=b"")) as server:
        profile = Profile(name="Work", url=server.url, user="k")
        with WebApi(profile, lambda: "secret") as api:
            assert isinstance(failure(api), errors.InterceptedError)
