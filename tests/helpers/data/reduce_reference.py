"""Reduces the vendor's reference to facts: ``python -m tests.helpers.data.reduce_reference`` writes them.

It keeps names, types, formats, references and enumerations of the Swagger definitions, the names of the
properties in the table of the reference page, and the values of its samples. It keeps no sentence.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
REFERENCE = Path(os.environ.get("SUPEROFFICE_REFERENCE", ROOT.parent / "shared" / "superoffice"))
"""The vendor's files, where they are at hand: ``openapi/Swagger-v1-*.json`` and ``post-contact.md``."""
DEFINITIONS = ROOT / "tests" / "data" / "vendor-definitions.json"
PAGE = ROOT / "tests" / "data" / "vendor-page.json"

ROOTS = (
    "Contact",
    "ContactEntityWithLinks",
    "DuplicateEntry",
    "FieldInfoBase",
    "MDOListItem",
    "ODataSlimResponse",
    "PersonEntityWithLinks",
    "SoPrincipalCarrier",
    "TimeZoneData",
    "UserDefinedFieldInfo",
    "ContactEntity",
    "PersonEntity",
)
"""The definitions that tests ask for. What these refer to is kept as well."""

SAMPLES = ("Sample request", "Sample response")

_FACTS = ("$ref", "type", "format", "enum", "minLength", "maxLength", "pattern", "readOnly", "required")
_SCHEMAS = ("items", "additionalProperties")
_PROSE = {"Description", "ToolTip"}

Json = dict[str, Any]


def reduced_definitions(swaggers: list[Json], roots: tuple[str, ...] = ROOTS) -> Json:
    """Returns the definitions that `roots` reach, by full name. Files agree on those that they share."""
    every: Json = {}
    for swagger in swaggers:
        for name, schema in swagger["definitions"].items():
            facts = _facts_of(schema)
            if every.setdefault(name, facts) != facts:
                raise ValueError(f"Two files define {name} differently.")
    waiting = [name for name in every if name.rsplit(".", 1)[-1] in roots]
    reached: Json = {}
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached[name] = every[name]
            waiting += _references(every[name])
    return dict(sorted(reached.items()))


def reduced_page(page: str) -> Json:
    """Returns the names in the table of the request's properties, and both samples without their prose."""
    table = page.split("## Request Body", 1)[1].split("## Response", 1)[0]
    names = re.findall(r"^\| (\w+) \| \w+ \|", table, re.MULTILINE)
    samples = {heading: _without_prose(_sample(page, heading)) for heading in SAMPLES}
    return {"properties": names, **samples}


def read_definitions(reference: Path) -> Json:
    files = sorted((reference / "openapi").glob("Swagger-v1-*.json"))
    return reduced_definitions([json.loads(file.read_text(encoding="utf-8")) for file in files])


def read_page(reference: Path) -> Json:
    return reduced_page((reference / "post-contact.md").read_text(encoding="utf-8"))


def one_line_each(facts: Json) -> str:
    """Returns JSON with one line for each key of the outermost object, so that changes can be read."""
    lines = (f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _facts_of(schema: Json) -> Json:
    facts = {key: schema[key] for key in _FACTS if key in schema}
    if "properties" in schema:
        facts["properties"] = {name: _facts_of(each) for name, each in schema["properties"].items()}
    return facts | {key: _facts_of(schema[key]) for key in _SCHEMAS if key in schema}


def _references(schema: Json) -> list[str]:
    own = [schema["$ref"].rsplit("/", 1)[-1]] if "$ref" in schema else []
    parts = [*schema.get("properties", {}).values(), *(schema[key] for key in _SCHEMAS if key in schema)]
    return own + [name for part in parts for name in _references(part)]


def _sample(page: str, heading: str) -> Any:
    section = page.split(f"## {heading}", 1)[1].split("```", 2)[1]
    return json.loads(section[section.index("{") :])


def _without_prose(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: f"{len(each)} characters" if key in _PROSE and each else _without_prose(each)
            for key, each in value.items()
        }
    return [_without_prose(each) for each in value] if isinstance(value, list) else value


if __name__ == "__main__":
    DEFINITIONS.write_text(one_line_each(read_definitions(REFERENCE)), encoding="utf-8")
    PAGE.write_text(one_line_each(read_page(REFERENCE)), encoding="utf-8")
