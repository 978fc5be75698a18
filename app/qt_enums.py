"""Makes the enumerations of Qt's binding in a third of the time that Python takes for them.

The binding makes them when a class of Qt is first named, through the functional API of Python. For `Qt` alone
those are ninety, with twelve hundred members; together they were an eighth of the time to the first paint.
Here the members of such an enumeration are made one after the other, without the steps that only a class in
source code needs. What comes of it is what Python makes, which is compared once for each kind: where Python's
enumerations are made of other parts, it makes them itself, as it does whatever is not plain.

https://docs.python.org/3/howto/enum.html#functional-api
"""

from __future__ import annotations

import enum
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import chain
from typing import Any

_create: Callable[..., Any] = enum.EnumType._create_  # type: ignore[attr-defined]  # no part of its types
_MEMBERS = ("_member_names_", "_member_map_", "_value2member_map_")
_BITS = ("_flag_mask_", "_singles_mask_", "_all_bits_")
_OF_EACH = {"__module__", "__new__", *_MEMBERS, *_BITS}
"""What each enumeration has of its own; the rest it has from its kind."""
_EXAMPLE = {"First": 1, "Second": 2, "Another": 2, "No": 0, "All": 7}


def make_enums_fast() -> None:
    """Has plain enumerations of whole numbers made here from now on."""
    enum.EnumType._create_ = _create_fast  # type: ignore[attr-defined]  # as above


def _create_fast(
    kind: type[enum.Enum],
    name: str,
    names: Any,
    *,
    module: str | None = None,
    boundary: enum.FlagBoundary | None = None,
    **further: Any,
) -> Any:
    """Takes what the functional API is called with, and returns the enumeration."""
    if module is None:
        # That of the caller, as Python has it; the binding then sets another.
        module = sys._getframe(2).f_globals.get("__name__")  # noqa: SLF001  # as Python does
    if boundary is enum.KEEP and not (further.get("type") or further.get("qualname")):
        members = _plain_members(kind, names)
        if members is not None and (shared := _shared_by(kind)) is not None:
            return _made(kind, name, members, module, shared)
    return _create(kind, name, names, module=module, boundary=boundary, **further)


def _plain_members(kind: type[enum.Enum], names: Any) -> dict[str, int] | None:
    """Returns values by name; None where there is more to them.

    That is: values of another kind, names that Python uses, flags below zero or with bits out of their order.
    """
    if not isinstance(names, list) or not all(isinstance(one, tuple) and len(one) == 2 for one in names):
        return None
    members = dict(names)
    if len(members) < len(names) or not _names_used_by(kind).isdisjoint(members):
        return None
    if any(value.__class__ is not int or name[:1] in ("", "_") for name, value in members.items()):
        return None
    if issubclass(kind, enum.Flag):
        bits = [value for value in members.values() if _is_bit(value)]
        if min(members.values(), default=0) < 0 or bits != sorted(bits):
            return None
    return members


def _is_bit(value: int) -> bool:
    return value > 0 and not value & (value - 1)


@cache
def _names_used_by(kind: type[enum.Enum]) -> frozenset[str]:
    bases: Iterable[type] = chain(kind.__mro__, type.mro(enum.EnumType))
    return frozenset(name for base in bases for name in vars(base))


@cache
def _shared_by(kind: type[enum.Enum]) -> Mapping[str, Any] | None:
    """Returns what all enumerations of a kind have; None if what is made here is not Python's."""
    pythons = _create(kind, "Example", _EXAMPLE, module=__name__, boundary=enum.KEEP)
    shared = {name: value for name, value in vars(pythons).items() if name not in _OF_EACH | set(_EXAMPLE)}
    ours = _made(kind, "Example", _EXAMPLE, __name__, shared)
    return shared if parts_of(ours) == parts_of(pythons) else None


def _made(
    kind: type[enum.Enum],
    name: str,
    members: Mapping[str, int],
    module: str | None,
    shared: Mapping[str, Any],
) -> Any:
    names: list[str] = []
    by_name: dict[str, Any] = {}
    by_value: dict[int, Any] = {}
    fresh = {key: type(value)() for key, value in shared.items() if isinstance(value, list | dict)}
    own = {"_member_names_": names, "_member_map_": by_name, "_value2member_map_": by_value}
    made: Any = type.__new__(type(kind), name, (kind,), {**shared, **fresh, **own, "__module__": module})
    is_flag, is_number, put = issubclass(kind, enum.Flag), issubclass(kind, int), type.__setattr__
    for member_name, value in members.items():
        member = by_value.get(value)
        if member is None:
            member = int.__new__(made, value) if is_number else object.__new__(made)
            member._value_, member._name_, member.__objclass__ = value, member_name, made
            member._sort_order_ = len(names)
            by_value[value] = member
            if not is_flag or _is_bit(value):
                names.append(member_name)
        by_name[member_name] = member
        put(made, member_name, member)
    if is_flag:
        mask = 0
        for value in by_value:
            mask |= value
        put(made, "_flag_mask_", mask)
        put(made, "_singles_mask_", sum(filter(_is_bit, by_value)))
        put(made, "_all_bits_", (1 << mask.bit_length()) - 1)
    put(made, "__new__", enum.Enum.__new__)
    return made


def parts_of(enumeration: type[enum.Enum]) -> dict[str, Any]:
    """Returns what an enumeration is made of, to compare it with another: members by what they hold."""

    def part(value: Any) -> Any:
        if isinstance(value, enumeration):
            return [
                type(value) is enumeration,
                {k: v for k, v in vars(value).items() if v is not enumeration},
            ]
        if isinstance(value, dict):
            return {key: part(one) for key, one in value.items()}
        return getattr(value, "__func__", value)

    return {name: part(value) for name, value in vars(enumeration).items()}
