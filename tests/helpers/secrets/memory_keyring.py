"""A keyring that forgets everything with the process: what tests use in place of the user's own."""

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class MemoryKeyring(KeyringBackend):
    """In a child process: ``PYTHON_KEYRING_BACKEND=tests.helpers.secrets.memory_keyring.MemoryKeyring`` and
    the repository's folder in PYTHONPATH. Each process then has an empty one of its own."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring leaves it unannotated
        self.passwords: dict[tuple[str, str], str] = {}

    def set_properties_from_env(self) -> None:
        """Has none, and does not search the environment for them: every test makes one of these."""

    def get_password(self, service: str, username: str) -> str | None:
        return self.passwords.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.passwords[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        try:
            del self.passwords[service, username]
        except KeyError:
            raise PasswordDeleteError("There is no such password.") from None
