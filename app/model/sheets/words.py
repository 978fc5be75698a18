"""What a tenant calls the entries of its lists, and its own fields, and how its people write days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.form.choices import Choices


@dataclass(frozen=True)
class Words:
    """Holds the lists, by list name, the custom fields of companies and of people, and what writes a day."""

    lists: Mapping[str, object] = field(default_factory=dict)
    custom_fields: tuple[UserDefinedFieldInfo, ...] = ()
    person_custom_fields: tuple[UserDefinedFieldInfo, ...] = ()
    day_text: Callable[[date], str] = date.isoformat

    def name_of(self, list_name: str, number: object) -> str:
        """Returns the name of an entry; an empty text where the list has none of this number."""
        choices = self.lists.get(list_name)
        if not isinstance(choices, Choices) or not isinstance(number, int):
            return ""
        return choices.name_of(number)
