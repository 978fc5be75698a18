"""Every property of both carriers of a person has a home: an editor, a place after saving, or a reason."""

import pytest

from app.model.carriers.common import StructuredAddress
from app.model.carriers.person import Person, PersonEntity
from app.model.carriers.wire import declared_properties, limit_of
from app.model.form.fields import Kind
from app.model.form.person_fields import PERSON_FIELDS, PersonField, Section, entity_path_of
from tests.helpers.data.properties import is_declared_or_new

EDITED_AS_A_WHOLE = {"Address": "app.ui.parts.address", "CustomFields": "app.ui.parts.custom_fields"}
OF_THE_LIGHT_CARRIER = {"CountryId": "Country", "Email": "Emails"}
AFTER_SAVING = {
    "PersonId": "each step of an entry has it; submit --json prints it",
    "FullName": "the name that the outbox shows of the person",
}
LEFT_TO_THE_SERVER = {
    "given by its company": {
        "Contact", "ContactId", "ContactName", "ContactDepartment", "ContactFullName", "ContactCountryId",
        "ContactOrgNr", "ContactPhone", "ContactFax", "Category", "CategoryName", "Business", "Associate",
        "AssociateId", "AssociateName", "LeadstatusId", "Leadstatus",
    },
    "counted or made of others": {
        "FormalName", "Rank", "ActiveInterests", "ActiveErpLinks", "ActiveStatusMonitorId", "BounceEmails",
        "IsAssociate", "CorrespondingAssociate", "UserInfo", "SentInfo", "ShowContactTickets",
        "CreatedDate", "CreatedBy", "UpdatedDate", "UpdatedBy", "CreatedByFormId", "UtmParameters",
    },
    "as the server's defaults gave it, since consent must be given and not typed": {
        "Consents", "ShipmentTypes",
    },
    "written by integrations; kept when it comes, and DbiKey holds our token otherwise": {
        "DbiAgentId", "DbiKey", "DbiLastModified", "DbiLastSyncronized", "Source",
    },
    "another spelling of what has an editor": {
        "EmailName", "TicketPriorityId", "SupportLanguageId", "SupportAssociateId", "UserDefinedFields",
        "ExtraFields",
    },
    "becomes the form's rules": {"TableRight", "FieldProperties"},
}  # fmt: skip


def home_of(name: str) -> str:
    edited = {field.path for field in PERSON_FIELDS} | {field.entity_path for field in PERSON_FIELDS}
    if name in edited | EDITED_AS_A_WHOLE.keys() or OF_THE_LIGHT_CARRIER.get(name) in edited:
        return "editor"
    if name in AFTER_SAVING:
        return AFTER_SAVING[name]
    return next((reason for reason, names in LEFT_TO_THE_SERVER.items() if name in names), "")


@pytest.mark.parametrize(
    "name",
    sorted({one.wire_name for kind in (Person, PersonEntity) for one in declared_properties(kind).values()}),
)
def test_a_property_of_a_person_has_a_home(name: str) -> None:
    assert home_of(name)


def test_no_reason_is_given_for_what_is_no_property() -> None:
    known = {
        field.wire_name for kind in (Person, PersonEntity) for field in declared_properties(kind).values()
    }
    named = {name for names in LEFT_TO_THE_SERVER.values() for name in names} | AFTER_SAVING.keys()
    assert named - known == set()
    edited = {field.path.partition(".")[0] for field in PERSON_FIELDS}
    assert named & edited == set()


@pytest.mark.parametrize("field", PERSON_FIELDS, ids=lambda field: field.path)
def test_a_field_is_a_property_of_its_carrier(field: PersonField) -> None:
    assert is_declared_or_new(field.carrier, field.path.rpartition(".")[2])
    assert bool(field.list_name) is (field.kind in (Kind.CHOICE, Kind.INTERESTS))
    if field.kind in (Kind.TEXT, Kind.NOTE, Kind.ROWS):
        assert field.limit
    if field.kind is Kind.ROWS:
        assert field.one
    head, _, rest = field.entity_path.partition(".")
    assert is_declared_or_new(PersonEntity, head)
    assert not rest or limit_of(StructuredAddress, rest)


def test_the_pages_are_called_by_keys_of_their_own() -> None:
    titles = [section for section in Section if "&" in section]
    keys = [title[title.index("&") + 1].lower() for title in titles]
    assert len(titles) == 5
    assert len(set(keys)) == 5
    # The keys of the menus, of the buttons below the list, and of Save.
    assert not set(keys) & set("feigchaurs")


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("Firstname", "Firstname"),
        ("Email", "Emails"),
        ("Emails[1].Value", "Emails"),
        ("Emails[0].Description", "Emails"),
        ("OfficePhones[2].Value", "OfficePhones"),
        ("Urls[0].Value", "Urls"),
        ("Address.Street.City", "Address.City"),
        ("CustomFields.SuperOffice:4", "CustomFields.SuperOffice:4"),
        ("Nonsense", "Nonsense"),
    ],
)
def test_paths_have_rights(path: str, right: str) -> None:
    assert entity_path_of(path) == right
