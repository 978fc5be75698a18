"""Custom fields and interests of a person: the editors of the company's, called by the person they are of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.model.lists import UserDefinedFieldInfo
from app.model.rules import NO_RULE, Rules
from app.ui.custom_fields import CustomFieldsEditor
from app.ui.interests import InterestsEditor


class PersonCustomFields(CustomFieldsEditor):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prefix = self._whose = ""
        self._rules = Rules()
        self._none.setText("Your SuperOffice has no custom fields for persons, or they are still loading.")

    @property
    def is_used(self) -> bool:
        return bool(self.value())

    def inputs(self) -> Iterator[QWidget]:
        return (box.widget for box in self._boxes)

    def set_layout(self, layout: Iterable[UserDefinedFieldInfo]) -> None:
        super().set_layout(layout)
        self.set_place(self._prefix, self._whose)
        self.set_rights(self._rules)

    def set_place(self, prefix: str, whose: str) -> None:
        """Names the inputs: ``Persons[0].CustomFields.SuperOffice:1`` and "Person 1, Assistant"."""
        self._prefix, self._whose = prefix, whose
        for box in self._boxes:
            path = f"{prefix}CustomFields.{box.info.key}"
            box.set_path(path, f"{whose}, {box.field.name}" if whose else "")

    def set_rights(self, rules: Rules) -> None:
        """What the layout says holds in any case; rights may take away more."""
        self._rules = rules
        for box in self._boxes:
            rule = rules.of_person(f"CustomFields.{box.info.key}")
            if rule is not NO_RULE:
                read_only = bool(box.info.is_read_only) or rule.read_only
                box.set_rule(replace(box.rule, read_only=read_only, hidden=rule.hidden))


class PersonInterests(InterestsEditor):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("persint", parent)

    def inputs(self) -> Iterator[QWidget]:
        return iter((self._search, self._tree))

    def set_place(self, prefix: str, whose: str) -> None:
        """Names the inputs: ``Persons[0].Interests`` and "Person 1, interests"."""
        self.path = f"{prefix}Interests"
        self._tree.setObjectName(self.path)
        self._tree.setAccessibleName(f"{whose}, interests")
        self._search.setObjectName(f"{self.path}.search")
        self._search.setAccessibleName(f"{whose}, search the interests")
