"""The vendor's reference material where it lies beside the repository: test data, never shipped."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

_BESIDE = Path(__file__).parents[4] / "shared" / "superoffice"
REFERENCE = Path(os.environ.get("SUPEROFFICE_REFERENCE", _BESIDE))

needs_reference = pytest.mark.skipif(
    not (REFERENCE / "openapi").is_dir(),
    reason="the vendor's reference is not beside this checkout (set SUPEROFFICE_REFERENCE to its folder)",
)


@cache
def swagger(name: str) -> dict[str, Any]:
    """The Swagger 2.0 file ``Swagger-v1-{name}.json``, for example ``swagger("Contact")``."""
    loaded: dict[str, Any] = json.loads((REFERENCE / "openapi" / f"Swagger-v1-{name}.json").read_text())
    return loaded


def sample(heading: str) -> dict[str, Any]:
    """The JSON body below ``## Sample request`` or ``## Sample response`` of the reference page."""
    page = (REFERENCE / "post-contact.md").read_text()
    section = page.split(f"## {heading}", 1)[1].split("```", 2)[1]
    loaded: dict[str, Any] = json.loads(section[section.index("{") :])
    return loaded


def faults_of(body: Any, file: str, definition: str) -> list[str]:
    """What the vendor's definition finds wrong with a body; nulls are allowed, unknown properties are not.

    For example ``faults_of(body, "Contact", "ContactEntity")``.
    """
    errors = _validator(file, definition).iter_errors(body)
    return [f"{error.json_path}: {error.message:.200}" for error in errors]


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
