"""People: what is kept of a posted PersonEntity, and the entity that is sent back."""

from typing import Any

from app.sandbox.data import text
from app.sandbox.data.countries import HOME
from app.sandbox.data.lists import LISTS
from app.sandbox.data.users import USERS
from app.sandbox.errors import broken, not_found, refused
from app.sandbox.records import addresses, contacts, lists
from app.sandbox.records import custom_fields as customfields
from app.sandbox.records import field_properties as fieldproperties
from app.sandbox.store import Record
from app.sandbox.wire import limits
from app.sandbox.wire.call import Call
from app.sandbox.wire.carriers import CARRIERS, EMPTY_DATE, make, read
from app.sandbox.wire.dates import now
from app.sandbox.wire.language import every

ELEMENTS = (
    "Emails",
    "OfficePhones",
    "MobilePhones",
    "PrivatePhones",
    "OtherPhones",
    "Faxes",
    "Urls",
    "ChatEmails",
    "InternetPhones",
)
_PLAIN = (
    "Firstname",
    "MiddleName",
    "Lastname",
    "Mrmrs",
    "Title",
    "Salutation",
    "Description",
    "PersonNumber",
    "NoMailing",
    "UsePersonAddress",
    "Retired",
    "Kanafname",
    "Kanalname",
    "Post1",
    "Post2",
    "Post3",
    "DbiAgentId",
    "DbiKey",
    "Source",
)
_CHOICES = ("Position", "Country", "SupportAssociate", "TicketPriority", "CustomerLanguage")
_DATES = ("DbiLastSyncronized", "DbiLastModified")

# The light Person of a ContactEntity, and where each of its properties goes in a PersonEntity.
_SAME = ("Firstname", "MiddleName", "Lastname", "Mrmrs", "Title", "Description", "Kanafname", "Kanalname")
_ELEMENT_OF = {
    "Email": "Emails",
    "DirectPhone": "OfficePhones",
    "MobilePhone": "MobilePhones",
    "FaxPhone": "Faxes",
}
_LEGAL_BASE = text(
    "Legitimate interest", "Berettiget interesse", "Berechtigte Interessen", "Legitimt intresse"
)
_PURPOSE = text("Sales and service", "Salg og service", "Verkauf und Service", "Försäljning och service")
_SOURCE = text("Unknown", "Ukjent", "Unbekannt", "Okänt")
_SHIPMENTS = tuple(each.number for each in LISTS["shipmenttype"])


def fresh(call: Call, contact_id: int) -> Record:
    """The record behind a new person of that company; 0 for a person without one.

    Raises ServerError (404) when there is no such company.
    """
    company = call.store.get("contact", contact_id) if contact_id else None
    if contact_id and company is None:
        raise not_found("Contact", contact_id)
    kinds = CARRIERS["PersonEntity"]
    record: Record = {name: {"str": "", "int": 0}.get(kinds[name], False) for name in _PLAIN}
    record |= {name: [] for name in ELEMENTS} | dict.fromkeys(_DATES, EMPTY_DATE) | dict.fromkeys(_CHOICES, 0)
    return record | {
        "Contact": contact_id,
        "Country": company["Country"] if company else HOME,
        "BirthDate": EMPTY_DATE,
        "Interests": [],
        "ShipmentTypes": list(_SHIPMENTS),
        "Address": addresses.blank(),
        "CustomFields": customfields.defaults("person"),
        "CreatedBy": call.user.associate_id,
        "CreatedDate": EMPTY_DATE,
    }


