"""A template into a form: only what is empty is filled."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from app.model.form.fields import CONTACT_FIELDS, Kind
from app.model.next_steps.card import APPOINTMENT, card_of, is_appointment, picked_of, with_card
from app.model.next_steps.declared import NEXT_STEPS
from app.translation import _

_INTERESTS: Final = {one.path for one in CONTACT_FIELDS if one.kind is Kind.INTERESTS}
_KEYS: Final = {one.path: one.key for one in CONTACT_FIELDS if one.kind is Kind.CHOICE}
_NAMES: Final = {one.path: one.name for one in CONTACT_FIELDS}


def filled(
    form: Mapping[str, Any],
    values: Mapping[str, Any],
    proposed: Mapping[str, Any],
    is_locked: Callable[[str], bool] = lambda _path: False,
) -> tuple[dict[str, Any], list[str]]:
    """Returns the form with `values` where it was empty, and the paths that were filled.

    What is only `proposed`, so that nobody chose it, counts as empty. Of interests those are added that are
    not selected, of custom fields and addresses what has no value, of next steps the kinds that are missing.
    """
    result = copy.deepcopy(dict(form))
    for path, given in values.items():
        if is_locked(path):
            continue
        value = given
        if path == "CustomFields":
            value = {name: one for name, one in given.items() if not is_locked(f"{path}.{name}")}
        there = form.get(path)
        now = _now(path, there, value, proposed.get(path))
        if there != now:
            result[path] = now
    return result, [path for path in values if result.get(path) != form.get(path)]


def _now(path: str, there: Any, value: Any, proposed: Any) -> Any:
    """Returns what a field has once the template is in it."""
    if path == NEXT_STEPS:
        return _steps(there, value)
    if path in _INTERESTS:
        return _interests(there, value)
    if isinstance(there, Mapping) and path in ("CustomFields", "Address"):
        return _joined(there, value)
    if there in (None, "", [], {}, False) or _is_only_proposed(path, there, proposed):
        return copy.deepcopy(value)
    return there


def names_of(paths: Iterable[str]) -> list[str]:
    """Returns what fields are called that were filled."""
    further = {"CustomFields": _("Custom fields"), NEXT_STEPS: _("Next step")}
    return [further.get(path) or _NAMES.get(path, path) for path in paths]


def has_all(there: Any, value: Any) -> bool:
    """Returns True if a form has what a template would have put there, whatever else it has."""
    if isinstance(there, Mapping) and isinstance(value, Mapping):
        return all(has_all(there.get(name), one) for name, one in value.items())
    if isinstance(there, list) and isinstance(value, list):
        return all(any(has_all(mine, one) for mine in there) for one in value)
    return bool(there == value)


def _is_only_proposed(path: str, there: Any, proposed: Any) -> bool:
    """Returns True for what the server proposes: of a list's entry it is the id that counts."""
    if isinstance(there, Mapping) and isinstance(proposed, Mapping):
        key = _KEYS.get(path, "Id")
        return there.get(key) is not None and there.get(key) == proposed.get(key)
    return bool(there == proposed)


def _steps(there: Any, value: Any) -> list[Any]:
    have, new = card_of(there), {**card_of(value), **picked_of(value)}
    if is_appointment(have):
        new = {name: one for name, one in new.items() if name not in APPOINTMENT}
    return with_card(there, {**new, **have})


def _interests(there: Any, value: Any) -> list[Any]:
    have = [one for one in there if isinstance(one, Mapping)] if isinstance(there, list) else []
    selected = {one.get("Id") for one in have if one.get("Selected")}
    new = {one["Id"]: dict(one) for one in value if one["Id"] not in selected}
    return [*(one for one in have if one.get("Id") not in new), *new.values()]


def _joined(there: Mapping[str, Any], value: Mapping[str, Any]) -> dict[str, Any]:
    """Returns both; of the same path what is there already."""
    both: dict[str, Any] = {**value, **{path: one for path, one in there.items() if one not in (None, "")}}
    for path in value.keys() & there.keys():
        mine, theirs = there[path], value[path]
        if isinstance(mine, Mapping) and isinstance(theirs, Mapping):
            both[path] = _joined(mine, theirs)
    return both
