"""What a template holds, in the words of the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from app.model.form.field_names import tab_and_name
from app.model.templates.numbers import named_alone
from app.translation import _, ngettext

NameOf = Callable[[str], str]
"""What the form calls a custom field, by its path."""

_STEPS: Final = {
    "Title": _("Next step"),
    "StartDate": _("When"),
    "Task": _("Type"),
    "Associate": _("For"),
    "Description": _("Note"),
    "Selection": _("Selection"),
    "Project": _("Project"),
    "SupportPerson": _("Support person"),
}


def told_value(path: str, text: str, name_of: NameOf) -> str:
    """Returns a value of a template for people; of what only the server can read, the field's name alone."""
    root, _dot, rest = path.partition(".")
    text = named_alone(path, text)
    if root == "NextSteps":
        return f"{_STEPS.get(rest, rest)}: {_told_days(text) if rest == 'StartDate' else _told(text)}"
    if root == "CustomFields":
        return name_of(path) if text.startswith("[") else f"{name_of(path)}: {text}"
    return f"{tab_and_name(path)[1]}: {_told(text)}"


def _told(text: str) -> str:
    return _("yes") if text == "true" else text


def _told_days(text: str) -> str:
    """Returns what is said of so many days from the one on which the template is filled in."""
    days, _blank, clock = text.removeprefix("+").partition(" ")
    if not text.startswith("+") or not days.isdecimal():
        return text
    told = ngettext("{days} day later, {clock}", "{days} days later, {clock}", int(days[:9]))
    return told.format(days=days, clock=clock or "9:00")
