"""A running sandbox, a signed-in client, and the check against the vendor's Swagger definitions."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.sandbox import PASSWORD, USER, Options, SandboxServer
from tests.helpers.data.vendor import faults_of

Check = Callable[[Any, str], None]


@pytest.fixture
def sandbox(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[SandboxServer]:
    """A fresh sandbox. Options: ``@pytest.mark.parametrize("sandbox", [Options(...)], indirect=True)``."""
    options = getattr(request, "param", Options())
    with SandboxServer(tmp_path / "sandbox.db", options) as server:
        yield server


@pytest.fixture
def client(sandbox: SandboxServer) -> Iterator[httpx.Client]:
    """Signed in, and without a language header, as a careless program would be."""
    with _signed_in(sandbox) as client:
        yield client


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of one sandbox for the whole module: for tests that only read, or are refused."""
    with (
        SandboxServer(tmp_path_factory.mktemp("standing") / "sandbox.db") as server,
        _signed_in(server) as client,
    ):
        yield client


def _signed_in(server: SandboxServer) -> httpx.Client:
    return httpx.Client(base_url=f"{server.url}/api/v1/", auth=(USER, PASSWORD))


@pytest.fixture
def conforms() -> Check:
    """``conforms(body, "ContactEntity")``: nulls allowed, unknown keys not."""

    def check(body: Any, definition: str) -> None:
        assert faults_of(body, definition) == []

    return check
