"""SuperOffice's identity provider: discovery, tokens, keys, and the state of a tenant.

Sources: OpenID Connect Core 1.0 and Discovery 1.0, RFC 6749, RFC 7009; SuperOffice docs "Authentication
online" and "Check tenant status".
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import quote, urlsplit

from authlib.oauth2.rfc6749.parameters import prepare_token_request
from authlib.oauth2.rfc7009 import prepare_revoke_token_request
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import ClaimError, JoseError
from joserfc.jwk import KeySet
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from app.model.carriers.wire import Carrier
from app.model.profile import Profile
from app.model.web_address import is_loopback
from app.webapi import errors
from app.webapi.errors import Verdict, WebApiError
from app.webapi.http.answers import decode_reply, parse_as
from app.webapi.http.reply import HttpReply
from app.webapi.http.server_address import host_of
from app.webapi.http.transport import HttpRequest, Transport

CLOCK_LEEWAY = 600
"""Seconds by which the clocks of this computer and the identity provider may differ.

An id_token is valid for about six minutes, so without leeway a clock five minutes off would lock users out.
The leeway adds no risk: the token comes from the token endpoint over TLS and contains our nonce. The lifetime
of the access token is counted from its arrival and does not depend on the clock.
"""
_DISCOVERY = "/login/.well-known/openid-configuration"
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
_JSON = {"Accept": "application/json"}
_SUPEROFFICE_DOMAIN = ".superoffice.com"
# These keep their meaning before the call itself; any other verdict becomes "not sent".
_UNCHANGED_VERDICTS = (Verdict.SIGN_IN, Verdict.LATER, Verdict.NOT_SENT)
_TIME_CLAIMS = ("exp", "iat", "nbf", "auth_time")
_OAUTH_ERRORS: dict[str, type[WebApiError]] = {
    "invalid_client": errors.ClientRefusedError,
    "unauthorized_client": errors.ClientRefusedError,
    "access_denied": errors.SignInDeniedError,
    "temporarily_unavailable": errors.MaintenanceError,
    "server_error": errors.MaintenanceError,
    "slow_down": errors.TooBusyError,
}
# RFC 6749, 5.2: the provider refuses with one of these; gateways have an "error" in theirs, too.
_OAUTH_STATUSES = (400, 401)
_OAUTH_CODE = re.compile(r"[a-z]+(?:_[a-z]+)+")


class Metadata(BaseModel):
    """The discovery document (OpenID Connect Discovery 1.0, 3)."""

    model_config = ConfigDict(frozen=True)

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    revocation_endpoint: str = ""
    response_modes_supported: tuple[str, ...] = ()


class Tokens(BaseModel):
    """The answer of the token endpoint (RFC 6749, 5.1). `expires_in` is in seconds."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    access_token: str = Field(repr=False, min_length=1)
    expires_in: Annotated[float, BeforeValidator(lambda value: 1200 if value is None else value)] = 1200
    refresh_token: str = Field(default="", repr=False)
    id_token: str = Field(default="", repr=False)


