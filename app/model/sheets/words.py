"""What a tenant calls the entries of its lists, and its own fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.form.choices import Choices


@dataclass(frozen=True)
class Words:
    """Holds the lists, by list name, and the custom fields of companies and of people."""

    lists: Mapping[str, object] = field(default_factory=dict)
    custom_fields: tuple[UserDefinedFieldInfo, ...] = ()
    person_custom_fields: tuple[UserDefinedFieldInfo, ...] = ()

    def name_of(self, list_name: str, number: object) -> str:
        """Returns the name of an entry; an empty text where the list has none of this number."""
        choices = self.lists.get(list_name)
        if not isinstance(choices, Choices) or not isinstance(number, int):
            return ""
        return choices.name_of(number)
