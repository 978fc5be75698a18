"""A running sandbox, a signed-in client, and the check against the vendor's Swagger definitions."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest

from app.sandbox import PASSWORD, USER, Options, SandboxServer
from tests.helpers.vendor import swagger

Check = Callable[[Any, str, str], None]


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
    """``conforms(body, "Contact", "ContactEntity")``: nulls allowed, unknown keys not."""

    def check(body: Any, file: str, definition: str) -> None:
        errors = [
            f"{error.json_path}: {error.message:.200}"
            for error in _validator(file, definition).iter_errors(body)
        ]
        assert errors == []

    return check


@cache
def _validator(file: str, definition: str) -> jsonschema.Draft4Validator:
    definitions = swagger(file)["definitions"]
    full = next(name for name in definitions if name.rsplit(".", 1)[-1] == definition)
    strict = {name: _strict(schema) for name, schema in definitions.items()}
    return jsonschema.Draft4Validator({"$ref": f"#/definitions/{full}", "definitions": strict})


def _strict(schema: dict[str, Any]) -> dict[str, Any]:
    properties = {name: _any_object(each) for name, each in schema.get("properties", {}).items()}
    nullable = {name: {"anyOf": [each, {"type": "null"}]} for name, each in properties.items()}
    return schema | {"properties": nullable, "additionalProperties": False}


def _any_object(schema: dict[str, Any]) -> dict[str, Any]:
    """The file says ``{"type": "object"}`` for .NET's ``object``, which may be a string or a number, too."""
    if schema == {"type": "object"}:
        return {}
    inner = {key: _any_object(schema[key]) for key in ("items", "additionalProperties") if key in schema}
    return schema | inner
