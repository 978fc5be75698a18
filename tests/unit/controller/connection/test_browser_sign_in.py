"""Signing in in the browser: attempts that are cancelled, and which of two counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.controller.connection.browser_sign_in import BrowserResult, BrowserSignIn
from app.controller.process.workers import WorkerPool
from app.model.profile import Profile, Scheme, SecretKind
from app.sandbox import Options, SandboxServer
from tests.helpers.processes.browser import Browser

PATIENCE_MS = 30_000
OPTIONS = Options(scheme="online", companies=False)


class Attempts:
    """A browser sign-in and the results that it told of."""

    def __init__(self, server: SandboxServer) -> None:
        self.network = WorkerPool(4)
        self.sign_in = BrowserSignIn(self.network)
        self.results: list[BrowserResult] = []
        self.sign_in.done.connect(self.results.append)
        self._url = server.url

    def start(self) -> None:
        profile = Profile(name="Online", url=self._url, scheme=Scheme.ONLINE, client_id=OPTIONS.client_id)
        self.sign_in.start(profile, _no_secret)


@pytest.fixture
def attempts(qapp: object, tmp_path: Path) -> Iterator[Attempts]:
    assert qapp is not None
    with SandboxServer(tmp_path / "sandbox.db", OPTIONS) as server:
        attempts = Attempts(server)
        yield attempts
        attempts.sign_in.cancel()
        assert attempts.network.wait(PATIENCE_MS)


def test_an_attempt_that_is_cancelled_says_so(attempts: Attempts, qtbot: QtBot) -> None:
    with qtbot.waitSignal(attempts.sign_in.browser_asked, timeout=PATIENCE_MS):
        attempts.start()
    attempts.sign_in.cancel()
    qtbot.waitUntil(lambda: bool(attempts.results), timeout=PATIENCE_MS)
    (result,) = attempts.results
    assert not result.works
    assert "was cancelled" in result.sentence


def test_of_two_attempts_the_second_counts(attempts: Attempts, qtbot: QtBot) -> None:
    with qtbot.waitSignal(attempts.sign_in.browser_asked, timeout=PATIENCE_MS):
        attempts.start()
    with Browser() as browser:
        attempts.sign_in.browser_asked.connect(browser.open)
        attempts.start()
        qtbot.waitUntil(lambda: bool(attempts.results), timeout=PATIENCE_MS)
    assert attempts.network.wait(PATIENCE_MS)
    assert [one.works for one in attempts.results] == [True]
    assert attempts.results[0].profile.customer_id == "Cust12345"
    assert attempts.results[0].refresh_token not in repr(attempts.results)


def _no_secret(_kind: SecretKind) -> None:
    return None