def save(body: dict[str, Any], call: Call) -> int:
    """Creates a person, or updates the one whose id was sent, and returns its id.

    To be called within a transaction. Raises ServerError: 400 for a value that cannot be taken, no company
    or no name, 404 for an unknown company or person, 500 for the person that the options want to fail.
    """
    person_id = int(body.get("PersonId", 0))
    record = call.store.get("person", person_id) if person_id else fresh(call, _company(body))
    if record is None:
        raise not_found("Person", person_id)
    _lay_over(record, body, call)
    if not (record["Firstname"] + record["Lastname"]).strip():
        raise refused("Firstname", "a person needs a first or a last name.")
    if call.options.fail_person and record["Lastname"] == call.options.fail_person:
        raise broken(f"The person {record['Lastname']} could not be saved.")
    taken = call.store.number_taken("person", record["PersonNumber"], person_id)
    if taken or not record["PersonNumber"].strip():
        record["PersonNumber"] = call.store.next_number("person", take=True)
    if person_id:
        call.store.replace("person", person_id, record)
        return person_id
    record["CreatedDate"] = now()
    return call.store.add("person", record)


def _company(body: dict[str, Any]) -> int:
    contact_id = int(body.get("Contact", {}).get("ContactId", 0))
    if not contact_id:
        raise refused("Contact", "a person must belong to a company.")
    return contact_id


def _lay_over(record: Record, body: dict[str, Any], call: Call) -> None:
    limits.check("PersonEntity", body)
    record.update({name: body[name] for name in _PLAIN if name in body})
    record.update({name: contacts.elements(name, body[name]) for name in ELEMENTS if name in body})
    record.update({name: call.zone.read(body[name], name) for name in _DATES if name in body})
    if "BirthDate" in body:
        call.zone.read(body["BirthDate"], "BirthDate")
        record["BirthDate"] = body["BirthDate"][:10] + "T00:00:00"  # a birthday has no zone
    for name in _CHOICES:
        if name in body:
            record[name] = contacts.chosen(name, body[name]) or record[name]
    for name, list_name in {"Interests": "persint", "ShipmentTypes": "shipmenttype"}.items():
        if name in body:
            record[name] = contacts.interests(list_name, body[name], record[name])
    if "Address" in body:
        record["Address"] = addresses.merge(record["Address"], body["Address"])
        limits.check("StructuredAddress", record["Address"]["Street"])
    record["CustomFields"] |= customfields.posted("person", body, call.language)


def take_embedded(rows: list[dict[str, Any]], contact_id: int, call: Call) -> list[dict[str, Any]]:
    """Creates the light persons of a posted company and returns them; ids in them mean nothing.

    The one that the options want to fail is left out without a word. To be called within a transaction.
    """
    taken = []
    for row in rows:
        if call.options.fail_person and row.get("Lastname") == call.options.fail_person:
            continue
        person_id = save(_from_light(row, contact_id), call)
        record = call.store.get("person", person_id) or {}
        taken.append(summary(person_id, record, call))
    return taken


def _from_light(row: dict[str, Any], contact_id: int) -> dict[str, Any]:
    body: dict[str, Any] = {name: row[name] for name in _SAME if name in row}
    body["Contact"] = {"ContactId": contact_id}
    body["Retired"] = bool(row.get("Retired", 0))
    for light, name in _ELEMENT_OF.items():
        body[name] = [{"Value": row.get(light, "")}]
    position = row.get("Position", "").casefold()
    for item in LISTS["perspos"]:
        if position in (text.casefold() for text in every(item.name)):
            body["Position"] = {"Id": item.number}
    return read("PersonEntity", body)


def full_name(record: Record) -> str:
    return " ".join(filter(None, (record["Firstname"], record["MiddleName"], record["Lastname"])))


def summary(person_id: int, record: Record, call: Call) -> dict[str, Any]:
    """The light Person carrier."""
    company = contacts.light(record["Contact"], call) or {}
    return make(
        "Person",
        **{name: record[name] for name in (*_SAME, "PersonNumber")},
        **{light: (record[name] or [{"Value": ""}])[0]["Value"] for light, name in _ELEMENT_OF.items()},
        PersonId=person_id,
        Position=lists.label("perspos", record["Position"]),
        FullName=full_name(record),
        FormalName=_formal_name(record),
        CountryId=record["Country"],
        Retired=int(record["Retired"]),
        ContactId=record["Contact"],
        ContactName=company.get("Name", ""),
        ContactDepartment=company.get("Department", ""),
        ContactFullName=company.get("FullName", ""),
        ContactCountryId=company.get("CountryId", 0),
        ContactOrgNr=company.get("OrgNr", ""),
    )


