"""Companies: the stored record of a posted ContactEntity, and the carriers of answers."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from app.sandbox.data.countries import HOME
from app.sandbox.data.lists import DEFAULT_BUSINESS, DEFAULT_CATEGORY
from app.sandbox.data.users import OWNER_COMPANY
from app.sandbox.errors import not_found, refused
from app.sandbox.records import addresses, custom_fields, field_properties, lists
from app.sandbox.store import Record
from app.sandbox.wire import limits
from app.sandbox.wire.call import Call
from app.sandbox.wire.carriers import CARRIERS, EMPTY_DATE, make
from app.sandbox.wire.dates import now

ELEMENTS = ("Emails", "Phones", "Faxes", "Urls")
FULL_RIGHT = {"Mask": "Select, Update, Insert, Delete", "Reason": ""}

_PLAIN = (
    "Name",
    "Department",
    "OrgNr",
    "Number1",
    "Number2",
    "Description",
    "NoMailing",
    "Kananame",
    "Xstop",
    "DbiAgentId",
    "DbiKey",
    "Source",
    "Domains",
)
_CHOICES = (
    "Associate",
    "Business",
    "Category",
    "Country",
    "SupportAssociate",
    "TicketPriority",
    "CustomerLanguage",
)
_MICROSECONDS = len("2026-11-29T10:15:22.774892")
_DATES = ("DbiLastSyncronized", "DbiLastModified")


def new_record(call: Call) -> Record:
    """Returns the record of a new company: the defaults of the preferences, owned by the caller."""
    kinds = CARRIERS["ContactEntity"]
    record: Record = {name: {"str": "", "int": 0, "bool": False}.get(kinds[name], []) for name in _PLAIN}
    record |= {name: [] for name in ELEMENTS} | dict.fromkeys(_DATES, EMPTY_DATE) | dict.fromkeys(_CHOICES, 0)
    return record | {
        "Associate": call.user.associate_id,
        "Business": DEFAULT_BUSINESS,
        "Category": DEFAULT_CATEGORY,
        "Country": HOME,
        "SupportPerson": 0,
        "Interests": [],
        "Address": addresses.empty_address(),
        "CustomFields": custom_fields.defaults("contact"),
        "GroupId": call.user.group,
        "CreatedBy": call.user.associate_id,
        "CreatedDate": EMPTY_DATE,
        "UpdatedBy": 0,
        "UpdatedDate": EMPTY_DATE,
    }


def apply_body(record: Record, body: dict[str, Any], call: Call, contact_id: int) -> None:
    """Copies the values of a body into the record; absent properties stay unchanged.

    Raises ServerError (400) for the first value that is not accepted.
    """
    limits.check_lengths("ContactEntity", body)
    record.update({name: body[name] for name in _PLAIN if name in body})
    record.update({name: elements(name, body[name]) for name in ELEMENTS if name in body})
    record.update({name: call.zone.parse(body[name], name) for name in _DATES if name in body})
    for name in _CHOICES:
        if name in body:
            record[name] = chosen_id(name, body[name])
    record["Country"] = record["Country"] or HOME
    if "Interests" in body:
        record["Interests"] = selected_ids("contint", body["Interests"], record["Interests"])
    if "Address" in body:
        record["Address"] = addresses.merge(record["Address"], body["Address"])
        for part in addresses.PARTS:
            limits.check_lengths("StructuredAddress", record["Address"][part])
    record["SupportPerson"] = _support_person(record, body, call, contact_id)
    record["CustomFields"] |= custom_fields.read_posted("contact", body, call.language)


def elements(name: str, rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Returns the stored elements (e-mails, phones and so on) without blank ones; sets StrippedValue."""
    strip = (lambda value: value) if name in {"Emails", "ChatEmails", "Urls"} else _digits
    return [
        {
            "Value": row["Value"],
            "StrippedValue": strip(row["Value"]),
            "Description": row.get("Description", ""),
        }
        for row in rows
        if row.get("Value")
    ]


def _digits(value: str) -> str:
    return re.sub(r"[^0-9]", "", value)


def chosen_id(name: str, carrier: dict[str, Any]) -> int:
    """Returns the id of a chosen list item. Raises ServerError (400) for an unknown one."""
    key = {"Country": "CountryId", "Associate": "AssociateId", "SupportAssociate": "AssociateId"}.get(
        name, "Id"
    )
    return lists.checked_id(f"{name}.{key}", lists.LIST_OF_PROPERTY[name], carrier.get(key, 0))


