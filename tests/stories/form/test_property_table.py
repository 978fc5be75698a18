"""Every property of a company has a home: an editor, a line among what is shown after saving, or a reason."""

import pytest

from app.model.carriers.contact import ContactEntity, ContactEntityWithLinks
from app.model.carriers.wire import declared_properties
from app.model.form.fields import CONTACT_FIELDS
from tests.helpers.data.vendor import properties_of_the_page

EDITED_AS_A_WHOLE = {"Persons", "CustomFields"}
WRITTEN_AS_CUSTOM_FIELDS = {"UserDefinedFields", "ExtraFields"}
LEFT_OUT = {
    "FieldProperties": "becomes the form's rules: mandatory, read-only, hidden, length",
    "SupportPerson": "must be one of the company's own people, who have no id before the company is saved",
}


def home_of(name: str) -> str:
    aliases = {field.wire_name: field for field in declared_properties(ContactEntityWithLinks).values()}
    if name in {field.path for field in CONTACT_FIELDS} | EDITED_AS_A_WHOLE:
        return "editor"
    if name in WRITTEN_AS_CUSTOM_FIELDS:
        return "written as CustomFields"
    if name in LEFT_OUT:
        return LEFT_OUT[name]
    return "shown after saving" if name in aliases and aliases[name].is_read_only else ""


@pytest.mark.parametrize("name", [field.wire_name for field in declared_properties(ContactEntity).values()])
def test_a_property_of_the_company_has_a_home(name: str) -> None:
    assert home_of(name)


def test_so_has_every_property_of_the_reference_pages_table() -> None:
    names = properties_of_the_page()
    assert len(names) == 44
    assert [name for name in names if not home_of(name)] == []
