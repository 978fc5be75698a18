"""Filters, gateways and login pages that answer in SuperOffice's place: faults A, B and C."""

from __future__ import annotations

import threading
from functools import partial

from app.model.profile import Scheme
from app.sandbox import Options
from app.webapi.browser_sign_in import sign_in
from tests.helpers.faults.certificates import private_authority
from tests.helpers.processes.browser import Browser
from tests.helpers.processes.online import identity_of, no_secrets, profile
from tests.network.bed import Bed, bed, said
from tests.network.services import haproxy, nginx
from tests.network.table import Row

_PAGE = 'content-type "text/html" string "<html><title>Blocked</title></html>"'
_NAME = "Fjord AS"


def _blocking_answers(status: int) -> str:
    return f"http-response return status {status} {_PAGE} if {{ var(txn.new) -m bool }}"


def signed_in(here: Bed) -> None:
    """Signs in to SuperOffice Online with a browser of the tests, for rows that are about something else."""
    online = profile(here.server.url)
    with Browser() as browser:
        token = sign_in(online, no_secrets, browser.open, threading.Event(), 20).refresh_token
    here.keyring.passwords["contact-entry", "Work/refresh-token"] = token
    here.connect(scheme=Scheme.ONLINE, client_id=online.client_id, customer_id=online.customer_id, user="")


def _saved_once(here: Bed) -> str:
    done = here.submit(_NAME)
    early = ", told that nothing was saved" if "othing was saved" in done.err else ""
    return f"{here.companies(_NAME)} company, {done.json['state']}{early}"


def _answer_blocked_online(status: int) -> str:
    options = Options(companies=False, scheme="online")
    with bed(options) as here, haproxy(here.folder, here.port, _blocking_answers(status)) as port:
        signed_in(here)
        identity_of(here.server).api = f"http://127.0.0.1:{port}/{options.tenant}/api"
        return _saved_once(here)


def _answer_blocked_on_site(status: int) -> str:
    with bed() as here, haproxy(here.folder, here.port, _blocking_answers(status)) as port:
        here.connect(f"http://127.0.0.1:{port}")
        return _saved_once(here)


def _login_page(rule: str) -> str:
    """Five entries wait while the gateway wants a sign-in; then somebody has signed in."""
    with bed() as here:
        with haproxy(here.folder, here.port, rule) as port:
            here.connect(f"http://127.0.0.1:{port}")
            here.put_into_outbox(5)
            here.run("outbox", "send")
            before = here.states()
        with haproxy(here.folder, here.port, port=port):
            # The first one's POST met the page: it is looked for a second time a minute later.
            here.run("outbox", "send")
            after = here.states()
        doubled = sum(here.companies(f"Fjord {number} AS") > 1 for number in range(1, 6))
        rejected = before.get("rejected", 0) + after.get("rejected", 0)
        return f"{rejected} rejected, {doubled} doubled, {after.get('saved', 0)} saved at once"


def _no_client_certificate() -> str:
    with bed() as here:
        _, authority = private_authority(here.folder, "127.0.0.1")
        _, authority = private_authority(here.folder, "localhost")
        rules = f"ssl_verify_client on; ssl_client_certificate {authority};"
        with nginx(here.folder, here.port, here.folder / "issued.pem", rules) as port:
            here.connect(f"https://localhost:{port}", ca_file=str(authority))
            here.put_into_outbox(2)
            words = said(here.run("outbox", "send"))
        return f"{here.states().get('rejected', 0)} rejected: {words}"


ROWS = (
    *(
        Row(
            "A",
            f"Online: a filter answers a saved POST with a page, {status}",
            "1 company, saved",
            partial(_answer_blocked_online, status),
        )
        for status in (401, 403)
    ),
    *(
        Row(
            "B",
            f"on site: a filter answers a saved POST with a page, {status}",
            "1 company, saved",
            partial(_answer_blocked_on_site, status),
        )
        for status in (302, 400, 403, 404, 405, 451)
    ),
    Row(
        "C",
        "five wait, and a gateway redirects to its login page, 302",
        "0 rejected, 0 doubled, 5 saved",
        partial(_login_page, "http-request redirect location https://login.corp.test/"),
    ),
    Row(
        "C",
        "five wait, and a filter blocks everything with a page, 403",
        "0 rejected, 0 doubled, 5 saved",
        partial(_login_page, f"http-request return status 403 {_PAGE}"),
    ),
    Row(
        "C",
        "nginx wants a client certificate, 400",
        "0 rejected: Fjord 1 AS: “Fjord 1 AS” is kept here and sent as soon as possible. Not SuperOffice",
        _no_client_certificate,
    ),
)
