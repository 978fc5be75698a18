from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from app.model.carriers.principal import Principal
from app.model.profile import Profile, SecretKind
from app.sandbox import PASSWORD, USER, Options, SandboxServer
from app.service.clients import Clients, check_network_settings, make_api, try_connection
from app.storage.settings.password_store import SecretStore, account
from app.webapi.client import WebApi
from app.webapi.errors import (
    BadAddressError,
    CaFileError,
    PolicyUnreadableError,
    ProxyAddressError,
    SignInError,
    Verdict,
)
from tests.helpers.processes.online import profile as online_profile
from tests.helpers.processes.online import sign_in_at
from tests.helpers.secrets.memory_keyring import MemoryKeyring

WORK = Profile(name="Work", url="https://crm.example", user="kari")
HOME = Profile(name="Home", url="https://home.example", user="kari")


@pytest.fixture
def secrets() -> SecretStore:
    keyring.set_keyring(MemoryKeyring())
    return SecretStore()


@pytest.fixture
def clients(secrets: SecretStore) -> Iterator[Clients]:
    clients = Clients(secrets)
    clients.set_profiles((WORK, HOME))
    yield clients
    clients.close()


def test_a_connection_has_one_client_until_it_changes(clients: Clients) -> None:
    work, home = clients.api("Work"), clients.api("Home")
    assert clients.api("Work") is work
    clients.set_profiles((WORK.with_changes(url="https://other.example"), HOME))
    assert clients.api("Work") is not work
    assert clients.api("Work").host == "other.example"
    assert clients.api("Home") is home


def test_a_connection_that_is_gone_is_a_lookup_error(clients: Clients) -> None:
    clients.set_profiles((HOME,))
    for method in (clients.api, clients.profile):
        with pytest.raises(LookupError):
            method("Work")
    clients.close()
    with pytest.raises(LookupError):
        clients.api("Home")


def test_a_secret_is_read_once_until_the_connection_is_reloaded(
    clients: Clients, secrets: SecretStore
) -> None:
    kind = WORK.secret_kind
    secrets.set(account("Work", kind), "first")
    api = clients.api("Work")
    assert clients.secret("Work", kind) == "first"
    secrets.set(account("Work", kind), "second")
    assert clients.secret("Work", kind) == "first"
    clients.reload("Work")
    assert clients.secret("Work", kind) == "second"
    assert clients.api("Work") is not api


def test_a_secret_of_the_session_counts_more_than_the_stored_one(
    clients: Clients, secrets: SecretStore
) -> None:
    kind = WORK.secret_kind
    secrets.set(account("Work", kind), "stored")
    clients.use_secret_for_session("Work", "typed")
    clients.reload("Work")
    assert clients.secret("Work", kind) == "typed"
    assert clients.secret_location("Work") is None
    assert clients.secret_location("Home") == secrets.location_of(account("Home", HOME.secret_kind))
    assert secrets.get(account("Work", kind)) == "stored"


def test_a_store_that_is_locked_is_asked_again(clients: Clients, secrets: SecretStore) -> None:
    kind = WORK.secret_kind
    secrets.set(account("Work", kind), "demo")
    working = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]  # it has no types
    assert clients.secret("Work", kind) is None
    keyring.set_keyring(working)
    assert clients.secret("Work", kind) == "demo"
    assert clients.secret("Home", kind) is None
    secrets.set(account("Home", kind), "later")
    assert clients.secret("Home", kind) is None, "that there is none is known until it is reloaded"


def test_there_may_be_no_secret(clients: Clients) -> None:
    assert clients.secret("Work", SecretKind.PASSWORD) is None


def test_an_address_is_checked_before_anything_is_sent() -> None:
    with pytest.raises(BadAddressError):
        make_api(WORK.with_changes(url="http://crm.example"), lambda: None)


@pytest.mark.parametrize("password", [PASSWORD, "wrong", None])
def test_a_connection_is_tried(tmp_path: Path, password: str | None) -> None:
    with SandboxServer(tmp_path / "sandbox.db", Options(companies=False)) as server:
        result = try_connection(WORK.with_changes(url=server.url, user=USER), password)
    works = password == PASSWORD
    assert (result.works, result.sign_in_refused) == (works, not works)
    assert result.sentence.startswith("It works: you are ") is works
    assert (" at " in result.sentence) is works


