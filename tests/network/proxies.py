"""Proxies: passwords, exceptions, sign-ins, certificates, and a laptop that leaves the office: D, F to J."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from tests.helpers.faults.certificates import private_authority
from tests.network.bed import Bed, bed, said
from tests.network.services import (
    BASIC_SIGN_IN,
    DIGEST_SIGN_IN,
    HOST,
    NTLM_SIGN_IN,
    Squid,
    free_port,
    haproxy,
    nginx,
    squid,
)
from tests.network.table import Row

_WORKS = "It works"
_SECONDS = 60.0


@contextmanager
def office(sign_in: str = "") -> Iterator[tuple[Bed, Squid, str, Path]]:
    """SuperOffice at https, which only the proxy reaches: the bed, the proxy, the address, the CA's file."""
    with ExitStack() as stack:
        here = stack.enter_context(bed())
        _, authority = private_authority(here.folder, HOST)
        port = stack.enter_context(nginx(here.folder, here.port, here.folder / "issued.pem"))
        proxy = stack.enter_context(squid(here.folder, sign_in=sign_in))
        yield here, proxy, f"https://{HOST}:{port}", authority


def until(condition: Callable[[], bool]) -> bool:
    """Waits until something holds, for a minute at most."""
    deadline = time.monotonic() + _SECONDS
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.1)
    return condition()


def _wrong_password() -> str:
    """A window with five waiting entries, and commands beside it, started while it runs and after it."""
    with office(BASIC_SIGN_IN) as (here, proxy, url, authority):
        settings = {"proxy": proxy.url, "proxy_user": "kari", "ca_file": str(authority)}
        here.connect(url, proxy_password="wrong", **settings)
        here.put_into_outbox(5)
        company = here.folder / "company.json"
        company.write_text('{"Name": "Fjell AS"}', encoding="utf-8")
        with ExitStack() as stack:
            for command in ((), *[("submit", str(company))] * 3, ("outbox", "send")):
                stack.enter_context(here.program().started(*command))
            until(lambda: len(proxy.sign_ins) > 0)
            time.sleep(10)  # nothing may come: there is nothing to wait for
            here.run("outbox", "send")
        here.run("outbox", "send")
        attempts = len(proxy.sign_ins)
        here.connect(url, proxy_password="right", **settings)
        works = said(here.run("profile", "test", "Work"))
        here.run("outbox", "send")
        left = sum(count for state, count in here.states().items() if state != "saved")
        return f"{attempts} attempts; right: {works[: len(_WORKS)]}, {left} left unsaved"


def _loopback(**environment: str) -> str:
    with bed() as here:
        return said(here.run("profile", "test", "Work", **environment))


def _no_way_on() -> str:
    with bed() as here, squid(here.folder) as proxy:
        here.connect(f"https://{HOST}:{free_port()}", proxy=proxy.url)
        state = here.submit("Fjord AS").json["state"]
        return f"{said(here.run('profile', 'test', 'Work'))} / {state}"


def _exceptions(entry: str) -> str:
    """`entry` of NO_PROXY has the program reach a server directly, past a proxy that is down."""
    with bed() as here:
        here.connect(f"http://{HOST}:{here.port}", allow_plain_http=True)
        dead = f"http://127.0.0.1:{free_port()}"
        standins = here.standing_in(hosts={HOST: ["127.0.0.1"]})
        words = said(here.run("profile", "test", "Work", HTTP_PROXY=dead, NO_PROXY=entry, **standins))
        here.connect(f"http://{HOST}:{here.port}", allow_plain_http=True, proxy=dead)
        return f"{words} / {said(here.run('profile', 'test', 'Work', NO_PROXY=entry, **standins))}"


def _bypass_list() -> str:
    with bed() as here:
        here.connect(f"http://{HOST}:{here.port}", allow_plain_http=True)
        dead = {"http": f"http://127.0.0.1:{free_port()}"}
        standins = here.standing_in(hosts={HOST: ["127.0.0.1"]}, proxies=dead, exceptions=[HOST])
        return said(here.run("profile", "test", "Work", **standins))


