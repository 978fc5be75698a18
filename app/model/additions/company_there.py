"""A company that is there, as somebody sees it who adds to it: what it has, and what of that is closed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from app.model.additions.merging import REPLACES, is_empty, shown_value, with_added, with_children
from app.model.additions.people_there import WhoIsThere
from app.model.additions.rights import forbidden, rule_there
from app.model.additions.target import target_of
from app.model.carriers.contact import ContactEntityWithLinks
from app.model.carriers.person import Person
from app.model.checks.problem import Problem
from app.model.checks.rules import FieldRule, Rules
from app.model.form.choices import OF_DRAFT
from app.model.form.custom_field_values import DISPLAY_TEXT, bare_text, without_companions
from app.model.form.fields import CONTACT_FIELDS, Kind
from app.model.form.paths import value_at
from app.translation import _

_LISTED: Final = (Kind.ROWS, Kind.INTERESTS, Kind.ADDRESS)
_ADDRESSES: Final = ("Street", "Postal")
DIFFERS: Final = _("The company has “{value}” here.")
_ITS_NAME: Final = _("It belongs to the company that you add to.")


@dataclass(frozen=True)
class PersonThere:
    """Somebody who is in the company."""

    firstname: str = ""
    lastname: str = ""
    email: str = ""
    title: str = ""

    @property
    def line(self) -> str:
        """The name, with what the person does."""
        name = " ".join(filter(None, (self.firstname, self.lastname))) or self.email
        return f"{name} ({self.title})" if self.title else name


@dataclass(frozen=True)
class CompanyThere:
    """The record as the server has it, also as a carrier, and who is in the company. Nobody changes it."""

    record: Mapping[str, Any]
    company: ContactEntityWithLinks
    people: tuple[PersonThere, ...] = ()

    @property
    def contact_id(self) -> int:
        return self.company.contact_id or 0

    @cached_property
    def who(self) -> WhoIsThere:
        """Finds its people, who may be thousands: made once, by the worker that has read them."""
        return WhoIsThere((one.firstname, one.lastname, one.email) for one in self.people)

    @property
    def is_deleted(self) -> bool:
        return bool(self.record.get("Deleted"))

    @property
    def country_id(self) -> int:
        """Its CountryId, 0 for none."""
        return (self.company.country.country_id or 0) if self.company.country else 0

    @property
    def name(self) -> str:
        return (self.company.name or "").strip()

    @property
    def number(self) -> str:
        return self.company.number2 or ""

    @property
    def city(self) -> str:
        address = self.company.address
        parts = (address.street, address.postal) if address else ()
        return next((part.city for part in parts if part and part.city), "")

    def values(self) -> dict[str, str]:
        """Returns what its fields have, as text by path; what has several values is in `rows`."""
        return dict(self._values())

    def _values(self) -> Iterator[tuple[str, str]]:
        for field in CONTACT_FIELDS:
            value = self.record.get(field.path)
            if field.kind is Kind.WORDS and isinstance(value, list):
                value = ", ".join(str(one) for one in value)
            if field.kind not in _LISTED and not is_empty(value):
                yield field.path, shown_value(value)
        for part in _ADDRESSES:
            lines = value_at(self.record, f"Address.{part}")
            for name, text in lines.items() if isinstance(lines, dict) else ():
                if isinstance(text, str) and text.strip():
                    yield f"Address.{part}.{name}", text
        custom = self.record.get("CustomFields")
        for key, text in without_companions(custom if isinstance(custom, dict) else {}).items():
            if not is_empty(text):
                shown = (custom or {}).get(f"{key}{DISPLAY_TEXT}") or bare_text(str(text))
                yield f"CustomFields.{key}", str(shown)

    def rows(self, path: str) -> list[str]:
        """Returns its phones, e-mails or whatever `path` names, in the record's order."""
        rows = self.record.get(path)
        values = [one.get("Value") for one in rows if isinstance(one, dict)] if isinstance(rows, list) else []
        return [value for value in values if isinstance(value, str) and value.strip()]

    def interests(self) -> list[str]:
        """Returns the names of the interests that are selected."""
        items = self.record.get("Interests")
        found = with_children(items if isinstance(items, list) else [])
        return [str(one.get("Name") or "") for one in found if one.get("Selected")]

    def differences(self, form: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        """Returns path and value of what it has otherwise than the form, and is not to be replaced."""
        return tuple((one.path, one.there) for one in with_added(self.record, _typed(form)).differences)

    def problems(self, form: Mapping[str, Any]) -> tuple[Problem, ...]:
        """Returns what of the form cannot be added: it has that, has it otherwise, or it is not allowed."""
        if self.is_deleted:
            return (Problem("", _("This company has been deleted.")),)
        addition = with_added(self.record, _typed(form))
        given = form.get("Persons")
        people = [_person(one) for one in given if isinstance(one, dict)] if isinstance(given, list) else []
        return (
            *forbidden(self.company, addition.added),
            *(Problem(one.path, DIFFERS.format(value=one.shown)) for one in addition.differences),
            *self.who.problems(people),
        )

    def rules(self, rules: Rules, form: Mapping[str, Any]) -> Rules:
        """Returns the rules for what is added to it.

        What the user may not change is closed, and what has a value, where the form has none; nothing must be
        filled in.
        """
        closed = dict.fromkeys(("Name", "Department"), _ITS_NAME)
        for path, value in self.values().items():
            if not value_at(form, path):
                closed.setdefault(path, DIFFERS.format(value=value))
        every = [field.path for field in CONTACT_FIELDS]
        every += [f"CustomFields.{field.key}" for field in rules.layout]
        found: dict[str, FieldRule] = {}
        for path in every:
            rule = rule_there(self.company, path, rules.for_path(path))
            reason = closed.get(path, "")
            found[path.lower()] = replace(rule, read_only=True, reason=reason) if reason else rule
        fields = {**rules.fields, **found}
        return replace(rules, may_create=True, is_for_addition=True, fields=fields)


def _typed(form: Mapping[str, Any]) -> dict[str, Any]:
    target = target_of(form)
    typed = {name: value for name, value in form.items() if name not in OF_DRAFT}
    return {**typed, REPLACES: dict(target.replaces) if target else {}}


def _person(given: Mapping[str, Any]) -> Person:
    texts = {name: given.get(name) for name in ("Firstname", "Lastname", "Email")}
    first, last, email = (text if isinstance(text, str) else None for text in texts.values())
    return Person(firstname=first, lastname=last, email=email)
