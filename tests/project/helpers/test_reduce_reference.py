"""What lies in ``tests/data`` of the vendor's reference: facts, no sentence, and the same as the original."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.helpers.data.reduce_reference import (
    DEFINITIONS,
    PAGE,
    REFERENCE,
    ROOTS,
    one_line_each,
    read_definitions,
    read_page,
    reduced_definitions,
    reduced_page,
)
from tests.helpers.data.vendor import full_name

SWAGGER: dict[str, Any] = {
    "definitions": {
        "S.Company": {
            "type": "object",
            "description": "A company.",
            "properties": {
                "Name": {"type": "string", "maxLength": 219, "description": "Its name."},
                "description": {"type": "string", "description": "A property of that name is kept."},
                "People": {"type": "array", "items": {"$ref": "#/definitions/S.Person"}},
                "Further": {"type": "object", "additionalProperties": {"$ref": "#/definitions/S.Value"}},
            },
        },
        "S.Person": {"type": "object", "properties": {"Of": {"$ref": "#/definitions/S.Company"}}},
        "S.Value": {"type": "string", "enum": ["One", "Two"]},
        "S.Unused": {"type": "object"},
    }
}
PAGE_TEXT = """
## Request Body: newEntity
| Property Name | Type |  Description |
|---|---|---|
| Name | String | The name. |
| Emails | Array | Where to write. |
## Response:
| Other | String | No part of it. |
## Sample request
```http
POST /api/v1/Contact

{"Name": "Fjell AS", "Description": "A long one.", "Emails": [{"Value": "a@b.no", "Description": null}]}
```
## Sample response
```http
HTTP/1.1 200 OK

{"ContactId": 5, "Interests": [{"ToolTip": "Said of it."}]}
```
"""


def test_names_types_lengths_and_references_stay_and_descriptions_do_not() -> None:
    reduced = reduced_definitions([SWAGGER, SWAGGER], ("Company",))
    assert list(reduced) == ["S.Company", "S.Person", "S.Value"]
    assert reduced["S.Company"]["properties"] == {
        "Name": {"type": "string", "maxLength": 219},
        "description": {"type": "string"},
        "People": {"type": "array", "items": {"$ref": "#/definitions/S.Person"}},
        "Further": {"type": "object", "additionalProperties": {"$ref": "#/definitions/S.Value"}},
    }
    assert reduced["S.Value"] == {"type": "string", "enum": ["One", "Two"]}


def test_files_that_do_not_agree_are_refused() -> None:
    other = {"definitions": {"S.Value": {"type": "integer"}}}
    with pytest.raises(ValueError, match=r"S\.Value"):
        reduced_definitions([SWAGGER, other], ("Company",))


def test_of_the_page_stay_the_names_and_the_samples_without_their_prose() -> None:
    assert reduced_page(PAGE_TEXT) == {
        "properties": ["Name", "Emails"],
        "Sample request": {
            "Name": "Fjell AS",
            "Description": "11 characters",
            "Emails": [{"Value": "a@b.no", "Description": None}],
        },
        "Sample response": {"ContactId": 5, "Interests": [{"ToolTip": "11 characters"}]},
    }


def test_a_change_is_one_line() -> None:
    assert one_line_each({"a": {"b": 1}, "å": "ø"}) == '{\n"a": {"b": 1},\n"\\u00e5": "ø"\n}\n'


def test_what_is_kept_has_no_sentence_and_lacks_nothing() -> None:
    definitions = json.loads(DEFINITIONS.read_text(encoding="utf-8"))
    for text in _texts(definitions):
        assert re.fullmatch(r"[\w.$#/-]+", text), text
    for text in _texts(json.loads(PAGE.read_text(encoding="utf-8"))):
        assert not re.search(r"[a-z]\.$", text), text
    referred = {text.rsplit("/", 1)[-1] for text in _texts(definitions) if text.startswith("#/definitions/")}
    assert referred <= set(definitions)
    for root in ROOTS:
        assert full_name(root) in definitions


if (REFERENCE / "openapi").is_dir():  # elsewhere there is nothing to compare with

    def test_it_is_what_the_original_says() -> None:
        assert DEFINITIONS.read_text(encoding="utf-8") == one_line_each(read_definitions(REFERENCE))
        assert PAGE.read_text(encoding="utf-8") == one_line_each(read_page(REFERENCE))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
