"""The tenant's rules for fields: rights, mandatory fields, lengths, lists, layout of custom fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.carriers.rights import FieldProperty, FieldRightMask, TableRight, TableRightMask
from app.model.carriers.wire import Carrier


@dataclass(frozen=True)
class FieldRule:
    """The tenant's rule for one field. `reason` is the server's explanation, shown as a tooltip."""

    mandatory: bool = False
    read_only: bool = False
    hidden: bool = False
    limit: int | None = None
    reason: str = ""

    @classmethod
    def from_property(cls, field_property: FieldProperty) -> FieldRule:
        """Makes the rule of an entry in a default entity's FieldProperties."""
        right = field_property.field_right
        bits = right.bits if right else None
        reason = (right.reason or "") if right else ""
        # An untranslated resource id such as [SR_MANDATORY_FIELD_1281] tells the user nothing.
        reason = "" if reason.startswith("[SR_") else reason
        if bits is None:
            return cls(limit=field_property.limit, reason=reason)
        return cls(
            mandatory=FieldRightMask.UI_HINT_MANDATORY in bits,
            read_only=FieldRightMask.WRITE not in bits or FieldRightMask.UI_HINT_READ_ONLY in bits,
            hidden=FieldRightMask.READ not in bits and FieldRightMask.WRITE not in bits,
            limit=field_property.limit,
            reason=reason,
        )


NO_RULE = FieldRule()


@dataclass(frozen=True)
class Rules:
    """All rules of a tenant, as far as they are known yet.

    `fields` is keyed by lower-case path, since the server's spelling varies. `headings` holds for each list
    the ids that must not be posted. `region` is the ISO 3166 code of the company's country, by which numbers
    are checked; `regions` holds those of all countries by CountryId. Names with `person_` are about people,
    keyed by the properties of the PersonEntity. Where it `is_for_addition`, to a company that is there, no
    field of the company has to be filled in.
    """

    fields: Mapping[str, FieldRule] = field(default_factory=dict)
    layout: tuple[UserDefinedFieldInfo, ...] = ()
    headings: Mapping[str, frozenset[int]] = field(default_factory=dict)
    region: str = ""
    regions: Mapping[int, str] = field(default_factory=dict)
    person_fields: Mapping[str, FieldRule] = field(default_factory=dict)
    person_layout: tuple[UserDefinedFieldInfo, ...] = ()
    may_create: bool = True
    is_for_addition: bool = False

    def for_path(self, path: str) -> FieldRule:
        """Returns the rule of a property of the company, such as ``OrgNr`` or ``CustomFields.x_a``."""
        return self.fields.get(path.lower(), NO_RULE)

    def for_person_path(self, entity_path: str) -> FieldRule:
        """Returns the rule of a person's property, such as ``Address.City`` or ``CustomFields.x_a``."""
        return self.person_fields.get(entity_path.lower(), NO_RULE)


def field_rules(default: Carrier) -> dict[str, FieldRule]:
    """Returns the rules in a default entity, by lower-case path."""
    properties: Mapping[str, FieldProperty | None] = getattr(default, "field_properties", None) or {}
    return {
        path.lower(): FieldRule.from_property(prop) for path, prop in properties.items() if prop is not None
    }


def allows_creating(right: TableRight | None) -> bool:
    """Returns True if a table right includes Insert, or if the server does not tell the right."""
    bits = right.bits if right else None
    return bits is None or TableRightMask.INSERT in bits or TableRightMask.UNINITIALIZED in bits
