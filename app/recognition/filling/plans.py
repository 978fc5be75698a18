"""A planned change of a form: the line that the user reviews, and the function that carries it out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.model.carriers.lists import Country
from app.model.checks.rules import FieldRule, Rules
from app.translation import _

COMPANY = _("Company")
NOT_EDITABLE = _("Your SuperOffice does not let you change this.")
ALREADY_THERE = _("Already there.")
IN_DOUBT = _("This may be something else: tick it if it is right.")


@dataclass(frozen=True)
class ReviewLine:
    """One line of the review dialog.

    `key` is the path of its first value, `group` the company or person that it belongs to. `reason` says why
    it cannot go in and is empty if it can; `note` is what the user should know about it. A doubtful line
    goes in only if the user ticks it.
    """

    key: str
    group: str
    label: str
    value: str
    snippet: str
    reason: str = ""
    note: str = ""
    is_doubtful: bool = False


@dataclass(frozen=True)
class PlannedChange:
    """A line to review, and the function that makes the change in a form."""

    line: ReviewLine
    put: Callable[[dict[str, Any]], None]


@dataclass(frozen=True)
class FormContext:
    """What is known about the form's tenant: its countries, its rules, and the values that it proposes."""

    countries: Sequence[Country] = ()
    proposed: Mapping[str, Any] = field(default_factory=dict)
    rules: Rules = field(default_factory=Rules)


def why_kept(there: object, found: str = "") -> str:
    """Says why the value `there` is not replaced; empty if there is none yet."""
    text = str(there or "").strip()
    if not text:
        return ""
    return (
        ALREADY_THERE
        if text.casefold() == found.casefold()
        else _("Already filled: “{text}” stays.").format(text=text)
    )


def why_locked(rule: FieldRule) -> str:
    """Says why the rule of a field forbids a change; empty if it does not."""
    return NOT_EDITABLE if rule.read_only or rule.hidden else ""


def comparison_key(rows: str, value: str, region: str) -> str:
    """Returns a form in which two spellings of one phone number, mail or web address are equal.

    `rows` is the property that they belong to, such as ``Phones``.
    """
    if "Email" in rows:
        return value.strip().casefold()
    if rows == "Urls":
        return re.sub(r"^https?://", "", value.strip().casefold()).removeprefix("www.").rstrip("/")
    import phonenumbers

    try:
        parsed = phonenumbers.parse(value, region or None)
    except phonenumbers.NumberParseException:
        return re.sub(r"\D", "", value)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) + (parsed.extension or "")
