"""Home address, custom fields and interests of a person: the company's editors, named after the person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QWidget

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.checks.rules import FieldRule, Rules
from app.model.form.address_layout import AddressLayout
from app.translation import _
from app.ui.common.plain_text import plain_line
from app.ui.parts.address import AddressEditor
from app.ui.parts.custom_field_box import CustomFieldBox
from app.ui.parts.custom_fields import CustomFieldsEditor
from app.ui.parts.interests import InterestsEditor
from app.ui.parts.part_context import PartContext


class HomeAddress(AddressEditor):
    """One address; the card chooses its layout, since a person may live in another country."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__({"Street": _("Home address")}, parent)

    def show_layout_of_company(self, layout: AddressLayout) -> None:
        """Leaves the layout as it is: the card sets it."""

    def rule_in(self, rules: Rules) -> FieldRule:
        return rules.for_person_path("Address")


class PersonCustomFieldBox(CustomFieldBox):
    def rights_in(self, rules: Rules) -> FieldRule:
        return rules.for_person_path(f"CustomFields.{self.info.key}")

    def may_be_required(self, rules: Rules) -> bool:
        del rules
        return True  # a person who is added to a company is as new as any


class PersonCustomFields(CustomFieldsEditor):
    make_box = PersonCustomFieldBox

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prefix = self._owner = ""
        self._none.setText(_("Your SuperOffice has no custom fields for persons, or they are still loading."))

    @property
    def is_used(self) -> bool:
        return bool(self.value())

    def inputs(self) -> Iterator[QWidget]:
        return (box.widget for box in self._boxes)

    def path_of(self, info: UserDefinedFieldInfo) -> str:
        return f"{self._prefix}{super().path_of(info)}"

    def name_box(self, box: CustomFieldBox) -> None:
        box.set_path(self.path_of(box.info), f"{self._owner}, {box.field.name}" if self._owner else "")

    def set_owner(self, prefix: str, owner: str) -> None:
        """Names the inputs: ``Persons[0].CustomFields.SuperOffice:1`` and "Person 1, Assistant"."""
        self._prefix, self._owner = prefix, owner
        self._search.setObjectName(f"{prefix}CustomFields.search")
        self._search.setAccessibleName(plain_line(_("{owner}, search the custom fields").format(owner=owner)))
        for box in self._boxes:
            self.name_box(box)

    def rule_in(self, rules: Rules) -> FieldRule:
        return rules.for_person_path("CustomFields")

    def layout_in(self, context: PartContext) -> Sequence[UserDefinedFieldInfo]:
        return context.person_custom_fields


class PersonInterests(InterestsEditor):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("persint", parent)

    def rule_in(self, rules: Rules) -> FieldRule:
        return rules.for_person_path("Interests")

    def inputs(self) -> Iterator[QWidget]:
        return iter((self._search, self._tree))

    def set_owner(self, prefix: str, owner: str) -> None:
        """Names the inputs: ``Persons[0].Interests`` and "Person 1, interests"."""
        self.path = f"{prefix}Interests"
        self._tree.setObjectName(self.path)
        self._tree.setAccessibleName(plain_line(_("{owner}, interests").format(owner=owner)))
        self._search.setObjectName(f"{self.path}.search")
        self._search.setAccessibleName(plain_line(_("{owner}, search the interests").format(owner=owner)))
