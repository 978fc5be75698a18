"""Companies: what is kept of a posted ContactEntity, and the entity that is sent back."""

import re
from typing import Any

from app.sandbox.data.countries import HOME
from app.sandbox.data.lists import DEFAULT_BUSINESS, DEFAULT_CATEGORY
from app.sandbox.data.users import OWNER_COMPANY
from app.sandbox.errors import not_found, refused
from app.sandbox.records import addresses, lists
from app.sandbox.records import custom_fields as customfields
from app.sandbox.records import field_properties as fieldproperties
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
_DATES = ("DbiLastSyncronized", "DbiLastModified")


def fresh(call: Call) -> Record:
    """The record behind a new company: the preferences' defaults and the caller as its owner."""
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
        "Address": addresses.blank(),
        "CustomFields": customfields.defaults("contact"),
        "GroupId": call.user.group,
        "CreatedBy": call.user.associate_id,
        "CreatedDate": EMPTY_DATE,
        "UpdatedBy": 0,
        "UpdatedDate": EMPTY_DATE,
    }


def lay_over(record: Record, body: dict[str, Any], call: Call, contact_id: int) -> None:
    """Takes a body's values into the record; what it does not have stays.

    Raises ServerError (400) that names the first value that cannot be taken.
    """
    limits.check("ContactEntity", body)
    record.update({name: body[name] for name in _PLAIN if name in body})
    record.update({name: elements(name, body[name]) for name in ELEMENTS if name in body})
    record.update({name: call.zone.read(body[name], name) for name in _DATES if name in body})
    for name in _CHOICES:
        if name in body:
            record[name] = chosen(name, body[name])
    record["Country"] = record["Country"] or HOME
    if "Interests" in body:
        record["Interests"] = interests("contint", body["Interests"], record["Interests"])
    if "Address" in body:
        record["Address"] = addresses.merge(record["Address"], body["Address"])
        for part in addresses.PARTS:
            limits.check("StructuredAddress", record["Address"][part])
    record["SupportPerson"] = _support_person(record, body, call, contact_id)
    record["CustomFields"] |= customfields.posted("contact", body, call.language)


def elements(name: str, rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """E-mails, phones and the like, blank ones left out; the stripped value is the server's own."""
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


def chosen(name: str, carrier: dict[str, Any]) -> int:
    key = {"Country": "CountryId", "Associate": "AssociateId", "SupportAssociate": "AssociateId"}.get(
        name, "Id"
    )
    return lists.choose(f"{name}.{key}", lists.OF_PROPERTY[name], carrier.get(key, 0))


def interests(name: str, rows: list[dict[str, Any]], before: list[int]) -> list[int]:
    """The chosen ids after a tree, or just the changed items of it, was posted."""
    picked = set(before)
    for row in rows:
        number = row.get("Id", 0)
        if row.get("Selected"):
            picked.add(lists.choose("Interests", name, number))
        else:
            picked.discard(number)
        picked = set(interests(name, row.get("ChildItems", []), sorted(picked)))
    return sorted(picked)


def _support_person(record: Record, body: dict[str, Any], call: Call, contact_id: int) -> int:
    number = int(body.get("SupportPerson", {}).get("PersonId", record["SupportPerson"]))
    person = call.store.get("person", number) if number else None
    if number and (person is None or person["Contact"] != contact_id):
        raise refused("SupportPerson.PersonId", f"person {number} does not belong to this company.")
    return number


def save(body: dict[str, Any], call: Call) -> int:
    """Creates the company, or updates the one whose id was sent. To be called within a transaction.

    The reference page calls it creating, the agent behind it saves: whether an id in the body is ignored is
    not documented. Here it updates, so that a client that sends one is caught.
    """
    contact_id = int(body.get("ContactId", 0))
    record = call.store.get("contact", contact_id) if contact_id else fresh(call)
    if record is None:
        raise not_found("Contact", contact_id)
    lay_over(record, body, call, contact_id)
    if not record["Name"].strip():
        raise refused("Name", "the company name must not be empty.")
    # Functions/CapitalFirstLetterCompanyName; whether it applies to the API is not documented.
    record["Name"] = re.sub(r"(?<!\S)\S", lambda letter: letter[0].upper(), record["Name"].strip())
    record["Number1"] = record["Number1"] or re.sub(r"[\W_]", "", record["Name"])[:8]
    # Nor is what a number in use gets: it is replaced, as if the proposed one had been left alone.
    if not record["Number2"].strip() or call.store.number_taken("contact", record["Number2"], contact_id):
        record["Number2"] = call.store.next_number("contact", take=True)
    record["UpdatedDate"] = now() if contact_id else EMPTY_DATE
    record["UpdatedBy"] = call.user.associate_id if contact_id else 0
    if contact_id:
        call.store.replace("contact", contact_id, record)
        return contact_id
    record["CreatedDate"] = now()
    return call.store.add("contact", record)


def entity(contact_id: int, record: Record, call: Call) -> dict[str, Any]:
    """The ContactEntity. Persons are empty: a plain answer has none."""
    told: dict[str, Any] = {name: record[name] for name in _PLAIN}
    told |= {name: [make("EntityElement", **row) for row in record[name]] for name in ELEMENTS}
    told |= {name: call.zone.local(record[name]) for name in _DATES}
    told |= {name: call.zone.utc(record[name]) for name in ("CreatedDate", "UpdatedDate")}
    told |= {name: lists.associate(record[name]) for name in ("CreatedBy", "UpdatedBy", "Associate")}
    told |= {name: lists.reference(name, name.lower(), record[name]) for name in ("Business", "Category")}
    told |= supporters(record)
    return make(
        "ContactEntity",
        **told,
        **customfields.bags("contact", record["CustomFields"]),
        ContactId=contact_id,
        Country=lists.country(record["Country"]),
        Interests=lists.selectable("contint", flat=False, selected=record["Interests"]),
        ActiveInterests=len(record["Interests"]),
        GroupId=record["GroupId"],
        SupportPerson=_summary(record["SupportPerson"], call),
        Address=addresses.of_company(record["Address"], record["Country"]),
        TableRight=FULL_RIGHT | {"Mask": call.options.masks.get("TableRight", FULL_RIGHT["Mask"])},
        FieldProperties=fieldproperties.of_contact(call.options.masks),
    )


def supporters(record: Record) -> dict[str, Any]:
    """The three service properties, each null where nothing was chosen."""
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
    """The Contact carrier inside a PersonEntity; None when there is no such company."""
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
    """Path to message for what a user would be told. The keys' spelling is not documented.

    Mandatory hints and custom fields are checked here and not by ``save``: the server takes what the
    tenant's settings call mandatory.
    """
    found = dict.fromkeys(limits.too_long("ContactEntity", body), "[SR_VALIDATE_TOO_LONG]")
    number = body.get("Number2", "")
    if number and call.store.number_taken("contact", number, int(body.get("ContactId", 0))):
        found["Number2"] = "[SR_VALIDATE_NUMBER]"
    found |= customfields.problems("contact", body, call.language)
    custom = customfields.merged(body)
    for name, about in fieldproperties.of_contact(call.options.masks).items():
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
