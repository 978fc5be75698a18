"""How a recognised value goes into a form, or why it stays out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.model.carriers.lists import Country
from app.model.checks.rules import FieldRule, Rules

COMPANY = "Company"
NOT_EDITABLE = "Your SuperOffice does not let you change this."
THERE = "Already there."


@dataclass(frozen=True)
class Row:
    """One line to accept. `reason` says why it cannot go in (empty where it can), `note` what to know of it.

    `key` is the path of its first value; `group` is the company or the person that it belongs to.
    """

    key: str
    group: str
    label: str
    value: str
    snippet: str
    reason: str = ""
    note: str = ""


@dataclass(frozen=True)
class Plan:
    """A row, and what puts it into a form."""

    row: Row
    put: Callable[[dict[str, Any]], None]


@dataclass(frozen=True)
class Surroundings:
    """What is known around the form: the tenant's countries and rules, and the values that it proposes."""

    countries: Sequence[Country] = ()
    proposed: Mapping[str, Any] = field(default_factory=dict)
    rules: Rules = field(default_factory=Rules)


def kept(there: object, found: str = "") -> str:
    """Why a value stays out, empty where there is none yet."""
    text = str(there or "").strip()
    if not text:
        return ""
    return THERE if text.casefold() == found.casefold() else f"Already filled: “{text}” stays."


def locked(rule: FieldRule) -> str:
    """Why nothing may go into a field by its rule, empty where it may."""
    return NOT_EDITABLE if rule.read_only or rule.hidden else ""


def comparable(rows: str, value: str, region: str) -> str:
    """What two spellings of one number or address have in common; `rows` is the property they stand in."""
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
