"""Whether a name in the declaration of a field is one that a carrier has, or one that is meant to be new."""

from __future__ import annotations

from difflib import get_close_matches

from app.model.carriers.wire import Carrier, declared_properties, is_declared

_A_SLIP = 0.85


def is_declared_or_new(carrier: type[Carrier], name: str) -> bool:
    """Returns False for a name that is nearly one of the carrier's: that is a slip of the pen."""
    known = [field.wire_name for field in declared_properties(carrier).values()]
    return is_declared(carrier, name) or not get_close_matches(name, known, cutoff=_A_SLIP)
