"""Sign-in to SuperOffice Online through the system's browser.

Sources: RFC 8252 (native apps), RFC 7636 (PKCE), OpenID Connect Core 1.0; SuperOffice docs "Native app".
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from app.model.profile import Profile, SecretKind
from app.translation import _
from app.translation.joined_names import quoted
from app.webapi import errors
from app.webapi.connection import make_transport
from app.webapi.http.transport import Transport
from app.webapi.sign_in.auth import OtherSecrets
from app.webapi.sign_in.identity import IdentityProvider
from app.webapi.sign_in.loopback import RedirectListener
from app.webapi.sign_in.online import CLAIM_PREFIX, check_tenant

SIGN_IN_TIMEOUT = 300.0
"""Seconds that the user has to sign in."""
_FORM_POST = "form_post"
_GO_BACK = _("Go back to Contact Entry. You can close this page.")


@dataclass(frozen=True)
class SignedIn:
    """The result of a sign-in. `tenant` is the customer ID, `user` the user name at the provider."""

    refresh_token: str = field(repr=False)
    tenant: str
    user: str


def sign_in(
    profile: Profile,
    others: OtherSecrets,
    open_browser: Callable[[str], object],
    cancelled: threading.Event,
    timeout: float = SIGN_IN_TIMEOUT,
) -> SignedIn:
    """Opens the browser and blocks until the user has signed in there. Raises WebApiError."""
    transport = make_transport(profile, others)
    try:
        provider = IdentityProvider(profile, transport, lambda: others(SecretKind.CLIENT_SECRET))
        state = secrets.token_urlsafe(32)
        with RedirectListener(state) as listener:
            return _SignInAttempt(profile, provider, listener, state).run(open_browser, cancelled, timeout)
    finally:
        transport.close()


def sign_out(profile: Profile, others: OtherSecrets, refresh_token: str) -> bool:
    """Revokes the refresh token; returns False if the provider does not support that. Raises WebApiError."""
    transport: Transport = make_transport(profile, others)
    try:
        provider = IdentityProvider(profile, transport, lambda: others(SecretKind.CLIENT_SECRET))
        return provider.revoke(refresh_token)
    finally:
        transport.close()


class _SignInAttempt:
    """One sign-in attempt, with its own state, nonce and code verifier."""

    def __init__(
        self, profile: Profile, provider: IdentityProvider, listener: RedirectListener, state: str
    ) -> None:
        self._profile = profile
        self._provider = provider
        self._listener = listener
        self._state = state
        self._nonce = secrets.token_urlsafe(32)
        self._verifier = secrets.token_urlsafe(64)

    def run(
        self, open_browser: Callable[[str], object], cancelled: threading.Event, timeout: float
    ) -> SignedIn:
        open_browser(self._authorization_url())
        answer = self._listener.wait(cancelled, timeout)
        if answer is None:
            raise self._no_answer(cancelled)
        try:
            signed_in = self._exchange_code(self._authorization_code(answer))
        except errors.WebApiError as error:
            self._listener.tell(_("You are not signed in"), f"{error.message} {_GO_BACK}")
            raise
        self._listener.tell(_("You are signed in"), _GO_BACK)
        return signed_in

    def _no_answer(self, cancelled: threading.Event) -> errors.WebApiError:
        if cancelled.is_set():
            return errors.SignInCancelledError(self._provider.host)
        if self._listener.had_strangers:
            return errors.SignInMixedUpError(self._provider.host, detail="another state")
        return errors.SignInTimedOutError(self._provider.host)

    def _authorization_url(self) -> str:
        metadata = self._provider.metadata()
        further = {"code_challenge": create_s256_code_challenge(self._verifier)}
        if _FORM_POST in metadata.response_modes_supported:
            further["response_mode"] = _FORM_POST
        if self._profile.customer_id.strip():
            further["acr_values"] = f"tenant:{self._profile.customer_id.strip()}"
        if self._profile.user.strip():
            further["login_hint"] = self._profile.user.strip()
        address: str = prepare_grant_uri(
            metadata.authorization_endpoint,
            client_id=self._profile.client_id.strip(),
            response_type="code",
            redirect_uri=self._listener.address,
            scope="openid",
            state=self._state,
            nonce=self._nonce,
            code_challenge_method="S256",
            **further,
        )
        return address

    def _authorization_code(self, answer: dict[str, str]) -> str:
        host = self._provider.host
        issuer = self._provider.metadata().issuer
        if answer.get("iss", issuer) != issuer:
            # RFC 9207: the answer of another provider.
            raise errors.SignInMixedUpError(host, detail="another issuer")
        if "error" in answer:
            said = " ".join(answer.get("error_description", "").split())[:200].rstrip(".")
            raise errors.SignInDeniedError(host, detail="denied", said=f": {quoted(said)}" if said else "")
        if not answer.get("code"):
            raise errors.SignInMixedUpError(host, detail="no code")
        return answer["code"]

    def _exchange_code(self, code: str) -> SignedIn:
        host = self._provider.host
        tokens = self._provider.tokens(
            "authorization_code",
            errors.CodeExpiredError,
            code=code,
            redirect_uri=self._listener.address,
            code_verifier=self._verifier,
        )
        if not tokens.id_token or not tokens.refresh_token:
            raise errors.UntrustedTokenError(host, detail="no id_token or no refresh_token")
        claims = self._provider.claims(tokens.id_token, tokens.access_token, self._nonce)
        tenant = str(claims.get(f"{CLAIM_PREFIX}ctx", ""))
        check_tenant(self._profile, tenant, host)
        user = str(claims.get(f"{CLAIM_PREFIX}upn", "") or claims.get(f"{CLAIM_PREFIX}email", ""))
        return SignedIn(tokens.refresh_token, tenant, user)