class TenantState(Carrier):
    """The answer of ``/api/state/{tenant}``."""

    context_identifier: str | None = None
    endpoint: str | None = None
    state: str | int | None = None
    is_running: bool | None = None
    valid_until: str | None = None
    api: str | None = None

    @property
    def until(self) -> datetime | None:
        """When to ask again; a zone-aware time, or None if the answer has none."""
        try:
            moment = datetime.fromisoformat(self.valid_until or "")
        except ValueError:
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class IdentityProvider:
    """The identity provider of a connection. Every WebApiError it raises says that nothing was sent."""

    def __init__(
        self,
        profile: Profile,
        transport: Transport,
        client_secret: Callable[[], str | None],
        now: Callable[[], float] = time.time,
    ) -> None:
        self.host = _login_host(profile)
        self._profile = profile
        self._transport = transport
        self._client_secret = client_secret
        self._now = now
        self._lock = threading.Lock()
        self._metadata: Metadata | None = None
        self._keys: KeySet | None = None

    def metadata(self) -> Metadata:
        """Returns the discovery document, fetched once."""
        with self._lock, _AsNotSent():
            if self._metadata is None:
                value = self._get(f"{self._profile.login_site}{_DISCOVERY}")
                self._metadata = self._check_endpoints(self._read_metadata(value))
            return self._metadata

    def _read_metadata(self, value: object) -> Metadata:
        try:
            return Metadata.model_validate(value)
        except ValidationError:
            raise errors.UnexpectedAnswerError(self.host, detail="not a discovery document") from None

    def tokens(self, grant_type: str, refused: type[WebApiError], **parameters: str) -> Tokens:
        """Requests tokens. `refused` is the error that invalid_grant means for this grant type."""
        body = prepare_token_request(
            grant_type,
            client_id=self._profile.client_id.strip(),
            client_secret=self._client_secret() or None,
            **parameters,
        )
        reply = self._post(self.metadata().token_endpoint, body)
        with _AsNotSent():
            if 400 <= reply.status < 500 and (said := _oauth_error(reply)):
                kind = {"invalid_grant": refused, **_OAUTH_ERRORS}.get(said, errors.OnlineSignInError)
                raise kind(self.host, status=reply.status, detail=said, said="")
            try:
                return Tokens.model_validate(self._decode(reply))
            except ValidationError:
                raise errors.UnexpectedAnswerError(self.host, detail="not an answer with tokens") from None

    def revoke(self, token: str) -> bool:
        """Revokes the refresh token (RFC 7009); returns False if the provider does not support that."""
        endpoint = self.metadata().revocation_endpoint
        if not endpoint:
            return False
        hint = "refresh_token"
        body, _ = prepare_revoke_token_request(token, hint, headers=dict(_FORM))
        own = prepare_token_request(
            "", client_id=self._profile.client_id.strip(), client_secret=self._client_secret() or None
        )
        return self._post(endpoint, f"{body}&{own.removeprefix('grant_type=&')}").status == 200

    def claims(
        self, id_token: str, access_token: str, nonce: str = "", *, leeway: float = CLOCK_LEEWAY
    ) -> Mapping[str, Any]:
        """Verifies an id_token and returns its claims (OpenID Connect Core 1.0, 3.1.3.7).

        `leeway` is in seconds; infinity leaves the times unchecked. Raises UntrustedTokenError,
        ClockWrongError.
        """
        token = self._verified_token(id_token)
        # In SuperOffice's samples the times are texts.
        plain = {
            name: _as_number(value) if name in _TIME_CLAIMS else value for name, value in token.claims.items()
        }
        claims = CodeIDToken(
            plain,
            token.header,
            options={
                "iss": {"essential": True, "value": self.metadata().issuer},
                "aud": {"essential": True, "value": self._profile.client_id.strip()},
            },
            params={
                "nonce": nonce,
                "client_id": self._profile.client_id.strip(),
                "access_token": access_token,
            },
        )
        try:
            claims.validate(now=int(self._now()), leeway=leeway)
        except JoseError as error:
            is_of_time = isinstance(error, ClaimError) and error.claim in _TIME_CLAIMS
            kind = errors.ClockWrongError if is_of_time else errors.UntrustedTokenError
            raise kind(self.host, detail=f"{type(error).__name__} {error.description}") from None
        return dict(claims)

    def tenant_state(self, tenant: str) -> TenantState:
        """Returns the address of a tenant and whether it is running. Needs no sign-in."""
        value = self._get(f"{self._profile.login_site}/api/state/{quote(tenant, safe='')}")
        with _AsNotSent():
            return parse_as(TenantState, value, self.host)

    def is_trusted_endpoint(self, url: str) -> bool:
        """Returns True if tokens may be sent there: encrypted, and to SuperOffice if they come from there."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return False
        host = (parts.hostname or "").lower()
        if is_loopback(host):
            return is_loopback(urlsplit(self._profile.login_site).hostname or "")
        if self.host.endswith(_SUPEROFFICE_DOMAIN):
            return parts.scheme == "https" and host.endswith(_SUPEROFFICE_DOMAIN)
        return parts.scheme == "https"

    def _is_own_issuer(self, issuer: str) -> bool:
        """Returns True if an issuer is the login site or SuperOffice (OpenID Discovery 1.0, 4.3)."""
        if not self.is_trusted_endpoint(issuer):
            return False
        own = urlsplit(self._profile.login_site).hostname or ""
        return urlsplit(issuer).hostname == own or own.endswith(_SUPEROFFICE_DOMAIN)

    def _check_endpoints(self, metadata: Metadata) -> Metadata:
        if not self._is_own_issuer(metadata.issuer):
            raise errors.UntrustedTokenError(self.host, detail="another issuer")
        told = [metadata.authorization_endpoint, metadata.token_endpoint, metadata.jwks_uri]
        if metadata.revocation_endpoint:
            told.append(metadata.revocation_endpoint)
        if not all(map(self.is_trusted_endpoint, told)):
            raise errors.UnexpectedAnswerError(self.host, detail="an endpoint elsewhere")
        return metadata

    def _verified_token(self, id_token: str) -> jwt.Token:
        for fresh in (False, True):  # keys are rotated: an unknown one is fetched once
            try:
                return jwt.decode(id_token, self._key_set(fresh=fresh), algorithms=["RS256"])
            except (JoseError, ValueError, KeyError) as error:
                detail = type(error).__name__
        raise errors.UntrustedTokenError(self.host, detail=detail)

    def _key_set(self, *, fresh: bool) -> KeySet:
        if self._keys is None or fresh:
            value = self._get(self.metadata().jwks_uri)
            with _AsNotSent():
                try:
                    self._keys = KeySet.import_key_set(value)
                except (JoseError, ValueError, KeyError, TypeError, AttributeError):
                    raise errors.UnexpectedAnswerError(self.host, detail="not a set of keys") from None
        return self._keys

    def _get(self, url: str) -> Any:
        with _AsNotSent():
            return self._decode(self._transport.send(HttpRequest("GET", url, self.host, None, _JSON))[1])

    def _decode(self, reply: HttpReply) -> Any:
        """Returns the value of an answer. No question here has a sign-in that a 401 could refuse."""
        try:
            return decode_reply(reply)
        except errors.SignInError as error:
            raise errors.InterceptedError(
                self.host, status=error.status, detail=error.detail, code=str(error.status), intercepted=True
            ) from None

    def _post(self, url: str, body: str) -> HttpReply:
        with _AsNotSent():
            return self._transport.send(HttpRequest("POST", url, self.host, body.encode(), _FORM))[1]


class _AsNotSent:
    """Changes the verdict of errors in the block to "not sent": they happen before the call itself."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, WebApiError) and error.verdict not in _UNCHANGED_VERDICTS:
            error.verdict = Verdict.NOT_SENT


def _login_host(profile: Profile) -> str:
    site = profile.login_site
    parts = urlsplit(site)
    if parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or "")):
        return host_of(site)
    raise errors.BadAddressError(site)


def _oauth_error(reply: HttpReply) -> str:
    """Returns the error code (RFC 6749, 5.2); empty if the body has none, or is not the provider's."""
    try:
        value = json.loads(reply.body)
    except (ValueError, RecursionError):
        return ""
    code = value.get("error") if isinstance(value, dict) else ""
    if not isinstance(code, str):
        return ""
    is_own = code in _OAUTH_ERRORS or (reply.status in _OAUTH_STATUSES and _OAUTH_CODE.fullmatch(code))
    return code if is_own else ""


def _as_number(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value
