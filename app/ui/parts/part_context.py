"""What the server and the tenant say about the form, as one value that every part reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self

from app.model.checks.rules import Rules

if TYPE_CHECKING:
    from app.model.carriers.lists import Choice, UserDefinedFieldInfo
    from app.model.carriers.person import PersonEntity
    from app.model.form.address_layout import AddressLayout


@dataclass(frozen=True)
class PartContext:
    """Everything a part needs to know that nobody types.

    Lists may have 10,000 entries: parts compare members by identity (``is``), never by value, so a member
    that has not changed has to stay the same object.
    """

    rules: Rules = field(default_factory=Rules)
    choices: Mapping[str, Sequence[Choice]] = field(default_factory=dict)  # by list name
    missing: Mapping[str, str] = field(default_factory=dict)  # list that failed to load: sentence
    custom_fields: Sequence[UserDefinedFieldInfo] = ()
    person_custom_fields: Sequence[UserDefinedFieldInfo] = ()
    person_default: PersonEntity | None = None
    address_layout: AddressLayout = ()  # of the company's country
    there: Mapping[str, str] = field(default_factory=dict)  # what the company that is added to has, by path

    def with_choices(self, list_name: str, choices: Sequence[Choice]) -> Self:
        """Returns a copy with the entries of one list exchanged."""
        return replace(self, choices={**self.choices, list_name: choices})

    def new_choices(self, list_name: str, before: Self) -> Sequence[Choice] | None:
        """Returns a list's entries if they differ from those in `before`; None if there is nothing to do."""
        choices = self.choices.get(list_name)
        return None if choices is before.choices.get(list_name) else choices


NO_CONTEXT = PartContext()
