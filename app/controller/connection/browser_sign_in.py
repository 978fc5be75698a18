"""Signing in to SuperOffice Online in the system's browser."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from app.controller.process.workers import WorkerPool
from app.model.profile import Profile, SecretKind
from app.translation import _
from app.webapi.errors import WebApiError


@dataclass(frozen=True)
class BrowserResult:
    """The result of signing in in the browser; `profile` has the customer id that was found out."""

    works: bool
    sentence: str
    profile: Profile
    refresh_token: str = field(default="", repr=False)


class BrowserSignIn(QObject):
    """Makes one attempt at a time: a new one cancels the one before."""

    browser_asked = Signal(str)  # address to open
    done = Signal(object)  # BrowserResult

    def __init__(self, network: WorkerPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._network = network
        self._cancelled = threading.Event()

    def start(self, profile: Profile, find_secret: Callable[[SecretKind], str | None]) -> None:
        """Waits for the browser on a worker thread; `find_secret` is called there."""
        self.cancel()
        cancelled = self._cancelled = threading.Event()

        def work() -> tuple[threading.Event, BrowserResult]:
            return cancelled, _sign_in(profile, find_secret, self.browser_asked.emit, cancelled)

        self._network.run(work, self._on_ended)

    def cancel(self) -> None:
        """Stops waiting for the browser."""
        self._cancelled.set()

    def _on_ended(self, ended: tuple[threading.Event, BrowserResult]) -> None:
        attempt, result = ended
        if attempt is self._cancelled:
            self.done.emit(result)


def _sign_in(
    profile: Profile,
    find_secret: Callable[[SecretKind], str | None],
    open_browser: Callable[[str], object],
    cancelled: threading.Event,
) -> BrowserResult:
    # Imported here: it loads cryptography, which the first paint must not wait for.
    from app.webapi.browser_sign_in import sign_in

    try:
        signed = sign_in(profile, find_secret, open_browser, cancelled)
    except WebApiError as error:
        return BrowserResult(False, error.message, profile)
    told = (
        _("You are signed in as {user} at {tenant}.") if signed.user else _("You are signed in at {tenant}.")
    )
    found = profile.with_changes(customer_id=profile.customer_id or signed.tenant)
    return BrowserResult(
        True,
        told.format(user=signed.user, tenant=signed.tenant),
        found,
        signed.refresh_token,
    )
