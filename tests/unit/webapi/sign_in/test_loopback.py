"""The listener for the browser's answer."""

import re
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from app.sandbox import SandboxServer
from app.translation import catalogue
from app.webapi.browser_sign_in import sign_in
from app.webapi.sign_in.loopback import RedirectListener
from tests.helpers.processes.browser import Browser
from tests.helpers.processes.online import (
    no_secrets,
    profile,
)

STRANGERS = (
    ("/favicon.ico?state=1", None),
    ("/", None),
    ("/?state=x", None),
    ("/?state=x&code=stolen", None),
    ("/?state=", None),
    ("/?state=x&error=access_denied", None),
    ("/?code=without", None),
    ("/?state=x", "evil.example"),
    ("/?error=access_denied", "evil.example"),
)


def test_strangers_at_the_door_are_not_listened_to(server: SandboxServer) -> None:
    statuses: list[int] = []

    class Stranger(Browser):
        def _visit(self, address: str) -> None:
            door = parse_qs(urlsplit(address).query)["redirect_uri"][0]
            for path, host in STRANGERS:
                headers = {"Host": host} if host else {}
                statuses.append(httpx.get(door + path, headers=headers, trust_env=False).status_code)
            super()._visit(address)

    with Stranger() as browser:
        assert sign_in(profile(server.url), no_secrets, browser.open, threading.Event(), 20).tenant
    assert statuses == [404] * len(STRANGERS)


def test_the_answer_comes_as_a_query_or_as_a_form_and_the_result_once_it_is_known() -> None:
    with ThreadPoolExecutor() as browsers, RedirectListener("s") as listener:
        get, post = (partial(httpx.request, method, trust_env=False) for method in ("GET", "POST"))
        page = browsers.submit(get, listener.address, params={"state": "s", "code": "c d"})
        assert listener.wait(threading.Event(), 20) == {"state": "s", "code": "c d"}
        assert not page.done(), "whether it worked is not known yet"
        listener.tell("You are not signed in", "The provider said: <script>alert(1)</script>.")
        shown = page.result()
        post(listener.address, data={"state": "s", "error": "access_denied"})
        assert listener.wait(threading.Event(), 20) == {"state": "s", "error": "access_denied"}
        get(listener.address, params={"error": "server_error"})
        answer = listener.wait(threading.Event(), 20)
        assert answer == {"error": "server_error"}, "without a state, as some do"
    assert "<h1>You are not signed in</h1>" in shown.text
    assert "said: &lt;script&gt;alert(1)" in shown.text
    assert shown.headers["cache-control"] == "no-store"
    assert not shown.headers["server"].strip()


@pytest.mark.parametrize("language", ["en", "nb"])
def test_the_page_says_which_language_it_is_in(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Read aloud in another one, it would not be understood.
    monkeypatch.setattr(catalogue, "_language", language)
    with RedirectListener("s") as listener:
        page = httpx.get(f"{listener.address}/?state=x", trust_env=False)
    assert f'<html lang="{language}">' in page.text


def test_a_sign_in_that_ends_without_a_result_claims_none() -> None:
    with ThreadPoolExecutor() as browsers:
        with RedirectListener("s") as listener:
            page = browsers.submit(httpx.get, f"{listener.address}/?state=s&code=c", trust_env=False)
            assert listener.wait(threading.Event(), 20)
        assert "It shows whether the sign-in worked" in page.result().text


def test_waiting_ends_with_the_time_or_a_cancellation() -> None:
    cancelled = threading.Event()
    cancelled.set()
    with RedirectListener("s") as listener:
        assert listener.wait(threading.Event(), 0.1) is None
        assert listener.wait(cancelled, 20) is None


def test_the_port_is_free_afterwards() -> None:
    with RedirectListener("s") as listener:
        address = listener.address
    assert re.fullmatch(r"http://127\.0\.0\.1:\d{4,5}", address)
    with pytest.raises(httpx.ConnectError):
        httpx.get(address, trust_env=False)


def test_no_other_program_can_listen_at_the_port_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    # Windows alone has the option; another one that can be asked for stands for it here.
    monkeypatch.setattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_KEEPALIVE, raising=False)
    with RedirectListener("s") as listener:
        bound = listener._server.socket
        assert bound.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        assert not bound.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR)
