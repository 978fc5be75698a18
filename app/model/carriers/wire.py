"""Base of all WebAPI carriers: spelling, nulls, unknown properties, dates."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import (
    Annotated,
    Any,
    ClassVar,
    Final,
    Self,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from app.translation import _

Text = str | None
Whole = int | None
Flag = bool | None
Texts = tuple[str | None, ...] | None
TextMap = dict[str, str | None] | None


@dataclass(frozen=True)
class Limit:
    """The number of characters that the database column of a string property holds.

    It annotates the type of a property: ``Annotated[Text, Limit(219)]``. It is not enforced when an answer is
    read, since a newer server may hold more; ``app.model.checks.validation`` checks what is sent.
    """

    characters: int


@dataclass(frozen=True)
class ReadOnly:
    """Marks a property that only the server sets: it is read and shown, but never sent."""


READ_ONLY = ReadOnly()

RIGHTS = frozenset(("TableRight", "FieldProperties"))
"""What the server tells the user about a record, in carriers of every kind: never sent, at no depth."""


NOT_A_DATE_TIME = _("This is not a date and time such as 2026-11-24T10:15:00Z.")
"""What is said of a property that holds another text."""


class DateTimeText(str):
    """A date-time exactly as the server wrote it, so that an unchanged one is sent back unchanged.

    `moment` parses it: a text without zone is UTC, year 1 is the server's "no date".
    """

    __slots__ = ()
    # The server writes up to seven digits of a second, Python parses six.
    _FRACTION = re.compile(r"(\.\d{6})\d+")

    @classmethod
    def from_datetime(cls, moment: datetime) -> Self:
        """Formats a zone-aware moment in UTC, with the ``Z`` that makes the server convert it."""
        return cls(moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z")

    @property
    def moment(self) -> datetime | None:
        """The moment in UTC, or None if the server has no date. Raises ValueError for other text."""
        if self.startswith("0001-01-01"):
            return None
        parsed = datetime.fromisoformat(self._FRACTION.sub(r"\1", self))
        try:
            return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
        except OverflowError:
            raise ValueError("beyond the years 1 to 9999 in UTC") from None


Moment = DateTimeText | None
NO_DATE = DateTimeText("0001-01-01T00:00:00")


@dataclass(frozen=True)
class WireName:
    """The server's spelling of a property, where it is not the name in capitals: ``URL``, not ``Url``.

    `other` is a second spelling that some servers have.
    """

    spelling: str
    other: str = ""


@dataclass(frozen=True)
class Property:
    """A declared property: its name in Python and on the wire, its type, and what annotates the type.

    `limit` is the number of characters that its column holds, None for no limit.
    """

    name: str
    wire_name: str
    annotation: Any
    limit: int | None
    is_read_only: bool
    other_names: tuple[str, ...] = ()


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Carrier:
    """A WebAPI carrier: snake_case in Python, the spelling of the Swagger file in JSON.

    Every property may be null or absent. Absent properties stay absent, and properties that this program does
    not know are kept, so that no data of a newer server is lost.

    Declaring a carrier costs next to nothing: what reads one, pydantic, is loaded and made ready with the
    first that is read (`app.model.carriers.reading`). The constructor takes values by their Python names and
    does not check them; `read_as` does.
    """

    # The names by which pydantic_core fills what it reads.
    __slots__ = ("__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__")

    __pydantic_extra__: dict[str, Any] | None
    __pydantic_fields_set__: set[str]
    _declarations: ClassVar[tuple[Mapping[str, Property], Mapping[str, Property]]]

    sent_alone: ClassVar[frozenset[str]] = frozenset()
    """The only properties (Python names) that are sent, for carriers that refer to a record."""

    def __init__(self, **values: Any) -> None:
        declared = declared_properties(type(self))
        if unknown := values.keys() - declared.keys():
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        self._fill({**dict.fromkeys(declared), **values}, {}, set(values))

    def _fill(self, values: dict[str, Any], undeclared: dict[str, Any], given: set[str]) -> None:
        object.__setattr__(self, "__dict__", values)
        object.__setattr__(self, "__pydantic_extra__", undeclared)
        object.__setattr__(self, "__pydantic_fields_set__", given)
        object.__setattr__(self, "__pydantic_private__", None)

    @classmethod
    def declarations(cls) -> tuple[Mapping[str, Property], Mapping[str, Property]]:
        """Returns the declared properties by their Python names and by their wire names."""
        if "_declarations" not in vars(cls):
            named = {
                name: _property(name, hint)
                for name, hint in get_type_hints(cls, include_extras=True).items()
                if get_origin(hint) is not ClassVar and not name.startswith("_")
            }
            cls._declarations = (named, {one.wire_name: one for one in named.values()})
        return cls._declarations

    @property
    def given(self) -> set[str]:
        """The declared properties (Python names) that are present, be it as null."""
        return self.__pydantic_fields_set__ & vars(self).keys()

    @property
    def undeclared(self) -> Mapping[str, Any]:
        """The properties that no carrier declares, as they came: JSON values."""
        return self.__pydantic_extra__ or {}

    def to_json_object(self, without: Collection[str] = ()) -> dict[str, Any]:
        """Returns the JSON object in the server's spelling, with every property that was set.

        Leaves out those of the wire names `without`.
        """
        given, values = self.given, vars(self)
        declared = {
            one.wire_name: _as_json(values[one.name])
            for one in declared_properties(type(self)).values()
            if one.name in given and one.wire_name not in without
        }
        return declared | {name: value for name, value in self.undeclared.items() if name not in without}

    def to_json(self) -> str:
        """Returns `to_json_object` as JSON text."""
        return json.dumps(self.to_json_object(), ensure_ascii=False, separators=(",", ":"))

    def to_create_body(self) -> dict[str, Any]:
        """Returns the JSON object to create a record with. Omits nulls and read-only properties."""
        wire: dict[str, Any] = {}
        given = self.given
        for one in declared_properties(type(self)).values():
            value = getattr(self, one.name)
            if value is None or one.name not in given or one.is_read_only:
                continue
            if not self.sent_alone or one.name in self.sent_alone:
                wire[one.wire_name] = _create_value(value)
        return wire | {
            name: _without_rights(value) for name, value in self.undeclared.items() if name not in RIGHTS
        }

    def property_value(self, wire_name: str) -> object:
        """Returns a property by the server's name for it, be it declared or not; None if it is absent."""
        declared = declared_as(type(self), wire_name)
        return getattr(self, declared.name) if declared else self.undeclared.get(wire_name)

    def with_changes(self, **changes: object) -> Self:
        """Returns a copy with properties changed, declared ones by Python names, others by wire names."""
        values, undeclared = dict(vars(self)), dict(self.undeclared)
        for name, value in changes.items():
            if name in values:
                values[name] = value
            else:
                undeclared[name] = _as_json(value)
        copy = object.__new__(type(self))
        copy._fill(values, undeclared, {*self.given, *(changes.keys() & values.keys())})
        return copy

    def __setattr__(self, name: str, _value: object) -> None:
        raise AttributeError(f"{name} cannot be set: a carrier is changed by making a copy, with_changes")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Carrier) or type(self) is not type(other):
            return NotImplemented
        return vars(self) == vars(other) and self.undeclared == other.undeclared

    def __hash__(self) -> int:
        return hash((type(self), *vars(self).values()))

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={vars(self)[name]!r}" for name in vars(self) if name in self.given)
        return f"{type(self).__name__}({given})"