def _formal_name(record: Record) -> str:
    return " ".join(filter(None, (record["Mrmrs"], full_name(record))))


def entity(person_id: int, record: Record, call: Call) -> dict[str, Any]:
    """The PersonEntity; category, business and owner are those of its company."""
    told: dict[str, Any] = {name: record[name] for name in _PLAIN}
    told |= {name: [make("EntityElement", **row) for row in record[name]] for name in ELEMENTS}
    told |= {name: call.zone.local(record[name]) for name in _DATES}
    told |= contacts.supporters(record) | _inherited(record, call)
    return make(
        "PersonEntity",
        **told,
        **customfields.bags("person", record["CustomFields"]),
        PersonId=person_id,
        FullName=full_name(record),
        FormalName=_formal_name(record),
        CreatedDate=call.zone.utc(record["CreatedDate"]),
        BirthDate=record["BirthDate"],
        CreatedBy=lists.associate(record["CreatedBy"]),
        IsAssociate=person_id in {user.person_id for user in USERS},
        Position=lists.reference("Position", "perspos", record["Position"]),
        Contact=contacts.light(record["Contact"], call),
        Country=lists.country(record["Country"]),
        Interests=lists.selectable("persint", flat=False, selected=record["Interests"]),
        ActiveInterests=len(record["Interests"]),
        ShipmentTypes=lists.selectable("shipmenttype", flat=True, selected=record["ShipmentTypes"]),
        Consents=[_consent(person_id, record, call)],
        Address=addresses.of_person(record["Address"], record["Country"]),
        TableRight=contacts.FULL_RIGHT,
        FieldProperties=fieldproperties.of_person(),
    )


def _inherited(record: Record, call: Call) -> dict[str, Any]:
    company = call.store.get("contact", record["Contact"]) or {"Category": 0, "Business": 0, "Associate": 0}
    told: dict[str, Any] = {
        name: lists.reference(name, name.lower(), company[name]) for name in ("Category", "Business")
    }
    return told | {"Associate": lists.associate(company["Associate"])}


def _consent(person_id: int, record: Record, call: Call) -> dict[str, Any]:
    return make(
        "ConsentInfo",
        ConsentPersonId=person_id,
        Registered=call.zone.utc(record["CreatedDate"]),
        RegisteredAssociateId=record["CreatedBy"] if person_id else 0,
        LegalBaseId=6,
        LegalBaseKey="61F",
        LegalBaseName=_LEGAL_BASE,
        ConsentPurposeId=1,
        ConsentPurposeKey="STORE",
        ConsentPurposeName=_PURPOSE,
        ConsentSourceId=9,
        ConsentSourceKey="UNKNOWN",
        ConsentSourceName=_SOURCE,
    )


def links(person_id: int, record: Record, base: str) -> dict[str, str]:
    api = f"{base}v1/"
    return {
        "Self": f"{api}Person/{person_id}/",
        "UdefLayout": f"{api}Person/UdefLayout/Published/",
        "Contact": f"{api}Contact/{record['Contact']}/",
        "Mrmrs.List": f"{api}MDOList/mrmrs/",
        "Position.List": f"{api}MDOList/perspos/",
        "Archive": f"{api}Person/",
    }


def validate(body: dict[str, Any], call: Call) -> dict[str, str]:
    """Path to message, as for companies."""
    found = dict.fromkeys(limits.too_long("PersonEntity", body), "[SR_VALIDATE_TOO_LONG]")
    number = body.get("PersonNumber", "")
    if number and call.store.number_taken("person", number, int(body.get("PersonId", 0))):
        found["PersonNumber"] = "[SR_VALIDATE_NUMBER]"
    if not (body.get("Firstname", "") + body.get("Lastname", "")).strip():
        found.setdefault("Firstname", "[SR_ACCESS_MANDATORY]")
    if not body.get("Contact", {}).get("ContactId", 0):
        found["Contact"] = "[SR_ACCESS_MANDATORY]"
    return found | customfields.problems("person", body, call.language)
