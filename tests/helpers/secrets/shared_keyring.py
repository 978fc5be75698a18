"""A password store in the memory of the test, shared by the processes that it starts, and in no file."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from multiprocessing.connection import Client, Listener
from types import TracebackType
from typing import Any, Self

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

_ADDRESS = "SHARED_KEYRING_ADDRESS"
_KEY = b"a test's own"


class SharedKeyring(KeyringBackend):
    """The backend in the child process; `KeyringServer.environment` selects it."""

    priority = 1.0

    def get_password(self, service: str, username: str) -> str | None:
        found = _ask("get", (service, username))
        return None if found is None else str(found)

    def set_password(self, service: str, username: str, password: str) -> None:
        _ask("set", (service, username), password)

    def delete_password(self, service: str, username: str) -> None:
        if _ask("delete", (service, username)) is None:
            raise PasswordDeleteError("There is no such password.")


def _ask(*question: object) -> object:
    with Client(os.environ[_ADDRESS], authkey=_KEY) as connection:
        connection.send(question)
        answer: object = connection.recv()
        return answer


class KeyringServer:
    """Serves from `__enter__` to `__exit__`; `passwords` are by service and account."""

    def __init__(self) -> None:
        self.passwords: dict[tuple[str, str], str] = {}
        # Of the kind that this system has between its processes: by TCP each answer takes 40 ms (Nagle).
        self._listener = Listener(authkey=_KEY)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._address = str(self._listener.address)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PYTHON_KEYRING_BACKEND": f"{__name__}.{SharedKeyring.__name__}",
            _ADDRESS: self._address,
        }

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with Client(self._address, authkey=_KEY) as connection:
            connection.send(("stop",))
        self._thread.join()
        self._listener.close()

    def _serve(self) -> None:
        is_over = False
        while not is_over:
            # A child that is killed goes in the middle of a question.
            with suppress(OSError, EOFError), self._listener.accept() as connection:
                question = connection.recv()
                is_over = question[0] == "stop"
                connection.send(self._answer(*question))

    def _answer(self, verb: str, key: tuple[str, str] = ("", ""), secret: str = "") -> Any:
        if verb == "set":
            self.passwords[key] = secret
        return self.passwords.pop(key, None) if verb == "delete" else self.passwords.get(key)