def test_a_server_that_names_no_database_is_said_without_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = Principal()
    monkeypatch.setattr(WebApi, "current_principal", lambda _api: nobody)
    with SandboxServer(tmp_path / "sandbox.db", Options(companies=False)) as server:
        result = try_connection(WORK.with_changes(url=server.url, user=USER), PASSWORD)
    assert result.sentence.startswith(f"It works: you are {USER}. The server is SuperOffice ")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({}, None),
        ({"proxy": "socks4://p"}, ProxyAddressError),
        ({"ca_file": "/nowhere.pem"}, CaFileError),
    ],
    ids=str,
)
def test_the_settings_of_the_network_are_read(changes: dict[str, str], error: type[Exception] | None) -> None:
    with pytest.raises(error) if error else nullcontext():
        check_network_settings(WORK.with_changes(**changes))


def test_what_somebody_has_done_is_told_to_the_client_that_is_there(
    clients: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    for name in ("forget_refusal", "forget_network", "close"):
        monkeypatch.setattr(WebApi, name, lambda api, name=name: told.append(f"{name} {api.host}"))
    clients.forget_refusal("Work")
    clients.forget_network()
    assert told == []
    clients.api("Work")
    clients.reload("Work")
    clients.api("Work")
    clients.forget_refusal("Work")
    clients.forget_refusal("Home")
    clients.forget_network()
    assert told == ["forget_refusal crm.example", "forget_network crm.example"]
    told.clear()
    clients.close()
    assert told == ["close crm.example"] * 2


def test_a_proxy_is_asked_once_more_after_somebody_has_acted(secrets: SecretStore, tmp_path: Path) -> None:
    clients = Clients(secrets, data=tmp_path)
    assert clients.refusals is not None
    forgotten: list[bool] = []
    clients.refusals.forget = lambda: forgotten.append(True)  # type: ignore[method-assign]  # the real one needs a proxy
    clients.reload("Work")
    assert forgotten == [True]
    assert Clients(secrets).refusals is None


def test_a_server_that_is_not_there_is_no_refused_sign_in() -> None:
    result = try_connection(WORK.with_changes(url="http://127.0.0.1:1"), PASSWORD)
    assert (result.works, result.sign_in_refused) == (False, False)


@pytest.mark.parametrize("is_of_session", [False, True])
def test_a_replaced_secret_is_kept_where_the_old_one_was(
    is_of_session: bool, tmp_path: Path, secrets: SecretStore
) -> None:
    options = Options(scheme="online")
    with SandboxServer(tmp_path / "sandbox.db", options) as server:
        assert server.identity is not None
        first = sign_in_at(server).refresh_token
        server.identity.rotates = True
        profile = online_profile(server.url)
        key = account(profile.name, SecretKind.REFRESH_TOKEN)
        clients = Clients(secrets)
        clients.set_profiles((profile,))
        if is_of_session:
            clients.use_secret_for_session(profile.name, first)
        else:
            secrets.set(key, first)
        clients.api(profile.name).current_principal()
        second = clients.secret(profile.name, SecretKind.REFRESH_TOKEN)
        clients.close()
    assert {second} == server.identity.refresh_tokens != {first}
    assert secrets.get(key) == (None if is_of_session else second)


def test_a_connection_that_is_held_is_not_called_and_says_why() -> None:
    clients = Clients(SecretStore())
    clients.set_profiles(
        (Profile(name="Work", url="https://crm.example"), Profile(name="Sandbox", url="https://x"))
    )
    clients.hold(["Work"], "The policy cannot be read.")
    with pytest.raises(PolicyUnreadableError) as caught:
        clients.api("Work")
    assert caught.value.message == "The policy cannot be read."
    assert caught.value.verdict is Verdict.NOT_SENT
    assert clients.api("Sandbox") is not None
    clients.hold(["Work"], "")
    assert clients.api("Work") is not None
    clients.close()


def test_a_client_is_proven_before_anything_is_posted(secrets: SecretStore, tmp_path: Path) -> None:
    with SandboxServer(tmp_path / "server.sqlite3") as server:
        clients = Clients(secrets)
        clients.set_profiles((WORK.with_changes(url=server.url, user=USER),))
        secrets.set(account("Work"), "wrong")
        for _ in range(2):
            with pytest.raises(SignInError):
                clients.proven_api("Work")
        assert len(server.requests) == 1
        secrets.set(account("Work"), PASSWORD)
        clients.reload("Work")
        assert clients.proven_api("Work") is clients.api("Work")
        clients.close()
