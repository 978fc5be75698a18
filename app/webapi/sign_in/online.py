"""The session of a SuperOffice Online connection: its access token and the address of the tenant's API."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from app.model.profile import Profile, SecretKind
from app.translation import _
from app.translation.days import day_in_words
from app.webapi import errors
from app.webapi.errors import WebApiError
from app.webapi.http.server_address import host_of
from app.webapi.http.transport import Transport
from app.webapi.sign_in.auth import OtherSecrets, SecretSource
from app.webapi.sign_in.identity import IdentityProvider, TenantState

CLAIM_PREFIX = "http://schemes.superoffice.net/identity/"
# A token is refreshed this many seconds before its end, at most this part of its lifetime.
_REFRESH_EARLY_SECONDS, _REFRESH_EARLY_PART = 60.0, 0.25
# The state of a tenant is not requested more often, whatever ValidUntil says.
_MIN_VALIDITY = timedelta(minutes=1)
_PAUSED = {"5", "6", "12", "onlinemaintenance", "offlinemaintenance", "migrationpending", "0", "unknown"}
_RUNNING = {"2", "5", "running", "onlinemaintenance"}


def _utc_now() -> datetime:
    return datetime.now(UTC)


class OnlineSession:
    """Access token and API address of one connection. Thread-safe: only one thread refreshes a token."""

    def __init__(
        self,
        profile: Profile,
        transport: Transport,
        refresh_token: SecretSource,
        others: OtherSecrets,
        *,
        keep_token: Callable[[str], None] = lambda _token: None,
        monotonic: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        """`keep_token` keeps a refresh token that replaces the one of `refresh_token`."""
        self._provider = IdentityProvider(
            profile,
            transport,
            lambda: others(SecretKind.CLIENT_SECRET),
            now=lambda: now().timestamp(),
        )
        self._profile = profile
        self._refresh_token = refresh_token
        self._monotonic = monotonic
        self._now = now
        self._keep_token = keep_token
        self._refused = ""
        # The token that was kept before: keeping the new one may fail.
        self._replaced: dict[str, str] = {}
        self._lock = threading.RLock()
        self._token = ""
        self._refresh_at = 0.0
        self._tenant = profile.customer_id.strip()
        self._webapi_url = ""
        self._base = ""
        self._valid_until = now()

    @property
    def host(self) -> str:
        """The name of the server as the user knows it."""
        return host_of(self._base) if self._base else self._provider.host

    def access_token(self) -> str:
        """Returns a valid token, refreshed if necessary. Raises WebApiError."""
        with self._lock:
            if not self._token or self._monotonic() >= self._refresh_at:
                self._fetch_token()
            return self._token

    def refresh(self, used: str) -> bool:
        """Replaces the token `used`, unless another thread has done so; returns True if it differs."""
        with self._lock:
            if self._token == used:
                self._fetch_token()
            return self._token != used

    def forget_refusal(self) -> None:
        """Has a refresh token that the provider has refused tried once more: somebody has acted."""
        self._refused = ""

    def base(self) -> str:
        """Returns the root of the tenant's API, looked up again when out of date. Raises WebApiError."""
        with self._lock:
            if not self._base or self._now() >= self._valid_until:
                self._find_api()
            return self._base

    def relocate(self) -> bool:
        """Looks the address up again; returns True if it has changed. Raises WebApiError."""
        with self._lock:
            before, self._base = self._base, ""
            return self.base() != before

    def _fetch_token(self) -> None:
        """Gets an access token.

        SuperOffice's refresh token stays valid and no new one is issued (docs: "Refresh token"); a provider
        of the customer's own may replace it (RFC 6749, 6), and then only the new one is valid.
        """
        kept = self._replaced.get(known := self._refresh_token() or "", known)
        if not kept:
            raise errors.NotSignedInError(self._provider.host)
        if kept == self._refused:
            raise errors.SignInEndedError(self._provider.host, detail="not tried again")
        self._token = ""
        try:
            tokens = self._provider.tokens("refresh_token", errors.SignInEndedError, refresh_token=kept)
        except errors.SignInEndedError:
            # A window that starts would ask with it once for each of its lists.
            self._refused = kept
            raise
        if tokens.id_token:
            # The access token is good whatever this computer's clock says of the times in the id_token.
            claims = self._provider.claims(tokens.id_token, tokens.access_token, leeway=math.inf)
            self._remember_tenant(
                str(claims.get(f"{CLAIM_PREFIX}ctx", "")), str(claims.get(f"{CLAIM_PREFIX}webapi_url", ""))
            )
        if tokens.refresh_token and tokens.refresh_token != kept:
            self._replaced = {known: tokens.refresh_token}
            self._keep_token(tokens.refresh_token)
        self._token = tokens.access_token
        early = min(_REFRESH_EARLY_SECONDS, tokens.expires_in * _REFRESH_EARLY_PART)
        self._refresh_at = self._monotonic() + tokens.expires_in - early

    def _remember_tenant(self, tenant: str, webapi_url: str) -> None:
        check_tenant(self._profile, tenant, self._provider.host)
        self._tenant = self._tenant or tenant
        self._webapi_url = webapi_url

    def _find_api(self) -> None:
        if not self._tenant:
            self.access_token()
        if not self._tenant:
            raise errors.NotSignedInError(self._provider.host)
        try:
            state = self._provider.tenant_state(self._tenant)
        except WebApiError:
            if not self._base:
                raise
            # The last known address is the best guess; a wrong host answers 421.
            self._valid_until = self._now() + _MIN_VALIDITY
            return
        self._check_is_running(state)
        self._base = self._api_address(state)
        self._valid_until = max(state.until or self._now(), self._now() + _MIN_VALIDITY)

    def _api_address(self, state: TenantState) -> str:
        endpoint = (state.endpoint or "").rstrip("/")
        told = (state.api or (f"{endpoint}/api" if endpoint else "") or self._webapi_url).rstrip("/")
        told = told.removesuffix("/v1")
        if not told or not self._provider.is_trusted_endpoint(told):
            raise errors.UnexpectedAnswerError(
                self._provider.host, detail="no usable address of the tenant", verdict=errors.Verdict.NOT_SENT
            )
        return told

    def _check_is_running(self, state: TenantState) -> None:
        name = str(state.state).lower()
        if state.is_running or (state.is_running is None and name in _RUNNING):
            return
        self._base = ""
        if name not in _PAUSED:
            raise errors.TenantClosedError(self._provider.host, tenant=self._tenant, state=str(state.state))
        until = state.until
        seconds = (until - self._now()).total_seconds() if until else 0.0
        told = _clock(until, self._now()) if until and seconds > 0 else ""
        raise (errors.TenantPausedUntilError if told else errors.TenantPausedError)(
            self._provider.host, tenant=self._tenant, until=told, retry_after=max(seconds, 0.0) or None
        )


def check_tenant(profile: Profile, tenant: str, host: str) -> None:
    """Raises WrongTenantError if the user signed in to another tenant than the connection's."""
    wanted = profile.customer_id.strip()
    if wanted and tenant and wanted.casefold() != tenant.casefold():
        raise errors.WrongTenantError(host, found=tenant, wanted=wanted)


def _clock(moment: datetime, now: datetime) -> str:
    """Formats a time in the user's own zone, with the date unless it is today."""
    local, today = moment.astimezone(), now.astimezone()
    time_of_day = f"{local:%H:%M}"
    if local.date() == today.date():
        return time_of_day
    return _("{time} on {day}").format(time=time_of_day, day=day_in_words(local.date(), has_year=False))
