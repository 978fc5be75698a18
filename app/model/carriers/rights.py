"""The user's rights to an entity: table and field masks (Swagger: SuperOffice.CRM.Security.*)."""

from __future__ import annotations

import re
from enum import IntFlag
from typing import Annotated

from app.model.carriers.wire import READ_ONLY, Carrier, Text, Whole
from app.model.text_normalization import shortened


class FieldRightMask(IntFlag):
    """EFieldRight. The two UI hints restrict the form only, not what the API accepts."""

    NONE = 0
    READ = 1
    WRITE = 2
    UPDATE = 3
    UI_HINT_MANDATORY = 64
    UI_HINT_READ_ONLY = 128


class TableRightMask(IntFlag):
    """ETableRight."""

    NONE = 0
    SELECT = 1
    UPDATE = 2
    INSERT = 4
    DELETE = 8
    FILTERING = 16
    RESTRICTED_UPDATE = 32
    UNINITIALIZED = 128


_FIELD_NAMES = {
    "none": 0,
    "read": 1,
    "write": 2,
    "update": 3,
    "full": 3,
    "unused1": 4,
    "unused2": 8,
    "unused3": 16,
    "unused4": 32,
    "uihintmandatory": 64,
    "uihintreadonly": 128,
    "uihints": 192,
}
_TABLE_NAMES = {
    "none": 0,
    "select": 1,
    "update": 2,
    "insert": 4,
    "delete": 8,
    "filtering": 16,
    "restrictedupdate": 32,
    "unused1": 64,
    "uninitialized": 128,
    "full": 15,
    "write": 38,
    "uru": 34,
    "udr": 11,
    "ur": 3,
    "uri": 7,
    "r": 1,
    "ri": 5,
    "rf": 17,
    "f": 16,
    "fi": 20,
}

Mask = str | int | None
_NUMBER = re.compile("[0-9]{1,10}")


# Names and numbers that were written to the log, so that each is there once.
_TOLD: set[str] = set()
_MOST_TOLD = 50


def _bits(mask: Mask, names: dict[str, int], abilities: int) -> int | None:
    """Parses a mask, a number or a list of names, some composite.

    A name or number that nobody knows may mean any ability, so that it takes none away: the server refuses
    what it does not allow, and what the form forbids nobody can try.
    """
    if mask is None:
        return None
    known = 0
    for one in names.values():
        known |= one
    bits = 0
    for name in [str(mask)] if isinstance(mask, int) else mask.split(","):
        word = name.strip().lower()
        number = int(word) if _NUMBER.fullmatch(word) else names.get(word, -1)
        if 0 <= number <= known:
            bits |= number
        else:
            _tell(name)
            bits |= abilities
    return bits


def _tell(name: str) -> None:
    if name in _TOLD or len(_TOLD) >= _MOST_TOLD:
        return
    _TOLD.add(name)
    # Imported here: the window is painted without it.
    import logging

    logging.getLogger(__name__).warning(
        "The server's rights name %r, which is not known here; nothing is forbidden for it.",
        shortened(name.strip()),
    )


class TableRight(Carrier):
    """The user's rights to a table; `reason` explains a restriction."""

    mask: Mask = None
    reason: Text = None

    @property
    def bits(self) -> TableRightMask | None:
        """The mask as flags; None if the server does not tell it."""
        bits = _bits(self.mask, _TABLE_NAMES, _TABLE_NAMES["full"])
        return None if bits is None else TableRightMask(bits)


class FieldRight(Carrier):
    """The user's rights to a field; `reason` explains a restriction."""

    mask: Mask = None
    reason: Text = None

    @property
    def bits(self) -> FieldRightMask | None:
        """The mask as flags; None if the server does not tell it."""
        bits = _bits(self.mask, _FIELD_NAMES, _FIELD_NAMES["full"])
        return None if bits is None else FieldRightMask(bits)


class FieldProperty(Carrier):
    """What the server tells about one field of an entity: rights, type and length."""

    field_right: FieldRight | None = None
    field_type: Text = None
    field_length: Whole = None

    @property
    def limit(self) -> int | None:
        """The maximum number of characters; None for types whose length means something else."""
        if self.field_type == "System.String" and (self.field_length or 0) > 0:
            return self.field_length
        return None


FieldProperties = dict[str, FieldProperty | None] | None


class SecuredCarrier(Carrier):
    """A carrier that comes with the user's rights to it."""

    table_right: Annotated[TableRight | None, READ_ONLY] = None
    field_properties: Annotated[FieldProperties, READ_ONLY] = None
