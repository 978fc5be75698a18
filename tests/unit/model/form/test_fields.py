import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.wire import declared_as, limit_of
from app.model.form.fields import CONTACT_FIELDS, Field, Kind, Rows, Tab
from tests.helpers.data.properties import is_declared_or_new


@pytest.mark.parametrize("field", CONTACT_FIELDS, ids=lambda field: field.path)
def test_a_field_is_a_property_of_its_carrier(field: Field) -> None:
    assert is_declared_or_new(field.carrier, field.path)
    declared = declared_as(field.carrier, field.path)
    assert declared is None or not declared.is_read_only, "the server sets it: what is typed would be dropped"
    assert bool(field.list_name) is (field.kind in (Kind.CHOICE, Kind.INTERESTS))
    if field.kind in (Kind.TEXT, Kind.NOTE):
        assert field.limit
        assert not field.length or limit_of(field.carrier, field.path) in (None, field.length)


def test_jump_keys_are_unique_on_a_page() -> None:
    for tab in Tab:
        keys = [
            field.label[field.label.index("&") + 1].lower()
            for field in CONTACT_FIELDS
            if field.tab is tab and "&" in field.label
        ]
        assert len(keys) == len(set(keys)), tab


def test_rows_know_what_a_row_is() -> None:
    rows = [field for field in CONTACT_FIELDS if isinstance(field, Rows)]
    assert [field.path for field in rows] == ["Phones", "Emails", "Urls", "Faxes"]
    assert all(field.carrier is ContactEntity and limit_of(field.row, "Value") for field in rows)
