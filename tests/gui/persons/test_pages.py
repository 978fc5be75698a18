"""Where the parts of a person stand."""

from PySide6.QtWidgets import QLabel, QLineEdit, QTabWidget

from app.model.form.person_fields import PERSON_FIELDS, Section
from tests.helpers.ui.people_page import Desk


def test_every_field_stands_on_the_page_of_its_section(desk: Desk) -> None:
    tabs = desk.child(QTabWidget, "person")
    details = tabs.widget(1)
    names = {one.objectName() for one in details.findChildren(QLineEdit)}
    expected = {
        f"Persons[0].{field.path}"
        for field in PERSON_FIELDS
        if field.section is Section.DETAILS and field.path in ("BirthDate", "Kanafname", "Post1")
    }
    assert expected <= names


def test_japanese_names_stand_together_beneath_a_heading(desk: Desk) -> None:
    found = [one for one in desk.page.findChildren(QLabel) if one.text() == "Japanese names and address"]
    assert len(found) == 1
    (heading,) = found
    desk.editor.focus_path("Persons[0].Kanafname")
    name = desk.focused
    tops = [one.mapToGlobal(one.rect().topLeft()).y() for one in (heading, name)]
    assert tops[0] < tops[1]
