"""Names the fields of the form in messages to people, and finds the page on which they are edited."""

from __future__ import annotations

import re

from app.model.form.address_layout import name_in_address
from app.model.form.fields import CONTACT_FIELDS, Rows, Tab
from app.model.form.person_fields import PERSON_FIELDS
from app.model.next_steps.declared import NEXT_STEPS
from app.translation import _

_CONTACT_BY_PATH = {field.path: field for field in CONTACT_FIELDS}


def has_editor(path: str) -> bool:
    """Returns True if the window has an editor for `path`, so that a message can stand there."""
    head = re.split(r"[.\[]", path, maxsplit=1)[0]
    return head in _CONTACT_BY_PATH or head in ("Persons", "CustomFields", NEXT_STEPS)


def tab_and_name(path: str) -> tuple[Tab, str]:
    """Returns the page on which a path such as ``Persons[1].Email`` is edited, and its name for people.

    A path without an editor belongs to the header, so that its message is seen.
    """
    root, _dot, rest = path.partition(".")
    head, _bracket, index = root.rstrip("]").partition("[")
    number = int(index) + 1 if index.isdigit() else 0
    if head == "CustomFields":
        return Tab.CUSTOM_FIELDS, rest
    if head == "Persons":
        name = name_in_person(rest)
        return Tab.PERSONS, ", ".join(filter(None, (_("Person {number}").format(number=number), name)))
    contact_field = _CONTACT_BY_PATH.get(head)
    if contact_field is None:
        return Tab.HEADER, _("Next step") if head == NEXT_STEPS else path
    if isinstance(contact_field, Rows) and number <= 1 and rest in ("", "Value"):
        return Tab.CONTACT, contact_field.first_name
    if isinstance(contact_field, Rows) and number:
        return contact_field.tab, f"{contact_field.first_name} {number}"
    return contact_field.tab, contact_field.name


def tab_and_full_name(path: str) -> tuple[Tab, str]:
    """Returns the same as `tab_and_name`; of an address also which, and what of it."""
    tab, name = tab_and_name(path)
    return tab, name_in_address(path) or name


def name_in_person(path: str) -> str:
    """Names a person's field such as ``Emails[1].Value`` or ``CustomFields.SuperOffice:4``.

    Returns an empty string for a path that no field of a person has.
    """
    head, _dot, rest = path.partition(".")
    if head == "CustomFields":
        return rest
    name, _, index = head.rstrip("]").partition("[")
    for field in PERSON_FIELDS:
        if path == field.path:
            return field.name
        if index.isdigit() and name == field.entity_path:
            return field.name if index == "0" else f"{field.name} {int(index) + 1}"
    return ""
