"""Base of all WebAPI carriers: spelling, nulls, unknown properties, dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, StrictBool, StrictInt, StrictStr
from pydantic.alias_generators import to_pascal
from pydantic_core import CoreSchema, core_schema

Text = StrictStr | None
Whole = StrictInt | None
Flag = StrictBool | None
Texts = tuple[StrictStr | None, ...] | None
TextMap = dict[str, StrictStr | None] | None


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

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(text: str) -> DateTimeText:
            value = cls(text)
            try:
                _ = value.moment
            except ValueError:
                raise ValueError("is not a date and time such as 2026-11-24T10:15:00Z") from None
            return value

        return core_schema.no_info_after_validator_function(
            read, core_schema.str_schema(strict=True), serialization=core_schema.to_string_ser_schema()
        )


Moment = DateTimeText | None
NO_DATE = DateTimeText("0001-01-01T00:00:00")


class Carrier(BaseModel):
    """A WebAPI carrier: snake_case in Python, the spelling of the Swagger file in JSON.

    Every property may be null or absent. Absent properties stay absent, and properties that this program does
    not know are kept, so that no data of a newer server is lost.
    """

    model_config = ConfigDict(
        alias_generator=to_pascal,
        validate_by_name=True,
        validate_by_alias=True,
        extra="allow",
        frozen=True,
        protected_namespaces=(),
    )

    sent_alone: ClassVar[frozenset[str]] = frozenset()
    """The only properties (Python names) that are sent, for carriers that refer to a record."""

    def to_json_object(self) -> dict[str, Any]:
        """Returns the JSON object in the server's spelling, with every property that was set."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)

    def to_create_body(self) -> dict[str, Any]:
        """Returns the JSON object to create a record with. Omits nulls and read-only properties."""
        wire: dict[str, Any] = {}
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            if value is None or name not in self.model_fields_set or READ_ONLY in field.metadata:
                continue
            if not self.sent_alone or name in self.sent_alone:
                wire[field.alias or name] = _create_value(value)
        return wire | (self.model_extra or {})

    def property_value(self, wire_name: str) -> object:
        """Returns a property by the server's name for it, be it declared or not; None if it is absent."""
        for name, field in type(self).model_fields.items():
            if field.alias == wire_name:
                return getattr(self, name)
        return (self.model_extra or {}).get(wire_name)

    def with_changes(self, **changes: object) -> Self:
        """Returns a copy with these properties (Python names) changed."""
        return self.model_copy(update=changes)


def _create_value(value: object) -> Any:
    if isinstance(value, Carrier):
        return value.to_create_body()
    if isinstance(value, tuple):
        return [_create_value(item) for item in value]
    return str(value) if isinstance(value, DateTimeText) else value


def is_declared(carrier: type[Carrier], wire_name: str) -> bool:
    """Tells whether a carrier declares a property; others are kept as they come."""
    return any(field.alias == wire_name for field in carrier.model_fields.values())


def limit_of(carrier: type[Carrier], wire_name: str) -> int | None:
    """Returns the maximum length of the property ``wire_name``, or None if it has none."""
    for field in carrier.model_fields.values():
        if field.alias == wire_name:
            return next((item.characters for item in field.metadata if isinstance(item, Limit)), None)
    return None
