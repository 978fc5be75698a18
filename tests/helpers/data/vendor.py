"""Facts of the vendor's reference, as `tests.helpers.data.reduce_reference` keeps them in ``tests/data``."""

import json
from copy import deepcopy
from functools import cache
from typing import Any

import jsonschema

from tests.helpers.data.reduce_reference import DEFINITIONS, PAGE


@cache
def definitions() -> dict[str, dict[str, Any]]:
    """The Swagger definitions that tests need, by full name."""
    return dict(json.loads(DEFINITIONS.read_text(encoding="utf-8")))


def full_name(definition: str) -> str:
    """For example ``SuperOffice.CRM.Services.Country`` for ``Country``."""
    (found,) = (name for name in definitions() if name.rsplit(".", 1)[-1] == definition)
    return found


def properties_of(definition: str) -> dict[str, Any]:
    """The schema of each property, for example of ``ContactEntity``."""
    return dict(definitions()[full_name(definition)].get("properties", {}))


def sample(heading: str) -> dict[str, Any]:
    """The JSON body below ``## Sample request`` or ``## Sample response`` of the reference page."""
    return dict(deepcopy(_page()[heading]))


def properties_of_the_page() -> list[str]:
    """The names in the table of a company's properties on the reference page."""
    return list(_page()["properties"])


def faults_of(body: Any, definition: str) -> list[str]:
    """What the vendor's definition finds wrong with a body; nulls are allowed, unknown properties are not.

    For example ``faults_of(body, "ContactEntity")``.
    """
    errors = _validator(definition).iter_errors(body)
    return [f"{error.json_path}: {error.message:.200}" for error in errors]


@cache
def _page() -> dict[str, Any]:
    return dict(json.loads(PAGE.read_text(encoding="utf-8")))


@cache
def _validator(definition: str) -> jsonschema.Draft4Validator:
    strict = {name: _strict(schema) for name, schema in definitions().items()}
    return jsonschema.Draft4Validator(
        {"$ref": f"#/definitions/{full_name(definition)}", "definitions": strict}
    )


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
