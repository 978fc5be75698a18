"""SuperOffice's identity provider and tenant directory, for ``Options.scheme`` "online".

Sources: RFC 6749, 7009, 7636; OpenID Connect Core 1.0 and Discovery 1.0; SuperOffice docs "Authentication
online", "Native app", "Check tenant status".
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from app.sandbox.data.users import USERS
from app.sandbox.options import Options

_CLAIM = "http://schemes.superoffice.net/identity/"
_PATH = "/login/common/oauth"
# The portal's template for native apps allows this and nothing else: no path, no slash at the end.
_REDIRECT = re.compile(r"http://127\.0\.0\.1:\d{4,10}")
_ID_TOKEN_LIFE = 360
_CODE_LIFE = 600.0


@dataclass(frozen=True)
class _Code:
    """An issued authorization code: the request's parameters and when it expires (monotonic seconds)."""

    parameters: Mapping[str, str]
    until: float


class IdentityProvider:
    """The provider. A test may change its attributes while it runs:

    denied: the message with which every sign-in is refused; wrong_state: answers have a wrong state;
    rotates: each refresh replaces the refresh token;
    clock: seconds by which the provider's clock is ahead; access_life: lifetime of access tokens in seconds;
    api: the address of the tenant's API, empty for the sandbox's own; state, until: of the tenant.
    """

    def __init__(self, options: Options) -> None:
        self._options = options
        self._codes: dict[str, _Code] = {}
        self._access: dict[str, float] = {}
        self._refresh: set[str] = set()
        self._keys: list[RSAKey] = []
        self._rotations = 0
        self._rotations = 0
        self.denied = ""
        self.wrong_state = False
        self.rotates = False
        self.clock = 0.0
        self.access_life = 3600
        self.api = ""
        self.state = "Running"
        self.until: datetime | None = None
        self.issued: list[str] = []
        """Every token and code that was issued, for tests that search files for leaked secrets."""

    def accepts(self, access_token: str) -> bool:
        """Returns True for an access token that is valid now."""
        return self._access.get(access_token, 0.0) > time.monotonic()

    def expire_access_tokens(self) -> None:
        """Makes every access token invalid."""
        self._access.clear()

    def revoke_refresh_tokens(self) -> None:
        """Makes every refresh token invalid."""
        self._refresh.clear()

    def expire_codes(self) -> None:
        """Makes every authorization code expired."""
        self._codes = {code: _Code(kept.parameters, 0.0) for code, kept in self._codes.items()}

    def rotate_keys(self) -> None:
        """Replaces the signing key of id_tokens; only the new key is published."""
        self._keys.clear()
        self._rotations += 1

    @property
    def refresh_tokens(self) -> frozenset[str]:
        """The valid refresh tokens."""
        return frozenset(self._refresh)

    def routes(self) -> list[Route]:
        """Returns the routes of the provider and of the tenant directory."""
        return [
            Route("/login/.well-known/openid-configuration", self._discovery),
            Route("/login/.well-known/jwks", self._jwks),
            Route(f"{_PATH}/authorize", self._show_consent_page),
            Route(f"{_PATH}/authorize", self._take_decision, methods=["POST"]),
            Route(f"{_PATH}/tokens", self._tokens, methods=["POST"]),
            Route(f"{_PATH}/revoke", self._revoke, methods=["POST"]),
            Route("/api/state/{tenant}", self._tenant),
        ]

    async def _discovery(self, request: Request) -> Response:
        site = _site(request)
        return JSONResponse(
            {
                "issuer": site,
                "authorization_endpoint": f"{site}{_PATH}/authorize",
                "token_endpoint": f"{site}{_PATH}/tokens",
                "revocation_endpoint": f"{site}{_PATH}/revoke",
                "jwks_uri": f"{site}/login/.well-known/jwks",
                "response_types_supported": ["code"],
                "response_modes_supported": list(self._options.response_modes),
                "code_challenge_methods_supported": ["plain", "S256"],
            }
        )

    async def _jwks(self, _request: Request) -> Response:
        return JSONResponse(KeySet([self._key]).as_dict(private=False))

    async def _show_consent_page(self, request: Request) -> Response:
        """Shows the consent page; the parameters of the request are its hidden fields."""
        parameters = dict(request.query_params)
        problem = self._request_error(parameters)
        if problem:
            return HTMLResponse(f"<html><body><h1>{html.escape(problem)}</h1></body></html>", 400)
        return HTMLResponse(
            f"<html><body><h1>Sign in to the practice SuperOffice as {USERS[0].full_name}?</h1>"
            f'<form method="post" action="{_PATH}/authorize">{_hidden(parameters)}'
            '<button name="decision" value="allow">Allow</button>'
            '<button name="decision" value="deny">Deny</button></form></body></html>'
        )

    async def _take_decision(self, request: Request) -> Response:
        form = await _form(request)
        decision = form.pop("decision", "deny")
        problem = self._request_error(form)
        if problem:
            return HTMLResponse(f"<html><body><h1>{html.escape(problem)}</h1></body></html>", 400)
        answer = {"state": "another" if self.wrong_state else form.get("state", "")}
        if self.denied or decision != "allow":
            answer |= {"error": "access_denied", "error_description": self.denied or "4 Denied"}
        else:
            code = self._record_issued(secrets.token_urlsafe(24))
            self._codes[code] = _Code(form, time.monotonic() + _CODE_LIFE)
            answer["code"] = code
        if form.get("response_mode") == "form_post":
            return HTMLResponse(
                '<html><body onload="document.forms[0].submit()">'
                f'<form method="post" action="{html.escape(form["redirect_uri"])}">{_hidden(answer)}'
                "<button>Go on</button></form></body></html>"
            )
        return RedirectResponse(f"{form['redirect_uri']}?{urlencode(answer)}", 302)

    def _request_error(self, parameters: Mapping[str, str]) -> str:
        if parameters.get("client_id") != self._options.client_id:
            return "Unknown client"
        if not _REDIRECT.fullmatch(parameters.get("redirect_uri", "")):
            return "2 InvalidRedirectUrl"
        wanted = {"response_type": "code", "scope": "openid", "code_challenge_method": "S256"}
        odd = [name for name, value in wanted.items() if parameters.get(name) != value]
        missing = [name for name in ("state", "nonce", "code_challenge") if not parameters.get(name)]
        return f"Not as expected: {', '.join(odd + missing)}" if odd or missing else ""

    async def _tokens(self, request: Request) -> Response:
        form = await _form(request)
        if not self._is_client(form):
            return JSONResponse({"error": "invalid_client"}, 401)
        match form.get("grant_type"):
            case "authorization_code":
                code = self._codes.pop(form.get("code", ""), None)
                if code is None or code.until < time.monotonic() or not _code_matches(form, code.parameters):
                    return JSONResponse({"error": "invalid_grant"}, 400)
                refresh = self._record_issued(secrets.token_urlsafe(32))
                self._refresh.add(refresh)
                return self._token_answer(request, code.parameters["nonce"], refresh_token=refresh)
            case "refresh_token":
                if form.get("refresh_token") not in self._refresh:
                    return JSONResponse({"error": "invalid_grant"}, 400)
                return self._token_answer(request, "", **self._replacement(form))
            case _:
                return JSONResponse({"error": "unsupported_grant_type"}, 400)

    def _replacement(self, form: dict[str, str]) -> dict[str, str]:
        """Replaces the refresh token of the form if the provider does so."""
        if not self.rotates:
            return {}
        self._refresh.discard(form["refresh_token"])
        replaced = self._record_issued(secrets.token_urlsafe(32))
        self._refresh.add(replaced)
        return {"refresh_token": replaced}

    async def _revoke(self, request: Request) -> Response:
        form = await _form(request)
        if not self._is_client(form):
            return JSONResponse({"error": "invalid_client"}, 401)
        self._refresh.discard(form.get("token", ""))
        return Response(status_code=200)

    async def _tenant(self, request: Request) -> Response:
        tenant = self._options.tenant
        if request.path_params["tenant"].lower() != tenant.lower():
            return JSONResponse({"Message": "Unknown tenant"}, 404)
        site = f"{_site(request)}/{tenant}"
        until = self.until or datetime.now(UTC) + timedelta(minutes=10)
        return JSONResponse(
            {
                "ContextIdentifier": tenant,
                "Endpoint": site,
                "State": self.state,
                "IsRunning": self.state in ("Running", "OnlineMaintenance"),
                "ValidUntil": until.isoformat().replace("+00:00", "Z"),
                "Api": self.api or f"{site}/api",
            }
        )

    def _is_client(self, form: Mapping[str, str]) -> bool:
        """Checks client ID and secret.

        The documents disagree on PKCE: the secret may be missing, but not wrong.
        """
        secret = form.get("client_secret", "")
        is_right = not secret or secret == self._options.client_secret
        return form.get("client_id") == self._options.client_id and is_right

    def _token_answer(self, request: Request, nonce: str, **further: str) -> Response:
        access = self._record_issued(f"8A:{self._options.tenant}.{secrets.token_urlsafe(24)}")
        self._access[access] = time.monotonic() + self.access_life
        told = {"token_type": "Bearer", "access_token": access, "expires_in": self.access_life}
        return JSONResponse({**told, "id_token": self._id_token(_site(request), nonce), **further})

    def _id_token(self, site: str, nonce: str) -> str:
        now = int(time.time() + self.clock)
        claims: dict[str, Any] = {
            "iss": site,
            "aud": self._options.client_id,
            "sub": USERS[0].initials,
            "iat": str(now),  # a text, as in the vendor's sample
            "exp": now + _ID_TOKEN_LIFE,
            f"{_CLAIM}ctx": self._options.tenant,
            f"{_CLAIM}upn": "ingrid.solberg@example.com",
            f"{_CLAIM}webapi_url": f"{site}/{self._options.tenant}/api/",
        }
        header = {"alg": "RS256", "kid": self._key.kid}
        return self._record_issued(
            jwt.encode(header, claims | ({"nonce": nonce} if nonce else {}), self._key)
        )

    @property
    def _key(self) -> RSAKey:
        if not self._keys:
            self._keys.append(_signing_key(self._rotations))
        return self._keys[0]

    def _record_issued(self, secret: str) -> str:
        self.issued.append(secret)
        return secret


@cache
def _signing_key(number: int) -> RSAKey:
    """Generates that key once in a process: it takes a tenth of a second, and all providers begin alike."""
    return RSAKey.generate_key(2048, {"kid": f"{secrets.token_hex(8)}-{number}", "use": "sig"})


def _code_matches(form: Mapping[str, str], asked: Mapping[str, str]) -> bool:
    """Returns True if the code is redeemed by the client that requested it (RFC 7636, 4.6)."""
    digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return challenge == asked["code_challenge"] and form.get("redirect_uri") == asked["redirect_uri"]


def _site(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}"


def _hidden(values: Mapping[str, str]) -> str:
    return "".join(
        f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
        for name, value in values.items()
    )


async def _form(request: Request) -> dict[str, str]:
    return dict(parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True))