def _leaves_the_office() -> str:
    """A window at work while the proxy of the office goes, and the system has none any more."""
    with bed() as here, ExitStack() as at_work:
        proxy = at_work.enter_context(squid(here.folder))
        here.connect(f"http://{HOST}:{here.port}", allow_plain_http=True)
        hosts = {HOST: ["127.0.0.1"]}
        standins = here.standing_in(hosts=hosts, proxies={"http": proxy.url})
        with here.program(**standins).started():
            until(lambda: len(proxy.requests) > 2)
            here.standing_in(hosts=hosts)
            at_work.close()
            asked = len(here.server.requests)
            here.program(**standins).run("submit", "-", typed='{"Name": "Fjord AS"}')
            until(lambda: here.companies("Fjord AS") > 0)
        through = "through the proxy at work" if asked else "never through the proxy"
        return f"{through}, {here.companies('Fjord AS')} company saved without it"


def _ntlm() -> str:
    with office(NTLM_SIGN_IN) as (here, proxy, url, authority):
        settings = {"proxy": proxy.url, "proxy_user": r"CORP\kari", "ca_file": str(authority)}
        here.connect(url, proxy_password="right", **settings)
        words = said(here.run("profile", "test", "Work"))
        is_basic = any(each.lower().startswith("basic") for each in proxy.sign_ins)
        return f"{words} / {'password in clear' if is_basic else 'no password in clear'}"


def _digest() -> str:
    with office(DIGEST_SIGN_IN) as (here, proxy, url, authority):
        settings = {"proxy": proxy.url, "proxy_user": "kari", "ca_file": str(authority)}
        here.connect(url, proxy_password="right", **settings)
        return f"{len(proxy.sign_ins)} passwords sent: {said(here.run('profile', 'test', 'Work'))}"


def _tls_proxy(*, is_trusted: bool) -> str:
    with bed() as here, squid(here.folder) as proxy:
        _, authority = private_authority(here.folder, "localhost")
        behind = urlsplit(proxy.url).port or 0
        with haproxy(here.folder, behind, tls=here.folder / "issued.pem") as port:
            ca_file = str(authority) if is_trusted else ""
            settings = {"proxy": f"https://localhost:{port}", "ca_file": ca_file}
            here.connect(f"http://{HOST}:{here.port}", allow_plain_http=True, **settings)
            return said(here.run("profile", "test", "Work"))


ROWS = (
    Row(
        "D",
        "a wrong proxy password: a window with five waiting entries, five commands beside it",
        "1 attempts; right: It works, 0 left unsaved",
        _wrong_password,
    ),
    *(
        Row(
            "F",
            f"{' and '.join(map('='.join, environment.items()))}",
            _WORKS,
            partial(_loopback, **environment),
        )
        for environment in (
            {"NO_PROXY": "[::1],fd00::/8"},
            {"ALL_PROXY": "socks5://127.0.0.1:9"},
            {"HTTP_PROXY": "http://127.0.0.1:9", "NO_PROXY": "fd00::/8"},
        )
    ),
    Row("G", "Windows' list of exceptions names the server", _WORKS, _bypass_list),
    Row(
        "H",
        "a laptop with an open window leaves the office and its proxy",
        "through the proxy at work, 1 company saved without it",
        _leaves_the_office,
    ),
    Row(
        "H",
        "squid does not get through to the server",
        "Nothing was sent. Wait a few minutes; if it stays, check the address of the connection or tell your "
        "administrator. / queued",
        _no_way_on,
    ),
    Row("I", "squid wants NTLM", "It works", _ntlm),
    Row("I", "squid wants Digest", "0 passwords sent: The proxy between this computer and", _digest),
    Row(
        "J",
        "a proxy over TLS, its certificate from the CA in ca_file",
        _WORKS,
        partial(_tls_proxy, is_trusted=True),
    ),
    Row(
        "J",
        "a proxy over TLS whose certificate nobody knows",
        "localhost, the proxy through which this computer reaches",
        partial(_tls_proxy, is_trusted=False),
    ),
    *(
        Row(
            "Q",
            f"NO_PROXY={entry}, from the environment / beside --proxy",
            f"{_WORKS}",
            partial(_exceptions, entry),
        )
        for entry in ("*.corp.test", HOST)
    ),
)
