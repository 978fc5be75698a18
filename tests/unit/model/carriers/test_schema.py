from typing import Any

import pytest

from app.model.carriers.lists import MDOListItem
from app.model.carriers.schema import validator_for


def test_one_that_holds_its_own_kind_is_validated_to_any_depth() -> None:
    wire: dict[str, Any] = {"Id": 3}
    for _ in range(30):
        wire = {"Id": 2, "ChildItems": [wire]}
    kind: Any = MDOListItem
    assert validator_for(kind).validate_python(wire).to_json_object() == wire


def test_a_validator_is_made_once() -> None:
    kind: Any = tuple[MDOListItem, ...]
    assert validator_for(kind) is validator_for(kind)


def test_a_type_that_no_carrier_has_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="complex"):
        validator_for(complex)
