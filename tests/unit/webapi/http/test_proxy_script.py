"""A proxy that only a script names: noticed, and said where the server is out of reach."""

from __future__ import annotations

import socket
import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from app.model.profile import Profile
from app.webapi import errors
from app.webapi.errors import Verdict, WebApiError
from app.webapi.http import proxies, proxy_script
from app.webapi.http.proxies import ProxyFinder
from app.webapi.http.proxy_script import has_proxy_script
from tests.helpers.fakes.connect import connect

MACOS = """<dictionary> {
  ExceptionsList : <array> {
    0 : *.local
  }
  HTTPEnable : 0
  ProxyAutoConfigEnable : %s
  ProxyAutoConfigURLString : http://wpad.corp.example/proxy.pac
}
"""


@pytest.fixture(autouse=True)
def no_proxy_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.mark.parametrize(
    ("platform", "output", "is_set"),
    [
        ("darwin", MACOS % 1, True),
        ("darwin", MACOS % 0, False),
        ("darwin", "<dictionary> {\n  ProxyAutoDiscoveryEnable : 1\n}", True),
        ("darwin", "", False),
        ("linux", "'auto'\n", True),
        ("linux", "'manual'\n", False),
        ("linux", "'none'\n", False),
        ("linux", "", False),
    ],
)
def test_what_the_system_says(
    platform: str, output: str, is_set: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(stdout=output))
    assert has_proxy_script() is is_set


@pytest.mark.parametrize("fault", [FileNotFoundError(), subprocess.TimeoutExpired("gsettings", 2)])
def test_where_nothing_can_be_asked_there_is_none(fault: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise fault

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(subprocess, "run", fail)
    assert not has_proxy_script()


class _Key(str):
    __slots__ = ()

    def __enter__(self) -> _Key:
        return self

    def __exit__(self, *_: object) -> None:
        return


@pytest.mark.parametrize(
    ("values", "is_set"),
    [
        ({"user": "http://wpad/proxy.pac"}, True),
        ({"computer": "http://wpad/proxy.pac"}, True),
        ({"user": " "}, False),
        ({}, False),
    ],
)
def test_the_registry(values: dict[str, str], is_set: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def query(key: str, name: str) -> tuple[str, int]:
        assert name == "AutoConfigURL"
        if key not in values:
            raise FileNotFoundError
        return values[key], 1

    registry = SimpleNamespace(
        HKEY_CURRENT_USER="user",
        HKEY_LOCAL_MACHINE="computer",
        OpenKey=lambda root, _path: _Key(root),
        QueryValueEx=query,
    )
    monkeypatch.setitem(sys.modules, "winreg", registry)
    monkeypatch.setattr(sys, "platform", "win32")
    assert proxy_script.has_proxy_script() is is_set


def answering(monkeypatch: pytest.MonkeyPatch, *, has_script: bool) -> list[bool]:
    """Has the system answer so; the list has an answer for each question."""
    answers: list[bool] = []

    def answer() -> bool:
        answers.append(has_script)
        return has_script

    monkeypatch.setattr(proxies, "has_proxy_script", answer)
    return answers


def failure(url: str, **settings: str) -> WebApiError:
    with connect(url, settings) as api, pytest.raises(WebApiError) as caught:
        api.current_principal()
    assert caught.value.verdict is Verdict.NOT_SENT
    return caught.value


def test_a_script_that_is_not_read_is_said_where_it_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(host: str, *_: Any, **__: Any) -> None:
        raise socket.gaierror(-2, f"{host} unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    asked = answering(monkeypatch, has_script=True)
    error = failure("https://crm.corp.example")
    assert type(error) is errors.ProxyScriptError
    assert "configuration script (PAC), which this program does not read" in error.message
    assert "NameNotFoundError" in error.detail
    assert type(failure("https://crm.corp.example", proxy="direct")) is errors.NameNotFoundError
    monkeypatch.setenv("NO_PROXY", "crm.corp.example")
    assert type(failure("https://crm.corp.example")) is errors.NameNotFoundError
    assert len(asked) == 1, "where somebody has decided, the system is not asked"


def test_the_system_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(monkeypatch, has_script=False)
    finder = ProxyFinder(Profile(name="Work", url="https://crm.corp.example", user="k"))
    assert not any(finder.misses_script(httpx.URL("https://crm.corp.example")) for _ in range(3))
    assert not finder.misses_script(httpx.URL("https://127.0.0.1"))
    assert len(asked) == 1