def selected_ids(name: str, rows: list[dict[str, Any]], before: list[int]) -> list[int]:
    """Returns the selected ids after a tree of list items, or only its changed items, was posted."""
    picked = set(before)
    for row in rows:
        number = row.get("Id", 0)
        if row.get("Selected"):
            picked.add(lists.checked_id("Interests", name, number))
        else:
            picked.discard(number)
        picked = set(selected_ids(name, row.get("ChildItems", []), sorted(picked)))
    return sorted(picked)


def _support_person(record: Record, body: dict[str, Any], call: Call, contact_id: int) -> int:
    number = int(body.get("SupportPerson", {}).get("PersonId", record["SupportPerson"]))
    person = call.store.get("person", number) if number else None
    if number and (person is None or person["Contact"] != contact_id):
        raise refused("SupportPerson.PersonId", f"person {number} does not belong to this company.")
    return number


def save(body: dict[str, Any], call: Call) -> int:
    """Creates a company, or updates the one whose id was sent, within a transaction; returns the id.

    Whether the server ignores an id in the body is not documented. The sandbox updates, so that tests catch a
    client that sends one.
    """
    contact_id = int(body.get("ContactId", 0))
    record = call.store.get("contact", contact_id) if contact_id else new_record(call)
    if record is None:
        raise not_found("Contact", contact_id)
    apply_body(record, body, call, contact_id)
    if not record["Name"].strip():
        raise refused("Name", "the company name must not be empty.")
    # Preference Functions/CapitalFirstLetterCompanyName; whether it applies to the API is not documented.
    record["Name"] = re.sub(r"(?<!\S)\S", lambda letter: letter[0].upper(), record["Name"].strip())
    record["Number1"] = record["Number1"] or re.sub(r"[\W_]", "", record["Name"])[:8]
    # A number that is in use is replaced; what the server does is not documented.
    if not record["Number2"].strip() or call.store.number_taken("contact", record["Number2"], contact_id):
        record["Number2"] = call.store.next_number("contact", reserve=True)
    record["UpdatedDate"] = now() if contact_id else EMPTY_DATE
    record["UpdatedBy"] = call.user.associate_id if contact_id else 0
    if contact_id:
        call.store.replace("contact", contact_id, record)
        return contact_id
    record["CreatedDate"] = now()
    return call.store.add("contact", record)


def blank(call: Call) -> dict[str, Any]:
    """Returns the properties that PUT empties where its body does not have them."""
    record = new_record(call)
    return {name: record[name] for name in _PLAIN} | {name: [] for name in ELEMENTS}


def is_changed_since(record: Record, http_date: str) -> bool:
    """Returns True if the record was changed after that. Raises ServerError (400) for no date.

    How a server compares its times, which have parts of seconds, with a date that has none is not documented:
    this is the strictest way.
    """
    try:
        since = parsedate_to_datetime(http_date).astimezone(UTC)
    except ValueError:
        raise refused("If-Unmodified-Since", f"'{http_date:.40}' is no date.") from None
    changed = record["CreatedDate"] if record["UpdatedDate"] == EMPTY_DATE else record["UpdatedDate"]
    return datetime.fromisoformat(changed[:_MICROSECONDS]).replace(tzinfo=UTC) > since


def table_right(call: Call) -> str:
    """Returns the user's right to the table of companies."""
    return str(call.options.masks.get("TableRight", FULL_RIGHT["Mask"]))


def entity(contact_id: int, record: Record, call: Call) -> dict[str, Any]:
    """Builds the ContactEntity, without Persons."""
    told: dict[str, Any] = {name: record[name] for name in _PLAIN}
    told |= {name: [make("EntityElement", **row) for row in record[name]] for name in ELEMENTS}
    told |= {name: call.zone.format_local(record[name]) for name in _DATES}
    told |= {name: call.zone.format_utc(record[name]) for name in ("CreatedDate", "UpdatedDate")}
    told |= {name: lists.associate(record[name]) for name in ("CreatedBy", "UpdatedBy", "Associate")}
    told |= {name: lists.reference(name, name.lower(), record[name]) for name in ("Business", "Category")}
    told |= support_properties(record)
    return make(
        "ContactEntity",
        **told,
        **custom_fields.to_bags("contact", record["CustomFields"]),
        ContactId=contact_id,
        Country=lists.country(record["Country"]),
        Interests=lists.selectable("contint", flat=False, selected=record["Interests"]),
        ActiveInterests=len(record["Interests"]),
        GroupId=record["GroupId"],
        SupportPerson=_summary(record["SupportPerson"], call),
        Address=addresses.of_company(record["Address"], record["Country"]),
        TableRight=FULL_RIGHT | {"Mask": table_right(call)},
        FieldProperties=field_properties.of_contact(call.options.masks),
    )


