"""What every WebAPI carrier has in common: spelling, nulls, unknown properties, dates."""

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
    """The number of characters that the database column behind a string property holds.

    Put beside the type of a property: ``Annotated[Text, Limit(219)]``. It is not enforced when an answer is
    read, since a newer server may hold more: ``app.model.checks.validation`` judges what goes out.
    """

    characters: int


@dataclass(frozen=True)
class ReadOnly:
    """Marks a property that the server fills: it is read and shown, and never sent."""


READ_ONLY = ReadOnly()


class DateTimeText(str):
    """A date-time exactly as it stands on the wire, so that what nobody changed goes back as it came.

    `moment` reads it: a text without zone is UTC, year 1 is the server's "no date".
    """

    __slots__ = ()
    # The server writes up to seven digits of a second, Python reads six.
    _FRACTION = re.compile(r"(\.\d{6})\d+")

    @classmethod
    def from_datetime(cls, moment: datetime) -> Self:
        """The wire form of a zone-aware moment, in UTC with the ``Z`` that makes the server convert it."""
        return cls(moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z")

    @property
    def moment(self) -> datetime | None:
        """The moment in UTC, or None where the server has no date. Raises ValueError for other text."""
        if self.startswith("0001-01-01"):
            return None
        parsed = datetime.fromisoformat(self._FRACTION.sub(r"\1", self))
        return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)

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
    """A WebAPI carrier: snake_case in Python, the Swagger file's own spelling on the wire.

    Every property may be null or absent, as on the wire; absent ones stay absent, and properties that this
    program does not know are kept, so that a newer server loses nothing by going through here.
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
    """The only properties (Python names) that go out, for carriers of which the server fills the rest."""

    def to_json_object(self) -> dict[str, Any]:
        """The JSON object by the server's names, with everything that was set."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)

    def to_create_body(self) -> dict[str, Any]:
        """The JSON object to create a record with: without nulls and without what the server fills."""
        wire: dict[str, Any] = {}
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            if value is None or name not in self.model_fields_set or READ_ONLY in field.metadata:
                continue
            if not self.sent_alone or name in self.sent_alone:
                wire[field.alias or name] = _create_value(value)
        return wire | (self.model_extra or {})

    def property_value(self, wire_name: str) -> object:
        """Returns a property by the server's name for it. Raises KeyError where it has none."""
        for name, field in type(self).model_fields.items():
            if field.alias == wire_name:
                return getattr(self, name)
        raise KeyError(wire_name)

    def with_changes(self, **changes: object) -> Self:
        """A copy with these properties (Python names) set anew."""
        return self.model_copy(update=changes)


def _create_value(value: object) -> Any:
    if isinstance(value, Carrier):
        return value.to_create_body()
    if isinstance(value, tuple):
        return [_create_value(item) for item in value]
    return str(value) if isinstance(value, DateTimeText) else value


def limit_of(carrier: type[Carrier], wire_name: str) -> int | None:
    """The characters that ``wire_name`` of ``carrier`` may have, or None where nothing is known."""
    for field in carrier.model_fields.values():
        if field.alias == wire_name:
            return next((item.characters for item in field.metadata if isinstance(item, Limit)), None)
    return None
