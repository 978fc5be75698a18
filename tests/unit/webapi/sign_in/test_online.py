"""The session of SuperOffice Online: fresh tokens, and a tenant that moves or pauses."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from app.sandbox import SandboxServer
from app.webapi import errors
from app.webapi.client import WebApi
from app.webapi.errors import Verdict
from tests.helpers.faults.faulty_server import FaultyServer, Response, forward_to, is_new_company
from tests.helpers.processes.online import (
    COMPANY,
    client,
    identity_of,
    profile,
    sign_in_at,
    token_calls,
)


def test_the_customer_is_learnt_where_nobody_named_one(server: SandboxServer) -> None:
    signed = sign_in_at(server, customer_id="")
    with client(server, signed.refresh_token, customer_id="") as api:
        assert api.create_contact(COMPANY).contact_id


def test_an_expired_token_is_renewed_and_the_post_goes_out_once_more(server: SandboxServer) -> None:
    signed = sign_in_at(server)
    with client(server, signed.refresh_token) as api:
        api.current_principal()
        identity_of(server).expire_access_tokens()
        assert api.create_contact(COMPANY).contact_id
    with client(server, signed.refresh_token) as api:
        assert len(api.find_contacts("Blåbær AS", None)) == 1


SAID_NO = {"Error": True, "ErrorType": "SoSessionException", "ErrorMessage": "Not signed in"}
PAGE = {"Content-Type": "text/html"}
BEARER = {"WWW-Authenticate": 'Bearer realm="SuperOffice", error="invalid_token"'}


def calls_of(server: SandboxServer, refusal: Response, ask: Callable[[WebApi], object]) -> list[str]:
    """The Authorization headers of the calls that one question makes of a server that refuses all.

    What is asked to learn whether the credentials are accepted is not among them.
    """
    signed = sign_in_at(server)
    refusing = FaultyServer(handle=lambda _: refusal)
    with refusing, client(server, signed.refresh_token) as api:
        identity_of(server).api = f"{refusing.url}/Cust12345/api"
        with pytest.raises(errors.WebApiError):
            ask(api)
    method = refusing.requests[0].method
    return [request.headers["authorization"] for request in refusing.requests if request.method == method]


@pytest.mark.parametrize(
    "refusal",
    [
        Response(401, SAID_NO),
        Response(401, {"Message": "Authorization has been denied for this request."}),
        Response(401, headers={**PAGE, **BEARER}, content=b"<html>"),
        Response(401, headers={"WWW-Authenticate": "Bearer"}, content=b""),
    ],
)
def test_a_post_is_repeated_once_with_a_fresh_token_where_superoffice_refused_it(
    refusal: Response, server: SandboxServer
) -> None:
    sent = calls_of(server, refusal, lambda api: api.create_contact(COMPANY))
    assert len(set(sent)) == len(sent) == 2, "the second one is signed with a fresh token"


@pytest.mark.parametrize(
    "refusal",
    [
        Response(401, headers=PAGE, content=b"<html>Blocked</html>"),
        Response(401, content=b""),
        Response(401, headers={"WWW-Authenticate": "Negotiate"}, content=b""),
        Response(401, headers={"WWW-Authenticate": 'Basic realm="Gateway"'}, content=b""),
        Response(401, {"message": "Unauthorized"}),
        Response(401, {"Message": "User is not authorized to access this resource with an explicit deny"}),
        Response(401, headers={**PAGE, "WWW-Authenticate": 'Basic realm="Gateway"'}, content=b"<html>"),
        Response(403, SAID_NO),
        Response(403, headers={**PAGE, **BEARER}, content=b"<html>"),
        Response(403, content=b""),
        Response(421, headers=PAGE, content=b"<html>"),
    ],
)
def test_a_post_is_not_repeated_where_somebody_in_between_refused_it(
    refusal: Response, server: SandboxServer
) -> None:
    assert len(calls_of(server, refusal, lambda api: api.create_contact(COMPANY))) == 1


@pytest.mark.parametrize("content", [b"", b"<html>Session ended</html>"])
def test_a_challenge_for_a_token_that_is_accepted_repeats_no_post(
    content: bytes, server: SandboxServer
) -> None:
    signed = sign_in_at(server)
    challenge, pass_on = Response(401, headers={**PAGE, **BEARER}, content=content), forward_to(server.url)
    gateway = FaultyServer(handle=lambda sent: challenge if is_new_company(sent) else pass_on(sent))
    with gateway, client(server, signed.refresh_token) as api:
        identity_of(server).api = f"{gateway.url}/Cust12345/api"
        with pytest.raises(errors.WebApiError) as caught:
            api.create_contact(COMPANY)
    assert caught.value.verdict is Verdict.UNKNOWN
    assert sum(map(is_new_company, gateway.requests)) == 1


@pytest.mark.parametrize("status", [401, 403])
def test_a_look_up_is_repeated_whoever_refused_it(status: int, server: SandboxServer) -> None:
    assert len(calls_of(server, Response(status, content=b""), lambda api: api.current_principal())) == 2


def test_a_token_is_renewed_before_it_ends(server: SandboxServer) -> None:
    identity_of(server).access_life = 0
    signed = sign_in_at(server)
    identity = identity_of(server)
    with client(server, signed.refresh_token) as api:
        api_calls = len(server.requests)
        identity.access_life = 3600
        api.current_principal()
        api.current_principal()
    paths = [request.path for request in server.requests[api_calls:]]
    assert sum(path.endswith("/tokens") for path in paths) == 1


def test_of_many_threads_one_renews(server: SandboxServer) -> None:
    signed = sign_in_at(server)
    with client(server, signed.refresh_token) as api:
        api.current_principal()
        identity_of(server).expire_access_tokens()
        before = token_calls(server)
        threads = [threading.Thread(target=api.current_principal) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert token_calls(server) == before + 1


def test_a_revoked_sign_in_is_asked_for_anew(server: SandboxServer) -> None:
    signed = sign_in_at(server)
    with client(server, signed.refresh_token) as api:
        api.current_principal()
        identity_of(server).expire_access_tokens()
        identity_of(server).revoke_refresh_tokens()
        with pytest.raises(errors.SignInEndedError) as caught:
            api.create_contact(COMPANY)
    assert caught.value.verdict is Verdict.SIGN_IN


def test_a_sign_in_that_has_ended_is_asked_about_once_until_somebody_acts(server: SandboxServer) -> None:
    signed = sign_in_at(server)
    identity_of(server).revoke_refresh_tokens()
    before = token_calls(server)
    with client(server, signed.refresh_token) as api:

        def ended() -> None:
            with pytest.raises(errors.SignInEndedError):
                api.current_principal()

        for _ in range(3):
            ended()
        assert token_calls(server) == before + 1
        api.forget_refusal()
        ended()
    assert token_calls(server) == before + 2


def test_nobody_has_signed_in_yet(server: SandboxServer) -> None:
    with client(server, None) as api, pytest.raises(errors.NotSignedInError):
        api.create_contact(COMPANY)


def test_a_moved_tenant_is_followed(server: SandboxServer) -> None:
    signed = sign_in_at(server)
    identity = identity_of(server)
    answer = Response(421, {"Message": "Wrong subdomain used to access tenant"})
    with FaultyServer(handle=lambda _: answer) as old, client(server, signed.refresh_token) as api:
        identity.api = f"{old.url}/Cust12345/api"
        with pytest.raises(errors.WrongHostError) as caught:
            api.create_contact(COMPANY)
        assert caught.value.verdict is Verdict.WRONG_HOST
        identity.api = ""
        assert api.create_contact(COMPANY).contact_id
        assert len(api.find_contacts("Blåbær AS", None)) == 1


def test_a_tenant_in_maintenance_says_until_when(server: SandboxServer) -> None:
    signed = sign_in_at(server)
    identity = identity_of(server)
    identity.state, identity.until = "OfflineMaintenance", datetime.now(UTC) + timedelta(minutes=90)
    with client(server, signed.refresh_token) as api:
        with pytest.raises(errors.TenantPausedError) as caught:
            api.create_contact(COMPANY)
        until = identity.until.astimezone()
        assert f"is in maintenance until {until:%H:%M}" in caught.value.message
        assert caught.value.verdict is Verdict.LATER
        assert 5300 < (caught.value.retry_after or 0) <= 5400
        identity.state, identity.until = "Suspended", None
        with pytest.raises(errors.TenantClosedError):
            api.create_contact(COMPANY)
        identity.state = "Running"
        assert api.create_contact(COMPANY).contact_id


def test_a_refresh_token_that_is_replaced_is_used_and_kept(server: SandboxServer) -> None:
    signed, identity = sign_in_at(server), identity_of(server)
    identity.rotates = True
    stored = [signed.refresh_token]
    for keep in (stored.append, lambda _token: None):
        # Where it could not be kept, the session goes on all the same.
        with WebApi(profile(server.url), lambda: stored[-1], keep_secret=keep) as api:
            for _ in range(3):
                identity.expire_access_tokens()
                assert api.current_principal().full_name == "Ingrid Solberg"
    assert len(stored) == 4
    assert identity.refresh_tokens.isdisjoint(stored), "the second client has replaced the last one"


@pytest.mark.parametrize("seconds", [86400, -86400])
def test_a_clock_that_is_wrong_stops_no_refresh(seconds: int, server: SandboxServer) -> None:
    signed, identity = sign_in_at(server), identity_of(server)
    identity.clock = seconds
    with client(server, signed.refresh_token) as api:
        for _ in range(2):
            assert api.create_contact(COMPANY).contact_id
            identity.expire_access_tokens()