def declared_properties(carrier: type[Carrier]) -> Mapping[str, Property]:
    """Returns the declared properties of a carrier by their Python names, inherited ones first."""
    return carrier.declarations()[0]


def declared_as(carrier: type[Carrier], wire_name: str) -> Property | None:
    """Returns the declaration of the property `wire_name`; None if the carrier has none of it."""
    return carrier.declarations()[1].get(wire_name)


def _property(name: str, hint: Any) -> Property:
    notes: tuple[object, ...] = ()
    if get_origin(hint) is Annotated:
        hint, *rest = get_args(hint)
        notes = tuple(rest)
    usual = WireName(name.title().replace("_", ""))
    spelled = next((one for one in notes if isinstance(one, WireName)), usual)
    return Property(
        name,
        spelled.spelling,
        hint,
        limit=next((one.characters for one in notes if isinstance(one, Limit)), None),
        is_read_only=READ_ONLY in notes,
        other_names=(spelled.other,) if spelled.other else (),
    )


# A record has hundreds of these, and a call for each would be most of what writing it takes.
_PLAIN: Final = frozenset((str, int, float, bool, type(None)))


def _as_json(value: Any) -> Any:
    if type(value) in _PLAIN:
        return value
    if isinstance(value, dict):
        return {name: item if type(item) in _PLAIN else _as_json(item) for name, item in value.items()}
    if isinstance(value, Carrier):
        return value.to_json_object()
    if isinstance(value, tuple | list):
        return [item if type(item) in _PLAIN else _as_json(item) for item in value]
    return str(value) if isinstance(value, DateTimeText) else value


def _create_value(value: object) -> Any:
    if isinstance(value, Carrier):
        return value.to_create_body()
    if isinstance(value, tuple):
        return [_create_value(item) for item in value]
    return str(value) if isinstance(value, DateTimeText) else value


def _without_rights(value: Any) -> Any:
    """Returns a JSON value without what the server tells of rights, however deep it lies."""
    if isinstance(value, dict):
        return {name: _without_rights(inner) for name, inner in value.items() if name not in RIGHTS}
    if isinstance(value, list | tuple):
        return [_without_rights(inner) for inner in value]
    return value


def is_declared(carrier: type[Carrier], wire_name: str) -> bool:
    """Tells whether a carrier declares a property; others are kept as they come."""
    return declared_as(carrier, wire_name) is not None


def limit_of(carrier: type[Carrier], wire_name: str) -> int | None:
    """Returns the maximum length of the property ``wire_name``, or None if it has none."""
    declared = declared_as(carrier, wire_name)
    return declared.limit if declared else None
