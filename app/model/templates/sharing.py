"""What a company that was saved shares with the next one of its kind; what is its own is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.carriers.wire import DateTimeText
from app.model.form.custom_field_values import LISTS, FieldType, decode, is_editable, type_of
from app.model.form.fields import CONTACT_FIELDS, Kind
from app.model.next_steps.card import card_of, picked_of, with_card
from app.model.next_steps.declared import NEXT_STEPS

# Ticks such as that no mailings are wanted are what this one company has said of itself.
_SHARED: Final = [
    one.path
    for one in CONTACT_FIELDS
    if one.kind in (Kind.CHOICE, Kind.INTERESTS, Kind.NUMBER) and not one.is_own
]
_KINDS: Final = (*LISTS, FieldType.CHECKBOX)
"""Kinds of custom fields that companies have in common. A text, number or date is one company's own."""


def shared(form: Mapping[str, Any], layout: Iterable[UserDefinedFieldInfo], today: date) -> dict[str, Any]:
    """Returns what of a form the next company can begin with: lists, custom lists and ticks, next steps.

    A day of an appointment that is before `today` is none.
    """
    found = {path: form[path] for path in _SHARED if form.get(path)}
    if custom := _custom(form.get("CustomFields"), layout):
        found["CustomFields"] = custom
    steps = form.get(NEXT_STEPS)
    card = {**card_of(steps), **picked_of(steps)}
    if _is_past(card.get("StartDate"), today):
        del card["StartDate"]
    if card:
        found[NEXT_STEPS] = with_card(None, card)
    return found


def as_saved(values: Mapping[str, Any], shared: Mapping[str, Any], paths: Iterable[str]) -> dict[str, Any]:
    """Returns the `values` of a template with these paths as the company was saved: by numbers.

    So are its selection and its project, of which there may be two of the name.
    """
    result = dict(values)
    steps, before = result.get(NEXT_STEPS), shared.get(NEXT_STEPS)
    card = {**card_of(steps), **(picked_of(before) if steps else {})}
    for path in paths:
        root, _dot, name = path.partition(".")
        if root == "CustomFields":
            result[root] = {**result.get(root, {}), name: shared[root][name]}
        elif root == NEXT_STEPS:
            card[name] = card_of(before)[name]
        else:
            result[path] = shared[path]
    return {**result, NEXT_STEPS: with_card(steps, card)} if card else result


def _custom(values: object, layout: Iterable[UserDefinedFieldInfo]) -> dict[str, str]:
    if not isinstance(values, Mapping):
        return {}
    fields = [one for one in layout if type_of(one) in _KINDS and is_editable(one)]
    return {one.key: str(values[one.key]) for one in fields if _says_something(one, values.get(one.key))}


def _says_something(field: UserDefinedFieldInfo, text: object) -> bool:
    """Returns True for an entry that is chosen, and for a tick that is set."""
    try:
        return isinstance(text, str) and bool(decode(type_of(field), text))
    except ValueError:
        return False


def _is_past(start: object, today: date) -> bool:
    try:
        moment = DateTimeText(str(start)).moment if start else None
    except ValueError:
        return False
    return moment is not None and moment.astimezone().date() < today
