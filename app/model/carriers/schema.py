"""Builds pydantic's validators of carriers from their declarations.

Types are taken strictly: a number is no text. A property may be given in the server's spelling or by its
Python name; undeclared ones are kept.
"""

from __future__ import annotations

from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic_core import CoreSchema, SchemaValidator, core_schema

from app.model.carriers.wire import NOT_A_DATE_TIME, Carrier, DateTimeText, Property, declared_properties


@cache
def validator_for(shape: Any) -> SchemaValidator:
    """Makes the validator of a carrier or a tuple of carriers, which takes milliseconds."""
    builder = _Builder()
    schema = builder.of(shape)
    shared = list(builder.shared.values())
    return SchemaValidator(core_schema.definitions_schema(schema, shared) if shared else schema)


class _Builder:
    """Builds the schema of one type; `shared` are the schemas that are referred to, by their reference."""

    def __init__(self) -> None:
        self.shared: dict[str, CoreSchema] = {}
        self._unfinished: set[Any] = set()
        self._recursive: set[Any] = set()

    def _of_carrier(self, carrier: type[Carrier]) -> CoreSchema:
        """Makes the schema of a carrier. One that holds itself goes to `shared`."""
        reference = f"{carrier.__module__}.{carrier.__qualname__}"
        if carrier in self._unfinished:
            self._recursive.add(carrier)
        if carrier in self._recursive:
            return core_schema.definition_reference_schema(reference)
        self._unfinished.add(carrier)
        fields = {
            one.name: core_schema.model_field(
                self._with_default(carrier, one),
                validation_alias=_paths(one.wire_name, *one.other_names),
                serialization_alias=one.wire_name,
            )
            for one in declared_properties(carrier).values()
        }
        self._unfinished.remove(carrier)
        is_recursive = carrier in self._recursive
        model = core_schema.model_schema(
            carrier,
            core_schema.model_fields_schema(fields, model_name=carrier.__name__, extra_behavior="allow"),
            config={"validate_by_name": True, "validate_by_alias": True, "title": carrier.__name__},
            ref=reference if is_recursive else None,
        )
        if not is_recursive:
            return model
        self.shared[reference] = model
        return core_schema.definition_reference_schema(reference)

    def _with_default(self, carrier: type[Carrier], declared: Property) -> CoreSchema:
        schema = self.of(declared.annotation)
        is_optional = hasattr(carrier, declared.name)
        return core_schema.with_default_schema(schema, default=None) if is_optional else schema

    def of(self, shape: Any) -> CoreSchema:
        """Makes the schema of a type that carriers and their properties have."""
        if shape in _LEAVES:
            return _LEAVES[shape]
        origin, inner = get_origin(shape), get_args(shape)
        if origin in (Union, UnionType):
            members = [self.of(one) for one in inner if one is not NoneType]
            held = members[0] if len(members) == 1 else core_schema.union_schema(list(members))
            return core_schema.nullable_schema(held) if NoneType in inner else held
        if origin is tuple:
            return core_schema.tuple_schema([self.of(inner[0])], variadic_item_index=0)
        if origin is dict:
            return core_schema.dict_schema(core_schema.str_schema(), self.of(inner[1]))
        if isinstance(shape, type) and issubclass(shape, Carrier):
            return self._of_carrier(shape)
        raise TypeError(f"a carrier cannot hold {shape}")


def _paths(*names: str) -> list[list[str | int]]:
    return [[name] for name in names]


def _read_date_time(text: str) -> DateTimeText:
    value = DateTimeText(text)
    try:
        _ = value.moment
    except ValueError:
        raise ValueError(NOT_A_DATE_TIME) from None
    return value


_LEAVES: dict[Any, CoreSchema] = {
    Any: core_schema.any_schema(),
    str: core_schema.str_schema(strict=True),
    int: core_schema.int_schema(strict=True),
    float: core_schema.float_schema(strict=True),
    bool: core_schema.bool_schema(strict=True),
    DateTimeText: core_schema.no_info_after_validator_function(
        _read_date_time,
        core_schema.str_schema(strict=True),
        serialization=core_schema.to_string_ser_schema(),
    ),
}