def support_properties(record: Record) -> dict[str, Any]:
    """Builds the three support properties; null if nothing was chosen."""
    told: dict[str, Any] = {"SupportAssociate": lists.associate(record["SupportAssociate"])}
    for name in ("TicketPriority", "CustomerLanguage"):
        number = record[name]
        told[name] = lists.reference(name, name.lower(), number) if number else None
    return told


def _summary(person_id: int, call: Call) -> dict[str, Any] | None:
    record = call.store.get("person", person_id) if person_id else None
    if record is None:
        return None
    return make("Person", PersonId=person_id, Firstname=record["Firstname"], Lastname=record["Lastname"])


def links(contact_id: int, base: str) -> dict[str, str]:
    """Builds the _Links of a ContactEntity."""
    api = f"{base}v1/"
    named = {
        name: f"{api}MDOList/{name.lower()}/" for name in ("Category", "Business", "Associate", "Country")
    }
    return {
        "Self": f"{api}Contact/{contact_id}/",
        "UdefLayout": f"{api}Contact/UdefLayout/Published/",
        **{f"{name}.List": address for name, address in named.items()},
        "Archive": f"{api}Contact/",
        "Archive.Persons": f"{api}Contact/{contact_id}/Persons/",
    }


def light(contact_id: int, call: Call) -> dict[str, Any] | None:
    """Builds the Contact carrier inside a PersonEntity; None if there is no such company."""
    record = call.store.get("contact", contact_id)
    if record is None:
        return None
    owner = lists.associate(record["Associate"]) or {}
    first = {name: (record[name] or [{"Value": ""}])[0]["Value"] for name in ELEMENTS}
    address = addresses.of_company(record["Address"], record["Country"])
    city = record["Address"]["Street"]["City"] or record["Address"]["Postal"]["City"]
    return make(
        "Contact",
        **{name: record[name] for name in ("Name", "OrgNr", "Department", "Kananame", "Number1", "Number2")},
        ContactId=contact_id,
        URL=first["Urls"],
        City=city,
        DirectPhone=first["Phones"],
        AssociateId=record["Associate"],
        CountryId=record["Country"],
        EmailAddress=first["Emails"],
        EmailAddressName=None,
        URLName=None,
        AssociateFullName=owner.get("FullName", ""),
        BusinessName=lists.label("business", record["Business"]),
        CategoryName=lists.label("category", record["Category"]),
        CountryName=lists.label("country", record["Country"]),
        Address=address,
        FormattedAddress=address["Formatted"],
        FullName=", ".join(filter(None, (record["Name"], record["Department"]))),
        IsOwnerContact=contact_id == OWNER_COMPANY,
    )


def validate(body: dict[str, Any], call: Call) -> dict[str, str]:
    """Validates a body; returns messages by path. The spelling of the paths is not documented.

    Mandatory hints and custom fields are checked here and not by ``save``: the server also accepts records
    without fields that the tenant calls mandatory.
    """
    found = dict.fromkeys(limits.length_problems("ContactEntity", body), "[SR_VALIDATE_TOO_LONG]")
    number = body.get("Number2", "")
    if number and call.store.number_taken("contact", number, int(body.get("ContactId", 0))):
        found["Number2"] = "[SR_VALIDATE_NUMBER]"
    found |= custom_fields.problems("contact", body, call.language)
    custom = custom_fields.merge_bags(body)
    for name, about in field_properties.of_contact(call.options.masks).items():
        if "UIHintMandatory" in about["FieldRight"]["Mask"] and _is_empty(name, body, custom):
            found.setdefault(name, "[SR_ACCESS_MANDATORY]")
    return found


def _is_empty(name: str, body: dict[str, Any], custom: dict[str, Any]) -> bool:
    bag, _, key = name.partition(".")
    if bag == "CustomFields":
        return custom.get(key) in {None, "", "[I:0]", "[F:0]"}
    if bag == "UserDefinedFields" or key:
        return False
    value = body.get(name)
    if isinstance(value, dict):
        return not any(isinstance(each, int) and each for each in value.values())
    return not value.strip() if isinstance(value, str) else not value
