"""What the tenant says of the fields: rights, what is mandatory, lengths, lists, custom-field layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.carriers.rights import FieldProperty, FieldRightMask, TableRight, TableRightMask
from app.model.carriers.wire import Carrier


@dataclass(frozen=True)
class FieldRule:
    """The server's word on one field. `reason` is its own explanation, shown as a tooltip."""

    mandatory: bool = False
    read_only: bool = False
    hidden: bool = False
    limit: int | None = None
    reason: str = ""

    @classmethod
    def from_property(cls, said: FieldProperty) -> FieldRule:
        """Reads what the server says of one field in FieldProperties."""
        right = said.field_right
        bits = right.bits if right else None
        reason = (right.reason or "") if right else ""
        # An untranslated resource id such as [SR_MANDATORY_FIELD_1281] tells the user nothing.
        reason = "" if reason.startswith("[SR_") else reason
        if bits is None:
            return cls(limit=said.limit, reason=reason)
        return cls(
            mandatory=FieldRightMask.UI_HINT_MANDATORY in bits,
            read_only=FieldRightMask.WRITE not in bits or FieldRightMask.UI_HINT_READ_ONLY in bits,
            hidden=FieldRightMask.READ not in bits and FieldRightMask.WRITE not in bits,
            limit=said.limit,
            reason=reason,
        )


NO_RULE = FieldRule()


@dataclass(frozen=True)
class Rules:
    """All that a tenant says of an entry, as far as it is known; empty while nothing is.

    `fields` goes by lower-case path, since the server's spelling of keys varies. `headings` gives for each
    list the ids that may not be posted. `region` is the ISO 3166 code of the company's country, for numbers;
    `regions` are those of all countries by CountryId. What begins with `person_` is of people, by the names
    of the PersonEntity.
    """

    fields: Mapping[str, FieldRule] = field(default_factory=dict)
    layout: tuple[UserDefinedFieldInfo, ...] = ()
    headings: Mapping[str, frozenset[int]] = field(default_factory=dict)
    region: str = ""
    regions: Mapping[int, str] = field(default_factory=dict)
    person_fields: Mapping[str, FieldRule] = field(default_factory=dict)
    person_layout: tuple[UserDefinedFieldInfo, ...] = ()
    may_create: bool = True

    def for_path(self, path: str) -> FieldRule:
        """Returns the rule of a property of the company, such as ``OrgNr`` or ``CustomFields.x_a``."""
        return self.fields.get(path.lower(), NO_RULE)

    def for_person_path(self, entity_path: str) -> FieldRule:
        """The rule of a person's property, such as ``Emails``, ``Address.City`` or ``CustomFields.x_a``."""
        return self.person_fields.get(entity_path.lower(), NO_RULE)


def field_rules(default: Carrier) -> dict[str, FieldRule]:
    """The rules that come with a default entity, by lower-case path."""
    said: Mapping[str, FieldProperty | None] = getattr(default, "field_properties", None) or {}
    return {path.lower(): FieldRule.from_property(prop) for path, prop in said.items() if prop is not None}


def may_create(right: TableRight | None) -> bool:
    """A new record needs Insert; a server that says nothing has not said no."""
    bits = right.bits if right else None
    return bits is None or TableRightMask.INSERT in bits or TableRightMask.UNINITIALIZED in bits
