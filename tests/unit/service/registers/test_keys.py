"""Keys of registers have accounts of their own."""

from app.service.registers.keys import register_account
from app.storage.settings.password_store import account


def test_no_connection_has_the_account_of_a_register() -> None:
    assert register_account("gb") != account("gb")
    assert register_account("gb") != register_account("se")
