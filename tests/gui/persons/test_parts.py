"""Home address, custom fields and interests of a person."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.model.checks.rules import FieldRule, Rules
from app.ui.parts.custom_field_box import CustomFieldBox
from tests.helpers.ui.people_page import Desk


@pytest.mark.long
def test_a_country_of_ones_own_lays_the_home_address_out(desk: Desk) -> None:
    desk.fill("Persons[0].Address.Street.City", "Stillwater")
    desk.fill("Persons[0].Country", "USA")
    desk.press(Qt.Key.Key_Return)
    desk.fill("Persons[0].Address.Street.State", "MN")
    desk.press(Qt.Key.Key_Tab)
    assert desk.place.startswith("Persons[0].Address.Street.")
    desk.press(Qt.Key.Key_Return)
    assert desk.place == "Persons[1].Firstname"
    desk.editor.focus_path("Persons[0].Country")
    street = {"City": "Stillwater", "State": "MN"}
    assert desk.people[0]["Address"] == {"Street": street}
    desk.fill("Persons[0].Country", "Norway")
    desk.press(Qt.Key.Key_Return)
    assert desk.people == [{"Country": {"CountryId": 578}, "Address": {"Street": street}}]


def test_custom_fields_and_interests_are_named_after_the_person(desk: Desk) -> None:
    desk.editor.set_value([{"Firstname": "Kari"}, {"Firstname": "Ola"}])
    desk.editor.focus_path("Persons[1].CustomFields.x_badge")
    assert desk.place == "Persons[1].CustomFields.x_badge"
    assert desk.focused.accessibleName() == "Person 2, Badge"
    tree = desk.child(QWidget, "Persons[1].Interests")
    assert tree.accessibleName() == "Person 2, interests"


def test_rights_of_people_are_not_those_of_companies(desk: Desk) -> None:
    hidden = FieldRule(hidden=True)
    box = desk.child(QWidget, "Persons[0].CustomFields.x_badge").parentWidget()
    context = desk.editor.context
    desk.editor.set_context(replace(context, rules=Rules(fields={"customfields.x_badge": hidden})))
    assert not box.isHidden()
    desk.editor.set_context(replace(context, rules=Rules(person_fields={"customfields.x_badge": hidden})))
    assert box.isHidden()


def test_somebody_new_has_to_have_what_is_required_also_where_the_company_is_there(desk: Desk) -> None:
    box = desk.child(QWidget, "Persons[0].CustomFields.x_badge").parentWidget()
    assert isinstance(box, CustomFieldBox)
    required = {"customfields.x_badge": FieldRule(mandatory=True)}
    rules = Rules(fields=required, person_fields=required, is_for_addition=True)
    desk.editor.set_context(replace(desk.editor.context, rules=rules))
    assert box.rule.mandatory
