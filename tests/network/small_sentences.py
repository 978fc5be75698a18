"""What is said of captive portals, wrong ports, certificate files and odd proxies: fault Q."""

from __future__ import annotations

from functools import partial

from tests.helpers.faults.certificates import private_authority
from tests.network.bed import bed, said
from tests.network.services import HOST, free_port, haproxy, nginx, squid, tinyproxy
from tests.network.table import Row

_PORTAL = 'http-request return status {} content-type "text/html" string "<html>Welcome to the hotel</html>"'


_IN_BETWEEN = "Not SuperOffice but"


def _portal(status: int) -> str:
    with bed() as here, haproxy(here.folder, here.port, _PORTAL.format(status)) as port:
        here.connect(f"http://127.0.0.1:{port}")
        here.put_into_outbox(1)
        words = said(here.run("outbox", "send"))
        return f"{words} / {', '.join(here.states())}"


def _plain_at_https() -> str:
    with bed() as here:
        private_authority(here.folder, HOST)
        with nginx(here.folder, here.port, here.folder / "issued.pem") as port:
            here.connect(f"http://127.0.0.1:{port}")
            return said(here.run("profile", "test", "Work"))


def _added(*options: str) -> str:
    with bed() as here:
        (here.folder / "bundle.p7b").write_text(
            "-----BEGIN PKCS7-----\nMII=\n-----END PKCS7-----\n", encoding="utf-8"
        )
        filled = [option.replace("{folder}", str(here.folder)) for option in options]
        given = ("profile", "add", "New", "--user", "kari", "--secret-stdin", *filled)
        done = here.program().run(*given, typed="secret\n")
        return f"exit code {done.code}: {said(done)}"


def _tinyproxy(proxy_password: str) -> str:
    with bed() as here, tinyproxy(here.folder, credentials="kari right") as proxy:
        user = "kari" if proxy_password else ""
        here.connect(
            f"http://{HOST}:{here.port}",
            allow_plain_http=True,
            proxy=proxy,
            proxy_user=user,
            proxy_password=proxy_password,
        )
        return said(here.run("profile", "test", "Work"))


def _proxy_without_a_way_on() -> str:
    with bed() as here, squid(here.folder) as proxy:
        here.connect(f"http://{HOST}:{free_port()}", allow_plain_http=True, proxy=proxy.url)
        here.put_into_outbox(1)
        words = said(here.run("outbox", "send"))
        return f"{words} / {', '.join(here.states())}"


def _ip_network() -> str:
    """The server has an address elsewhere, which leads here: loopback never goes through a proxy."""
    with bed() as here:
        dead = f"http://127.0.0.1:{free_port()}"
        here.connect(f"http://192.0.2.7:{here.port}", allow_plain_http=True)
        standins = here.standing_in(hosts={"192.0.2.7": ["127.0.0.1"]})
        return said(here.run("profile", "test", "Work", HTTP_PROXY=dead, NO_PROXY="192.0.2.0/24", **standins))


ROWS = (
    *(
        Row(
            "Q",
            f"a captive portal, {status}",
            _IN_BETWEEN,
            partial(_portal, status),
        )
        for status in (511, 200, 302)
    ),
    Row("Q", "http:// at a port of https", "takes encrypted connections only", _plain_at_https),
    Row("Q", "https:/crm as the address", "https://", partial(_added, "--url", "https:/crm")),
    Row(
        "Q",
        "a CA file that is a p7b",
        "exit code 2: The certificate file",
        partial(_added, "--url", f"https://{HOST}", "--ca-file", "{folder}/bundle.p7b"),
    ),
    Row(
        "Q",
        "a CA file that is not there",
        "exit code 2: The certificate file",
        partial(_added, "--url", f"https://{HOST}", "--ca-file", "{folder}/nowhere.pem"),
    ),
    Row(
        "Q",
        "tinyproxy asks for a password (401)",
        "asks for a user name and password",
        partial(_tinyproxy, ""),
    ),
    Row(
        "Q",
        "tinyproxy refuses a password (401)",
        "did not accept its user name",
        partial(_tinyproxy, "wrong"),
    ),
    Row(
        "Q",
        "squid finds no way to an http:// server",
        "Through 127.0.0.1, the proxy",
        _proxy_without_a_way_on,
    ),
    Row("Q", "NO_PROXY with a network of IPv4", "It works", _ip_network),
)
