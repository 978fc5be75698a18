from __future__ import annotations

import sys

import pytest

from app.self_test import sandbox
from app.self_test.check import Outcome
from app.webapi.client import WebApi
from app.webapi.errors import ServerFailedError


@pytest.mark.long
def test_the_practice_server_takes_a_company() -> None:
    assert sandbox.check().outcome is Outcome.OK


def test_a_practice_server_that_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-c", "import sys; sys.exit('It is not there.')"]
    monkeypatch.setattr("app.sandbox.child.self_command", lambda: command)
    found = sandbox.check()
    assert (found.outcome, found.detail) == (Outcome.FAILED, "It is not there.")


@pytest.mark.long
def test_a_practice_server_that_refuses_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise ServerFailedError("127.0.0.1", detail="500", said="")

    monkeypatch.setattr(WebApi, "create_contact", refuse)
    found = sandbox.check()
    assert (found.outcome, found.detail) == (Outcome.FAILED, "ServerFailedError 500")
