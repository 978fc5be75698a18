"""Keys of registers have accounts of their own."""

from app.model.profile import Profile, SecretKind
from app.service.clients import Clients
from app.service.registers.keys import proxy_access, register_account
from app.storage.settings.password_store import SecretStore, account


def test_no_connection_has_the_account_of_a_register() -> None:
    assert register_account("gb") != account("gb")
    assert register_account("gb") != register_account("se")


def test_a_proxy_is_told_the_password_of_the_connection() -> None:
    work = Profile(name="Work", url="https://crm.example.com", proxy_user="kari")
    secrets = SecretStore()
    secrets.set(account("Work", SecretKind.PROXY_PASSWORD), "right")
    clients = Clients(secrets)
    clients.set_profiles((work,))
    assert proxy_access(work, clients.secret, None).password() == "right"
    assert proxy_access(None, clients.secret, None).password() is None
