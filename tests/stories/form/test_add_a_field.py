"""The example of docs/add-a-field.md is true: one line, and the field is in form, checks and body."""

import os
import re
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[3]
EXAMPLE = re.compile(r"```python\n(Field\(.*\))\n```")
# Everything else is made of the declarations when it is imported: the line has to be there before.
SCRIPT = """
from app.model.form import fields, person_fields
from app.model.form.fields import Field, Kind, Tab
from app.model.form.person_fields import PersonField, Section
from app.translation import _

ADDED = (
    {example},
    Field("IsPartner", "Partner", Tab.MORE, Kind.CHECK, 1),
    Field("Headcount", "Headcount", Tab.MORE, Kind.NUMBER, 1),
    Field("Founded", "Founded", Tab.MORE, Kind.DATE, 1),
)
OF_PERSON = (
    PersonField("Motto", "Motto", section=Section.MORE, length=5),
    PersonField("IsShy", "Shy", section=Section.MORE, kind=Kind.CHECK),
)
# Whoever tries the page has some of them in the declarations.
fields.CONTACT_FIELDS = (*(
    field for field in fields.CONTACT_FIELDS if field.path not in [one.path for one in ADDED]
), *ADDED)
person_fields.PERSON_FIELDS = (*(
    field for field in person_fields.PERSON_FIELDS if field.path not in [one.path for one in OF_PERSON]
), *OF_PERSON)

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QLayout, QWidget
from app.model.checks.rules import FieldRule, Rules
from app.model.checks.validation import check
from app.model.form.field_names import tab_and_name
from app.model.form.people import as_entity, is_light
from app.model.form.server_paths import form_path
from app.model.form.submission import InvalidEntity, body_to_post, entity_from_form
from app.ui.form.form import ContactForm
from app.ui.persons.card import PersonCard
from app.ui.persons.keys import PersonKeys

form = {{"Name": "Fjell AS", "Slogan": "S" * 61, "Persons": [{{"Firstname": "Kari", "Motto": "M" * 6}}]}}
entity = entity_from_form(form)
problems = [(one.path, one.message) for one in check(entity, Rules())]
assert problems == [
    ("Persons[0].Motto", "Too long: 5 characters fit, this has 1 more."),
    ("Slogan", "Too long: 60 characters fit, this has 1 more."),
], problems
mandatory = Rules(fields={{"slogan": FieldRule(mandatory=True)}})
(missing,) = check(entity_from_form({{"Name": "Fjell AS"}}), mandatory)
assert missing.message == "Fill in “Slogan”: your SuperOffice requires it.", missing
assert tab_and_name("Slogan") == (Tab.MORE, "Slogan")
assert body_to_post(entity).to_json_object()["Slogan"] == "S" * 61
assert not is_light(entity.persons[0])
assert as_entity(entity.persons[0], 15).to_create_body()["Motto"] == "M" * 6

def refused(form):
    try:
        entity_from_form(form)
    except InvalidEntity as error:
        return [(one.path, one.message) for one in error.problems]

assert refused({{"Slogan": 7, "IsPartner": "yes", "Headcount": "abc", "Persons": [{{"Motto": 1}}]}}) == [
    ("Slogan", "This must be a text in quotes."),
    ("IsPartner", "This must be true or false."),
    ("Headcount", "This must be a whole number without quotes."),
    ("Persons[0].Motto", "This must be a text in quotes."),
]
assert refused({{"Headcount": True}})
no_date = "This is not a date and time such as 2026-11-24T10:15:00Z."
for text in ("yesterday", "17.5.1999", "2020-02-31"):
    assert refused({{"Founded": text}}) == [("Founded", no_date)], text
assert not refused({{"Founded": "1999-05-17T00:00:00"}})
right = {{"Slogan": "Higher", "IsPartner": False, "Headcount": 12, "Persons": [{{"Motto": None}}]}}
assert not refused(right)
unticked = Rules(fields={{"ispartner": FieldRule(mandatory=True)}})
assert not list(check(entity_from_form({{"Name": "Fjell AS"}}), unticked))

application = QApplication([])
window = ContactForm(QLabel())
window.set_value({{"Slogan": "Higher"}})
assert window.value()["Slogan"] == "Higher"
slogan = QAccessible.queryAccessibleInterface(window.findChild(QWidget, "Slogan"))
assert slogan.text(QAccessible.Text.Name) == "Slogan", slogan.text(QAccessible.Text.Name)

def is_laid_out(widget):
    return any(one.indexOf(widget) >= 0 for one in widget.parentWidget().findChildren(QLayout))

for field in ADDED:
    box = window.parts_by_path[field.path]
    assert is_laid_out(box), field
    assert field.kind is Kind.CHECK or is_laid_out(box.label), field
window.set_value({{"Founded": "1950-02-28T00:00:00"}})
assert window.value()["Founded"] == "1950-02-28T00:00:00"
card = PersonCard(PersonKeys(window))
for field in OF_PERSON:
    box = card.parts[field.path]
    assert is_laid_out(box), field
assert is_laid_out(card.parts["Motto"].label) and not card.parts["Motto"].label.isHidden()
print("true")
"""


def test_a_field_is_one_line() -> None:
    (example,) = EXAMPLE.findall((PROJECT / "docs" / "add-a-field.md").read_text("utf-8"))
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(example=example)],
        cwd=PROJECT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout == "true\n", done.stderr
