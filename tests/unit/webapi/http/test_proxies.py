"""Which proxy a host is reached through: settings, environment, system, and their exceptions."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable

import httpx
import pytest

from app.model.profile import Profile
from app.webapi import errors
from app.webapi.http.proxies import Proxy, ProxyFinder, check_proxy, is_exception, proxy_address

PROXY = "http://proxy.corp.test:3128"
URL = httpx.URL("https://crm.corp.test/api")

Environment = Callable[..., None]


@pytest.fixture(autouse=True)
def no_proxy_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Environment:
    def set_all(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(name, value)

    return set_all


@pytest.mark.parametrize(
    ("url", "no_proxy"),
    [
        ("https://crm.corp.test", "crm.corp.test"),
        ("https://crm.corp.test", "corp.test"),
        ("https://crm.corp.test", ".corp.test"),
        ("https://corp.test", ".corp.test"),
        ("https://crm.corp.test", "*.corp.test"),
        ("https://a.b.corp.test", "*.corp.test"),
        ("https://CRM.Corp.test.", "crm.corp.TEST"),
        ("https://crm.corp.test", "other.test crm.corp.test"),
        ("https://crm.corp.test", " , other.test;crm.corp.test ,"),
        ("https://crm.corp.test", "*"),
        ("https://crm.corp.test", "crm.corp.test:443"),
        ("https://crm.corp.test:8443", "corp.test:8443"),
        ("http://crm.corp.test", "crm.corp.test:80"),
        ("https://crm.corp.test", "https://crm.corp.test/"),
        ("https://blåbær.test", "blåbær.test"),
        ("https://crm.blåbær.test", "*.blåbær.test"),
        ("https://crm.blåbær.test", ".BLÅBÆR.test"),
        ("https://crm.blåbær.test", "xn--blbr-roah.test"),
        ("https://10.1.2.3", "10.1.2.3"),
        ("https://10.1.2.3", "10.0.0.0/8"),
        ("https://10.1.2.3", "10.1.2.99/24"),
        ("https://10.1.2.3", "10.1.*"),
        ("https://10.1.2.3:8443", "10.1.2.3:8443"),
        ("https://[fd00::7]", "fd00::/8"),
        ("https://[fd00::7]", "[fd00::7]"),
        ("https://[fd00::7]", "[fd00::]/8"),
        ("https://[fd00::7]", "fd00:0:0::7"),
        ("https://[fd00::7]:8443", "[fd00::7]:8443"),
        ("https://[fd00::7]", "[::1],fd00::7"),
        ("https://[::ffff:10.1.2.3]", "10.0.0.0/8"),
        ("https://crm", "<local>"),
    ],
)
def test_an_exception(url: str, no_proxy: str) -> None:
    assert is_exception(httpx.URL(url), no_proxy)


@pytest.mark.parametrize(
    ("url", "no_proxy"),
    [
        ("https://crm.corp.test", ""),
        ("https://crm.corp.test", ", ,"),
        ("https://crm.corp.test", "rm.corp.test"),
        ("https://crm.corp.test", "crm.corp"),
        ("https://corp.test", "*.corp.test"),
        ("https://crm.corp.test", "."),
        ("https://crm.corp.test", "crm.corp.test:8443"),
        ("https://crm.corp.test:8443", "corp.test:443"),
        ("https://10.1.2.3.test", "10.0.0.0/8"),
        ("https://11.1.2.3", "10.0.0.0/8"),
        ("https://10.1.2.3", "fd00::/8"),
        ("https://[fe80::7]", "fd00::/8"),
        ("https://[fd00::7]", "[fd00::7]:8443"),
        ("https://[fd00::7]", "[::1]"),
        ("https://10.1.2.3", "10.0.0.0/99"),
        ("https://crm.corp.test", "[crm.corp.test"),
        ("https://crm.corp.test", "::::"),
        ("https://crm.corp.test", "<local>"),
    ],
)
def test_no_exception(url: str, no_proxy: str) -> None:
    assert not is_exception(httpx.URL(url), no_proxy)


def test_the_environment_by_scheme(environment: Environment) -> None:
    assert proxy_address(URL) == ""
    environment(ALL_PROXY="http://all.test:1")
    assert proxy_address(URL) == "http://all.test:1"
    environment(HTTPS_PROXY=PROXY)
    assert proxy_address(URL) == PROXY
    assert proxy_address(httpx.URL("http://crm.corp.test")) == "http://all.test:1"
    environment(NO_PROXY="[::1],corp.test")
    assert proxy_address(URL) == ""
    assert proxy_address(httpx.URL("https://elsewhere.test")) == PROXY


@pytest.mark.parametrize("setting", ["", PROXY, "direct"])
@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "localhost", "[::1]"])
def test_this_computer_is_never_reached_through_a_proxy(
    setting: str, host: str, environment: Environment
) -> None:
    environment(HTTP_PROXY=PROXY, HTTPS_PROXY=PROXY, ALL_PROXY="socks5://proxy.test")
    assert proxy_address(httpx.URL(f"http://{host}:8080"), setting) == ""


def test_the_settings_come_first_and_keep_the_exceptions(environment: Environment) -> None:
    environment(HTTPS_PROXY="http://environment.test:1", NO_PROXY="intern.test")
    assert proxy_address(URL, PROXY) == PROXY
    assert proxy_address(URL, "Direct") == ""
    assert proxy_address(httpx.URL("https://crm.intern.test"), PROXY) == ""


def test_the_systems_exceptions(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def bypass(host: str) -> bool:
        asked.append(host)
        return host.endswith("corp.test:8443")

    monkeypatch.setattr(urllib.request, "getproxies", lambda: {"https": PROXY})
    monkeypatch.setattr(urllib.request, "proxy_bypass", bypass)
    assert proxy_address(httpx.URL("https://crm.corp.test:8443")) == ""
    assert proxy_address(httpx.URL("https://online.superoffice.com")) == PROXY
    assert asked == ["crm.corp.test:8443", "online.superoffice.com"]


def test_no_proxy_alone_hides_no_proxy_of_the_system(
    monkeypatch: pytest.MonkeyPatch, environment: Environment
) -> None:
    environment(NO_PROXY="intern.test")
    monkeypatch.setattr(urllib.request, "getproxies_registry", lambda: {"https": PROXY}, raising=False)
    monkeypatch.setattr(urllib.request, "proxy_bypass", lambda _host: False)
    assert proxy_address(URL) == PROXY
    assert proxy_address(httpx.URL("https://crm.intern.test")) == ""


@pytest.mark.parametrize(
    ("setting", "proxy"),
    [
        ("proxy.test:3128", Proxy("http://proxy.test:3128")),
        ("http://proxy.test:3128/", Proxy("http://proxy.test:3128")),
        ("https://proxy.test", Proxy("https://proxy.test")),
        ("http://kari:p%40ss@proxy.test:3128", Proxy("http://proxy.test:3128", "kari", "p@ss")),
        ("http://[fd00::1]:3128", Proxy("http://[fd00::1]:3128")),
        ("[fd00::1]:3128", Proxy("http://[fd00::1]:3128")),
        (" http://proxy.test:3128\t", Proxy("http://proxy.test:3128")),
        ("HTTP://Proxy.test:80/path?x#y", Proxy("http://proxy.test")),
        ("http://CORP\\kari:p@ss@proxy.test", Proxy("http://proxy.test", "CORP\\kari", "p@ss")),
        ("http://kari:p#s/s?w:d%@proxy.test:3128", Proxy("http://proxy.test:3128", "kari", "p#s/s?w:d%")),
        ("kari:blåbær@proxy.test:3128", Proxy("http://proxy.test:3128", "kari", "blåbær")),
    ],
)
def test_the_parts_of_an_address(setting: str, proxy: Proxy, environment: Environment) -> None:
    environment(HTTPS_PROXY=setting)
    assert ProxyFinder(Profile(name="Work", url=str(URL))).find(URL) == proxy


@pytest.mark.parametrize(
    "setting",
    [
        "//proxy.test:3128",
        "http:proxy.test:3128",
        "http:/proxy.test:3128",
        "http//proxy.test:3128",
        "http://",
        "http://:3128",
        "proxy.test:0",
        "proxy.test:70000",
        "proxy.test:port",
        "fd00::1:3128",
        "PROXY proxy.test:3128",
        "one.test:3128,two.test:3128",
        "https=one.test:3128;http=two.test:3128",
        "'http://proxy.test:3128'",
        "socks5://proxy.test:1080",
        "gopher://proxy.test",
    ],
)
def test_what_is_no_address_is_not_taken_for_one(setting: str, environment: Environment) -> None:
    environment(HTTPS_PROXY=setting)
    with pytest.raises(ValueError, match=r"^no (address of a proxy|port|kind of proxy .*)$"):
        ProxyFinder(Profile(name="Work", url=str(URL))).find(URL)
    with pytest.raises(errors.ProxyAddressError, match=r"crm\.corp\.test cannot be used"):
        check_proxy(setting, "crm.corp.test")


@pytest.mark.parametrize("setting", ["", " direct ", "Direct", "proxy.test", "https://[fd00::1]:3128/"])
def test_a_setting_that_can_be_used(setting: str, environment: Environment) -> None:
    environment(HTTPS_PROXY="no proxy at all")
    check_proxy(setting, "crm.corp.test")


def test_variables_of_other_programs_hide_no_proxy_of_the_system(
    environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(urllib.request, "getproxies_registry", lambda: {"https": PROXY}, raising=False)
    monkeypatch.setattr(urllib.request, "proxy_bypass", lambda _host: False)
    environment(FTP_PROXY="http://ftp.test:1", BUILD_PROXY="none", HTTPS_PROXY=" ")
    assert proxy_address(URL) == PROXY


def test_what_was_found_holds_for_a_while_and_can_be_forgotten(environment: Environment) -> None:
    now = [0.0]
    finder = ProxyFinder(Profile(name="Work", url=str(URL)), lambda: now[0])
    assert finder.find(URL) is None
    environment(HTTPS_PROXY=PROXY)
    assert finder.find(URL) is None
    finder.forget()
    assert finder.find(URL) == Proxy(PROXY)
    environment(HTTPS_PROXY="http://other.test:1")
    now[0] = 61
    assert finder.find(URL) == Proxy("http://other.test:1")
