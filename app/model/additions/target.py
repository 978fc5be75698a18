"""The company that is there to which the form adds: kept in the form itself, as drafts and undo have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from app.model.additions.merging import REPLACES, replaced_values
from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry
from app.model.form.choices import TARGET, UNRESOLVED
from app.model.form.fields import CONTACT_FIELDS, Kind
from app.model.form.submission import body_to_post
from app.model.history.origin import origin_of
from app.model.next_steps.steps import form_of

_TEXTS = ("profile", "name")


@dataclass(frozen=True)
class Target:
    """A company of the connection `profile`; `replaces` is what its user has chosen to replace there."""

    contact_id: int
    profile: str
    name: str = ""
    replaces: Mapping[str, str] = field(default_factory=dict)

    def is_same_company(self, other: Target | None) -> bool:
        return other is not None and (self.contact_id, self.profile) == (other.contact_id, other.profile)


def target_of(form: Mapping[str, Any]) -> Target | None:
    """Returns the company that a form adds to; None for a new one, and for what is no target."""
    given = form.get(TARGET)
    number = given.get("contact_id") if isinstance(given, Mapping) else None
    if not isinstance(given, Mapping) or type(number) is not int or number <= 0:
        return None
    texts = {name: given.get(name) for name in _TEXTS}
    known = {name: text for name, text in texts.items() if isinstance(text, str)}
    return Target(number, **{"profile": "", **known}, replaces=replaced_values(given.get("replaces")))


def with_target(form: Mapping[str, Any], target: Target, proposed: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the form as an addition: all that was typed, without what was proposed for a new company.

    The name is that of the company.
    """
    typed = without_proposed(form, proposed)
    typed.pop("Department", None)
    return {**typed, "Name": target.name, TARGET: asdict(target)}


def with_replaced(form: Mapping[str, Any], replaces: Mapping[str, str]) -> dict[str, Any]:
    """Returns the form of an addition with further values that its user wants to replace."""
    given = form.get(TARGET) or {}
    return {**form, TARGET: {**given, "replaces": {**replaced_values(given.get("replaces")), **replaces}}}


def as_new_company(form: Mapping[str, Any], proposed: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the form of an addition as that of a new company, with what is proposed for one.

    Nothing is proposed in the place of what is typed into a list and names no entry.
    """
    paths = (one.path for one in CONTACT_FIELDS if one.kind is Kind.CHOICE)
    typed = form.get(UNRESOLVED) or {}
    begun = {path: proposed[path] for path in paths if proposed.get(path) and path not in typed}
    return {**begun, **{name: value for name, value in form.items() if name != TARGET}}


def without_proposed(form: Mapping[str, Any], proposed: Mapping[str, Any]) -> dict[str, Any]:
    """Returns what of a form is its user's: without the values that were proposed."""
    return {path: value for path, value in form.items() if not _is_proposed(path, value, proposed)}


_KEYS = {one.path: one.key for one in CONTACT_FIELDS if one.kind is Kind.CHOICE}


def _is_proposed(path: str, value: Any, default: Mapping[str, Any]) -> bool:
    proposed = default.get(path)
    if path in _KEYS and isinstance(value, dict) and isinstance(proposed, dict):
        return bool(value.get(_KEYS[path]) == proposed.get(_KEYS[path]))
    return bool(value == proposed)


def addition_body(given: ContactEntity, target: Target) -> ContactEntity:
    """Returns the body of an addition: what was typed, its company, and what it replaces."""
    body = body_to_post(given).to_create_body()
    replaces = {path: there for path, there in target.replaces.items() if path}
    return read_as(
        ContactEntity,
        {
            **body,
            "ContactId": target.contact_id,
            "Name": target.name or str(target.contact_id),
            **({REPLACES: replaces} if replaces else {}),
        },
    )


def form_of_entry(entry: Entry) -> dict[str, Any]:
    """Returns what was typed of an entry, as a form; that of an addition names its company."""
    typed = form_of(entry) | origin_of(entry).content
    if not entry.is_addition:
        return typed
    typed.pop("ContactId")
    target = Target(
        entry.contact_id, entry.profile, entry.name, replaces=replaced_values(typed.pop(REPLACES, {}))
    )
    return {**typed, TARGET: asdict(target)}
