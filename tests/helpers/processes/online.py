"""Signing in to a sandbox that serves as SuperOffice Online."""

import threading
from typing import Any

from app.model.carriers.contact import ContactEntity
from app.model.profile import Profile, Scheme, SecretKind
from app.sandbox import Options, SandboxServer
from app.sandbox.http.identity_provider import IdentityProvider
from app.webapi.browser_sign_in import SignedIn, sign_in
from app.webapi.client import WebApi
from tests.helpers.processes.browser import Browser

COMPANY = ContactEntity(name="Blåbær AS")
OPTIONS = Options(scheme="online")


def identity_of(server: SandboxServer) -> IdentityProvider:
    assert server.identity is not None
    return server.identity


def profile(url: str, **settings: Any) -> Profile:
    given = {"client_id": OPTIONS.client_id, "customer_id": OPTIONS.tenant, **settings}
    return Profile(name="Online", url=url, scheme=Scheme.ONLINE, **given)


def no_secrets(_kind: SecretKind) -> None:
    return None


def sign_in_at(server: SandboxServer, decision: str = "allow", **settings: Any) -> SignedIn:
    with Browser(decision) as browser:
        return sign_in(profile(server.url, **settings), no_secrets, browser.open, threading.Event(), 20)


def client(server: SandboxServer, refresh_token: str | None, **settings: Any) -> WebApi:
    return WebApi(profile(server.url, **settings), lambda: refresh_token)


def token_calls(server: SandboxServer) -> int:
    return sum(request.path.endswith("/tokens") for request in server.requests)
