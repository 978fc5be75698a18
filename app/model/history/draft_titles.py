"""What tells drafts apart that have no company name yet: who is in them, what is, where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from app.model.entry import Draft
from app.model.form.choices import ORIGIN
from app.translation import _

_NAMES: Final = ("Firstname", "MiddleName", "Lastname")
_TELLING: Final = ("Emails", "Urls", "Phones", "OrgNr", "Department", "Address", "Faxes", "Description")
"""What is in a company besides its people, that which says most of it first."""


def title_of(draft: Draft) -> str:
    """Returns the name of a draft in lists; without one, what tells it apart from others that have none."""
    hint = "" if draft.form.get("Name") else _hint_in(draft.form)
    return _("New company: {hint}").format(hint=hint) if hint else draft.title


def _hint_in(form: Mapping[str, Any]) -> str:
    """Returns a few words from a form, which can be of an older version; empty if there are none."""
    persons = form.get("Persons")
    people = persons if isinstance(persons, list) else []
    hints = (
        *(_name_of(person) for person in people),
        *(_text_in(person) for person in people),
        *(_text_in(form.get(path)) for path in _TELLING),
        _table_of(form),
    )
    return next(filter(None, hints), "")


def _name_of(person: object) -> str:
    if not isinstance(person, Mapping):
        return ""
    return " ".join(filter(None, (_text_in(person.get(one)) for one in _NAMES)))


def _text_in(value: object) -> str:
    """Returns the first text that somebody can have typed; of a row with a value, that."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Mapping):
        typed = [one for name, one in value.items() if name != "CustomFields"]  # most are codes
        parts = [value["Value"]] if "Value" in value else typed
    else:
        parts = value if isinstance(value, list) else []
    return next(filter(None, map(_text_in, parts)), "")


def _table_of(form: Mapping[str, Any]) -> str:
    origin = form.get(ORIGIN)
    return _text_in(origin.get("table")) if isinstance(origin, Mapping) else ""
