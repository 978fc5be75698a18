"""One attempt with a password that the server has not accepted yet, and none with one that it has refused.

Directory services lock an account after a few wrong passwords. A window that starts asks for a dozen lists at
once: all of them with a password that has expired would be enough.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_PATIENCE_SECONDS: Final = 10.0
"""A server that takes longer to answer the first attempt is not kept from answering the others."""


class PasswordAttempts:
    """What is known of the passwords of one connection. `credentials` are as they are sent. Thread-safe."""

    def __init__(self, patience: float = _PATIENCE_SECONDS) -> None:
        """`patience` is the number of seconds to wait for another's attempt."""
        self._patience = patience
        self._turn = threading.Lock()
        self._accepted = ""
        self._refused = ""

    @contextmanager
    def turn(self, credentials: str) -> Iterator[None]:
        """Waits in turn for the answer to another's attempt, unless these credentials have been accepted."""
        has_turn = credentials != self._accepted and self._turn.acquire(timeout=self._patience)
        try:
            yield
        finally:
            if has_turn:
                self._turn.release()

    def is_refused(self, credentials: str) -> bool:
        """Returns True if the server has refused these credentials, and nobody has acted since."""
        return credentials == self._refused

    @property
    def has_accepted(self) -> bool:
        """True if the server has accepted a password, and refused none since."""
        return bool(self._accepted)

    def accept(self, credentials: str) -> None:
        """Notes that the server has let somebody in with these credentials."""
        self._accepted, self._refused = credentials, ""

    def refuse(self, credentials: str) -> None:
        """Notes that the server has refused these credentials."""
        self._accepted, self._refused = "", credentials

    def forget_refusal(self) -> None:
        """Lets refused credentials be tried once more."""
        self._refused = ""
