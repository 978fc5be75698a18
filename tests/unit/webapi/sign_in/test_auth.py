"""Signing in: what goes into the Authorization header, and what never leaves it."""

import base64
import pickle
import traceback
from collections.abc import Iterator

import httpx
import pytest

from app.model.profile import Scheme
from app.translation.catalogue import use_language
from app.webapi import errors
from app.webapi.errors import Verdict
from app.webapi.sign_in.auth import make_auth
from tests.helpers.fakes.connect import PASSWORD, connect, profile
from tests.helpers.faults.faulty_server import FaultyServer, Response

HOST = "crm.example.com"
URL = f"https://{HOST}"


@pytest.fixture
def danish() -> Iterator[None]:
    use_language("da")
    yield
    use_language("en")


def signed(scheme: Scheme, secret: str | None, user: str = "kari") -> str:
    auth = make_auth(profile(URL, scheme=scheme, user=user), HOST, lambda: secret, lambda _kind: None)
    request = next(auth.auth_flow(httpx.Request("GET", URL)))
    return request.headers["Authorization"]


def test_basic_is_utf_8() -> None:
    scheme, _, value = signed(Scheme.BASIC, PASSWORD, user="kåre").partition(" ")
    assert scheme == "Basic"
    assert base64.b64decode(value).decode() == f"kåre:{PASSWORD}"


def test_a_password_may_have_any_characters() -> None:
    value = signed(Scheme.BASIC, " a:b:\n🔑 ").partition(" ")[2]
    assert base64.b64decode(value).decode() == "kari: a:b:\n🔑 "


@pytest.mark.parametrize(
    ("scheme", "header"), [(Scheme.TICKET, "SOTicket 7T:abc="), (Scheme.BEARER, "Bearer 7T:abc=")]
)
def test_tickets_and_tokens_go_as_they_are(scheme: Scheme, header: str) -> None:
    assert signed(scheme, " 7T:abc=\n") == header


@pytest.mark.parametrize("secret", ["two words", "line\r\nX-Evil: 1", "blåbær", "\x00"])
def test_a_token_that_cannot_be_one_is_refused_and_not_repeated(secret: str) -> None:
    with pytest.raises(errors.BadSecretError) as caught:
        signed(Scheme.BEARER, secret)
    assert caught.value.verdict is Verdict.SIGN_IN
    assert secret not in caught.value.message + caught.value.detail


def test_a_user_name_with_a_colon_is_refused() -> None:
    with pytest.raises(errors.BadSecretError):
        signed(Scheme.BASIC, PASSWORD, user="a:b")


@pytest.mark.parametrize("secret", [None, ""])
def test_without_a_secret_nothing_is_sent(secret: str | None) -> None:
    with pytest.raises(errors.NoSecretError) as caught:
        signed(Scheme.BASIC, secret)
    assert caught.value.verdict is Verdict.SIGN_IN


@pytest.mark.usefixtures("danish")
@pytest.mark.parametrize(
    ("scheme", "named"),
    [
        (Scheme.BASIC, "Adgangskoden til {host} mangler. Skriv den for at logge på."),
        (Scheme.TICKET, "Ticketen til {host} mangler. Skriv den for at logge på."),
        (Scheme.BEARER, "Tokenet til {host} mangler. Skriv det for at logge på."),
        (Scheme.XSRF, "Sessionstokenet til {host} mangler. Skriv det for at logge på."),
    ],
)
def test_each_secret_has_a_sentence_of_its_own_since_grammar_differs(scheme: Scheme, named: str) -> None:
    with pytest.raises(errors.NoSecretError) as caught:
        signed(scheme, None)
    assert caught.value.message.startswith(named.format(host=HOST))


@pytest.mark.parametrize("scheme", [Scheme.TICKET, Scheme.BEARER, Scheme.XSRF])
def test_each_refused_secret_is_named(scheme: Scheme) -> None:
    auth = make_auth(profile(URL, scheme=scheme), HOST, lambda: "7T", lambda _kind: None)
    refused = auth.specific_error(errors.SignInError(HOST, status=401))
    what = {Scheme.TICKET: "ticket", Scheme.BEARER: "token", Scheme.XSRF: "session token"}[scheme]
    assert refused.message.startswith(f"{HOST} did not accept your {what}. ")


def test_the_secret_is_asked_for_anew_each_time() -> None:
    secrets = iter(["first", "second"])
    auth = make_auth(profile(URL, scheme=Scheme.BEARER), HOST, lambda: next(secrets), lambda _kind: None)
    sent = [next(auth.auth_flow(httpx.Request("GET", URL))).headers["Authorization"] for _ in range(2)]
    assert sent == ["Bearer first", "Bearer second"]


def test_the_secret_shows_nowhere() -> None:
    refusal = Response(401, content=b"")
    with FaultyServer(handle=lambda _: refusal) as server, connect(server.url) as api:
        with pytest.raises(errors.SignInError) as caught:
            api.current_principal()
        sent = server.requests[0].headers["authorization"]
    assert base64.b64decode(sent.partition(" ")[2]).decode() == f"kari:{PASSWORD}"
    shown = (
        "".join(traceback.format_exception(caught.value)) + repr(api) + repr(vars(api)) + repr(caught.value)
    )
    assert PASSWORD not in shown
    assert sent.partition(" ")[2] not in shown
    with pytest.raises((TypeError, AttributeError, pickle.PicklingError)):
        pickle.dumps(api)
