"""Signing in to SuperOffice Online with a real browser: faults M, N and O."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import parse_qs, urlsplit

from app.model.profile import Scheme
from app.sandbox import Options
from tests.helpers.processes.online import identity_of, profile
from tests.network.bed import Bed, bed, said
from tests.network.chromium import Chromium, chromium
from tests.network.filters import signed_in
from tests.network.proxies import until
from tests.network.table import Row

_ALLOW, _DENY = ('button[value="allow"]', 'button[value="deny"]')


@contextmanager
def _asked() -> Iterator[tuple[Bed, Chromium, subprocess.Popen[str], str]]:
    """``profile sign-in`` waits; yields the bed, the browser, the process and the address to open."""
    with ExitStack() as stack:
        here = stack.enter_context(bed(Options(companies=False, scheme="online")))
        browser = stack.enter_context(chromium(here.folder))
        online = profile(here.server.url)
        here.connect(scheme=Scheme.ONLINE, client_id=online.client_id, user="")
        started = here.program(**browser.environment).started("profile", "sign-in", "Work")
        process = stack.enter_context(started)
        until(browser.opened.exists)
        yield here, browser, process, browser.opened.read_text(encoding="utf-8")


def _outcome(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=60)
    words = " ".join((err.strip() or out.strip().splitlines()[-1]).split())
    return f"exit code {process.returncode}: {words}"


def _stranger() -> str:
    with _asked() as (_, browser, process, address):
        ours = parse_qs(urlsplit(address).query)["redirect_uri"][0]
        browser.visit(f"{ours}/?state=x&code=stolen")
        stranger = browser.text()
        browser.visit(address)
        browser.press(_ALLOW)
        return f"{stranger[: len('Nothing here')]}, then {_outcome(process)}"


def _page(decision: str) -> str:
    with _asked() as (_, browser, process, address):
        browser.visit(address)
        browser.press(decision)
        shown = browser.text()
        return f"{shown} / {_outcome(process)}"


def _rotated() -> str:
    with bed(Options(companies=False, scheme="online")) as here:
        signed_in(here)
        identity_of(here.server).rotates = True
        first, second = (said(here.run("profile", "test", "Work")) for _ in range(2))
        return f"{first[:8]}, {second[:8]}"


ROWS = (
    Row(
        "M",
        "Chromium calls with a foreign state first",
        "Nothing here, then exit code 0: You are signed in",
        _stranger,
    ),
    Row("N", "Chromium signs in", "You are signed in", lambda: _page(_ALLOW)),
    Row("N", "Chromium is refused the sign-in", "You are not signed in", lambda: _page(_DENY)),
    Row("O", "a provider that replaces each refresh token", "It works, It works", _rotated),
)
