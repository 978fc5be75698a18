"""A planned change of a form: the line that the user reviews, and the function that carries it out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.model.carriers.lists import Country
from app.model.checks.rules import FieldRule, Rules
from app.model.form.choices import Choices
from app.translation import _

COMPANY = _("Company")
NOT_EDITABLE = _("Your SuperOffice does not let you change this.")
ALREADY_THERE = _("Already there.")
IN_DOUBT = _("This may be something else: tick it if it is right.")


@dataclass(frozen=True)
class ReviewLine:
    """One line of the review dialog.

    `key` is the path of its first value, `group` the company or person that it belongs to. `snippet` says
    where the value comes from, `current` what stands in its place now. `reason` says why it cannot go in and
    is empty if it can; `note` is what the user should know about it. What is doubtful, or would take the
    place of something else, goes in only if the user ticks it. `source` names what is no text but knows what
    it says. Of the lines with the same `one_of`, one alone can go in: sources say different things there.
    """

    key: str
    group: str
    label: str
    value: str
    snippet: str
    reason: str = ""
    note: str = ""
    is_doubtful: bool = False
    current: str = ""
    is_asked: bool = False  # what stands there was the question that this answers
    source: str = ""
    one_of: str = ""

    @property
    def begins_ticked(self) -> bool:
        """True if it goes in unless the user unticks it."""
        return not (self.reason or self.is_doubtful or (self.current and not self.is_asked))


@dataclass(frozen=True)
class PlannedChange:
    """A line to review, and the function that makes the change in a form."""

    line: ReviewLine
    put: Callable[[dict[str, Any]], None]


@dataclass(frozen=True)
class FormContext:
    """What is known about the form's tenant: its countries, rules and lists, and the values that it proposes.

    `asked` is the path of the field whose text was the question that found the values, if there is one.
    `businesses` are names of the list of businesses by the beginnings of industry codes.
    """

    countries: Sequence[Country] = ()
    proposed: Mapping[str, Any] = field(default_factory=dict)
    rules: Rules = field(default_factory=Rules)
    asked: str = ""
    choices: Mapping[str, Choices] = field(default_factory=dict)  # by list name
    businesses: Mapping[str, str] = field(default_factory=dict)


def as_it_stands(line: ReviewLine, there: object, found: str = "") -> ReviewLine:
    """Returns the line with what stands in its place: the same value does not go in, another is shown."""
    text = str(there or "").strip()
    is_same = text == found if line.is_asked else text.casefold() == found.casefold()
    return replace(line, reason=ALREADY_THERE) if text and is_same else replace(line, current=text)


def no_such_country(text: str) -> str:
    """Returns the sentence about a country that the tenant's list has not, such as one of the territories."""
    told = _("The list of your SuperOffice has no country for “{text}”: choose the one that is meant.")
    return told.format(text=text)


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
