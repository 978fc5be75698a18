"""Every way in which trying a connection fails, and the sentence that the user reads: one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.model.profile import Profile, Scheme, SecretKind
from app.sandbox import Options, SandboxServer
from app.service import clients
from tests.helpers.faults.certificates import private_authority
from tests.helpers.faults.faulty_proxy import FaultyProxy, ProxyFault
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Request, Response

VERSION = {"NetServerVersion": "10.5", "Version": "v1"}
PAGE = Response(200, headers={"Content-Type": "text/html"}, content=b"<html>Sign in to the hotel</html>")


@dataclass
class Case:
    """What is tried: `settings` of the profile, and the host in the sentence."""

    settings: dict[str, Any]
    host: str
    secret: str | None = "demo"


Maker = Callable[[Path, ExitStack], Case]


def fixed(url: str, host: str, **settings: Any) -> Maker:
    return lambda _folder, _ending: Case({"url": url, **settings}, host)


def answering(answer: Response) -> Maker:
    """A server that tells its version and answers everything else like that."""

    def handle(request: Request) -> Response:
        return Response(200, VERSION) if request.path == "/api" else answer

    return served(lambda _folder: FaultyServer(handle=handle))


def served(make: Callable[[Path], FaultyServer]) -> Maker:
    def maker(folder: Path, ending: ExitStack) -> Case:
        server = ending.enter_context(make(folder))
        return Case({"url": server.url}, f"127.0.0.1:{server.port}")

    return maker


def _refused(_folder: Path) -> FaultyServer:
    return FaultyServer(Fault.REFUSE)


def _untrusted(folder: Path, ending: ExitStack) -> Case:
    tls, _ = private_authority(folder, "localhost")
    server = ending.enter_context(FaultyServer(tls=tls))
    host = f"localhost:{server.port}"
    return Case({"url": f"https://{host}"}, host)


def _not_tls(_folder: Path, ending: ExitStack) -> Case:
    server = ending.enter_context(FaultyServer())
    host = f"127.0.0.1:{server.port}"
    return Case({"url": f"https://{host}"}, host)


def _proxy(fault: ProxyFault) -> Maker:
    def maker(_folder: Path, ending: ExitStack) -> Case:
        proxy = ending.enter_context(FaultyProxy(fault))
        return Case({"url": "https://crm.example.com", "proxy": proxy.url}, "crm.example.com")

    return maker


def _sandbox(typed: str | None = "demo", **settings: Any) -> Maker:
    def maker(folder: Path, ending: ExitStack) -> Case:
        server = ending.enter_context(SandboxServer(folder / "sandbox.db", Options(companies=False)))
        return Case({"url": server.url, **settings}, server.url.removeprefix("http://"), typed)

    return maker


UNTIL = datetime.now(UTC) + timedelta(minutes=90)


def _tenant(state: str) -> Maker:
    def maker(folder: Path, ending: ExitStack) -> Case:
        options = Options(scheme="online", companies=False)
        server = ending.enter_context(SandboxServer(folder / "sandbox.db", options))
        assert server.identity is not None
        server.identity.state, server.identity.until = state, UNTIL
        settings = {"scheme": Scheme.ONLINE, "client_id": options.client_id, "customer_id": options.tenant}
        return Case({"url": server.url, **settings}, server.url.removeprefix("http://"), None)

    return maker


TABLE: dict[str, tuple[Maker, str]] = {
    "name not found": (
        fixed("https://crm.does-not-exist.invalid", "crm.does-not-exist.invalid"),
        "{host} could not be found. Check the address of the connection and your network.",
    ),
    "refused": (
        served(_refused),
        (
            "Nothing answers at {host}. If it has worked before, the server may be switched off for now; "
            "else check the address of the connection."
        ),
    ),
    "certificate": (
        _untrusted,
        (
            "{host} could not prove that it is the right server: this computer does not trust "
            "its certificate, issued by “Private CA”. Nothing was sent, your password neither. "
            "Ask your administrator: a certificate file of your company may have to be named in the "
            "connection’s settings."
        ),
    ),
    "certificate file": (
        fixed("https://crm.example.com", "crm.example.com", ca_file="/nowhere/company.pem"),
        (
            "The certificate file /nowhere/company.pem cannot be opened, so {host} cannot be asked. "
            "Choose another file in the connection’s settings."
        ),
    ),
    "no encryption there": (
        _not_tls,
        (
            "The encrypted connection to {host} could not be set up. "
            "Check the address of the connection; if it is right, ask your administrator."
        ),
    ),
    "plain http": (
        fixed("http://crm.example.com", "crm.example.com"),
        (
            "The connection to {host} would not be encrypted, and others could read your password. "
            "Use an address that begins with https://, or allow it in the connection’s settings if this "
            "server has no encryption."
        ),
    ),
    "not an address": (
        fixed("our CRM", "our CRM"),
        "“{host}” is not the address of a server. Type it like https://crm.example.com.",
    ),
    "proxy asks for a password": (
        _proxy(ProxyFault.ASK_PASSWORD),
        (
            "The proxy between this computer and {host} asks for a user name and password. "
            "Enter them in the connection’s settings, or ask your administrator."
        ),
    ),
    "proxy refuses": (
        _proxy(ProxyFault.FORBID),
        (
            "The proxy between this computer and {host} did not let the call through. "
            "Check the address of the connection; if it is right, ask your administrator."
        ),
    ),
    "proxy is not there": (
        fixed("https://crm.example.com", "crm.example.com", proxy="http://127.0.0.1:1"),
        (
            "127.0.0.1, the proxy through which this computer reaches {host}, does not answer. "
            "Check your network and the computer’s proxy settings."
        ),
    ),
    "wrong address": (
        served(lambda _folder: FaultyServer(handle=lambda _: Response(404, {}, content=b""))),
        (
            "{host} does not offer SuperOffice at this address, or something in between answered for it "
            "(status 404). Check the address of the connection; if it has worked before, tell your "
            "administrator."
        ),
    ),
    "redirect": (
        served(lambda _folder: FaultyServer(handle=lambda _: Response(302, headers={"Location": "/login"}))),
        (
            "Not SuperOffice but something in between answered for {host} (status 302): a filter, a gateway "
            "or the sign-in page of a network. Open {host} in your browser, where it may want you to sign "
            "in. If that does not help, tell your administrator."
        ),
    ),
    "guest network": (
        served(lambda _folder: FaultyServer(handle=lambda _: PAGE)),
        (
            "Not SuperOffice but a web page answered for {host}. On a guest network, open {host} in your "
            "browser and sign in to the network; otherwise check the address of the connection."
        ),
    ),
    "wrong password": (
        _sandbox("wrong", user="demo"),
        "{host} did not accept your sign-in. Check the user name and type the password again.",
    ),
    "password that has expired": (
        answering(
            Response(
                401,
                {"Error": True, "ErrorMessage": "Your password has expired. Set a new one at /password."},
                headers={"WWW-Authenticate": "Basic"},
            )
        ),
        (
            "{host} did not accept your sign-in: “Your password has expired. Set a new one at /password”. "
            "Check the user name and type the password again."
        ),
    ),
    "no password": (
        _sandbox(None, user="demo"),
        "The password for {host} is not known. Type it to sign in.",
    ),
    "wrong scheme": (
        _sandbox("7T:abc", scheme=Scheme.TICKET),
        "{host} did not accept your ticket. It may have ended: get a new one and enter it to sign in.",
    ),
    "no right": (
        answering(Response(403, {"Error": True, "ErrorMessage": "Not a user of the API."})),
        (
            "{host} does not allow you to do this: “Not a user of the API”. "
            "Ask your SuperOffice administrator for the right."
        ),
    ),
    "busy": (
        answering(Response(429, {}, headers={"Retry-After": "7"})),
        "{host} gets too many requests at the moment. Wait a little.",
    ),
    "maintenance": (
        answering(Response(503, {})),
        "{host} is not available at the moment, perhaps because of maintenance. Wait a few minutes.",
    ),
    "tenant in maintenance": (
        _tenant("OfflineMaintenance"),
        "Your SuperOffice (Cust12345 at {host}) is in maintenance until {until}.",
    ),
    "tenant suspended": (
        _tenant("Suspended"),
        "Your SuperOffice (Cust12345 at {host}) is not in service (Suspended). Ask your administrator.",
    ),
    "not signed in yet": (
        _tenant("Running"),
        "You are not signed in to {host} yet. Sign in with your browser.",
    ),
}


@contextmanager
def tried(make: Maker, folder: Path) -> Iterator[tuple[Case, clients.TestResult]]:
    with ExitStack() as ending:
        case = make(folder, ending)
        profile = Profile(name="Work", **{"user": "demo", **case.settings})
        yield case, clients.try_connection(profile, case.secret, others=_none)


def _none(_kind: SecretKind) -> None:
    return None


@pytest.mark.parametrize("what", TABLE)
def test_the_table_of_connection_failures(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    make, sentence = TABLE[what]
    until = UNTIL.astimezone()
    today = until.date() == datetime.now().astimezone().date()
    told = f"{until:%H:%M}" if today else f"{until:%H:%M} on {until.day} {until:%B}"
    with tried(make, tmp_path) as (case, result):
        assert not result.works
        assert result.sentence == sentence.format(host=case.host, until=told)


def test_what_works_says_who_one_is_and_where(tmp_path: Path) -> None:
    with tried(_sandbox(), tmp_path) as (_, result):
        assert result == clients.TestResult(
            True, "It works: you are Ingrid Solberg at Sandbox. The server is SuperOffice 10.5.1.0."
        )
