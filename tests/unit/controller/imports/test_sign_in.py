"""Who is signed out is asked to sign in, and what waited for that goes on once; nothing else waits for it."""

from dataclasses import replace

import pytest

from app.controller.connection.status import ConnectionState
from app.controller.imports.sign_in import SignInFirst
from app.webapi.errors import NoSecretError, UnreachableError, WebApiError
from tests.helpers.fakes.controllers import Office

SIGNED_OUT = NoSecretError("crm.example", what="password")


class Waiting:
    """What waits, how often it went on, and how often its user was asked to sign in."""

    def __init__(self, office: Office, state: ConnectionState) -> None:
        self.office, self.went_on, self.asked = office, 0, 0
        office.sign_in()
        self.to(state)
        self.first = SignInFirst(office.connections, self._go_on, office)
        office.connections.sign_in_asked.connect(self._ask)

    def to(self, state: ConnectionState) -> None:
        connections = self.office.connections
        connections.status = replace(connections.status, state=state)
        connections.status_changed.emit(connections.status)

    def _go_on(self) -> None:
        self.went_on += 1

    def _ask(self) -> None:
        self.asked += 1


def test_who_is_signed_out_is_asked_and_it_goes_on_once(office: Office) -> None:
    waiting = Waiting(office, ConnectionState.SIGN_IN_NEEDED)
    assert waiting.first.is_needed(SIGNED_OUT.message)
    waiting.to(ConnectionState.CONNECTING)
    assert (waiting.asked, waiting.went_on) == (1, 0)
    waiting.to(ConnectionState.SIGNED_IN)
    waiting.to(ConnectionState.SIGNED_IN)
    assert (waiting.asked, waiting.went_on) == (1, 1)


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (UnreachableError("crm.example"), ConnectionState.SIGN_IN_NEEDED),
        (SIGNED_OUT, ConnectionState.SIGNED_IN),
    ],
)
def test_what_another_way_helps_is_not_asked(
    office: Office, error: WebApiError, state: ConnectionState
) -> None:
    waiting = Waiting(office, state)
    assert not waiting.first.is_needed(error.message)
    waiting.to(ConnectionState.SIGNED_IN)
    assert (waiting.asked, waiting.went_on) == (0, 0)
